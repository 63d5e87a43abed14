/** What commands say of tills that are listed, looked for, shut out and replaced: in each language, and its own. */

import { describe, expect, test } from "vitest";

import { meshChangeWordsIn } from "../../../src/app/words/mesh-change-words-in.ts";
import { type MeshChangeWords } from "../../../src/app/words/mesh-change-words.ts";
import { type Locale } from "../../../src/domain/locale.ts";
import { englishIn } from "../../support/english-left.ts";

test("English names what a script may look for", () => {
  const said = sentences("en");

  expect(said).toContain("REVOKED (stolen)");
  expect(said).toContain("REVOKED (replaced by E Bar)");
  expect(said).toContain("2 open orders, 8.00 due: any till goes on with them");
});

describe.each(["de", "de-CH", "fr", "fr-CH", "es"] as const)("in %s", (locale) => {
  test("there is no English left, and nothing is said as in English", () => {
    const said = sentences(locale);
    const english = new Set(sentences("en"));

    expect(said.flatMap((sentence) => englishIn(sentence, locale))).toEqual([]);
    expect(said.filter((sentence) => english.has(sentence))).toEqual([]);
    expect(said.join("\n")).not.toMatch(/undefined|NaN|\[object/u);
  });
});

function sentences(locale: Locale): ReadonlyArray<string> {
  const words = meshChangeWordsIn(locale);
  const { forEver, right, isRevoked, self, fingerprint, chain, address, leaves } = words;
  return [
    ...["authority", "till", "kitchen"].map(right),
    isRevoked("", undefined),
    isRevoked("stolen", undefined),
    isRevoked("", "E Bar"),
    self,
    fingerprint("d7k2"),
    ...[1, 2].map((events) => chain("wcgk", events, "14:02")),
    words.promoted("B Bar"),
    words.revoked("B Bar"),
    words.countsUpTo("wcgk", 7, "b6dd"),
    words.saidNothing,
    words.canAnswer("B Bar"),
    words.spared,
    ...Object.values(words.sparedAct).map((act) => act("C Bar")),
    ...[1, 2].flatMap((chains) => forEver("B Bar", chains, chains === 1)),
    words.typeLetters("B"),
    words.nothingRevoked,
    ...addressSentences(address),
    leaves.reason,
    leaves.title("B Bar"),
    ...[1, 2].map((count) => leaves.orders(count, "8.00")),
    leaves.cash("8.00", "20.11."),
    leaves.noCash,
    leaves.unknownAll,
    leaves.unknownAfter("14:02"),
    leaves.shutOut("B Bar"),
  ];
}

function addressSentences(words: MeshChangeWords["address"]): ReadonlyArray<string> {
  const place = "10.0.0.7:7777";
  return [
    ...[words.added, words.known, words.removed, words.notTyped].map((say) => say(place)),
    words.tooMany,
    words.notTried,
    words.none,
    ...Object.values(words.sources),
    words.leadsTo("B Bar"),
    words.connected,
    words.triedNow,
    words.willBeTried,
    words.untried,
    words.leftAlone,
    ...[1, 2].map((tries) => words.ended("unreachable", tries)),
    words.ended("stranger", 1),
    words.ended("ourselves", 1),
  ];
}
