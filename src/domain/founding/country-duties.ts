/**
 * The legal requirements of a country for a till that this program does not meet, with the law's
 * name and its first day. They are no advice: a tax adviser decides.
 */

export interface Duty {
  /** Whether a till that lacks it may not be used there, by most shops. */
  readonly isMissing: boolean;
  readonly sentence: string;
  readonly source: string;
  /** The day from which the law holds, or on which it was looked at. */
  readonly date: string;
}

export const ASK_ADVISER = "Ask your tax adviser before you trade.";

/** The note on a law that stands here by its name alone. */
export const CHECK_WITH_ACCOUNTANT = "Not looked up: check with your accountant.";

interface Law {
  readonly source: string;
  readonly date: string;
  /** The source besides the law, looked up on 2026-11-21; undefined where nothing was found. */
  readonly seen?: string;
  /** Which rule wants the receipts of trainings in the records; undefined where none is known. */
  readonly training?: { readonly rule: string; readonly isLookedUp: boolean };
}

/** When those were looked at that have no such law. */
const LOOKED_AT = "2026-11-21";

export const dutiesByCountry: ReadonlyMap<string, Duty> = new Map([
  missing(
    "AT",
    "each receipt needs the signature and the QR code of a registered security unit (RKSV), above a turnover that the law names. This program has none",
    {
      source: "§ 131b BAO, RKSV (BGBl. II 410/2015)",
      date: "2017-04-01",
      seen: "fiscalisations.com, vatupdate.com",
      training: { rule: "RKSV, signed as TRA", isLookedUp: true },
    },
  ),
  missing(
    "BE",
    "a restaurant or café that serves meals needs a registered till with a fiscal data module (FDM). This program has none",
    {
      source: "Royal Decree of 30 December 2009 (GKS/SCE)",
      date: "2016-07-01",
      seen: "looked up when it was written down",
      training: { rule: "the FDM signs them too", isLookedUp: false },
    },
  ),
  nothing("CH", "Accounts are kept for ten years, so that changes show", {
    source: "OR Art. 957–958f, GeBüV",
  }),
  nothing(
    "CZ",
    "The registration of sales (EET) ended in 2023; a new one (EET 2.0) is announced for 2027-01-01, and this program does not speak it: look before that day whether it is law",
    { source: "Act 458/2022 (end of EET)", seen: "regfollower.com, storyous.com" },
  ),
  missing(
    "DE",
    "each sale needs the signature of a certified security device (TSE), the tax office gets DSFinV-K data, and the till must be reported to it. This program has no TSE and no DSFinV-K",
    {
      source: "§ 146a AO, KassenSichV",
      date: "2020-01-01",
      seen: "docs.bessa.app",
      training: { rule: "DSFinV-K, AVTraining", isLookedUp: true },
    },
  ),
  missing(
    "DK",
    "cafés, bars, restaurants, takeaways and grocers with a turnover below 10 million kroner need a digital sales register with its journal and signatures. This program has not been made to that rule",
    { source: "Momsbekendtgørelsen § 63", date: "2024-01-01", seen: "skat.dk, retailforce.cloud" },
  ),
  missing(
    "ES",
    "invoicing software must be made to the Veri*factu rules, from 2027-01-01 for companies and from 2027-07-01 for all others; the Basque Country has TicketBAI. This program has neither",
    {
      source: "Real Decreto 1007/2023; Real Decreto-ley 15/2025 for the dates",
      date: "2027-01-01",
      seen: "legaltoday.com, b-kaind.com",
    },
  ),
  nothing("FI", "A receipt is offered to every guest", {
    source: "Laki 658/2013 (kuitintarjoamisvelvollisuus)",
  }),
  missing(
    "FR",
    "till software needs a certificate (NF 525 or LNE) or an attestation of its maker that records can't be altered. This program has neither",
    {
      source: "CGI art. 286 I 3° bis, last by the loi de finances 2026",
      date: "2018-01-01",
      seen: "looked up when it was written down",
      training: { rule: "BOFiP on the same article", isLookedUp: true },
    },
  ),
  nothing("GB", "VAT records are kept digitally for six years", {
    source: "VAT Notice 700/22 (MTD)",
    seen: "jbfiscalconsulting.com",
  }),
  nothing("IE", "Records of the till are kept for six years", { source: "VATCA 2010 s. 84" }),
  missing(
    "IT",
    "takings are sent to the tax agency by a sealed recorder (registratore telematico, RT), which is linked with the card terminal. This program drives none",
    { source: "D.Lgs. 127/2015 art. 2", date: "2020-01-01", seen: "fiskaly.com, vatupdate.com" },
  ),
  nothing("LU", "Accounts are handed over as FAIA where the tax office asks", {
    source: "Loi TVA art. 65–70",
  }),
  nothing("NL", "Records of the till are kept for seven years", { source: "AWR art. 52" }),
  missing(
    "NO",
    "a till needs its maker's declaration to the tax authority and the SAF-T Cash Register export. This program has neither",
    {
      source: "Kassasystemlova (LOV-2015-06-19-58)",
      date: "2019-01-01",
      seen: "skatteetaten.no",
      training: { rule: "the electronic journal has them too", isLookedUp: false },
    },
  ),
  missing(
    "PL",
    "sales to consumers go through a certified online fiscal till or printer, above a turnover that the law names. This program drives none",
    { source: "Ustawa o VAT art. 111", date: "2021-01-01" },
  ),
  missing(
    "PT",
    "invoicing software must be certified by the tax authority; documents bear an ATCUD and a QR code. This program is not certified",
    {
      source: "Decreto-Lei 28/2019, Portaria 363/2010",
      date: "2023-01-01",
      seen: "vatupdate.com, ammoura.pt",
    },
  ),
  missing(
    "SE",
    "a till needs its maker's declaration and a certified control unit (kontrollenhet), above a turnover that the law names. This program drives none",
    {
      source: "Skatteförfarandelagen (2011:1244) 39 kap.",
      date: "2010-01-01",
      seen: "looked up when it was written down",
      training: { rule: "the control unit registers them too", isLookedUp: false },
    },
  ),
  nothing("US", "You need the sales tax permit of your state, and keep its records", {
    source: "state sales tax law",
  }),
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
  { source, date, seen, training }: Law,
): readonly [string, Duty] {
  const sentence = withDoubt(`Missing: ${what}.`, seen) + trainingSentence(training);
  return [code, { isMissing: true, sentence, source, date }];
}

function nothing(
  code: string,
  what: string,
  { source, seen }: Omit<Law, "date">,
): readonly [string, Duty] {
  const sentence = withDoubt(`No certified till is asked for, as far as we know. ${what}.`, seen);
  return [code, { isMissing: false, sentence, source, date: LOOKED_AT }];
}

/** A training here is a shop of its own, which is thrown away: its receipts stand in no record. */
function trainingSentence(training: Law["training"]): string {
  if (training === undefined) return "";
  const sentence = ` Training is not served: the receipts of a training belong into the records there (${training.rule}), and this program keeps none.`;
  return training.isLookedUp ? sentence : `${sentence} ${CHECK_WITH_ACCOUNTANT}`;
}

function withDoubt(sentence: string, seen: string | undefined): string {
  return seen === undefined ? `${sentence} ${CHECK_WITH_ACCOUNTANT}` : sentence;
}
