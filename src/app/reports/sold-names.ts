/** How things in reports are called now. */

import { categoryNameOf } from "../../domain/day/z-goods.ts";
import { type Origin } from "../../domain/identity.ts";
import { floorView, tableNamed } from "../../domain/settings/floor.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type SoldNames } from "../../report/sales/sales-reports.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { type Speech } from "../speech.ts";
import { type Till } from "../till/till.ts";

/** Each name is looked up once: a year has many papers and few names. */
export function soldNames(till: Till, { locale }: Pick<Speech, "locale">): SoldNames {
  const { ledger } = till;
  const words = wordsIn(reportsWords, locale);
  const devices = ledger.admission();
  return {
    staff: once((staff) => till.staffName(staff)),
    till: once((origin) => tillNameOf(devices, origin as Origin)),
    category: once((sku) => ledger.read((view) => categoryNameOf(view, sku))),
    area: once((table) =>
      ledger.read((view) => {
        const floor = floorView(view);
        const area = tableNamed(floor, table)?.area;
        return floor.areas.find(({ id }) => id === area)?.name ?? "";
      }),
    ),
    customer: once((id) => {
      const customer = till.customers.look(id);
      return typeof customer === "object" ? customer.name : words.erased;
    }),
    words,
  };
}

function once(named: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const found = known.get(key) ?? named(key);
    known.set(key, found);
    return found;
  };
}
