/** What is loaded before a register shows its first frame: somebody waits for each file and package. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { plainBuiltins } from "../../scripts/plain-builtins.mjs";

const COMMANDS = fileURLToPath(new URL("../../dist", import.meta.url));
const SCREENS = fileURLToPath(new URL("../../dist/screens", import.meta.url));
/** What the register's process loads, one after the other: no import names them beforehand. */
const ENTRIES = [/^screens\.js$/u, /^supervised-\w+\.js$/u, /^run-[0-9A-Z]+\.js$/u];
/** Whole imports only: what is behind `import()` is loaded when somebody asks for it. */
const IMPORT = /(?:\bfrom|\bimport|\.getBuiltinModule\()\s*"(?<from>[^"]+)"/gu;

/** Files of the build and what they import from elsewhere. */
function loadedAtStart(): ReadonlySet<string> {
  const entries = readdirSync(SCREENS).filter((file) => ENTRIES.some((name) => name.test(file)));
  expect(entries).toHaveLength(ENTRIES.length);
  return loadedBy(SCREENS, entries);
}

function loadedBy(folder: string, entries: ReadonlyArray<string>): ReadonlySet<string> {
  const loaded = new Set(entries);
  // A set that grows while it is walked is walked to its end.
  for (const file of loaded) {
    if (!file.endsWith(".js") || file.includes("/")) continue;
    const source = readFileSync(path.join(folder, file), "utf8");
    for (const { groups } of source.matchAll(IMPORT)) {
      loaded.add((groups?.["from"] ?? "").replace(/^\.\//u, ""));
    }
  }
  return loaded;
}

test("a register loads neither links nor multicast nor what few papers need before its first frame", () => {
  const loaded = loadedAtStart();

  expect(loaded).toContain("node:crypto");
  const later = ["node:tls", "dgram", "node:dgram", "node:process", "usb", "escpos-usb"];
  const seldom = ["iconv-lite", "qr-image/lib/qr-base.js", "node-forge"];
  expect([...later, ...seldom].filter((name) => loaded.has(name))).toEqual([]);
});

test("a help loads neither words of a language nor schemas", () => {
  const files = [...loadedBy(COMMANDS, ["till.js"])].filter((file) => file.endsWith(".js"));
  const sources = files
    .filter((file) => !file.includes("/"))
    .map((file) => readFileSync(path.join(COMMANDS, file), "utf8"));

  expect(sources.length).toBeGreaterThan(0);
  for (const text of ["Kasse", "ZodError"]) {
    expect(sources.some((source) => source.includes(text))).toBe(false);
  }
});

test("no piece of the build holds the words of a language: each is read when somebody speaks it", () => {
  const pieces = [COMMANDS, SCREENS].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".js"))
      .map((file) => path.join(folder, file)),
  );
  const inGerman = ["oder Nummer und PIN: Die Kasse endet", "gesendet, was keine Kasse sendet"];

  expect(pieces.length).toBeGreaterThan(0);
  for (const text of inGerman) {
    expect(pieces.filter((file) => readFileSync(file, "utf8").includes(text))).toEqual([]);
  }
  expect(readFileSync(path.join(COMMANDS, "words/de/till.cjs"), "utf8")).toContain(inGerman[1]);
});

test("the launcher loads of Node what it needs to start a command, and nothing that starts processes", () => {
  const launcher = fileURLToPath(new URL("../../bin/till.js", import.meta.url));
  const loaded = loadedBy(path.dirname(launcher), [path.basename(launcher)]);

  expect(loaded).toContain("node:fs");
  expect([...loaded]).not.toContain("node:child_process");
});

test("a list of orders loads no act, and no words of screens", () => {
  const entries = readdirSync(COMMANDS).filter((file) => /^order-[0-9A-Z]{8}\.js$/u.test(file));
  expect(entries).toHaveLength(1);
  const files = [...loadedBy(COMMANDS, entries)].filter((file) => /^[^/]+\.js$/u.test(file));
  const sources = files.map((file) => readFileSync(path.join(COMMANDS, file), "utf8"));

  // Of the register in German.
  expect(sources.some((source) => source.includes("oder Nummer und PIN: Die Kasse endet"))).toBe(
    false,
  );
});

test("only what a file names is taken out of Node's own modules", () => {
  expect(plainBuiltins(`import { readFileSync } from "node:fs";`)).toBe(
    `const {readFileSync} = process.getBuiltinModule("node:fs");`,
  );
  expect(plainBuiltins(`import path from 'node:path';`)).toBe(
    `const path = process.getBuiltinModule('node:path');`,
  );
  expect(plainBuiltins(`import * as net from "node:net";`)).toBe(
    `const net = process.getBuiltinModule("node:net");`,
  );
  expect(plainBuiltins(`import fs, { type Stats, statSync as look } from "node:fs";`)).toBe(
    `const fs = process.getBuiltinModule("node:fs"); const {statSync: look} = process.getBuiltinModule("node:fs");`,
  );
});

test("what is seldom called at a start is loaded when it is called", () => {
  expect(
    plainBuiltins(`import { type FileHandle, open as openFile, rm } from "node:fs/promises";`),
  ).toBe(
    [
      `const openFile = (...words) => process.getBuiltinModule("node:fs/promises").open(...words);`,
      `const rm = (...words) => process.getBuiltinModule("node:fs/promises").rm(...words);`,
    ].join(" "),
  );
});

test("types, other packages and the process itself need nothing of Node, and lines stay where they are", () => {
  const source = [
    `import type { Socket } from "node:net";`,
    `import { type Server } from "node:tls";`,
    `import process from 'node:process';`,
    `import { EventEmitter } from "events";`,
    `import {`,
    `  createHash,`,
    `  type Hash,`,
    `} from "node:crypto";`,
    `const text = 'import fs from "node:fs";';`,
  ].join("\n");

  expect(plainBuiltins(source).split("\n")).toEqual([
    `import type { Socket } from "node:net";`,
    ``,
    ``,
    `import { EventEmitter } from "events";`,
    `const {createHash} = process.getBuiltinModule("node:crypto");`,
    ``,
    ``,
    ``,
    `const text = 'import fs from "node:fs";';`,
  ]);
});

test("no file of the build imports Node's own modules otherwise", () => {
  const files = readdirSync(SCREENS).filter((file) => file.endsWith(".js"));
  const whole = /^.*\bimport\b(?!\()[^;]{0,2000}?\bfrom\s*["']node:/mu;

  expect(
    files.filter((file) => whole.test(readFileSync(path.join(SCREENS, file), "utf8"))),
  ).toEqual([]);
});
