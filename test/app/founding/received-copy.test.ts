/** A copy from head office takes no more of the disk than its list says, and no list that the disk has no room for. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { createReceivedCopy } from "../../../src/app/founding/received-copy.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const FREE_BYTES = 1000;
const FOLDER = `tillmesh-${"a".repeat(26)}`;

test.each([
  ["more than half of what is free", [{ name: "tail-a", size: 501 }], "fetch/unwritable"],
  [
    "more than half of it together",
    [
      { name: "tail-a", size: 300 },
      { name: "tail-b", size: 300 },
    ],
    "fetch/unwritable",
  ],
  ["a file of a petabyte", [{ name: "tail-a", size: 1e15 }], "fetch/broke-off"],
])("a list of %s is refused before anything is written", async (_, files, type) => {
  const into = await temporaryFolder();
  const copy = createReceivedCopy(into, () => ({ freeBytes: FREE_BYTES }));

  copy.hear(frame({ type: "copy", folder: FOLDER, files }));
  copy.hear(new Uint8Array(400));

  expect(copy.state()).toMatchObject({ type });
  expect(readdirSync(into)).toEqual([]);
});

test("bytes beyond the list are written nowhere", async () => {
  const into = await temporaryFolder();
  const copy = createReceivedCopy(into, () => ({ freeBytes: FREE_BYTES }));
  const files = [{ name: "tail-a", size: 500 }];

  copy.hear(frame({ type: "copy", folder: FOLDER, files }));
  for (let sent = 0; sent < 5; sent += 1) copy.hear(new Uint8Array(400).fill(sent));
  copy.close();

  const folder = path.join(into, FOLDER);
  expect(copy.state()).toEqual({ type: "whole", folder });
  expect(readdirSync(folder)).toEqual(["tail-a"]);
  expect(readFileSync(path.join(folder, "tail-a"))).toHaveLength(500);
});

function frame(list: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(list));
}
