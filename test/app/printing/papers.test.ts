import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { type ChosenGoods } from "../../../src/acts/add.ts";
import { examine } from "../../../src/app/attention/checks.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { findPaper } from "../../../src/app/papers/shown-paper.ts";
import { queuePapers } from "../../../src/app/printing/papers.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { createTill, type Till } from "../../../src/app/till/till.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addGoods } from "../../support/acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { createPassingTime } from "../../support/passing-time.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { valueOf } from "../../support/shop.ts";
import { NOBODY } from "../../support/two-tills.ts";

const newCafe = cafeCopies();
const MINUTE_MS = 60_000;

describe("a paper that no printer serves", () => {
  test("is queued, and stays in sight", async () => {
    const open = (await newCafe()).open();
    setPrinters(open.till, (printers) => printers.filter(({ id }) => id !== "receipt"));

    sellGoods(open.till, ["100"], { cash: 280 });
    await open.printing.settle();

    expect(statesOf(open)).toEqual([
      ["receipt", "none", "queued"],
      ["ticket", "kitchen", "printed"],
    ]);
    expect(open.printing.printers().at(-1)).toMatchObject({
      id: "none",
      name: "no printer",
      isSetUp: false,
      state: "waiting",
      waitingJobs: 1,
      askingJobs: 0,
      trouble: undefined,
    });
    expect(examine(open)).toContainEqual({
      check: "papers",
      state: "wrong",
      code: "papersUnserved",
      sentence:
        "1 paper in the queue that no printer serves: `till printer add`, or `till printer route`.",
    });
  });

  test("says what keeps its printer from it, and whether it is tried again", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    setPrinters(open.till, (all) => all.map((it) => ({ ...it, connection: NOBODY })));
    sellGoods(open.till, ["100"], { cash: 280 });
    await createPassingTime(cafe.clock).until(open.printing.settle());
    const driven = {
      type: "answered",
      pid: 812,
      isResident: true,
      printers: [],
      mesh: undefined,
    } as const;

    function said(holder?: typeof driven): ReadonlyArray<string> {
      const found = examine(open, holder === undefined ? {} : { holder });
      return found.flatMap(({ code, sentence }) => (code === "papersWait" ? sentence : []));
    }

    const why =
      "what is at its address refuses connections: it is starting, or another program has it, or the address is another box's";
    expect(said()[0]).toBe(
      `1 paper in the queue: open the register, or say \`till print now\` (${why}).`,
    );
    expect(said(driven)[0]).toBe(`1 paper in the queue, tried again by itself (${why}).`);
  });

  test("is told by its age once that is long, with what drops it", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    setPrinters(open.till, (all) => all.map((it) => ({ ...it, connection: NOBODY })));
    const ticket = { printer: "kitchen", copy: 1, kind: "ticket", document: "{}" } as const;
    for (let at = 0; at < 3000; at += 1) {
      open.jobs.add({ ...ticket, documentId: `t${at}`, createdMs: cafe.clock.nowMs() });
    }
    cafe.clock.advance(20 * 24 * 60 * MINUTE_MS);

    const said = examine(open).flatMap(({ code, sentence }) =>
      code === "papersWait" ? sentence : [],
    );

    expect(said).toEqual([
      "3000 papers in the queue since 2026-11-20 14:32: open the register, or say `till print now`. Not wanted any more: `till printer cancel --printer kitchen`.",
    ]);
  });

  test("comes out of the printer that is set up for it", async () => {
    const cafe = await newCafe();
    const before = cafe.open();
    const { all } = setPrinters(before.till, () => []);
    sellGoods(before.till, ["100"], { cash: 280 });
    await before.printing.settle();
    await before.close();

    const after = cafe.open();
    setPrinters(after.till, () => all);
    await after.printing.settle();

    expect(statesOf(after)).toEqual([
      ["receipt", "receipt", "printed"],
      ["ticket", "kitchen", "printed"],
    ]);
    expect(await readFile(rollPath(cafe.dir, "receipt"), "utf8")).toContain("Receipt A-000001");
    expect(await readFile(rollPath(cafe.dir, "kitchen"), "utf8")).toMatch(/^Bar +A1/mu);
  });

  test("that has waited for too long asks first", async () => {
    const cafe = await newCafe();
    const { till, printing, ...open } = cafe.open();
    const { all } = setPrinters(till, (before) => before.filter(({ id }) => id !== "receipt"));
    sellGoods(till, ["100"], { cash: 280 });
    await printing.settle();
    cafe.clock.advance(11 * MINUTE_MS);

    setPrinters(till, () => all);
    await printing.settle();

    expect(statesOf(open)).toEqual([
      ["receipt", "receipt", "stale"],
      ["ticket", "kitchen", "printed"],
    ]);
    // Neither the printer nor `till print now` is what these wait for.
    expect(examine({ till, printing, ...open })).toContainEqual({
      check: "printer",
      name: "Receipts",
      state: "wrong",
      code: "papersAsk",
      sentence:
        "1 paper asks somebody: `till printer queue` says why; then `till printer retry`, or `cancel`.",
    });
    expect(printing.printAsking()).toBe(1);
    await printing.settle();
    expect(statesOf(open).map(([, , state]) => state)).toEqual(["printed", "printed"]);
  });
});

describe("cash that moves without a receipt", () => {
  test("opens the drawer with a slip that says what is left to pay", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const session = valueOf(await createRegisterPort(open, { demoStaff: [] }).logIn("1", "1111"));
    valueOf(addGoods(session, { sku: "COFFEE", quantity: 1000 } as ChosenGoods));

    valueOf(session.perform({ act: "pay", type: "cash", tendered: minor(100) }));
    await open.printing.settle();

    expect(statesOf(open)).toEqual([["report", "receipt", "printed"]]);
    const slip = await readFile(rollPath(cafe.dir, "receipt"), "utf8");
    expect(slip).toMatch(/Part payment +1\.00/u);
    expect(slip).toMatch(/Still to pay +1\.80/u);
    expect(open.jobs.latest(1)[0]?.document).toContain('"pulse"');
  });

  test("by card leaves the drawer shut, and the slip says so", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const session = valueOf(await createRegisterPort(open, { demoStaff: [] }).logIn("1", "1111"));
    valueOf(addGoods(session, { sku: "COFFEE", quantity: 1000 } as ChosenGoods));

    valueOf(session.perform({ act: "pay", type: "card", amount: minor(100) }));
    await open.printing.settle();

    expect(await readFile(rollPath(cafe.dir, "receipt"), "utf8")).toMatch(
      /Part payment, card +1\.00/u,
    );
    expect(open.jobs.latest(1)[0]?.document).not.toContain('"pulse"');
  });

  test("has no slip of its own when the receipt names it", async () => {
    const open = (await newCafe()).open();

    sellGoods(open.till, ["100"], { cash: 280 });

    expect(statesOf(open).map(([kind]) => kind)).toEqual(["receipt", "ticket"]);
  });
});

describe("a paper that can't be made", () => {
  test("is no reason not to sell, and says so where it was to come out", async () => {
    const cafe = await newCafe();
    const open = cafe.open();

    const { order, receipts } = sellGoods(tillWithoutFacts(open), ["100"], { cash: 280 });
    await open.printing.settle();

    expect(order.status).toBe("paid");
    expect(statesOf(open)).toEqual([
      ["report", "receipt", "failed"],
      ["report", "kitchen", "failed"],
    ]);
    expect(findPaper(open, receipts[0]?.number)?.text).toMatch(
      /This receipt could not be made: look at its\s+order on the till\.\s+no such name/u,
    );
    expect(open.printing.printers()).toMatchObject([
      { state: "asking", askingJobs: 1 },
      { state: "asking", askingJobs: 1 },
    ]);
  });

  test("comes out as a note when a person asks for it, and counts as no ticket", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const { order } = sellGoods(tillWithoutFacts(open), ["100"], { cash: 280 });
    await open.printing.settle();

    expect(open.printing.printAsking()).toBe(2);
    await open.printing.settle();

    expect(await readFile(rollPath(cafe.dir, "kitchen"), "utf8")).toContain(
      "This ticket could not be made",
    );
    const ticket = open.jobs.latest(2)[1]?.documentId ?? "";
    const { printed } = open.till.ledger.read((view) => view.state("ticket", ticket));
    expect([order.lines[0]?.kitchen, printed]).toEqual(["sent", []]);
  });
});

function statesOf({
  jobs,
}: Pick<OpenTill, "jobs">): ReadonlyArray<readonly [kind: string, printer: string, state: string]> {
  return jobs.latest(10).map(({ kind, printer, state }) => [kind, printer, state] as const);
}

/** The till, selling, with a mistake in what makes its papers. */
function tillWithoutFacts({ dir, till, jobs, clock }: OpenTill): Till {
  return createTill({
    dir,
    ledger: till.ledger,
    clock,
    offsetMinutes: () => 60,
    queuePapers: (self, committed) => {
      queuePapers({ ...self, paperFacts: failingFacts }, committed, {
        store: jobs,
        nowMs: clock.nowMs(),
      });
    },
  });
}

function failingFacts(): never {
  throw new Error("no such name");
}
