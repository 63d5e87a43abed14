/** The back office of a till that has none: it shows nothing and refuses every change. */

import { businessDaySchema } from "../../src/domain/identity.ts";
import { err } from "../../src/domain/result.ts";
import { type OfficeSession } from "../../src/tui/ports/office-port.ts";

export const noOffice: OfficeSession = {
  today: () => businessDaySchema.parse("2026-11-20"),
  nextDay: () => businessDaySchema.parse("2026-11-21"),
  whoMay: () => [],
  changeEntry: refuse,
  planPrice: refuse,
  cancelPlans: refuse,
  planned: () => [],
  plannedTaxes: () => [],
  cancelTaxes: refuse,
  inQuestion: () => [],
  settings: () => [],
  changeSetting: refuse,
  cancelSetting: refuse,
  paperColumns: () => 48,
  customers: {
    find: refuse,
    contested: () => new Set(),
    look: () => undefined,
    add: refuse,
    change: refuse,
    erase: refuse,
  },
  tills: {
    list: () => [],
    remains: () => undefined,
    shutOut: refuse,
    mayShutOut: refuse,
    canPromote: () => false,
    promote: refuse,
    addresses: () => [],
    readAddress: () => undefined,
    addAddress: refuse,
    removeAddress: refuse,
    mayInvite: refuse,
    invite: () => Promise.resolve(refuse()),
    invitation: () => undefined,
    endInvitation: refuse,
  },
  backups: {
    list: () => [],
    add: () => Promise.resolve(refuse()),
    added: () => undefined,
    remove: refuse,
  },
  printers: {
    list: () => [],
    stations: () => [],
    look: () => undefined,
    search: () => undefined,
    printNumbers: () => undefined,
    readAddress: () => undefined,
    nameAt: () => undefined,
    add: () => Promise.resolve(refuse()),
    models: () => [],
    setFields: refuse,
    probe: () => Promise.resolve(refuse()),
    printTestPage: refuse,
    setUse: refuse,
    replace: refuse,
    remove: refuse,
  },
  people: refuse,
  roles: () => [],
  changeRole: refuse,
  giveRole: refuse,
  mayAdd: refuse,
  maySetPin: refuse,
  addPerson: () => Promise.resolve(refuse()),
  setPin: () => Promise.resolve(refuse()),
  setActive: refuse,
  setBadge: refuse,
  setLanguage: refuse,
};

function refuse() {
  return err({ message: "This till has no back office." });
}
