/** Two tills do one thing each to the same order, apart: what comes of it, and the page that says so. Size: proof. */

import { readFileSync } from "node:fs";

import { format } from "oxfmt";
import { beforeAll, describe, expect, test } from "vitest";

import { type PairManner, TABLE_SUMS, USUAL_MANNER } from "../../support/pairs/pair-acts.ts";
import { moneyFaults, type PairPlayed } from "../../support/pairs/pair-money.ts";
import { type PairObservation, TOO_MUCH } from "../../support/pairs/pair-observations.ts";
import { pairPage, allPairs, type PlayedPairs, playPairs } from "../../support/pairs/pair-table.ts";
import { proofRuns } from "../../support/proof-runs.ts";

const PAGE = new URL("../../../docs/merge.md", import.meta.url);
const ALL = TABLE_SUMS.order + 2 * TABLE_SUMS.other;

/** All pairs in each variant take minutes; without this, those of money are played. */
const ALL_PAIRS = proofRuns(1) > 1;

let played: PlayedPairs;

beforeAll(async () => {
  played = await playPairs();
});

function faultsIn(look: "healed" | "paid"): ReadonlyArray<string> {
  return played.pairs.flatMap(({ first, second, ...pair }) =>
    pair[look].faults.map((fault) => `${first}, ${second}: ${fault}`),
  );
}

describe("each of sixteen acts on one till, and each of sixteen on another one apart", () => {
  test("leave both tills equal to the byte, and nothing for `till verify` to find", () => {
    expect(played.pairs).toHaveLength(allPairs().length);
    expect(played.faults).toEqual([]);
  });

  test("lose no money, no line and no dish, and leave nothing twice in a list", () => {
    expect(faultsIn("healed")).toEqual([]);
  });

  test("leave what the guests can pay: then nothing is open, and nothing new is asked", () => {
    expect(faultsIn("paid")).toEqual([]);
  });

  test("ask about what was paid too much by its sum, its receipts and their tills", () => {
    for (const { first, second, healed } of played.pairs) {
      for (const { kind, text, amount = 0 } of healed.asked) {
        if (!TOO_MUCH.includes(kind)) continue;
        expect(text, `${first}, ${second}`).toMatch(/[AB]-\d{6} \(Till [AB]\).*: \d+\.\d\d$/u);
        expect(amount).toBeGreaterThan(0);
      }
    }
  });

  test("ask once about what was paid too much on one bill", () => {
    for (const { first, second, healed } of played.pairs) {
      const asked = healed.asked.filter(({ kind }) => TOO_MUCH.includes(kind));
      expect(asked.length, `${first}, ${second}`).toBeLessThanOrEqual(1);
    }
  });

  test("ask about two splits by both tills and by what is left to pay", () => {
    const both = played.pairs.find(({ first, second }) => first === "split" && second === "split");
    const texts = both?.healed.asked.map(({ text }) => text);

    expect(texts).toEqual([
      expect.stringMatching(/two tills split the bill differently \(Till A, Till B\): 61\.34$/u),
    ]);
  });

  test("keep each note, and ask about seats, names and how it is served with what both said", () => {
    const texts = (["note", "seat", "serve", "name"] as const).map((name) => {
      const both = played.pairs.find(({ first, second }) => first === name && second === name);
      return both?.healed.asked.map(({ text }) => text);
    });

    expect(texts).toEqual([
      [],
      [expect.stringMatching(/SOUP, .* \(Till A: seat 1, Till B: seat 2\): \d+\.\d\d$/u)],
      [expect.stringMatching(/\(Till A: takeaway, Till B: delivery\)$/u)],
      [expect.stringMatching(/\(Till A: Rosa, Till B: Ruth\)$/u)],
    ]);
  });

  test("cost the guests what was ordered where nobody orders, voids or discounts", () => {
    const harmless = new Set<string>([
      "send",
      "fire",
      "move table",
      "move lines",
      "merge",
      "split",
      "note",
      "seat",
      "name",
    ]);
    const paying = new Set(["pay a part", "pay all"]);
    for (const { first, second, healed, paid } of played.pairs) {
      if (![first, second].every((name) => harmless.has(name) || paying.has(name))) continue;
      expect(costOf(healed), `${first}, ${second}`).toBe(ALL);
      expect(costOf(paid), `${first}, ${second}`).toBe(ALL);
    }
  });

  test("are what docs/merge.md says; `npm run docs` renews it", async () => {
    const { code } = await format("docs/merge.md", pairPage(played.pairs), { printWidth: 100 });
    expect(readFileSync(PAGE, "utf8")).toBe(code);
  });
});

const VARIANTS: ReadonlyArray<readonly [string, PairManner]> = [
  ["with an amount off, in cash", { pays: "cash", gives: "amount" }],
  ["with a deposit before", { ...USUAL_MANNER, deposit: 2000 }],
  ["with charges for service and bread", { ...USUAL_MANNER, isCharged: true }],
  ["with taxes on top", { ...USUAL_MANNER, isTaxedOnTop: true }],
  ["in foreign cash", { pays: "foreign", gives: "rate" }],
  ["with tips", { pays: "cash", gives: "rate", hasTips: true }],
  ["in two tenders", { pays: "two tenders", gives: "amount" }],
];

const MONEY_ACTS: ReadonlySet<string> = new Set([
  "discount",
  "split",
  "merge",
  "move lines",
  "void",
  "pay a part",
  "pay all",
]);

/** By these nobody's money moves, whatever it is paid by. */
const SAYING: ReadonlySet<string> = new Set(["note", "seat", "serve", "name"]);

/** Charges of tables that are put together are written for the whole bill by the next act. */
function isPlayed(pair: ReturnType<typeof allPairs>[number], { isCharged }: PairManner): boolean {
  const isChosen = pair.every((name) => (ALL_PAIRS ? !SAYING.has(name) : MONEY_ACTS.has(name)));
  const areTogether = pair.includes("merge") || pair.includes("move lines");
  return isChosen && !(isCharged === true && areTogether);
}

function faultsOf({ pairs, faults }: PlayedPairs): ReadonlyArray<string> {
  const found = pairs.flatMap(({ first, second, healed, answered, paid }) =>
    [healed, answered, paid].flatMap((look, at) =>
      look.faults.map(
        (fault) => `${first}, ${second}, ${["healed", "answered", "paid"][at]}: ${fault}`,
      ),
    ),
  );
  return [...faults, ...found];
}

describe("the check of a pair's money notices", () => {
  const paidTwice = { names: ["pay all", "pay all"], manner: USUAL_MANNER, due: 470, giveBack: [] };
  const [captured, again] = [1, 2].map((seq) => ({
    id: `captured-${seq}`,
    key: { hlc: seq, origin: "a", seq },
    kind: "payment/captured",
    body: { payment: `started-${seq}`, amount: TABLE_SUMS.order },
  })) as [object, object];
  const tooMuch = { type: "receipt/over-covered", sign: 1, amount: TABLE_SUMS.order };

  function faultsAsking(
    questions: ReadonlyArray<object>,
    events: ReadonlyArray<object> = [captured, again],
  ) {
    return moneyFaults({ ...paidTwice, questions, events } as unknown as PairPlayed);
  }

  test("nothing where the second payment is in one question", () => {
    expect(faultsAsking([tooMuch])).toEqual([]);
  });

  test.each([
    ["a question that asks net of the tax", [{ ...tooMuch, amount: 5628 }]],
    ["two questions about the same money", [tooMuch, { ...tooMuch, type: "order/overpaid" }]],
    ["nobody who is asked", []],
  ])("%s", (_, questions) => {
    expect(faultsAsking(questions)).toHaveLength(1);
  });

  test("an answer given twice that is silent", () => {
    const back = {
      kind: "refund/issued",
      body: { total: 0 - TABLE_SUMS.order, items: [], out: [] },
    };

    expect(faultsAsking([], [captured, again, back, back])).toHaveLength(1);
    const beyond = { ...tooMuch, type: "receipt/over-refunded", sign: -1 };
    expect(faultsAsking([beyond], [captured, again, back, back])).toEqual([]);
  });
});

describe("acts on money on two tills apart", () => {
  test.each(VARIANTS)("ask about each cent once %s", async (_, manner) => {
    const names = allPairs().filter((pair) => isPlayed(pair, manner));

    expect(faultsOf(await playPairs(names, manner))).toEqual([]);
  });

  test.each([
    ["give-back", "give-back"],
    ["give-back", "stay"],
    ["stay", "give-back"],
    ["stay", "stay"],
  ] as const)(
    "that are answered by %s on one till and by %s on the other, are judged again",
    async (one, other) => {
      for (const manner of [
        USUAL_MANNER,
        { pays: "cash", gives: "amount", deposit: 2000 },
      ] as const) {
        const names = allPairs().filter((pair) => isPlayed(pair, manner));

        expect(faultsOf(await playPairs(names, { ...manner, answers: [one, other] }))).toEqual([]);
      }
    },
  );
});

/** What the guests pay all in all, once what was too much is given back. */
function costOf({ receipts, open, asked }: PairObservation): number {
  const paid = receipts.reduce((sum, { total }) => sum + total, 0);
  const due = open.reduce((sum, one) => sum + one.due, 0);
  const tooMuch = asked.filter(({ kind }) => TOO_MUCH.includes(kind));
  return paid + due - tooMuch.reduce((sum, { amount = 0 }) => sum + amount, 0);
}
