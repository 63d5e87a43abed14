/**
 * What people were told has happened, kept beside the tills: what each of them will be asked for in the
 * end. The sums are worked out from what was told and in no other way than with pen and paper; the folds
 * of the tills must come to the same.
 */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import {
  type ChainEnd,
  type EventId,
  type Hash,
  type Origin,
  type StreamId,
  toStreamId,
} from "../../src/domain/identity.ts";
import { takenOnce } from "./card-books.ts";
import { correctedOnce } from "./corrected-once.ts";
import { createSums, type Of } from "./drawer-books.ts";
import { createPointsPurse, type PointsPurse } from "./points-purse.ts";
import { createShelf, type Shelf } from "./stock-shelf.ts";
import { createPurse, type Purse } from "./voucher-purse.ts";

/** One act that was durable when the person was told so. */
export interface BookedAct {
  readonly box: string;
  readonly atMs: number;
  readonly end: ChainEnd;
  readonly events: ReadonlyArray<KnownEvent>;
  /** How far its box had heard each chain when it was done. */
  readonly heard: ReadonlyMap<Origin, number>;
  /** The later loss of it on its own box's disk; other tills may have received it by then. */
  loss: Loss | undefined;
}

interface Loss {
  readonly atMs: number;
  /** Nothing on the box can know that something is gone: its disk went back as a whole. */
  readonly isUnseen: boolean;
}

export interface Books {
  readonly tell: (act: Omit<BookedAct, "loss">) => void;
  readonly all: () => ReadonlyArray<BookedAct>;
  /** Whether somebody did what ends so. */
  readonly isBooked: (end: Hash) => boolean;
  /** Records that the box lost everything since then; returns the number of lost acts. */
  readonly lose: (box: string, sinceMs: number, loss: Loss) => number;
  readonly receipts: () => ReadonlyArray<string>;
  /** What really lies there, whatever any till knows of it. */
  readonly shelf: Shelf;
  /** The vouchers in guests' pockets, and what is left of them, whatever any till knows of it. */
  readonly purse: Purse;
  /** What regulars have of points, whatever any till knows of it. */
  readonly points: PointsPurse;
}

export function createBooks(): Books {
  const all: BookedAct[] = [];
  const shelf = createShelf();
  const purse = createPurse();
  const points = createPointsPurse();
  return {
    shelf,
    purse,
    points,
    tell: (act) => {
      all.push({ ...act, loss: undefined });
      shelf.tell(act.events);
      purse.tell(act.events);
      points.tell(act.events);
    },
    all: () => all,
    isBooked: (hash) => all.some(({ end }) => end.hash === hash),
    lose: (box, sinceMs, loss) => {
      const own = all.filter((act) => act.box === box);
      const lost = own.filter(({ atMs, loss: before }) => before === undefined && atMs >= sinceMs);
      for (const act of lost) act.loss = loss;
      // The box's knowledge of earlier losses may be gone too.
      if (loss.isUnseen) for (const act of own) if (act.loss !== undefined) act.loss = loss;
      return lost.length;
    },
    receipts: () => all.flatMap(({ events }) => events.flatMap(receiptNumbers)),
  };
}

function receiptNumbers(event: KnownEvent): ReadonlyArray<string> {
  if (event.kind !== "receipt/issued") return [];
  const { series, no } = event.body;
  return [`${series}-${String(no).padStart(6, "0")}`];
}

/**
 * Returns the sums under `day/` that every till with just these events has to show. `starts`: of payments that
 * were begun before them.
 */
export function sumsOf(
  events: ReadonlyArray<KnownEvent>,
  starts: ReadonlyArray<KnownEvent> = [],
): ReadonlyMap<string, number> {
  const { sums, add } = createSums();
  const started = new Map(
    [...starts, ...events].flatMap((event) =>
      event.kind === "payment/started" ? [[event.id, event] as const] : [],
    ),
  );
  const taken = new Set(takenOnce(events).map(({ id }) => id));
  for (const event of events) {
    if (event.kind === "receipt/issued") addReceipt(event, add);
    else if (event.kind === "refund/issued") addRefund(event, add);
    else if (event.kind === "payment/corrected") addCorrection(event, add);
    else if (event.kind === "drawer/moved") addMove(event, add);
    else if (event.kind === "drawer/closed") {
      add(`day/${event.act.day}/${event.key.origin}/drawer-difference`, event.body.difference);
    } else if (event.kind === "drawer/no-sale") {
      add(`day/${event.act.day}/${event.key.origin}/no-sale/${event.act.by}`, 1);
    } else if (event.kind === "drawer/unlocked") {
      const { how } = event.body;
      const whose = how === "key" ? "key" : `count/${event.act.by}`;
      add(`day/${event.act.day}/${event.key.origin}/unlocked/${whose}`, 1);
    } else if (event.kind === "payment/captured") {
      const start = started.get(event.body.payment);
      if (start !== undefined && taken.has(event.id)) addPayment(start, event, add);
    }
  }
  return sums;
}

type Add = (key: string, amount: number) => void;

/** Names under a day and a till that are worked out here. */
export const BOOKED =
  /^(?:receipts|refunds|sales|refunded|tax\/.*\/(?:base|tax|off)|exempt|tender\/[^/]+\/(?:amount|refunded)|tip\/.*\/amount|foreign\/.*|moved\/.*|no-sale\/.*|unlocked\/.*|drawer-difference)$/u;

/** Adds a payment under the till and the day on which it began; a tip belongs to the person who took it. */
function addPayment(
  { body: { till, method }, act }: Of<"payment/started">,
  { body: { amount, tip, tendered, foreign, ...body }, act: { by } }: Of<"payment/captured">,
  add: Add,
): void {
  const prefix = `day/${act.day}/${till}`;
  add(`${prefix}/tender/${method}/amount`, amount);
  if (tip !== 0) add(`${prefix}/tip/${method}/${body.to ?? by}/amount`, tip);
  if (foreign === undefined) return;
  add(`${prefix}/foreign/${foreign.currency}/count`, 1);
  add(`${prefix}/foreign/${foreign.currency}/amount`, foreign.amount);
  add(`${prefix}/foreign/${foreign.currency}/worth`, tendered);
}

function addMove({ body, act, key }: Of<"drawer/moved">, add: Add): void {
  const prefix = `day/${act.day}/${key.origin}/moved/${body.what}/${body.currency}`;
  add(`${prefix}/count`, 1);
  add(`${prefix}/amount`, body.amount);
}

function addReceipt(
  { body, act }: Extract<KnownEvent, { readonly kind: "receipt/issued" }>,
  add: Add,
): void {
  const prefix = `day/${act.day}/${body.till}`;
  add(`${prefix}/receipts`, 1);
  add(`${prefix}/sales`, body.total - netBut(body.items, SOLD));
  addTaxes(prefix, body, add);
}

function addRefund(
  { body, act }: Extract<KnownEvent, { readonly kind: "refund/issued" }>,
  add: Add,
): void {
  const prefix = `day/${act.day}/${body.till}`;
  add(`${prefix}/refunds`, 1);
  add(`${prefix}/refunded`, body.total - netBut(body.items, SOLD));
  for (const { method, amount } of body.out) add(`${prefix}/tender/${method}/refunded`, amount);
  addTaxes(prefix, body, add);
}

type Items = Of<"receipt/issued" | "refund/issued">["body"]["items"];

/** Goods that are sold have no kind beside them; deposits that the shop keeps are sales too. */
const SOLD: ReadonlyArray<string | undefined> = [undefined, "forfeit"];
const GOODS: ReadonlyArray<string | undefined> = [undefined, "return"];

/** Returns what items of other kinds come to. */
function netBut(items: Items, kinds: ReadonlyArray<string | undefined>): number {
  return items.reduce((sum, { kind, net }) => sum + (kinds.includes(kind) ? 0 : net), 0);
}

/** The taxes and the total of an exempt sale stand apart from those of others. */
function addTaxes(
  prefix: string,
  {
    items,
    taxes,
    total,
  }: Pick<Of<"receipt/issued">["body"], "taxes" | "total"> & { readonly items: Items },
  add: Add,
): void {
  for (const { label, rate, included, base, tax, exempt } of taxes) {
    const how = included ? "included" : "added";
    const bucket = `${prefix}/tax/${rate}/${exempt === undefined ? how : "exempt"}/${label}`;
    add(`${bucket}/base`, base);
    add(`${bucket}/${exempt === undefined ? "tax" : "off"}`, exempt ?? tax);
  }
  if (taxes.some(({ exempt }) => exempt !== undefined)) {
    add(`${prefix}/exempt`, total - netBut(items, GOODS));
  }
}

type Corrected = Extract<KnownEvent, { readonly kind: "payment/corrected" }>;

/** Adds a correction of a payment by the till and day of the correction, not of the payment. */
function addCorrection(event: Corrected, add: Add): void {
  const { body, act } = event;
  const prefix = `day/${act.day}/${body.till}/tender`;
  for (const { method, amount } of movedBy(event)) add(`${prefix}/${method}/corrected`, amount);
  const { from, to, tip, foreign } = body;
  if (tip !== undefined) {
    add(`day/${act.day}/${body.till}/tip/${from}/${tip.to}/amount`, 0 - tip.amount);
    add(`day/${act.day}/${body.till}/tip/${to}/${tip.to}/amount`, tip.amount);
  }
  if (foreign === undefined) return;
  const gone = `day/${act.day}/${body.till}/foreign/${foreign.currency}`;
  add(`${gone}/count`, -1);
  add(`${gone}/amount`, 0 - foreign.amount);
  add(`${gone}/worth`, 0 - foreign.worth);
}

/** Returns the amounts that a correction takes off one tender and adds to another; the rounding is cash's. */
function movedBy({
  body: { from, to, amount, rounding },
}: Corrected): ReadonlyArray<{ readonly method: string; readonly amount: number }> {
  return [
    { method: from, amount: (from === "cash" ? rounding : 0) - amount },
    { method: to, amount: (to === "cash" ? rounding : 0) + amount },
  ];
}

/**
 * Orders of which a tender handed out more than it took in as corrected, and nothing says that it came
 * otherwise. What comes back without a receipt is worth money that no tender of its order took in.
 */
export function handedOutBeyond(acts: ReadonlyArray<BookedAct>): ReadonlyArray<string> {
  const events = acts.flatMap((act) => act.events);
  const left = new Map<string, number>();
  const methods = new Map<EventId, string>();
  const worthBack = new Map<StreamId, number>();
  for (const event of events) {
    if (event.kind === "receipt/issued") {
      const [order = NO_ORDER] = event.streams;
      worthBack.set(order, (worthBack.get(order) ?? 0) + backOn(event.body));
    }
    if (event.kind === "payment/started") {
      const { method, otherwise } = event.body;
      methods.set(event.id, otherwise?.of ?? method);
    }
  }
  function move({ streams: [order = NO_ORDER] }: KnownEvent, method: string, amount: number): void {
    const key = `${order} ${method}`;
    left.set(key, (left.get(key) ?? worthBack.get(order) ?? 0) + amount);
  }
  for (const event of takenOnce(events)) {
    const { payment, amount, rounding } = event.body;
    move(event, methods.get(payment) ?? "", amount + rounding);
  }
  for (const event of correctedOnce(events)) {
    if (event.kind !== "payment/corrected") continue;
    for (const { method, amount } of movedBy(event)) move(event, method, amount);
  }
  return [...left].flatMap(([key, amount]) => (amount < 0 ? [`${key}: ${amount}`] : []));
}

const NO_ORDER = toStreamId("order", "none");

/** Returns what was brought back without a receipt on one, with the cents that cash was rounded by. */
function backOn({ items, rounding }: Of<"receipt/issued">["body"]): number {
  const back = items
    .filter(({ kind }) => kind === "return" || kind === "empties")
    .reduce((sum, { net }) => sum - net, 0);
  return back === 0 ? 0 : back + Math.abs(rounding);
}
