/** Tills that take no cash and give none, such as a tablet that is carried to the tables. */

import { type RefusalOf } from "../base/refusal-table.ts";
import { type Draft } from "../events/kinds.ts";
import { type DeviceId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type Admission } from "../membership/admission.ts";
import { type DRAWER_REFUSALS } from "../refusals/drawer-refusals.ts";
import { readSetting } from "../settings/settings.ts";

export type NoCashHere = Extract<
  RefusalOf<typeof DRAWER_REFUSALS>,
  { readonly type: "drawer/no-cash-here" }
>;

/** Returns why this device takes no cash, with where else it may be paid; undefined for a till that takes it. */
export function noCashHere(
  view: LedgerView,
  devices: Admission,
  device: DeviceId,
): NoCashHere | undefined {
  const letters = readSetting(view, "cashless-tills");
  if (!letters.includes(devices.get(device)?.code ?? "")) return undefined;
  const [first] = [...devices.values()]
    .filter(({ revoked, rights, code }) => {
      return !revoked && rights.includes("till") && !letters.includes(code);
    })
    .toSorted((one, other) => (one.code < other.code ? -1 : 1));
  return {
    type: "drawer/no-cash-here",
    cashTill: first && `${first.code} ${first.name}`.trim(),
  };
}

/** Whether money is taken or handed out in cash. A bill of nothing moves none. */
export function movesCash(drafts: ReadonlyArray<Draft>): boolean {
  return drafts.some((draft) => {
    switch (draft.kind) {
      case "payment/started":
        return draft.body.method === "cash" && draft.body.amount !== 0;
      case "payment/captured":
        return draft.body.change !== 0;
      case "refund/issued":
        return draft.body.out.some(({ method }) => method === "cash");
      default:
        return false;
    }
  });
}
