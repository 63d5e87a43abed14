/** What a box was told of today, sold by, and found otherwise once it had heard the past, in words. */

import { streamName, type StreamId, streamType } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor } from "../../domain/money/amounts.ts";
import { isProductStream, productName, skuOf } from "../../domain/prices/catalogue-view.ts";
import { type DifferedPresent } from "../membership/differing-present.ts";
import { type Till } from "../till/till.ts";
import { type ItemContext } from "./open-item.ts";

/** So many names fit beside the rest. */
const NAMED_MAX = 3;

export function toldText(
  { words, money }: ItemContext,
  till: Till,
  { till: name, teller, said }: DifferedPresent,
): string {
  const { entries, amount, figures } = said;
  const named = till.ledger.read((view) =>
    entries.slice(0, NAMED_MAX).map((entry) => nameOf(view, till, entry)),
  );
  const sign = amount > 0 ? "+" : "";
  const what = [
    ...named,
    ...(entries.length > NAMED_MAX ? ["…"] : []),
    ...(amount === 0 ? [] : [words.toldMoney({ money: sign + money(minor(amount)) })]),
    ...(figures === 0 ? [] : [words.toldFigures({ count: figures })]),
  ];
  return words.toldOtherwise({ till: name, teller, what: what.join(", ") });
}

function nameOf(view: LedgerView, till: Till, stream: StreamId): string {
  if (streamType(stream) === "staff") return till.staffName(streamName(stream));
  return isProductStream(stream) ? productName(view, skuOf(stream)) : streamName(stream);
}
