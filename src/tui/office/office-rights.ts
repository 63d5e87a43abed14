/** Which right a page of the back office takes, and who has it. */

import { type OfficeSession } from "../ports/office-port.ts";
import { type RegisterState } from "../register-state.ts";
import { isPrinterPage } from "./office-printer-rows.ts";
import { type OfficePage } from "./office-state.ts";
import { isTillPage } from "./office-till-rows.ts";

const STAFF_PAGES: ReadonlySet<OfficePage["type"]> = new Set([
  "people",
  "person",
  "new-person",
  "roles",
  "role",
  "new-role",
]);

/** Pages that show nothing to who may not change what stands there. */
const SECRET_PAGES: ReadonlySet<OfficePage["type"]> = new Set([
  "people",
  "person",
  "new-person",
  "customers",
  "customer",
]);

/** Names of those who may look at the page; undefined where the person here may. */
export function whoMayLook({ office, session }: RegisterState): ReadonlyArray<string> | undefined {
  if (office === undefined || !SECRET_PAGES.has(office.page.type)) return undefined;
  return session?.office.whoMay(permissionOf(office.page));
}

const FLOOR_PAGES: ReadonlySet<OfficePage["type"]> = new Set(["floor", "area", "table"]);

export function permissionOf(page: OfficePage): Parameters<OfficeSession["whoMay"]>[0] {
  const { type } = page;
  if (type === "settings") return "settings";
  if (FLOOR_PAGES.has(type)) return "tables";
  if (type === "customers" || type === "customer") return "customer";
  if (isTillPage(page) || isPrinterPage(page)) return "devices";
  return STAFF_PAGES.has(type) ? "staff" : "catalogue";
}
