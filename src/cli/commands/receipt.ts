/** `till receipt …`: a receipt on the screen, in a file, sent by the shop's program, or without prices for a gift. */

import { type OpenTill } from "../../app/open-till.ts";
import { findReceipt } from "../../app/orders/orders.ts";
import {
  addressOfCustomer,
  type ReceiptFile,
  receiptFile,
  receiptPdf,
  receiptText,
  sendingProgram,
  sendReceipt,
} from "../../app/papers/receipt-file.ts";
import { mayLookUp } from "../../app/people/customer-changes.ts";
import { writeAtomically } from "../../app/system/write-atomically.ts";
import { receiptFileWords } from "../../words/made/receiptFile/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conflictFault, notFoundFault, unreachableFault, usageFault } from "../fault.ts";
import { oneLine, quoted } from "../one-line.ts";
import { fileFault, outFile } from "../out-file.ts";
import { printDocument } from "../print-document.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import {
  type JsonOptions,
  type StaffOptions,
  whoActs,
  whoIsThere,
  withTill,
} from "../with-till.ts";

const said = sentencesOf(receiptFileWords);

export interface ReceiptOptions extends JsonOptions {
  /** Without prices. */
  readonly gift?: boolean;
  readonly invoice?: boolean;
}

export interface SendOptions extends ReceiptOptions, StaffOptions {
  /** As text; a PDF unless given. */
  readonly text?: boolean;
}

export function showReceipt(
  number: string,
  options: ReceiptOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill({ ...options, onlyLooks: true }, console, (open) => {
    const file = receiptNamed(open, number, options);
    const text = receiptText(file);
    if (options.json === true) console.json({ ...toJson(file), text });
    else console.out(text.trimEnd());
    return EXIT.fine;
  });
}

/** The file's end says what it is. */
export function saveReceipt(
  [number, name]: readonly [number: string, file: string],
  options: ReceiptOptions,
  console: Console,
): Promise<ExitCode> {
  const kind = /\.(?<kind>pdf|txt)$/iu.exec(name)?.groups?.["kind"]?.toLowerCase();
  if (kind === undefined) throw usageFault(said((w) => w.noKind({ file: quoted(name) })));
  return withTill(options, console, async (open) => {
    const file = receiptNamed(open, number, options);
    const target = outFile(name, "FILE", open.dir) ?? name;
    const content = kind === "pdf" ? await receiptPdf(open, file) : receiptText(file);
    const written = await writeAtomically(target, (write) => write(content));
    if (!written.ok) throw fileFault(written.fault);
    const facts = { number: file.view.number, file: oneLine(name) };
    if (options.json === true) console.json({ ...toJson(file), file: target });
    else console.out(said((w) => w.saved(facts)));
    return EXIT.fine;
  });
}

/** The address is the one of the receipt's customer unless it is given. */
export function sendTheReceipt(
  words: string | readonly [number: string, address: string | undefined],
  options: SendOptions,
  console: Console,
): Promise<ExitCode> {
  const [text, given] = typeof words === "string" ? [words] : words;
  return withTill(options, console, async (open) => {
    const file = receiptNamed(open, text, options);
    const { number } = file.view;
    const program = sendingProgram(open);
    if (program === undefined) throw conflictFault(said((w) => w.noCommand));
    const actor = await whoIsThere(open.till, options, console);
    if (given === undefined) {
      const may = mayLookUp(open.till, actor);
      if (!may.ok) throw refusalFault(may.fault, open.till);
    }
    const address = given ?? addressOfCustomer(open, number);
    if (address === undefined) throw usageFault(said((w) => w.noAddress({ number })));
    if (!ADDRESS.test(address)) {
      throw usageFault(said((w) => w.wrongAddress({ text: quoted(address) })));
    }
    const kind = options.text === true ? "text" : "pdf";
    const bytes =
      kind === "pdf" ? await receiptPdf(open, file) : new TextEncoder().encode(receiptText(file));
    const done = await sendReceipt(open, { program, number, address, kind, bytes });
    if (done.type === "hung") {
      throw unreachableFault(said((w) => w.hung({ program, number, seconds: done.seconds })));
    }
    if (done.type === "failed") {
      throw unreachableFault(said((w) => w.failed({ program, number, why: oneLine(done.code) })));
    }
    if (options.json === true) console.json({ ...toJson(file), address, program, as: kind });
    else console.out(said((w) => w.sent({ number, address: oneLine(address) })));
    return EXIT.fine;
  });
}

/** Nothing that a program could take for an option, and nothing that breaks a line. */
const ADDRESS = /^[^\s\p{Cc}\p{Cf}-][^\s\p{Cc}\p{Cf}]{0,119}$/u;

export function printGift(
  text: string,
  options: JsonOptions & StaffOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    await whoActs(open.till, options, console);
    const file = receiptNamed(open, text, { gift: true });
    const { id, number } = file.view;
    const made = open.clock.nowMs();
    await printDocument(open, console, { id: `${id}/gift/${made}`, document: file.document });
    if (options.json === true) console.json(toJson(file));
    else console.out(said((w) => w.giftPrinted({ number })));
    return EXIT.fine;
  });
}

function receiptNamed(open: OpenTill, text: string, options: ReceiptOptions): ReceiptFile {
  const { gift = false, invoice = false } = options;
  if (gift && invoice) throw usageFault(said((w) => w.oneForm));
  const form = gift ? "gift" : invoice ? "invoice" : "receipt";
  const file = receiptFile(open, text, form);
  if (file === undefined) {
    const isThere = invoice && findReceipt(open.till, text) !== undefined;
    const facts = { text: quoted(text) };
    throw notFoundFault(said((w) => (isThere ? w.noInvoice(facts) : w.noReceipt(facts))));
  }
  const { number, refund } = file.view;
  if (gift && refund !== undefined) throw conflictFault(said((w) => w.isRefund({ number })));
  return file;
}

function toJson({ view, isCopy }: ReceiptFile): Readonly<Record<string, unknown>> {
  const { id, number, day, total, currency, refund } = view;
  return {
    id,
    number,
    day,
    kind: refund === undefined ? "receipt" : "refund",
    total,
    currency,
    isCopy,
  };
}
