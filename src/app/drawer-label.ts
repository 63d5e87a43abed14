/**
 * The label of a drawer, as people type and read it: the letter of its till and its number (`A1`),
 * and for a pouch the staff number of its carrier.
 */

import { type DrawerRef } from "../domain/drawer/drawers.ts";
import { type Till } from "./till/till.ts";

export function drawerLabel(
  { ledger }: Pick<Till, "ledger">,
  { device, no, pouch }: DrawerRef,
): string {
  return pouch ?? `${ledger.admission().get(device)?.code ?? "?"}${no ?? 1}`;
}
