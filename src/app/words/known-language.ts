/** The language of a shop or of somebody in it, for what is said before the shop is opened for a command. */

import { readStaffMember } from "../../domain/people/staff.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { openLedger, type StoreDeps } from "../../ledger/open-ledger.ts";

/** Returns the person's own language, else the shop's. Throws StoreError where the store can't be opened. */
export function knownLanguage(dir: string, deps: StoreDeps, staff: string | undefined): Locale {
  const ledger = openLedger(dir, { ...deps, readOnly: true });
  try {
    return ledger.read((view) => {
      const personsLanguage =
        staff === undefined ? undefined : readStaffMember(view, staff)?.language;
      return personsLanguage ?? readSetting(view, "language");
    });
  } finally {
    ledger.close();
  }
}
