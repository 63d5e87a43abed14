/** The build: two bundles, split so that a command loads only what it needs, and the manual beside them. */

import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

import { build } from "esbuild";

import { PROGRAM_VERSION } from "../src/app/program-version.ts";
import { roffPage } from "../src/cli/manual/roff-page.ts";
import { readSections } from "../src/cli/manual/sections.ts";
import { leanWidthPlugin } from "./lean-width.mjs";
import { licenceNotices } from "./licences.mjs";
import { plainBuiltinsPlugin } from "./plain-builtins.mjs";
import { plainYogaPlugin } from "./plain-yoga.mjs";
import { buildWords, wordsApartPlugin } from "./words-apart.mjs";

/**
 * Built beside the program and put in its place at the end: a failed build leaves the old one, and of two at once
 * each has its own.
 */
const FRESH = `dist.new.${process.pid}`;
const OLD = `dist.old.${process.pid}`;

process.on("exit", () => {
  for (const folder of [FRESH, OLD]) rmSync(folder, { recursive: true, force: true });
});

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  metafile: true,
  splitting: true,
  platform: "node",
  target: "node24",
  format: "esm",
  // Native parts and the databases of an office load from their packages; Ink's devtools are never part of the product. Node warns
  // of what qr-image does wherever it lies outside of node_modules.
  external: [
    "usb",
    "escpos",
    "escpos-usb",
    "iconv-lite",
    "qr-image",
    "react-devtools-core",
    "@electric-sql/pglite",
    "pg",
  ],
  define: { "process.env.NODE_ENV": '"production"' },
  // Names that are kept are written again at each start, a seventh of what a command costs; --debug has
  // the map.
  minify: true,
  sourcemap: true,
  // An import of nothing but types loads no file here. (For Node, which strips types and looks no further,
  // it does: there the compiler keeps every import as it is written.)
  tsconfigRaw: { compilerOptions: { jsx: "react-jsx", verbatimModuleSyntax: false } },
  banner: {
    js: "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);",
  },
};
/** The screens apart: what they share with fifty commands would be in a hundred files. */
const entries = [
  { entryPoints: { till: "src/cli/main.ts" }, outdir: FRESH, words: "./words" },
  { entryPoints: { screens: "src/cli/screens.ts" }, outdir: `${FRESH}/screens`, words: "../words" },
];

/** What browsers load of head office's page, with the charts in it. */
const page = {
  entryPoints: [
    { in: "hub/page/browser/page.ts", out: "page" },
    { in: "hub/page/browser/page.css", out: "page" },
    { in: "hub/page/browser/favicon.svg", out: "favicon" },
  ],
  bundle: true,
  metafile: true,
  platform: "browser",
  target: ["chrome109", "firefox115", "safari16"],
  format: "iife",
  minify: true,
  loader: { ".svg": "copy" },
  outdir: `${FRESH}/page`,
};

const built = await Promise.all([
  ...entries.map(({ words, ...entry }) =>
    build({
      ...common,
      ...entry,
      plugins: [plainBuiltinsPlugin, plainYogaPlugin, leanWidthPlugin, wordsApartPlugin(words)],
    }),
  ),
  buildWords(`${FRESH}/words`),
  build(page),
]);
const notices = licenceNotices(built.map(({ metafile }) => metafile));
writeFileSync(`${FRESH}/THIRD-PARTY.txt`, notices);

// Read where it is needed, beside whichever piece of the bundle needs it.
for (const { outdir } of entries) {
  copyFileSync("src/printer/unifont.bin.br", `${outdir}/unifont.bin.br`);
}

// The manual, as `till help` and `man` show it.
const manual = readFileSync("docs/cli.md", "utf8");
writeFileSync(`${FRESH}/manual.md`, manual);
writeFileSync(`${FRESH}/till.1`, roffPage(readSections(manual), PROGRAM_VERSION));

// Each alone in its file, with what it needs and nothing else: what watches the register, for the old Node of a
// launcher too, what shows a kept one at a tablet, and the thread that reads segments ahead of their turn.
await Promise.all([
  buildAlone({ supervisor: "src/app/supervisor/supervise.ts" }, "node18"),
  buildAlone({ attach: "src/cli/attach-process.ts" }, "node24"),
  buildAlone({ "read-ahead": "src/ledger/read-ahead-thread.ts" }, "node24"),
]);

if (existsSync("dist")) renameSync("dist", OLD);
renameSync(FRESH, "dist");

/**
 * @param {Record<string, string>} entryPoints
 * @param {string} target
 */
function buildAlone(entryPoints, target) {
  return build({
    entryPoints,
    bundle: true,
    platform: "node",
    target,
    format: "esm",
    outdir: FRESH,
    minify: true,
    sourcemap: true,
  });
}
