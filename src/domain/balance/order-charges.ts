/**
 * What an order is charged on top of its goods, for service or for each guest.
 *
 * What receipts state is frozen: the rest of a charge is the charge on all that it was ever worked out
 * on, paid or not, less what was charged already, so that no cent drifts however the bill is paid. It is
 * worked out on what the goods cost after all discounts, and no discount is taken off it. Source:
 * docs/rules/arithmetic.md, R9 and R11.
 */

import { type Charge, type StatedCharge } from "../events/charge-events.ts";
import { type ReceiptIssued, type ReceiptItem } from "../events/order-events.ts";
import { serviceCharge } from "../goods/pricing.ts";
import { type EventId } from "../identity.ts";
import { kindOf, type LineKind } from "../lines/line-kinds.ts";
import { milliPercent, minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { divideRounded, type HalfRule, productOf } from "../money/rounding.ts";
import { type Tax } from "../money/tax.ts";
import { type AttentionFact } from "../state/attention.ts";
import { type ChargesWritten, type OrderState } from "../state/order-state.ts";
import { isContested, openWriteIds, type Register, registerValue } from "../state/register.ts";
import { type ChargeView } from "../views.ts";
import { lineAt, ordersOnBill } from "./line-places.ts";

export interface ChargeBalance extends Omit<Charge, "covers"> {
  /** The id that stands for the charge beside the ids of lines: the same on every till and receipt. */
  readonly id: EventId;
  /** The order that is charged. */
  readonly order: EventId;
  /** The amount that no receipt has charged yet. */
  readonly remaining: MinorUnits;
  /** The amount that receipts have charged. */
  readonly covered: MinorUnits;
  /** The amount that the bill is charged now, paid or not; once where tills apart charged it twice. */
  readonly live: MinorUnits;
  /** The price of the order's goods that no receipt covers yet, after all discounts. */
  readonly remainingBase: MinorUnits;
  /** The orders of the bill whose goods it is charged on. */
  readonly on: ReadonlyArray<EventId>;
  /** Places of their lines on the bill, from 0. */
  readonly lying: ReadonlyArray<number>;
  /** False of one that receipts state and that was taken off, or changed, since. */
  readonly holds: boolean;
}

/** A line as charges see it. */
interface ChargedLine {
  readonly id: EventId;
  readonly kind: Pick<LineKind, "charged">;
  /** The price after all discounts. */
  readonly remaining: MinorUnits;
}

type Receipts = ReadonlyArray<Pick<ReceiptIssued, "charges">>;

interface ChargesInput {
  readonly lines: ReadonlyArray<ChargedLine>;
  /** The lines in the same order, with the amounts that receipts cover once. */
  readonly standing: ReadonlyArray<{
    readonly standing: ReadonlyArray<{ readonly net: MinorUnits }>;
  }>;
  /** The receipts that count, of all orders of the bill. */
  readonly receipts: Receipts;
  readonly half: HalfRule;
}

/**
 * A charge is on the lines of the orders that it was written for. Each order is charged once by a rule,
 * whatever tills apart wrote of it, and not by one that a person took off it.
 */
export function chargeBalances(
  order: OrderState,
  input: ChargesInput,
): ReadonlyArray<ChargeBalance> {
  const stated = input.receipts.flatMap(({ charges }) => charges);
  const orders = ordersOnBill(order);
  const chargedOn = new Map<string, ReadonlyArray<EventId>>();
  return orders.flatMap((own) => {
    const { opened, fields } = own;
    if (opened === null) return [];
    const { id } = opened;
    const written = fields.charges === undefined ? undefined : registerValue(fields.charges);
    const paid = stated.filter((charge) => charge.order === id);
    if (written === undefined && paid.length === 0) return [];
    const charges = (written?.charges ?? []).flatMap((charge) => {
      const chargedOrders = chargedOn.get(charge.rule) ?? [];
      const on = ordersCharged(orders, { own: id, written, rule: charge.rule }).filter(
        (it) => !chargedOrders.includes(it),
      );
      chargedOn.set(charge.rule, [...chargedOrders, ...on]);
      const guestsPaid = sumMinor(stated, (other) =>
        other.order !== id && on.includes(other.order) && isForSameGuests(charge, other)
          ? other.amount
          : 0,
      );
      return on.length === 0 ? [] : [{ charge, guestsPaid, ...basesOf(order, { on, input }) }];
    });
    const alone = basesOf(order, { on: [id], input });
    return chargesOf(id, { half: input.half, charges, paid, alone });
  });
}

/** Whether both are a sum for each guest by the same rule. */
function isForSameGuests({ rule, each }: Charge, other: StatedCharge): boolean {
  return each > 0 && other.rule === rule && (other.each ?? 0) > 0;
}

/** The orders of the bill that a charge was written for, without those that a person took it off. */
function ordersCharged(
  orders: ReadonlyArray<OrderState>,
  {
    own,
    written,
    rule,
  }: {
    readonly own: EventId;
    readonly written: ChargesWritten | undefined;
    readonly rule: string;
  },
): ReadonlyArray<EventId> {
  const wanted = new Set([own, ...(written?.bill ?? [])]);
  return orders.flatMap(({ opened, fields }) => {
    if (opened === null || !wanted.has(opened.id)) return [];
    const off = opened.id === own ? written?.off : fields.charges && offOf(fields.charges);
    return off?.includes(rule) === true ? [] : [opened.id];
  });
}

function offOf(charges: Register<ChargesWritten>): ReadonlyArray<string> {
  return registerValue(charges)?.off ?? [];
}

interface Bases {
  /** The price of the goods that no receipt covers, and of those that one does. */
  readonly base: MinorUnits;
  readonly standing: MinorUnits;
  readonly lying: ReadonlyArray<number>;
  readonly on: ReadonlyArray<EventId>;
}

/** Returns the bases of these orders of the bill. */
function basesOf(
  order: OrderState,
  { on, input }: { readonly on: ReadonlyArray<EventId>; readonly input: ChargesInput },
): Bases {
  const lying = [...input.lines.keys()].filter((at) => {
    const { id } = input.lines[at] ?? {};
    const place = id === undefined ? undefined : lineAt(order, id);
    return place !== undefined && on.includes(place);
  });
  const charged = lying.filter((at) => input.lines[at]?.kind.charged === true);
  const base = sumMinor(charged, (at) => input.lines[at]?.remaining ?? 0);
  const standing = sumMinor(charged, (at) =>
    sumMinor(input.standing[at]?.standing ?? [], ({ net }) => net),
  );
  return { base, standing, lying, on };
}

/**
 * Tills that were apart charged the order differently: the last word in the ledger's order counts, and the
 * sum by which they differ, over all that the order's goods cost, is for a person to look at.
 */
export function chargesApart(order: OrderState, input: ChargesInput): ReadonlyArray<AttentionFact> {
  const {
    opened,
    fields: { charges: written },
  } = order;
  if (opened === null || written === undefined || !isContested(written)) return [];
  const orders = ordersOnBill(order);
  const sums = written.open.map(({ value }) =>
    sumMinor(value.charges, (charge) => {
      const on = ordersCharged(orders, { own: opened.id, written: value, rule: charge.rule });
      const { base, standing } = basesOf(order, { on, input });
      return base + standing === 0 ? 0 : amountOf(charge, base + standing, input.half);
    }),
  );
  const amount = minor(Math.max(...sums) - Math.min(...sums));
  if (amount === 0) return [];
  const voices = openWriteIds(written);
  return [{ type: "order/charges-contested", subject: opened.id, amount, voices }];
}

interface ChargedOn extends Bases {
  readonly charge: Charge;
  /** What receipts of its other orders have charged for their guests before they were on this bill. */
  readonly guestsPaid: MinorUnits;
}

function chargesOf(
  order: EventId,
  {
    charges,
    paid,
    alone,
    half,
  }: Pick<ChargesInput, "half"> & {
    readonly charges: ReadonlyArray<ChargedOn>;
    readonly paid: ReadonlyArray<StatedCharge>;
    /** The bases of the order by itself, for charges that were taken off, or changed, since. */
    readonly alone: Bases;
  },
): ReadonlyArray<ChargeBalance> {
  const now = charges.map(({ charge, ...bases }) => ({
    ...bases,
    charge: { ...charge, id: chargeId(order, charge) },
    holds: true,
  }));
  const paidOnly = paid.flatMap((charge) => {
    const id = chargeId(order, charge);
    const gone = { ...asCharge(charge), covers: 0, id };
    return now.some((other) => other.charge.id === id)
      ? []
      : [{ ...alone, guestsPaid: zeroMinor, charge: gone, holds: false }];
  });
  const chargesById = new Map([...now, ...paidOnly].map((it) => [it.charge.id, it]));
  return [...chargesById.values()].map((it) => {
    const stated = paid.filter((charge) => chargeId(order, charge) === it.charge.id);
    return balanceOf(order, { ...it, own: stated, half });
  });
}

function balanceOf(
  order: EventId,
  {
    charge: { covers, ...charge },
    holds,
    guestsPaid,
    base,
    standing,
    lying,
    on,
    own,
    half,
  }: Omit<ChargedOn, "charge"> & {
    readonly charge: Charge & Pick<ChargeBalance, "id">;
    readonly holds: boolean;
    /** The same charge as receipts state it. */
    readonly own: ReadonlyArray<StatedCharge>;
    readonly half: HalfRule;
  },
): ChargeBalance {
  const covered = sumMinor(own, ({ amount }) => amount);
  const coveredBase = sumMinor(own, (it) => it.base ?? 0);
  const whole = amountOf({ ...charge, covers }, coveredBase + base, half);
  // A charge without goods would have no receipt that could name it.
  const remaining =
    holds && base > 0 ? minor(Math.max(0, whole - covered - guestsPaid)) : zeroMinor;
  // Goods that a receipt charged and that went to another bill since say nothing of a second payment.
  const isElsewhere = own.some((it) => (it.on ?? []).some((id) => !on.includes(id)));
  const isTwice = coveredBase > standing && holds && !isElsewhere;
  const once = isTwice
    ? minor(Math.min(covered, amountOf({ ...charge, covers }, standing, half)))
    : covered;
  const live = minor(once + remaining);
  return { ...charge, order, remaining, covered, live, remainingBase: base, lying, on, holds };
}

/**
 * Returns for each receipt that states charges of an order how much less they would have been by these
 * charges; zero or above. A sum for each guest is charged once, so the last receipts had too much of it.
 */
export function chargesBeyond(
  charges: ReadonlyArray<Charge>,
  receipts: ReadonlyArray<{ readonly id: EventId; readonly body: Pick<ReceiptIssued, "charges"> }>,
  { at, half }: { readonly at: EventId | undefined; readonly half: HalfRule },
): ReadonlyArray<readonly [EventId, MinorUnits]> {
  const guestsLeft = new Map(charges.map(({ rule, each, covers }) => [rule, each * covers]));

  function beyond({ rule = "", rate, each = zeroMinor, amount, base = zeroMinor }: StatedCharge) {
    const now = charges.find((charge) => charge.rule === rule);
    if (now === undefined) return amount;
    if (each > 0 && now.each > 0) {
      const left = guestsLeft.get(rule) ?? 0;
      guestsLeft.set(rule, Math.max(0, left - amount));
      return Math.max(0, amount - left);
    }
    return now.rate === rate ? 0 : Math.max(0, amount - amountOf(now, base, half));
  }

  return receipts.map(({ id, body }) => {
    const charges = body.charges.filter(({ order }) => order === at);
    return [id, sumMinor(charges, beyond)] as const;
  });
}

function amountOf({ rate, each, covers }: Charge, base: number, half: HalfRule): MinorUnits {
  return each > 0 ? minor(each * covers) : serviceCharge(minor(base), rate, half);
}

/** A charge is another one where its rate, its sum or its taxes are others: each is worked out by itself. */
function chargeId(order: EventId, charge: Partial<Charge>): EventId {
  const { rule, rate, each, taxes } = asCharge(charge);
  const how = taxes.map(({ label, rate: part, included }) => `${label} ${part} ${included}`);
  return [order, "charge", rule, rate, each, ...how].join("/") as EventId;
}

/** A receipt of before charges had names states the sum alone. */
function asCharge({
  rule = "",
  name = "",
  rate = milliPercent(0),
  each = zeroMinor,
  taxes = [],
}: Partial<Charge>): Omit<Charge, "covers"> {
  return { rule, name, rate, each, taxes };
}

/** Charges of a receipt or a refund beside its items, as if each was one: for taxes and for shares. */
export function chargeItems(charges: ReadonlyArray<StatedCharge> = []): ReceiptItem[] {
  return charges.map((charge) => {
    const { order, amount } = charge;
    return {
      birth: order,
      line: chargeId(order, charge),
      at: order,
      num: 1,
      den: 1,
      gross: amount,
      off: zeroMinor,
      offWrite: null,
      net: amount,
    };
  });
}

/** The receipt, or the refund, with its charges among its items. */
export function withChargeItems<
  Paper extends {
    readonly items: ReadonlyArray<{ readonly net: MinorUnits }>;
    readonly charges?: ReadonlyArray<StatedCharge>;
  },
>(paper: Paper): Paper & { readonly items: Array<Paper["items"][number] | ReceiptItem> } {
  return { ...paper, items: [...paper.items, ...chargeItems(paper.charges)] };
}

/** The taxes of charges that papers state, by what stands for each among lines. */
export function taxesOfCharges(
  charges: ReadonlyArray<StatedCharge> = [],
): ReadonlyArray<readonly [EventId, ReadonlyArray<Tax>]> {
  return charges.map((charge) => [chargeId(charge.order, charge), charge.taxes ?? []]);
}

/**
 * Returns the charges as a receipt states them, with the price of their goods, also where the
 * receipt has no share of them.
 */
export function statedCharges(charges: ReadonlyArray<ChargeBalance>): StatedCharge[] {
  return charges
    .filter(
      ({ holds, remaining, remainingBase }) => holds && (remaining !== 0 || remainingBase > 0),
    )
    .map(toStatedCharge);
}

function toStatedCharge({
  order,
  remaining,
  rule,
  name,
  rate,
  each,
  remainingBase,
  on,
  taxes,
}: ChargeBalance): StatedCharge {
  const named = { rule, name, rate, each, base: remainingBase, taxes };
  return { order, amount: remaining, ...named, ...chargedOn(order, on) };
}

/** Missing for its own order alone. */
function chargedOn(order: EventId, on: ReadonlyArray<EventId>): Pick<StatedCharge, "on"> {
  return on.every((id) => id === order) ? {} : { on: [...on] };
}

interface Paper {
  readonly items: ReadonlyArray<Pick<ReceiptItem, "line" | "net">>;
  readonly charges?: ReadonlyArray<StatedCharge>;
}

/**
 * Returns the charges that go back with these items, below zero. A rate goes back with its goods; a
 * sum for each guest goes back with the last of them. R9.
 */
export function chargesGoingBack(
  receipt: Pick<ReceiptIssued, "items" | "charges">,
  {
    before,
    items,
    half,
  }: {
    readonly before: ReadonlyArray<Paper>;
    readonly items: Paper["items"];
    readonly half: HalfRule;
  },
): ReadonlyArray<StatedCharge> {
  const back = [...before.flatMap((paper) => paper.items), ...items];
  return receipt.charges.flatMap((charge): ReadonlyArray<StatedCharge> => {
    const id = chargeId(charge.order, charge);
    const { on = [charge.order] } = charge;
    const goods = receipt.items.filter(
      ({ at, kind }) => on.includes(at) && kindOf({ kind }).charged,
    );
    const lines = new Set(goods.map(({ line }) => line));
    const base = sumMinor(goods, ({ net }) => net);
    const returned =
      0 -
      sumMinor(
        back.filter(({ line }) => lines.has(line)),
        ({ net }) => net,
      );
    const gone = before.flatMap((paper) =>
      (paper.charges ?? []).filter((other) => chargeId(other.order, other) === id),
    );
    const due = partGoingBack(charge, { base, returned, half });
    const amount = minor(0 - due - sumMinor(gone, (other) => other.amount));
    const { base: _, on: _on, ...named } = charge;
    return amount >= 0 ? [] : [{ ...named, amount }];
  });
}

function partGoingBack(
  { amount, each = zeroMinor }: StatedCharge,
  {
    base,
    returned,
    half,
  }: { readonly base: number; readonly returned: number; readonly half: HalfRule },
): number {
  if (returned >= base) return amount;
  return each > 0 ? 0 : divideRounded(productOf(amount, returned), base, half);
}

/** Returns the charges as papers and screens name them; missing for none. */
export function chargeViews(
  charges: ReadonlyArray<Pick<StatedCharge, "name" | "rate" | "amount">> = [],
): {
  readonly charges?: ReadonlyArray<ChargeView>;
} {
  const said = charges.filter(({ amount }) => amount !== 0);
  if (said.length === 0) return {};
  return {
    charges: said.map(({ name = "", rate = milliPercent(0), amount }) => ({ name, rate, amount })),
  };
}
