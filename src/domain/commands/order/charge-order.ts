/**
 * The charges on top of an order's goods. They are written when a rule of the shop begins or ends
 * to apply and not computed by each reader, so that two tills with different settings show the same
 * bill.
 */

import { guestsOf, ordersOnBill } from "../../balance/line-places.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { lazy } from "../../base/lazy.ts";
import { err, ok } from "../../base/result.ts";
import { type Charge } from "../../events/charge-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { knownReceipts, orderStream } from "../../folds/order-fold.ts";
import { type Service } from "../../goods/catalogue.ts";
import {
  type EventId,
  type Origin,
  type StreamId,
  streamName,
  streamType,
} from "../../identity.ts";
import { CHARGED_BIRTHS } from "../../lines/born-lines.ts";
import { type Tax } from "../../money/tax.ts";
import { billOf, billOrder, gatherOrder } from "../../order/gathered-order.ts";
import { readCatalogue, readTaxClass } from "../../prices/catalogue-view.ts";
import { type SupplyTime } from "../../prices/supply-taxes.ts";
import { type ChargeRule } from "../../settings/charge-rules.ts";
import { areaNamed, floorView, tableNamed } from "../../settings/floor.ts";
import { readSetting } from "../../settings/settings.ts";
import { wallDate } from "../../settings/shop-time.ts";
import { type ChargesWritten, type OrderState, openedId } from "../../state/order-state.ts";
import { openWriteIds, registerValue } from "../../state/register.ts";
import { foldText } from "../../text/entry-text.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { foldDrafts, shiftContext, viewAfter } from "./drafted-order.ts";

/** The context that rules are looked up with. */
type Looking = SupplyTime;

const NONE: ChargesWritten = { charges: [], off: [] };

export interface ChargeWish {
  /** Name of a charge, or of a rule of the shop. */
  readonly name: string;
  /** Whether the order is charged so again. */
  readonly isOn: boolean;
  readonly reason?: string | undefined;
}

/** A charge that an order has, or had before somebody took it off. */
export interface KnownCharge extends Pick<Charge, "name" | "rate" | "each"> {
  readonly isOn: boolean;
}

/** Returns the charges that a person may take off the bill, and those that may come back, each once. */
export function knownCharges(
  { view }: Pick<DecisionContext, "view">,
  order: OrderState,
): ReadonlyArray<KnownCharge> {
  const rules = readSetting(view, "charges");
  const all: KnownCharge[] = [];
  for (const member of ordersOnBill(order)) {
    const { charges, off } = writtenOn(member);
    const some = rules.filter(({ id }) => off.includes(id));
    for (const { name, rate, each } of charges) all.push({ name, rate, each, isOn: true });
    for (const { name, rate, each } of some) all.push({ name, rate, each, isOn: false });
  }
  return [...new Map(all.map((one) => [`${foldText(one.name)} ${one.isOn}`, one])).values()];
}

/** Takes a charge off all orders of a bill, for a reason, or lets it come back. */
export function decideCharge(
  context: DecisionContext,
  order: OrderState,
  { name, isOn, reason = "" }: ChargeWish,
): Decision {
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  const orders = ordersOnBill(order);
  const written = orders.flatMap((own) => writtenOn(own).charges);
  const rules = readSetting(context.view, "charges");
  const rulesNamed = [...written.map((it) => ({ id: it.rule, name: it.name })), ...rules];
  const found = rulesNamed.find((rule) => foldText(rule.name) === foldText(name.trim()));
  if (found === undefined) {
    const names = [...new Set(rulesNamed.map((rule) => rule.name))];
    return err({ type: "charge/unknown", text: name.trim(), names });
  }
  const { id } = found;
  const isCharged = written.some(({ rule }) => rule === id);
  const isOff = orders.some((own) => writtenOn(own).off.includes(id));
  if (isOn ? !isOff : !isCharged) return err({ type: "charge/same", name: found.name, isOn });
  const why = isOn ? ok("") : requireReason(reason, { type: "charge/reason-needed" });
  if (!why.ok) return why;
  // The right is asked for after the reason, so that the approver reads the reason.
  const allowed = requirePermission(context, "discount");
  if (!allowed.ok) return allowed;
  return ok(
    chargeDrafts(context, order, {
      reason: why.value,
      offOf: (own) => {
        const others = writtenOn(own).off.filter((rule) => rule !== id);
        return isOn ? others : [...others, id];
      },
    }),
  );
}

export interface ChargesBefore {
  /** An order that was charged otherwise before. */
  readonly order: EventId;
  /** Rules that were off it. */
  readonly off: ReadonlyArray<string>;
}

/** Takes back what a person said of the charges of an order, on whichever bill it is. */
export function decideChargesBack(
  context: DecisionContext,
  { order: id, off }: ChargesBefore,
): Decision {
  const allowed = requirePermission(context, "discount");
  if (!allowed.ok) return allowed;
  const bill = billOf(context.view, id);
  if (orderBalance(bill).status === "paid") return err({ type: "order/paid" });
  return ok(
    chargeDrafts(context, bill, {
      offOf: (own) => (own.opened?.id === id ? off : writtenOn(own).off),
    }),
  );
}

/** Returns the events that take all charges off a bill whose goods came off. */
export function chargesTakenOff(
  context: DecisionContext,
  order: OrderState,
  reason: string,
): ReadonlyArray<Draft> {
  const rules = readSetting(context.view, "charges").map(({ id }) => id);
  return chargeDrafts(context, order, {
    reason,
    offOf: (own) => {
      const { charges, off } = writtenOn(own);
      return [...new Set([...off, ...charges.map(({ rule }) => rule), ...rules])];
    },
  });
}

/**
 * The decision, on the bill as the shop's rules charge it now: the same sum is printed, taken and
 * recorded on every till.
 */
export function onChargedOrder(
  context: DecisionContext,
  order: OrderState,
  decide: (context: DecisionContext, order: OrderState) => Decision,
): Decision {
  const drafts = chargesAnew(context, order);
  if (drafts.length === 0) return decide(context, order);
  const decided = decide(shiftContext(context, drafts.length), asCharged(context, order, drafts));
  return decided.ok ? ok([...drafts, ...decided.value]) : decided;
}

/** Returns the events that charge the bill as the rules say; mostly none. */
export function chargesAnew(context: Looking, order: OrderState): ReadonlyArray<Draft> {
  if (orderBalance(order).status === "paid") return [];
  return chargeDrafts(context, order);
}

/** The bill as it would be charged by whoever printed it, or took money for it, now. */
export function chargedNow(looking: Looking, order: OrderState): OrderState {
  const ahead = { ...looking, ...NOBODY, idAt: (at: number) => `ahead.${at}` as EventId };
  return asCharged(ahead, order, chargesAnew(looking, order));
}

const NOBODY = { till: "" as Origin, staff: { number: "" } };

/** The events are of one order each. */
function asCharged(
  context: Parameters<typeof foldDrafts>[0],
  order: OrderState,
  drafts: ReadonlyArray<Draft>,
): OrderState {
  function charged(own: OrderState): OrderState {
    const stream = orderStream(openedId(own));
    const later = drafts.findIndex(({ streams }) => streams.includes(stream));
    const draft = drafts[later];
    if (draft === undefined) return own;
    return foldDrafts({ ...context, idAt: () => context.idAt(later) }, own, [draft]);
  }

  const { gathered } = order;
  if (gathered === undefined) return charged(order);
  return { ...charged(order), gathered: { ...gathered, orders: gathered.orders.map(charged) } };
}

/** The events after which a rule may begin or end to apply: the guests, the service, the goods or the bill change. */
const OCCASIONS: ReadonlySet<Draft["kind"]> = new Set([
  "order/opened",
  "order/changed",
  ...CHARGED_BIRTHS,
  "order/line-placed",
  "order/line-voided",
  "order/line-changed",
  "order/merged",
]);

/** Adds to a decision what its bills are charged by it. */
export function withCharges(context: DecisionContext, decision: Decision): Decision {
  if (!decision.ok) return decision;
  const drafts = decision.value;
  const isOver = drafts.some(({ kind }) => kind === "order/charged" || kind === "receipt/issued");
  const ids = new Set(
    drafts.filter(isOccasion).flatMap((draft) => draft.streams.filter(isOrder).map(idOf)),
  );
  if (isOver || ids.size === 0) return decision;
  // Each line that is added comes by here: a shop without rules doesn't work out what it would be after it.
  const isFree = [...ids].every((id) => !mayBeCharged(context, billOf(context.view, id)));
  if (isFree) return decision;
  const view = viewAfter(context, drafts);
  const bills = new Set([...ids].map((id) => billOrder(view, id)));
  const own = [...bills].flatMap((id) => {
    const bill = gatherOrder(view, id);
    return bill.opened === null ? [] : chargesAnew({ ...context, view }, bill);
  });
  return own.length === 0 ? decision : ok([...drafts, ...own]);
}

function isOrder(stream: StreamId): boolean {
  return streamType(stream) === "order";
}

function idOf(stream: StreamId): EventId {
  return streamName(stream) as EventId;
}

function isOccasion(draft: Draft): boolean {
  if (draft.kind === "order/line-changed") return draft.body.set.quantity !== undefined;
  if (draft.kind !== "order/changed") return OCCASIONS.has(draft.kind);
  const { service, table, covers } = draft.body.set;
  return service !== undefined || table !== undefined || covers !== undefined;
}

/** What a person says of charges: the rules that are off each order, and why. */
interface Said {
  readonly offOf: (own: OrderState) => ReadonlyArray<string>;
  readonly reason?: string;
}

const AS_WRITTEN: Said = { offOf: (own) => writtenOn(own).off };

/** Empty where the bill is charged as the rules say. */
function chargeDrafts(
  context: Looking,
  bill: OrderState,
  { offOf, reason = "" }: Said = AS_WRITTEN,
): ReadonlyArray<Draft> {
  if (!mayBeCharged(context, bill)) return [];
  const orders = ordersOnBill(bill).filter(({ opened }) => opened !== null);
  const charges = chargesFor(context, { bill, orders, offOf });
  const otherOrders = orders.slice(1).map(openedId);
  return orders.flatMap((own, at): ReadonlyArray<Draft> => {
    const written = writtenOn(own);
    const off = [...offOf(own)];
    // A charge is the bill's: its first order has it for all.
    const isFirst = at === 0 && charges.length > 0;
    const onBill = isFirst && otherOrders.length > 0 ? { bill: otherOrders } : {};
    const now: ChargesWritten = { charges: isFirst ? [...charges] : [], off, ...onBill };
    const isSame = JSON.stringify(written) === JSON.stringify(now);
    const isSaid = JSON.stringify(written.off) !== JSON.stringify(off);
    return isSame ? [] : [chargedAs(own, now, isSaid ? reason : "")];
  });
}

function mayBeCharged({ view }: Looking, bill: OrderState): boolean {
  const isCharged = ordersOnBill(bill).some(({ fields }) => fields.charges !== undefined);
  return isCharged || readSetting(view, "charges").length > 0;
}

function chargedAs(order: OrderState, written: ChargesWritten, reason: string): Draft {
  const over = openWriteIds(order.fields.charges);
  const streams = [orderStream(openedId(order))];
  return {
    kind: "order/charged",
    streams,
    body: { ...written, over, knows: knownReceipts(order), reason },
  };
}

function writtenOn({ fields }: OrderState): ChargesWritten {
  return (fields.charges && registerValue(fields.charges)) ?? NONE;
}

/** Returns the charges of a bill with these orders, by the first one's table and the guests of all. */
function chargesFor(
  context: Looking,
  {
    bill,
    orders,
    offOf,
  }: Pick<Said, "offOf"> & {
    readonly bill: OrderState;
    readonly orders: ReadonlyArray<OrderState>;
  },
): ReadonlyArray<Charge> {
  const [first] = orders;
  if (first === undefined) return [];
  const { fields } = first;
  const service = registerValue(fields.service) ?? "counter";
  const covers = guestsOf(orders);
  const area = areaOf(context, registerValue(fields.table) ?? "");
  const goods = lazy(() => goodsOn(context, bill));
  return readSetting(context.view, "charges").flatMap((rule): ReadonlyArray<Charge> => {
    const charged = orders.filter((own) => !offOf(own).includes(rule.id));
    const guests = rule.each > 0 ? guestsOf(charged) : 0;
    const isFree = charged.length === 0 || (rule.each > 0 && guests === 0);
    if (isFree || !applies(rule, { service, covers, area, goods })) return [];
    return [
      {
        rule: rule.id,
        name: rule.name,
        rate: rule.rate,
        each: rule.each,
        covers: guests,
        taxes: [...taxesOf(context, rule, service)],
      },
    ];
  });
}

interface Seated {
  readonly service: Service;
  readonly covers: number;
  /** Names that its area is known by; empty for none. */
  readonly area: ReadonlyArray<string>;
  /** SKUs of its goods, and what their categories are called. */
  readonly goods: () => ReadonlySet<string>;
}

function applies({ each, from, services, areas, goods }: ChargeRule, order: Seated): boolean {
  if (order.covers < from || (each > 0 && order.covers === 0)) return false;
  if (services.length > 0 && !services.includes(order.service)) return false;
  if (goods.length > 0 && !goods.some((text) => order.goods().has(foldText(text)))) return false;
  return areas.length === 0 || areas.some((area) => order.area.includes(foldText(area)));
}

/** Returns the goods on a bill that a charge may be on, paid or not, by their SKUs and what their categories are now. */
function goodsOn({ view, day }: Looking, bill: OrderState): ReadonlySet<string> {
  const { categoriesById, productsBySku } = readCatalogue(view, day);
  const lines = orderBalance(bill).lines.filter(
    ({ kind, voided, quantity }) => kind.charged && !voided && quantity > 0,
  );
  return new Set(
    lines.flatMap(({ line }) => {
      const { sku = "" } = line.added ?? {};
      const category = productsBySku.get(sku)?.category ?? "";
      return [sku, category, categoriesById.get(category)?.name ?? ""].map(foldText);
    }),
  );
}

function areaOf({ view }: Looking, name: string): ReadonlyArray<string> {
  if (name === "") return [];
  const floor = floorView(view);
  const table = tableNamed(floor, name);
  const area = table === undefined ? undefined : areaNamed(floor, table.area);
  return area === undefined ? [] : [foldText(area.id), foldText(area.name)];
}

function taxesOf(
  { view, day, at }: Looking,
  { taxClass }: ChargeRule,
  service: Service,
): ReadonlyArray<Tax> {
  if (taxClass === "") return [];
  return readTaxClass(view, taxClass, wallDate(day, at))?.taxesByService[service] ?? [];
}
