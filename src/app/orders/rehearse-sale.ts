/**
 * A sale that is played through and not written. What is done for the first time after a start is found,
 * made and compiled first, which takes ten times as long as the doing: no guest shall wait for it.
 */

import { type Catalogue, type Product } from "../../domain/catalogue.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { foldDrafts, shiftContext } from "../../domain/commands/drafted-order.ts";
import { decideAddGoods } from "../../domain/commands/edit-order.ts";
import { decideCash } from "../../domain/commands/pay-order.ts";
import { makeReadyForTrade } from "../../domain/events/kinds.ts";
import { oneUnit, zeroMinor } from "../../domain/money/amounts.ts";
import { NO_LOOKS, toOrderView } from "../../domain/order/order-view.ts";
import { ok } from "../../domain/result.ts";
import { readSetting } from "../../domain/settings.ts";
import { type Till } from "../till.ts";

/**
 * False where there is nothing to sell, or nobody to sell it: the first sale takes its time then. Also
 * where something fails below: the sale itself will say so, if it does, to somebody who needs it.
 */
export function rehearseSale(till: Till): boolean {
  try {
    return rehearse(till);
  } catch {
    return false;
  }
}

function rehearse(till: Till): boolean {
  makeReadyForTrade();
  const catalogue = till.catalogue();
  const product = catalogue.productsBySku.values().find(isPlain);
  const member = till.staff().find(({ active }) => active);
  if (product === undefined || member === undefined) return false;
  const actor = { number: member.number, name: member.shownName };
  return till.rehearse(actor, "rehearse", (context) => decideSale(context, catalogue, product));
}

/** Has a price, and asks for nothing. */
function isPlain({ active, soldBy, openPrice, modifierGroups, price }: Product): boolean {
  return active && soldBy === "each" && !openPrice && modifierGroups.length === 0 && price > 0;
}

function decideSale(context: DecisionContext, catalogue: Catalogue, product: Product): Decision {
  const service = readSetting(context.view, "default-service");
  const goods = { product, quantity: oneUnit };
  const added = decideAddGoods(context, { catalogue, order: undefined, goods, service, course: 0 });
  if (!added.ok) return added;
  const order = foldDrafts(context, undefined, added.value);
  const due = toOrderView(order, NO_LOOKS)?.due ?? zeroMinor;
  const later = shiftContext(context, added.value.length);
  const paid = decideCash(later, order, { tendered: due, tip: zeroMinor });
  return paid.ok ? ok([...added.value, ...paid.value]) : paid;
}
