/**
 * Usual taxes of a café by country, as of November 2026, each with where it is written. Rates are in
 * 1/1000 %, first in the house, then to take away. What was not certain when it was written down, or
 * depends on more than food and drink, says `check`: the questions show it, and a person decides.
 */

export interface UsualTax {
  /**
   * The id of the class, the same in every country, so that goods can move: food, drinks, alcohol,
   * goods, untaxed.
   */
  readonly id: string;
  readonly name: string;
  /** Undefined for no tax at all. */
  readonly inHouse: number | undefined;
  readonly away: number | undefined;
}

export interface CountryTaxes {
  /** The name of the tax on receipts. */
  readonly taxLabel: string;
  /** Prices as guests read them: with the tax, without, or the shop says which. */
  readonly prices: "with" | "without";
  readonly arePricesAsked: boolean;
  /** Empty where no rate holds for the whole country. */
  readonly taxes: ReadonlyArray<UsualTax>;
  readonly taxSource: string;
  /** The day since when the newest of these rates holds. */
  readonly taxDate: string;
  /** The advice on what to check before trading; empty where the rates are plain. */
  readonly check: string;
}

const UNTAXED: UsualTax = {
  id: "untaxed",
  name: "Untaxed, such as deposits",
  inHouse: undefined,
  away: undefined,
};

type Rates = number | readonly [inHouse: number, away: number];

interface Usual {
  readonly label: string;
  readonly food: Rates;
  readonly drinks: Rates;
  readonly alcohol: Rates;
  /** The standard rate. */
  readonly goods: Rates;
  readonly more?: ReadonlyArray<UsualTax>;
  readonly source: string;
  readonly since: string;
  /**
   * The source besides the law, looked up on 2026-11-21. The standard rates of the Union are also
   * those of thevatapi.com and mindlink.lv.
   */
  readonly seen?: string;
  readonly check?: string;
}

export const taxesByCountry: ReadonlyMap<string, CountryTaxes> = new Map([
  country("AT", {
    label: "USt",
    food: 10_000,
    drinks: 20_000,
    alcohol: 20_000,
    goods: 20_000,
    source: "UStG 1994 § 10",
    since: "2022-01-01",
    seen: "essentiaglobalservices.com, briefly.co",
    check:
      "milk drinks bear 10 %; bread, milk, butter, eggs, fruit and the like to take away bear 4.9 % since 2026-07-01",
  }),
  country("BE", {
    label: "BTW/TVA",
    food: [12_000, 6000],
    drinks: [21_000, 6000],
    alcohol: 21_000,
    goods: 21_000,
    source: "Royal Decree no. 20, tables A and B",
    since: "2010-01-01",
    seen: "looked up when it was written down",
    check: "changes for soft drinks and take-away were put off in February 2026",
  }),
  country("CH", {
    label: "MWST",
    food: [8100, 2600],
    drinks: [8100, 2600],
    alcohol: 8100,
    goods: 8100,
    source: "MWSTG Art. 25",
    since: "2024-01-01",
    seen: "vatupdate.com, avalara.com",
  }),
  country("CZ", {
    label: "DPH",
    food: 12_000,
    drinks: 21_000,
    alcohol: 21_000,
    goods: 21_000,
    source: "Act 235/2004, Annexes 2 and 3",
    since: "2024-01-01",
    seen: "mindlink.lv, regfollower.com",
    check:
      "tap water and milk drinks bear 12 %; 12 % for soft drinks in the house is announced for 2027-01-01",
  }),
  country("DE", {
    label: "MwSt",
    food: 7000,
    drinks: 19_000,
    alcohol: 19_000,
    goods: 19_000,
    source: "UStG § 12, Steueränderungsgesetz 2025",
    since: "2026-01-01",
    seen: "fiscal-requirements.com, vatupdate.com, marosavat.com",
    check: "milk drinks to take away bear 7 %",
  }),
  country("DK", {
    label: "moms",
    food: 25_000,
    drinks: 25_000,
    alcohol: 25_000,
    goods: 25_000,
    source: "Momsloven § 33",
    since: "1992-01-01",
    seen: "mindlink.lv: one rate for all",
  }),
  country("ES", {
    label: "IVA",
    food: 10_000,
    drinks: [10_000, 21_000],
    alcohol: [10_000, 21_000],
    goods: 21_000,
    source: "Ley 37/1992, arts. 90, 91",
    since: "2021-01-01",
    check:
      "coffee and unsweetened drinks to take away bear 10 %; the Canaries, Ceuta and Melilla have taxes of their own",
  }),
  country("FI", {
    label: "ALV",
    food: 13_500,
    drinks: 13_500,
    alcohol: 25_500,
    goods: 25_500,
    source: "Arvonlisäverolaki 1501/1993, 84 and 85 §",
    since: "2026-01-01",
    seen: "vatupdate.com, vatapi.com",
  }),
  country("FR", {
    label: "TVA",
    food: 10_000,
    drinks: 10_000,
    alcohol: 20_000,
    goods: 20_000,
    more: [tax("packed", "Packed, for later", [10_000, 5500])],
    source: "CGI art. 278-0 bis, 279 m",
    since: "2014-01-01",
    seen: "looked up when it was written down",
    check: "overseas departments and Corsica have rates of their own",
  }),
  country("GB", {
    label: "VAT",
    food: 20_000,
    drinks: 20_000,
    alcohol: 20_000,
    goods: 20_000,
    more: [tax("cold-food", "Cold food", [20_000, 0])],
    source: "VATA 1994 Schedule 8, VAT Notice 709/1",
    since: "2022-04-01",
    seen: "restaurant.favouritetable.com, thegrocer.co.uk",
    check: "which cold food to take away bears none: crisps, sweets and ices bear 20 %",
  }),
  country("IE", {
    label: "VAT",
    food: 9000,
    drinks: 23_000,
    alcohol: 23_000,
    goods: 23_000,
    more: [tax("hot-drinks", "Hot drinks", 9000), tax("cold-food", "Cold food", [9000, 0])],
    source: "VATCA 2010 Schedules 2 and 3, Finance Act 2025",
    since: "2026-07-01",
    seen: "bdo.ie, kildarestreet.com",
    check: "which cold food to take away bears none: confectionery does not",
  }),
  country("IT", {
    label: "IVA",
    food: 10_000,
    drinks: [10_000, 22_000],
    alcohol: [10_000, 22_000],
    goods: 22_000,
    source: "DPR 633/1972, Tabella A parte III no. 121 and no. 80",
    since: "2021-01-01",
    seen: "hessepartner.it, studiopeloso.net",
    check: "coffee handed over to take away: 10 % or 22 %",
  }),
  country("LU", {
    label: "TVA",
    food: 3000,
    drinks: 3000,
    alcohol: 17_000,
    goods: 17_000,
    source: "Loi TVA du 12 février 1979, annexe B",
    since: "2024-01-01",
    seen: "paperjam.lu",
    check: "some wines in bottles to take away bear 14 %",
  }),
  country("NL", {
    label: "btw",
    food: 9000,
    drinks: 9000,
    alcohol: 21_000,
    goods: 21_000,
    source: "Wet OB 1968, Tabel I a.1 and b.12",
    since: "2019-01-01",
    seen: "vanpasse.nl, mobilexpense.com",
  }),
  country("NO", {
    label: "mva",
    food: [25_000, 15_000],
    drinks: [25_000, 15_000],
    alcohol: 25_000,
    goods: 25_000,
    source: "Merverdiavgiftsloven § 5-2",
    since: "2013-01-01",
    seen: "skatteetaten.no, vatupdate.com",
  }),
  country("PL", {
    label: "VAT",
    food: 8000,
    drinks: 23_000,
    alcohol: 23_000,
    goods: 23_000,
    source: "Ustawa o VAT, art. 41 and Annex 3; ordinance on reduced rates",
    since: "2020-07-01",
    seen: "eztax.pl",
    check: "juices and milk drinks bear 5 % or 8 %, packed food mostly 5 %",
  }),
  country("PT", {
    label: "IVA",
    food: 13_000,
    drinks: 23_000,
    alcohol: 23_000,
    goods: 23_000,
    more: [tax("coffee", "Coffee, tea, water, juice", 13_000)],
    source: "Código do IVA, Lista II 1.8 and 3.1",
    since: "2024-01-01",
    seen: "acip.pt, rtp.pt",
    check:
      "for the mainland; Madeira and the Azores have rates of their own; to take away pastry bears 23 %, wine 13 %, bread, milk and juice 6 %",
  }),
  country("SE", {
    label: "moms",
    food: [12_000, 6000],
    drinks: [12_000, 6000],
    alcohol: 25_000,
    goods: 25_000,
    source: "Mervärdesskattelagen (2023:200) 9 kap., prop. 2025/26:55",
    since: "2026-04-01",
    seen: "looked up when it was written down",
    check: "6 % to take away ends on 2027-12-31",
  }),
  [
    "US",
    {
      taxLabel: "Sales tax",
      prices: "without",
      arePricesAsked: true,
      taxes: [],
      taxSource: "state and local law: there is no rate for the whole country",
      taxDate: "2026-11-01",
      check: "the rate of your address, and what your state does not tax",
    },
  ],
  [
    "XX",
    {
      taxLabel: "Tax",
      prices: "with",
      arePricesAsked: true,
      taxes: [],
      taxSource: "the law of your country",
      taxDate: "2026-11-01",
      check: "all rates: this program knows nothing of your country",
    },
  ],
]);

function country(code: string, usual: Usual): readonly [string, CountryTaxes] {
  const { label, food, drinks, alcohol, goods, more = [], source, since, seen } = usual;
  const doubt = seen === undefined ? ["not looked up: check with your accountant"] : [];
  const check = [usual.check ?? [], doubt].flat().join("; ");
  const taxes = [
    tax("food", "Food", food),
    tax("drinks", "Drinks", drinks),
    tax("alcohol", "Alcohol", alcohol),
    ...more,
    tax("goods", "Other goods", goods),
    UNTAXED,
  ];
  // Consumers see prices with the tax: Directive 98/6/EC, and the like in CH, GB and NO.
  const prices = { prices: "with", arePricesAsked: false } as const;
  const provenance = { taxSource: source, taxDate: since, check };
  return [code, { taxLabel: label, ...prices, taxes, ...provenance }];
}

function tax(id: string, name: string, rates: Rates): UsualTax {
  const [inHouse, away] = typeof rates === "number" ? [rates, rates] : rates;
  return { id, name, inHouse, away };
}
