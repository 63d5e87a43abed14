/** Papers that somebody wants once more, over a real till and its printers in software. */

import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import {
  latestPapers,
  type Paper,
  paperOfReceipt,
  printCustomerCopy,
  reprint,
} from "../../../src/app/papers/reprint.ts";
import { findPaper } from "../../../src/app/papers/shown-paper.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { jsonToDocument } from "../../../src/printer/document.ts";
import { type TillPort } from "../../../src/tui/ports/till-port.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { enScreen as en } from "../../support/english-words.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();

describe("a paper that is printed once more", () => {
  test("says so on top, opens no drawer, and is the same otherwise", async () => {
    const open = (await newCafe()).open();
    await sellAndPrint(open);
    const before = findPaper(open, "A-000001")?.text ?? "";

    again(open, "A-000001");
    again(open, "A-000001", "paper/waiting");
    await open.printing.settle();
    again(open, "A-000001");
    await open.printing.settle();

    const copies = receiptJobs(open).map(({ state, copy }) => [state, copy]);
    expect(copies).toEqual([
      ["printed", 1],
      ["printed", 2],
      ["printed", 3],
    ]);
    const text = findPaper(open, "A-000001")?.text ?? "";
    expect(text.match(/REPRINT/gu)).toHaveLength(1);
    expect(text.slice(text.indexOf("REPRINT")).split("\n").slice(1)).toEqual(
      before.split("\n").filter((line) => line !== "(drawer opens)"),
    );
    expect(pulsesOf(open)).toEqual([1, 0, 0]);
  });

  test("comes out where such papers come out by now", async () => {
    const open = (await newCafe()).open();
    await sellAndPrint(open);
    const { all } = setPrinters(open.till, () => []);

    again(open, "A-000001");
    expect(receiptJobs(open).at(-1)?.printer).toBe("none");
    setPrinters(open.till, () => all);
    await open.printing.settle();

    expect(receiptJobs(open).at(-1)?.state).toBe("printed");
  });

  test("is laid out anew when this till has it no more, or never had", async () => {
    const open = (await newCafe()).open();
    await sellAndPrint(open);
    const before = findPaper(open, "A-000001")?.text ?? "";
    open.till.ledger.db.exec("DELETE FROM print_jobs");
    expect(paperOfReceipt(open, "A-000001")?.state).toBe("elsewhere");

    again(open, "A-000001");
    await open.printing.settle();

    const text = findPaper(open, "A-000001")?.text ?? "";
    expect(text).toContain("REPRINT");
    expect(text).toContain(before.split("\n").at(-3) ?? "?");
  });

  test("is made of the copy that is left when the first one is forgotten, and marked once", async () => {
    const open = (await newCafe()).open();
    await sellAndPrint(open);
    const ticket = latestPapers(open).find(({ kind }) => kind === "ticket");
    if (ticket === undefined) throw new Error("No ticket is listed.");
    expect(reprint(open, ticket)).toEqual({ ok: true, value: "again" });
    await open.printing.settle();
    open.till.ledger.db.exec("DELETE FROM print_jobs WHERE copy = 1");

    expect(reprint(open, ticket).ok).toBe(true);
    await open.printing.settle();

    const last = open.jobs.ofDocument(ticket.documentId).at(-1);
    expect(last).toMatchObject({ copy: 3, state: "printed" });
    expect(findPaper(open, ticket.documentId)?.text.match(/REPRINT/gu)).toHaveLength(1);
  });

  test("is queued though another process sells at the same moment", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const beside = cafe.open();
    await sellAndPrint(open);
    const jobs: OpenTill["jobs"] = {
      ...open.jobs,
      add: (job) => {
        sellGoods(beside.till, ["100"], { cash: 280 });
        return open.jobs.add(job);
      },
    };

    again({ ...open, jobs }, "A-000001");

    expect(receiptJobs(open).map(({ copy }) => copy)).toEqual([1, 2]);
  });

  test("that waits for a person comes out as it would have", async () => {
    const open = (await newCafe()).open();
    await sellAndPrint(open);
    open.till.ledger.db.exec("UPDATE print_jobs SET state = 'stale' WHERE kind = 'receipt'");

    again(open, "A-000001");
    await open.printing.settle();

    expect(receiptJobs(open).map(({ state, copy }) => [state, copy])).toEqual([["printed", 1]]);
    expect(findPaper(open, "A-000001")?.text).not.toContain("REPRINT");
  });
});

test("a gift receipt has the goods and no price, and leaves the receipt itself as it was", async () => {
  const open = (await newCafe()).open();
  await sellAndPrint(open);

  const port = createRegisterPort(open, { demoStaff: [] });
  const { paper } = valueOf(port.receiptPaper("A-000001", 40));

  valueOf(port.giftReceipt(paper));
  await open.printing.settle();

  const roll = await readFile(rollPath(open.dir, "receipt"), "utf8");
  const gift = roll.slice(roll.lastIndexOf("GIFT RECEIPT"));
  expect(gift).toContain("A-000001");
  expect(gift).not.toMatch(/\d\.\d\d/u);
  expect(receiptJobs(open).map(({ state, copy }) => [state, copy])).toContainEqual(["printed", 1]);
  expect(faultOf(port.giftReceipt({ ...paper, name: "A-000099" })).message).toBe(
    "Receipt A-000099 is not known here any more.",
  );
});

describe("a copy for the customer", () => {
  test("says so on top, is no reprint and no original, and opens no drawer", async () => {
    const open = (await newCafe()).open();
    await sellAndPrint(open);
    const before = findPaper(open, "A-000001")?.text ?? "";

    valueOf(printCustomerCopy(open, paperNamed(open, "A-000001")));
    expect(faultOf(printCustomerCopy(open, paperNamed(open, "A-000001")))).toBe("paper/waiting");
    await open.printing.settle();

    const roll = await readFile(rollPath(open.dir, "receipt"), "utf8");
    expect(roll.match(/CUSTOMER COPY/gu)).toHaveLength(1);
    expect(roll).not.toContain("REPRINT");
    const text = findPaper(open, "A-000001")?.text ?? "";
    expect(text.slice(text.indexOf("CUSTOMER COPY")).split("\n").slice(1)).toEqual(
      before.split("\n").filter((line) => line !== "(drawer opens)"),
    );
    expect(pulsesOf(open)).toEqual([1, 0]);
  });

  test("leaves a receipt that nobody has asked for where it is", async () => {
    const open = (await newCafe()).open();
    await sellAndPrint(open);
    open.till.ledger.db.exec("UPDATE print_jobs SET state = 'stale' WHERE kind = 'receipt'");

    valueOf(printCustomerCopy(open, paperNamed(open, "A-000001")));
    await open.printing.settle();

    expect(receiptJobs(open).map(({ state }) => state)).toEqual(["stale", "printed"]);
  });

  test("a reprint after it is one, though the receipt itself is forgotten", async () => {
    const open = (await newCafe()).open();
    await sellAndPrint(open);
    valueOf(printCustomerCopy(open, paperNamed(open, "A-000001")));
    await open.printing.settle();
    open.till.ledger.db.exec("DELETE FROM print_jobs WHERE copy = 1");

    again(open, "A-000001");
    await open.printing.settle();

    const text = findPaper(open, "A-000001")?.text ?? "";
    expect(text).toContain("REPRINT");
    expect(text).not.toContain("CUSTOMER COPY");
  });

  test("is there of receipts, and not of tickets", async () => {
    const open = (await newCafe()).open();
    await sellAndPrint(open);
    const ticket = latestPapers(open).find(({ kind }) => kind === "ticket");
    if (ticket === undefined) throw new Error("No ticket is listed.");

    expect(faultOf(printCustomerCopy(open, ticket))).toBe("paper/no-receipt");
    expect(faultOf(printCustomerCopy(open, { documentId: "nothing" as EventId }))).toBe(
      "paper/unknown",
    );
  });
});

describe("at the register", () => {
  test("the last papers have their numbers, however many receipts another till has made", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    await sellAndPrint(open);
    const bar = await enrolBar(cafe, open.till);
    for (let sale = 0; sale < 41; sale += 1) sellGoods(bar.till, ["100"], { cash: 280 });
    synchroniseLedgers(bar.till.ledger, open.till.ledger);

    const receipt = latestPapers(open).find(({ kind }) => kind === "receipt");

    expect(receipt).toMatchObject({
      name: "A-000001",
      order: expect.anything() as unknown,
    });
  });

  test("the last papers are listed, or an order's, or a receipt", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    await sellAndPrint(open);
    sellGoods(open.till, ["100"], { cash: 280 });
    const port = portOf(cafe);

    expect(labels(port)).toEqual([
      "Receipt A-000002",
      "Ticket A2 Bar",
      "Receipt A-000001",
      "Ticket A1 Bar",
      "Ticket A1 Kitchen",
    ]);
    expect(labels(port, "1")).toEqual(["Receipt A-000001", "Ticket A1 Bar", "Ticket A1 Kitchen"]);
    expect(labels(port, "a-000002")).toEqual(["Receipt A-000002"]);
    expect(faultOf(port.papers("77")).message).toContain("77");
  });

  test("what is chosen is printed, and what waits is not printed twice", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    await sellAndPrint(open);
    const port = portOf(cafe);
    const [receipt] = valueOf(port.papers());
    if (receipt === undefined) throw new Error("No paper is listed.");

    expect(port.reprint(receipt).ok).toBe(true);
    expect(faultOf(port.reprint(receipt)).message).toBe(
      "Receipt A-000001 still waits for its printer: it comes out once, and not twice.",
    );
  });
});

async function sellAndPrint(open: OpenTill): Promise<void> {
  sellGoods(open.till, ["croissant", "espresso"], { cash: 10_000 });
  await open.printing.settle();
}

function paperNamed(open: OpenTill, number: string): Paper {
  const paper = paperOfReceipt(open, number);
  if (paper === undefined) throw new Error(`There is no receipt ${number}.`);
  return paper;
}

/** `fault` that it is refused with, or none. */
function again(open: OpenTill, number: string, fault?: string): void {
  const done = reprint(open, paperNamed(open, number));
  expect(done.ok ? undefined : done.fault).toBe(fault);
}

function receiptJobs(open: OpenTill) {
  const id = paperOfReceipt(open, "A-000001")?.documentId ?? "";
  return open.jobs.ofDocument(id);
}

function pulsesOf(open: OpenTill): ReadonlyArray<number> {
  return receiptJobs(open).map(
    ({ document }) =>
      jsonToDocument(document)?.blocks.filter(({ type }) => type === "pulse").length ?? -1,
  );
}

function portOf(cafe: Cafe): TillPort {
  return createRegisterPort(cafe.open(), { demoStaff: [] });
}

function labels(port: TillPort, order?: string): ReadonlyArray<string> {
  return valueOf(port.papers(order)).map(({ kind, name }) => en.papers[kind]({ number: name }));
}
