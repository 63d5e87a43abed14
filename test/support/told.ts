/** Events as folds see them, told in a few words: `told("B", 3, "order/opened", {...})`. */

import { compareKeys } from "../../src/domain/events/event.ts";
import {
  type BodyOf,
  type Kind,
  type KnownEvent,
  KINDS,
  toKnownEvent,
} from "../../src/domain/events/kinds.ts";
import { orderFold } from "../../src/domain/folds/order-fold.ts";
import {
  type BusinessDay,
  type DeviceId,
  type EventId,
  firstOrigin,
  type Origin,
  type StreamId,
  toEventId,
  toStreamId,
} from "../../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../../src/domain/money/amounts.ts";
import { type Tax } from "../../src/domain/money/tax.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { TODAY } from "./shop.ts";

export interface Telling {
  /** Defaults to the seq: later on a chain is later in time. */
  readonly hlc?: number;
  readonly streams?: ReadonlyArray<StreamId>;
  readonly by?: string;
  readonly approved?: string;
  readonly day?: BusinessDay;
  /** By the clock of the till. */
  readonly wallMs?: number;
}

export function originOf(till: string): Origin {
  return firstOrigin(till.toLowerCase().repeat(26).slice(0, 26) as DeviceId);
}

export function idOf(till: string, seq: number): EventId {
  return toEventId(originOf(till), seq, "00000000");
}

/** The order that most tests are about. */
export const ORDER = idOf("A", 1);
export const ORDER_STREAM = toStreamId("order", ORDER);

export function told<K extends Kind>(
  [till, seq]: readonly [till: string, seq: number],
  kind: K,
  {
    body,
    hlc = seq,
    streams = [ORDER_STREAM],
    by = "1",
    approved = "",
    day = TODAY,
    wallMs = 0,
  }: Telling & {
    readonly body: BodyOf<K>;
  },
): KnownEvent {
  const event = toKnownEvent({
    id: idOf(till, seq),
    key: { hlc, origin: originOf(till), seq },
    kind,
    v: KINDS[kind].v,
    streams,
    body,
    act: { by, approved, wallMs, offsetMinutes: 60, day },
  });
  if (event === undefined) throw new Error(`The test told a ${kind} that its schema refuses.`);
  return event;
}

/** The order after these events, whatever the order in which they are given. */
export function orderAfter(
  events: ReadonlyArray<KnownEvent>,
  stream: StreamId = ORDER_STREAM,
): OrderState {
  return events
    .filter((event) => event.streams.includes(stream))
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .reduce((state, event) => orderFold.apply(state, event, stream), orderFold.empty);
}

export const VAT: Tax = { label: "VAT 10%", rate: milliPercent(10_000), included: true };
export const SALES_TAX: Tax = { label: "Tax 10%", rate: milliPercent(10_000), included: false };

export function opened(): KnownEvent {
  const body = {
    number: "A1",
    till: originOf("A"),
    service: "counter",
    table: "",
    name: "",
    covers: 0,
  } as const;
  return told(["A", 1], "order/opened", { body });
}

export function lineBody(
  unit: number,
  {
    taxes = [VAT],
    quantity = 1000,
  }: { readonly taxes?: ReadonlyArray<Tax>; readonly quantity?: number } = {},
): BodyOf<"order/line-added"> {
  const each = [...taxes];
  return {
    sku: "TARTE",
    name: "Tarte",
    kitchen: "Tarte",
    quantity: thousandths(quantity),
    unit: minor(unit),
    by: "each",
    taxes: { counter: each, "dine-in": each, takeaway: each, delivery: each },
    rule: 1,
    station: "kitchen",
    course: 1,
    held: false,
    service: null,
    seat: 0,
    note: "",
    modifiers: [],
  };
}

/** A receipt that covers lines with these amounts, and uses payments. */
export function receiptBody(parts: {
  readonly no: number;
  readonly till?: string;
  readonly items: ReadonlyArray<readonly [line: EventId, net: number]>;
  readonly uses?: ReadonlyArray<readonly [payment: EventId, amount: number]>;
  readonly taxes?: BodyOf<"receipt/issued">["taxes"];
}): BodyOf<"receipt/issued"> {
  const { no, till = "A", items, uses = [], taxes = [] } = parts;
  const total = items.reduce((sum, [, net]) => sum + net, 0);
  return {
    series: till,
    no,
    till: originOf(till),
    drawer: null,
    items: items.map(([line, net]) => ({
      birth: ORDER,
      line,
      at: ORDER,
      num: 1,
      den: 1,
      gross: minor(net),
      off: minor(0),
      offWrite: null,
      net: minor(net),
    })),
    charges: [],
    tips: [],
    taxes,
    uses: uses.map(([payment, amount]) => ({ order: ORDER, payment, amount: minor(amount) })),
    total: minor(total),
    rounding: minor(0),
    rule: 1,
  };
}

export function vatOf(net: number): BodyOf<"receipt/issued">["taxes"] {
  const tax = Math.round(net / 11);
  return [{ ...VAT, base: minor(net - tax), tax: minor(tax) }];
}

export function captureBody(payment: EventId, amount: number): BodyOf<"payment/captured"> {
  return {
    payment,
    amount: minor(amount),
    tendered: minor(amount),
    change: minor(0),
    rounding: minor(0),
    tip: minor(0),
  };
}

export function startBody(amount: number, till = "A"): BodyOf<"payment/started"> {
  return {
    method: "cash",
    amount: minor(amount),
    till: originOf(till),
    series: till,
    drawer: null,
  };
}
