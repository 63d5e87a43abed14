/** The stocktakes of the shop: sheets, what is entered on them and what that differs from what was expected. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import {
  type ApprovalWish,
  decideApproveSheet,
  decideEnterCount,
  decideOpenSheet,
  type EntryWish,
  requireAsSeen,
  type SheetWish,
} from "../../domain/commands/stock/take-stocktake.ts";
import { compareInLedger } from "../../domain/events/event.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { SHEET_TAG, sheetLinesTag } from "../../domain/folds/stocktake-fold.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type SheetAct, type SheetEntry } from "../../domain/state/stocktake-state.ts";
import { costOf } from "../../domain/stock/cost.ts";
import { stockLevelWhen } from "../../domain/stock/levels.ts";
import {
  enteredSum,
  readSheetLineName,
  sheetLineName,
  standingEntries,
  uncountedEntries,
} from "../../domain/stock/sheet-line.ts";
import { compareText, isNamed } from "../../domain/text/entry-text.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type TillHere, type Actor, type Till } from "../till/till.ts";

export interface Sheet {
  readonly id: EventId;
  readonly number: string;
  /** Empty for where goods are sold from. */
  readonly place: string;
  /** Ids; empty for all. */
  readonly categories: ReadonlyArray<string>;
  readonly opened: SheetAct;
  /** Null while it is open. */
  readonly approved: SheetAct | null;
}

/** An article that is on a sheet, or that somebody entered on it all the same. */
export interface SheetArticle {
  readonly sku: string;
  readonly product: Product | undefined;
  /** Whether it is of the sheet's categories. */
  readonly isListed: boolean;
  /** The entries that hold; none where nobody has counted it. */
  readonly entries: ReadonlyArray<SheetEntry>;
  readonly counted: number;
  /** Of these, the entries that came from a till apart after the sheet was approved. */
  readonly late: ReadonlyArray<SheetEntry>;
}

/** Returns all sheets, the newest first. */
export function listSheets({ ledger }: Pick<Till, "ledger">): ReadonlyArray<Sheet> {
  return ledger.read((view) =>
    view
      .tagged(SHEET_TAG)
      .flatMap((stream) => readSheet(view, streamName(stream) as EventId) ?? [])
      .toSorted((a, b) => compareInLedger(b.opened, a.opened)),
  );
}

/** Finds a sheet by its number. */
export function sheetNamed(till: Pick<Till, "ledger">, text: string): Result<Sheet, Refusal> {
  const sheet = listSheets(till).find(({ number }) => isNamed(text, number));
  return sheet === undefined ? err({ type: "stocktake/unknown", number: text }) : ok(sheet);
}

function readSheet(view: LedgerView, id: EventId): Sheet | undefined {
  const { opened, approved } = view.state("stocktake", id);
  if (opened === null) return undefined;
  const { number, place, categories } = opened.body;
  return { id, number, place, categories, opened, approved: approved[0] ?? null };
}

/** Opens a sheet. Refused where no article of these categories has a stock that somebody keeps. */
export function openSheet(till: Till, actor: Actor, wish: SheetWish): Result<Sheet, Refusal> {
  if (!keptProducts(till).some((product) => isOn(wish, product))) {
    return err({ type: "stocktake/no-articles" });
  }
  const done = till.act(actor, "open stock sheet", (context) => decideOpenSheet(context, wish));
  if (!done.ok) return done;
  const [id] = done.value.ids;
  const sheet = id && till.ledger.read((view) => readSheet(view, id));
  if (sheet === undefined) throw new Error("The sheet was written and is not there.");
  return ok(sheet);
}

/** Durable when it returns: an entry that was typed survives whatever happens to the till. */
export function enterCount(till: Till, actor: Actor, wish: EntryWish): Result<Committed, Refusal> {
  return till.act(actor, "enter count", (context) => decideEnterCount(context, wish));
}

/** Returns the articles of a sheet, those of its categories first, each in the catalogue's order. */
export function sheetArticles(till: Till, sheet: Sheet): ReadonlyArray<SheetArticle> {
  const listed = keptProducts(till).filter((product) => isOn(sheet, product));
  const skus = new Set(listed.map(({ sku }) => sku));
  return till.ledger.read((view) => {
    const others = view
      .tagged(sheetLinesTag(sheet.id))
      .map((stream) => readSheetLineName(streamName(stream)).sku)
      .filter((sku) => !skus.has(sku))
      .toSorted(compareText);
    return [...skus, ...others].map((sku) => sheetArticle(till, view, { sheet, sku, skus }));
  });
}

function sheetArticle(
  till: Till,
  view: LedgerView,
  { sheet, sku, skus }: { readonly sheet: Sheet; readonly sku: string; readonly skus: Set<string> },
): SheetArticle {
  const line = view.glance("sheet-line", sheetLineName(sheet.id, sku));
  const entries = standingEntries(line);
  const isApproved = view.state("stocktake", sheet.id).approved.length > 0;
  return {
    sku,
    product: till.catalogue().productsBySku.get(sku),
    isListed: skus.has(sku),
    entries,
    counted: enteredSum(entries),
    late: isApproved ? uncountedEntries(line) : [],
  };
}

/** Returns the entry's article on the sheet as it is now. */
export function sheetArticleOf(till: Till, sheet: Sheet, product: Product): SheetArticle {
  const skus = new Set(isOn(sheet, product) ? [product.sku] : []);
  return till.ledger.read((view) => sheetArticle(till, view, { sheet, sku: product.sku, skus }));
}

function keptProducts({ catalogue }: Till): ReadonlyArray<Product> {
  return [...catalogue().productsBySku.values()].filter(({ stock }) => stock !== "none");
}

function isOn({ categories }: Pick<Sheet, "categories">, { category }: Product): boolean {
  return categories.length === 0 || categories.includes(category);
}

/** What a counted article differs by. */
export interface SheetDifference extends SheetArticle {
  /** What should have lain there when it was counted. */
  readonly expected: number;
  /** Below zero for what is missing. */
  readonly difference: number;
  /** What the difference costs; undefined where nobody ever said a cost. */
  readonly worth: MinorUnits | undefined;
}

export interface SheetReview {
  /** What an approval counts now: all that was entered, and of an approved sheet what came late. */
  readonly differences: ReadonlyArray<SheetDifference>;
  /** Articles of the sheet that nobody has counted: they stay as they are. */
  readonly left: ReadonlyArray<SheetArticle>;
}

export function reviewSheet(till: Till, sheet: Sheet): SheetReview {
  const articles = sheetArticles(till, sheet);
  const due = articles.filter(({ entries, late }) =>
    sheet.approved === null ? entries.length > 0 : late.length > 0,
  );
  const differences = till.ledger.read((view) =>
    due.flatMap((one) => differenceOf(view, sheet, one)),
  );
  return { differences, left: articles.filter(({ entries }) => entries.length === 0) };
}

function differenceOf(
  view: LedgerView,
  { place }: Sheet,
  article: SheetArticle,
): ReadonlyArray<SheetDifference> {
  const { sku, entries, counted } = article;
  const last = entries.at(-1);
  if (last === undefined) return [];
  const expected = stockLevelWhen(view, { sku, place }, last);
  const difference = counted - expected;
  const worth = costOf(view.state("stock", sku), difference);
  return [{ ...article, expected, difference, worth }];
}

interface Seen {
  readonly sheet: Sheet;
  readonly review: SheetReview;
}

/** Says whether the person may approve it, before they are shown what is expected. */
export function askApproval(till: Till, actor: Actor, seen: Seen): Result<undefined, Refusal> {
  return till.ask(actor, ACT, (context) => {
    const allowed = requireAsSeen(context, wishOf(seen));
    return allowed.ok ? ok([]) : allowed;
  });
}

/**
 * Counts the articles of a review, all of them or none, and closes the sheet. What was entered since the
 * person looked refuses it.
 */
export function approveSheet(
  { till, random }: Pick<TillHere, "till" | "random">,
  actor: Actor,
  seen: Seen,
): Result<undefined, Refusal> {
  const wish = wishOf(seen);
  let drafts: ReadonlyArray<Draft> = [];
  // The counts are more than one transaction holds, so they are decided before the first is written.
  const asked = till.ask(actor, ACT, (context) => {
    const decided = decideApproveSheet(context, wish);
    if (decided.ok) drafts = decided.value;
    return decided;
  });
  if (!asked.ok) return asked;
  return till.actAtLength<never>(actor, {
    name: ACT,
    random,
    events: drafts,
    gate: (context) => {
      const as = requireAsSeen(context, wish);
      return as.ok ? ok(undefined) : as;
    },
  });
}

const ACT = "approve stock sheet";

function wishOf({ sheet, review: { differences, left } }: Seen): ApprovalWish {
  const lines = differences.map(({ sku, entries }) => {
    return { sku, entries: entries.map(({ id }) => id) };
  });
  return { sheet: sheet.id, lines, left: left.length };
}
