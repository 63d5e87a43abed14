/** What comments give as their source is here, or is public: a file, a rule of docs/rules, a document by its name. */

import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

const FILES = globSync([
  "{bench,bin,scripts,src,test}/**/*.{ts,tsx,js,mjs,cjs}",
  "fixtures/vectors/*.json",
]).filter((file) => !/^src\/(?:acts|words)\/made\/|^test\/docs\/sources\.test\.ts$/u.test(file));
const RULES = globSync("docs/rules/*.md").filter((page) => !page.endsWith("/README.md"));

/** A comment over several lines, and one of `//` lines in a row. */
const COMMENT = /\/\*(?<block>[\s\S]*?)\*\/|(?<lines>(?:^[ \t]*\/\/.*\n)+)/gmu;
/** A source ends with its sentence. */
const SOURCE = /\bSource(?: of [\w ]+)?: (?<named>.+?)(?:\.(?=\s|$)|$)/gmu;
/** Pages of rules, and vectors, and the ids behind them: `docs/rules/money.md, M1, M2 and M4 to M6`. */
const WITH_IDS =
  /(?<page>docs\/rules\/[\w-]+\.md|fixtures\/vectors\/[\w-]+\.json)(?<ids>,? (?:[A-Z]\d+(?:, | and | to )?)+)?/gu;
const RULE = /^- \*\*(?<id>[A-Z]\d+)\*\* (?<text>(?:.|\n(?! *\n|- |#))*)/gmu;
const LINK = /\]\((?<target>[^)#]+)[^)]*\)/gu;

/** Documents that anybody can read, by whom they are from. */
const PUBLIC =
  /^(?:https:\/\/|RFC \d|ISO(?:\/IEC)? \d|EN \d|GS1 |CLDR\b|ZVT-Protokoll, PA00P01[56]|nexo |Adyen, |Fiserv, |Stripe, |pcap\(5\))/u;
/** What a source before it said, and another place in it. */
const AGAIN = /^the same, chapter \d/u;
const PATH = /^`?[\w-]+\/[\w./-]+/u;

/** Pages that stand nowhere, as comments would name them: a word in capitals with a rule or a section. */
const PAGES =
  "CARD|COUNTER|DESIGN|DEVICES|EVENTS|FACTS|FIELD|FIGURES|FISCAL|FOUND|HANDHELD|HOUSE|HOUSE2|HUB|IMPORTS|KEYS|LAW|LIARS|MODEL|PRINTING|RULES|SECURITY|SPEED|STOCK|STYLE|TESTS|TRIED|TUI|YEARS";
const NOWHERE = new RegExp(
  `\\b(?:${PAGES})(?:\\.md)?,? (?:(?:rules?|vectors?|sections?) )?[A-Z]?\\d{1,2}\\b(?!\\.\\d)`,
  "u",
);

interface Named {
  readonly file: string;
  readonly source: string;
  /** What stands behind a first source may be a remark on it. */
  readonly isFirst: boolean;
}

const sources = FILES.flatMap((file) =>
  commentsOf(file).flatMap((comment) =>
    [...comment.matchAll(SOURCE)].flatMap(({ groups }) =>
      (groups?.["named"] ?? "")
        .split("; ")
        .map((source, at): Named => ({ file, source: source.trim(), isFirst: at === 0 })),
    ),
  ),
);

/** Returns the comments of a file, each on one line; of a table of vectors what it says of their sources. */
function commentsOf(file: string): ReadonlyArray<string> {
  const text = readFileSync(file, "utf8");
  if (file.endsWith(".json")) {
    return [...text.matchAll(/"source": "(?<source>.*)"/gu)].map(
      ({ groups }) => groups?.["source"] ?? "",
    );
  }
  return [...text.matchAll(COMMENT)].map(({ groups }) =>
    (groups?.["block"] ?? groups?.["lines"] ?? "")
      .replaceAll(/^[ \t]*(?:\*|\/\/)? ?/gmu, "")
      .replaceAll(/\s*\n\s*/gu, " ")
      .trim(),
  );
}

function isThere(source: string): boolean {
  const plain = source.replaceAll("`", "");
  const file = /^[\w./-]+/u.exec(plain)?.[0] ?? "";
  if (file.includes("/")) return existsSync(file);
  return /^[\w-]+\.ts$/u.test(file) && globSync(`{src,hub,proof}/**/${file}`).length === 1;
}

/** The ids of the rules of a page, or of the vectors of a file. */
function idsIn(page: string): ReadonlyArray<string> {
  const text = readFileSync(page, "utf8");
  const ids = page.endsWith(".json")
    ? text.matchAll(/"id": "(?<id>\w+)"/gu)
    : text.matchAll(/^- \*\*(?<id>[A-Z]\d+)\*\* /gmu);
  return [...ids].map(({ groups }) => groups?.["id"] ?? "");
}

/** Returns ids that a text names of pages and that these don't have. */
function lostIds(text: string): ReadonlyArray<string> {
  return [...text.matchAll(WITH_IDS)].flatMap(({ groups }) => {
    const { page = "", ids = "" } = groups ?? {};
    if (!existsSync(page)) return [page];
    const known = new Set(idsIn(page));
    return (ids.match(/[A-Z]\d+/gu) ?? [])
      .filter((id) => !known.has(id))
      .map((id) => `${page}, ${id}`);
  });
}

describe("a source that a comment names", () => {
  test("is found by the pattern", () => {
    expect(sources.length).toBeGreaterThan(100);
  });

  test("is a file of this repository or a public document", () => {
    const lost = sources.filter(
      ({ source, isFirst }) =>
        (isFirst || PATH.test(source)) &&
        !PUBLIC.test(source) &&
        !AGAIN.test(source) &&
        !isThere(source),
    );

    expect(lost).toEqual([]);
  });

  test("is a rule that its page has, wherever it is named", () => {
    const lost = FILES.flatMap((file) =>
      [...commentsOf(file), readFileSync(file, "utf8")].flatMap((text) =>
        lostIds(text).map((id) => `${file}: ${id}`),
      ),
    );

    expect(lost).toEqual([]);
  });

  test("is no page that stands nowhere", () => {
    const named = FILES.flatMap((file) =>
      commentsOf(file).flatMap((comment) => {
        const found = NOWHERE.exec(comment)?.[0];
        return found === undefined ? [] : [`${file}: ${found}`];
      }),
    );

    expect(named).toEqual([]);
  });
});

describe.each(RULES)("%s", (page) => {
  const text = readFileSync(page, "utf8");
  const rules = [...text.matchAll(RULE)].map(({ groups }) => ({
    id: groups?.["id"] ?? "",
    text: groups?.["text"] ?? "",
  }));

  test("has each rule once", () => {
    const ids = rules.map(({ id }) => id);

    expect(ids.length).toBeGreaterThan(9);
    expect(ids).toEqual(idsIn(page));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("names a test behind each rule, and links to nothing that isn't there", () => {
    const targets = linksIn(text).map((target) => path.join(path.dirname(page), target));

    expect(rules.filter((rule) => !linksIn(rule.text).some(isTest)).map(({ id }) => id)).toEqual(
      [],
    );
    expect(targets.filter((target) => !existsSync(target))).toEqual([]);
  });

  test("is short", () => {
    const lines = text.split("\n");

    expect(lines.length).toBeLessThanOrEqual(160);
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });
});

function linksIn(text: string): ReadonlyArray<string> {
  return [...text.matchAll(LINK)].map(({ groups }) => groups?.["target"] ?? "");
}

function isTest(target: string): boolean {
  return /^\.\.\/\.\.\/test\/.+\.test\.ts$/u.test(target);
}
