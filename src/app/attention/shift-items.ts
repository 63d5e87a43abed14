/** What tills clocked of a person apart, where it does not fit together. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type ShiftFact } from "../../domain/people/shift-attention.ts";
import { HANDLED_BY } from "../../domain/state/attention.ts";
import { type WallTime, clockText, markTwice } from "../../domain/text/clock-text.ts";
import { localDay } from "../../domain/text/locale.ts";
import { type Till } from "../till/till.ts";
import { itemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

export function shiftItems(
  context: ItemContext,
  view: LedgerView,
  till: Pick<Till, "staffName" | "offsetMinutes" | "days" | "shiftFacts">,
): ReadonlyArray<OpenItem> {
  return till.shiftFacts(view, till.days().now).map((fact): OpenItem => {
    const { type, subject, staff, day, at, other } = fact;
    const name = till.staffName(staff);

    function time(moment: WallTime): string {
      return clockText(markTwice(moment, till.offsetMinutes));
    }

    return {
      id: itemId([type, subject]),
      kind: type,
      addressee: HANDLED_BY[type].addressee,
      amount: undefined,
      text: textOf(context, type, {
        name,
        day: localDay(day, context.locale),
        time: time(at),
        other: time(other),
        till: context.tillBehind(other.id),
      }),
      answers: [answerOf(context.words, "settle", "")],
      subject: { type: "shift", fact },
    };
  });
}

function textOf(
  { words }: ItemContext,
  type: ShiftFact["type"],
  facts: Readonly<Record<"name" | "day" | "time" | "other" | "till", string>>,
): string {
  switch (type) {
    case "shift/out-alone":
      return words.outAlone(facts);
    case "shift/out-twice":
      return words.outTwice(facts);
    case "shift/overlap":
      return words.shiftsOverlap(facts);
    default:
      return assertNever(type, "shift item");
  }
}
