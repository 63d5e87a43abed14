/** Why cash may not move here: at a till that takes none, or while nobody has opened a drawer. */

import { type RefusalOf } from "../base/refusal-table.ts";
import { type Draft } from "../events/kinds.ts";
import { type DeviceId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type Admission } from "../membership/admission.ts";
import { type DRAWER_REFUSALS } from "../refusals/drawer-refusals.ts";
import { readSetting } from "../settings/settings.ts";
import { movesCash, noCashHere } from "./cashless-tills.ts";
import { movesUncountedCash } from "./drawers.ts";

/** Where cash would move. */
export interface CashPlace {
  readonly admission: Admission;
  readonly device: DeviceId;
  /** The person was told that no drawer is open, and goes on all the same. */
  readonly isWithoutDrawer: boolean;
}

/** Returns why the cash of these events may not move there; undefined where they move none, or may. */
export function refusedCash(
  view: LedgerView,
  drafts: ReadonlyArray<Draft>,
  { admission, device, isWithoutDrawer }: CashPlace,
): RefusalOf<typeof DRAWER_REFUSALS> | undefined {
  const noCash = noCashHere(view, admission, device);
  if (noCash !== undefined && movesCash(drafts)) return noCash;
  const needed = readSetting(view, "drawer-needed");
  if (needed === "sell" || !movesUncountedCash(drafts)) return undefined;
  const isAsked = needed === "ask";
  return isAsked && isWithoutDrawer ? undefined : { type: "drawer/none-open", isAsked };
}
