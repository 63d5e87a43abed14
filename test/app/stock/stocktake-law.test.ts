/**
 * The law of a stocktake: whatever two tills apart enter, sell and approve in whatever order, once they have met
 * and a person has approved what was left, the level is what was counted, less what was sold after the last entry.
 *
 * Size: both.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import {
  approveSheet,
  enterCount,
  openSheet,
  reviewSheet,
  type Sheet,
  sheetArticles,
  sheetNamed,
} from "../../../src/app/stock/stocktake.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { keep, levelAt, RAVI, receive } from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const MINUTE_MS = 60_000;

const deed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("enter" as const),
      at: till(),
      count: fc.nat(9),
      instead: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("sell" as const), at: till() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("approve" as const), at: till() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("meet" as const) }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never;

function till(): fc.Arbitrary<0 | 1> {
  return fc.constantFrom(0, 1);
}

interface Entered {
  readonly no: number;
  readonly count: number;
  readonly minute: number;
  readonly replaces: ReadonlyArray<number>;
}

/** What an independent list of what people did comes to. */
interface Books {
  /** By till: the entries that it knows. */
  readonly known: readonly [Set<number>, Set<number>];
  /** By till: whether it knows of an approval. */
  readonly closed: [boolean, boolean];
  readonly entries: Entered[];
  readonly sales: number[];
}

test("what was counted, less what was sold after it, lies there in the end at both tills", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
      const { counter, bar } = await twoTills(await newCafe());
      keep(counter.till);
      receive(counter, "CROISSANT", 30);
      const sheet = valueOf(openSheet(counter.till, RAVI, { place: "", categories: [] }));
      meet(counter, bar);
      const tills = [counter, bar] as const;
      const books: Books = {
        known: [new Set(), new Set()],
        closed: [false, false],
        entries: [],
        sales: [],
      };
      for (const [minute, one] of deeds.entries()) {
        counter.passOnWall(MINUTE_MS);
        act(tills, sheet, { deed: one, minute, books });
      }
      act(tills, sheet, { deed: { type: "meet" }, minute: deeds.length, books });
      counter.passOnWall(MINUTE_MS);
      if (isContradicted(books)) {
        if (approve(bar)) throw new Error("Two tills counted it anew, and differ.");
        const anew: Deed = { type: "enter", at: 1, count: 7, instead: true };
        act(tills, sheet, { deed: anew, minute: deeds.length, books });
        counter.passOnWall(MINUTE_MS);
      }
      approve(bar);
      meet(counter, bar);

      const expected = levelOf(books);
      expect([levelAt(counter), levelAt(bar)]).toEqual([expected, expected]);
      for (const at of tills) {
        expect(sheetArticles(at.till, sheet).flatMap(({ late }) => late)).toEqual([]);
      }
    }),
    { numRuns: proofRuns({ small: 8, whole: 25 }) },
  );
});

interface Now {
  readonly deed: Deed;
  readonly minute: number;
  readonly books: Books;
}

function act(
  tills: readonly [TillAt, TillAt],
  sheet: Sheet,
  { deed: one, minute, books }: Now,
): void {
  if (one.type === "meet") {
    meet(...tills);
    for (const no of books.known[0]) books.known[1].add(no);
    for (const no of books.known[1]) books.known[0].add(no);
    const isClosed = books.closed.includes(true);
    books.closed.splice(0, 2, isClosed, isClosed);
    return;
  }
  const at = tills[one.at];
  switch (one.type) {
    case "sell":
      sellGoods(at.till, ["1*croissant"], { cash: 1000 });
      books.sales.push(minute);
      return;
    case "approve":
      if (approve(at)) books.closed[one.at] = true;
      return;
    default: {
      const { count, instead } = one;
      const wish = { sheet: sheet.id, sku: "CROISSANT", counted: count * ONE_IN_STOCK };
      const done = enterCount(at.till, RAVI, { ...wish, how: String(count), instead });
      if (done.ok === books.closed[one.at]) throw new Error("Only an open sheet takes entries.");
      if (!done.ok) return;
      const known = books.known[one.at];
      const no = books.entries.length;
      books.entries.push({ no, count, minute, replaces: instead ? [...known] : [] });
      known.add(no);
    }
  }
}

/** Returns whether there was anything to approve. */
function approve({ open, till: own }: TillAt): boolean {
  const sheet = valueOf(sheetNamed(own, "A1"));
  return approveSheet(open, RAVI, { sheet, review: reviewSheet(own, sheet) }).ok;
}

function standingIn({ entries }: Books): ReadonlyArray<Entered> {
  const replaced = new Set(entries.flatMap(({ replaces }) => replaces));
  return entries.filter(({ no }) => !replaced.has(no));
}

/** Whether two entries of an open sheet stand for the same one, and say different counts. */
function isContradicted(books: Books): boolean {
  if (books.closed.includes(true)) return false;
  return standingIn(books).some((one) =>
    standingIn(books).some((other) => isAnew(books, one, other) && one.count !== other.count),
  );
}

/** Whether two entries stand for one and the same, also by way of others. */
function isAnew({ entries }: Books, one: Entered, other: Entered): boolean {
  const [all, others] = [one, other].map((of) => new Set(stoodFor(entries, of)));
  return one.no !== other.no && all !== undefined && others?.isDisjointFrom(all) === false;
}

function stoodFor(
  entries: ReadonlyArray<Entered>,
  { replaces }: Pick<Entered, "replaces">,
): ReadonlyArray<number> {
  const before = entries.filter(({ no }) => replaces.includes(no));
  return [...replaces, ...before.flatMap((one) => stoodFor(entries, one))];
}

function levelOf(books: Books): number {
  const { sales } = books;
  const standing = standingIn(books);
  const last = standing.at(-1);
  if (last === undefined) return 30 - sales.length;
  const counted = standing
    .filter((one) => !standing.some((other) => other.no > one.no && isAnew(books, one, other)))
    .reduce((sum, { count }) => sum + count, 0);
  return counted - sales.filter((minute) => minute > last.minute).length;
}
