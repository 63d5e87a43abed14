/** What the kitchen reads when guests, lines, pieces and bills go elsewhere: on the roll of its printer. */

import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
const BETWEEN_MS = 1000;
const SAID = /\[ MOVED \]|\bA\d$|^\[?TABLE .*$|^\d+ x .*$/gmu;

const MOVED_TO_9 = ["[ MOVED ]", "A1", "TABLE 9", "[TABLE 9 (was: TABLE 7)]"];
const MOVED_TO_7 = ["[ MOVED ]", "A2", "TABLE 7", "[TABLE 7 (was: TABLE 9)]"];

test("a line says where it is carried now, and where it was to go", async () => {
  const it = await kitchen("type 3*club", "Enter", "type soup", "Enter", "F2");

  it.go("type 2>9", "F7");

  expect(await it.papers()).toEqual([[...MOVED_TO_9, "1 x Soup of the day"]]);
});

test("pieces of a line are so many, and a merge carries those that are left", async () => {
  const it = await kitchen("type 3*club", "Enter", "type soup", "Enter", "F2");

  it.go("type 2*1>9", "F7");
  expect(await it.papers()).toEqual([[...MOVED_TO_9, "2 x Club sandwich"]]);
  it.go("type >9", "F7", "+");
  expect(await it.papers()).toEqual([[...MOVED_TO_9, "1 x Club sandwich", "1 x Soup of the day"]]);
  it.go("Ctrl-Z");
  expect(await it.papers()).toEqual([[...MOVED_TO_7, "1 x Club sandwich", "1 x Soup of the day"]]);
});

test("a merge the other way carries the pieces that had left, and no others", async () => {
  const it = await kitchen("type 3*club", "Enter", "F2");
  it.go("type 2*1>9", "F7");
  await it.papers();

  it.go("type 9", "F7", "type >7", "F7", "+");
  expect(await it.papers()).toEqual([[...MOVED_TO_7, "3 x Club sandwich"]]);
  it.go("Ctrl-Z");
  expect(await it.papers()).toEqual([[...MOVED_TO_9, "3 x Club sandwich"]]);
});

test("the last pieces of a line come back to their table when a merge is undone", async () => {
  const it = await kitchen("type 3*club", "Enter", "F2");
  it.go("type 2*1>9", "F7", "type >9", "F7", "+");
  await it.papers();

  it.go("Ctrl-Z");

  expect(await it.papers()).toEqual([[...MOVED_TO_7, "1 x Club sandwich"]]);
});

test("a move that nobody has read is replaced by the next one, from where the goods were", async () => {
  const it = await kitchen("type 2*club", "Enter", "F2");
  it.go("type >4", "F7", "type >5", "F7");

  expect(await it.papers()).toEqual([
    ["[ MOVED ]", "A2", "TABLE 5", "[TABLE 5 (was: TABLE 7)]", "2 x Club sandwich"],
  ]);
  expect(it.store.getState().order?.lines.map(({ kitchen: sent }) => sent)).toEqual(["printed"]);
  it.go("type >6", "F7");
  expect(await it.papers()).toEqual([
    ["[ MOVED ]", "A2", "TABLE 6", "[TABLE 6 (was: TABLE 5)]", "2 x Club sandwich"],
  ]);
});

test("a move and the way back that nobody has read are no paper at all", async () => {
  const it = await kitchen("type 2*club", "Enter", "F2");
  it.go("type >4", "F7", "type >7", "F7");
  expect(await it.papers()).toEqual([]);
  it.go("type >4", "F7", "Ctrl-Z");
  expect(await it.papers()).toEqual([]);

  expect(it.store.getState().order?.lines.map(({ kitchen: sent }) => sent)).toEqual(["printed"]);
  it.go("type >4", "F7");
  expect(await it.papers()).toEqual([
    ["[ MOVED ]", "A2", "TABLE 4", "[TABLE 4 (was: TABLE 7)]", "2 x Club sandwich"],
  ]);
});

test("a move of some of it since leaves the earlier move on paper", async () => {
  const it = await kitchen("type 2*club", "Enter", "type soup", "Enter", "F2");
  it.go("type >4", "F7", "type 2>9", "F7");

  const papers = await it.papers();
  expect(papers.map((paper) => paper.slice(2))).toEqual([
    ["TABLE 4", "[TABLE 4 (was: TABLE 7)]", "2 x Club sandwich", "1 x Soup of the day"],
    ["TABLE 9", "[TABLE 9 (was: TABLE 4)]", "1 x Soup of the day"],
  ]);
});

interface Kitchen extends RealRegister {
  readonly go: (...keys: ReadonlyArray<string>) => void;
  /** Those that came out since the last look: what they say of orders, tables and goods. */
  readonly papers: () => Promise<ReadonlyArray<ReadonlyArray<string>>>;
}

/** Table 9 has a sandwich, and table 7 what is typed; both are sent and printed. */
async function kitchen(...typed: ReadonlyArray<string>): Promise<Kitchen> {
  const cafe = await newCafe();
  await mkdir(path.dirname(rollPath(cafe.dir, "kitchen")), { recursive: true });
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  let read = 0;
  function go(...keys: ReadonlyArray<string>): void {
    for (const key of keys) {
      cafe.clock.advance(BETWEEN_MS);
      if (key.startsWith("type ")) register.type(key.slice("type ".length));
      else register.press(key);
    }
  }

  async function papers(): Promise<ReadonlyArray<ReadonlyArray<string>>> {
    await register.open.printing.settle();
    const all = readFileSync(rollPath(cafe.dir, "kitchen"), "utf8");
    const fresh = all.slice(read).split("8<").slice(0, -1);
    read = all.length;
    return fresh.map((paper) => paper.match(SAID)?.map((text) => text.trim()) ?? []);
  }

  go("type 9", "F7", "type club", "Enter", "F2", "type 7", "F7", ...typed);
  await papers();
  return { ...register, go, papers };
}
