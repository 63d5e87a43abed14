/** Pieces with a serial number that were sold twice, or came back twice. */

import { serialText } from "../../domain/goods/serial-numbers.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type SerialFact, serialQuestions } from "../../domain/order/serial-pieces.ts";
import { HANDLED_BY } from "../../domain/state/attention.ts";
import { papersText } from "../membership/till-name.ts";
import { itemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

export function serialItems(context: ItemContext, view: LedgerView): ReadonlyArray<OpenItem> {
  return serialQuestions(view).map((fact) => serialItem(context, fact));
}

function serialItem({ words, money, tillBehind }: ItemContext, fact: SerialFact): OpenItem {
  const { type, subject, moves, beyond } = fact;
  const [first] = moves;
  const { name = "", serial = "" } = first ?? {};
  const papers = moves.map(({ id, number }) => ({ number, till: tillBehind(id) }));
  const about = { name: `${name} ${serialText(serial)}`, papers: papersText(papers) };
  const text =
    type === "serial/sold-twice"
      ? words.serialSold(about)
      : words.serialBack({ ...about, sum: money(beyond) });
  return {
    id: itemId([type, subject]),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount: beyond === 0 ? undefined : beyond,
    text,
    answers: [answerOf(words, "settle", "")],
    subject: { type: "serial", fact },
  };
}
