import { describe, expect, test } from "vitest";

import { createDisk, SECTOR_BYTES } from "./disk-model.ts";
import { type DiskEvent } from "./disk-recording.ts";

describe("after a power cut a disk", () => {
  test("has what was synced, and of what was not all, none, the first or the last", () => {
    const disk = diskAfter([write("a", 0, "1"), sync("a"), write("a", 1, "2"), write("a", 2, "3")]);

    expect(outcomes(disk)).toEqual({
      "all kept": { a: "123" },
      "all lost": { a: "1" },
      "only the first kept": { a: "12" },
      "only the last kept": { a: "1\u00003" },
    });
  });

  test("has one state when all is synced", () => {
    const disk = diskAfter([write("a", 0, "1"), sync("a")]);

    expect(outcomes(disk)).toEqual({ "all kept": { a: "1" } });
  });

  test("may have torn the last write at the border of a sector", () => {
    const disk = diskAfter([write("a", 8, "x".repeat(2 * SECTOR_BYTES))]);

    // The first border after the middle of the write, counted from the start of the file.
    const torn = outcomes(disk)["last torn"]?.["a"];
    expect(torn).toBe("\0".repeat(8) + "x".repeat(2 * SECTOR_BYTES - 8));
  });

  test("can't tear a write that lies within a sector", () => {
    const disk = diskAfter([write("a", 8, "x".repeat(24))]);

    expect(outcomes(disk)).not.toHaveProperty("last torn");
  });

  test("may have one file's changes and not the other's", () => {
    const disk = diskAfter([write("a", 0, "1"), write("b", 0, "2")], ["a", "b"]);

    expect(outcomes(disk)).toMatchObject({
      "only a kept": { a: "1", b: "" },
      "only b kept": { a: "", b: "2" },
    });
  });

  test("may not know of a new file before its folder is synced", () => {
    const made: ReadonlyArray<DiskEvent> = [
      { type: "create", file: "b" },
      write("b", 0, "2"),
      sync("b"),
    ];

    expect(outcomes(diskAfter(made))).toMatchObject({
      "all kept": { a: "", b: "2" },
      "all lost": { a: "" },
    });
    expect(outcomes(diskAfter([...made, { type: "sync-folder" }]))).toEqual({
      "all kept": { a: "", b: "2" },
    });
  });

  test("may still have a file that was removed", () => {
    const disk = diskAfter([write("a", 0, "1"), sync("a"), { type: "remove", file: "a" }]);

    expect(outcomes(disk)).toEqual({ "all kept": {}, "all lost": { a: "1" } });
  });

  test("may have a renamed file under its old name before its folder is synced", () => {
    const renamed: ReadonlyArray<DiskEvent> = [
      write("b", 0, "new"),
      sync("b"),
      { type: "rename", file: "b", to: "a" },
    ];
    const disk = diskAfter(renamed, ["a", "b"]);

    expect(outcomes(disk)).toEqual({ "all kept": { a: "new" }, "all lost": { a: "", b: "new" } });
  });

  test("may have renamed a file and lost what was written to it", () => {
    const disk = diskAfter(
      [write("b", 0, "new"), { type: "rename", file: "b", to: "a" }],
      ["a", "b"],
    );

    expect(outcomes(disk)).toMatchObject({ "only names kept": { a: "" } });
  });

  test("has an empty file where one was removed and made again", () => {
    const disk = diskAfter([
      write("a", 0, "1"),
      sync("a"),
      { type: "remove", file: "a" },
      { type: "create", file: "a" },
    ]);

    expect(outcomes(disk)).toEqual({ "all kept": { a: "" }, "all lost": { a: "1" } });
  });

  test("has a file cut, or its full length when that was not synced", () => {
    const cut: DiskEvent = { type: "truncate", file: "a", size: 1 };
    const disk = diskAfter([write("a", 0, "123"), sync("a"), cut, write("a", 2, "x")]);

    expect(outcomes(disk)).toMatchObject({
      "all kept": { a: "1\0x" },
      "all lost": { a: "123" },
      "only the last kept": { a: "12x" },
    });
  });

  test("is in the same state before a sync with all kept and after it", () => {
    const before = diskAfter([write("a", 0, "1"), write("a", 1, "2")]);
    const after = diskAfter([write("a", 0, "1"), write("a", 1, "2"), sync("a")]);

    const kept = before.outcomes().find(({ name }) => name === "all kept");
    expect(after.outcomes().map(({ key }) => key)).toEqual([kept?.key]);
  });
});

function diskAfter(
  events: ReadonlyArray<DiskEvent>,
  files: ReadonlyArray<string> = ["a"],
): ReturnType<typeof createDisk> {
  const disk = createDisk(new Map(files.map((file) => [file, Buffer.alloc(0)])));
  for (const event of events) disk.apply(event);
  return disk;
}

function outcomes(disk: ReturnType<typeof createDisk>): Record<string, Record<string, string>> {
  return Object.fromEntries(
    disk.outcomes().map(({ name, files }) => {
      const texts = [...files()].map(([file, bytes]) => [file, bytes.toString()] as const);
      return [name, Object.fromEntries(texts)];
    }),
  );
}

function write(file: string, offset: number, text: string): DiskEvent {
  return { type: "write", file, offset, bytes: Buffer.from(text) };
}

function sync(file: string): DiskEvent {
  return { type: "sync", file };
}
