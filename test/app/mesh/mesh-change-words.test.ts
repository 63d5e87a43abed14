/** What commands say of tills that are listed, looked for, shut out and replaced: in each language, and its own. */

import { describe, expect, test } from "vitest";

import { type Locale } from "../../../src/domain/text/locale.ts";
import { wordsIn } from "../../../src/domain/text/words-in.ts";
import { meshChangeWords } from "../../../src/words/made/meshChange/all.ts";
import { type MeshChangeWords } from "../../../src/words/made/meshChange/words.ts";
import { englishIn } from "../../support/english-left.ts";
import { OTHER_LOCALES } from "../../support/languages.ts";

test("English names what a script may look for", () => {
  const said = sentences("en");

  expect(said).toContain("REVOKED (stolen)");
  expect(said).toContain("REVOKED (replaced by E Bar)");
  expect(said).toContain("2 open orders, 8.00 due: any till goes on with them");
});

describe.each(OTHER_LOCALES)("in %s", (locale) => {
  test("there is no English left, and nothing is said as in English", () => {
    const said = sentences(locale);
    const english = new Set(sentences("en"));

    expect(said.flatMap((sentence) => englishIn(sentence, locale))).toEqual([]);
    expect(said.filter((sentence) => english.has(sentence))).toEqual([]);
    expect(said.join("\n")).not.toMatch(/undefined|NaN|\[object/u);
  });
});

function sentences(locale: Locale): ReadonlyArray<string> {
  const words = wordsIn(meshChangeWords, locale);
  const { forEver, right, isRevoked, self, fingerprint, chain, address, leaves } = words;
  return [
    ...["authority", "till", "kitchen"].map((name) => right({ name })),
    isRevoked({ reason: "", replacedBy: undefined }),
    isRevoked({ reason: "stolen", replacedBy: undefined }),
    isRevoked({ reason: "", replacedBy: "E Bar" }),
    self,
    fingerprint({ digits: "d7k2" }),
    ...[1, 2].map((events) => chain({ name: "wcgk", events, when: "14:02" })),
    words.promoted({ till: "B Bar" }),
    words.revoked({ till: "B Bar" }),
    words.countsUpTo({ chain: "wcgk", seq: 7, hash: "b6dd" }),
    words.saidNothing,
    words.canAnswer({ till: "B Bar" }),
    words.spared,
    ...Object.values(words.sparedAct).map((act) => act({ till: "C Bar" })),
    ...[1, 2].flatMap((chains) => forEver({ till: "B Bar", chains, isSelf: chains === 1 })),
    words.typeLetters({ letters: "B" }),
    words.nothingRevoked,
    ...addressSentences(address),
    leaves.reason,
    leaves.title({ till: "B Bar" }),
    ...[1, 2].map((count) => leaves.orders({ count, due: "8.00" })),
    leaves.cash({ taken: "8.00", day: "20.11." }),
    leaves.noCash,
    leaves.unknownAll,
    leaves.unknownAfter({ when: "14:02" }),
    leaves.shutOut({ till: "B Bar" }),
  ];
}

function addressSentences(words: MeshChangeWords["address"]): ReadonlyArray<string> {
  const place = "10.0.0.7:7777";
  return [
    ...[words.added, words.known, words.removed, words.notTyped].map((say) =>
      say({ address: place }),
    ),
    words.tooMany,
    words.notTried,
    words.none,
    ...Object.values(words.sources),
    words.leadsTo({ till: "B Bar" }),
    words.connected,
    words.triedNow,
    words.willBeTried,
    words.untried,
    words.leftAlone,
    ...[1, 2].map((tries) => words.ended({ end: "unreachable", tries })),
    words.ended({ end: "stranger", tries: 1 }),
    words.ended({ end: "ourselves", tries: 1 }),
  ];
}
