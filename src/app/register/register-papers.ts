/** The papers of a till as the register lists them, and prints them once more. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type PaperView } from "../../tui/ports/paper-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type TillPort } from "../../tui/ports/till-port.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import { queueDayPaper } from "../day/z-papers.ts";
import { type OpenTill } from "../open-till.ts";
import { findOrder } from "../orders/orders.ts";
import { receiptFile } from "../papers/receipt-file.ts";
import {
  latestPapers,
  type Paper,
  paperOfReceipt,
  papersOfOrder,
  printCustomerCopy,
  reprint,
  type ReprintFault,
} from "../papers/reprint.ts";
import { tryStore } from "../store-errors.ts";

export function paperActions(
  open: OpenTill,
  { onReprint }: { readonly onReprint: () => void },
): Pick<TillPort, "papers" | "reprint" | "customerCopy" | "giftReceipt"> {
  const { till, printing } = open;
  const paperById = new Map<EventId, Paper>();

  function queued<Value>(
    shown: PaperView,
    locale: Locale,
    queue: (paper: Pick<Paper, "documentId" | "order">) => Result<Value, ReprintFault>,
  ): Result<Value, Refusal> {
    const done = tryStore(() => queue(paperById.get(shown.id) ?? { documentId: shown.id }), locale);
    if (typeof done === "string") return err({ message: done });
    if (!done.ok)
      return err({ message: reprintSentence(wordsFor({ locale }).papers, done.fault, shown) });
    printing.tryNow();
    onReprint();
    return done;
  }

  function views(papers: ReadonlyArray<Paper>): ReadonlyArray<PaperView> {
    paperById.clear();
    return papers.map((paper) => {
      paperById.set(paper.documentId, paper);
      return { id: paper.documentId, kind: paper.kind, name: paper.name, state: paper.state };
    });
  }

  return {
    papers: (number, locale = till.shopLocale()) => {
      if (number === undefined) return ok(views(latestPapers(open)));
      const receipt = paperOfReceipt(open, number);
      if (receipt !== undefined) return ok(views([receipt]));
      const found = findOrder(till, number) ?? findOrder(till, `${till.code()}${number}`);
      if (found === undefined) {
        return err({ message: wordsFor({ locale }).papers.notFound({ number }) });
      }
      return ok(views(papersOfOrder(open, found.order.id)));
    },
    reprint: (shown, locale = till.shopLocale()) =>
      queued(shown, locale, (paper) => reprint(open, paper)),
    customerCopy: (shown, locale = till.shopLocale()) =>
      queued(shown, locale, (paper) => printCustomerCopy(open, paper)),
    giftReceipt: (shown, locale = till.shopLocale()) =>
      queued(shown, locale, () => printGiftReceipt(open, shown.name)),
  };
}

/** Queues a receipt without prices. Wake the printers after it. */
function printGiftReceipt(
  open: OpenTill,
  number: string,
): Result<void, "paper/unknown" | "paper/no-receipt"> {
  const file = receiptFile(open, number, "gift");
  if (file === undefined) return err("paper/unknown");
  const { view, document } = file;
  if (view.refund !== undefined) return err("paper/no-receipt");
  queueDayPaper(open, { id: `${view.id}/gift/${open.clock.nowMs()}`, document });
  return ok(undefined);
}

function reprintSentence(
  words: Words["papers"],
  fault: ReprintFault,
  { kind, name }: PaperView,
): string {
  const label = words[kind]({ number: name });
  switch (fault) {
    case "paper/unknown":
      return words.unknown({ paper: label });
    case "paper/waiting":
      return words.waiting({ paper: label });
    case "paper/no-receipt":
      return words.noReceipt({ paper: label });
    default:
      return assertNever(fault, "fault");
  }
}
