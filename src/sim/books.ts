/**
 * What people were told has happened, kept beside the tills: what each of them will be asked for in the
 * end. The sums are worked out from what was told and in no other way than with pen and paper; the folds
 * of the tills must come to the same.
 */

import { type KnownEvent } from "../domain/events/kinds.ts";
import { type ChainEnd, type EventId } from "../domain/identity.ts";

/** One act, durable as somebody was told. */
export interface Told {
  readonly box: string;
  readonly atMs: number;
  readonly end: ChainEnd;
  readonly events: ReadonlyArray<KnownEvent>;
  /** That its own box's disk lost it afterwards; it may have been heard by then. */
  loss: Loss | undefined;
}

interface Loss {
  readonly atMs: number;
  /** Nothing on the box can know that something is gone: its disk went back as a whole. */
  readonly isUnseen: boolean;
}

export interface Books {
  readonly tell: (told: Omit<Told, "loss">) => void;
  readonly all: () => ReadonlyArray<Told>;
  /** What the box was told since then is gone from its disk; says how many acts. */
  readonly lose: (box: string, sinceMs: number, loss: Loss) => number;
  readonly receipts: () => ReadonlyArray<string>;
}

export function createBooks(): Books {
  const all: Told[] = [];
  return {
    tell: (told) => {
      all.push({ ...told, loss: undefined });
    },
    all: () => all,
    lose: (box, sinceMs, loss) => {
      const own = all.filter((told) => told.box === box);
      const lost = own.filter(({ atMs, loss: before }) => before === undefined && atMs >= sinceMs);
      for (const told of lost) told.loss = loss;
      // Also what the box knew of earlier losses may be gone.
      if (loss.isUnseen) for (const told of own) if (told.loss !== undefined) told.loss = loss;
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

/** What is to stand under `day/` on every till that holds just these acts. */
export function sumsOf(acts: ReadonlyArray<Told>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const events = acts.flatMap((act) => act.events);
  const started = new Map(
    events.flatMap((event) =>
      event.kind === "payment/started" ? [[event.id, event] as const] : [],
    ),
  );
  const captured = new Set<EventId>();
  function add(key: string, amount: number): void {
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }

  for (const event of events) {
    if (event.kind === "receipt/issued") addReceipt(event, add);
    else if (event.kind === "refund/issued") addRefund(event, add);
    else if (event.kind === "payment/corrected") addCorrection(event, add);
    else if (event.kind === "payment/captured") {
      const { payment, amount } = event.body;
      const start = started.get(payment);
      if (start === undefined || captured.has(payment)) continue;
      captured.add(payment);
      add(`day/${start.act.day}/${start.body.till}/tender/${start.body.method}/amount`, amount);
    }
  }
  return sums;
}

type Add = (key: string, amount: number) => void;

function addReceipt(
  { body, act }: Extract<KnownEvent, { readonly kind: "receipt/issued" }>,
  add: Add,
): void {
  const prefix = `day/${act.day}/${body.till}`;
  const returned = body.items.reduce((sum, { net }) => sum + Math.min(0, net), 0);
  add(`${prefix}/receipts`, 1);
  add(`${prefix}/sales`, body.total - returned);
  for (const { label, rate, included, tax } of body.taxes) {
    add(`${prefix}/tax/${rate}/${included ? "included" : "added"}/${label}/tax`, tax);
  }
}

function addRefund(
  { body, act }: Extract<KnownEvent, { readonly kind: "refund/issued" }>,
  add: Add,
): void {
  const prefix = `day/${act.day}/${body.till}`;
  add(`${prefix}/refunds`, 1);
  add(`${prefix}/refunded`, body.total);
  for (const { method, amount } of body.out) add(`${prefix}/tender/${method}/refunded`, amount);
  for (const { label, rate, included, tax } of body.taxes) {
    add(`${prefix}/tax/${rate}/${included ? "included" : "added"}/${label}/tax`, tax);
  }
}

type Corrected = Extract<KnownEvent, { readonly kind: "payment/corrected" }>;

/** Where and when it was corrected, whatever the payment brought. */
function addCorrection(event: Corrected, add: Add): void {
  const { body, act } = event;
  const prefix = `day/${act.day}/${body.till}/tender`;
  for (const { method, amount } of movedBy(event)) add(`${prefix}/${method}/corrected`, amount);
}

/** What is less of one tender and more of another: what was rounded, in cash. */
function movedBy({
  body: { from, to, amount, rounding },
}: Corrected): ReadonlyArray<{ readonly method: string; readonly amount: number }> {
  return [
    { method: from, amount: (from === "cash" ? rounding : 0) - amount },
    { method: to, amount: (to === "cash" ? rounding : 0) + amount },
  ];
}

/** Orders of which a tender handed out more than it took in as corrected, and nothing says that it came otherwise. */
export function handedOutBeyond(acts: ReadonlyArray<Told>): ReadonlyArray<string> {
  const events = acts.flatMap((act) => act.events);
  const left = new Map<string, number>();
  const methods = new Map<EventId, string>();
  for (const event of events) {
    if (event.kind === "payment/started") {
      const { method, otherwise } = event.body;
      methods.set(event.id, otherwise?.of ?? method);
    }
  }
  function move(event: KnownEvent, method: string, amount: number): void {
    const key = `${event.streams[0]} ${method}`;
    left.set(key, (left.get(key) ?? 0) + amount);
  }
  for (const event of events) {
    if (event.kind === "payment/captured") {
      const { payment, amount, rounding } = event.body;
      move(event, methods.get(payment) ?? "", amount + rounding);
    }
    if (event.kind !== "payment/corrected") continue;
    for (const { method, amount } of movedBy(event)) move(event, method, amount);
  }
  return [...left].flatMap(([key, amount]) => (amount < 0 ? [`${key}: ${amount}`] : []));
}
