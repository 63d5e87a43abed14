/** What a drawer is called on screens and papers: by the till that it stands at, or by who carries it. */

import { type DrawerPlace } from "../../domain/drawer/drawers.ts";
import { type Locale } from "../../domain/locale.ts";
import { type Till } from "../till.ts";
import { drawerNames } from "../words/drawer-names.ts";

/** Such as `Bar's drawer`, `Bar's drawer 2`, `Mia's pouch`. */
export function drawerName(
  { ledger, staffName }: Pick<Till, "ledger" | "staffName">,
  place: DrawerPlace | undefined,
  locale: Locale,
): string {
  const words = drawerNames(locale);
  if (place === undefined) return words.unheard;
  const { device, no = 1, pouch } = place;
  if (pouch !== undefined) return words.pouch(staffName(pouch));
  const till = ledger.admission().get(device)?.name ?? device.slice(0, SHOWN);
  return no === 1 ? words.drawer(till) : words.drawerNo(till, no);
}

/** Of a device that nobody has heard of. */
const SHOWN = 8;
