/** `till export events` from a shell: where it writes, what it refuses, and that it leaves quietly. Size: whole. */

import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { MIA } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere as till } from "../support/till-here.ts";
import { NODE, runProcess, TILL } from "../support/till-process.ts";

const shopCopy = shopCopies();

test("a file has what stdout would have, for its owner alone, and replaces what was there", async () => {
  const [store, folder] = [await shopCopy(), await temporaryFolder()];
  const out = path.join(folder, "events.jsonl");
  await writeFile(out, "old\n");
  await till(["sell", "100", "--cash", "20", "--store", store], { env: MIA });

  const printed = await till(["export", "events", "--store", store]);
  const { code, stdout, stderr } = await till(["export", "events", "--store", store, "--out", out]);

  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  const text = await readFile(out, "utf8");
  expect(text).toBe(printed.stdout);
  expect(stderr).toBe(`${text.trimEnd().split("\n").length - 1} events are in ${out}\n`);
  expect((await stat(out)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["events.jsonl"]);
});

test.for([
  [["--from", "yesterday"], '--from "yesterday" is no day: today, or such as 2026-11-19.\n'],
  [["--to", "2026-02-30"], '--to "2026-02-30" is no day: today, or such as 2026-11-19.\n'],
  [["--from", "2026-11-21", "--to", "2026-11-20"], "--from 2026-11-21 is after --to 2026-11-20.\n"],
  [
    ["--out", "nowhere/events.jsonl"],
    "nowhere/events.jsonl can't be written (ENOENT); nothing was.\n",
  ],
  [["--out", "folder"], "folder can't be written (EISDIR); nothing was.\n"],
  [["--out", "shop/ledger.db"], "shop/ledger.db is in the till's own folder: choose another.\n"],
] as const)("%j is refused in a sentence", async ([words, sentence]) => {
  const store = await shopCopy();
  const folder = path.dirname(store);
  await mkdir(path.join(folder, "folder"));
  const inFolder = words.map((word) =>
    /[/]|^folder$/u.test(word) ? path.join(folder, word) : word,
  );

  const { code, stdout, stderr } = await till(["export", "events", "--store", store, ...inFolder]);

  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr.replaceAll(`${folder}/`, "").replace("--out ", "")).toBe(
    sentence.replace("--out ", ""),
  );
  expect((await readdir(folder)).toSorted()).toEqual(["folder", "shop"]);
});

test("a reader that has seen enough is no error", async () => {
  const store = await shopCopy();
  const program = `"${NODE}" "${TILL}" export events --store "${store}" | head -n 1; echo \${PIPESTATUS[0]}`;

  const { stdout, stderr } = await runProcess("bash", ["-c", program]);

  expect(stdout).toMatch(/^\{"format":"tillmesh\/events".*\}\n0\n$/u);
  expect(stderr).toBe("");
});
