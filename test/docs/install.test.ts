/** The units in docs/install.md, as systemd reads them. */

import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { temporaryFolder } from "../support/temporary-folder.ts";

const DOC = new URL("../../docs/install.md", import.meta.url);
const UNIT = /^```\n# \/etc\/systemd\/system\/(?<name>\S+)\n(?<text>[^`]+)```$/gmu;

/** Why it can't run here; undefined where it can. */
function whyNoSystemd(): string | undefined {
  const tried = spawnSync("systemd-analyze", ["--version"], { stdio: "ignore" });
  return tried.error === undefined
    ? undefined
    : "systemd-analyze is missing: apt-get install systemd";
}

test("systemd finds nothing wrong with the units of the guide", async ({ skip }) => {
  const why = whyNoSystemd();
  if (why !== undefined) skip(why);
  const folder = await temporaryFolder();
  const units = [...(await readFile(DOC, "utf8")).matchAll(UNIT)].map(({ groups }) => {
    return { name: groups?.["name"] ?? "", text: groups?.["text"] ?? "" };
  });
  expect(units.map(({ name }) => name)).toEqual([
    "till.service",
    "till-close.service",
    "till-close.timer",
  ]);
  // The program need not be on this machine, and neither need the getty of its console.
  for (const { name, text } of units) {
    await writeFile(
      path.join(folder, name),
      text.replaceAll(/\/usr\/local\/bin\/till(?!-)/gu, "/bin/true"),
    );
  }

  const said = spawnSync(
    "systemd-analyze",
    ["verify", "--man=no", ...units.map(({ name }) => path.join(folder, name))],
    { encoding: "utf8" },
  );

  expect({ code: said.status, about: linesAbout(said.stderr, folder) }).toEqual({
    code: 0,
    about: [],
  });
});

/** Other units of the machine are not ours. */
function linesAbout(text: string, folder: string): ReadonlyArray<string> {
  return text.split("\n").filter((line) => line.includes(folder) || line.startsWith("till"));
}
