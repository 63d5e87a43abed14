/** What people may do, in German. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type ScreenTillWords } from "./words-shape.ts";

export const permissions = onceAsked((): ScreenTillWords["permissions"] => ({
  sell: "verkaufen",
  pay: "kassieren",
  send: "an die Küche senden",
  void: "stornieren, was die Küche hat",
  price: "Preise ändern",
  discount: "Rabatt geben",
  comp: "Ware verschenken",
  exempt: "Steuerbefreit verkaufen",
  return: "Ware zurücknehmen",
  split: "Rechnungen teilen",
  others: "Tische anderer sehen",
  soldout: "Artikel auf ausverkauft setzen",
  oversell: "Ausverkauftes weiter verkaufen",
  customer: "Kunden nachschlagen",
  erase: "Kunden löschen",
  clock: "ein- und ausstempeln",
  drawer: "Kassenladen führen",
  payout: "Bargeld außerhalb von Verkäufen bewegen",
  reports: "Berichte sehen",
  catalogue: "Artikel ändern",
  staff: "Personal ändern",
  settings: "Einstellungen ändern",
  tables: "Bereiche und Tische ändern",
  devices: "Geräte ändern",
  approve: "für andere freigeben",
}));
