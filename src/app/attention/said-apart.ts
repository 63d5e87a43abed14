/** What tills said of an order apart, in words: `Counter: takeaway, Bar: eat in`. */

import { choosable, mayHold } from "../../domain/commands/order/say-which-holds.ts";
import { type Exempt } from "../../domain/events/exempt-events.ts";
import { thousandths, minor } from "../../domain/money/amounts.ts";
import { dueText } from "../../domain/order/due-at.ts";
import { saidApart, type SaidApart } from "../../domain/order/said-apart.ts";
import { type AttentionFact } from "../../domain/state/attention.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { localQuantity } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { historyWords } from "../../words/made/history/all.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { headTexts, lineFields } from "../history/tell-order.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

/** Returns who said what; empty where no field can be said in a word or two. */
export function saidText(context: ItemContext, order: OrderState, fact: AttentionFact): string {
  const texts = saidApart(order, fact).flatMap((apart) =>
    apart.said.map(({ id, value }) => {
      const text = valueText(context, order, { ...apart, value });
      return text === undefined ? undefined : `${context.tillBehind(id)}: ${text}`;
    }),
  );
  return texts.includes(undefined) ? "" : texts.join(", ");
}

/** The answers that one of several words holds, by the rising key of what was said. */
export const HOLDING = ["first-holds", "second-holds", "third-holds"] as const;

/** Returns an answer for each of the first three values, where a person may say which holds. */
export function whichHolds(
  context: ItemContext,
  order: OrderState,
  fact: AttentionFact,
): OpenItem["answers"] {
  const apart = choosable(order, fact);
  if (apart === undefined) return [];
  return apart.said.slice(0, HOLDING.length).flatMap(({ id, value }, at) => {
    if (!mayHold(order, apart, value)) return [];
    const text = valueText(context, order, { ...apart, value }) ?? "";
    const which = HOLDING[at] ?? "first-holds";
    return [answerOf(context.words, which, `${text} (${context.tillBehind(id)})`)];
  });
}

/** Returns the value that stands as long as nobody answers; empty where no person may choose. */
export function standsText(context: ItemContext, order: OrderState, fact: AttentionFact): string {
  const apart = choosable(order, fact);
  const last = apart?.said.findLast(({ value }) => mayHold(order, apart, value));
  if (apart === undefined || last === undefined) return "";
  return valueText(context, order, { ...apart, value: last.value }) ?? "";
}

interface SaidValue extends Pick<SaidApart, "of" | "field"> {
  readonly value: unknown;
}

/** Undefined for what no word says: whose customer it is, an amount off, the bills that a line lies on. */
function valueText(
  { locale, money }: ItemContext,
  { receipts }: OrderState,
  { of, field, value }: SaidValue,
): string | undefined {
  const { did, fields } = wordsIn(historyWords, locale);
  const order = wordsIn(orderWords, locale);
  const set = { [field]: value };
  if (of === "line") {
    if (field === "discount" || field === "place") return undefined;
    const text = lineFields(set, {
      fields,
      order,
      money: (amount) => money(minor(amount)),
      quantity: (quantity) => localQuantity(thousandths(quantity), "each", locale),
    });
    return text === "" ? "-" : text;
  }
  switch (field) {
    case "name":
      return value === "" ? "-" : String(value);
    case "exempt": {
      const exempt = value as Exempt | null;
      return exempt === null ? did.orderTaxed : `${did.orderExempted} ${exempt.number}`;
    }
    case "service":
    case "dueAt": {
      const kept = receipts.find(({ body }) => body.items.some(({ kind }) => kind === "forfeit"));
      if (field === "dueAt" && value === "" && kept !== undefined) {
        return did.forfeited({ money: money(kept.body.total) });
      }
      const [text = "-"] = headTexts(set, {
        fields,
        order,
        person: (staff) => staff,
        due: (dueAt) => dueText(dueAt, locale),
      });
      return text;
    }
    default:
      return undefined;
  }
}
