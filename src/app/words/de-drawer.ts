/** What commands tell of cash drawers and the safe, in German. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type DrawerWords } from "./drawer-words.ts";

export const deDrawer = onceAsked((): DrawerWords => ({
  drawer: (name) => `Lade ${name}`,
  pouch: (who) => `Geldtasche von ${who}`,
  opened: (drawer, float) => `${drawer} ist offen mit ${float}.`,
  moved: {
    in: (drawer, money) => `${drawer}: ${money} eingezahlt.`,
    out: (drawer, money) => `${drawer}: ${money} ausgezahlt.`,
    drop: (drawer, money) => `${drawer}: ${money} in den Tresor gelegt.`,
    tips: (drawer, money) => `${drawer}: ${money} Trinkgeld ausgezahlt.`,
  },
  noSale: (reason) => `Lade ohne Verkauf geöffnet: ${reason}`,
  taken: (drawer) => `Verkauft wird ab jetzt aus: ${drawer}.`,
  counted: (drawer, at, who) => `${drawer}, gezählt ${at} von ${who}`,
  openSince: (drawer, at, who) => `${drawer}, offen seit ${at}, von ${who}`,
  closed: (drawer, at, who) => `${drawer}, geschlossen ${at} von ${who}`,
  float: "Wechselgeld",
  expected: "Erwartet",
  expectedIn: (currency) => `Erwartet in ${currency}`,
  count: "Gezählt",
  countIn: (currency) => `Gezählt in ${currency}`,
  countBy: (at, who) => `Gezählt ${at}, ${who}`,
  difference: "Differenz",
  since: "Nach der Zählung bewegt",
  leaves: "Bleibt in der Lade",
  toSafe: "In den Tresor",
  fromSafe: "Vom Wechselgeld aus dem Tresor",
  reason: (text) => `Grund: ${text}`,
  lacks: {
    reason: "Geschlossen ohne den Grund, den die Differenz braucht: jemand muss das ansehen.",
    approval: "Geschlossen ohne die Freigabe, die die Differenz braucht: jemand muss das ansehen.",
  },
  slips: (tender, payments) => `${tender}, ${counted(payments, "Zahlung", "Zahlungen")}`,
  moves: {
    in: "Eingezahlt",
    out: "Ausgezahlt",
    drop: "In den Tresor",
    tips: "Trinkgeld ausgezahlt",
  },
  noSales: (times) => `Ohne Verkauf geöffnet: ${times}`,
  opensToCount: (drawer) => `${drawer} geht auf. Was darin liegt: \`till drawer count 20*10 7*5\`.`,
  toCount: (times) => `Zum Zählen geöffnet: ${times}`,
  byKey: (times) => `Mit dem Schlüssel geöffnet: ${times}`,
  keyTurned: (till) => `Lade von ${till} mit dem Schlüssel geöffnet`,
  none: "Keine Lade ist offen: `till drawer open 150` beginnt mit 150,00 darin.",
  safe: {
    in: (money) => `${money} in den Tresor gelegt.`,
    out: (money) => `${money} aus dem Tresor genommen.`,
    bank: (money) => `${money} zur Bank gebracht.`,
  },
  inSafe: (currency) => `Im Tresor, ${currency}`,
  countStands: "Die Zählung ist notiert; die Lade ist noch offen.",
  z: (name, day) => `Z ${name}, ${day}`,
  noZ: (day) => `Vom ${day} gibt es kein Z.`,
}));
