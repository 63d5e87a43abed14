/** What is loaded before a register shows its first frame: somebody waits for each file and package. */

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { leanProcess } from "../../scripts/lean-process.mjs";

const SCREENS = fileURLToPath(new URL("../../dist/screens", import.meta.url));
/** What the register's process loads, one after the other: no import names them beforehand. */
const ENTRIES = [/^screens\.js$/u, /^system-supervisor-\w+\.js$/u, /^run-[0-9A-Z]+\.js$/u];
/** Whole imports only: what is behind `import()` is loaded when somebody asks for it. */
const IMPORT = /(?:\bfrom|\bimport)\s*"(?<from>[^"]+)"/gu;

/** Files of the build and what they import from elsewhere. */
function loadedAtStart(): ReadonlySet<string> {
  const entries = readdirSync(SCREENS).filter((file) => ENTRIES.some((name) => name.test(file)));
  expect(entries).toHaveLength(ENTRIES.length);
  const loaded = new Set(entries);
  // A set that grows while it is walked is walked to its end.
  for (const file of loaded) {
    if (!file.endsWith(".js") || file.includes("/")) continue;
    const source = readFileSync(path.join(SCREENS, file), "utf8");
    for (const { groups } of source.matchAll(IMPORT)) {
      loaded.add((groups?.["from"] ?? "").replace(/^\.\//u, ""));
    }
  }
  return loaded;
}

test("a register loads neither links nor multicast nor what few papers need before its first frame", () => {
  const loaded = loadedAtStart();

  expect(loaded).toContain("better-sqlite3");
  const later = ["node:tls", "dgram", "node:dgram", "node:process", "usb", "escpos-usb"];
  const seldom = ["iconv-lite", "qr-image/lib/qr-base.js", "node-forge"];
  expect([...later, ...seldom].filter((name) => loaded.has(name))).toEqual([]);
});

test("the command line's parser is the one that the build changes", () => {
  const file = createRequire(import.meta.url).resolve("commander");
  const source = readFileSync(path.join(path.dirname(file), "lib", "command.js"), "utf8");

  expect(leanProcess(source)).not.toContain("node:process");
  expect(() => leanProcess("export class Command {}")).toThrow("another one");
});
