/**
 * What needs a person: worked out of what is there, never stored. A resolution names what it settles, an
 * amount or the voices that contradicted each other; what goes beyond needs somebody again.
 *
 * Amounts are settled up to, not by: two tills that settle the same apart settle it once. Source:
 * docs/rules/merging.md, L14.
 */

import { type AttentionResolved } from "../events/attention-events.ts";
import { type Permission } from "../events/permission.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";

/** The people who can be asked to settle something. */
export const ADDRESSEES = ["cashier", "lead", "manager", "bookkeeper"] as const;
export type Addressee = (typeof ADDRESSEES)[number];

export type ResolvableType =
  | "line/contested"
  | "line/voided-twice"
  | "payment/over-corrected"
  | "payment/unknown"
  | "payment/contradicted"
  | "payment/refused-later"
  | "payment/tipped-twice"
  | "order/overpaid"
  | "order/over-granted"
  | "order/handed-out-beyond"
  | "order/contested"
  | "order/customer-contested"
  | "order/service-contested"
  | "order/name-contested"
  | "order/due-contested"
  | "order/exempt-contested"
  | "order/split-contested"
  | "order/charges-contested"
  | "order/merged-contested"
  | "part/paid-twice"
  | "receipt/over-covered"
  | "receipt/over-refunded"
  | "receipt/over-returned"
  | "receipt/not-granted"
  | "receipt/exempt-otherwise"
  | "ticket/possible-duplicate"
  | "paper/cancelled"
  | "staff/pins-missed"
  | "staff/refused-often"
  | "drawer/difference"
  | "drawer/closed-twice"
  | "drawer/late"
  | "present/differed"
  | "terminal/found"
  | "terminal/end-unknown"
  | "tips/pooled-twice"
  | "purchase/came-apart"
  | "serial/sold-twice"
  | "serial/back-twice"
  | "tips/beyond"
  | "shift/out-alone"
  | "shift/out-twice"
  | "shift/overlap"
  | "entry/offered"
  | "entry/apart"
  | "chain/both-admitted"
  | "chain/admitted-and-retired";

export interface Resolvable<Type extends ResolvableType = ResolvableType> {
  readonly type: Type;
  readonly subject: string;
  readonly amount: MinorUnits;
  /** The day that the question belongs to, where the order's own day is not the one. */
  readonly day?: BusinessDay;
  /** What documents say too much of sales; below zero for too little. Missing where it is no question of money. */
  readonly turnover?: MinorUnits;
  /** The events that contradict each other. The amount then only informs and measures nothing. */
  readonly voices?: ReadonlyArray<EventId>;
}

/** A contradiction in an order that a person has to settle. */
export interface AttentionFact extends Resolvable<
  Exclude<
    ResolvableType,
    `${"chain" | "drawer" | "entry" | "paper" | "present" | "purchase" | "serial" | "shift" | "staff" | "terminal" | "tips"}/${string}`
  >
> {
  readonly subject: EventId;
  /** The order whose stream settles it; missing for the order that the fact is told of. */
  readonly order?: EventId;
  /** Whether so much is held and not owed (1), or owed and not held (-1); missing where neither is. */
  readonly sign?: 1 | -1;
}

/** The addressee of each type, and the right that settling it takes. */
export const HANDLED_BY: Readonly<
  Record<ResolvableType, { readonly addressee: Addressee; readonly permission: Permission }>
> = {
  "line/contested": { addressee: "cashier", permission: "sell" },
  "line/voided-twice": { addressee: "lead", permission: "void" },
  "payment/over-corrected": { addressee: "lead", permission: "return" },
  "payment/unknown": { addressee: "cashier", permission: "pay" },
  "payment/contradicted": { addressee: "lead", permission: "return" },
  "payment/tipped-twice": { addressee: "lead", permission: "return" },
  "payment/refused-later": { addressee: "manager", permission: "return" },
  "order/overpaid": { addressee: "lead", permission: "return" },
  "order/over-granted": { addressee: "manager", permission: "return" },
  "order/handed-out-beyond": { addressee: "manager", permission: "return" },
  "order/contested": { addressee: "lead", permission: "discount" },
  "order/customer-contested": { addressee: "cashier", permission: "sell" },
  "order/service-contested": { addressee: "cashier", permission: "sell" },
  "order/name-contested": { addressee: "cashier", permission: "sell" },
  "order/due-contested": { addressee: "cashier", permission: "sell" },
  "order/exempt-contested": { addressee: "manager", permission: "exempt" },
  "order/merged-contested": { addressee: "cashier", permission: "sell" },
  "order/charges-contested": { addressee: "lead", permission: "discount" },
  "order/split-contested": { addressee: "cashier", permission: "sell" },
  "part/paid-twice": { addressee: "lead", permission: "return" },
  "receipt/over-covered": { addressee: "lead", permission: "return" },
  "receipt/over-refunded": { addressee: "manager", permission: "return" },
  "receipt/over-returned": { addressee: "manager", permission: "return" },
  "receipt/not-granted": { addressee: "lead", permission: "return" },
  "receipt/exempt-otherwise": { addressee: "manager", permission: "exempt" },
  "ticket/possible-duplicate": { addressee: "cashier", permission: "sell" },
  "paper/cancelled": { addressee: "cashier", permission: "sell" },
  "staff/pins-missed": { addressee: "manager", permission: "staff" },
  "staff/refused-often": { addressee: "manager", permission: "staff" },
  "drawer/difference": { addressee: "manager", permission: "reports" },
  "drawer/closed-twice": { addressee: "manager", permission: "reports" },
  "drawer/late": { addressee: "manager", permission: "reports" },
  "tips/pooled-twice": { addressee: "lead", permission: "reports" },
  "purchase/came-apart": { addressee: "lead", permission: "stock" },
  "serial/sold-twice": { addressee: "lead", permission: "return" },
  "serial/back-twice": { addressee: "lead", permission: "return" },
  "tips/beyond": { addressee: "lead", permission: "reports" },
  "shift/out-alone": { addressee: "manager", permission: "reports" },
  "shift/out-twice": { addressee: "manager", permission: "reports" },
  "shift/overlap": { addressee: "manager", permission: "reports" },
  "terminal/end-unknown": { addressee: "manager", permission: "reports" },
  "present/differed": { addressee: "manager", permission: "reports" },
  "terminal/found": { addressee: "manager", permission: "reports" },
  "entry/offered": { addressee: "manager", permission: "catalogue" },
  "entry/apart": { addressee: "manager", permission: "catalogue" },
  "chain/both-admitted": { addressee: "bookkeeper", permission: "reports" },
  "chain/admitted-and-retired": { addressee: "bookkeeper", permission: "reports" },
};

interface Resolved {
  readonly amount: MinorUnits;
  readonly voices: ReadonlyArray<EventId>;
  /** The settlements that had money in them; missing where none had. */
  readonly acts?: ReadonlyArray<SettledAct>;
}

/** The amount of one settlement, with its author, time and reason. */
export interface SettledAct {
  readonly amount: MinorUnits;
  /** Staff numbers; `approved` is empty where nobody approved it. */
  readonly by: string;
  readonly approved: string;
  readonly day: BusinessDay;
  readonly wallMs: number;
  readonly offsetMinutes: number;
  readonly note: string;
}

/** The settled facts of one stream, by their names there. */
export type ResolvedByName = Readonly<Record<string, Resolved>>;

export function resolvableName(
  { type, subject }: Pick<Resolvable, "subject"> & { readonly type: string },
  day: BusinessDay | null | undefined,
): string {
  return `${type} ${subject} ${day ?? ""}`.trimEnd();
}

export function noteResolved(
  resolved: ResolvedByName = {},
  body: AttentionResolved,
  act?: Omit<SettledAct, "amount" | "note">,
): ResolvedByName {
  const name = resolvableName(body, body.day);
  const resolution = Object.hasOwn(resolved, name) ? resolved[name] : undefined;
  const amount = minor(Math.max(resolution?.amount ?? 0, body.amount));
  const voices = [...new Set([...(resolution?.voices ?? []), ...body.voices])].toSorted();
  const settled = minor(amount - (resolution?.amount ?? 0));
  const acts = [...(resolution?.acts ?? []), ...actOf(body, settled, act)];
  return { ...resolved, [name]: { amount, voices, ...(acts.length === 0 ? {} : { acts }) } };
}

/** A settlement of what another till had settled already settles nothing more. */
function actOf(
  { note }: AttentionResolved,
  amount: MinorUnits,
  act: Omit<SettledAct, "amount" | "note"> | undefined,
): ReadonlyArray<SettledAct> {
  if (act === undefined || amount === 0) return [];
  const { by, approved, day, wallMs, offsetMinutes } = act;
  return [{ amount, by, approved, day, wallMs, offsetMinutes, note }];
}

/** Returns the settlements that had money in them, by their names in the stream. */
export function settledMoney(
  resolved: ResolvedByName = {},
): ReadonlyArray<{ readonly type: string; readonly act: SettledAct }> {
  return Object.entries(resolved).flatMap(([name, { acts = [] }]) => {
    const [type = ""] = name.split(" ");
    return acts.map((act) => ({ type, act }));
  });
}

/** Returns the item with the amount that is still open; none once all is settled. */
export function openOf<Item extends Resolvable>(
  items: ReadonlyArray<Item>,
  resolved: ResolvedByName = {},
): ReadonlyArray<Item> {
  return items.flatMap((item) => {
    const name = resolvableName(item, item.day);
    const settled = Object.hasOwn(resolved, name) ? resolved[name] : undefined;
    if (settled === undefined) return [item];
    if (item.voices !== undefined) {
      return item.voices.every((voice) => settled.voices.includes(voice)) ? [] : [item];
    }
    const amount = minor(Math.max(0, item.amount - settled.amount));
    if (item.turnover === undefined) return amount > 0 ? [{ ...item, amount }] : [];
    const left = Math.max(0, Math.abs(item.turnover) - settled.amount);
    const turnover = minor(Math.sign(item.turnover) * left);
    return amount > 0 || left > 0 ? [{ ...item, amount, turnover }] : [];
  });
}

/** Returns the amount that was settled before, which the next resolution adds to what is open now. */
export function settledBefore(
  item: Parameters<typeof resolvableName>[0] & Pick<Resolvable, "day">,
  resolved: ResolvedByName = {},
): MinorUnits {
  return resolved[resolvableName(item, item.day)]?.amount ?? minor(0);
}
