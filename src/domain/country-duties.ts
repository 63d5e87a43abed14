/**
 * What the law of a country asks of a till that this program lacks, said plainly, with the law's name
 * and the day from which it holds. Nobody's advice: every one of these ends at a tax adviser.
 */

export interface Duty {
  /** Whether a till that lacks it may not be used there, by most shops. */
  readonly isMissing: boolean;
  readonly sentence: string;
  readonly source: string;
  /** From when it holds, or when it was looked at. */
  readonly date: string;
}

export const ASK_ADVISER = "Ask your tax adviser before you trade.";

/** When those were looked at that have no such law. */
const LOOKED_AT = "2026-11-20";

export const dutiesByCountry: ReadonlyMap<string, Duty> = new Map([
  missing(
    "AT",
    "each receipt needs the signature and the QR code of a registered security unit (RKSV), above a turnover that the law names. This program has none",
    { source: "§ 131b BAO, RKSV (BGBl. II 410/2015)", date: "2017-04-01" },
  ),
  missing(
    "BE",
    "a restaurant or café that serves meals needs a registered till with a fiscal data module (FDM). This program has none",
    { source: "Royal Decree of 30 December 2009 (GKS/SCE)", date: "2016-07-01" },
  ),
  nothing("CH", "Accounts are kept for ten years, so that changes show", "OR Art. 957–958f, GeBüV"),
  nothing(
    "CZ",
    "The registration of sales (EET) ended in 2023; a new one is being prepared",
    "Act 458/2022 (end of EET)",
  ),
  missing(
    "DE",
    "each sale needs the signature of a certified security device (TSE), the tax office gets DSFinV-K data, and the till must be reported to it. This program has no TSE and no DSFinV-K",
    { source: "§ 146a AO, KassenSichV", date: "2020-01-01" },
  ),
  missing(
    "DK",
    "cafés, pizzerias, kiosks and the like below a turnover that the law names need a digital sales register with its journal and signatures. This program has not been made to that rule",
    { source: "Opkrævningsloven and the order on digital sales registration", date: "2024-01-01" },
  ),
  missing(
    "ES",
    "invoicing software must be made to the Veri*factu rules, the Basque Country has TicketBAI. This program has neither",
    {
      source: "Real Decreto 1007/2023; Real Decreto-ley 15/2025 for the dates",
      date: "2027-01-01",
    },
  ),
  nothing(
    "FI",
    "A receipt is offered to every guest",
    "Laki 658/2013 (kuitintarjoamisvelvollisuus)",
  ),
  missing(
    "FR",
    "till software needs a certificate (NF 525 or LNE) or an attestation of its maker that records can't be altered. This program has neither",
    { source: "CGI art. 286 I 3° bis, last by the loi de finances 2026", date: "2018-01-01" },
  ),
  nothing("GB", "VAT records are kept digitally for six years", "VAT Notice 700/22 (MTD)"),
  nothing("IE", "Records of the till are kept for six years", "VATCA 2010 s. 84"),
  missing(
    "IT",
    "takings are sent to the tax agency by a sealed recorder (registratore telematico, RT), which is linked with the card terminal. This program drives none",
    { source: "D.Lgs. 127/2015 art. 2", date: "2020-01-01" },
  ),
  nothing("LU", "Accounts are handed over as FAIA where the tax office asks", "Loi TVA art. 65–70"),
  nothing("NL", "Records of the till are kept for seven years", "AWR art. 52"),
  missing(
    "NO",
    "a till needs its maker's declaration to the tax authority and the SAF-T Cash Register export. This program has neither",
    { source: "Kassasystemlova (LOV-2015-06-19-58)", date: "2019-01-01" },
  ),
  missing(
    "PL",
    "sales to consumers go through a certified online fiscal till or printer, above a turnover that the law names. This program drives none",
    { source: "Ustawa o VAT art. 111", date: "2021-01-01" },
  ),
  missing(
    "PT",
    "invoicing software must be certified by the tax authority; documents bear an ATCUD and a QR code. This program is not certified",
    { source: "Decreto-Lei 28/2019, Portaria 363/2010", date: "2023-01-01" },
  ),
  missing(
    "SE",
    "a till needs its maker's declaration and a certified control unit (kontrollenhet), above a turnover that the law names. This program drives none",
    { source: "Skatteförfarandelagen (2011:1244) 39 kap.", date: "2010-01-01" },
  ),
  nothing(
    "US",
    "You need the sales tax permit of your state, and keep its records",
    "state sales tax law",
  ),
  [
    "XX",
    {
      isMissing: true,
      sentence: "What your country asks of a till is not known to this program.",
      source: "the law of your country",
      date: LOOKED_AT,
    },
  ],
]);

function missing(
  code: string,
  what: string,
  law: Pick<Duty, "source" | "date">,
): readonly [string, Duty] {
  return [code, { isMissing: true, sentence: `Missing: ${what}.`, ...law }];
}

function nothing(code: string, what: string, source: string): readonly [string, Duty] {
  const sentence = `No certified till is asked for, as far as we know. ${what}.`;
  return [code, { isMissing: false, sentence, source, date: LOOKED_AT }];
}
