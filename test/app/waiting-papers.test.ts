import { expect, test } from "vitest";

import { dismissPaper, listWaitingPapers } from "../../src/app/waiting-papers.ts";
import { cafeCopies } from "../support/cafe.ts";
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

  const dismissed = valueOf(dismissPaper(opened, "A-000001"));
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

  expect(dismissPaper(opened, "A-000001")).toEqual({ ok: false, fault: "paper/done" });
  till.ledger.db.prepare("UPDATE print_jobs SET state = 'sending'").run();
  expect(dismissPaper(opened, "A-000001")).toEqual({ ok: false, fault: "paper/printing" });
  expect(dismissPaper(opened, "A-000002")).toEqual({ ok: false, fault: "paper/unknown" });
  expect(jobs.latest(2).map(({ state }) => state)).toEqual(["sending", "sending"]);
});
