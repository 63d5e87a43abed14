/** What a person has to look at of an order: what two tills did apart that contradicts itself. */

import { type AttentionFact } from "./attention.ts";
import { type LineState, type OrderState } from "./folds/order-state.ts";
import { isContested, overOf } from "./folds/register.ts";
import { type EventId, type StreamId, streamName } from "./identity.ts";
import { toldName } from "./kitchen-told.ts";
import { minor, type MinorUnits, zeroMinor } from "./money/amounts.ts";

/** What of a line's balance asks somebody. */
interface AskedLine {
  readonly id: EventId;
  readonly line: LineState;
  readonly voided: boolean;
  readonly live: MinorUnits;
  readonly rest: MinorUnits;
}

export interface Unused {
  readonly payment: EventId;
  readonly amount: MinorUnits;
  /** By receipts made apart. Money that was handed back is negative, and so is its use. */
  readonly isOverUsed: boolean;
}

/** Of a line that was born in another order that one asks, in its own stream. */
export function ofItsOwn(
  order: OrderState,
  facts: ReadonlyArray<AttentionFact>,
): ReadonlyArray<AttentionFact> {
  const own = order.opened?.id ?? order.unopened;
  const foreign = new Set(
    order.receipts.flatMap(({ body }) =>
      body.items.flatMap(({ birth, line }) => (birth === own ? [] : [line])),
    ),
  );
  for (const [line, { birth }] of Object.entries(order.gathered?.linesById ?? {})) {
    if (birth !== own) foreign.add(line as EventId);
  }
  return foreign.size === 0 ? facts : facts.filter(({ subject }) => !foreign.has(subject));
}

export function lineAttention(balance: AskedLine): ReadonlyArray<AttentionFact> {
  const { line, id } = balance;
  const { quantity, unit, modifiers, discount, place } = line.fields;
  const places = place === undefined ? [] : [place];
  // What receipts granted is frozen.
  const isDiscountOpen = balance.rest !== 0 && isContested(discount);
  const writes = [quantity, unit, modifiers, ...places, ...(isDiscountOpen ? [discount] : [])]
    .filter(isContested)
    .flatMap(overOf);
  const contested = writes.length > 0;
  if (!contested && line.voids.length < 2) return [];
  const voidedBy = new Set(line.voids.map(({ reason, approved }) => `${approved} ${reason}`));
  const voids = line.voids.map((it) => it.id);
  const facts: ReadonlyArray<readonly [boolean, Omit<AttentionFact, "subject">]> = [
    [
      contested && !balance.voided,
      { type: "line/contested", amount: balance.live, voices: writes },
    ],
    [voidedBy.size > 1, { type: "line/voided-twice", amount: zeroMinor, voices: voids }],
  ];
  return facts.flatMap(([holds, fact]) => (holds ? [{ ...fact, subject: id }] : []));
}

/** As long as it matters: what receipts granted is frozen. `rest` is what is still to pay, which it is about. */
export function orderAttention(
  order: OrderState,
  { lines, rest }: { readonly lines: ReadonlyArray<AskedLine>; readonly rest: MinorUnits },
): ReadonlyArray<AttentionFact> {
  const { id } = order.opened ?? {};
  const isOpen = lines.some((line) => line.rest > 0);
  if (id === undefined || !isOpen) return [];
  const { discount, customer, split, merged } = order.fields;
  const contested = [
    ...(order.gathered?.isInCircle === true || (merged !== undefined && isContested(merged))
      ? [["order/merged-contested", overOf(merged)] as const]
      : []),
    ...(split !== undefined && isContested(split)
      ? [["order/split-contested", overOf(split)] as const]
      : []),
    ...(isContested(discount) ? [["order/contested", overOf(discount)] as const] : []),
    ...(isContested(customer) ? [["order/customer-contested", overOf(customer)] as const] : []),
  ];
  return contested.map(([type, voices]) => {
    const amount = type === "order/split-contested" ? rest : zeroMinor;
    return { type, subject: id, amount, voices };
  });
}

/** It names no less to pay elsewhere: what was used beyond a payment is a question of its own. */
export function overUse({ payment, amount }: Unused): AttentionFact {
  return { type: "payment/over-used", subject: payment, amount: minor(Math.abs(amount)) };
}

export function overpayment(
  order: OrderState,
  { rest, deposited }: { readonly rest: number; readonly deposited: number },
): ReadonlyArray<AttentionFact> {
  const last = Object.keys(order.paymentsById).at(-1) as EventId | undefined;
  // Goods that came back are owed their money: that is no contradiction.
  const payable = Math.max(0, rest);
  if (last === undefined || deposited <= payable || order.receipts.length === 0) return [];
  // Not of the last payment: another one of less than nothing, or of more, goes on with it.
  const subject = order.opened?.id ?? last;
  return [{ type: "order/overpaid", subject, amount: minor(deposited - payable) }];
}

/**
 * The same line told twice for the same cause, on two tickets: two tills sent it apart. To carry it to
 * the same table twice makes nothing twice, so that asks nobody.
 */
export function ticketAttention(order: OrderState): ReadonlyArray<AttentionFact> {
  const firstTicket = new Map<string, StreamId>();
  const doubled = new Map<EventId, Set<StreamId>>();
  for (const { line, act, cause, ticket } of order.told) {
    if (act === "move") continue;
    const name = toldName({ line, act, cause });
    const first = firstTicket.get(name);
    if (first === undefined) firstTicket.set(name, ticket);
    else if (first !== ticket) {
      doubled.set(line, (doubled.get(line) ?? new Set()).add(first).add(ticket));
    }
  }
  return [...doubled].map(([subject, tickets]) => ({
    type: "ticket/possible-duplicate",
    subject,
    amount: zeroMinor,
    // A ticket is named for the event that issued it.
    voices: [...tickets].map((ticket) => streamName(ticket) as EventId),
  }));
}
