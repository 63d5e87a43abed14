/** Decides about the sheets of a stocktake: that one is opened, what is entered on it, that it is approved. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type StocktakeOpened } from "../../events/stocktake-events.ts";
import { sheetsOpenedKey } from "../../folds/stocktake-fold.ts";
import { STOCK_MAX, stockQuantity } from "../../goods/stock-quantity.ts";
import { type EventId, toStreamId } from "../../identity.ts";
import { productName } from "../../prices/catalogue-view.ts";
import { type SheetState } from "../../state/stocktake-state.ts";
import { stockLevelWhen } from "../../stock/levels.ts";
import {
  enteredSum,
  isContradicted,
  sheetLineName,
  sheetLineStream,
  standingEntries,
} from "../../stock/sheet-line.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireShortText,
} from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { requireKept } from "./move-stock.ts";

/** Far fewer than an approval names: several tills apart may each come to so many. */
const ENTRIES_MAX = 100;

export interface SheetWish {
  /** Empty for where goods are sold from. */
  readonly place: string;
  /** Empty for all. */
  readonly categories: ReadonlyArray<string>;
}

/** The first event of the decision is the sheet. */
export function decideOpenSheet(context: DecisionContext, wish: SheetWish): Decision {
  const allowed = requirePermission(context, "stock");
  if (!allowed.ok) return allowed;
  const place = wish.place.trim();
  const fits = requireShortText("place", place);
  if (!fits.ok) return fits;
  const { view, series, till, idAt } = context;
  const number = `${series}${view.sum(sheetsOpenedKey(till)) + 1}`;
  const streams: Draft["streams"] = [toStreamId("stocktake", idAt(0))];
  const body = { number, place, categories: [...wish.categories] };
  return ok([{ kind: "stocktake/opened", streams, body }]);
}

export interface EntryWish {
  readonly sheet: EventId;
  readonly sku: string;
  /** In millionths of its unit. */
  readonly counted: number;
  /** As it was typed. */
  readonly how: string;
  /** Whether it stands for all that is entered for the article, as far as this till knows. */
  readonly instead: boolean;
}

/** An entry is kept as soon as it is typed, and moves nothing until the sheet is approved. */
export function decideEnterCount(context: DecisionContext, wish: EntryWish): Decision {
  const allowed = requirePermission(context, "stock");
  if (!allowed.ok) return allowed;
  const open = requireOpenSheet(context, wish.sheet);
  if (!open.ok) return open;
  const { sheet, sku, counted, how, instead } = wish;
  const kept = requireKept(context, sku);
  if (!kept.ok) return kept;
  const fits = requireShortText("quantity", how);
  if (!fits.ok) return fits;
  const before = standingEntries(context.view.state("sheet-line", sheetLineName(sheet, sku)));
  const total = counted + (instead ? 0 : enteredSum(before));
  if (!Number.isSafeInteger(counted) || counted < 0 || total > STOCK_MAX) {
    return err({ type: "stock/quantity", name: kept.value });
  }
  if (!instead && before.length >= ENTRIES_MAX) {
    return err({ type: "stocktake/many", name: kept.value, most: ENTRIES_MAX });
  }
  const streams: Draft["streams"] = [sheetLineStream(sheet, sku), toStreamId("stock", sku)];
  const replaces = instead ? before.map(({ id }) => id) : [];
  const body = { counted: stockQuantity(counted), how, replaces };
  return ok([{ kind: "stock/entered", streams, body }]);
}

function requireOpenSheet(
  { view }: Pick<DecisionContext, "view">,
  sheet: EventId,
): Result<SheetState, Refusal> {
  const state = view.state("stocktake", sheet);
  const number = state.opened?.body.number ?? sheet;
  if (state.opened === null) return err({ type: "stocktake/unknown", number });
  return state.approved.length > 0 ? err({ type: "stocktake/closed", number }) : ok(state);
}

/** What a person saw of an article before they approved it. */
export interface SeenLine {
  readonly sku: string;
  readonly entries: ReadonlyArray<EventId>;
}

export interface ApprovalWish {
  readonly sheet: EventId;
  readonly lines: ReadonlyArray<SeenLine>;
  /** How many articles of the sheet nobody has counted. */
  readonly left: number;
}

/**
 * Writes a count for each article at the key of its last entry, so that sales between entry and approval are
 * on the right side of it, however late they are heard. Refused when something else was entered meanwhile.
 */
export function decideApproveSheet(context: DecisionContext, wish: ApprovalWish): Decision {
  const seen = requireAsSeen(context, wish);
  if (!seen.ok) return seen;
  const { number, place } = seen.value;
  const { view } = context;
  const { sheet, lines, left } = wish;
  const drafts: Draft[] = [];
  for (const { sku } of lines) {
    const entries = standingEntries(view.glance("sheet-line", sheetLineName(sheet, sku)));
    const last = entries.at(-1);
    if (last === undefined) return err({ type: "stocktake/changed", number });
    const ids = entries.map(({ id }) => id);
    const counted = enteredSum(entries);
    const kept = requireKept(context, sku);
    if (!kept.ok) return kept;
    if (counted > STOCK_MAX) return err({ type: "stock/quantity", name: kept.value });
    const at = { hlc: last.hlc, origin: last.origin, seq: last.seq };
    const expected = stockQuantity(stockLevelWhen(view, { sku, place }, at));
    drafts.push({
      kind: "stock/counted",
      streams: [toStreamId("stock", sku), sheetLineStream(sheet, sku)],
      body: { place, counted: stockQuantity(counted), expected, at, entries: ids },
    });
  }
  drafts.push({
    kind: "stocktake/approved",
    streams: [toStreamId("stocktake", sheet)],
    body: { number, counted: lines.length, left },
  });
  return ok(drafts);
}

/** Returns the sheet, where all that a person saw of it is as it was. */
export function requireAsSeen(
  context: DecisionContext,
  { sheet, lines }: Pick<ApprovalWish, "sheet" | "lines">,
): Result<StocktakeOpened, Refusal> {
  const allowed = requirePermission(context, "stock");
  if (!allowed.ok) return allowed;
  const { view } = context;
  const { opened, approved } = view.state("stocktake", sheet);
  if (opened === null) return err({ type: "stocktake/unknown", number: sheet });
  const { number } = opened.body;
  if (lines.length === 0) return err({ type: "stocktake/nothing", number });
  const isAsSeen = lines.every(({ sku, entries: seen }) => {
    const entries = standingEntries(view.glance("sheet-line", sheetLineName(sheet, sku)));
    return entries.length === seen.length && entries.every(({ id }) => seen.includes(id));
  });
  if (!isAsSeen) return err({ type: "stocktake/changed", number });
  // Nobody enters anything on an approved sheet: what comes late from a till apart counts as it is.
  const contradicted =
    approved.length > 0 ? undefined : lines.find(({ sku }) => isContradictedOn(view, sheet, sku));
  if (contradicted === undefined) return ok(opened.body);
  return err({ type: "stocktake/contradicted", name: productName(view, contradicted.sku) });
}

function isContradictedOn(view: DecisionContext["view"], sheet: EventId, sku: string): boolean {
  return isContradicted(standingEntries(view.glance("sheet-line", sheetLineName(sheet, sku))));
}
