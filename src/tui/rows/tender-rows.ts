/** The shop's own tenders, as F10 offers them in the payment: each with what it would take or give back. */

import { owes, tenderBack } from "../hand-back.ts";
import { tenderSum } from "../payment.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { type ListRow } from "./list-row.ts";

export function tenderRows(till: TillContext, state: RegisterState): ReadonlyArray<ListRow> {
  const sum = tenderSum(till, state);
  return (state.session?.tenders() ?? []).map((tender) => {
    const moved = owes(state) ? tenderBack(state, tender) : sum;
    return {
      sign: String(tender.digit),
      label: tender.name,
      detail: moved === undefined ? "" : till.money(moved),
      choice: { type: "tender", tender },
    };
  });
}
