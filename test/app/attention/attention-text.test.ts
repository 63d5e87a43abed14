/** What needs somebody, and money in question, as commands list it in every language. */

import { describe, expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { attentionToText, questionsToText } from "../../../src/app/attention/attention-text.ts";
import { listQuestions } from "../../../src/app/attention/questions.ts";
import { wordsIn } from "../../../src/domain/text/words-in.ts";
import { attentionListWords } from "../../../src/words/made/attentionList/all.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { voidedApart } from "../../support/contradictions.ts";
import { englishIn } from "../../support/english-left.ts";
import { forkedCafe } from "../../support/forked-cafe.ts";
import { OTHER_LOCALES } from "../../support/languages.ts";

const newCafe = cafeCopies();

test("a shift lead reads in German what needs somebody, and how to answer it", async () => {
  const open = (await newCafe()).open();
  voidedApart(open);

  const lines = attentionToText(listAttentionItems(open, "de"), { locale: "de" });

  expect(lines.map((line) => line.replace(/^\w{8,}/u, "ID"))).toEqual([
    "ID  Bestellung A1: Espresso, es ist mehr bezahlt, als die Ware kostet, A-000001 (Front counter), weggenommen an Front counter: 2,40 (Schichtleitung)",
    "          --answer give-back   2,40 bar zurückgeben",
    "          --answer handed-out  der Gast hat die Ware: Espresso",
    "          --answer kept        der Betrieb behält es: 2,40",
  ]);
});

test("a bookkeeper reads in German which money is in question, and why", async () => {
  const { open, other } = await forkedCafe(await newCafe());
  const speech = { currency: open.till.currency, locale: "de" } as const;

  const lines = questionsToText(
    listQuestions(open.till).toSorted((a, b) => b.toSeq - a.toSeq),
    speech,
  );

  expect(lines.map((line) => line.replace(/^\w{8}/u, "ID"))).toEqual([
    "ID  A Front counter: Ereignisse 185 bis 196, 2 Verkäufe, 4,80 EUR, A-000002, A-000003",
    "          Die Kasse sprach mit zwei Stimmen: ihre Platte wurde kopiert oder zurückgesetzt.",
    "ID  A Front counter: Ereignisse 185 bis 190, 1 Verkauf, 2,40 EUR, A-000002",
    "          Die Kasse sprach mit zwei Stimmen: ihre Platte wurde kopiert oder zurückgesetzt.",
  ]);
  await other.close();
});

describe.each(OTHER_LOCALES)("what needs somebody in %s", (locale) => {
  test("is said in that language, down to whose business it is", async () => {
    const { open, other } = await forkedCafe(await newCafe());
    voidedApart(open);
    const speech = { currency: open.till.currency, locale };
    const lines = [
      ...attentionToText(listAttentionItems(open, locale), speech),
      ...questionsToText(listQuestions(open.till), speech),
    ];

    expect(lines.length).toBeGreaterThan(5);
    expect(lines.flatMap((line) => englishIn(plain(line), locale))).toEqual([]);
    await other.close();
  });

  test("has a sentence of its own for each reason", () => {
    const { reasons, nothing, noQuestion } = wordsIn(attentionListWords, locale);
    const english = wordsIn(attentionListWords, "en");
    const said = [...Object.values(reasons), nothing, noQuestion];

    expect(new Set(said).size).toBe(said.length);
    expect(said.filter((text) => Object.values(english.reasons).includes(text))).toEqual([]);
    expect(said.flatMap((text) => englishIn(text, locale))).toEqual([]);
  });
});

/** Without the answers, which are typed as they are, and the till's own name. */
function plain(line: string): string {
  return line.replace(/--answer \S+/u, "").replace("Front counter", "");
}
