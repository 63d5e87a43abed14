/** What opens a shop gets onto the virtual paper of a shop for trying things, and of no other. */

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { codeSlip, printSlip } from "../../src/app/invite-slip.ts";
import { secretPlaceText } from "../../src/app/secret-paper.ts";
import { type Cafe, cafeCopies } from "../support/cafe.ts";

const CODE = "ABCD-EFGH-JKMN-PQRS";
const newCafe = cafeCopies();
const newDemo = cafeCopies({ demo: true });

test("the code of an invitation stays off the files of a real shop", async () => {
  const cafe = await newCafe();
  const open = cafe.open();

  expect(await printSlip(open, codeSlip(open, CODE))).toBeUndefined();
  expect(await filesWithCode(cafe)).toEqual([]);
});

test("it is on virtual paper of the demo, which says so", async () => {
  const demo = await newDemo();
  const open = demo.open();

  const where = await printSlip(open, codeSlip(open, CODE));

  if (where === undefined) throw new Error("No printer has put it on paper.");
  expect(secretPlaceText(where)).toMatch(/^is on virtual paper, in the clear: \S+$/u);
  expect(await filesWithCode(demo)).not.toEqual([]);
});

/** Of the store, and of the paper beside it. */
async function filesWithCode({ dir }: Cafe): Promise<ReadonlyArray<string>> {
  const files = await readdir(path.dirname(dir), { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => {
        const name = path.join(file.parentPath, file.name);
        return { name, text: await readFile(name, "latin1") };
      }),
  );
  return texts
    .filter(({ text }) => text.replaceAll(/\s/gu, "").includes(CODE.replaceAll("-", "")))
    .map(({ name }) => name);
}
