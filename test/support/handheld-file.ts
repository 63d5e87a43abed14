/** The files that docs/handheld.md shows, to be put on a box as they are. */

import { readFileSync } from "node:fs";
import path from "node:path";

import { PROJECT } from "./commands.ts";

/** Returns the text that the page shows for a file, such as `/etc/systemd/system/x.service`. */
export function handheldFile(file: string): string {
  const page = readFileSync(path.join(PROJECT, "docs/handheld.md"), "utf8");
  const block = page.split("```\n").find((part) => part.startsWith(`# ${file}\n`));
  if (block === undefined) throw new Error(`docs/handheld.md shows no ${file}.`);
  return block;
}
