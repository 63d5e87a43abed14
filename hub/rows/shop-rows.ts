/** What head office writes down of a shop as a whole, and of its days. */

import { type BusinessDay } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { keptByTill } from "../../src/report/figures.ts";
import { type RowOf, type ShopRows } from "./tables.ts";

/** Returns the shop and its boxes, as far as it was heard. */
export function shopRows(ledger: Ledger): ShopRows {
  const founding = ledger.founding();
  if (founding === undefined) return {};
  const { name, zone, currency, demo } = founding;
  const devices = [...ledger.admission().values()];
  return {
    shop: [{ name, zone, currency, demo }],
    device: devices.map(({ device, code, name: called, rights, revoked }) => ({
      device,
      code,
      name: called,
      rights: rights.join(" "),
      revoked,
    })),
  };
}

/** Returns the sums of these days as the shop's own reports read them. */
export function daySumRows(
  view: LedgerView,
  days: Iterable<BusinessDay>,
): ReadonlyArray<Omit<RowOf<"day_sum">, "shop">> {
  return [...days].flatMap((day) =>
    [...keptByTill(view, day)].flatMap(([till, sums]) =>
      [...sums].map(([what, amount]) => ({ day, till, what, amount })),
    ),
  );
}
