import { expect, test } from "vitest";

import { type ChosenGoods } from "../../../src/acts/add.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { cancelPaper } from "../../../src/app/papers/cancel-paper.ts";
import { listWaitingPapers } from "../../../src/app/papers/waiting-papers.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addGoods } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();

test("a paper that no printer serves can be put aside, and never comes out", async () => {
  const { open } = await newCafe();
  const opened = open();
  const { till, jobs, printing } = opened;
  const { all } = setPrinters(till, (before) => before.filter(({ id }) => id === "kitchen"));
  sellGoods(till, ["100"], { cash: 280 });
  await printing.settle();
  expect(listWaitingPapers(opened)).toMatchObject([
    { name: "A-000001", order: "A1", printer: undefined, why: { type: "no-printer" } },
  ]);

  const dismissed = valueOf(cancel(opened, "A-000001"));
  setPrinters(till, () => all);
  await printing.settle();

  expect(dismissed).toMatchObject([{ kind: "receipt", state: "dismissed" }]);
  expect(jobs.latest(2).map(({ kind, state }) => [kind, state])).toEqual([
    ["receipt", "dismissed"],
    ["ticket", "printed"],
  ]);
  expect(listWaitingPapers(opened)).toEqual([]);
  // Done with, like any other paper of a month ago.
  expect(jobs.forget(Number.MAX_SAFE_INTEGER, 10)).toBe(2);
});

test("each paper says why it waits, and of which order it is", async () => {
  const opened = (await newCafe()).open();
  const { till, jobs } = opened;
  sellGoods(till, ["100"], { cash: 280 });
  sellGoods(till, ["100"], { cash: 280 });
  const receipts = jobs.latest(4).filter(({ kind }) => kind === "receipt");
  const ticket = jobs.latest(4).find(({ kind }) => kind === "ticket");
  const says = till.ledger.db.prepare(
    "UPDATE print_jobs SET state = ?, last_fault = ? WHERE id = ?",
  );
  says.run("uncertain", "silent", receipts[0]?.id);
  says.run("queued", "paper-out", receipts[1]?.id);
  says.run("stale", "", ticket?.id);

  expect(listWaitingPapers(opened)).toMatchObject([
    { name: "A1 Bar", order: "A1", why: { type: "its-turn" } },
    { name: "A-000001", order: "A1", why: { type: "trouble", trouble: "paper-out" } },
    { name: "A2 Bar", order: "A2", why: { type: "stale" } },
    { name: "A-000002", order: "A2", printer: "Receipts", why: { type: "uncertain" } },
  ]);
});

test("a receipt that waits has its number, however many were sold since, and a slip its order", async () => {
  const opened = (await newCafe()).open();
  const { till } = opened;
  setPrinters(till, () => []);
  sellGoods(till, ["100"], { cash: 280 });
  const session = valueOf(await createRegisterPort(opened, { demoStaff: [] }).logIn("1", "1111"));
  valueOf(addGoods(session, { sku: "COFFEE", quantity: 1000 } as ChosenGoods));
  valueOf(session.perform({ act: "pay", type: "cash", tendered: minor(100) }));
  till.ledger.db.exec("UPDATE print_jobs SET state = 'stale' WHERE kind <> 'ticket'");
  for (let sale = 0; sale < 41; sale += 1) sellGoods(till, ["100"], { cash: 280 });
  till.ledger.db.exec("UPDATE print_jobs SET state = 'printed' WHERE state = 'queued'");

  expect(listWaitingPapers(opened)).toMatchObject([
    { kind: "receipt", name: "A-000001", order: "A1", why: { type: "stale" } },
    { kind: "report", name: "A2", order: "A2", why: { type: "stale" } },
  ]);
});

test("what is printed, being printed or not there is not put aside", async () => {
  const { open } = await newCafe();
  const opened = open();
  const { till, jobs, printing } = opened;
  sellGoods(till, ["100"], { cash: 280 });
  await printing.settle();

  expect(cancel(opened, "A-000001")).toMatchObject({ ok: false, fault: { type: "paper/done" } });
  till.ledger.db.prepare("UPDATE print_jobs SET state = 'sending'").run();
  expect(cancel(opened, "A-000001")).toMatchObject({ fault: { type: "paper/printing" } });
  expect(cancel(opened, "A-000002")).toMatchObject({ fault: { type: "paper/unknown" } });
  expect(jobs.latest(2).map(({ state }) => state)).toEqual(["sending", "sending"]);
});

test("who put a paper aside, and why, is in the books, with the paper or not at all", async () => {
  const opened = (await newCafe()).open();
  const { till, jobs } = opened;
  sellGoods(till, ["100"], { cash: 280 });
  const told: unknown[] = [];
  till.whileCommitting(({ events }) => told.push(...events));
  const ticket = jobs.latest(2).find(({ kind }) => kind === "ticket");

  const nobody = { number: "99", name: "Nobody" };
  expect(cancel(opened, "A-000001", nobody)).toMatchObject({ ok: false });
  expect(listWaitingPapers(opened)).toHaveLength(2);
  valueOf(cancel(opened, "A-000001"));
  valueOf(cancel(opened, ticket?.documentId ?? ""));

  expect(listWaitingPapers(opened)).toEqual([]);
  expect(told).toMatchObject([
    { event: { act: { by: "1" }, body: { type: "paper/cancelled", note: "guest left" } } },
    {
      event: {
        act: { by: "1" },
        streams: [toStreamId("ticket", ticket?.documentId ?? "")],
        body: { type: "paper/cancelled", note: "guest left" },
      },
    },
  ]);
});

function cancel(open: OpenTill, paper: string, actor = MIA) {
  return cancelPaper(
    { open, act: (name, decide) => open.till.act(actor, name, decide) },
    { paper, reason: "guest left" },
  );
}
