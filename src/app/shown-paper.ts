/** A paper as it came out of its printer: the bytes that were sent, read by a printer in software. */

import { receiptTag } from "../domain/folds/order-sums.ts";
import { streamName } from "../domain/ledger-view.ts";
import { parseReceiptNumber } from "../domain/order-view.ts";
import { readSetting } from "../domain/settings.ts";
import { jsonToDocument } from "../printer/document.ts";
import { createEmulator } from "../printer/emulator.ts";
import { rollToText } from "../printer/roll.ts";
import { type SpoolJob } from "../printer/spool-store.ts";
import { type OpenTill } from "./open-till.ts";
import { encodeFor } from "./printing.ts";
import { type Till } from "./till.ts";

export interface ShownPaper {
  readonly documentId: string;
  readonly kind: string;
  readonly printer: string;
  readonly state: SpoolJob["state"];
  readonly text: string;
}

/** How many jobs are looked at for the newest receipt. */
const LOOK_BACK = 200;

/** By receipt number, by document id, or undefined text for the newest receipt. */
export function findPaper(
  { till, jobs }: OpenTill,
  text: string | undefined,
): ShownPaper | undefined {
  const job =
    text === undefined
      ? jobs.latest(LOOK_BACK).find(({ kind }) => kind === "receipt")
      : jobs.ofDocument(documentOf(till, text)).at(-1);
  const document = job === undefined ? undefined : jsonToDocument(job.document);
  if (job === undefined || document === undefined) return undefined;
  const printers = till.ledger.read((view) => readSetting(view, "printers"));
  const printer = printers.find(({ id }) => id === job.printer);
  const columns = printer?.columns ?? 48;
  const emulator = createEmulator({ columns });
  emulator.write(encodeFor(document, printer));
  return {
    documentId: job.documentId,
    kind: job.kind,
    printer: printer?.name ?? job.printer,
    state: job.state,
    text: rollToText(emulator.takeRoll(), columns),
  };
}

/** The receipt with that number; anything else is taken for an id. */
export function documentOf(till: Till, text: string): string {
  const receipt = parseReceiptNumber(text);
  if (receipt === undefined) return text;
  const { series, no } = receipt;
  return till.ledger.read((view) => {
    const [order] = view.tagged(receiptTag(series, no));
    const receipts = order === undefined ? [] : view.state("order", streamName(order)).receipts;
    return receipts.find(({ body }) => body.series === series && body.no === no)?.id ?? text;
  });
}
