/** F10: every command, and on the payment screen the shop's tenders; or what can be done with the line that keys act on. */

import { payByTender, tenderSum } from "../payment.ts";
import { owes, refundDueBy } from "../refund-payments.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { commandRows, lineActRows } from "../rows/command-rows.ts";
import { does, type ListRow, type ListRows, OFFERS_SCANS } from "../rows/list-row.ts";
import { hasQuestions } from "../rows/status-fields.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind, opening } from "./list-kind.ts";

export const moreList = {
  opens: { more: opening("more") },
  title: ({ lists }, { line }) => line ?? lists.more,
  rows: moreRows,
} as const satisfies ListKind<"more">;

/** On the payment screen the digits are the shop's tenders, where it has any. */
function moreRows(till: TillContext, { line }: ListOf<"more">, state: RegisterState): ListRows {
  if (line !== undefined) return lineActRows(state, till.words);
  const commands = commandRows(state, till.words, hasQuestions(till));
  const tenders = state.screen === "payment" ? tenderRows(till, state) : [];
  if (tenders.length === 0) return commands;
  return [...tenders, ...commands.map(withoutDigit)];
}

function withoutDigit(row: ListRow): ListRow {
  return /\d/u.test(row.sign) ? { ...row, sign: "" } : row;
}

/** The shop's own tenders, as F10 offers them in the payment: each with what it would take or give back. */
function tenderRows(till: TillContext, state: RegisterState): ListRows {
  const sum = tenderSum(till, state);
  return (state.session?.tenders() ?? []).map((tender) => {
    const moved = owes(state) ? refundDueBy(state, tender) : sum;
    return {
      sign: String(tender.digit),
      label: tender.name,
      detail: moved === undefined ? "" : till.money(moved),
      choice: does(
        (here, before) => payByTender(here, { ...before, list: undefined }, tender),
        OFFERS_SCANS,
      ),
    };
  });
}
