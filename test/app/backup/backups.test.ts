import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { addPlace, type NewPlace, removePlace } from "../../../src/app/backup/backup-places.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { takeLock } from "../../../src/ledger/exclusive-lock.ts";
import { sellCoffee } from "../../support/backed-up.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { valueOf } from "../../support/shop.ts";
import { testRandom } from "../../support/test-random.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const newCafe = cafeCopies({ sells: ({ plu }) => plu === "100" });

describe("a till that stays open", () => {
  test("backs up at once, and then every hour", async () => {
    const { cafe, open } = await cafeWithStick();
    const { start, pass } = keepWorking(cafe, open);
    await start();
    const first = statusOf(open).verified?.at;
    expect(first).toBeDefined();

    sellCoffee(open);
    await pass(HOUR_MS - MINUTE_MS);
    expect(statusOf(open).verified?.at).toBe(first);
    expect(statusOf(open).pendingEvents).toBeGreaterThan(0);
    await pass(MINUTE_MS);

    expect(statusOf(open).verified?.at).not.toBe(first);
    expect(statusOf(open)).toMatchObject({ pendingEvents: 0, trouble: undefined });
  });

  test("backs up also when its clock has gone back", async () => {
    const { cafe, open } = await cafeWithStick();
    const { start } = keepWorking(cafe, open);
    await start();
    sellCoffee(open);
    cafe.clock.set(cafe.clock.nowMs() - HOUR_MS);
    await start();

    expect(statusOf(open).pendingEvents).toBe(0);
  });

  test("waits for a stick that is away, and backs up as soon as it is back", async () => {
    const { cafe, open, root } = await cafeWithStick();
    const { start, pass } = keepWorking(cafe, open);
    await rename(root, `${root}.pocket`);
    await mkdir(root);
    await start();
    await pass(5 * HOUR_MS);
    expect(statusOf(open).trouble?.type).toBe("place/away");

    await rm(root, { recursive: true });
    await rename(`${root}.pocket`, root);
    await pass(MINUTE_MS);

    expect(statusOf(open)).toMatchObject({ pendingEvents: 0, trouble: undefined });
  });

  test("tries what fails again, each time after a longer pause", async () => {
    const { cafe, open, root } = await cafeWith((root) => ({
      type: "command",
      put: `echo x >> ${root}/tries; exit 1 # {file} {name}`,
    }));
    const { start, pass } = keepWorking(cafe, open);
    await start();
    expect(statusOf(open).trouble?.type).toBe("place/failed");

    for (let minute = 0; minute < 130; minute += 1) await pass(MINUTE_MS);

    // At 0, 1, 3, 7, 15, 31, 63 and 123 minutes.
    expect(await readFile(path.join(root, "tries"), "utf8")).toBe("x\n".repeat(8));
  });

  test("tells the age of the newest backup, and that a day without one needs a person", async () => {
    const { cafe, open, root } = await cafeWithStick();
    const { start, pass } = keepWorking(cafe, open);
    await start();
    expect(open.backups.age()).toEqual({ hours: 0, state: "fresh" });
    await rm(root, { recursive: true });

    await pass(3 * HOUR_MS);
    expect(open.backups.age()).toEqual({ hours: 3, state: "behind" });
    expect(finding(open)?.state).toBe("note");

    await pass(21 * HOUR_MS);
    expect(open.backups.age()).toEqual({ hours: 24, state: "overdue" });
    expect(finding(open)?.state).toBe("wrong");
    expect(finding(open)?.sentence).toMatch(/^24 hours old.*plug the stick in/u);
  });

  test("leaves it to another process that is at it", async () => {
    const { cafe, open } = await cafeWithStick();
    const { start, pass } = keepWorking(cafe, open);
    const lock = takeLock(cafe.dir, "backup");
    await start();
    expect(statusOf(open).verified).toBeUndefined();
    expect(await open.backups.runNow(open.backups.book.places())).toBeUndefined();

    lock?.release();
    await pass(MINUTE_MS);

    expect(statusOf(open).verified).toBeDefined();
  });

  test("closes while a command hangs, and holds nothing any more", async () => {
    const { cafe, open } = await cafeWith(() => ({
      type: "command",
      put: "sleep 600 # {file} {name}",
    }));
    open.backups.keepWorking(() => undefined);

    await open.close();

    const lock = takeLock(cafe.dir, "backup");
    expect(lock).toBeDefined();
    lock?.release();
  });

  test("tells the log of a fault of the store, and goes on", async () => {
    const { cafe, open } = await cafeWithStick();
    const { start, pass } = keepWorking(cafe, open);
    const faults: unknown[] = [];
    open.backups.onFault((error) => faults.push(error));
    const { db } = open.till.ledger;
    db.pragma("query_only=ON");
    await start();
    expect(faults).toHaveLength(1);

    db.pragma("query_only=OFF");
    await pass(MINUTE_MS);

    expect(statusOf(open).verified).toBeDefined();
    expect(faults).toHaveLength(1);
  });
});

describe("the doctor", () => {
  test("notes that no place is set", async () => {
    const open = (await newCafe()).open();

    expect(finding(open)).toMatchObject({ check: "backup", state: "note" });
    expect(open.backups.age()).toBeUndefined();
  });

  test("takes one fresh copy for enough, though another stick is away", async () => {
    const { cafe, open, root } = await cafeWithStick();
    const other = path.join(path.dirname(root), "other");
    await mkdir(other);
    valueOf(await addPlace(depsOf(cafe, open), "other", { type: "folder", folder: other }));
    await open.backups.runNow(open.backups.book.places());
    await rm(other, { recursive: true });
    cafe.clock.advance(30 * HOUR_MS);
    await open.backups.runNow(open.backups.book.places());

    const states = examine(open).filter(({ check }) => check === "backup");
    expect(states.map(({ name, state }) => [name, state])).toEqual([
      ["stick", "ok"],
      ["other", "note"],
    ]);
  });

  test("calls a place wrong that is there and has failed for a day", async () => {
    const { cafe, open } = await cafeWithStick();
    valueOf(
      await addPlace(depsOf(cafe, open), "cloud", {
        type: "command",
        put: "false # {file} {name}",
      }),
    );
    cafe.clock.advance(24 * HOUR_MS);
    await open.backups.runNow(open.backups.book.places());

    expect(finding(open, "cloud")?.state).toBe("wrong");
    expect(finding(open, "stick")?.state).toBe("ok");
  });
});

describe("a place", () => {
  test.each([
    ["", "place/name"],
    ["/etc", "place/name"],
    ["stick", "place/taken"],
  ])("named %j is refused", async (name, type) => {
    const { cafe, open, root } = await cafeWithStick();

    const added = await addPlace(depsOf(cafe, open), name, { type: "folder", folder: root });

    expect(added).toMatchObject({ ok: false, fault: { type } });
  });

  test("in the till's own folder is refused, by whatever name", async () => {
    const { cafe, open } = await cafeWithStick();
    const inside = path.join(cafe.dir, "backups");
    await mkdir(inside);

    const added = await addPlace(depsOf(cafe, open), "own", { type: "folder", folder: inside });

    expect(added).toMatchObject({ ok: false, fault: { type: "place/own-folder" } });
  });

  test("that is a file, or not there, is refused", async () => {
    const { cafe, open, root } = await cafeWithStick();
    await writeFile(path.join(root, "file"), "");

    for (const name of ["file", "missing"]) {
      const where = { type: "folder", folder: path.join(root, name) } as const;
      expect(await addPlace(depsOf(cafe, open), name, where)).toMatchObject({
        ok: false,
        fault: { type: "place/no-folder" },
      });
    }
  });

  test.each([
    [{ put: "rclone copyto {file}" }, "{name}"],
    [{ put: "rclone copyto" }, "{file} and {name}"],
    [{ put: "cp {file} {name}", get: "cp {name}" }, "{file}"],
    [{ put: "cp {file} {name}", list: " " }, ""],
  ])("whose command is %j is refused", async (commands, words) => {
    const { cafe, open } = await cafeWithStick();

    const added = await addPlace(depsOf(cafe, open), "cloud", { type: "command", ...commands });

    expect(added).toMatchObject({ ok: false, fault: { type: "place/no-words", words } });
  });

  test("that was removed is forgotten, and can be named again", async () => {
    const { cafe, open, root } = await cafeWithStick();
    const { book } = open.backups;
    await open.backups.runNow(book.places());

    expect(removePlace(book, "stick")).toBe(true);
    expect(removePlace(book, "stick")).toBe(false);
    valueOf(await addPlace(depsOf(cafe, open), "stick", { type: "folder", folder: root }));

    expect(statusOf(open).verified).toBeUndefined();
    await open.backups.runNow(book.places());
    expect(statusOf(open).verified).toBeDefined();
  });
});

/** Each call resolves when the look that it causes is over. */
function keepWorking(
  { clock }: Cafe,
  { backups }: OpenTill,
): {
  readonly start: () => Promise<void>;
  readonly pass: (byMs: number) => Promise<void>;
} {
  let waiting: ReadonlyArray<() => void> = [];
  function tell(): void {
    for (const resolve of waiting) resolve();
    waiting = [];
  }
  function looked(cause: () => void): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    waiting = [...waiting, () => resolve(undefined)];
    cause();
    return promise;
  }
  return {
    start: () => looked(() => backups.keepWorking(tell)),
    // In one leap, so that no timer of a look runs out in the middle of it.
    pass: (byMs) =>
      looked(() => {
        clock.set(clock.nowMs() + byMs);
        clock.advance(0);
      }),
  };
}

function cafeWithStick() {
  return cafeWith((root) => ({ type: "folder", folder: root }));
}

async function cafeWith(where: (root: string) => NewPlace) {
  const cafe = await newCafe();
  const open = cafe.open();
  const root = path.join(path.dirname(cafe.dir), "stick");
  await mkdir(root);
  valueOf(await addPlace(depsOf(cafe, open), "stick", where(root)));
  return { cafe, open, root };
}

function depsOf({ dir, clock }: Cafe, { till, backups }: OpenTill) {
  return { dir, ledger: till.ledger, book: backups.book, clock, random: testRandom };
}

function statusOf({ backups }: OpenTill) {
  const [status] = backups.statuses();
  if (status === undefined) throw new Error("No place is set.");
  return status;
}

function finding(open: OpenTill, name?: string) {
  return examine(open).find(
    (found) => found.check === "backup" && (name === undefined || found.name === name),
  );
}
