/** The manual of the built program: read by topics, by `man`, and completed by a shell. */

import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { PROJECT } from "../support/commands.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

test("till help shows a command's section, as the source has it", async () => {
  const words = ["order", "move"];
  const started = await till(["help", ...words]);

  expect(started.stdout).toMatch(/^till order move ORDER\n/u);
  expect(started).toEqual(await tillHere(["help", ...words]));
});

test("a real bash sources what till completion prints, and completes by it", async () => {
  const { stdout: script } = await till(["completion", "bash"]);
  const asked = "COMP_WORDS=(till voucher r); COMP_CWORD=2; _till till r voucher";
  const { stdout, stderr } = spawnSync(
    "bash",
    ["--norc", "-c", `source <(cat); ${asked}; echo "$(complete -p till): $COMPREPLY"`],
    { encoding: "utf8", input: script },
  );

  expect([stdout, stderr]).toEqual(["complete -o default -F _till till: replace\n", ""]);
});

test("the page for man lies beside the program", async () => {
  const page = await readFile(path.join(PROJECT, "dist/till.1"), "utf8");

  expect(page).toMatch(/^\.TH TILL 1 "" "tillmesh /u);
  expect(page).toContain('.SS "till voucher sell AMOUNT"');
});
