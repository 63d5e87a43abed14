/**
 * The tables of an archive: single records, master data and closings, in the shape of the three modules of
 * DSFinV-K 2.4 (Bundeszentralamt für Steuern), whose names of files and columns they have where the fact is the
 * same. It is no export for German cash register law: that wants signatures of a security module.
 */

import { type LineKindName } from "../../domain/lines/line-kinds.ts";
import { DIFFERENCE } from "../../domain/tenders/tenders.ts";

export const ARCHIVE_TABLES = {
  "transactions.csv": {
    module: "single records",
    columns: [
      "Z_KASSE_ID",
      "Z_NR",
      "BON_ID",
      "BON_NR",
      "BON_TYP",
      "BON_NAME",
      "BON_ENDE",
      "BEDIENER_ID",
      "UMS_BRUTTO",
      "RUNDUNG",
      "BUCHUNGSTAG",
      "REF_BON_ID",
    ],
  },
  "transactions_vat.csv": {
    module: "single records",
    columns: ["BON_ID", "UST_SCHLUESSEL", "BON_BRUTTO", "BON_NETTO", "BON_UST"],
  },
  "lines.csv": {
    module: "single records",
    columns: ["BON_ID", "POS_ZEILE", "GV_TYP", "ARTIKELTEXT", "ART_NR", "MENGE", "POS_BRUTTO"],
  },
  "datapayment.csv": {
    module: "single records",
    columns: ["BON_ID", "ZAHLART_TYP", "ZAHLART_NAME", "BASISWAEH_BETRAG"],
  },
  "location.csv": { module: "master data", columns: ["LOC_NAME", "LOC_KOPF", "LOC_ZONE"] },
  "cashregister.csv": {
    module: "master data",
    columns: ["KASSE_ID", "KASSE_NAME", "KASSE_SERIENNR", "KASSE_SW_BRAND", "KASSE_BASISWAEH_CODE"],
  },
  "vat.csv": {
    module: "master data",
    columns: ["UST_SCHLUESSEL", "UST_SATZ", "UST_BESCHR", "UST_ENTHALTEN"],
  },
  "cashpointclosing.csv": {
    module: "closings",
    columns: [
      "Z_KASSE_ID",
      "Z_NR",
      "Z_BUCHUNGSTAG",
      "Z_ERSTELLUNG",
      "Z_START_ID",
      "Z_ENDE_ID",
      "Z_SUMME",
      "Z_GESAMTSUMME",
    ],
  },
  "businesscases.csv": {
    module: "closings",
    columns: ["Z_KASSE_ID", "Z_NR", "UST_SCHLUESSEL", "Z_UMS_BRUTTO", "Z_UMS_NETTO", "Z_UST"],
  },
  "payment.csv": {
    module: "closings",
    columns: ["Z_KASSE_ID", "Z_NR", "ZAHLART_TYP", "ZAHLART_NAME", "Z_ZAHLART_BETRAG"],
  },
  "figures.csv": {
    module: "closings",
    columns: ["Z_KASSE_ID", "Z_NR", "BUCHUNGSTAG", "KASSE_ID", "NAME", "WERT"],
  },
} as const satisfies Readonly<
  Record<string, { readonly module: string; readonly columns: ReadonlyArray<string> }>
>;

export type ArchiveTable = keyof typeof ARCHIVE_TABLES;

export const ARCHIVE_TABLE_NAMES = Object.keys(ARCHIVE_TABLES) as ReadonlyArray<ArchiveTable>;

/** The type of a tender, as DSFinV-K has them. */
export function tenderType(method: string): string {
  if (method === "cash") return "Bar";
  return method === "exchange" || method === DIFFERENCE ? "Keine" : "Unbar";
}

/** The GV_TYP of what stands on a paper: DSFinV-K 2.4, annex C. A kind of line that lacks one does not compile. */
const BOOKED_AS: Readonly<Record<LineKindName, string>> = {
  goods: "Umsatz",
  return: "Umsatz",
  forfeit: "Umsatz",
  voucher: "MehrzweckgutscheinKauf",
  deposit: "Pfand",
  empties: "PfandRueckzahlung",
};

/** Returns the GV_TYP of an item of a receipt, or of a refund: a deposit that comes back is one paid back. */
export function bookedAs(kind: string | undefined, isRefund: boolean): string {
  const name = kind !== undefined && Object.hasOwn(BOOKED_AS, kind) ? kind : "goods";
  return BOOKED_AS[isRefund && name === "deposit" ? "empties" : (name as LineKindName)];
}
