import { describe, expect, test } from "vitest";

import { parseRecording } from "./disk-recording.ts";

const WATCHED = { folder: "/shop", isWatched: (file: string) => file.startsWith("ledger.db") };

describe("a recording", () => {
  test("tells writes, cuts and syncs in the order in which they returned", () => {
    const events = parse(
      `7 openat(AT_FDCWD<${hex("/")}>, "${hex("/shop/ledger.db-wal")}", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 5<${hex("/shop/ledger.db-wal")}>`,
      `7 pwrite64(5<${hex("/shop/ledger.db-wal")}>, "${hex("abc")}", 3, 4096) = 3`,
      `7 fsync(5<${hex("/shop/ledger.db-wal")}>) = 0`,
      `7 fdatasync(6<${hex("/shop")}>) = 0`,
      `7 write(1<${hex("pipe:[1]")}>, "${hex("12\n")}", 3) = 3`,
      `7 ftruncate(4<${hex("/shop/ledger.db")}>, 8192) = 0`,
      `7 unlink("${hex("/shop/ledger.db-wal")}") = 0`,
    );

    expect(events).toEqual([
      { type: "create", file: "ledger.db-wal" },
      { type: "write", file: "ledger.db-wal", offset: 4096, bytes: Buffer.from("abc") },
      { type: "sync", file: "ledger.db-wal" },
      { type: "sync-folder" },
      { type: "told", text: "12\n" },
      { type: "truncate", file: "ledger.db", size: 8192 },
      { type: "remove", file: "ledger.db-wal" },
    ]);
  });

  test("tells new names, and what is written on from where the last write ended", () => {
    const events = parse(
      `7 openat(AT_FDCWD<${hex("/")}>, "${hex("/shop/ledger.db.part")}", O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0600) = 5<${hex("/shop/ledger.db.part")}>`,
      `7 write(5<${hex("/shop/ledger.db.part")}>, "${hex("abc")}", 3) = 3`,
      `7 write(5<${hex("/shop/ledger.db.part")}>, "${hex("de")}", 2) = 2`,
      `7 rename("${hex("/shop/ledger.db.part")}", "${hex("/shop/ledger.db")}") = 0`,
      `7 pwrite64(6<${hex("/shop/ledger.db (deleted)")}>, "${hex("x")}", 1, 0) = 1`,
      `7 pwrite64(6<${hex("/shop/ledger.db")}>(deleted), "${hex("x")}", 1, 0) = 1`,
    );

    expect(events.slice(2)).toEqual([
      { type: "write", file: "ledger.db.part", offset: 0, bytes: Buffer.from("abc") },
      { type: "write", file: "ledger.db.part", offset: 3, bytes: Buffer.from("de") },
      { type: "rename", file: "ledger.db.part", to: "ledger.db" },
    ]);
  });

  test("puts the halves of a call together that another thread came between", () => {
    const events = parse(
      `7 pwrite64(5<${hex("/shop/ledger.db")}>, "${hex("abc")}", 3, 0 <unfinished ...>`,
      `8 write(9<${hex("/elsewhere")}>, "${hex("x")}", 1 <unfinished ...>`,
      "7 <... pwrite64 resumed>) = 3",
      "8 <... write resumed>) = 1",
    );

    expect(events).toEqual([
      { type: "write", file: "ledger.db", offset: 0, bytes: Buffer.from("abc") },
    ]);
  });

  test("counts of a short write what was written, and of a failed call nothing", () => {
    const events = parse(
      `7 pwrite64(5<${hex("/shop/ledger.db")}>, "${hex("abc")}", 3, 0) = 2`,
      `7 fsync(5<${hex("/shop/ledger.db")}>) = -1 EIO (Input/output error)`,
    );

    expect(events).toEqual([
      { type: "write", file: "ledger.db", offset: 0, bytes: Buffer.from("ab") },
    ]);
  });

  test("leaves out files that nobody watches", () => {
    const events = parse(
      `7 pwrite64(5<${hex("/shop/duties.lock")}>, "${hex("abc")}", 3, 0) = 3`,
      `7 pwrite64(5<${hex("/other/ledger.db")}>, "${hex("abc")}", 3, 0) = 3`,
      `7 write(2<${hex("pipe:[2]")}>, "${hex("oh")}", 2) = 2`,
    );

    expect(events).toEqual([]);
  });

  test.each([
    `7 rename("${hex("/shop/ledger.db")}", "${hex("/shop/x")}") = 0`,
    `7 pwritev(5<${hex("/shop/ledger.db")}>, [{iov_base="${hex("a")}", iov_len=1}], 1, 0) = 1`,
    `7 fallocate(5<${hex("/shop/ledger.db")}>, 0, 0, 4096) = 0`,
    "7 sync() = 0",
  ])("is refused when it has a change that nobody foresaw: %s", (line) => {
    expect(() => parse(line)).toThrow("not foreseen");
  });
});

function parse(...lines: ReadonlyArray<string>): ReturnType<typeof parseRecording> {
  return parseRecording(lines.join("\n"), WATCHED);
}

/** As `strace -xx` writes it. */
function hex(text: string): string {
  return Buffer.from(text)
    .toString("hex")
    .replaceAll(/../gu, String.raw`\x$&`);
}
