/** Invoices for receipts: issued once, the same on every till, and erased with whom they name. */

import { describe, expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { issueInvoice, knownInvoice } from "../../../src/app/orders/issue-invoice.ts";
import { findReceipt } from "../../../src/app/orders/orders.ts";
import { receiptFile, receiptText } from "../../../src/app/papers/receipt-file.ts";
import { customerErasing } from "../../../src/app/people/customer-changes.ts";
import { type FoundReceipt } from "../../../src/app/printing/papers.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { jsonToDocument } from "../../../src/printer/document.ts";
import { addCustomer } from "../../support/add-customer.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const RAVI = { number: "4", name: "Ravi" };
const KADE = { name: "Kade GmbH", address: "Kade 1, 1012 AB Amsterdam", taxId: "NL0123" };

function receiptOf({ till }: OpenTill, number = "A-000001"): FoundReceipt {
  const found = findReceipt(till, number);
  if (found === undefined) throw new Error(`There is no receipt ${number}.`);
  return found;
}

function customerCalled({ till }: OpenTill, name: string): string {
  return till.customers.all().find((customer) => customer.name === name)?.id ?? "";
}

/** Issues the invoice of the first receipt to a customer of that name. */
function invoice(open: OpenTill, name = KADE.name): ReturnType<typeof issueInvoice> {
  const customer = customerCalled(open, name);
  return issueInvoice(open.till, MIA, { ...receiptOf(open), customer });
}

function textOf(open: OpenTill, form: "receipt" | "invoice"): string {
  const file = receiptFile(open, "A-000001", form);
  return file === undefined ? "" : receiptText(file);
}

describe("an invoice for a receipt that named nobody", () => {
  test("has whom it is for, and the sums and number of a receipt that stays what it was", async () => {
    const open = (await newCafe()).open();
    addCustomer(open, KADE);
    sellGoods(open.till, ["2*croissant"], { cash: 1000 });
    const before = textOf(open, "receipt");

    const { documentId } = valueOf(invoice(open));

    const text = textOf(open, "invoice");
    for (const said of [
      "INVOICE",
      "Receipt A-000001",
      "Invoiced ",
      "5.20",
      ...Object.values(KADE),
    ]) {
      expect(text).toContain(said);
    }
    expect(textOf(open, "receipt")).toBe(before);
    expect(before).not.toContain(KADE.name);
    const [job] = open.jobs.ofDocument(documentId);
    const blocks = job && jsonToDocument(job.document)?.blocks;
    expect(blocks?.filter(({ type }) => type === "pulse")).toEqual([]);
    expect(verifyLedger(open.till.ledger).findings).toEqual([]);
  });

  test("is issued once, and neither without an address nor of a refund", async () => {
    const open = (await newCafe()).open();
    addCustomer(open, KADE);
    addCustomer(open, { name: "Rossi" });
    sellGoods(open.till, ["croissant"], { cash: 1000 });

    expect(faultOf(invoice(open, "Rossi"))).toEqual({ type: "invoice/no-address" });
    expect(faultOf(invoice(open, "Nobody"))).toMatchObject({ type: "customer/unknown" });
    valueOf(invoice(open));
    expect(faultOf(invoice(open))).toEqual({ type: "invoice/exists", number: "A-000001" });
    const other = { ...receiptOf(open), receipt: open.till.ledger.identity.origin as never };
    const customer = customerCalled(open, KADE.name);
    expect(faultOf(issueInvoice(open.till, MIA, { ...other, customer }))).toEqual({
      type: "invoice/no-receipt",
    });
  });

  test("of two tills apart is the first one's on both", async () => {
    const cafe = await newCafe();
    const one = cafe.open();
    const other = await enrolBar(cafe, one.till);
    addCustomer(one, KADE);
    addCustomer(one, { ...KADE, name: "Rossi" });
    sellGoods(one.till, ["croissant"], { cash: 1000 });
    synchroniseLedgers(one.till.ledger, other.till.ledger);
    for (const row of one.till.ledger.secrets.rows()) other.till.ledger.secrets.receive(row);

    const first = valueOf(invoice(one));
    cafe.clock.advance(60_000);
    valueOf(invoice(other, "Rossi"));
    synchroniseLedgers(one.till.ledger, other.till.ledger);
    synchroniseLedgers(other.till.ledger, one.till.ledger);

    for (const open of [one, other])
      expect(knownInvoice(open.till, receiptOf(open))).toEqual(first);
    expect(textOf(other, "invoice")).toBe(
      textOf(one, "invoice").replace(/^ *CUSTOMER COPY\n/u, ""),
    );
  });

  test("says nothing any more of whom it named, once they are erased", async () => {
    const open = (await newCafe()).open();
    addCustomer(open, KADE);
    sellGoods(open.till, ["croissant"], { cash: 1000 });
    const { documentId } = valueOf(invoice(open));
    const id = customerCalled(open, KADE.name);

    const kept = erase(open, id, false);
    expect(faultOf(kept)).toEqual({ type: "customer/on-receipts", count: 1 });
    valueOf(erase(open, id, true));

    const papers = open.jobs.ofDocument(documentId).map(({ document }) => document);
    expect(papers).toHaveLength(1);
    for (const said of Object.values(KADE)) {
      expect(papers.join("\n")).not.toContain(said);
      expect(textOf(open, "invoice")).not.toContain(said);
    }
    expect(textOf(open, "invoice")).toContain("erased customer");
  });
});

function erase(open: OpenTill, id: string, withReceipts: boolean) {
  const act = customerErasing(open, id, { withReceipts });
  const release = open.till.whileCommitting(act.keep);
  try {
    return open.till.act(RAVI, act.name, act.decide);
  } finally {
    release();
  }
}
