import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { findCopies } from "../../../src/app/backup/backup-copies.ts";
import { restoreShop } from "../../../src/app/founding/restore-shop.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { codeOf } from "../../../src/domain/events/series.ts";
import { momentText, wallTimeAt } from "../../../src/domain/text/clock-text.ts";
import { segmentName } from "../../../src/ledger/recovery/backup-format.ts";
import { newRecoveryCode } from "../../../src/ledger/recovery/recovery-code.ts";
import { StoreError } from "../../../src/ledger/store-error.ts";
import {
  backedUpCafe,
  type BackedUpCafe,
  codeFrom,
  dayText,
  expectRestored,
  packedCafes,
  restoreInto,
  sellCoffee,
} from "../../support/backed-up.ts";
import { MIA } from "../../support/cafe.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = packedCafes();

/** A stranger to it. */
const newOtherCafe = packedCafes(0);

describe("a restored box", () => {
  test("is a till of its own, under the sheet's letters, and sells under its own series", async () => {
    const { open: old, cafe, run, restore } = await backedUpCafe(await newCafe());
    await run();

    const restored = await restore();
    const open = restored.open();
    try {
      sellCoffee(open);
      const { origin, key } = open.till.ledger.identity;

      expect(key.publicKey).not.toBe(old.till.ledger.identity.key.publicKey);
      expect(open.till.code()).toMatch(/^ZZ[A-Z]{4}$/u);
      expect(open.till.deviceName()).toBe("New box");
      const own = open.till.ledger.piecesOf(origin, 1);
      expect(own.length).toBeGreaterThan(1);
      // Nothing new under the name of the box that is gone.
      const gone = old.till.ledger.identity.origin;
      expect(open.till.ledger.heads().get(gone)).toEqual(old.till.ledger.heads().get(gone));
      expect(codeOf(valueOf(restored.result).code)).toBe(open.till.code());
      expect(cafe.dir).not.toBe(restored.store);
    } finally {
      await open.close();
    }
  });

  test("says for a day at each log-in up to when it knows the shop", async () => {
    const { cafe, run, restore } = await backedUpCafe(await newCafe());
    await run();
    const knows = wallTimeAt(cafe.clock.nowMs(), () => 60);
    cafe.clock.advance(90 * 60_000);
    const restored = await restore();
    const open = restored.open();
    const port = createRegisterPort(open, { demoStaff: [] });
    const notices = [];
    for (const hours of [0, 23, 1]) {
      // What is done every few seconds is nothing that this asks for.
      restored.clock.set(restored.clock.nowMs() + hours * 3_600_000);
      notices.push(valueOf(await port.logIn("1", "1111")).notice);
    }

    const says = `This till was restored: it knows the shop up to ${momentText(knows)}.`;
    expect(notices).toEqual([says, says, undefined]);
    await open.close();
  });

  test("knows people, and their PINs as they were", async () => {
    const { run, restore } = await backedUpCafe(await newCafe());
    await run();

    const open = (await restore()).open();
    try {
      expect(await open.till.signIn(MIA.number, "1111")).toMatchObject({ ok: true, value: MIA });
      expect((await open.till.signIn(MIA.number, "1112")).ok).toBe(false);
    } finally {
      await open.close();
    }
  });

  test.each([
    ["the newer copy", 1],
    ["the copy whose clock had gone back", -1],
  ])(
    "never has again what was destroyed, where %s knows of it and the other one doesn't",
    async (_, direction) => {
      const { cafe, open: old, root, run, restore } = await backedUpCafe(await newCafe());
      const { secrets } = old.till.ledger;
      secrets.put("person/99", Buffer.from("a name's key"));
      await run();
      const pocket = path.join(path.dirname(root), "pocket");
      await cp(root, pocket, { recursive: true });
      secrets.destroy("person/99");
      cafe.clock.set(cafe.clock.nowMs() + direction * 3_600_000);
      await run();

      for (const from of [
        [root, pocket],
        [pocket, root],
      ]) {
        const open = (await restore(from)).open();
        expect(open.till.ledger.secrets.get("person/99")).toBeUndefined();
        expect(open.till.ledger.secrets.rows()).toEqual(secrets.rows());
        await open.close();
      }
    },
  );

  test("has nothing that was destroyed two backups ago, whichever of them is left", async () => {
    const { open: old, folder, root, run, restore } = await backedUpCafe(await newCafe());
    const { secrets } = old.till.ledger;
    secrets.put("person/99", Buffer.from("a name's key"));
    await run();
    secrets.destroy("person/99");
    await run();
    await run();

    for (const gone of ["manifest-a", "manifest-b"]) {
      const half = path.join(path.dirname(root), `without ${gone}`, path.basename(folder));
      await cp(folder, half, { recursive: true });
      await rm(path.join(half, gone));
      const open = (await restore([half])).open();
      expect(open.till.ledger.secrets.get("person/99")).toBeUndefined();
      await open.close();
    }
  });

  test("goes on with the business day on which the shop stood", async () => {
    const { cafe, run, restore } = await backedUpCafe(await newCafe());
    await run();
    cafe.clock.set(cafe.clock.nowMs() + 3 * 86_400_000);

    const restored = await restore();

    expect(valueOf(restored.result).day).toBe("2026-11-20");
    const open = restored.open();
    try {
      expect(open.till.beginDay(MIA)).toEqual({ ok: true, value: "2026-11-23" });
    } finally {
      await open.close();
    }
  });

  test("whose clock stands before the backup is told to a person", async () => {
    const { cafe, run, restore } = await backedUpCafe(await newCafe());
    await run();
    expect(valueOf((await restore()).result).isClockBehind).toBe(false);
    cafe.clock.set(0);

    const { isClockBehind, day } = valueOf((await restore()).result);

    expect({ isClockBehind, day }).toEqual({ isClockBehind: true, day: "2026-11-20" });
  });

  test("is no shop on a box that has one", async () => {
    const { cafe, root, run } = await backedUpCafe(await newCafe());
    await run();
    const folders = await findCopies([root]);
    const code = codeFrom(cafe.recoveryCode);
    const before = await readFile(path.join(cafe.dir, "ledger.key"), "utf8");

    const again = restoreShop({ dir: cafe.dir, folders, code, deviceName: "X" }, depsOf(cafe));

    await expect(again).rejects.toThrow(StoreError);
    expect(await readFile(path.join(cafe.dir, "ledger.key"), "utf8")).toBe(before);
  });
});

describe("a code", () => {
  test("of another sheet opens nothing, and makes nothing", async () => {
    const { cafe, root, run } = await backedUpCafe(await newCafe());
    await run();
    const other = newRecoveryCode(createSeededRandom("another sheet"));

    const { result, store } = await restoreInto({ ...cafe, recoveryCode: other }, [root]);

    expect(faultOf(result)).toMatchObject({
      type: "restore/unopened",
      copies: [{ reason: "other-sheet" }],
    });
    expect(await exists(store)).toBe(false);
  });

  test("opens its own shop's copy where another shop's lies beside it", async () => {
    const ours = await backedUpCafe(await newCafe());
    const theirs = await backedUpCafe(await newOtherCafe());
    await ours.run();
    await theirs.run();
    await cp(theirs.folder, path.join(ours.root, path.basename(theirs.folder)), {
      recursive: true,
    });

    const restored = await ours.restore();

    expect(valueOf(restored.result).unopened).toMatchObject([{ reason: "other-sheet" }]);
    await expectRestored(restored, dayText(ours.open));
  });
});

describe("a damaged copy", () => {
  test("with one byte changed in its only manifest can't be opened", async () => {
    const backedUp = await backedUpCafe(await newCafe());
    await backedUp.run();
    await bend(backedUp, "manifest-");

    expect(faultOf((await backedUp.restore()).result)).toMatchObject({
      copies: [{ reason: "damaged" }],
    });
  });

  test.each(["segment-", "tail-"])(
    "with one byte changed in a %s* file names it, and gives what can be had",
    async (kind) => {
      const backedUp = await backedUpCafe(await newCafe());
      await backedUp.run();
      const name = await bend(backedUp, kind);

      const { result } = await backedUp.restore();

      const { damage, missing } = valueOf(result);
      expect(damage).toHaveLength(1);
      expect(damage[0]).toContain(name);
      expect(missing).toHaveLength(1);
    },
  );

  test("without one segment names it with its events, and holds the chain up to there", async () => {
    const backedUp = await backedUpCafe(await newCafe());
    await backedUp.run();
    const [last = ""] = (await segmentsIn(backedUp)).slice(-1);
    await rm(path.join(backedUp.folder, last));

    const { result } = await backedUp.restore();

    const { damage, missing, events } = valueOf(result);
    expect(damage).toEqual([
      expect.stringMatching(new RegExp(`${last} is missing: events \\d+ to \\d+ of `, "u")),
    ]);
    const [lost] = missing;
    expect(lost?.seq).toBeGreaterThan(lost?.restoredTo ?? Infinity);
    expect(events).toBe(lost?.restoredTo);
  });

  test("is filled from another one", async () => {
    const backedUp = await backedUpCafe(await newCafe());
    await backedUp.run();
    const second = path.join(path.dirname(backedUp.root), "second stick");
    await mkdir(second);
    await cp(backedUp.folder, path.join(second, path.basename(backedUp.folder)), {
      recursive: true,
    });
    const [one = "", other = ""] = await segmentsIn(backedUp);
    await rm(path.join(backedUp.folder, one));
    await rm(path.join(second, path.basename(backedUp.folder), other));

    const { result } = await backedUp.restore([backedUp.root, second]);

    const { missing, damage } = valueOf(result);
    expect(missing).toEqual([]);
    expect(damage).toHaveLength(2);
  });

  test("that lost the founding of its shop is no shop", async () => {
    const backedUp = await backedUpCafe(await newCafe());
    await backedUp.run();
    for (const name of await segmentsIn(backedUp)) await rm(path.join(backedUp.folder, name));

    const restoring = backedUp.restore();

    await expect(restoring).rejects.toThrow(/^The founding of the shop can't be brought back/u);
  });

  test("whose files were swapped does not pass as whole", async () => {
    const backedUp = await backedUpCafe(await newCafe());
    await backedUp.run();
    const [one = "", other = ""] = await segmentsIn(backedUp);
    const files = [one, other].map((name) => path.join(backedUp.folder, name));
    const [first = "", second = ""] = files;
    const bytes = await readFile(first);
    await writeFile(first, await readFile(second));
    await writeFile(second, bytes);

    await expect(backedUp.restore()).rejects.toThrow(/is damaged: events/u);
  });

  test("made by a newer program says so", async () => {
    const backedUp = await backedUpCafe(await newCafe());
    await backedUp.run();
    const file = path.join(backedUp.folder, "manifest-a");
    const text = await readFile(file, "latin1");
    await writeFile(file, text.replace('"version":1', '"version":2'), "latin1");

    expect(faultOf((await backedUp.restore()).result)).toMatchObject({
      copies: [{ reason: "newer-version" }],
    });
  });
});

describe("copies", () => {
  test("are found from the stick, from a folder above it, and as themselves", async () => {
    const { root, folder, run } = await backedUpCafe(await newCafe());
    await run();

    for (const dir of [root, path.dirname(root), folder, `${folder}/`]) {
      expect(await findCopies([dir])).toEqual([folder]);
    }
    expect(await findCopies([root, folder])).toEqual([folder]);
    expect(await findCopies([path.join(root, "nothing")])).toEqual([]);
  });
});

/** Of segments the last: all of its chain that comes after one hangs on it. */
async function bend(backedUp: BackedUpCafe, kind: string): Promise<string> {
  const { folder } = backedUp;
  const named = (await readdir(folder)).filter((name) => name.startsWith(kind));
  const segments = kind === "segment-" ? await segmentsIn(backedUp) : named;
  const name = segments.at(-1) ?? "";
  const file = path.join(folder, name);
  const bytes = await readFile(file);
  const at = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(file, bytes);
  return name;
}

/** In the order of the chain. */
async function segmentsIn({ open, folder }: BackedUpCafe): Promise<ReadonlyArray<string>> {
  const names = (await readdir(folder)).filter((name) => name.startsWith("segment-"));
  const { ledger } = open.till;
  const { origin } = ledger.identity;
  const pieces = ledger.pieces().filter((piece) => piece.origin === origin);
  const order = pieces.map(segmentName);
  return names.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
}

async function exists(folder: string): Promise<boolean> {
  return (await readdir(path.dirname(folder))).includes(path.basename(folder));
}

function depsOf({ clock }: BackedUpCafe["cafe"]) {
  return { clock, random: createSeededRandom("again"), offsetMinutes: () => 60 };
}
