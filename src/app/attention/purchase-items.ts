/** Orders of a supplier that tills booked as come apart: one delivery that is there twice, or two parts of it. */

import { type CameApart, cameApart } from "../../domain/commands/stock/order-supplies.ts";
import { CAME_APART_TAG } from "../../domain/folds/purchase-fold.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { HANDLED_BY } from "../../domain/state/attention.ts";
import { type Till } from "../till/till.ts";
import { itemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

/** Articles that a sentence names one by one. */
const NAMED_MAX = 3;

export function purchaseItems(
  context: ItemContext,
  view: LedgerView,
  till: Pick<Till, "catalogue">,
): ReadonlyArray<OpenItem> {
  return view.tagged(CAME_APART_TAG).flatMap((stream) => {
    const fact = cameApart(view, streamName(stream) as EventId);
    return fact === undefined ? [] : [purchaseItem(context, fact, till)];
  });
}

function purchaseItem(
  { words, locale, tillBehind }: ItemContext,
  { type, subject, number, articles }: CameApart,
  { catalogue }: Pick<Till, "catalogue">,
): OpenItem {
  const { productsBySku } = catalogue();
  const all = articles.map(({ sku, doubles }) => {
    const { name = sku, unit = "" } = productsBySku.get(sku) ?? {};
    const quantity = doubles.reduce((sum, double) => sum + double.quantity, 0);
    return `${amountText(quantity, unit, locale)} ${name}`;
  });
  const named = all.slice(0, NAMED_MAX).join(", ");
  const goods = all.length > NAMED_MAX ? `${named}, …` : named;
  const deliveries = articles.flatMap((article) => article.deliveries);
  const tills = [...new Set(deliveries.map(({ id }) => tillBehind(id)))];
  return {
    id: itemId([type, subject]),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount: undefined,
    text: words.cameApart({ number, tills, goods }),
    answers: [
      answerOf(words, "came-once", { shown: goods, object: number }),
      answerOf(words, "came-twice", { shown: number, object: number }),
    ],
    subject: { type: "purchase", order: subject },
  };
}
