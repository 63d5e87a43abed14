/** What a box was told of today, sold by, and found otherwise once it had heard the past: somebody looks. */

import { HANDLED_BY } from "../../domain/attention.ts";
import { streamName, type StreamId, streamType } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor } from "../../domain/money/amounts.ts";
import { entryName, productName } from "../../domain/prices/catalogue-view.ts";
import { type DifferedPresent, listDiffering } from "../mesh/differing-present.ts";
import { type Till } from "../till.ts";
import { itemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

/** So many names fit beside the rest. */
const NAMED_MAX = 3;
const PRODUCT_START = entryName("product", "");

export function toldItems(
  context: ItemContext,
  view: LedgerView,
  till: Till,
): ReadonlyArray<OpenItem> {
  return listDiffering(till.ledger).map((told) => {
    const { origin, item } = told;
    const { words } = context;
    const what = whatDiffered(context, told, (stream) => nameOf(view, till, stream));
    return {
      id: itemId([item.type, origin, item.subject]),
      kind: item.type,
      addressee: HANDLED_BY[item.type].addressee,
      amount: undefined,
      text: words.toldOtherwise({ till: told.till, teller: told.teller, what }),
      answers: [answerOf(words, "settle", "")],
      subject: { type: "origin", settled: { origin, item } },
    };
  });
}

function whatDiffered(
  { words, money }: ItemContext,
  { said: { entries, amount, figures } }: DifferedPresent,
  name: (stream: StreamId) => string,
): string {
  const named = entries.slice(0, NAMED_MAX).map((entry) => name(entry));
  const sign = amount > 0 ? "+" : "";
  return [
    ...named,
    ...(entries.length > NAMED_MAX ? ["…"] : []),
    ...(amount === 0 ? [] : [words.toldMoney({ money: sign + money(minor(amount)) })]),
    ...(figures === 0 ? [] : [words.toldFigures({ count: figures })]),
  ].join(", ");
}

function nameOf(view: LedgerView, till: Till, stream: StreamId): string {
  const name = streamName(stream);
  if (streamType(stream) === "staff") return till.staffName(name);
  return name.startsWith(PRODUCT_START)
    ? productName(view, name.slice(PRODUCT_START.length))
    : name;
}
