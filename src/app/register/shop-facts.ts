/** What the screens know of the shop, as its settings are now. */

import { floorView } from "../../domain/floor.ts";
import { minor } from "../../domain/money/amounts.ts";
import { isTraining } from "../../domain/series.ts";
import { readSetting } from "../../domain/settings.ts";
import { type ShopFacts } from "../../tui/ports/till-port.ts";
import { type Till } from "../till.ts";

export function shopFacts({ ledger, founding, currency, deviceName, shopLocale }: Till): ShopFacts {
  return {
    name: founding.name,
    device: deviceName(),
    currency: currency.code,
    demo: founding.demo,
    training: isTraining(founding),
    get locale() {
      return shopLocale();
    },
    get recordsIn() {
      return shopLocale();
    },
    get defaultService() {
      return ledger.read((view) => readSetting(view, "default-service"));
    },
    get lockAfterMinutes() {
      return ledger.read((view) => readSetting(view, "lock-after"));
    },
    get tables() {
      return ledger.read((view) => floorView(view).tables.map(({ name: table }) => table));
    },
    scaleLabels: ledger.read((view) => readSetting(view, "scale-labels")),
    denominations: currency.denominations.map(minor),
  };
}
