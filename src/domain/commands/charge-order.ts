/**
 * The charges on top of an order's goods. They are written when a rule of the shop begins or ends
 * to apply and not computed by each reader, so that two tills with different settings show the same
 * bill.
 */

import { readTaxClass } from "../catalogue-view.ts";
import { type Service, type Tax } from "../catalogue.ts";
import { type ChargeRule } from "../charge-rules.ts";
import { foldText } from "../entry-text.ts";
import { type Charge } from "../events/charge-events.ts";
import { type Draft } from "../events/kinds.ts";
import { areaNamed, floorView, tableNamed } from "../floor.ts";
import { openedId, orderStream } from "../folds/order-fold.ts";
import { type ChargesWritten, type OrderState } from "../folds/order-state.ts";
import { openWriteIds, registerValue } from "../folds/register.ts";
import { type EventId, type Origin, streamName } from "../identity.ts";
import { ordersOnBill } from "../line-places.ts";
import { orderBalance } from "../order-balance.ts";
import { billOf } from "../order/gathered-order.ts";
import { err, ok } from "../result.ts";
import { readSetting } from "../settings.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "./decision.ts";
import { foldDrafts, shiftContext, viewAfter } from "./drafted-order.ts";

/** The context that rules are looked up with. */
type Looking = Pick<DecisionContext, "view" | "day">;

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
  for (const own of ordersOnBill(order)) {
    const { charges, off } = writtenOn(own);
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
  const known = [...written.map((it) => ({ id: it.rule, name: it.name })), ...rules];
  const found = known.find((rule) => foldText(rule.name) === foldText(name.trim()));
  if (found === undefined) {
    const names = [...new Set(known.map((rule) => rule.name))];
    return err({ type: "charge/unknown", text: name.trim(), names });
  }
  const { id } = found;
  const some = orders.filter((own) => {
    const { charges, off } = writtenOn(own);
    return isOn ? off.includes(id) : charges.some(({ rule }) => rule === id);
  });
  if (some.length === 0) return err({ type: "charge/same", name: found.name, isOn });
  const why = isOn ? ok("") : requireReason(reason, { type: "charge/reason-needed" });
  if (!why.ok) return why;
  // The right is asked for after the reason, so that the approver reads the reason.
  const allowed = requirePermission(context, "discount");
  if (!allowed.ok) return allowed;
  return ok(
    some.map((own) => {
      const others = writtenOn(own).off.filter((rule) => rule !== id);
      const off = isOn ? others : [...others, id];
      return chargedAs(own, chargesFor(context, own, off), why.value);
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
  if (orderBalance(billOf(context.view, id)).status === "paid") return err({ type: "order/paid" });
  const order = context.view.state("order", id);
  return ok([chargedAs(order, chargesFor(context, order, off), "")]);
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

/** Returns the events that charge each order of the bill as the rules say; mostly none. */
export function chargesAnew(context: Looking, order: OrderState): ReadonlyArray<Draft> {
  if (orderBalance(order).status === "paid") return [];
  return ordersOnBill(order).flatMap((own) => chargeDrafts(context, own));
}

/** The bill as it would be charged by whoever printed it, or took money for it, now. */
export function chargedNow(looking: Looking, order: OrderState): OrderState {
  const ahead = { ...looking, ...NOBODY, idAt: (at: number) => `ahead.${at}` as EventId };
  return asCharged(ahead, order, chargesAnew(looking, order));
}

const NOBODY = { till: "" as Origin, staff: { number: "" } };

/** Charges are of one order each: of a bill of several each has its own. */
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

/** The events after which a rule may begin or end to apply: the guests, the service or the lines change. */
const OCCASIONS: ReadonlySet<Draft["kind"]> = new Set([
  "order/opened",
  "order/changed",
  "order/line-added",
]);

/** Adds to a decision what its orders are charged by it. */
export function withCharges(context: DecisionContext, decision: Decision): Decision {
  if (!decision.ok) return decision;
  const drafts = decision.value;
  const isOver = drafts.some(({ kind }) => kind === "order/charged" || kind === "receipt/issued");
  const streams = drafts.filter(isOccasion).flatMap((draft) => draft.streams.slice(0, 1));
  if (isOver || streams.length === 0) return decision;
  // Each line that is added comes by here: a shop without rules doesn't work out what it would be after it.
  const isFree = streams.every(
    (stream) => !mayBeCharged(context, context.view.state("order", streamName(stream))),
  );
  if (isFree) return decision;
  const view = viewAfter(context, drafts);
  const own = [...new Set(streams)].flatMap((stream) => {
    const order = view.state("order", streamName(stream));
    const isPaid = order.opened === null || orderBalance(order).status === "paid";
    return isPaid ? [] : chargeDrafts({ ...context, view }, order);
  });
  return own.length === 0 ? decision : ok([...drafts, ...own]);
}

function isOccasion(draft: Draft): boolean {
  if (draft.kind !== "order/changed") return OCCASIONS.has(draft.kind);
  const { service, table, covers } = draft.body.set;
  return service !== undefined || table !== undefined || covers !== undefined;
}

/** Empty where the order is charged as the rules say. */
function chargeDrafts(context: Looking, order: OrderState): ReadonlyArray<Draft> {
  if (!mayBeCharged(context, order) || order.opened === null) return [];
  const before = writtenOn(order);
  const now = chargesFor(context, order, before.off);
  return JSON.stringify(before.charges) === JSON.stringify(now.charges)
    ? []
    : [chargedAs(order, now, "")];
}

function mayBeCharged({ view }: Looking, { fields }: OrderState): boolean {
  return fields.charges !== undefined || readSetting(view, "charges").length > 0;
}

function chargedAs(order: OrderState, { charges, off }: ChargesWritten, reason: string): Draft {
  const over = openWriteIds(order.fields.charges);
  const streams = [orderStream(openedId(order))];
  return { kind: "order/charged", streams, body: { charges, off, over, reason } };
}

function writtenOn({ fields }: OrderState): ChargesWritten {
  return (fields.charges && registerValue(fields.charges)) ?? NONE;
}

function chargesFor(
  context: Looking,
  order: OrderState,
  off: ReadonlyArray<string>,
): ChargesWritten {
  const { fields } = order;
  const service = registerValue(fields.service) ?? "counter";
  const covers = registerValue(fields.covers) ?? 0;
  const area = areaOf(context, registerValue(fields.table) ?? "");
  const charges = readSetting(context.view, "charges")
    .filter((rule) => !off.includes(rule.id) && applies(rule, { service, covers, area }))
    .map((rule): Charge => ({
      rule: rule.id,
      name: rule.name,
      rate: rule.rate,
      each: rule.each,
      covers: rule.each > 0 ? covers : 0,
      taxes: [...taxesOf(context, rule, service)],
    }));
  return { charges, off: [...off] };
}

interface Seated {
  readonly service: Service;
  readonly covers: number;
  /** Names that its area is known by; empty for none. */
  readonly area: ReadonlyArray<string>;
}

function applies({ each, from, services, areas }: ChargeRule, order: Seated): boolean {
  if (order.covers < from || (each > 0 && order.covers === 0)) return false;
  if (services.length > 0 && !services.includes(order.service)) return false;
  return areas.length === 0 || areas.some((area) => order.area.includes(foldText(area)));
}

function areaOf({ view }: Looking, name: string): ReadonlyArray<string> {
  if (name === "") return [];
  const floor = floorView(view);
  const table = tableNamed(floor, name);
  const area = table === undefined ? undefined : areaNamed(floor, table.area);
  return area === undefined ? [] : [foldText(area.id), foldText(area.name)];
}

function taxesOf(
  { view, day }: Looking,
  { taxClass }: ChargeRule,
  service: Service,
): ReadonlyArray<Tax> {
  if (taxClass === "") return [];
  return readTaxClass(view, taxClass, day)?.taxesByService[service] ?? [];
}
