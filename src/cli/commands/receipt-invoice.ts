/** `till receipt invoice`: the invoice of a receipt, issued once and copied from then on. */

import { customerOnReceipt, issueInvoice, knownInvoice } from "../../app/orders/issue-invoice.ts";
import { findReceipt } from "../../app/orders/orders.ts";
import { reprint } from "../../app/papers/reprint.ts";
import { mayLookUp } from "../../app/people/customer-changes.ts";
import { receiptViewOf } from "../../app/printing/papers.ts";
import { type Till } from "../../app/till/till.ts";
import { type EventId } from "../../domain/identity.ts";
import { receiptFileWords } from "../../words/made/receiptFile/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { notFoundFault, usageFault } from "../fault.ts";
import { oneLine, quoted } from "../one-line.ts";
import { settle } from "../printer-named.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
import { customerNamed } from "./customer.ts";

const said = sentencesOf(receiptFileWords);

export function printInvoice(
  words: string | readonly [number: string, customer: string | undefined],
  options: JsonOptions & StaffOptions,
  console: Console,
): Promise<ExitCode> {
  const [text, whom] = typeof words === "string" ? [words] : words;
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const may = mayLookUp(till, actor);
    if (!may.ok) throw refusalFault(may.fault, till);
    const found = findReceipt(till, text);
    const view = found && till.ledger.read((ledger) => receiptViewOf(till, ledger, found));
    if (found === undefined || view === undefined) {
      throw notFoundFault(said((w) => w.noReceipt({ text: quoted(text) })));
    }
    const { number } = view;
    const customer = whom === undefined ? undefined : customerNamed(till, whom).id;
    const known = knownInvoice(till, found);
    if (known !== undefined && (customer ?? known.customer) === known.customer) {
      reprint(open, known);
      await settle(open, console, known.documentId);
      tell({ ...known, isCopy: true });
      return EXIT.fine;
    }
    const to = customer ?? customerOnReceipt(till, found);
    if (to === undefined) throw usageFault(said((w) => w.invoiceWhose({ number })));
    const issued = issueInvoice(till, actor, { ...found, customer: to });
    if (!issued.ok) throw refusalFault(issued.fault, till);
    await settle(open, console, issued.value.documentId);
    tell({ ...issued.value, isCopy: false });
    return EXIT.fine;

    function tell({ isCopy, documentId, customer: id }: Told): void {
      const name = nameOf(till, id);
      if (options.json === true) console.json({ number, documentId, customer: id, isCopy });
      else {
        const facts = { number, name: oneLine(name) };
        console.out(said((w) => (isCopy ? w.invoiceCopied(facts) : w.invoiceIssued(facts))));
      }
    }
  });
}

/** An erased customer has no name any more. */
function nameOf({ customers }: Till, id: string): string {
  const customer = customers.look(id);
  return typeof customer === "object" ? customer.name : "-";
}

interface Told {
  readonly documentId: EventId;
  readonly customer: string;
  readonly isCopy: boolean;
}
