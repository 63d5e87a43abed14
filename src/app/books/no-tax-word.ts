/**
 * Xero's name for no tax, since a journal has its taxes in bookings of their own. Each country's edition has another
 * name among its tax rates, and its import takes no other.
 */

import { countriesByCode } from "../../domain/founding/countries.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { shopTimeOn } from "../../domain/settings/shop-time.ts";
import { type Till } from "../till/till.ts";

interface Edition {
  readonly word: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Whether a zone of IANA is in the country. */
  readonly hasZone: (zone: string) => boolean;
}

const EDITIONS: ReadonlyArray<Edition> = [
  { word: "No VAT", currency: "GBP", hasZone: isOfCountry("GB") },
  { word: "Tax Exempt", currency: "USD", hasZone: isOfCountry("US") },
  {
    word: "No GST",
    currency: "NZD",
    hasZone: (zone) => ["Pacific/Auckland", "Pacific/Chatham"].includes(zone),
  },
  { word: "BAS Excluded", currency: "AUD", hasZone: (zone) => zone.startsWith("Australia/") },
];

/**
 * Returns the name that the shop has said, else that of the edition of its country by money and zone; undefined
 * for a country whose edition is not among these, since none is guessed.
 */
export function noTaxWord(
  { ledger, founding, currency }: Pick<Till, "ledger" | "founding" | "currency">,
  days: ReadonlyArray<BusinessDay>,
): string | undefined {
  return ledger.read((view) => {
    const said = readSetting(view, "xero-tax");
    if (said !== "") return said;
    const { zone } = shopTimeOn(view, founding, days.at(-1) ?? ("" as BusinessDay));
    const edition = EDITIONS.find((it) => it.currency === currency.code && it.hasZone(zone));
    return edition?.word;
  });
}

function isOfCountry(code: string): (zone: string) => boolean {
  return (zone) => countriesByCode.get(code)?.zones.includes(zone) === true;
}
