/**
 * Lines of a day that were sold by another price list than the one in force at that moment, because their
 * till had not heard: of the list, of its end, or of another price on it. With them stand the lines that a
 * promotion took something off though it had ended (`promoted-apart.ts`).
 *
 * What was in force is what had been written before the line, whichever till knew of it, read by the
 * line's own clock. Nothing is priced anew; somebody may want to know what it came to. A price that was
 * typed is no list's, and is not looked at.
 */

import { compareKeys, type EventKey } from "../../domain/events/event.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { type LineAdded } from "../../domain/events/line-events.ts";
import { applyEntry } from "../../domain/folds/entry-fold.ts";
import { moneyDayTag } from "../../domain/folds/order-sums.ts";
import { type Catalogue, SERVICES } from "../../domain/goods/catalogue.ts";
import { lineGross } from "../../domain/goods/pricing.ts";
import {
  type BusinessDay,
  type EventId,
  type StreamId,
  streamName,
  toStreamId,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type BirthEvent, isBirth } from "../../domain/lines/born-lines.ts";
import { kindOf } from "../../domain/lines/line-kinds.ts";
import { type MinorUnits, minor, sumMinor, zeroMinor } from "../../domain/money/amounts.ts";
import { pricingRule } from "../../domain/money/pricing-rule.ts";
import { GROUP_FIELD } from "../../domain/people/customers.ts";
import { entryName, readEntries } from "../../domain/prices/catalogue-view.ts";
import { choosePrice, type ChosenPrice } from "../../domain/prices/price-lists.ts";
import { shopMoment, shopTimeOn } from "../../domain/settings/shop-time.ts";
import { emptyEntry, type EntryState, listOfField } from "../../domain/state/entry-state.ts";
import { type LineState, type OrderState } from "../../domain/state/order-state.ts";
import { type Register, registerValue } from "../../domain/state/register.ts";
import { type PricedApart } from "../../report/reconcile.ts";
import { knownEvent } from "../known-event.ts";
import { type Till } from "../till/till.ts";
import { type LineApart, promotedApartOn } from "./promoted-apart.ts";

interface Sold {
  readonly event: BirthEvent;
  readonly line: LineState;
  readonly order: OrderState;
}

/** Returns the sales of that day at a price that another till had changed, each line once. */
export function pricedApartOn(till: Till, view: LedgerView, day: BusinessDay): PricedApart {
  const apart = [...listedApartOn(till, view, day), ...promotedApartOn(till, view, day)];
  return {
    lines: new Set(apart.map(({ line }) => line)).size,
    total: sumMinor(apart, ({ amount }) => amount),
    lists: [...new Set(apart.map(({ name }) => name))].toSorted(),
  };
}

function listedApartOn(till: Till, view: LedgerView, day: BusinessDay): ReadonlyArray<LineApart> {
  if (till.catalogue().priceListsById.size === 0) return [];
  const written = keepWritten(till, view);
  return soldOn(till, view, day).flatMap((sold) => apartOf(till, view, { sold, written }));
}

function soldOn({ ledger }: Till, view: LedgerView, day: BusinessDay): ReadonlyArray<Sold> {
  return view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const order = view.glance("order", streamName(stream));
    const receipts = order.receipts.filter((receipt) => receipt.home && receipt.day === day);
    const ids = new Set(receipts.flatMap(({ body }) => body.items.map((item) => item.line)));
    return [...ids].flatMap((id) => {
      const line = order.linesById[id];
      if (line === undefined || !mayBeListed(view, line)) return [];
      const event = knownEvent(ledger, id);
      return event !== undefined && isBirth(event) ? [{ event, line, order }] : [];
    });
  });
}

/**
 * The price is the one at which it was added, and its product is on a list, or was. A part of a combo is left out: its
 * price is a share of the combo's.
 */
function mayBeListed(view: LedgerView, { added, fields }: LineState): boolean {
  if (added === null || !kindOf(added).repriced || added.by === "open") return false;
  if (added.combo !== undefined) return false;
  if (added.unit !== registerValue(fields.unit)) return false;
  const product = view.state("cat", entryName("product", added.sku));
  return Object.keys(product.fields).some((field) => listOfField(field) !== undefined);
}

function apartOf(
  till: Till,
  view: LedgerView,
  { sold, written }: { readonly sold: Sold; readonly written: Written },
): ReadonlyArray<LineApart> {
  const { event, line, order } = sold;
  const { body } = event;
  const catalogue = catalogueThen(till, event, written);
  const product = catalogue.productsBySku.get(body.sku);
  if (product === undefined) return [];
  const { wallMs, offsetMinutes, day } = event.act;
  const { cutover } = shopTimeOn(view, till.founding, day);
  const at = shopMoment(wallMs, offsetMinutes, cutover);
  const { half } = pricingRule(body.rule);
  // An order may have been served otherwise then, or have been about to be: any way is good enough.
  const services = body.service === null ? SERVICES : [body.service];
  const group = groupThen(till, view, { event, order });
  const ways = services.map((service) =>
    choosePrice(catalogue, product, { at, service, half, group }),
  );
  const served = body.service ?? registerValue(order.fields.service) ?? "counter";
  const right = choosePrice(catalogue, product, { at, service: served, half, group });
  const name = body.list?.name ?? right.from?.list.name;
  const isTyped = body.list === undefined && body.unit !== product.price;
  if (name === undefined || isTyped || ways.some(({ price }) => price === body.unit)) return [];
  return [{ line: event.id, name, amount: beyond(body, right, line) }];
}

function beyond({ unit, rule }: LineAdded, { price }: ChosenPrice, line: LineState): MinorUnits {
  const quantity = registerValue(line.fields.quantity);
  if (quantity === undefined) return zeroMinor;
  const { half } = pricingRule(rule);
  return lineGross({ unitPrice: minor(unit - price), modifiersPerUnit: zeroMinor, quantity, half });
}

/** Returns all writes of an entry that still hold, by rising key. */
type Written = (stream: StreamId) => ReadonlyArray<KnownEvent>;

function keepWritten({ ledger }: Till, view: LedgerView): Written {
  const eventsByStream = new Map<StreamId, ReadonlyArray<KnownEvent>>();
  return (stream) => {
    const events =
      eventsByStream.get(stream) ??
      [...writesOf(view.state("cat", streamName(stream)))]
        .flatMap((id) => knownEvent(ledger, id) ?? [])
        .toSorted((a, b) => compareKeys(a.key, b.key));
    eventsByStream.set(stream, events);
    return events;
  };
}

function writesOf({ fields, plans }: EntryState): ReadonlySet<EventId> {
  const registers = Object.values(fields);
  const open = [...registers.flatMap((register) => register.open), ...plans];
  return new Set([...registers.flatMap(({ gone }) => gone), ...open.map(({ id }) => id)]);
}

/** The product and all lists, as they had been written when the line was. */
function catalogueThen(till: Till, { key, body, act }: BirthEvent, written: Written): Catalogue {
  const now = till.catalogue();
  const lists = [...now.priceListsById.keys()].map((id) => entryName("price-list", id));
  const streams = [entryName("product", body.sku), ...lists].map((name) => toStreamId("cat", name));
  const none = { ...now, priceListsById: new Map(), listedPrices: new Map() };
  return readEntries(none, {
    day: act.day,
    streams,
    entryOf: (name) => {
      const stream = toStreamId("cat", name);
      return entryAt(key, stream, written(stream));
    },
  });
}

/** Returns the customer group of the order when the line was written; empty for none. */
function groupThen(
  { ledger }: Till,
  view: LedgerView,
  { event: { key }, order }: Pick<Sold, "event" | "order">,
): string {
  const customer = lastBefore(ledger, key, {
    writes: order.fields.customer,
    valueOf: (known) => (known.kind === "order/changed" ? known.body.set.customer : undefined),
  });
  if (customer === undefined || customer === "") return "";
  const register = view.state("customer", customer).fields[GROUP_FIELD];
  if (register === undefined) return "";
  const group = lastBefore(ledger, key, {
    writes: register,
    valueOf: (known) => (known.kind === "customer/set" ? known.body.set.group : undefined),
  });
  return group ?? "";
}

function lastBefore(
  ledger: Till["ledger"],
  key: EventKey,
  {
    writes: { open, gone },
    valueOf,
  }: {
    readonly writes: Register<unknown>;
    readonly valueOf: (known: KnownEvent) => string | undefined;
  },
): string | undefined {
  const last = [...gone, ...open.map(({ id }) => id)]
    .flatMap((id) => knownEvent(ledger, id) ?? [])
    .filter((known) => compareKeys(known.key, key) < 0)
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .at(-1);
  return last && valueOf(last);
}

function entryAt(key: EventKey, stream: StreamId, events: ReadonlyArray<KnownEvent>): EntryState {
  return events
    .filter((event) => compareKeys(event.key, key) < 0)
    .reduce((state, event) => applyEntry(state, event, stream), emptyEntry);
}
