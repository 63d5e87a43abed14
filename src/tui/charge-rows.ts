/** F4 without a number: what the order is charged for service or for each guest, taken off or put on again. */

import { localRate } from "../domain/locale.ts";
import { changed, told } from "./entry-actions.ts";
import { type MeantCharge } from "./meant-charge.ts";
import { type OrderCharge } from "./ports/bill-port.ts";
import { type RegisterState, said, spent } from "./register-state.ts";
import { type ListRow } from "./rows/list-row.ts";
import { type TillContext } from "./till-context.ts";

/** One row for each charge, with what it would become. */
export function chargeRows(till: TillContext, { session }: RegisterState): ReadonlyArray<ListRow> {
  return (session?.bills.charges() ?? []).map((charge) => ({
    sign: "",
    label: chargeMeant(till, charge).preview,
    detail: "",
    choice: { type: "charge", charge },
  }));
}

export function chargeMeant(
  { words: { bill }, locale }: TillContext,
  charge: OrderCharge,
): MeantCharge {
  const { name, rate, isOn } = charge;
  const shown = rate === 0 ? name : `${name} ${localRate(rate, locale)}`;
  return {
    charge: { name, isOn: !isOn },
    preview: isOn ? bill.chargeOff({ charge: shown }) : bill.chargeOn({ charge: shown }),
    done: isOn ? bill.chargeIsOff({ charge: shown }) : bill.chargeIsOn({ charge: shown }),
  };
}

/** The reasons are next where it comes off; a charge that comes back needs none. */
export function chargeOrder(
  till: TillContext,
  state: RegisterState,
  { reason = "", ...meant }: MeantCharge & { readonly reason?: string },
): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const { charge, preview, done } = meant;
  const outcome = session.bills.charge(charge, reason);
  if (!outcome.ok && outcome.fault.needsReason === true) {
    const list = { type: "discount-why" as const, meant, filter: "", at: 0 };
    return said({ ...spent(state), list }, "hint", till.words.done.discountWhy({ what: preview }));
  }
  return changed(state, outcome, told(done, preview));
}
