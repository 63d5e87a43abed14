/**
 * What an order is charged on top of its goods: written when a rule of the shop begins or ends to apply,
 * never worked out by whoever looks, so that two tills with other settings show the same bill.
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
import { overOf, registerValue } from "../folds/register.ts";
import { streamName } from "../identity.ts";
import { orderBalance } from "../order-balance.ts";
import { err, ok } from "../result.ts";
import { readSetting } from "../settings.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "./decision.ts";
import { foldDrafts, shiftContext, viewAfter } from "./drafted-order.ts";

const NONE: ChargesWritten = { charges: [], off: [] };

export interface ChargeWish {
  /** Name of a charge, or of a rule of the shop. */
  readonly name: string;
  /** Whether the order is charged so again. */
  readonly isOn: boolean;
  readonly reason?: string | undefined;
}

/** Takes a charge off an order, for a reason, or lets it come back. */
export function decideCharge(
  context: DecisionContext,
  order: OrderState,
  { name, isOn, reason = "" }: ChargeWish,
): Decision {
  const allowed = requirePermission(context, "discount");
  if (!allowed.ok) return allowed;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  const before = writtenOn(order);
  const rules = readSetting(context.view, "charges");
  const known = [...before.charges.map((it) => ({ id: it.rule, name: it.name })), ...rules];
  const found = known.find((rule) => foldText(rule.name) === foldText(name.trim()));
  if (found === undefined) {
    const names = [...new Set(known.map((rule) => rule.name))];
    return err({ type: "charge/unknown", text: name.trim(), names });
  }
  const isOff = before.off.includes(found.id);
  const isThere = before.charges.some(({ rule }) => rule === found.id);
  if (isOn ? !isOff : !isThere) return err({ type: "charge/same", name: found.name, isOn });
  const why = isOn ? ok("") : requireReason(reason, { type: "charge/reason-needed" });
  if (!why.ok) return why;
  const others = before.off.filter((id) => id !== found.id);
  const off = isOn ? others : [...others, found.id];
  return ok([chargedAs(order, chargesFor(context, order, off), why.value)]);
}

/** Takes back what a person said of the charges; `off`: rules that were off before. */
export function decideChargesBack(
  context: DecisionContext,
  order: OrderState,
  { off, reason }: { readonly off: ReadonlyArray<string>; readonly reason: string },
): Decision {
  const allowed = requirePermission(context, "discount");
  if (!allowed.ok) return allowed;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  return ok([chargedAs(order, chargesFor(context, order, off), reason)]);
}

/**
 * The decision, on the order as the shop's rules charge it now: the same sum is taken, printed and
 * recorded on every till.
 */
export function onChargedOrder(
  context: DecisionContext,
  order: OrderState,
  decide: (context: DecisionContext, order: OrderState) => Decision,
): Decision {
  const drafts = chargeDrafts(context, order);
  if (drafts.length === 0) return decide(context, order);
  const after = foldDrafts(context, order, drafts);
  const decided = decide(shiftContext(context, drafts.length), after);
  return decided.ok ? ok([...drafts, ...decided.value]) : decided;
}

/** What is written of whom an order is for, how it is served, or what is on it, may begin or end a rule. */
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
  const view = viewAfter(context, drafts);
  const own = [...new Set(streams)].flatMap((stream) => {
    const order = view.state("order", streamName(stream));
    return order.opened === null ? [] : chargeDrafts({ ...context, view }, order);
  });
  return own.length === 0 ? decision : ok([...drafts, ...own]);
}

function isOccasion(draft: Draft): boolean {
  if (draft.kind !== "order/changed") return OCCASIONS.has(draft.kind);
  const { service, table, covers } = draft.body.set;
  return service !== undefined || table !== undefined || covers !== undefined;
}

/** Empty where the order is charged as the rules say. */
function chargeDrafts(context: DecisionContext, order: OrderState): ReadonlyArray<Draft> {
  const rules = readSetting(context.view, "charges");
  if (rules.length === 0 && order.fields.charges === undefined) return [];
  if (order.opened === null || orderBalance(order).status === "paid") return [];
  const before = writtenOn(order);
  const now = chargesFor(context, order, before.off);
  return JSON.stringify(before.charges) === JSON.stringify(now.charges)
    ? []
    : [chargedAs(order, now, "")];
}

function chargedAs(order: OrderState, { charges, off }: ChargesWritten, reason: string): Draft {
  const over = overOf(order.fields.charges);
  const streams = [orderStream(openedId(order))];
  return { kind: "order/charged", streams, body: { charges, off, over, reason } };
}

function writtenOn({ fields }: OrderState): ChargesWritten {
  return (fields.charges && registerValue(fields.charges)) ?? NONE;
}

function chargesFor(
  context: DecisionContext,
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

function areaOf({ view }: DecisionContext, name: string): ReadonlyArray<string> {
  if (name === "") return [];
  const floor = floorView(view);
  const table = tableNamed(floor, name);
  const area = table === undefined ? undefined : areaNamed(floor, table.area);
  return area === undefined ? [] : [foldText(area.id), foldText(area.name)];
}

function taxesOf(
  { view, day }: DecisionContext,
  { taxClass }: ChargeRule,
  service: Service,
): ReadonlyArray<Tax> {
  if (taxClass === "") return [];
  return readTaxClass(view, taxClass, day)?.taxesByService[service] ?? [];
}
