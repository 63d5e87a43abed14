/** The shop's own tenders, as F10 offers them in the payment: each with what it would take. */

import { tenderSum } from "../payment.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { type ListRow } from "./list-row.ts";

export function tenderRows(till: TillContext, state: RegisterState): ReadonlyArray<ListRow> {
  const sum = tenderSum(till, state);
  return (state.session?.tenders() ?? []).map((tender) => ({
    sign: String(tender.digit),
    label: tender.name,
    detail: sum === undefined ? "" : till.money(sum),
    choice: { type: "tender", tender },
  }));
}
