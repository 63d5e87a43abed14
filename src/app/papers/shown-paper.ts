/**
 * A paper as it came out of its printer: the bytes that were sent, read by a printer in software. A
 * receipt that this box never printed, or long ago, is laid out anew from the ledger.
 */

import { jsonToDocument } from "../../printer/document.ts";
import { type SpoolJob } from "../../printer/spool/spool-store.ts";
import { type OpenTill } from "../open-till.ts";
import { findReceipt } from "../orders/orders.ts";
import { receiptDocumentOf } from "../printing/papers.ts";
import { ownPrinters } from "../printing/printer-drive.ts";
import { shopLogo } from "../printing/shop-logo.ts";
import { type Till } from "../till/till.ts";
import { type ReadPaper, readPaper } from "./paper-text.ts";

export interface ShownPaper extends ReadPaper {
  readonly documentId: string;
  readonly kind: string;
  readonly printer: string;
  readonly state: SpoolJob["state"] | "laid-out";
}

/** How many jobs are looked at for the newest receipt. */
const LOOK_BACK = 200;

/** Finds a paper by receipt number or document id; undefined finds the newest receipt. */
export function findPaper(open: OpenTill, text: string | undefined): ShownPaper | undefined {
  const { till, jobs } = open;
  const job =
    text === undefined
      ? jobs.latest(LOOK_BACK).find(({ kind }) => kind === "receipt")
      : jobs.ofDocument(documentOf(till, text)).at(-1);
  if (job === undefined) return text === undefined ? undefined : laidOut(till, text);
  const document = jsonToDocument(job.document);
  if (document === undefined) return undefined;
  const { documentId, kind, printer: id, state } = job;
  const printer = ownPrinters(till.ledger).find((printer) => printer.id === id);
  return {
    documentId,
    kind,
    printer: printer?.name ?? id,
    state,
    ...readPaper(document, printer, shopLogo(till)),
  };
}

function laidOut(till: Till, text: string): ShownPaper | undefined {
  const found = findReceipt(till, text);
  const document =
    found === undefined
      ? undefined
      : till.ledger.read((view) => receiptDocumentOf(till, view, found));
  if (found === undefined || document === undefined) return undefined;
  const printer = ownPrinters(till.ledger).find(({ prints }) => prints.includes("receipts"));
  return {
    documentId: found.receipt,
    kind: "receipt",
    printer: printer?.name ?? "",
    state: "laid-out",
    ...readPaper(document, printer, shopLogo(till)),
  };
}

/** The receipt with that number; anything else is taken for an id. */
export function documentOf(till: Till, text: string): string {
  return findReceipt(till, text)?.receipt ?? text;
}
