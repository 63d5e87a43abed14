/** Which parts of the program a command loads: asking what there is costs next to nothing. Size: whole. */

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { PROJECT } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();

describe("--version", () => {
  test("is the package's, and loads neither the screens nor the store", async () => {
    const { version } = JSON.parse(await readFile(path.join(PROJECT, "package.json"), "utf8")) as {
      version: string;
    };

    const { finished, loaded } = await loadedBy(["--version"]);

    expect(finished).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    expect(await partsIn(loaded)).toEqual(
      new Set(["src/acts", "src/app", "src/cli", LANGUAGE_CODES, CLEAN_TEXT, "commander"]),
    );
  });

  test("the same look sees the store, when a command needs it, and no screens", async () => {
    const { loaded } = await loadedBy(["order", "list", "--store", await shopCopy()]);

    const parts = await partsIn(loaded);

    expect(parts).toContain("src/ledger");
    expect(parts).toContain("better-sqlite3");
    expect(parts.has("src/tui")).toBe(false);
    expect(parts.has("react")).toBe(false);
  });
});

/** Writes down every module that the program loads, by a hook of the runtime. */
async function loadedBy(words: ReadonlyArray<string>) {
  const record = path.join(await temporaryFolder(), "loaded");
  const hook = `
    import { appendFileSync } from "node:fs";
    import { registerHooks } from "node:module";
    registerHooks({ load: (url, context, next) => {
      appendFileSync(${JSON.stringify(record)}, url + "\\n");
      return next(url, context);
    } });`;
  const nodeOptions = ["--import", `data:text/javascript,${encodeURIComponent(hook)}`];
  const finished = await till(words, { nodeOptions });
  return { finished, loaded: (await readFile(record, "utf8")).trim().split("\n") };
}

/** The list of languages, which a help names; of the domain no more is loaded for it. */
const LANGUAGE_CODES = "src/domain/languages/codes.ts";
/** It imports nothing, and whatever is printed goes through it. */
const CLEAN_TEXT = "src/domain/text/clean-text.ts";

/** Folders of src and packages in the chunks and files that were loaded. */
async function partsIn(urls: ReadonlyArray<string>): Promise<ReadonlySet<string>> {
  const dist = path.join(PROJECT, "dist");
  const maps = new Map(
    await Promise.all(
      (await readdir(dist))
        .filter((file) => file.endsWith(".map"))
        .map(async (file) => {
          const text = await readFile(path.join(dist, file), "utf8");
          const { sources } = JSON.parse(text) as { sources: ReadonlyArray<string> };
          return [file.replace(/\.map$/u, ""), sources] as const;
        }),
    ),
  );
  const files = urls.flatMap((url) => maps.get(path.basename(url)) ?? [url]);
  return new Set(
    files.flatMap((file) => {
      if (file.endsWith(LANGUAGE_CODES)) return LANGUAGE_CODES;
      if (file.endsWith(CLEAN_TEXT)) return CLEAN_TEXT;
      const parts = /(?<folder>src\/[a-z]+)\/|node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)\//u.exec(
        file,
      );
      return parts?.groups?.["name"] ?? parts?.groups?.["folder"] ?? [];
    }),
  );
}
