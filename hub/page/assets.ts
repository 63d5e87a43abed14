/** The files that a page loads: its style, its script with the charts, its icon. All of them are our own. */

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";

export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: string;
}

export interface Assets {
  /** By path. */
  readonly byPath: ReadonlyMap<string, Asset>;
  /** Another one as soon as a file is another one, so that browsers may keep them. */
  readonly version: string;
}

const MIMES = {
  "page.js": "text/javascript; charset=utf-8",
  "page.css": "text/css; charset=utf-8",
  "favicon.svg": "image/svg+xml",
} as const;

/** The build puts them beside the program; who runs the source has a build, too. */
const FOLDERS = ["page/", "../../dist/page/"];
const VERSION_CHARACTERS = 12;

/** Reads them once. Throws where the program was not built. */
export function readAssets(): Assets {
  const folder = FOLDERS.map((each) => new URL(each, import.meta.url)).find((url) =>
    existsSync(new URL("page.js", url)),
  );
  if (folder === undefined)
    throw new Error("The files of the page are missing: build the program.");
  const hash = createHash("sha256");
  const byPath = new Map(
    Object.entries(MIMES).map(([name, mime]) => {
      const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
      hash.update(bytes);
      return [`/${name}`, { bytes, mime }];
    }),
  );
  return { byPath, version: hash.digest("hex").slice(0, VERSION_CHARACTERS) };
}
