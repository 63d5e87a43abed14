import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test, vi } from "vitest";

import { createFolderPlace, markFolder } from "../../../src/app/backup/backup-places.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { PATIENCE } from "../../support/patience.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ID = "0123456789abcdef";
const BYTES = Buffer.from([0, 1, 2, 255]);

describe("a folder", () => {
  test("gives back what it was given, and lists it with its size", async () => {
    const { place } = await newPlace();

    valueOf(await place.put("tail-a", BYTES));
    valueOf(await place.put("tail-a", BYTES.subarray(1)));

    expect(valueOf((await place.get?.("tail-a")) ?? faultless)).toEqual(BYTES.subarray(1));
    expect(valueOf(await place.list())).toEqual(new Map([["tail-a", 3]]));
  });

  test("doesn't list what was left of a file that was cut short", async () => {
    const { place, folder } = await newPlace();
    await writeFile(path.join(folder, "tail-a.part"), BYTES);

    expect(valueOf(await place.list())).toEqual(new Map());
  });

  test("without its marker is away, and gets nothing", async () => {
    const { place, folder } = await newPlace();
    await rm(path.join(folder, "place"));

    expect(faultOf(await place.put("tail-a", BYTES)).type).toBe("place/away");
    expect(faultOf(await place.list()).type).toBe("place/away");
    expect(await readdir(folder)).toEqual([]);
  });

  test("is made in a folder that is there, and in no other", async () => {
    const root = await temporaryFolder();

    const marked = await markFolder(path.join(root, "stick", "copy"), ID);

    expect(faultOf(marked).type).toBe("place/away");
    expect(await readdir(root)).toEqual([]);
  });

  test("that can't be written says why", async () => {
    const { place, folder } = await newPlace();
    await mkdir(path.join(folder, "tail-a.part"));

    expect(faultOf(await place.put("tail-a", BYTES)).sentence).toMatch(/can't be used \(EISDIR\)/u);
  });

  test("that doesn't answer is given up, and what it does later replaces nothing", async () => {
    const { place, folder, clock } = await newPlace();
    await place.put("tail-a", BYTES);
    // Nobody reads from it: whoever opens it waits.
    const pipe = path.join(folder, "tail-a.part");
    spawnSync("mkfifo", [pipe]);
    const put = place.put("tail-a", Buffer.from("too late"));
    await vi.waitFor(() => expect(clock.pendingCount()).toBe(1), PATIENCE);

    clock.advance(2 * 60_000);

    expect(faultOf(await put).sentence).toMatch(/doesn't answer/u);
    expect(String(await readFile(pipe))).toBe("too late");
    await vi.waitFor(
      async () => expect(await readdir(folder)).not.toContain("tail-a.part"),
      PATIENCE,
    );
    expect(await readFile(path.join(folder, "tail-a"))).toEqual(BYTES);
    expect(clock.pendingCount()).toBe(0);
  });
});

const faultless = { ok: false, fault: { type: "place/failed", sentence: "No way back." } } as const;

async function newPlace() {
  const folder = path.join(await temporaryFolder(), "copy");
  valueOf(await markFolder(folder, ID));
  const clock = createManualClock();
  return { place: createFolderPlace(folder, { id: ID, clock }), folder, clock };
}
