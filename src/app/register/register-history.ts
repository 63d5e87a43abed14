/** What happened, at the register: to an order, a receipt, or by a person today. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal as DomainRefusal } from "../../domain/commands/refusal.ts";
import { parseReceiptNumber } from "../../domain/order/order-view.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type HistoryDesk, type HistoryWish } from "../../tui/ports/history-port.ts";
import { historyWords } from "../../words/made/history/all.ts";
import { findSubject, type HistoryOf, type NamedSubject } from "../history/history-subject.ts";
import { historyToNarrow } from "../history/history-text.ts";
import { readHistory } from "../history/history.ts";
import { type Till } from "../till/till.ts";
import { type Desk, mayReport } from "./register-desk.ts";

export function historyActions(desk: Desk): HistoryDesk {
  const { till } = desk;
  return {
    read: (wish) => {
      const may = mayReport(desk);
      if (!may.ok) return may;
      const found = subjectOf(till, wish);
      if (!found.ok) return desk.refused(found.fault);
      const { of, name, subject } = found.value;
      const today = till.days().now;
      const days = subject.of === "order" ? undefined : { from: today, to: today };
      const speech = { currency: till.currency, locale: desk.locale() };
      const lines = readHistory(till, { subject, days, filter: {}, speech });
      const { head, nothing } = wordsIn(historyWords, speech.locale);
      const rows = historyToNarrow(till, lines, speech);
      return ok({ title: head({ what: of, name }), lines: rows.length === 0 ? [nothing] : rows });
    },
  };
}

/** A number may be that of a receipt, an order or a person: in this order. */
function subjectOf(till: Till, wish: HistoryWish): Result<NamedSubject, DomainRefusal> {
  if ("person" in wish) return findSubject(till, { of: "person", text: wish.person });
  const text = "order" in wish ? wish.order : wish.typed;
  const kinds: ReadonlyArray<HistoryOf> =
    parseReceiptNumber(text) === undefined ? ["order", "person"] : ["receipt"];
  let first: DomainRefusal = { type: "order/unknown", text };
  for (const [at, of] of kinds.entries()) {
    const found = findSubject(till, { of, text });
    if (found.ok) return found;
    if (at === 0) first = found.fault;
  }
  return err(first);
}
