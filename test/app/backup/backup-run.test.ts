import { readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { type BackupPlace } from "../../../src/app/backup/backup-place.ts";
import { err } from "../../../src/domain/base/result.ts";
import {
  backedUpCafe,
  dayText,
  expectRestored,
  packedCafes,
  sellCoffee,
} from "../../support/backed-up.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { sealAll } from "../../support/upkeep.ts";

const SALES_OF_A_SEGMENT = 12;

const newCafe = packedCafes();

describe("a backup", () => {
  test("holds all that the till holds, and says how it was proved", async () => {
    const { open, folder, run, restore } = await backedUpCafe(await newCafe());

    const done = valueOf(await run());

    const files = await filesIn(folder);
    expect(files.filter((name) => name.startsWith("segment-")).length).toBeGreaterThanOrEqual(2);
    expect(done).toMatchObject({ proof: "read-back", files: files.length });
    await expectRestored(await restore(), dayText(open));
  });

  test("writes of what is there already nothing again", async () => {
    const { open, folder, run } = await backedUpCafe(await newCafe());
    await run();
    const segments = await segmentTimes(folder);

    sellCoffee(open);
    const written: string[] = [];
    valueOf(await run((place) => watched(place, written)));

    expect(written).toEqual(["tail-b", "manifest-b"]);
    expect(await segmentTimes(folder)).toEqual(segments);
  });

  test("takes its two slots in turn, and the newest counts", async () => {
    const { open, run, restore } = await backedUpCafe(await newCafe());

    const slots: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      sellCoffee(open);
      slots.push(valueOf(await run()).slot);
      await expectRestored(await restore(), dayText(open));
    }

    expect(slots).toEqual(["a", "b", "a", "b"]);
  });

  test("counts the newest also when the clock has gone back", async () => {
    const { cafe, open, run, restore } = await backedUpCafe(await newCafe());
    await run();
    sellCoffee(open);
    cafe.clock.set(0);

    expect(valueOf(await run()).atMs).toBe(0);

    await expectRestored(await restore(), dayText(open));
  });

  test("goes on where the one before was cut short", async () => {
    const { folder, run } = await backedUpCafe(await newCafe());
    await run((place) => cutShort(place, "tail-"));
    const segments = (await filesIn(folder)).filter(isSegment);

    const written: string[] = [];
    valueOf(await run((place) => watched(place, written)));

    expect(segments.length).toBeGreaterThan(1);
    expect(written).toEqual(["tail-a", "manifest-a"]);
  });

  test("leaves alone what one wrote that was killed behind its last file", async () => {
    const { open, run, restore } = await backedUpCafe(await newCafe());
    await run();
    sellCoffee(open);
    faultOf(await run((place) => deafBehind(place, "manifest-")));
    sellCoffee(open);

    expect(faultOf(await run((place) => deadBefore(place, "manifest-")))).toMatchObject({
      type: "place/away",
    });

    // Whole, and with what the tail of the last one brought: nothing is told as damaged.
    await expectRestored(await restore(), dayText(open));
    sellCoffee(open);
    valueOf(await run());
    await expectRestored(await restore(), dayText(open));
  });

  test("leaves alone the newer one of two that were killed so, one after the other", async () => {
    const { open, run, restore } = await backedUpCafe(await newCafe());
    await run();
    for (let round = 0; round < 2; round += 1) {
      sellCoffee(open);
      faultOf(await run((place) => deafBehind(place, "manifest-")));
    }
    sellCoffee(open);

    expect(faultOf(await run((place) => deadBefore(place, "manifest-")))).toMatchObject({
      type: "place/away",
    });

    // And with what the tail of the third one brought.
    await expectRestored(await restore(), dayText(open));
    valueOf(await run());
    await expectRestored(await restore(), dayText(open));
  });

  test("writes anew what has gone from the place or lost its end", async () => {
    const { open, folder, run, restore } = await backedUpCafe(await newCafe());
    await run();
    const [one = "", other = ""] = (await filesIn(folder)).filter(isSegment);
    await rm(path.join(folder, one));
    await truncate(path.join(folder, other), 100);

    const written: string[] = [];
    valueOf(await run((place) => watched(place, written)));

    expect(written.filter(isSegment).toSorted()).toEqual([one, other].toSorted());
    await expectRestored(await restore(), dayText(open));
  });

  test("reads old segments again in turn, and mends one that has lost a bit", async () => {
    const { open, folder, run, restore } = await backedUpCafe(await newCafe());
    await run();
    const name = (await filesIn(folder)).find(isSegment) ?? "";
    await flipByte(path.join(folder, name));

    const written: string[] = [];
    valueOf(await run((place) => watched(place, written)));

    expect(written).toContain(name);
    await expectRestored(await restore(), dayText(open));
  });
});

describe("a backup that is not whole", () => {
  test.each(["segment-", "tail-", "manifest-"])(
    "because the power failed in the middle of %s* leaves the one before it",
    async (torn) => {
      const { open, folder, run, restore } = await backedUpCafe(await newCafe());
      await run();
      sellCoffee(open);
      await run();
      const before = dayText(open);
      for (let count = 0; count < SALES_OF_A_SEGMENT; count += 1) sellCoffee(open);
      await sealAll(open.till.ledger);

      expect((await run((place) => cutShort(place, torn))).ok).toBe(false);

      // A torn manifest may have been a newer one: a person is told.
      const damage = torn === "manifest-" ? [`${path.join(folder, "manifest-a")} is damaged.`] : [];
      await expectRestored(await restore(), before, damage);
      valueOf(await run());
      await expectRestored(await restore(), dayText(open));
    },
  );

  test("is never called done when the place holds something else than it was given", async () => {
    const { open, folder, run } = await backedUpCafe(await newCafe());
    for (const wanted of ["segment-", "tail-", "manifest-"]) {
      const lying = await run((place) => ({
        ...place,
        put: async (name, bytes) => {
          const put = await place.put(name, bytes);
          if (name.startsWith(wanted)) await flipByte(path.join(folder, name));
          return put;
        },
      }));

      expect(faultOf(lying).type).toBe("place/unverified");
      sellCoffee(open);
    }
  });

  test("is never called done when a file has vanished before its end", async () => {
    const { folder, run } = await backedUpCafe(await newCafe());

    const vanished = await run((place) => ({
      ...place,
      put: async (name, bytes) => {
        if (name.startsWith("manifest-")) {
          const segment = (await filesIn(folder)).find(isSegment) ?? "";
          await rm(path.join(folder, segment));
        }
        return place.put(name, bytes);
      },
    }));

    expect(faultOf(vanished).type).toBe("place/unverified");
  });

  test("ends between two files when the program ends", async () => {
    const { run } = await backedUpCafe(await newCafe());
    const ending = new AbortController();

    const interrupted = await run(
      (place) => ({
        ...place,
        put: (name, bytes) => {
          ending.abort();
          return place.put(name, bytes);
        },
      }),
      ending.signal,
    );

    expect(faultOf(interrupted).type).toBe("place/interrupted");
  });
});

describe("a place that is away", () => {
  test("gets nothing written where it was", async () => {
    const { folder, root, run } = await backedUpCafe(await newCafe());
    await rm(folder, { recursive: true });

    const away = faultOf(await run());

    expect(away.type).toBe("place/away");
    expect(away.sentence).toContain("plug the stick in");
    expect(await readdir(root)).toEqual([]);
  });

  test("is not taken for another stick at the same place", async () => {
    const { folder, run } = await backedUpCafe(await newCafe());
    await writeFile(path.join(folder, "place"), "0123456789abcdef\n");

    expect(faultOf(await run()).type).toBe("place/away");
  });
});

function watched(place: BackupPlace, written: string[]): BackupPlace {
  return {
    ...place,
    put: (name, bytes) => {
      written.push(name);
      return place.put(name, bytes);
    },
  };
}

/** Of the first file with such a name only a part arrives, as on a disk that renames half a file. */
/** Never takes that file. */
function deadBefore(place: BackupPlace, start: string): BackupPlace {
  const away = err({ type: "place/away", sentence: "It was pulled out." } as const);
  return {
    ...place,
    put: async (name, bytes) => (name.startsWith(start) ? away : place.put(name, bytes)),
  };
}

/** Takes that file, and says nothing more. */
function deafBehind(place: BackupPlace, start: string): BackupPlace {
  let isDeaf = false;
  const away = err({ type: "place/away", sentence: "It was pulled out." } as const);
  return {
    list: async () => (isDeaf ? away : place.list()),
    put: async (name, bytes) => {
      const put = await place.put(name, bytes);
      isDeaf = name.startsWith(start);
      return put;
    },
    get: async (name) => (isDeaf ? away : ((await place.get?.(name)) ?? away)),
  };
}

function cutShort(place: BackupPlace, torn: string): BackupPlace {
  return {
    ...place,
    put: async (name, bytes) => {
      if (!name.startsWith(torn)) return place.put(name, bytes);
      await place.put(name, bytes.subarray(0, Math.ceil(bytes.length / 2)));
      return err({ type: "place/failed", sentence: "The power failed." });
    },
  };
}

async function flipByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  const at = bytes.length - 5;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(file, bytes);
}

async function segmentTimes(folder: string) {
  const names = (await filesIn(folder)).filter(isSegment);
  return Promise.all(
    names.map(async (name) => [name, (await stat(path.join(folder, name))).mtimeMs]),
  );
}

async function filesIn(folder: string): Promise<ReadonlyArray<string>> {
  return (await readdir(folder)).filter((name) => name !== "place").toSorted();
}

function isSegment(name: string): boolean {
  return name.startsWith("segment-");
}
