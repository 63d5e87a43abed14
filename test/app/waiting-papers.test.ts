import { expect, test } from "vitest";

import { cancelPaper } from "../../src/app/cancel-paper.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { listWaitingPapers } from "../../src/app/waiting-papers.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { cafeCopies, MIA } from "../support/cafe.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { setPrinters } from "../support/set-printers.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();

test("a paper that no printer serves can be put aside, and never comes out", async () => {
  const { open } = await newCafe();
  const opened = open();
  const { till, jobs, printing } = opened;
  const { all } = setPrinters(till, () => []);
  sellGoods(till, ["100"], { cash: 280 });
  expect(listWaitingPapers(opened).map(({ kind, printer }) => [kind, printer])).toEqual([
    ["ticket", "none"],
    ["receipt", "none"],
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
