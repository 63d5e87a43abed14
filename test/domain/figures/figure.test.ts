/** Figures: what is written under a name is read from it, by one figure alone. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sumNamed } from "../../../src/domain/figures/day-sums.ts";
import { type Figure, figureFactory } from "../../../src/domain/figures/figure.ts";
import { FIGURES } from "../../../src/domain/figures/figures.ts";

const ALL = Object.entries(FIGURES) as unknown as ReadonlyArray<[string, Figure]>;
const figure = figureFactory<{ readonly sold: { readonly amount: number } }>();
const NOWHERE = { text: null, json: null, paper: null, journal: null } as const;
const SAFE = { name: "safe" } as const;
const TIPS_OF = { name: "tips", parts: { tender: "Voucher" } } as const;
/** Several of these share a row, and the report adds them up of receipts one by one. */
const BY_HAND = ["sales", "returned", "refunds", "rounding", "exempt", "taxes", "tenders"];
/** What these come to is in the moves of others. */
const WITHOUT_ACCOUNT = ["rounding", "used", "exempt", "drawerDifference", "comps", "acts"];
const counts = { from: { sold: () => undefined } } as const;

describe.each(ALL)("%s", (_, one) => {
  const row = fc.record(Object.fromEntries(one.dimensions.map((it) => [it.name, valuesOf(it)])));
  const named = fc.tuple(row, fc.constantFrom(...one.sums));

  test("reads from a name what was written, and no other figure takes it", () => {
    fc.assert(
      fc.property(named, ([of, sum]) => {
        const name = one.name(of, sum);
        const found = sumNamed(name);

        expect(found?.figure.key).toBe(one.key);
        expect({ row: found?.row, sum: found?.sum, unit: found?.unit }).toEqual({
          row: of,
          sum,
          unit: one.holds[sum],
        });
      }),
    );
  });
});

test("papers and the journal, which are made of Zs, name no figure that no Z has", () => {
  const inNoZ = ALL.filter(([, one]) => one.in === "sums");

  expect(inNoZ.length).toBeGreaterThan(0);
  expect(inNoZ.map(([, { stands }]) => [stands.paper, stands.journal])).toEqual(
    inNoZ.map(() => [null, null]),
  );
});

test("a new figure says since which revision it is counted: older Zs are not asked for it", () => {
  expect(namesOf(({ since }) => since === 0)).toEqual([
    ...BY_HAND.slice(0, 4),
    "used",
    "unfunded",
    ...BY_HAND.slice(4),
    "tips",
    "foreign",
    "vouchersSold",
    "vouchersBack",
    "vouchersRedeemed",
    "bottleDeposits",
    "forfeited",
    "moves",
    "noSales",
    "toCount",
    "byKey",
    "drawerDifference",
    "safe",
    "soldOn",
    "points",
    "comps",
    "acts",
    "goods",
  ]);
});

test("a new figure is printed by its definition", () => {
  expect(namesOf(({ stands }) => Object.values(stands).includes("by hand"))).toEqual(BY_HAND);
});

test("a new figure of money says between which accounts it moves it", () => {
  expect(namesOf(isMoneyWithoutAccount)).toEqual(WITHOUT_ACCOUNT);
});

function isMoneyWithoutAccount({ holds, stands }: Figure): boolean {
  return Object.values(holds).includes("money") && stands.journal === null;
}

function namesOf(isMeant: (figure: Figure) => boolean): ReadonlyArray<string> {
  return ALL.flatMap(([name, figure]) => (isMeant(figure) ? [name] : []));
}

test("rows stand by closed lists, else as the names do, and each once", () => {
  const moves = figure(
    {
      key: "moved/<what>/<currency>/*",
      holds: { count: "count", amount: "foreign" },
      lists: { what: ["in", "out", "drop"] },
      ...counts,
    },
    NOWHERE,
  );

  expect(
    moves.rows([
      ["moved/drop/own/count", 1],
      ["moved/in/USD/amount", 5],
      ["moved/in/own/count", 2],
      ["moved/in/USD/count", 3],
      ["moved/elsewhere/own/count", 9],
      ["receipts", 4],
    ]),
  ).toEqual([
    { what: "in", currency: "USD", count: 3, amount: 5 },
    { what: "in", currency: "own", count: 2, amount: 0 },
    { what: "drop", currency: "own", count: 1, amount: 0 },
  ]);
});

test("a definition that forgets something does not compile", () => {
  const holds = { amount: "money" } as const;
  const sold = { key: "sold/<staff>", holds, ...counts } as const;
  const made = [
    // @ts-expect-error There is no such dimension.
    () => figure({ key: "sold/<who>", holds, ...counts }, NOWHERE),
    // @ts-expect-error The star stands last.
    () => figure({ key: "sold/*/<staff>", holds, ...counts }, NOWHERE),
    // @ts-expect-error A closed list has to be named.
    () => figure({ key: "moved/<what>", holds, ...counts }, NOWHERE),
    // @ts-expect-error A text of people has to have a bound.
    () => figure({ key: "goods/<category>", holds, ...counts }, NOWHERE),
    // @ts-expect-error There is no such unit.
    () => figure({ key: "sold", holds: { amount: "pounds" }, ...counts }, NOWHERE),
    // @ts-expect-error There is no such sort of facts.
    () => figure({ key: "sold", holds, from: { bought: () => ({ amount: 1 }) } }, NOWHERE),
    // @ts-expect-error A row has all dimensions.
    () => figure({ key: "sold/<staff>", holds, from: { sold: () => ({ amount: 1 }) } }, NOWHERE),
    // @ts-expect-error A surface is forgotten.
    () => figure(sold, { text: null, json: null, paper: null }),
    // @ts-expect-error The text names a sum that the figure doesn't have.
    () => figure(sold, { ...NOWHERE, text: { place: "sales", amount: "label" } }),
    // @ts-expect-error Papers have no such place.
    () => figure(sold, { ...NOWHERE, paper: { place: "back", right: "amount" } }),
    // @ts-expect-error Nobody says into which account it goes.
    () => figure(sold, { text: null, json: null, paper: null, journal: "by hand" }),
    // @ts-expect-error There is no such account.
    () => figure(sold, { ...NOWHERE, journal: ({ amount }) => [[SAFE, { name: "loot" }, amount]] }),
    // @ts-expect-error The account isn't told apart by tenders.
    () => figure(sold, { ...NOWHERE, journal: ({ amount }) => [[SAFE, TIPS_OF, amount]] }),
    // @ts-expect-error The figure has no such sum.
    () => figure(sold, { ...NOWHERE, journal: ({ worth }) => [[SAFE, { name: "bank" }, worth]] }),
  ];

  expect(made).toHaveLength(14);
});

function valuesOf({ name, words }: Figure["dimensions"][number]): fc.Arbitrary<string | number> {
  if (words !== undefined) return fc.constantFrom(...words);
  return name === "rate" || name === "year"
    ? fc.nat({ max: 100_000 })
    : fc.stringMatching(/^[a-z0-9 %-]{0,12}$/u);
}
