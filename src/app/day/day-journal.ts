/**
 * The journal of a business day: each Z one transaction, each supplement one of its own. What is in no Z yet
 * is a supplement as well, which the next Z takes the place of.
 */

import { lastZ } from "../../domain/commands/money/close-day.ts";
import { closedDay, type ClosedDay } from "../../domain/day/closed-day.ts";
import { type Figures, type ZClosed } from "../../domain/events/day-events.ts";
import { OWN } from "../../domain/events/drawer-events.ts";
import { compareInLedger } from "../../domain/events/event.ts";
import { chartNamed } from "../../domain/figures/charts.ts";
import { accountPart, createAccounts, type Parts } from "../../domain/figures/journal-accounts.ts";
import { laterZTag, type ZState } from "../../domain/folds/day-fold.ts";
import { drawerDayTag } from "../../domain/folds/drawer-sums.ts";
import { safeDayTag } from "../../domain/folds/safe-fold.ts";
import { pooledOnTag } from "../../domain/folds/tips-fold.ts";
import {
  type BusinessDay,
  chainPosition,
  deviceOf,
  type EventId,
  type Origin,
  streamName,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { currenciesByCode, formatMoney } from "../../domain/money/currency.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { settledDay } from "../../domain/terminals/acquirer.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { type BookingContext } from "../../report/journal/bookings.ts";
import { createChainBookings } from "../../report/journal/chain-bookings.ts";
import { feeBookings } from "../../report/journal/fee-bookings.ts";
import {
  type Journal,
  type JournalEntry,
  journalToText,
} from "../../report/journal/journal-text.ts";
import { poolBookings } from "../../report/journal/pool-bookings.ts";
import { settledBookings } from "../../report/journal/settled-bookings.ts";
import { stockBookings } from "../../report/journal/stock-bookings.ts";
import { createStockBooks, type StockBooks } from "../../report/stock-books.ts";
import { correctedAlike } from "../../report/supplements.ts";
import { knownEvent } from "../known-event.ts";
import { pooledTotal } from "../people/tip-pool.ts";
import { createChainSums } from "../till/chain-sums.ts";
import { type Till } from "../till/till.ts";
import { createStretchReader, type Stretch, type StretchReader } from "./journal-stretch.ts";

export type DaysJournal = Journal;

/** Returns a journal as hledger reads it. */
export function journalLines(journal: DaysJournal): ReadonlyArray<string> {
  return journalToText(journal);
}

/** Returns consecutive days as double entry: the same on every till that knows the same. */
export function journalOf(
  { ledger, currency }: Pick<Till, "ledger" | "currency">,
  days: ReadonlyArray<BusinessDay>,
  { rules = [], byReceipt = false }: JournalForm = {},
): DaysJournal {
  return ledger.read((view) => {
    function moneyOf(amount: ZClosed["total"], code: string): string {
      const its = currenciesByCode.get(code) ?? currency;
      return `${its.code} ${formatMoney(amount, its)}`;
    }
    const accounts = createAccounts(
      [...rules, ...readSetting(view, "accounts")],
      chartNamed(readSetting(view, "chart")),
    );
    function contextOf(till: Origin): BookingContext {
      return {
        currency: currency.code,
        till: lettersOf(ledger, till),
        drawerOf: (session) => drawerParts(ledger, view, session),
        tenderName,
        accounts,
      };
    }
    const stretches = createStretchReader({ ledger, view, contextOf, byReceipt });
    const reading: Reading = { ledger, view, moneyOf, contextOf, stretches };
    const [first] = days;
    const isStockIn = readSetting(view, "journal-stock") === "always";
    const stock = isStockIn && first !== undefined ? createStockBooks(view, first) : undefined;
    const parts = days.map((day) => dayEntries(reading, day, stock));
    return {
      days,
      currency: currency.code,
      notes: parts.flatMap(({ notes }) => notes),
      entries: parts.flatMap(({ entries }) => entries),
    };
  });
}

export interface JournalForm {
  /** The accounts that hold before those of the shop. */
  readonly rules?: ReadonlyArray<string>;
  /** Whether each receipt has bookings of its own. */
  readonly byReceipt?: boolean;
}

interface Reading {
  readonly ledger: Till["ledger"];
  readonly view: LedgerView;
  /** Formats an amount in the shop's own money, or by ISO 4217. */
  readonly moneyOf: (amount: ZClosed["total"], code: string) => string;
  readonly contextOf: (till: Origin) => BookingContext;
  readonly stretches: StretchReader;
}

function dayEntries(
  reading: Reading,
  day: BusinessDay,
  stock: StockBooks | undefined,
): { readonly notes: ReadonlyArray<string>; readonly entries: ReadonlyArray<JournalEntry> } {
  const closed = closedDay(reading.view, day);
  const { closes, zs, laterZs, missingZs } = closed;
  const isClosed = closes.length > 0;
  const named = zs.map((it) => zEntry(reading, it, { isFinal: true, after: "" }));
  const later = laterZs.map((it) =>
    zEntry(reading, it, { isFinal: false, after: isClosed ? " (after the close)" : "" }),
  );
  return {
    notes: [
      ...(isClosed ? [] : [`${day} is not closed yet.`]),
      ...missingZs.map(
        ({ series, no, total }) =>
          `Z ${series}-${no} of ${day} is not here: its ${reading.moneyOf(total, OWN)} are missing.`,
      ),
    ],
    entries: [
      ...named,
      ...later,
      ...endedEntries(reading, day, closed),
      ...otherEntries(reading, day),
      ...openEntries(reading, day, closed),
      ...alikeEntries(reading, day, isClosed),
      settledEntry(reading, day, isClosed),
      ...poolEntries(reading, day, isClosed),
      feesEntry(reading, day),
      ...(stock === undefined ? [] : [stockEntry(reading, day, { stock, isClosed })]),
    ].filter(({ bookings }) => bookings.length > 0),
  };
}

function zEntry(
  reading: Reading,
  { body }: ZState,
  { isFinal, after }: { readonly isFinal: boolean; readonly after: string },
): JournalEntry {
  const { contextOf, moneyOf, stretches } = reading;
  const { series, no, day, till, unknown } = body;
  const places = contextOf(till);
  return {
    day,
    code: `${series}-${no}`,
    description: `Z ${no} of till ${places.till}${after}`,
    isFinal,
    notes: [
      eventsNote(body),
      ...moveNotes(reading, body),
      ...unknown.map(
        ({ method, amount }) =>
          `not known yet and in no sum, ${places.tenderName(method)} ${moneyOf(amount, OWN)}`,
      ),
    ],
    ...stretches.bookings(stretchOf(body), body),
  };
}

/** Returns what a Z covers. */
function stretchOf({ till, from, to, day }: ZClosed): Stretch {
  return { origin: till, from, to, day };
}

interface Supplement {
  readonly till: Origin;
  readonly code: string;
  readonly description: string;
  readonly isFinal: boolean;
  readonly notes: ReadonlyArray<string>;
  readonly figures: Figures;
  /** Whose events it is of. */
  readonly stretch: Stretch;
}

function supplement(
  { stretches }: Reading,
  day: BusinessDay,
  { till, figures, stretch, ...said }: Supplement,
): JournalEntry {
  return { day, ...said, ...stretches.bookings(stretch, { day, till, figures }) };
}

/** Returns the entries of chains that a close counted and that ended before their Z. */
function endedEntries(
  reading: Reading,
  day: BusinessDay,
  { ended }: ClosedDay,
): ReadonlyArray<JournalEntry> {
  return ended.map(({ origin, from, to, figures }) => {
    const letters = lettersOf(reading.ledger, origin);
    return supplement(reading, day, {
      till: origin,
      code: `${letters}-ended`,
      description: `Supplement of till ${letters}, which went before its Z`,
      isFinal: true,
      notes: [eventsNote({ from, to, till: origin })],
      figures,
      stretch: { origin, from, to, day },
    });
  });
}

/** Returns the entries that Zs of another day, or of another till, have for this day. */
function otherEntries(reading: Reading, day: BusinessDay): ReadonlyArray<JournalEntry> {
  const { ledger, view } = reading;
  return view
    .tagged(laterZTag(day))
    .flatMap((stream) => view.state("day", streamName(stream)).zs)
    .toSorted(({ body: a }, { body: b }) => compareText(a.series, b.series) || a.no - b.no)
    .flatMap(({ body }) =>
      body.others
        .filter((other) => other.day === day)
        .map(({ till, figures }) =>
          supplement(reading, day, {
            till,
            code: `${body.series}-${body.no}`,
            description: `Supplement of till ${lettersOf(ledger, till)}, from Z ${body.series}-${body.no} of ${body.day}`,
            isFinal: true,
            notes: [],
            figures,
            stretch: stretchOf(body),
          }),
        ),
    );
}

/** Returns the entries of each chain for the day that no Z holds yet. */
function openEntries(
  reading: Reading,
  day: BusinessDay,
  { ended }: ClosedDay,
): ReadonlyArray<JournalEntry> {
  const { ledger, view } = reading;
  const origins = [...ledger.heads().keys()].toSorted(compareText);
  return origins.flatMap((origin) => {
    const counted = ended.filter((range) => range.origin === origin).map(({ to }) => to);
    const from = Math.max(lastZ(view, origin)?.body.to ?? 0, ...counted) + 1;
    return openStretches(reading, { origin, from, day }).map((open) => {
      const letters = lettersOf(ledger, open.till);
      return supplement(reading, day, {
        code: `${letters}-open`,
        description: `Supplement of till ${letters}, in no Z yet`,
        isFinal: false,
        ...open,
      });
    });
  });
}

/** Returns what comes off again of corrections that another till had made as well: their Zs have them. */
function alikeEntries(
  { ledger, view, contextOf }: Reading,
  day: BusinessDay,
  isClosed: boolean,
): ReadonlyArray<JournalEntry> {
  return correctedAlike(view, day).map(({ correction: { id, body } }) => {
    const letters = lettersOf(ledger, body.till);
    const { till } = body;
    const made = createChainBookings({ day, till, contextOf, byReceipt: false });
    const event = knownEvent(ledger, id);
    if (event !== undefined) made.add(view, event);
    const bookings = made.of(day, till).map(({ debit, credit, ...money }) => {
      return Object.assign(money, { debit: credit, credit: debit });
    });
    return {
      day,
      code: `${letters}-alike`,
      description: `Supplement of till ${letters}, a correction made at two tills`,
      isFinal: isClosed,
      notes: [`event ${chainPosition(id).seq} of ${chainPosition(id).origin}`],
      isSound: true,
      bookings,
    };
  });
}

type OpenStretch = Pick<Supplement, "till" | "figures" | "notes" | "stretch">;

/** Returns the stretches of a chain for its own day, and its events for the day from another day or till. */
function openStretches(
  reading: Reading,
  {
    origin,
    from,
    day,
  }: { readonly origin: Origin; readonly from: number; readonly day: BusinessDay },
): ReadonlyArray<OpenStretch> {
  const { ledger, view } = reading;
  const head = ledger.head(origin);
  if (head === undefined || head.day < day || head.seq < from) return [];
  const sums = createChainSums(ledger, { origin, from });
  sums.readUpTo(view, head.seq);
  return sums.stretches().flatMap((stretch) => {
    if (!stretch.sums.hasTrade) return [];
    const { figures, others } = stretch.sums;
    const own = stretch.day === day ? [{ till: origin, figures }] : [];
    const said = { ...stretch, till: origin };
    const notes = [eventsNote(said), ...(stretch.day === day ? moveNotes(reading, said) : [])];
    return [...own, ...others.filter((other) => other.day === day)].map((it) => {
      return { till: it.till, figures: it.figures, notes, stretch: { ...stretch, origin } };
    });
  });
}

function eventsNote({ from, to, till }: Pick<ZClosed, "from" | "to" | "till">): string {
  return `events ${from} to ${to} of ${till}`;
}

/** What people settled on that day, whatever day the money is of. */
function settledEntry(
  { ledger, view, contextOf }: Reading,
  day: BusinessDay,
  isClosed: boolean,
): JournalEntry {
  const drawers = view.tagged(drawerDayTag(day)).flatMap((stream) => {
    const { opened, found = [] } = view.state("drawer", streamName(stream));
    const own = found.filter((it) => it.day === day);
    return opened === null ? [] : own.map(({ body }) => ({ session: opened.id, found: body }));
  });
  return {
    day,
    code: "settled",
    description: "What people settled",
    isFinal: isClosed,
    notes: [],
    isSound: true,
    bookings: settledBookings({ drawers }, contextOf(ledger.identity.origin)),
  };
}

/** Tips that were shared out on that day, whatever days they are of; two pools apart both stand. */
function poolEntries(
  { ledger, view, contextOf, moneyOf }: Reading,
  day: BusinessDay,
  isClosed: boolean,
): ReadonlyArray<JournalEntry> {
  const found = view
    .tagged(pooledOnTag(day))
    .flatMap((stream) => view.state("tips", streamName(stream)).pools)
    .filter((pool) => pool.day === day);
  // A pool of several days stands on each of them.
  const pools = [...new Map(found.map((pool) => [pool.id, pool])).values()];
  return pools.toSorted(compareInLedger).map(({ by, till, body }) => ({
    day,
    code: "pool",
    description: `Tips of ${body.from} to ${body.to} shared out`,
    isFinal: isClosed,
    notes: [`${moneyOf(pooledTotal(body), OWN)} by ${by} at till ${lettersOf(ledger, till)}`],
    isSound: true,
    bookings: poolBookings(body, contextOf(till)),
  }));
}

/** What acquirers kept of the day's card money, by the till that took it. */
function feesEntry({ ledger, view, contextOf }: Reading, day: BusinessDay): JournalEntry {
  const { currency, accounts } = contextOf(ledger.identity.origin);
  const lines = settledDay(view, day).lines.map(({ row, payment }) => ({
    fee: row.fee,
    till: payment === undefined ? undefined : lettersOf(ledger, payment.started.till),
  }));
  return {
    day,
    code: "fees",
    description: "Fees of card acquirers",
    isFinal: true,
    notes: [],
    isSound: true,
    bookings: feeBookings(lines, { currency, accounts }),
  };
}

/** What the day did with stock, at what goods cost at its end: what comes later changes the days after it. */
function stockEntry(
  { ledger, contextOf }: Reading,
  day: BusinessDay,
  { stock, isClosed }: { readonly stock: StockBooks; readonly isClosed: boolean },
): JournalEntry {
  return {
    day,
    code: "stock",
    description: "Goods received, used and lost",
    isFinal: isClosed,
    notes: [],
    isSound: true,
    bookings: stockBookings(stock.flowsOn(day), contextOf(ledger.identity.origin)),
  };
}

/** Why cash went in or out beside what was sold, as people said it: no sum has room for that. */
function moveNotes(
  { view, moneyOf }: Reading,
  { day, till, from, to }: Pick<ZClosed, "day" | "till" | "from" | "to">,
): ReadonlyArray<string> {
  const moves = view
    .tagged(drawerDayTag(day))
    .flatMap((stream) => view.state("drawer", streamName(stream)).moves);
  const safe = view
    .tagged(safeDayTag(day))
    .flatMap((stream) => view.state("safe", streamName(stream)).moved ?? []);
  return [...moves, ...safe]
    .filter(({ id }) => {
      const { origin, seq } = chainPosition(id);
      return origin === till && from <= seq && seq <= to;
    })
    .filter(({ body }) => body.reason !== "")
    .toSorted((a, b) => chainPosition(a.id).seq - chainPosition(b.id).seq)
    .map(({ by, body: { what, currency, amount, reason } }) => {
      return `${what} ${moneyOf(amount, currency)} by ${by}, ${accountPart(reason)}`;
    });
}

/** Returns the parts of a drawer's account: the number of a till's drawer, or the person of a pouch. */
function drawerParts(ledger: Till["ledger"], view: LedgerView, session: EventId): Parts {
  const { opened } = view.state("drawer", session);
  if (opened === null) return { drawer: "not known here" };
  const { device, no, pouch } = opened.body;
  const till = ledger.admission().get(device)?.code ?? device;
  return pouch === undefined ? { till, drawer: String(no ?? 1) } : { drawer: `pouch ${pouch}` };
}

function lettersOf(ledger: Till["ledger"], origin: Origin): string {
  const device = deviceOf(origin);
  return ledger.admission().get(device)?.code ?? device;
}

/** Returns the tender's name by its id, which no new name changes: a closed month stays in its accounts. */
function tenderName(method: string): string {
  return method.replace(/^own-/u, "").replaceAll("-", " ");
}
