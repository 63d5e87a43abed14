/**
 * The sums of a till's own chain from one event number to another, for its Z. Each event is in
 * exactly one Z, which keeps sums of other days and tills apart.
 */

import { tipsMore } from "../balance/tips-after.ts";
import { type Contribution } from "../base/contribution.ts";
import { isMoneyAct } from "../events/card-events.ts";
import { type Figures, type ZClosed } from "../events/day-events.ts";
import { type Kind, type KnownEvent } from "../events/kinds.ts";
import { boundedSums, hasOwnRoom, SUM_BYTES } from "../figures/bounded-sums.ts";
import { counted } from "../figures/day-sums.ts";
import { isOfExemptSale } from "../figures/facts.ts";
import { voiceContributions } from "../folds/later-tip-sums.ts";
import {
  correctionContributions,
  paymentContributions,
  receiptContributions,
  refundContributions,
  saidReassigned,
} from "../folds/order-sums.ts";
import {
  type BusinessDay,
  businessDaySchema,
  type EventId,
  type Origin,
  originSchema,
  streamName,
} from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { actContributions } from "./z-acts.ts";
import { closedCash, movedCash, openedCash } from "./z-cash.ts";
import { compContributionsOf } from "./z-comps.ts";
import { chargeContributions, goodsContributions } from "./z-goods.ts";

export type ZSums = Pick<
  ZClosed,
  "figures" | "others" | "drawers" | "tenders" | "unknown" | "total"
> & {
  /** The sum of the amounts of receipts and refunds, without their signs. */
  readonly turnover: MinorUnits;
  /** Whether anything was sold, paid or moved: a till that did nothing has no Z. */
  readonly hasTrade: boolean;
};

export interface ZTally {
  /** The view holds the event already: a payment counts by what its order says. */
  readonly add: (view: LedgerView, event: KnownEvent) => void;
  /** Whether the next transaction should begin another Z: so much more has room in this one, and no more. */
  readonly isFull: () => boolean;
  readonly sums: () => ZSums;
}

/** The sums by day and till, then by name. */
interface Books {
  readonly ownTillDay: string;
  readonly sumsByTillDay: Map<string, Map<string, number>>;
  /** The bytes of names and figures as a Z writes them; those of its own goods have a limit of their own. */
  sumsBytes: number;
  readonly drawers: Array<ZClosed["drawers"][number]>;
  /** Names of the shop's own tenders, by method: the last one that something was paid by. */
  readonly tenderNames: Map<string, string>;
  /** The payments that are started and not captured. */
  readonly started: Map<EventId, ZClosed["unknown"][number]>;
  /** The events that wrote quantities: how many came off says the difference of two. */
  readonly quantities: Map<EventId, KnownEvent>;
  total: number;
  turnover: number;
  hasTrade: boolean;
}

const NAMED_MAX = 100;

/** Makes the tally of one day on one chain; events come in their order. */
export function createZTally(own: { readonly day: BusinessDay; readonly till: Origin }): ZTally {
  const books: Books = {
    ownTillDay: `${own.day}/${own.till}`,
    sumsByTillDay: new Map(),
    sumsBytes: 0,
    drawers: [],
    tenderNames: new Map(),
    started: new Map(),
    quantities: new Map(),
    total: 0,
    turnover: 0,
    hasTrade: false,
  };
  return {
    add: (view, event) => {
      forgetUntaken(books, event);
      const contributions = contributionsOf(view, books, event) ?? actsOf(view, books, event);
      if (contributions === undefined) return;
      books.hasTrade = true;
      for (const contribution of contributions) addFigure(books, contribution);
    },
    isFull: () => isFull(books),
    sums: () => sumsOf(books),
  };
}

/** Half of what a Z has room for: one transaction adds less than the other half. */
const FULL_BYTES = 28 * 1024;
const FULL_COUNT = 60;
const FULL_OTHERS = 150;
/** The most bytes of another day and till, of a drawer's count, of a payment, and of a tender. */
const BYTES_OF = { place: 100, drawer: 450, unknown: 150, tender: 100 } as const;

const ENCODER = new TextEncoder();

function byteLength(text: string): number {
  return ENCODER.encode(text).length;
}

function isFull({ sumsByTillDay, sumsBytes, drawers, started, tenderNames }: Books): boolean {
  if (sumsByTillDay.size > FULL_OTHERS) return true;
  if (Math.max(drawers.length, started.size, tenderNames.size) > FULL_COUNT) return true;
  const bytes =
    sumsBytes +
    sumsByTillDay.size * BYTES_OF.place +
    drawers.length * BYTES_OF.drawer +
    started.size * BYTES_OF.unknown +
    tenderNames.size * BYTES_OF.tender;
  return bytes > FULL_BYTES;
}

function addFigure(books: Books, [key, amount]: Contribution): void {
  const { ownTillDay, sumsByTillDay } = books;
  const found = /^day\/(?<tillDay>[^/]+\/[^/]+)\/(?<name>.+)$/u.exec(key)?.groups;
  if (found === undefined && !key.startsWith("drawer/")) return;
  const tillDay = found?.["tillDay"] ?? ownTillDay;
  const name = found?.["name"] ?? key;
  const sums = sumsByTillDay.get(tillDay) ?? new Map<string, number>();
  sumsByTillDay.set(tillDay, sums);
  if (!sums.has(name) && !(tillDay === ownTillDay && hasOwnRoom(name))) {
    books.sumsBytes += byteLength(name) + SUM_BYTES;
  }
  sums.set(name, (sums.get(name) ?? 0) + amount);
}

type Of<One extends Kind> = Extract<KnownEvent, { readonly kind: One }>;

/** What each kind of event adds to the sums of a Z; those that are missing are no trade, or acts on goods. */
const TALLY: {
  readonly [One in Kind]?: (
    view: LedgerView,
    books: Books,
    event: Of<One>,
  ) => ReadonlyArray<Contribution>;
} = {
  "receipt/issued": (view, books, event) => {
    const { body, act } = event;
    noteIssued(books, body.total);
    return [...receiptContributions({ body, day: act.day }), ...goodsOf(view, event)];
  },
  "refund/issued": (view, books, event) => {
    const { body, act } = event;
    noteIssued(books, body.total);
    for (const out of body.out) noteTender(books, out);
    return [...refundContributions({ body, day: act.day }), ...goodsOf(view, event)];
  },
  "payment/started": (_view, books, { id, body }) => {
    const { method, amount, terminal } = body;
    // What is reserved is no money that a Z could miss.
    if (terminal !== undefined && !isMoneyAct(terminal.act)) return [];
    books.started.set(id, { payment: id, method, amount });
    noteTender(books, body);
    return [];
  },
  "payment/captured": (view, books, event) => {
    books.started.delete(event.body.payment);
    return capturedContributions(view, event);
  },
  "payment/corrected": (_view, books, { body, act }) => {
    noteTender(books, { ...body, method: body.to });
    return correctionContributions({ body, day: act.day, home: true });
  },
  "payment/tipped": (view, books, event) => {
    noteTender(books, event.body);
    return tippedContributionsOf(view, event);
  },
  "order/reassigned": (_view, _books, { body, act }) => saidReassigned(body, act.day),
  "drawer/opened": (_view, _books, { id, body }) => openedCash(id, body),
  "drawer/moved": (_view, _books, event) => [
    ...counted("drawerMoved", tillDayOf(event), event.body),
    movedCash(sessionOf(event.streams), event.body),
  ],
  "drawer/no-sale": (_view, _books, event) =>
    counted("noSale", tillDayOf(event), { by: event.act.by }),
  "drawer/unlocked": (_view, _books, event) =>
    counted("unlocked", tillDayOf(event), { ...event.body, by: event.act.by }),
  "drawer/counted": (view, books, event) => {
    books.drawers.push(countedDrawer(view, event));
    return [];
  },
  "drawer/closed": (view, books, event) => {
    closeDrawer(view, books.drawers, event);
    const difference = counted("drawerClosed", tillDayOf(event), event.body);
    return [...difference, ...closedCashOf(view, event)];
  },
  "safe/moved": (_view, _books, event) => counted("safeMoved", tillDayOf(event), event.body),
};

/** The kinds of events that a Z adds up, besides what people do to goods. */
export const TALLIED_KINDS = Object.keys(TALLY) as ReadonlyArray<Kind>;

/** A payment that took nothing is not waited for; that it took nothing is no trade. */
function forgetUntaken({ started }: Books, { kind, body }: KnownEvent): void {
  const isUntaken =
    kind === "payment/declined" || (kind === "payment/resolved" && body.says === "no");
  if (isUntaken) started.delete(body.payment);
}

/** Returns the sums that the event adds; undefined for an event that is no trade. */
function contributionsOf(
  view: LedgerView,
  books: Books,
  event: KnownEvent,
): ReadonlyArray<Contribution> | undefined {
  // The line of an event's kind takes such an event.
  const tally = TALLY[event.kind] as TallyOfAny | undefined;
  return tally?.(view, books, event);
}

type TallyOfAny = (
  view: LedgerView,
  books: Books,
  event: KnownEvent,
) => ReadonlyArray<Contribution>;

/** Sums stand under the till and the day of whoever said it. */
function tillDayOf({ act, key }: KnownEvent): { readonly till: Origin; readonly day: BusinessDay } {
  return { till: key.origin, day: act.day };
}

/** Returns what a person did to goods besides selling them; undefined for any other event. */
function actsOf(
  view: LedgerView,
  { quantities }: Books,
  event: KnownEvent,
): ReadonlyArray<Contribution> | undefined {
  if (event.kind === "order/line-changed") quantities.set(event.id, event);
  const acts = actContributions(view, event, (id) => quantities.get(id));
  return acts.length === 0 ? undefined : acts;
}

function goodsOf(
  view: LedgerView,
  event: Of<"receipt/issued" | "refund/issued">,
): ReadonlyArray<Contribution> {
  const { day } = event.act;
  const { items, charges, till, taxes } = event.body;
  const on = { day, till, isExempt: isOfExemptSale({ taxes }) };
  const given =
    event.kind === "receipt/issued"
      ? compContributionsOf(view, { items: event.body.items, day, till })
      : [];
  return [
    ...goodsContributions(view, { items, ...on }),
    ...chargeContributions({ charges, ...on }),
    ...given,
  ];
}

function closedCashOf(
  view: LedgerView,
  { streams, body }: Of<"drawer/closed">,
): ReadonlyArray<Contribution> {
  const session = sessionOf(streams);
  const count = view.state("drawer", session).counts.find(({ id }) => id === body.count);
  return closedCash(session, body, count?.body);
}

/** Notes a tender's name in the Z, since the shop may rename it later. */
function noteTender(
  books: Books,
  { method, name }: { readonly method: string; readonly name?: string },
): void {
  if (name === undefined) return;
  if (!books.tenderNames.has(method)) books.sumsBytes += byteLength(method + name);
  books.tenderNames.set(method, name);
}

function noteIssued(books: Books, amount: MinorUnits): void {
  books.total += amount;
  books.turnover += Math.abs(amount);
}

function sumsOf({
  ownTillDay,
  sumsByTillDay,
  drawers,
  tenderNames,
  started,
  total,
  turnover,
  hasTrade,
}: Books): ZSums {
  const others = [...sumsByTillDay]
    .filter(([tillDay]) => tillDay !== ownTillDay)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([tillDay, sums]) => {
      const [day, till] = tillDay.split("/");
      return {
        day: businessDaySchema.parse(day),
        till: originSchema.parse(till),
        figures: toFigures(boundedSums(sums, "other")),
      };
    });
  return {
    figures: toFigures(boundedSums(sumsByTillDay.get(ownTillDay) ?? new Map(), "own")),
    others,
    // The rest of the drawers is in the ledger: a Z must never be too big to be made.
    drawers: drawers.slice(-NAMED_MAX),
    ...(tenderNames.size === 0 ? {} : { tenders: namesOf(tenderNames) }),
    unknown: [...started.values()].slice(-NAMED_MAX),
    total: minor(total),
    turnover: minor(turnover),
    hasTrade,
  };
}

/** A payment counts once by its id, under the till and day of its start, whoever captured it. */
function capturedContributions(
  view: LedgerView,
  { id, body, streams }: Of<"payment/captured">,
): ReadonlyArray<Contribution> {
  const [home] = streams;
  if (home === undefined) return [];
  const payment = view.state("order", streamName(home)).paymentsById[body.payment];
  return payment?.captured?.id === id ? paymentContributions(payment) : [];
}

function tippedContributionsOf(
  view: LedgerView,
  { id, act: { day }, body, streams: [home] }: Of<"payment/tipped">,
): ReadonlyArray<Contribution> {
  const order = home && view.state("order", streamName(home));
  const payment = order?.paymentsById[body.payment];
  const more = payment && tipsMore(payment).get(id);
  return voiceContributions({ body, day, more: more ?? 0 });
}

function countedDrawer(
  view: LedgerView,
  { id, act, streams, body }: Of<"drawer/counted">,
): ZClosed["drawers"][number] {
  const session = sessionOf(streams);
  return {
    session,
    ...placeOf(view, session),
    count: id,
    by: act.by,
    expected: body.expected.own,
    counted: body.cash.own,
    closed: false,
  };
}

function closeDrawer(
  view: LedgerView,
  drawers: Array<ZClosed["drawers"][number]>,
  { act, streams, body }: Of<"drawer/closed">,
): void {
  const at = drawers.findIndex(({ count }) => count === body.count);
  const { count, expected, counted } = body;
  const by = drawers[at]?.by ?? act.by;
  const session = sessionOf(streams);
  const place = placeOf(view, session);
  const closed = { session, ...place, count, by, expected, counted, closed: true };
  if (at === -1) drawers.push(closed);
  else drawers[at] = closed;
}

/** Which drawer it was, for papers; nothing of one whose beginning has not been heard. */
function placeOf(
  view: LedgerView,
  session: EventId,
): Pick<ZClosed["drawers"][number], "device" | "no" | "pouch"> {
  const { opened } = view.state("drawer", session);
  if (opened === null) return {};
  const { device, no, pouch } = opened.body;
  return {
    device,
    ...(no === undefined ? {} : { no }),
    ...(pouch === undefined ? {} : { pouch }),
  };
}

/** The most tenders named: more than anybody takes on a day. */
const TENDERS_NAMED_MAX = 50;

function namesOf(tenderNames: ReadonlyMap<string, string>): NonNullable<ZClosed["tenders"]> {
  return [...tenderNames]
    .slice(-TENDERS_NAMED_MAX)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([method, name]) => ({ method, name }));
}

function sessionOf(streams: KnownEvent["streams"]): EventId {
  const [home] = streams;
  if (home === undefined) throw new Error("A drawer's event names no session.");
  return streamName(home) as EventId;
}

/** Returns the figures by rising name, without zeros, so that equal sums are equal bytes. */
export function toFigures(sums: ReadonlyMap<string, number>): Figures {
  return Object.fromEntries(
    [...sums].filter(([, amount]) => amount !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
