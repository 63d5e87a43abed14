/** Where the manual lies: beside the bundle, where the build puts it, and in docs of the source. */

import { existsSync, globSync } from "node:fs";
import path from "node:path";

import { readNamedText } from "../../app/system/named-file.ts";

const HERE = import.meta.dirname;
const BUILT = path.join(HERE, "manual.md");

/** The folder of the pages for people, seen from the bundle or from this file. */
const DOCS = path.join(HERE, existsSync(BUILT) ? "../docs" : "../../../docs");

export function readManual(): string {
  return readNamedText(existsSync(BUILT) ? BUILT : path.join(DOCS, "cli.md"));
}

/** Returns the names of the pages of docs that are there: `drawers`, `stock`. */
export function pageNames(): ReadonlyArray<string> {
  return globSync("*.md", { cwd: DOCS })
    .map((file) => path.basename(file, ".md"))
    .filter((name) => /^[a-z-]+$/u.test(name))
    .toSorted();
}

export function readPage(name: string): string {
  return readNamedText(path.join(DOCS, `${name}.md`));
}
