/**
 * No message stands in another language's file: each language has its own triples of letters, and a text that was
 * swapped with another language's is far less likely where it stands than where it belongs.
 */

import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

const WORDS = new URL("../../src/words/", import.meta.url);
const LANGUAGES = ["en", "de", "es", "fr", "it", "nl", "pl", "pt"];
/** Natural logarithm for each triple of letters; the words of pairs that are right stay below 1.3. */
const SWAPPED_FROM = 1.6;

interface Language {
  readonly triplesByKey: ReadonlyMap<string, ReadonlyArray<string>>;
  readonly countByTriple: ReadonlyMap<string, number>;
  readonly all: number;
}

/** Dishes are called in one language what they are called in another. */
function isJudged(key: string): boolean {
  return !key.startsWith("names.");
}

function triplesOf(text: string): ReadonlyArray<string> {
  const plain = text.replaceAll(/\{[^{}]*\}|\{\w+, \w+,|[{}]/gu, " ").toLowerCase();
  return [...plain.matchAll(/\p{L}{3,}/gu)].flatMap(([word]) => {
    const framed = `^${word}$`;
    return Array.from({ length: framed.length - 2 }, (_, at) => framed.slice(at, at + 3));
  });
}

function readLanguage(textByKey: ReadonlyMap<string, string>): Language {
  const triplesByKey = new Map(
    [...textByKey].map(([key, text]) => [key, triplesOf(text)] as const),
  );
  const countByTriple = new Map<string, number>();
  const all = [...triplesByKey.values()].flat();
  for (const triple of all) countByTriple.set(triple, (countByTriple.get(triple) ?? 0) + 1);
  return { triplesByKey, countByTriple, all: all.length };
}

function textsIn(language: string): ReadonlyMap<string, string> {
  const folder = new URL(`${language}/`, WORDS);
  const files = readdirSync(folder).filter((name) => name.endsWith(".arb"));
  const entries = files.flatMap((name) => {
    const content = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as object;
    return Object.entries(content) as ReadonlyArray<[string, unknown]>;
  });
  return new Map(
    entries.flatMap(([key, text]) =>
      !key.startsWith("@") && typeof text === "string" ? [[key, text] as const] : [],
    ),
  );
}

/** How likely the triples are in the language, as a logarithm; `isOwn`: they were counted there, which is taken off. */
function likelihood(triples: ReadonlyArray<string>, language: Language, isOwn: boolean): number {
  const own = Map.groupBy(isOwn ? triples : [], (triple) => triple);
  const counts = triples.map(
    (triple) => (language.countByTriple.get(triple) ?? 0) - (own.get(triple)?.length ?? 0),
  );
  return counts.reduce((sum, count) => sum + Math.log((count + 0.1) / (language.all + 2000)), 0);
}

function swappedIn(first: Language, second: Language): ReadonlyArray<string> {
  return [...first.triplesByKey].flatMap(([key, one]) => {
    const other = second.triplesByKey.get(key) ?? [];
    const isSame = one.join("") === other.join("");
    if (!isJudged(key) || isSame || one.length === 0 || other.length === 0) return [];
    const asTheyStand = likelihood(one, first, true) + likelihood(other, second, true);
    const swapped = likelihood(one, second, false) + likelihood(other, first, false);
    return (swapped - asTheyStand) / (one.length + other.length) > SWAPPED_FROM ? [key] : [];
  });
}

function swapped(texts: ReadonlyArray<ReadonlyMap<string, string>>): ReadonlyArray<string> {
  const languages = texts.map(readLanguage);
  return languages.flatMap((one, at) =>
    languages.slice(at + 1).flatMap((other) => swappedIn(one, other)),
  );
}

test("no text is swapped with another language's", () => {
  const texts = LANGUAGES.map(textsIn);
  expect(texts.every(({ size }) => size > 1000)).toBe(true);
  expect(swapped(texts)).toEqual([]);
});

test("a text that is swapped with another language's is found", () => {
  const [italian, dutch] = [textsIn("it"), textsIn("nl")];
  const key = "screen.scan.expired";
  const [inItalian = "", inDutch = ""] = [italian.get(key), dutch.get(key)];
  expect(
    swapped([new Map([...italian, [key, inDutch]]), new Map([...dutch, [key, inItalian]])]),
  ).toEqual([key]);
});
