import { access, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { createOwnPapers } from "../../../src/app/printing/own-papers.ts";
import { createPrintJobStore } from "../../../src/app/printing/print-job-store.ts";
import { paperDir, rollPath } from "../../../src/app/printing/printer-drive.ts";
import { createPrinting } from "../../../src/app/printing/printing.ts";
import { createTill } from "../../../src/app/till/till.ts";
import { type TicketState } from "../../../src/domain/folds/ticket-fold.ts";
import { takeLock } from "../../../src/ledger/exclusive-lock.ts";
import { type Cafe, cafeCopies, CAFE_START_MS } from "../../support/cafe.ts";
import { PATIENCE } from "../../support/patience.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { testRandom } from "../../support/test-random.ts";

const newCafe = cafeCopies();
const DAY_MS = 86_400_000;

describe("papers and their cause", () => {
  test("a sale queues its tickets and its receipt with itself", async () => {
    const { open } = await newCafe();
    const { till, jobs } = open();

    const { order, receipts } = sellGoods(till, ["2*flat white", "croissant"], { cash: 2000 });

    // Read by another process, before anything was printed.
    const seen = open().jobs.latest(10).toReversed();
    expect(seen.map(({ kind, printer, state }) => [kind, printer, state])).toEqual([
      ["ticket", "kitchen", "queued"],
      ["ticket", "kitchen", "queued"],
      ["receipt", "receipt", "queued"],
    ]);
    expect(seen[2]?.documentId).toBe(receipts[0]?.id);
    expect(order.lines.map(({ kitchen }) => kitchen)).toEqual(["sent", "sent"]);
    expect(jobs.latest(10)).toHaveLength(3);
  });

  test("an order that stays open queues nothing", async () => {
    const { till, jobs } = (await newCafe()).open();

    sellGoods(till, ["croissant"]);

    expect(jobs.latest(10)).toEqual([]);
  });

  test("a sale whose papers can't be queued has not happened", async () => {
    const { open } = await newCafe();
    const { dir, till: whole, jobs, clock } = open();
    const { ledger } = whole;
    const broken = createTill({
      dir,
      ledger,
      clock,
      offsetMinutes: () => 60,
      queuePapers: (_till, { ids }) => {
        const documentId = ids[0] ?? "";
        const job = { documentId, printer: "receipt", copy: 1, createdMs: 0 } as const;
        jobs.add({ ...job, kind: "receipt", document: "{}" });
        throw new Error("the disk is full");
      },
    });
    const before = [...ledger.heads()];

    expect(() => sellGoods(broken, ["100"], { cash: 280 })).toThrow("the disk is full");

    expect([...ledger.heads()]).toEqual(before);
    expect(jobs.latest(10)).toEqual([]);
    // No number is used up, and the till sells on.
    expect(sellGoods(whole, ["100"], { cash: 280 }).order).toMatchObject({
      number: "A1",
      receipts: ["A-000001"],
    });
  });
});

describe("how the printers are", () => {
  test("is worked out once, and anew as soon as anything changes", async () => {
    const { clock, open } = await newCafe();
    const [here, other] = [open(), open()];
    const { printers } = here.printing;

    const before = printers();
    expect(printers()).toBe(before);

    sellGoods(here.till, ["croissant"], { cash: 260 });
    const own = printers();
    expect(own).not.toEqual(before);
    expect(printers()).toBe(own);

    sellGoods(other.till, ["croissant"], { cash: 260 });
    const both = printers();
    expect(both).not.toEqual(own);

    clock.advance(3 * 60_000);
    expect(printers()).not.toEqual(both);
  });
});

describe("what the printers say", () => {
  test("a printed ticket is told once, also when it is told again", async () => {
    const { dir, clock, open } = await newCafe();
    const opened = open();
    sellGoods(opened.till, ["croissant"], { cash: 260 });
    await opened.printing.settle();
    await opened.printing.close();
    const { ledger } = opened.till;
    const job = opened.jobs.latest(2).find(({ kind }) => kind === "ticket");
    const heads = [...ledger.heads()];
    expect(printedOf(opened, job?.documentId)).toHaveLength(1);

    // The power failed between telling and noting that it was told.
    ledger.db.prepare("UPDATE print_jobs SET outcome_told = 0").run();
    const store = createPrintJobStore(ledger.db);
    const own = createOwnPapers(store);
    const again = createPrinting({
      dir,
      ledger,
      store,
      clock,
      random: testRandom,
      own,
      mesh: () => undefined,
      glance: () => undefined,
      tickets: { look: () => new Set() },
    });
    onTestFinished(() => again.close());
    await again.settle();

    expect([...ledger.heads()]).toEqual(heads);
    expect(printedOf(opened, job?.documentId)).toHaveLength(1);
    expect(opened.jobs.latest(9).map(({ outcomeReported }) => outcomeReported)).toEqual([
      true,
      true,
    ]);
  });

  test("a ticket counts as printed only where its printer can say so", async () => {
    const opened = (await newCafe()).open();
    const { till, printing, jobs } = opened;
    setPrinters(till, (printers) =>
      printers.map((printer) =>
        printer.id === "kitchen" ? { ...printer, connection: { type: "file" } } : printer,
      ),
    );

    const { order } = sellGoods(till, ["100"], { cash: 280 });
    await printing.settle();

    const ticket = jobs.latest(9).find(({ kind }) => kind === "ticket");
    expect(ticket?.state).toBe("sent");
    expect(findOrder(till, order.number)?.order.lines[0]?.kitchen).toBe("sent");
    expect(printedOf(opened, ticket?.documentId)).toMatchObject([{ how: "sent" }]);
  });

  test("a ticket that a stop cut short is uncertain, and comes again with a mark", async () => {
    const cafe = await newCafe();
    const first = cafe.open();
    sellGoods(first.till, ["croissant"], { cash: 260 });
    first.till.ledger.db.prepare("UPDATE print_jobs SET state = 'sending'").run();
    await first.close();

    const second = cafe.open();
    await second.printing.settle();

    const [receipt, ticket] = second.jobs.latest(2);
    expect([ticket?.state, receipt?.state]).toEqual(["printed", "uncertain"]);
    expect(
      second.till.ledger.read((view) => view.state("ticket", ticket?.documentId ?? "")),
    ).toMatchObject({
      uncertain: [expect.any(String)],
      printed: [{ how: "printed" }],
    });
    expect(await rollOf(cafe, "kitchen")).toContain("REPRINT");
    expect(second.printing.printers()).toMatchObject([
      { name: "Receipts", state: "asking", waitingJobs: 0, askingJobs: 1 },
      { name: "Kitchen and bar", state: "ok", waitingJobs: 0 },
    ]);
  });

  test("a printer that is off keeps its papers, in order, until it is on", async () => {
    const cafe = await newCafe();
    const { till, printing, jobs } = cafe.open();
    sellGoods(till, ["100"], { cash: 280 });
    await printing.settle();
    const off = `${rollPath(cafe.dir, "receipt")}.off`;
    await writeFile(off, "");

    sellGoods(till, ["100"], { cash: 280 });
    sellGoods(till, ["100"], { cash: 280 });
    await printing.settle();

    expect(printing.printers()[0]).toMatchObject({ state: "off", waitingJobs: 2 });
    await rm(off);
    await printing.settle();
    expect(printing.printers()[0]).toMatchObject({ state: "ok", waitingJobs: 0 });
    expect((await rollOf(cafe, "receipt")).match(/A-\d{6}/gu)).toEqual([
      "A-000001",
      "A-000002",
      "A-000003",
    ]);
    expect(jobs.latest(9).every(({ state }) => state === "printed")).toBe(true);
  });
});

describe("the register, which looks from time to time", () => {
  test("leaves a printer that is off to its back-off", async () => {
    const cafe = await newCafe();
    const { till, printing, jobs } = cafe.open();
    await mkdir(paperDir(cafe.dir));
    await writeFile(`${rollPath(cafe.dir, "receipt")}.off`, "");
    printing.keepDriving(() => {});
    sellGoods(till, ["100"], { cash: 280 });
    printing.wake();
    await quiet(jobs);

    const triedAtSecond: number[] = [];
    for (let second = 1; second <= 100; second += 1) {
      const before = jobs.latest(1)[0]?.attempts ?? 0;
      cafe.clock.advance(1000);
      await quiet(jobs);
      if ((jobs.latest(1)[0]?.attempts ?? 0) > before) triedAtSecond.push(second);
    }

    // After 1, 2, 4, 8, 16, 30 and 30 seconds.
    expect(triedAtSecond).toEqual([1, 3, 7, 15, 31, 61, 91]);
  });

  test("tries a printer that was off at once when it gets more, and no other", async () => {
    const cafe = await newCafe();
    const { till, printing, jobs } = cafe.open();
    await mkdir(paperDir(cafe.dir));
    for (const id of ["receipt", "kitchen"]) await writeFile(`${rollPath(cafe.dir, id)}.off`, "");
    printing.keepDriving(() => {});
    sellGoods(till, ["100"], { cash: 280 });
    printing.wake();
    await quiet(jobs);
    for (const id of ["receipt", "kitchen"]) await rm(`${rollPath(cafe.dir, id)}.off`);

    // Nothing that the kitchen makes.
    sellGoods(till, ["brownie"], { cash: 1000 });
    printing.wake();
    await quiet(jobs);

    expect(jobs.latest(9).map(({ printer, state }) => [printer, state])).toEqual([
      ["receipt", "printed"],
      ["receipt", "printed"],
      ["kitchen", "queued"],
    ]);
  });

  test("doesn't reprint an unanswered ticket before its time, however many sales there are", async () => {
    const cafe = await newCafe();
    const { till, printing, jobs } = cafe.open();
    await mkdir(paperDir(cafe.dir));
    // Takes every byte and keeps none.
    await symlink("/dev/full", rollPath(cafe.dir, "kitchen"));
    printing.keepDriving(() => {});

    for (let sales = 0; sales < 5; sales += 1) {
      sellGoods(till, ["100"], { cash: 280 });
      printing.wake();
      await quiet(jobs);
    }
    const tickets = jobs.latest(20).filter(({ kind }) => kind === "ticket");
    expect(tickets.map(({ attempts }) => attempts)).toEqual([0, 0, 0, 0, 1]);

    cafe.clock.advance(1000);
    await quiet(jobs);
    expect(jobs.byId(tickets.at(-1)?.id ?? 0)).toMatchObject({ attempts: 2, doubts: 2 });
  });

  test("prints on after the queue could not be used for a while, and tells the log", async () => {
    const cafe = await newCafe();
    const { till, printing, jobs } = cafe.open();
    const faults: unknown[] = [];
    printing.onFault((error) => void faults.push(error));
    printing.keepDriving(() => {});
    await quiet(jobs);
    sellGoods(till, ["100"], { cash: 280 });
    const { db } = till.ledger;

    db.exec("ALTER TABLE print_jobs RENAME TO away");
    printing.wake();
    cafe.clock.advance(3000);
    expect(printing.printAsking()).toBe(0);
    expect(faults.map(String)).toEqual(["SqliteError: no such table: print_jobs"]);

    db.exec("ALTER TABLE away RENAME TO print_jobs");
    cafe.clock.advance(1000);
    await quiet(jobs);
    await printing.settle();
    expect(jobs.latest(2).map(({ state }) => state)).toEqual(["printed", "printed"]);
  });

  test("forgets the papers of a month ago, and none that waits", async () => {
    const cafe = await newCafe();
    const { till, printing, jobs } = cafe.open();
    sellGoods(till, ["100"], { cash: 280 });
    await printing.settle();
    await writeFile(`${rollPath(cafe.dir, "receipt")}.off`, "");
    sellGoods(till, ["100"], { cash: 280 });
    await printing.settle();
    const waiting = jobs.latest(2)[0]?.documentId;

    cafe.clock.set(CAFE_START_MS + 31 * DAY_MS);
    printing.keepDriving(() => {});

    expect(jobs.latest(9).map(({ documentId }) => documentId)).toEqual([waiting]);
  });
});

describe("two processes on one store", () => {
  test("both sell, one has the duties, and every paper comes out once", async () => {
    const cafe = await newCafe();
    const [one, other] = [cafe.open(), cafe.open()];
    one.printing.keepDriving(() => {});

    for (const { till } of [one, other, other, one]) sellGoods(till, ["100"], { cash: 280 });
    // Whose papers they are doesn't matter to a process that goes on.
    expect(await other.printing.settleOwn()).toMatchObject({ type: "handed-over" });
    await one.printing.settle();

    expect((await rollOf(cafe, "receipt")).match(/Receipt A-\d{6}/gu)).toEqual([
      "Receipt A-000001",
      "Receipt A-000002",
      "Receipt A-000003",
      "Receipt A-000004",
    ]);
    expect((await rollOf(cafe, "kitchen")).match(/^Bar +A\d/gmu)).toHaveLength(4);
  });

  test("what a command has queued is printed as soon as it tells", async () => {
    const cafe = await newCafe();
    const [register, command] = [cafe.open(), cafe.open()];
    register.printing.keepDriving(() => {});

    // The clock stands still: nobody looks by himself.
    sellGoods(command.till, ["100"], { cash: 280 });
    await command.printing.settleOwn();

    await vi.waitFor(() => expect(statesOf(register)).toEqual(["printed", "printed"]), PATIENCE);
  });

  test("a command prints its own papers and leaves the others to whom they belong", async () => {
    const cafe = await newCafe();
    const [one, other] = [cafe.open(), cafe.open()];
    sellGoods(one.till, ["croissant"], { cash: 260 });
    sellGoods(other.till, ["croissant"], { cash: 260 });

    expect(await other.printing.settleOwn()).toEqual({ type: "printed" });
    expect(statesOf(one)).toEqual(["queued", "queued", "printed", "printed"]);

    // A person wants them all.
    expect(await other.printing.settle()).toEqual({ type: "printed" });
    expect(statesOf(one)).toEqual(["printed", "printed", "printed", "printed"]);
  });

  test("what a stopped command left half done is no other command's business", async () => {
    const cafe = await newCafe();
    const [one, other] = [cafe.open(), cafe.open()];
    sellGoods(one.till, ["croissant"], { cash: 260 });
    one.till.ledger.db.prepare("UPDATE print_jobs SET state = 'sending'").run();
    sellGoods(other.till, ["croissant"], { cash: 260 });

    await other.printing.settleOwn();
    expect(statesOf(one)).toEqual(["sending", "sending", "printed", "printed"]);

    await other.printing.settle();
    expect(statesOf(one)).toEqual(["printed", "uncertain", "printed", "printed"]);
  });

  test("what a person wants from a second window comes out of the first one's printers", async () => {
    const cafe = await newCafe();
    const [first, second] = [cafe.open(), cafe.open()];
    first.printing.keepDriving(() => {});
    sellGoods(first.till, ["100"], { cash: 280 });
    await first.printing.settle();
    first.till.ledger.db
      .prepare("UPDATE print_jobs SET state = 'uncertain' WHERE kind = 'receipt'")
      .run();

    expect(second.printing.printAsking()).toBe(1);
    await second.printing.settle();
    await first.printing.settle();

    expect((await rollOf(cafe, "receipt")).match(/Receipt A-\d{6}/gu)).toHaveLength(2);
  });

  test("a second window sees which printers are off", async () => {
    const cafe = await newCafe();
    const [first, second] = [cafe.open(), cafe.open()];
    await mkdir(paperDir(cafe.dir));
    await writeFile(`${rollPath(cafe.dir, "receipt")}.off`, "");
    first.printing.keepDriving(() => {});
    sellGoods(first.till, ["100"], { cash: 280 });
    await first.printing.settle();
    expect(second.printing.printers()[0]).toMatchObject({ state: "waiting", waitingJobs: 1 });

    expect(await second.printing.askHolder()).toMatchObject({ type: "answered", isResident: true });

    expect(second.printing.printers()[0]).toMatchObject({ state: "off", waitingJobs: 1 });
    await first.close();
    expect(await second.printing.askHolder()).toEqual({ type: "absent" });
  });

  test("the duties go to the other one when the first has closed", async () => {
    const cafe = await newCafe();
    const [one, other] = [cafe.open(), cafe.open()];
    one.printing.keepDriving(() => {});
    await new Promise<void>((resolve) => {
      other.printing.keepDriving(resolve);
    });
    expect([one, other].map(({ printing }) => printing.hasDuties())).toEqual([true, false]);

    await one.close();

    // It was on the line, and is told: the clock stands still.
    await vi.waitFor(() => expect(other.printing.hasDuties()).toBe(true), PATIENCE);
  });

  test("the duties go on within half a second when their holder dies", async () => {
    const { dir, clock, open } = await newCafe();
    const { till, printing, jobs } = open();
    // What a process holds, the kernel lets go when it dies.
    const dying = takeLock(dir, "duties");
    printing.keepDriving(() => {});
    sellGoods(till, ["100"], { cash: 280 });
    clock.advance(5000);
    expect(jobs.latest(2).map(({ state }) => state)).toEqual(["queued", "queued"]);

    dying?.release();
    clock.advance(500);

    await vi.waitFor(
      () => expect(jobs.latest(2).map(({ state }) => state)).toEqual(["printed", "printed"]),
      PATIENCE,
    );
  });

  test("a paper that was left in the queue comes out when the duties are let go", async () => {
    const cafe = await newCafe();
    const [resident, script] = [cafe.open(), cafe.open()];
    resident.printing.keepDriving(() => {});
    // Killed before it could tell anybody.
    sellGoods(script.till, ["100"], { cash: 280 });
    await script.close();
    expect(resident.jobs.latest(1)[0]?.state).toBe("queued");

    await resident.printing.close();

    expect(resident.jobs.latest(2).map(({ state }) => state)).toEqual(["printed", "printed"]);
    const next = cafe.open();
    await next.printing.settle();
    expect((await rollOf(cafe, "receipt")).match(/Receipt A-\d{6}/gu)).toHaveLength(1);
  });

  test("a change in one is heard by the other at its next look", async () => {
    const { open } = await newCafe();
    const [one, other] = [open(), open()];

    const { order } = sellGoods(one.till, ["100"], { cash: 280 });

    expect(other.till.ledger.read((view) => view.state("order", order.id)).receipts).toHaveLength(
      1,
    );
    expect(sellGoods(other.till, ["100"], { cash: 280 }).order).toMatchObject({
      number: "A2",
      receipts: ["A-000002"],
    });
  });
});

function statesOf({ jobs }: OpenTill): ReadonlyArray<string> {
  return jobs
    .latest(20)
    .toReversed()
    .map(({ state }) => state);
}

/** Until no job is on its way: the files of the printers are real ones. */
async function quiet(jobs: OpenTill["jobs"]): Promise<void> {
  await vi.waitFor(async () => {
    // What follows on the last answer of a printer has happened then.
    await access(".");
    const isBusy = jobs.latest(20).some(({ state }) => state === "sending");
    expect(isBusy).toBe(false);
  }, PATIENCE);
}

function printedOf({ till }: OpenTill, ticket: string | undefined): TicketState["printed"] {
  return till.ledger.read((view) => view.state("ticket", ticket ?? "")).printed;
}

function rollOf({ dir }: Cafe, printer: string): Promise<string> {
  return readFile(rollPath(dir, printer), "utf8");
}
