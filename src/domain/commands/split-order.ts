/** Splitting an order's bill into parts. */

import { assertNever } from "../assert-never.ts";
import { PARTS_MAX, type SplitPart, type SplitShare } from "../events/bill-events.ts";
import { openedId, orderStream } from "../folds/order-fold.ts";
import { type OrderState } from "../folds/order-state.ts";
import { overOf, registerValue } from "../folds/register.ts";
import { type EventId } from "../identity.ts";
import { type MinorUnits, type Thousandths } from "../money/amounts.ts";
import { type LineBalance, type OrderBalance, orderBalance } from "../order-balance.ts";
import { billParts } from "../order/bill-parts.ts";
import { err, ok, type Result } from "../result.ts";
import { openReturns } from "../returns-taken.ts";
import { type Decision, type DecisionContext, requirePermission } from "./decision.ts";
import { type Refusal } from "./refusal.ts";

export type SplitWish =
  /** `together`: so many of the parts in one, and each other one for itself. */
  | { readonly type: "evenly"; readonly count: number; readonly together?: number }
  /** Undefined for a part for each seat. */
  | { readonly type: "seats"; readonly seats: ReadonlyArray<number> | undefined }
  /** One part of these, and one of what is left. */
  | { readonly type: "lines"; readonly shares: ReadonlyArray<ShareWish> }
  /** One part of so much, taxes and all, and one of what is left. */
  | { readonly type: "amount"; readonly amount: MinorUnits }
  /** One bill again. */
  | { readonly type: "none" };

export type ShareWish =
  | { readonly line: EventId; readonly num: number; readonly den: number }
  /** In thousandths of what the line is counted in. */
  | { readonly line: EventId; readonly quantity: Thousandths };

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
  if (openReturns(order).length > 0) return err({ type: "split/returns" });
  const balance = orderBalance(order);
  if (balance.status === "paid") return err({ type: "order/paid" });
  if (balance.rest <= 0) return err({ type: "split/nothing" });
  const parts = partsFor(balance, wish);
  if (!parts.ok) return parts;
  const before = order.fields.split;
  const isSame =
    parts.value.length === 0 && (before === undefined || billParts(order).length === 0);
  if (isSame) return err({ type: "split/none" });
  const numbered = [...parts.value.entries()].map(([index, part]) =>
    Object.assign({ id: String(index + 1) }, part),
  );
  const body = { parts: numbered, over: overOf(before) };
  return ok([{ kind: "order/split", streams: [orderStream(openedId(order))], body }]);
}

type Plan = Omit<SplitPart, "id">;

function partsFor(balance: OrderBalance, wish: SplitWish): Result<ReadonlyArray<Plan>, Refusal> {
  switch (wish.type) {
    case "none":
      return ok([]);
    case "evenly":
      return evenly(wish);
    case "seats":
      return bySeats(balance, wish.seats);
    case "lines":
      return byLines(balance, wish.shares);
    case "amount":
      return byAmount(balance, wish.amount);
    default:
      return assertNever(wish, "split");
  }
}

function byAmount(
  { rest }: OrderBalance,
  amount: MinorUnits,
): Result<ReadonlyArray<Plan>, Refusal> {
  const isPart = amount > 0 && amount < rest;
  return isPart ? ok([{ amount }, { all: 1 }]) : err({ type: "split/amount", rest });
}

function evenly({
  count,
  together = 1,
}: Extract<SplitWish, { readonly type: "evenly" }>): Result<ReadonlyArray<Plan>, Refusal> {
  const isCount = Number.isSafeInteger(count) && count >= 2 && count <= PARTS_MAX;
  const isShare = Number.isSafeInteger(together) && together >= 1 && together < count;
  if (!isCount || !isShare) return err({ type: "split/count", max: PARTS_MAX });
  const others = Array.from({ length: count - together }, () => ({ all: 1 }));
  return ok([{ all: together }, ...others]);
}

/** Lines of no seat are for all of them. */
function bySeats(
  { lines }: OrderBalance,
  wanted: ReadonlyArray<number> | undefined,
): Result<ReadonlyArray<Plan>, Refusal> {
  const open = lines.filter(({ rest, voided }) => rest !== 0 && !voided);
  const used = [...new Set(open.map(seatOf))].filter((seat) => seat > 0);
  const seats = used.toSorted((one, other) => one - other);
  if (seats.length === 0) return err({ type: "split/no-seats" });
  if (wanted === undefined) {
    if (seats.length === 1) return err({ type: "split/whole" });
    return ok(seats.map((seat) => ({ seats: [seat], all: 1 })));
  }
  const empty = wanted.find((seat) => !seats.includes(seat));
  if (empty !== undefined) return err({ type: "split/seat-empty", seat: empty });
  const others = seats.filter((seat) => !wanted.includes(seat));
  if (others.length === 0) return err({ type: "split/whole" });
  return ok([
    { seats: [...new Set(wanted)], all: new Set(wanted).size },
    { seats: others, all: others.length },
  ]);
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
    const share = shareOf(line, wish);
    if (!share.ok) return share;
    // Said twice it is one share.
    if (shares.every((other) => other.line !== share.value.line)) shares.push(share.value);
  }
  const open = lines.filter(({ rest }) => rest !== 0);
  const isAll = open.every(({ id }) =>
    shares.some(({ line, num, den }) => line === id && num === den),
  );
  if (isAll) return err({ type: "split/whole" });
  return ok([{ lines: shares }, { all: 1 }]);
}

/** Of what is left of the line. */
function shareOf(line: LineBalance, wish: ShareWish): Result<SplitShare, Refusal> {
  const name = line.line.added?.name ?? "";
  if (line.voided) return err({ type: "line/voided", name });
  if (line.rest === 0) return err({ type: "line/paid", name });
  const [num, den] = "quantity" in wish ? [wish.quantity, piecesLeft(line)] : [wish.num, wish.den];
  const isShare = Number.isSafeInteger(num) && num > 0 && num <= den && den <= SHARE_MAX;
  if (!isShare) return err({ type: "split/share", name });
  const by = greatestCommonDivisor(num, den);
  return ok({ line: line.id, num: num / by, den: den / by });
}

const SHARE_MAX = 9_999_000;

/** In thousandths, of what is counted by the piece whole ones where they come out even. */
function piecesLeft({ quantity, rest, live }: LineBalance): number {
  return live === 0 ? quantity : Math.round((quantity * rest) / live);
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
