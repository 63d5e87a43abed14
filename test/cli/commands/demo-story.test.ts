/** `till demo --story` as a person types it: a list, a story that is told to its end, exit codes. */

import { readdir } from "node:fs/promises";

import { expect, test } from "vitest";

import { refused } from "../../support/commands.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tillHere } from "../../support/till-here.ts";

test("without a number it lists the stories, a line each", async () => {
  const { code, stdout, stderr } = await tillHere(["demo", "--story"]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const rows = stdout.trimEnd().split("\n");
  expect(rows.every((row) => /^[1-9] {2}[A-Z].+$/u.test(row))).toBe(true);
  expect(rows).toContain("4  One table is paid on two tills apart");
});

test("with a number it is told to its end, and leaves no shop behind", async () => {
  const data = await temporaryFolder();

  const { code, stdout, stderr } = await tillHere(["demo", "--story", "4"], {
    env: { XDG_DATA_HOME: data, TMPDIR: data },
  });

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^day 1 08:00:0[01] {2}~ {2}The cable between A and B is pulled\.$/mu);
  expect(stdout).toMatch(/^ok {2}The day ties out to the cent on each till\.$/mu);
  expect(stdout).toMatch(/\nAll of it holds\.\n$/u);
  expect(await readdir(data)).toEqual([]);
});

test("what is no story is refused in a sentence", async () => {
  const [unknown, alone] = await Promise.all([
    tillHere(["demo", "--story", "99"]),
    tillHere(["demo", "--json"]),
  ]);

  expect(unknown).toEqual(refused(2, 'There is no story "99": `till demo --story` lists them.'));
  expect(alone).toEqual(refused(2, "--json is for a story: such as `till demo --story 4 --json`."));
});
