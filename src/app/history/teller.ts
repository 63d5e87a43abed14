/**
 * How things are called in a history: people, tills and the rest by the names that they have now, goods by
 * those that they were sold under.
 */

import { type DrawerRef } from "../../domain/drawer/drawers.ts";
import { type AtTerminal } from "../../domain/events/card-events.ts";
import { type StreamType } from "../../domain/folds/folds.ts";
import {
  type BusinessDay,
  type DeviceId,
  type EventId,
  type Origin,
  type StreamId,
  streamName,
  streamType,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { milliPercent, thousandths } from "../../domain/money/amounts.ts";
import { dueText } from "../../domain/order/due-at.ts";
import { receiptNumber, toSoldBy } from "../../domain/order/order-view.ts";
import { type EntryState, fieldValue } from "../../domain/state/entry-state.ts";
import { type WallTime, markTwice, momentText } from "../../domain/text/clock-text.ts";
import { localDate, localQuantity, localRate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { historyWords } from "../../words/made/history/all.ts";
import { type HistoryWords } from "../../words/made/history/words.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { type OrderWords } from "../../words/made/order/words.ts";
import { drawerLabel } from "../drawer-label.ts";
import { cashText, tenderName } from "../drawers/drawer-text.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { moneyText, type Speech } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { tenderText } from "../words/tender-text.ts";

/** Goods as an event names them. */
interface Goods {
  readonly name: string;
  readonly quantity: number;
  readonly by: "each" | "weight" | "open";
}

export interface Teller {
  readonly speech: Speech;
  readonly did: HistoryWords["did"];
  readonly fields: HistoryWords["fields"];
  readonly order: OrderWords;
  readonly money: (amount: number) => string;
  /** An amount of a currency, or of the shop's `own`. */
  readonly cash: (amount: number, currency: string) => string;
  readonly day: (day: BusinessDay) => string;
  /** The day that a stream of a day is of. */
  readonly dayOf: (stream: StreamId | undefined) => string;
  /** When an order is wanted. */
  readonly due: (dueAt: string) => string;
  /** Date and time on the shop's wall. */
  readonly moment: (at: WallTime) => string;
  readonly person: (staff: string) => string;
  readonly tender: (tender: {
    readonly method: string;
    readonly name?: string | undefined;
  }) => string;
  /** The tender of a payment. */
  readonly payment: (
    order: StreamId | undefined,
    payment: EventId,
  ) => {
    readonly method: string;
    readonly name?: string | undefined;
    /** Why it goes back; missing for most. */
    readonly reason?: string;
    /** What a terminal was asked for; missing where none was. */
    readonly terminal?: AtTerminal;
  };
  readonly till: (device: DeviceId) => string;
  readonly chain: (origin: Origin) => string;
  /** The name of an entry of the catalogue, of a printer and the like; its id where it has none. */
  readonly entry: (stream: StreamId | undefined) => string;
  readonly orderNumber: (order: EventId) => string;
  /** The number of an order of a supplier. */
  readonly purchaseNumber: (order: EventId) => string;
  /** The number of a receipt of that order. */
  readonly receiptNumber: (order: StreamId | undefined, receipt: EventId) => string;
  readonly goods: (goods: Goods) => string;
  /** Of goods by the piece; with the unit it stands in `goods`. */
  readonly quantity: (quantity: number) => string;
  /** The goods of a line by the order that it was born in; without their quantity. */
  readonly line: (order: StreamId | undefined, line: EventId) => string;
  readonly discount: (discount: { readonly rate: number; readonly amount: number }) => string;
  readonly station: (id: string) => string;
  /** The station and the goods of a ticket. */
  readonly ticket: (stream: StreamId | undefined) => TicketCalled;
  /** The drawer of a session's stream. */
  readonly drawer: (session: StreamId | undefined) => string;
  readonly drawerAt: (ref: DrawerRef) => string;
  /** The person of a shift. */
  readonly shift: (stream: StreamId | undefined) => string;
}

interface TicketCalled {
  readonly station: string;
  /** The goods of these of its lines. */
  readonly goods: (lines: ReadonlyArray<number>) => string;
}

export function createTeller(till: Till, view: LedgerView, speech: Speech): Teller {
  const { locale } = speech;
  const { did, fields } = wordsIn(historyWords, locale);
  const devices = till.ledger.admission();
  const { stationsById } = till.catalogue();

  function entry(stream: StreamId | undefined): string {
    if (stream === undefined) return "";
    const state = view.glance(streamType(stream) as StreamType, streamName(stream));
    const name = fieldValue(entryOf(state), "name");
    return typeof name === "string" && name !== "" ? name : lastOf(streamName(stream));
  }

  function goods({ name, quantity, by }: Goods): string {
    return `${localQuantity(thousandths(quantity), toSoldBy(by), locale)} x ${name}`;
  }

  function station(id: string): string {
    return stationsById.get(id)?.name ?? id;
  }

  function drawerAt(ref: DrawerRef): string {
    return ref.pouch === undefined ? drawerLabel(till, ref) : till.staffName(ref.pouch);
  }

  return {
    speech,
    did,
    fields,
    order: wordsIn(orderWords, locale),
    money: (amount) => moneyText(amount, speech),
    cash: (amount, currency) => cashText(amount, currency, speech),
    day: (day) => localDate(day, locale),
    due: (dueAt) => dueText(dueAt, locale),
    dayOf: (stream) =>
      stream === undefined ? "?" : localDate(streamName(stream) as BusinessDay, locale),
    moment: (at) => momentText(markTwice(at, till.offsetMinutes), locale),
    person: (staff) => till.staffName(staff),
    tender: ({ method, name }) =>
      name === undefined
        ? tenderName(till, method, speech)
        : tenderText({ method, name }, wordsIn(dayWords, locale)),
    payment: (order, payment) => {
      const started =
        order && view.glance("order", streamName(order)).paymentsById[payment]?.started;
      const { method = "cash", name, reason, terminal } = started ?? {};
      return {
        method,
        name,
        ...(reason === undefined ? {} : { reason }),
        ...(terminal === undefined ? {} : { terminal }),
      };
    },
    till: (device) => devices.get(device)?.name ?? device,
    chain: (origin) => tillNameOf(devices, origin),
    entry,
    orderNumber: (order) => view.glance("order", order).opened?.number ?? "?",
    purchaseNumber: (order) => view.state("purchase", order).ordered?.body.number ?? "?",
    receiptNumber: (order, receipt) => {
      if (order === undefined) return "?";
      const { receipts } = view.state("order", streamName(order));
      const body = receipts.find(({ id }) => id === receipt)?.body;
      return body === undefined ? "?" : receiptNumber(body.series, body.no);
    },
    goods,
    quantity: (quantity) => localQuantity(thousandths(quantity), "each", locale),
    line: (order, line) =>
      order === undefined
        ? "?"
        : (view.glance("order", streamName(order)).linesById[line]?.added?.name ?? "?"),
    discount: ({ rate, amount }) =>
      [
        ...(rate === 0 ? [] : [localRate(milliPercent(rate), locale)]),
        ...(amount === 0 ? [] : [moneyText(amount, speech)]),
      ].join(" + "),
    station,
    ticket: (stream) => {
      const issued = stream && view.glance("ticket", streamName(stream)).issued;
      if (issued === undefined || issued === null) return { station: "?", goods: () => "?" };
      const { lines } = issued.body;
      return {
        station: station(issued.body.station),
        goods: (asked) =>
          asked
            .flatMap((at) => lines[at] ?? [])
            .map(({ text, quantity, by }) => goods({ name: text, quantity, by }))
            .join(", "),
      };
    },
    drawer: (session) => {
      const opened = session && view.glance("drawer", streamName(session)).opened;
      return opened === undefined || opened === null ? "?" : drawerAt(opened.body);
    },
    drawerAt,
    shift: (stream) => {
      const person = stream && view.glance("shift", streamName(stream)).staff;
      return person === undefined || person === "" ? "?" : till.staffName(person);
    },
  };
}

/** A card terminal has its fields beside what else is known of it. */
function entryOf(state: object): EntryState {
  return "entry" in state ? (state.entry as EntryState) : (state as EntryState);
}

/** The id of an entry stands after its type: `product/SKU`. */
function lastOf(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}
