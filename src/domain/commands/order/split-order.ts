/** Splitting an order's bill into parts. */

import { lineAt, ordersOnBill } from "../../balance/line-places.ts";
import { type LineBalance, type OrderBalance, orderBalance } from "../../balance/order-balance.ts";
import { openReturns } from "../../balance/returns-taken.ts";
import { assertNever } from "../../base/assert-never.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type ShareBy, type SplitBy } from "../../entry/entry-split.ts";
import { PARTS_MAX, type SplitPart, type SplitShare } from "../../events/bill-events.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type EventId } from "../../identity.ts";
import { type MinorUnits } from "../../money/amounts.ts";
import { lowestTerms } from "../../money/rounding.ts";
import { type BillPart, billParts } from "../../order/bill-parts.ts";
import { hasBillOfPart } from "../../order/bills.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { openWriteIds, registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { withoutFollowers } from "./deposits.ts";
import { requireDeed } from "./open-line.ts";

/** Lines are named by their ids. */
export type SplitWish = SplitBy<{ readonly line: EventId }>;
export type ShareWish = ShareBy<{ readonly line: EventId }>;

/**
 * Plans the parts that what is left of the bill is paid in. Parts that are paid stay as they are; a plan
 * from before ends with this one.
 */
export function decideSplit(
  context: DecisionContext,
  order: OrderState,
  wish: SplitWish,
): Decision {
  const allowed = requirePermission(context, "split");
  if (!allowed.ok) return allowed;
  const plans = plansFor(order, wish);
  return plans.ok ? ok([splitInto(order, plans.value)]) : plans;
}

/**
 * Plans the parts that were left before somebody split the rest of the bill otherwise; empty for one bill.
 * Not once somebody has paid a part of the plan of now, or has a bill of one in hand.
 */
export function decideSplitBack(
  context: DecisionContext,
  order: OrderState,
  before: ReadonlyArray<SplitPart>,
): Decision {
  const allowed = requirePermission(context, "split");
  if (!allowed.ok) return allowed;
  if (hasPaidPart(order) || orderBalance(order).status === "paid")
    return err({ type: "split/begun" });
  if (hasBillOfPart(order)) return err({ type: "split/billed" });
  return ok([splitInto(order, before)]);
}

function hasPaidPart(order: OrderState): boolean {
  return billParts(order).some(({ receipt }) => receipt !== undefined);
}

type Outlook = Result<ReadonlyArray<BillPart>, Refusal>;

/** A screen asks several times while a split is typed; by the wish, the last one of each order. */
const knownOutlooks = new WeakMap<
  OrderState,
  { readonly wish: string; readonly outlook: Outlook }
>();

/** Returns the total of each part that a plan would make; nothing is written. */
export function splitOutlook(order: OrderState, wish: SplitWish): Outlook {
  const asked = JSON.stringify(wish);
  const kept = knownOutlooks.get(order);
  if (kept?.wish === asked) return kept.outlook;
  const outlook = workOutOutlook(order, wish);
  knownOutlooks.set(order, { wish: asked, outlook });
  return outlook;
}

function workOutOutlook(order: OrderState, wish: SplitWish): Outlook {
  const plans = plansFor(order, wish);
  if (!plans.ok) return plans;
  const { parts: value } = splitInto(order, plans.value).body;
  const split = { open: [{ id: openedId(order), value, blind: false }], gone: [] };
  return ok(billParts({ ...order, fields: { ...order.fields, split } }));
}

/** The parts that are left to pay, as the plan says them. */
function partsLeft(order: OrderState): ReadonlyArray<SplitPart> {
  return billParts(order)
    .filter(({ receipt }) => receipt === undefined)
    .map(({ plan }) => plan);
}

/** Returns the parts to go back to. One share of everything is one bill, with nobody to share it. */
export function partsBefore(order: OrderState): ReadonlyArray<SplitPart> {
  const left = partsLeft(order);
  const [only] = left;
  const isWhole = left.length === 1 && only?.all !== undefined && only.seats === undefined;
  return isWhole ? [] : left;
}

type Plan = Omit<SplitPart, "id">;

function splitInto(order: OrderState, plans: ReadonlyArray<Plan>) {
  const parts: SplitPart[] = [];
  for (const [index, plan] of plans.entries()) parts.push({ ...plan, id: String(index + 1) });
  const streams = [orderStream(openedId(order))];
  return {
    kind: "order/split",
    streams,
    body: { parts, over: openWriteIds(order.fields.split) },
  } as const;
}

/** Refuses what can't be split so. Empty for one bill. */
function plansFor(order: OrderState, wish: SplitWish): Result<ReadonlyArray<Plan>, Refusal> {
  if (openReturns(order).length > 0) return err({ type: "split/returns" });
  const { status, remaining } = orderBalance(order);
  if (status === "paid") return err({ type: "order/paid" });
  if (remaining <= 0) return err({ type: "split/nothing" });
  const plans = partsFor(order, wish);
  if (!plans.ok) return plans;
  const isSame = plans.value.length === 0 && billParts(order).length === 0;
  return isSame ? err({ type: "split/none" }) : plans;
}

function partsFor(order: OrderState, wish: SplitWish): Result<ReadonlyArray<Plan>, Refusal> {
  const balance = orderBalance(order);
  switch (wish.type) {
    case "none":
      // What was paid of a plan is of that plan: the rest is paid part by part, or all at once.
      return hasPaidPart(order) ? err({ type: "split/begun" }) : ok([]);
    case "evenly":
      return evenly(balance, wish.count);
    case "together":
      return together(partsLeft(order), wish.count);
    case "seats":
      return bySeats(order, wish.seats);
    case "lines":
      return byLines(balance, withoutFollowers(order, wish.shares));
    case "amount":
      return byAmount(balance, wish.amount);
    default:
      return assertNever(wish, "split");
  }
}

function byAmount(
  { remaining }: OrderBalance,
  amount: MinorUnits,
): Result<ReadonlyArray<Plan>, Refusal> {
  const isPart = amount > 0 && amount < remaining;
  return isPart ? ok([{ amount }, { all: 1 }]) : err({ type: "split/amount", rest: remaining });
}

function evenly({ remaining }: OrderBalance, count: number): Result<ReadonlyArray<Plan>, Refusal> {
  // Each part gets at least one minor unit, so the sum limits the parts.
  const max = Math.min(PARTS_MAX, remaining);
  if (max < 2) return err({ type: "split/whole" });
  const isCount = Number.isSafeInteger(count) && count >= 2 && count <= max;
  if (!isCount) return err({ type: "split/count", max });
  return ok(Array.from({ length: count }, () => ({ all: 1 })));
}

function together(
  left: ReadonlyArray<SplitPart>,
  count: number,
): Result<ReadonlyArray<Plan>, Refusal> {
  if (left.length === 0) return err({ type: "split/none" });
  const isCount = Number.isSafeInteger(count) && count >= 2 && count <= left.length;
  if (!isCount) return err({ type: "split/together", parts: left.length });
  if (count === left.length) return ok([]);
  return ok([left.slice(0, count).reduce(joined), ...left.slice(count)]);
}

/** Plans of three parts or more share by head or by seat: others have one part, and what that leaves. */
function joined(one: SplitPart, other: SplitPart): SplitPart {
  const seats = [...(one.seats ?? []), ...(other.seats ?? [])];
  const lines = [...(one.lines ?? []), ...(other.lines ?? [])];
  const all = (one.all ?? 0) + (other.all ?? 0);
  return {
    ...one,
    ...(lines.length === 0 ? {} : { lines }),
    ...(seats.length === 0 ? {} : { seats }),
    ...(all === 0 ? {} : { all }),
  };
}

/** Lines of no seat are for all of them. */
function bySeats(
  order: OrderState,
  wanted: ReadonlyArray<number> | undefined,
): Result<ReadonlyArray<Plan>, Refusal> {
  const { lines } = orderBalance(order);
  const open = lines.filter(({ remaining, voided }) => remaining !== 0 && !voided);
  const used = [...new Set(open.map(seatOf))].filter((seat) => seat > 0);
  const seats = used.toSorted((one, other) => one - other);
  if (seats.length === 0) return err({ type: "split/no-seats" });
  if (wanted === undefined) {
    const guests = guestsOf(order, open);
    if (guests.length > seats.length) {
      return ok(
        guests.map((own) => ({ lines: own.map(({ id: line }) => ({ line, ...WHOLE })), all: 1 })),
      );
    }
    if (seats.length === 1) return err({ type: "split/whole" });
    return ok(seats.map((seat) => ({ seats: [seat], all: 1 })));
  }
  const empty = wanted.find((seat) => !seats.includes(seat));
  if (empty !== undefined) return err({ type: "split/seat-empty", seat: empty });
  const otherSeats = seats.filter((seat) => !wanted.includes(seat));
  if (otherSeats.length === 0) return err({ type: "split/whole" });
  return ok([
    { seats: [...new Set(wanted)], all: new Set(wanted).size },
    { seats: otherSeats, all: otherSeats.length },
  ]);
}

const WHOLE = { num: 1, den: 1 };

/** Returns the lines of each seat: tables that were merged have a seat 1 each, of two guests. */
function guestsOf(
  order: OrderState,
  lines: ReadonlyArray<LineBalance>,
): ReadonlyArray<ReadonlyArray<LineBalance>> {
  const home = openedId(order);
  const tables = ordersOnBill(order).map(({ opened }) => opened?.id);
  const bySeat = Map.groupBy(
    lines.filter((line) => seatOf(line) > 0),
    (line) => `${tables.indexOf(lineAt(order, line.id) ?? home)}/${seatOf(line)}`,
  );
  return [...bySeat]
    .map(([key, own]) => ({ key: key.split("/").map(Number), own }))
    .toSorted((a, b) => (a.key[0] ?? 0) - (b.key[0] ?? 0) || (a.key[1] ?? 0) - (b.key[1] ?? 0))
    .map(({ own }) => own);
}

function seatOf({ line }: LineBalance): number {
  return registerValue(line.fields.seat) ?? 0;
}

function byLines(
  { lines }: OrderBalance,
  wishes: ReadonlyArray<ShareWish>,
): Result<ReadonlyArray<Plan>, Refusal> {
  const shares: SplitShare[] = [];
  for (const wish of wishes) {
    const line = lines.find(({ id }) => id === wish.line);
    if (line === undefined) return err({ type: "line/unknown" });
    const parted = requireDeed(line, "split");
    if (!parted.ok) return parted;
    const share = shareOf(line, wish);
    if (!share.ok) return share;
    // A share that is named twice is one share.
    if (shares.every((other) => other.line !== share.value.line)) shares.push(share.value);
  }
  const open = lines.filter(
    ({ remaining, line }) => remaining !== 0 && line.added?.with === undefined,
  );
  const isAll = open.every(({ id }) =>
    shares.some(({ line, num, den }) => line === id && num === den),
  );
  if (isAll) return err({ type: "split/whole" });
  return ok([{ lines: shares }, { all: 1 }]);
}

/** Returns the share of what is left of the line. */
function shareOf(line: LineBalance, wish: ShareWish): Result<SplitShare, Refusal> {
  const name = line.line.added?.name ?? "";
  if (line.voided) return err({ type: "line/voided", name });
  if (line.live === 0) return err({ type: "split/share", name });
  if (line.remaining === 0) return err({ type: "line/paid", name });
  const [num, den] = "quantity" in wish ? [wish.quantity, piecesLeft(line)] : [wish.num, wish.den];
  const isShare = Number.isSafeInteger(num) && num > 0 && num <= den && den <= SHARE_MAX;
  if (!isShare) return err({ type: "split/share", name });
  return ok({ line: line.id, ...lowestTerms(num, den) });
}

const SHARE_MAX = 9_999_000;

/** Returns the pieces that are left, in thousandths: whole ones where they come out even. */
function piecesLeft({ quantity, remaining, live }: LineBalance): number {
  return live === 0 ? quantity : Math.round((quantity * remaining) / live);
}
