/**
 * Charts of accounts that bookkeepers of a country use: DATEV's SKR03 and SKR04 in Germany, the Plan comptable
 * général in France. `plain` has accounts by words (`journal-accounts.ts`). A chart is a start: a bookkeeper
 * says other accounts by rules.
 */

import { type AccountName, type Chart } from "./journal-accounts.ts";

export const CHARTS = ["plain", "skr03", "skr04", "pcg"] as const;
export type ChartName = (typeof CHARTS)[number];

type Accounts = Readonly<Record<Exclude<AccountName, "sales" | "tax">, string>>;

interface Turnover {
  /** The account of turnover that no other account is for; taxes on it are booked beside it. */
  readonly sales: string;
  readonly exempt: string;
  readonly tax: string;
  /**
   * Accounts by percent that take turnover with its tax: DATEV works the tax out of them, so it is not booked
   * beside them ("Automatikkonten").
   */
  readonly withTax: ReadonlyMap<string, string>;
}

const SKR03: Accounts = {
  cash: "1000 Kasse:<till>:<drawer>",
  float: "1000 Kasse:<till>:<drawer>",
  safe: "1010 Nebenkasse 1",
  bank: "1360 Geldtransit",
  card: "1360 Geldtransit:<till>",
  "card-fees": "4970 Nebenkosten des Geldverkehrs",
  tender: "1500 Sonstige Vermögensgegenstände:<tender>",
  exchange: "1590 Durchlaufende Posten",
  deposits: "1710 Erhaltene Anzahlungen",
  vouchers: "1700 Sonstige Verbindlichkeiten:<year>",
  tips: "1700 Sonstige Verbindlichkeiten:<staff>",
  "bottle-deposits": "8540 Erlöse Leergut",
  rounding: "4900 Sonstige betriebliche Aufwendungen",
  difference: "4900 Sonstige betriebliche Aufwendungen:<till>",
  "paid-out": "1590 Durchlaufende Posten:<till>",
  "paid-in": "1590 Durchlaufende Posten:<till>",
  "safe-in": "1360 Geldtransit",
  "safe-out": "1360 Geldtransit",
  conversion: "1020 Nebenkasse 2",
  stock: "7140 Waren (Bestand)",
  suppliers: "1700 Sonstige Verbindlichkeiten",
  "goods-used": "4000 Material- und Stoffverbrauch",
  "goods-wasted": "3960 Bestandsveränderungen",
  "staff-meals": "4140 Freiwillige soziale Aufwendungen",
  "goods-missing": "3960 Bestandsveränderungen",
  "goods-revalued": "3960 Bestandsveränderungen",
};

const SKR04: Accounts = {
  cash: "1600 Kasse:<till>:<drawer>",
  float: "1600 Kasse:<till>:<drawer>",
  safe: "1610 Nebenkasse 1",
  bank: "1460 Geldtransit",
  card: "1460 Geldtransit:<till>",
  "card-fees": "6855 Nebenkosten des Geldverkehrs",
  tender: "1300 Sonstige Vermögensgegenstände:<tender>",
  exchange: "1370 Durchlaufende Posten",
  deposits: "3250 Erhaltene Anzahlungen",
  vouchers: "3500 Sonstige Verbindlichkeiten:<year>",
  tips: "3500 Sonstige Verbindlichkeiten:<staff>",
  "bottle-deposits": "4520 Erlöse Leergut",
  rounding: "6300 Sonstige betriebliche Aufwendungen",
  difference: "6300 Sonstige betriebliche Aufwendungen:<till>",
  "paid-out": "1370 Durchlaufende Posten:<till>",
  "paid-in": "1370 Durchlaufende Posten:<till>",
  "safe-in": "1460 Geldtransit",
  "safe-out": "1460 Geldtransit",
  conversion: "1620 Nebenkasse 2",
  stock: "1140 Waren (Bestand)",
  suppliers: "3500 Sonstige Verbindlichkeiten",
  "goods-used": "5000 Aufwendungen für Waren",
  "goods-wasted": "5880 Bestandsveränderungen",
  "staff-meals": "6130 Freiwillige soziale Aufwendungen",
  "goods-missing": "5880 Bestandsveränderungen",
  "goods-revalued": "5880 Bestandsveränderungen",
};

const PCG: Accounts = {
  cash: "5311 Caisse en monnaie nationale:<till>:<drawer>",
  float: "5311 Caisse en monnaie nationale:<till>:<drawer>",
  safe: "532 Coffre",
  bank: "580 Virements internes",
  card: "511 Valeurs à l'encaissement:<till>",
  "card-fees": "627 Services bancaires",
  tender: "511 Valeurs à l'encaissement:<tender>",
  exchange: "471 Compte d'attente",
  deposits: "4191 Clients avances et acomptes",
  vouchers: "4191 Clients avances et acomptes:<year>",
  tips: "467 Autres comptes créditeurs:<staff>",
  "bottle-deposits": "4196 Clients dettes sur emballages et matériels consignés",
  rounding: "658 Charges diverses de gestion",
  difference: "658 Charges diverses de gestion:<till>",
  "paid-out": "471 Compte d'attente:<till>",
  "paid-in": "471 Compte d'attente:<till>",
  "safe-in": "580 Virements internes",
  "safe-out": "580 Virements internes",
  conversion: "5314 Caisse en devises",
  stock: "371 Stocks de marchandises",
  suppliers: "408 Fournisseurs factures non parvenues",
  "goods-used": "6037 Variation des stocks de marchandises",
  "goods-wasted": "6037 Variation des stocks de marchandises",
  "staff-meals": "6037 Variation des stocks de marchandises",
  "goods-missing": "6037 Variation des stocks de marchandises",
  "goods-revalued": "6037 Variation des stocks de marchandises",
};

const CHARTS_BY_NAME: Readonly<Record<Exclude<ChartName, "plain">, Chart>> = {
  skr03: chartOf(SKR03, {
    sales: "8200 Erlöse",
    exempt: "8100 Steuerfreie Umsätze",
    tax: "1770 Umsatzsteuer:<rate>",
    withTax: new Map([
      ["7", "8300 Erlöse 7 % USt"],
      ["19", "8400 Erlöse 19 % USt"],
    ]),
  }),
  skr04: chartOf(SKR04, {
    sales: "4200 Erlöse",
    exempt: "4100 Steuerfreie Umsätze",
    tax: "3800 Umsatzsteuer:<rate>",
    withTax: new Map([
      ["7", "4300 Erlöse 7 % USt"],
      ["19", "4400 Erlöse 19 % USt"],
    ]),
  }),
  pcg: chartOf(PCG, {
    sales: "707 Ventes de marchandises:<rate>:<category>",
    exempt: "707 Ventes de marchandises:<rate>:<category>",
    tax: "44571 TVA collectée:<rate>",
    withTax: new Map(),
  }),
};

/** Returns the chart; undefined for accounts by words. */
export function chartNamed(name: ChartName): Chart | undefined {
  return name === "plain" ? undefined : CHARTS_BY_NAME[name];
}

function chartOf(accounts: Accounts, { sales, exempt, tax, withTax }: Turnover): Chart {
  function withTaxOf(rate: string): string | undefined {
    const [percent, ...more] = [...rate.matchAll(/(\d+(?:[.,]\d+)?)\s*%/gu)].map(([, it]) => it);
    return percent === undefined || more.length > 0 ? undefined : withTax.get(percent);
  }

  return {
    usual: (name, { rate = "" }) => {
      if (name === "tax") return tax;
      const isDeposit = name === "bottle-deposits";
      if (name !== "sales" && !isDeposit) return accounts[name];
      // A deposit that bears a tax is turnover of that rate, so that its tax is worked out with it.
      if (isDeposit && !rate.endsWith(" exempt")) return withTaxOf(rate) ?? accounts[name];
      return rate.endsWith(" exempt") ? exempt : (withTaxOf(rate) ?? sales);
    },
    takesTax: (rate) => withTaxOf(rate) !== undefined,
  };
}
