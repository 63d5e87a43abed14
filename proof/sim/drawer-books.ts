/**
 * What should lie in each drawer and in the safe, by pen and paper from what people were told:
 * own money = float + what was tendered less the change − change given for money of other countries + what
 * refunds handed out + what was put in − what was taken out, dropped, or paid out as tips.
 */

import { compareKeys } from "../../src/domain/events/event.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId, streamName } from "../../src/domain/identity.ts";
import { takenOnce } from "./card-books.ts";

export type Of<Kind extends KnownEvent["kind"]> = Extract<KnownEvent, { readonly kind: Kind }>;
type Add = (key: string, amount: number) => void;

/** Sums by name; what comes to nothing may be there. */
export function createSums(): { readonly sums: Map<string, number>; readonly add: Add } {
  const sums = new Map<string, number>();
  return {
    sums,
    add: (key, amount) => {
      sums.set(key, (sums.get(key) ?? 0) + amount);
    },
  };
}

export function isOf<Kind extends KnownEvent["kind"]>(
  kind: Kind,
): (event: KnownEvent) => event is Of<Kind> {
  return (event): event is Of<Kind> => event.kind === kind;
}

/** The order in which the ledger has them, whoever made them. */
export function byLedger(a: KnownEvent, b: KnownEvent): number {
  return compareKeys(a.key, b.key);
}

/** The session that an event of a drawer is about. */
export function sessionOf({ streams: [home] }: KnownEvent): EventId {
  return (home === undefined ? "" : streamName(home)) as EventId;
}

/** `drawer/<session>/own`, `…/foreign/<currency>`, `…/tender/<method>/amount`, and `safe/<currency>`. */
export function drawerSumsOf(events: ReadonlyArray<KnownEvent>): ReadonlyMap<string, number> {
  const { sums, add } = createSums();
  const opened = new Set<EventId>();
  for (const { id, body, streams } of events.filter(isOf("drawer/opened"))) {
    if (streams[0] === undefined || streamName(streams[0]) !== id) continue;
    opened.add(id);
    add(`drawer/${id}/own`, body.float.own);
    for (const { currency, amount } of body.float.foreign) {
      add(`drawer/${id}/foreign/${currency}`, amount);
    }
    add("safe/own", 0 - body.fromSafe);
  }
  addMoves(events, opened, add);
  addPayments(events, add);
  for (const { body } of events.filter(isOf("refund/issued"))) {
    if (body.drawer === null) continue;
    for (const { method, amount } of body.out) addMoney(add, body.drawer, { method, amount });
  }
  addCorrections(events, add);
  addSafe(events, add);
  return sums;
}

/**
 * Returns the sums after what people closed and found: of a closed drawer only what came later is left
 * to be said, under `drawer/own/<session>`.
 */
export function afterCloses(
  drawers: ReadonlyMap<string, number>,
  events: ReadonlyArray<KnownEvent>,
): ReadonlyMap<string, number> {
  const { sums, add } = createSums();
  for (const [key, amount] of drawers) {
    const session = /^drawer\/(?<session>[^/]+)\/own$/u.exec(key)?.groups?.["session"];
    add(session === undefined ? key : `drawer/own/${session}`, amount);
  }
  const opened = new Set(events.filter(isOf("drawer/opened")).map(({ id }) => id));
  for (const close of firstCloses(events)) {
    const { expected, since } = close.body;
    const session = sessionOf(close);
    if (opened.has(session)) add(`drawer/own/${session}`, 0 - expected - since);
  }
  for (const event of events.filter(isOf("drawer/found"))) {
    const { amount, where, next } = event.body;
    if (!opened.has(sessionOf(event))) continue;
    add(`drawer/own/${sessionOf(event)}`, 0 - amount);
    if (where === "safe") add("safe/own", amount);
    if (next === undefined) continue;
    add("safe/own", next.fromSafe);
    add(`drawer/own/${next.session}`, next.own);
  }
  return sums;
}

/** Adds the money of a tender to a drawer: cash lies in it, and every other tender leaves a slip. */
function addMoney(
  add: Add,
  drawer: EventId,
  { method, amount }: { readonly method: string; readonly amount: number },
): void {
  add(`drawer/${drawer}/${method === "cash" ? "own" : `tender/${method}/amount`}`, amount);
}

/** Adds the moves of opened sessions. */
function addMoves(events: ReadonlyArray<KnownEvent>, opened: ReadonlySet<EventId>, add: Add): void {
  for (const event of events.filter(isOf("drawer/moved"))) {
    const session = sessionOf(event);
    if (!opened.has(session)) continue;
    const { what, currency, amount } = event.body;
    const lies = currency === "own" ? "own" : `foreign/${currency}`;
    add(`drawer/${session}/${lies}`, what === "in" ? amount : 0 - amount);
    if (what === "drop") add(`safe/${currency}`, amount);
  }
}

function addPayments(events: ReadonlyArray<KnownEvent>, add: Add): void {
  const started = new Map(events.filter(isOf("payment/started")).map(({ id, body }) => [id, body]));
  for (const { body } of takenOnce(events)) {
    const { payment, amount, tendered, change, rounding, tip, foreign } = body;
    const { drawer = null, method = "" } = started.get(payment) ?? {};
    if (drawer === null) continue;
    if (foreign !== undefined) {
      add(`drawer/${drawer}/foreign/${foreign.currency}`, foreign.amount);
      add(`drawer/${drawer}/own`, 0 - change);
    } else if (method === "cash") {
      add(`drawer/${drawer}/own`, tendered - change);
    } else {
      addMoney(add, drawer, { method, amount: amount + rounding + tip });
    }
  }
}

/** Adds corrections of the tender; foreign money that never came gave no change. */
function addCorrections(events: ReadonlyArray<KnownEvent>, add: Add): void {
  for (const { body } of events.filter(isOf("payment/corrected"))) {
    const { from, to, amount, rounding, tip, foreign, drawer } = body;
    if (drawer === null) continue;
    const sum = amount + (tip?.amount ?? 0);
    addMoney(add, drawer, { method: from, amount: (from === "cash" ? rounding : 0) - sum });
    addMoney(add, drawer, { method: to, amount: (to === "cash" ? rounding : 0) + sum });
    if (foreign === undefined) continue;
    add(`drawer/${drawer}/foreign/${foreign.currency}`, 0 - foreign.amount);
    add(`drawer/${drawer}/own`, foreign.worth);
  }
}

function addSafe(events: ReadonlyArray<KnownEvent>, add: Add): void {
  for (const { body } of events.filter(isOf("safe/moved"))) {
    add(`safe/${body.currency}`, body.what === "in" ? body.amount : 0 - body.amount);
  }
  for (const close of firstCloses(events)) add("safe/own", close.body.toSafe);
}

/** Returns the close of each session that names the figures. */
function firstCloses(events: ReadonlyArray<KnownEvent>): ReadonlyArray<Of<"drawer/closed">> {
  const first = new Map<EventId, Of<"drawer/closed">>();
  for (const close of events.filter(isOf("drawer/closed")).toSorted(byLedger)) {
    if (!first.has(sessionOf(close))) first.set(sessionOf(close), close);
  }
  return [...first.values()];
}
