/**
 * The import rules of docs/architecture.md, checked, and what the project is made of. Change both
 * together.
 */

import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { arrowsBack, importsBetween, roomsOfHouse } from "../scripts/arrows.mjs";

const TOP_LEVEL: ReadonlySet<string> = new Set([
  ".ci",
  ".gitignore",
  ".npmrc",
  ".oxfmtrc.json",
  ".oxlintrc.json",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "bench",
  "bin",
  "docs",
  "findings",
  "fixtures",
  "hub",
  "knip.jsonc",
  "package-lock.json",
  "package.json",
  "proof",
  "scripts",
  "src",
  "stubs",
  "test",
  "tsconfig.json",
  "vitest.config.ts",
]);

/**
 * What each room may import besides itself: rooms first, then packages. Rooms of `src` go by their folder; head
 * office and what proves the product are houses beside it.
 */
const ALLOWED_IMPORTS: ReadonlyMap<string, ReadonlyArray<string>> = new Map([
  ["domain", ["@scure/base", "get-east-asian-width", "zod", "zod/v4/core"]],
  [
    "ledger",
    [
      "domain",
      "better-sqlite3",
      "zod",
      "node:crypto",
      "node:fs",
      "node:module",
      "node:path",
      "node:util",
      "node:worker_threads",
      "node:zlib",
    ],
  ],
  [
    "mesh",
    [
      "domain",
      "multicast-dns",
      "node-forge",
      "zod",
      "node:crypto",
      "node:dgram",
      "node:module",
      "node:net",
      "node:os",
      "node:tls",
    ],
  ],
  [
    "printer",
    [
      "domain",
      "words",
      "@cantoo/pdf-lib",
      "bidi-js",
      "escpos-usb",
      "iconv-lite",
      "qr-image/lib/qr-base.js",
      "usb",
      "zod",
      "node:child_process",
      "node:fs",
      "node:fs/promises",
      "node:module",
      "node:net",
      "node:path",
      "node:stream",
      "node:zlib",
    ],
  ],
  ["report", ["domain"]],
  // Made of message files: what people read, in each language.
  ["card", ["domain", "zod", "node:crypto", "node:http", "node:net", "node:tls"]],
  ["words", ["domain", "make-plural/cardinals"]],
  // What people do, above the business and its words, below every screen and command.
  ["acts", ["domain", "words", "zod"]],
  [
    "tui",
    [
      "acts",
      "domain",
      "words",
      "ink",
      "ink-text-input",
      "react",
      "yoga-layout",
      "node:stream",
      "node:string_decoder",
    ],
  ],
  [
    "app",
    [
      "acts",
      "domain",
      "words",
      "ledger",
      "mesh",
      "printer",
      "card",
      "report",
      "tui",
      "csv-parse/sync",
      "d3-scale",
      "zod",
      "node:child_process",
      "node:crypto",
      "node:fs",
      "node:fs/promises",
      "node:module",
      "node:net",
      "node:os",
      "node:path",
      "node:readline",
      "node:url",
      "node:v8",
      "node:worker_threads",
      "node:zlib",
    ],
  ],
  ["cli", ["acts", "app", "domain", "words", "commander", "node:fs", "node:path"]],
  // Many shops: nothing of a till needs it.
  [
    "hub",
    [
      "app",
      "domain",
      "ledger",
      "mesh",
      "report",
      "words",
      "@electric-sql/pglite",
      "@hono/node-server",
      "hono",
      "hono/body-limit",
      "hono/cookie",
      "hono/csrf",
      "hono/html",
      "hono/http-exception",
      "hono/secure-headers",
      "hono/streaming",
      "kysely",
      "kysely/migration",
      "pg",
      "otpauth",
      "uplot",
      "zod",
      "node:crypto",
      "node:fs",
      "node:http",
      "node:https",
      "node:net",
      "node:os",
      "node:path",
      "node:util",
    ],
  ],
  // What proves the product, and tells of it. Commands show it; nothing of the product needs it.
  ["proof/ports", ["node:net"]],
  [
    "proof/emulator",
    ["app", "domain", "printer", "proof/ports", "node:fs", "node:net", "node:stream"],
  ],
  [
    "proof/terminal",
    [
      "card",
      "domain",
      "proof/ports",
      "node-forge",
      "node:crypto",
      "node:https",
      "node:module",
      "node:net",
    ],
  ],
  [
    "proof/sim",
    [
      "app",
      "domain",
      "ledger",
      "mesh",
      "printer",
      "card",
      "report",
      "proof/terminal",
      "node:crypto",
      "node:fs",
      "node:os",
      "node:path",
    ],
  ],
  [
    "proof/stories",
    [
      "app",
      "domain",
      "ledger",
      "report",
      "proof/sim",
      "tui",
      "node:child_process",
      "node:crypto",
      "node:fs/promises",
      "node:net",
      "node:os",
      "node:path",
    ],
  ],
  ["hub/commands", ["app", "cli", "domain", "hub", "words", "node:path"]],
  [
    "proof/commands",
    [
      "app",
      "cli",
      "domain",
      "words",
      "proof/emulator",
      "proof/sim",
      "proof/stories",
      "proof/terminal",
      "node:fs",
      "node:path",
    ],
  ],
]);

/** `from "…"`, `import "…"` and `import("…")`, but no `Array.from("…")`, no `"--from"`, no `"import"`. */
const IMPORT = /(?<![-"])\b(?:from\s*|import\s*\(?\s*)"(?<specifier>[^"]+)"/gu;

/** Node, which only strips types, loads a file also for the sake of types that are marked one by one. */
const LOADING_IMPORT = /^import (?!type )[^"]*"(?<specifier>[^"]+)"/gmu;

const sourceFiles = globSync("{src,hub,proof}/**/*.{ts,tsx}");

test("the top level holds what the project is made of, and nobody's trials", () => {
  const { stdout } = spawnSync("git", ["ls-files", "-z"], { encoding: "utf8" });
  const entries = stdout.split("\0").flatMap((file) => file.split("/").slice(0, 1));

  expect(entries).toContain("package.json");
  expect([...new Set(entries)].filter((entry) => entry !== "" && !TOP_LEVEL.has(entry))).toEqual(
    [],
  );
});

test("Zod is imported by its parts: as one value it brings forty languages along", () => {
  const whole = sourceFiles.filter((file) =>
    /^import (?:type )?\{[^}]*\} from "zod";$/mu.test(readFileSync(file, "utf8")),
  );

  expect(whole).toEqual([]);
});

describe("import direction", () => {
  test("every room has a rule", () => {
    expect(new Set(sourceFiles.map(folderOf)).difference(new Set(ALLOWED_IMPORTS.keys()))).toEqual(
      new Set(),
    );
  });

  test.each(sourceFiles)("%s", (file) => {
    expect(forbiddenImports(file)).toEqual([]);
  });
});

/** A house beside `src`, and the folder of it that `src` may load. */
const HOUSES = ["hub", "proof"];
const LATER = /\bimport\("(?<specifier>\.[^"]+)"\)/gu;

test("of src only the command line names the other houses: a command each, loaded when it is typed", () => {
  const src = sourceFiles.filter((file) => file.startsWith("src/"));
  const named = src.flatMap((file) =>
    specifiersOf(file)
      .map((specifier) => path.join(path.dirname(file), specifier))
      .filter((imported) => HOUSES.some((house) => imported.startsWith(`${house}/`)))
      .map((imported) => ({ file, imported })),
  );
  const later = src.flatMap(laterOf).filter((imported) => !imported.startsWith("src/"));

  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ file }) => !file.startsWith("src/cli/"))).toEqual([]);
  expect(named.filter(({ imported }) => !/^\w+\/commands\//u.test(imported))).toEqual([]);
  expect(later).toHaveLength(named.length);
});

test("head office knows nothing of what proves it", () => {
  const hub = sourceFiles.filter((file) => file.startsWith("hub/"));

  expect(hub.length).toBeGreaterThan(80);
  expect(hub.filter((file) => importsOf(file).some((each) => each.startsWith("proof")))).toEqual(
    [],
  );
});

describe("the house is one way", () => {
  test("no room imports one that stands above it", () => {
    const rooms = [...ALLOWED_IMPORTS].map(([room, allowed]) => [room, new Set(allowed)] as const);

    expect(circleOf(new Map(rooms))).toEqual([]);
  });

  test("no file imports itself by way of others", () => {
    const files = sourceFiles.map((file) => [file, new Set(filesImportedBy(file))] as const);

    expect(circleOf(new Map(files))).toEqual([]);
  });
});

describe("the rooms within a room stand one above the other", () => {
  test.each([...ALLOWED_IMPORTS.keys()])("%s", (room) => {
    expect(circleOf(importsWithin(room))).toEqual([]);
  });
});

const BACK_MAX = 5;

describe("a room can be read from one end", () => {
  test.each(roomsOfHouse())("few arrows of %s run back", (room) => {
    expect(arrowsBack(importsBetween(room)).length).toBeLessThanOrEqual(BACK_MAX);
  });
});

function calling(call: RegExp): ReadonlyArray<string> {
  return sourceFiles.filter((file) => call.test(readFileSync(file, "utf8"))).toSorted();
}

test("the ledger's file is opened in one place, which asserts that it syncs", () => {
  expect(calling(/\bnew Database\(/u)).toEqual(["src/ledger/sqlite.ts"]);
  expect(calling(/(?<!function )\bopenSqlite\(/u)).toEqual([
    // The ledger's file, and the turnstile of its write lock.
    "src/ledger/database.ts",
    // Locks, in which nothing is ever written.
    "src/ledger/exclusive-lock.ts",
    // The copy under a new key: synced in full, and read back, before it is anybody's ledger.
    "src/ledger/key/change-key.ts",
  ]);
});

test("a moment becomes a date in one place, which no number that a till signs can stop", () => {
  // `civilTime` has no date from 2110 on; the runtime's own dates throw far beyond that.
  expect(calling(/\bnew Date\(|\.toISOString\(|\bDate\.UTC\(/u)).toEqual([
    "src/app/system/calendar.ts",
    "src/app/system/clock.ts",
  ]);
});

test("what watches the register loads nothing but itself", () => {
  expect([...loadedBy("src/app/supervisor/supervise.ts")].toSorted()).toEqual([
    "src/app/supervisor/supervise.ts",
    "src/app/supervisor/supervisor-messages.ts",
    "src/app/supervisor/supervisor.ts",
    "src/app/system/clock.ts",
    "src/app/system/environment.ts",
    "src/app/system/log-file.ts",
    "src/domain/ports.ts",
    "src/tui/terminal/terminal-sequences.ts",
  ]);
});

/** A file with all that it imports, types aside. */
function loadedBy(file: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const text = readFileSync(file, "utf8");
  for (const { groups } of text.matchAll(LOADING_IMPORT)) {
    const specifier = groups?.["specifier"] ?? "";
    if (specifier.startsWith("node:")) continue;
    if (!specifier.startsWith(".")) loaded.add(specifier);
    else loadedBy(path.join(path.dirname(file), specifier), loaded);
  }
  return loaded;
}

function forbiddenImports(file: string): ReadonlyArray<string> {
  const folder = folderOf(file);
  const allowed = new Set([folder, ...(ALLOWED_IMPORTS.get(folder) ?? [])]);
  return importsOf(file).filter((imported) => !allowed.has(imported));
}

/** Of each folder of a room, which others it imports. The room's own files join them, and count as none. */
function importsWithin(room: string): ReadonlyMap<string, ReadonlySet<string>> {
  const below = new Map<string, Set<string>>();
  for (const file of sourceFiles.filter((source) => folderOf(source) === room)) {
    const folder = partOf(file);
    if (folder === undefined) continue;
    const others = below.get(folder) ?? new Set();
    below.set(folder, others);
    for (const specifier of specifiersOf(file).filter((each) => each.startsWith("."))) {
      const imported = path.join(path.dirname(file), specifier);
      const other = folderOf(imported) === room ? partOf(imported) : undefined;
      if (other !== undefined && other !== folder) others.add(other);
    }
  }
  return below;
}

/** Who is left when whoever imports none of the others, and then whoever none of them imports, is taken away. */
function circleOf(below: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyArray<string> {
  const left = new Map(below);
  takeAway(left, ([, others]) => others.isDisjointFrom(left));
  takeAway(left, ([name]) => left.values().every((others) => !others.has(name)));
  return [...left.keys()];
}

type Below = readonly [name: string, others: ReadonlySet<string>];

/** As long as there are any. */
function takeAway(left: Map<string, ReadonlySet<string>>, isFree: (one: Below) => boolean): void {
  for (;;) {
    const free = [...left].filter(isFree);
    if (free.length === 0) return;
    for (const [name] of free) left.delete(name);
  }
}

function filesImportedBy(file: string): ReadonlyArray<string> {
  const relative = specifiersOf(file).filter((specifier) => specifier.startsWith("."));
  return relative.map((specifier) => path.join(path.dirname(file), specifier));
}

/** `office` of `src/tui/office/office-step.ts`. */
function partOf(file: string): string | undefined {
  const parts = path.relative(roomFolder(folderOf(file)), file).split(path.sep);
  return parts.length > 1 ? parts[0] : undefined;
}

function roomFolder(room: string): string {
  return HOUSES.includes(room.split("/")[0] ?? "") ? room : path.join("src", room);
}

/** Relative imports are named by their folder, the others by their specifier; a command of another house isn't one. */
function importsOf(file: string): ReadonlyArray<string> {
  const later = new Set(file.startsWith("src/cli/") ? laterOf(file) : []);
  return specifiersOf(file).flatMap((specifier) => {
    if (!specifier.startsWith(".")) return specifier;
    const imported = path.join(path.dirname(file), specifier);
    return later.has(imported) && !imported.startsWith("src/") ? [] : folderOf(imported);
  });
}

/** The files that a file loads only when it needs them. */
function laterOf(file: string): ReadonlyArray<string> {
  return Array.from(readFileSync(file, "utf8").matchAll(LATER), ({ groups }) =>
    path.join(path.dirname(file), groups?.["specifier"] ?? ""),
  );
}

function specifiersOf(file: string): ReadonlyArray<string> {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map(
    (match) => match.groups?.["specifier"] ?? "",
  );
}

/** A room: a folder of `src`, each of those that prove the product, head office, and the commands of both. */
function folderOf(file: string): string {
  const [house = "", room = ""] = file.split(path.sep);
  if (house === "src") return room;
  return house === "proof" || room === "commands" ? path.join(house, room) : house;
}

test("a module that several files of tests share founds no shop as it is loaded", () => {
  // Hooks of such a module run with the first file that loads it, whose end removes the shop of all others.
  const founding = globSync("test/support/*.ts")
    .filter((file) => !file.endsWith(".test.ts"))
    .filter((file) =>
      /^(?:export )?const \w+ =\s+\w*[cC]opies(?:Of)?\(/mu.test(readFileSync(file, "utf8")),
    );

  expect(founding).toEqual([]);
});
