/**
 * The questions about an order for a person: what its money asks, by the law of money, and what two tills
 * apart contradicted each other in.
 */

import { cardQuestions } from "../balance/card-payments.ts";
import { dishLine } from "../balance/line-sides.ts";
import { overCorrections } from "../balance/money-by-tender.ts";
import { openMoney } from "../balance/money-law.ts";
import { chargedOf, orderBalance } from "../balance/order-balance.ts";
import { chargesApart } from "../balance/order-charges.ts";
import { exemptOtherwise } from "../balance/order-exempt.ts";
import { sentLineKey } from "../balance/sent-pieces.ts";
import { tipQuestions } from "../balance/tips-after.ts";
import { oncePer } from "../base/lazy.ts";
import { type EventId, type StreamId, streamName } from "../identity.ts";
import { minor, type MinorUnits, zeroMinor } from "../money/amounts.ts";
import { askedFields } from "../state/apart.ts";
import { type AttentionFact, openOf } from "../state/attention.ts";
import { HEAD_APART, LINE_APART } from "../state/order-apart.ts";
import { type LineFields, type LineState, type OrderState } from "../state/order-state.ts";
import { isContested, openWriteIds } from "../state/register.ts";
import { FOLLOWED_FIELDS } from "./deposit-lines.ts";

/** Returns the open questions about an order, and about the family of orders that it was gathered with. */
export const orderAttention = oncePer((order: OrderState): ReadonlyArray<AttentionFact> => [
  ...openMoney(order),
  ...contradictionsOf(order),
]);

/** Returns a question as it is open now: what it comes to may have changed since it was listed. */
export function openNow(
  order: OrderState,
  { type, subject, day }: Pick<AttentionFact, "type" | "subject" | "day">,
): AttentionFact | undefined {
  return orderAttention(order).find(
    (it) => it.type === type && it.subject === subject && it.day === day,
  );
}

/** Returns the open questions about who was right; none of them is about a sum that somebody holds or owes. */
export function contradictionsOf(order: OrderState): ReadonlyArray<AttentionFact> {
  const { lines, remaining } = orderBalance(order);
  return openOf(
    ofItsOwn(order, [
      ...lines.flatMap((line) => lineAttention(order, line)),
      ...headAttention(order, { lines, remaining }),
      // What charges are worked out on is looked at only where somebody charged something.
      ...(order.fields.charges === undefined ? [] : chargesApart(order, chargedOf(order))),
      ...overCorrections(order),
      ...cardQuestions(order),
      ...tipQuestions(order),
      ...sparedOtherwise(order),
      ...ticketAttention(order),
    ]),
    order.resolved,
  );
}

/** Finds receipts that spared taxes which another till had said to be owed again; the guest owes none. */
function sparedOtherwise(order: OrderState): ReadonlyArray<AttentionFact> {
  const { lines, rule } = orderBalance(order);
  return exemptOtherwise(order, lines, rule).flatMap(({ receipt: subject, amount }) =>
    amount < 0 ? [{ type: "receipt/exempt-otherwise", subject, amount: minor(0 - amount) }] : [],
  );
}

/** The parts of a line's balance that may ask somebody. */
interface LineToCheck {
  readonly id: EventId;
  readonly line: LineState;
  readonly voided: boolean;
  readonly live: MinorUnits;
  readonly remaining: MinorUnits;
}

/** Leaves out the lines that were born in another order: their own stream asks. */
function ofItsOwn(
  order: OrderState,
  facts: ReadonlyArray<AttentionFact>,
): ReadonlyArray<AttentionFact> {
  const orderId = order.opened?.id ?? order.unopened;
  const foreign = new Set(
    order.receipts.flatMap(({ body }) =>
      body.items.flatMap(({ birth, line }) => (birth === orderId ? [] : [line])),
    ),
  );
  for (const [line, { birth }] of Object.entries(order.gathered?.linesById ?? {})) {
    if (birth !== orderId) foreign.add(line as EventId);
  }
  return foreign.size === 0 ? facts : facts.filter(({ subject }) => !foreign.has(subject));
}

const ASKED_OF_LINE = askedFields(LINE_APART).map(([field]) => field);

/** A receipt says them as they were paid. */
const FROZEN_ON_RECEIPTS: ReadonlySet<keyof LineFields> = new Set([
  "discount",
  "seat",
  "course",
  "service",
  "serial",
]);

/** A deposit that came with goods has them of its goods, which are asked about. */
const OF_GOODS: ReadonlySet<keyof LineFields> = new Set(FOLLOWED_FIELDS);

/** Returns the fields of a line that two tills wrote differently, and of which a person has to say which holds. */
export function contestedOfLine({
  line: { fields, added },
  remaining,
}: Pick<LineToCheck, "line" | "remaining">): ReadonlyArray<keyof LineFields> {
  const isWithGoods = added?.with !== undefined;
  return ASKED_OF_LINE.filter((field) => {
    if (isWithGoods && OF_GOODS.has(field)) return false;
    const register = fields[field];
    if (register === undefined || !isContested(register)) return false;
    return remaining !== 0 || !FROZEN_ON_RECEIPTS.has(field);
  });
}

function lineAttention(order: OrderState, balance: LineToCheck): ReadonlyArray<AttentionFact> {
  const { line, id } = balance;
  const writes = contestedOfLine(balance).flatMap((field) => openWriteIds(line.fields[field]));
  const contested = writes.length > 0;
  if (!contested && line.voids.length < 2) return [];
  const own = ownVoids(order, line);
  const voidedBy = new Set(own.map(({ reason, approved }) => `${approved} ${reason}`));
  const voids = own.map((it) => it.id);
  const facts: ReadonlyArray<readonly [boolean, Omit<AttentionFact, "subject">]> = [
    [
      contested && !balance.voided,
      { type: "line/contested", amount: balance.live, voices: [...new Set(writes)] },
    ],
    [voidedBy.size > 1, { type: "line/voided-twice", amount: zeroMinor, voices: voids }],
  ];
  return facts.flatMap(([holds, fact]) => (holds ? [{ ...fact, subject: id }] : []));
}

/** Returns the voids of a line without those by which its goods went, and it with them. */
function ownVoids({ linesById }: OrderState, { added, voids }: LineState): LineState["voids"] {
  const goods = added?.with === undefined ? undefined : linesById[added.with.line];
  return goods === undefined
    ? voids
    : voids.filter(({ id }) => goods.voids.every((other) => other.id !== id));
}

/** What charges are worked out on is a question of its own. */
const ASKED_OF_HEAD = askedFields(HEAD_APART).filter(([field]) => field !== "charges");

/**
 * Returns the order's own contradictions while they matter: what receipts say is frozen, but an hour that was
 * promised is until somebody has collected it, or kept its deposit, to the knowledge of all.
 * `remaining` is the amount still to pay.
 */
function headAttention(
  order: OrderState,
  {
    lines,
    remaining,
  }: { readonly lines: ReadonlyArray<LineToCheck>; readonly remaining: MinorUnits },
): ReadonlyArray<AttentionFact> {
  const { id } = order.opened ?? {};
  if (id === undefined) return [];
  const isOpen = lines.some((line) => line.remaining > 0);
  return ASKED_OF_HEAD.flatMap(([field, asks]): ReadonlyArray<AttentionFact> => {
    const register = order.fields[field];
    const isInCircle = field === "merged" && order.gathered?.isInCircle === true;
    const isAsked = isInCircle || (register !== undefined && isContested(register));
    if (!isAsked || (!isOpen && field !== "dueAt")) return [];
    const amount = field === "split" ? remaining : zeroMinor;
    const type = asks as AttentionFact["type"];
    return [{ type, subject: id, amount, voices: openWriteIds(register) }];
  });
}

/**
 * Finds a line that two tills apart sent for the same cause, on two tickets. Carrying it to the
 * same table twice makes nothing twice, so that asks nobody.
 */
function ticketAttention(order: OrderState): ReadonlyArray<AttentionFact> {
  const firstTicket = new Map<string, StreamId>();
  const doubled = new Map<EventId, Set<StreamId>>();
  for (const { line, act, cause, ticket } of order.sentLines) {
    if (act === "move") continue;
    const name = sentLineKey({ line, act, cause });
    const first = firstTicket.get(name);
    if (first === undefined) firstTicket.set(name, ticket);
    else if (first !== ticket) {
      const subject = dishLine(line);
      doubled.set(subject, (doubled.get(subject) ?? new Set()).add(first).add(ticket));
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
