/**
 * A receipt that leaves the till otherwise than out of its printer: as a text, as a PDF, or handed to the
 * shop's own program that sends it. Nothing of it is written into the ledger.
 */

import path from "node:path";

import { receiptProgram } from "../../domain/settings/receipt-command.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type ReceiptView } from "../../domain/views.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { giftToDocument } from "../../printer/documents/gift-document.ts";
import { toCustomerCopy } from "../../printer/documents/paper-marks.ts";
import { documentToPdf } from "../../printer/paper-pdf.ts";
import { paperWords } from "../../printer/paper-words.ts";
import { handToProgram, type Notified } from "../notify/notify-command.ts";
import { HOOKS_FOLDER } from "../notify/notify-hook.ts";
import { type OpenTill } from "../open-till.ts";
import { customerOnReceipt, knownInvoice } from "../orders/issue-invoice.ts";
import { findReceipt } from "../orders/orders.ts";
import { receiptDocumentOf, receiptViewOf } from "../printing/papers.ts";
import { ownPrinters } from "../printing/printer-drive.ts";
import { isUnasked } from "../printing/receipt-papers.ts";
import { shopLogo } from "../printing/shop-logo.ts";
import { paperLines } from "./paper-text.ts";

export interface ReceiptFile {
  readonly view: ReceiptView;
  readonly document: PrintDocument;
  readonly columns: number;
  /** Says on top that it is a copy, because the receipt itself is on paper. */
  readonly isCopy: boolean;
}

/** The columns of a printer that nobody has described. */
const USUAL_COLUMNS = 48;

/** The receipt itself, the same without prices, or its invoice. */
export type ReceiptForm = "receipt" | "gift" | "invoice";

/** Returns a receipt or a refund of any till by its number; undefined where there is none of that form. */
export function receiptFile(
  open: OpenTill,
  text: string,
  form: ReceiptForm,
): ReceiptFile | undefined {
  const { till, jobs } = open;
  const numbered = findReceipt(till, text);
  if (numbered === undefined) return undefined;
  const invoice = form === "invoice" ? knownInvoice(till, numbered) : undefined;
  if (form === "invoice" && invoice === undefined) return undefined;
  const found = { ...numbered, receipt: invoice?.documentId ?? numbered.receipt };
  const isGift = form === "gift";
  const isCopy = !isGift && !jobs.ofDocument(found.receipt).every(isUnasked);
  const printer = ownPrinters(till.ledger).find(({ prints }) => prints.includes("receipts"));
  const columns = printer?.columns ?? USUAL_COLUMNS;
  return till.ledger.read((ledgerView) => {
    const view = receiptViewOf(till, ledgerView, found);
    const receipt = receiptDocumentOf(till, ledgerView, found);
    if (view === undefined || receipt === undefined) return undefined;
    const locale = readSetting(ledgerView, "language");
    const whole = isGift ? giftToDocument(view, locale) : receipt;
    const document = isCopy ? toCustomerCopy(whole, paperWords(locale)) : whole;
    return { view, document, columns, isCopy };
  });
}

/** Returns the paper as lines of text, without what only a printer does. */
export function receiptText({ document, columns }: ReceiptFile): string {
  const text = paperLines(document, columns).join("\n");
  return `${text.replaceAll(/^\n+|\s+$/gu, "")}\n`;
}

export function receiptPdf(
  { till }: Pick<OpenTill, "till">,
  { document, columns, view }: ReceiptFile,
): Promise<Uint8Array> {
  const { number, shopName } = view;
  const title = `${shopName} ${number}`.trim();
  return documentToPdf(document, { columns, logo: shopLogo(till), title });
}

/** Returns the program that sends receipts; undefined where the shop names none. */
export function sendingProgram({ till }: Pick<OpenTill, "till">): string | undefined {
  return receiptProgram(till.ledger.read((view) => readSetting(view, "receipt-command")));
}

/** Returns the e-mail address of the customer that a receipt names; undefined for none that is known. */
export function addressOfCustomer({ till }: OpenTill, number: string): string | undefined {
  const found = findReceipt(till, number);
  if (found === undefined) return undefined;
  const customer = customerOnReceipt(till, found);
  const known = customer === undefined ? undefined : till.customers.look(customer);
  return typeof known === "object" && known.email !== "" ? known.email : undefined;
}

export interface SentReceipt {
  readonly program: string;
  readonly number: string;
  readonly address: string;
  readonly kind: "pdf" | "text";
  readonly bytes: Uint8Array;
}

/**
 * Hands a receipt to the shop's program: its kind, its number and the address as words, the bytes on its
 * input. Never throws: what went wrong is the result.
 */
export function sendReceipt(
  { dir, clock }: Pick<OpenTill, "dir" | "clock">,
  { program, number, address, kind, bytes }: SentReceipt,
): Promise<Notified> {
  const file = path.join(dir, HOOKS_FOLDER, program);
  return handToProgram({ program: file, args: [kind, number, address] }, bytes, { clock });
}
