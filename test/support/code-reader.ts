/**
 * What a scanner reads in a picture: Debian's rsvg-convert makes dots of it, and zbarimg looks for
 * codes among them. Both know nothing of us.
 */

import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";

import { temporaryFolder } from "./temporary-folder.ts";

/** Why a test that needs them can't run here; undefined where it can. */
export function whyNoCodeReader(): string | undefined {
  for (const [tool, from] of [
    ["rsvg-convert", "librsvg2-bin"],
    ["zbarimg", "zbar-tools"],
  ] as const) {
    const tried = spawnSync(tool, ["--version"], { stdio: "ignore" });
    if (tried.error !== undefined) return `${tool} is missing: apt-get install ${from}`;
  }
  return undefined;
}

/** Every code in it, as `EAN-13:4006381333931`, in no order. */
export async function codesIn(svg: string): Promise<ReadonlySet<string>> {
  const folder = await temporaryFolder();
  const [picture, dots] = [path.join(folder, "roll.svg"), path.join(folder, "roll.png")];
  writeFileSync(picture, svg);
  // Twice as large: a bar one dot wide is hard to see for any scanner.
  execFileSync("rsvg-convert", ["--zoom", "2", "--output", dots, picture]);
  const found = execFileSync("zbarimg", ["--quiet", dots], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Set(found.split("\n").filter((line) => line !== ""));
}
