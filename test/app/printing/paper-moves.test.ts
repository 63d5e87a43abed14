/** Papers that come out of another printer: one way of moving them, over a real store and real rolls. */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { moveJob } from "../../../src/app/papers/paper-queue.ts";
import {
  changePrinter,
  movePapers,
  replacePrinter,
} from "../../../src/app/printing/printer-changes.ts";
import { ownPrinters, rollPath } from "../../../src/app/printing/printer-drive.ts";
import { type Actor } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { decideReplacePrinter } from "../../../src/domain/commands/office/change-printers.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { shortTicketId } from "../../../src/printer/documents/ticket-document.ts";
import { OPEN, type JobState, type SpoolJob } from "../../../src/printer/spool/spool-store.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { createDice } from "../../support/dice.ts";
import { createPassingTime, type PassingTime } from "../../support/passing-time.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const RAVI: Actor = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

describe("a paper that waits", () => {
  test("comes back to a printer from which it was moved before", async () => {
    const { open } = await cafeWith("receipt", "kitchen");
    const { id } = sellTicket(open);

    valueOf(moveJob(open, { id, printer: "receipt" }));
    const moved = valueOf(movePapers(open, { id: "receipt", by: "kitchen" }));

    expect(moved).toMatchObject({ moved: 2 });
    expect(tickets(open)).toEqual([["kitchen", "queued"]]);
  });

  test("says at its new printer where people look for it first, also on a shell's word", async () => {
    const { cafe, open } = await cafeWith("kitchen");
    sellTicket(open);

    valueOf(movePapers(open, { id: "kitchen", by: "receipt" }));
    await open.printing.settle();

    expect(roll(cafe, "receipt")).toContain("REROUTED FROM Kitchen and bar");
  });

  test("goes with its printer's place, and says whose that was", async () => {
    const { cafe, open } = await cafeWith("kitchen");
    sellTicket(open);

    const replaced = valueOf(replacePrinter(open, RAVI, { id: "kitchen", by: "receipt" }));
    await open.printing.settle();

    expect(replaced).toEqual({ moved: 1, there: 0, left: 0 });
    expect(tickets(open)).toEqual([["receipt", "printed"]]);
    expect(roll(cafe, "receipt")).toContain("REROUTED FROM Kitchen and bar");
  });

  test("goes to the successor of a printer that was replaced at another till", async () => {
    const { cafe, open } = await cafeWith("kitchen");
    sellTicket(open);
    heardOfReplacement(open, { id: "kitchen", by: "receipt" });
    expect(tickets(open)).toEqual([["kitchen", "queued"]]);

    await open.printing.settle();

    expect(tickets(open)).toEqual([["receipt", "printed"]]);
    expect(roll(cafe, "receipt")).toContain("REROUTED FROM Kitchen and bar");
  });

  test("goes there too where the queue could not be used when that was heard", async () => {
    const { cafe, open } = await cafeWith("receipt");
    const time = createPassingTime(cafe.clock);
    open.printing.keepDriving(() => undefined);
    sellGoods(open.till, ["croissant"], CASH);
    // Nothing is in hand any more.
    await open.printing.settle();
    const { db } = open.till.ledger;

    db.exec("ALTER TABLE print_jobs RENAME TO away");
    heardOfReplacement(open, { id: "receipt", by: "spare" });
    await time.pass(5000);
    db.exec("ALTER TABLE away RENAME TO print_jobs");

    await untilOut({ cafe, open, time }, "Receipt A-000001");
    expect(open.jobs.find({ states: OPEN, limit: 9 })).toEqual([]);
  });

  test("holds up no other one where it can't be moved yet", async () => {
    const { cafe, open } = await cafeWith("receipt");
    const time = createPassingTime(cafe.clock);
    const { db } = open.till.ledger;
    sellGoods(open.till, ["croissant"], CASH);
    heardOfReplacement(open, { id: "receipt", by: "spare" });
    db.exec(`CREATE TRIGGER stays BEFORE UPDATE OF printer ON print_jobs
             BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);

    open.printing.keepDriving(() => undefined);
    sellGoods(open.till, ["croissant"], CASH);
    await untilOut({ cafe, open, time }, "Receipt A-000002");
    db.exec("DROP TRIGGER stays");
    await untilOut({ cafe, open, time }, "Receipt A-000001");

    expect(roll(cafe, "receipt")).toBe("");
  });

  test("comes out of what serves it here where the successor hangs at another till", async () => {
    const { open } = await cafeWith();
    const bar = { type: "file" } as const;
    const said = { connection: bar, prints: ["receipts"] } as const;
    valueOf(changePrinter(open.till, RAVI, { id: "bar", isNew: true, said }));
    sellGoods(open.till, ["croissant"], CASH);
    const [receipt] = open.jobs.find({ printer: "bar", states: OPEN, limit: 1 });
    expect(receipt?.kind).toBe("receipt");
    valueOf(changePrinter(open.till, RAVI, { id: "far", isNew: true, said: { connection: bar } }));
    handAway(open, "far");
    heardOfReplacement(open, { id: "bar", by: "far" });

    await open.printing.settle();

    expect(open.jobs.ofDocument(receipt?.documentId ?? "")).toMatchObject([
      { printer: "receipt", state: "printed" },
    ]);
  });

  test("takes the place of what an earlier move has put aside there, and keeps its doubts", async () => {
    const { open } = await cafeWith("receipt", "kitchen");
    const job = sellTicket(open);
    const aside = open.jobs.add({ ...job, printer: "receipt" });
    open.jobs.save({ ...aside, state: "dismissed", doubts: 1, outcomeReported: true }, "queued");

    expect(valueOf(movePapers(open, { id: "kitchen", by: "receipt" })).moved).toBe(1);

    expect(open.jobs.ofDocument(job.documentId)).toMatchObject([
      { id: job.id, printer: "receipt", state: "queued", doubts: 1 },
    ]);
  });

  test("comes out no second time of a printer that has it on paper", async () => {
    const { open } = await cafeWith("kitchen");
    const job = sellTicket(open);
    const twin = open.jobs.add({ ...job, printer: "receipt" });
    open.jobs.save({ ...twin, state: "printed", outcomeReported: true }, "queued");

    const moved = valueOf(movePapers(open, { id: "kitchen", by: "receipt" }));

    expect(moved).toMatchObject({ moved: 0, there: 1 });
    expect(open.jobs.ofDocument(job.documentId)).toMatchObject([
      { printer: "kitchen", state: "dismissed" },
      { printer: "receipt", state: "printed" },
    ]);
  });

  test("is left alone where it isn't any more what was read", async () => {
    const { open } = await cafeWith("kitchen");
    const job = sellTicket(open);
    open.jobs.save({ ...job, state: "sending" }, "queued");

    expect(open.jobs.move({ job, printer: "receipt" })).toBe("gone");
    expect(open.jobs.byId(job.id)).toMatchObject({ printer: "kitchen", state: "sending" });
  });

  test("isn't moved to where it waits", async () => {
    const { open } = await cafeWith("kitchen");
    sellTicket(open);

    expect(movePapers(open, { id: "kitchen", by: "kitchen" })).toEqual({
      ok: false,
      fault: { type: "printer/same", name: "Kitchen and bar" },
    });
  });
});

describe("whatever is done with papers that wait", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "none is lost, and none is there twice without a word of it (%i)",
    async (seed) => {
      const { cafe, open } = await cafeWith();
      const dice = createDice(seed);
      for (let step = 0; step < 30; step += 1) await stepOf(cafe, open, dice);

      for (const { id } of ownPrinters(open.till.ledger)) turn(cafe, id, "on");
      await open.printing.settle();
      open.printing.printAsking();
      await open.printing.settle();

      expect(open.jobs.find({ states: OPEN, limit: 1000 })).toEqual([]);
      const papers = ["receipt", "kitchen", "spare"].flatMap((printer) =>
        roll(cafe, printer).split(/^- - .*$/mu),
      );
      const sold = open.jobs.latest(1000).filter(({ kind }) => kind === "ticket");
      for (const documentId of new Set(sold.map((job) => job.documentId))) {
        const footer = shortTicketId(documentId as Parameters<typeof shortTicketId>[0]);
        const own = papers.filter((paper) => paper.includes(footer));
        const plain = own.filter((paper) => !paper.includes("MAY BE DUPLICATE"));
        expect({ footer, isThere: own.length > 0, unmarked: plain.length > 1 }).toEqual({
          footer,
          isThere: true,
          unmarked: false,
        });
      }
    },
  );
});

async function stepOf(
  cafe: Cafe,
  open: OpenTill,
  dice: ReturnType<typeof createDice>,
): Promise<void> {
  const { till, jobs, printing } = open;
  const ids = ownPrinters(till.ledger).map(({ id }) => id);
  const [id, by] = dice.shuffle(ids);
  if (id === undefined || by === undefined) throw new Error("There are no two printers.");
  const waiting = jobs.find({ states: OPEN, limit: 100 });
  const steps: ReadonlyArray<() => unknown> = [
    () => sellGoods(till, dice.pick([["100"], ["croissant"], ["100", "croissant"]]), CASH),
    () => turn(cafe, id, dice.pick(["on", "off"])),
    () => valueOf(movePapers(open, { id, by })),
    // Refused where it waits there already.
    () => waiting.length > 0 && moveJob(open, { id: dice.pick(waiting).id, printer: by }),
    () => {
      valueOf(replacePrinter(open, RAVI, { id, by }));
      add(open, id);
    },
    () => printing.settle(),
    () => printing.settle(),
    // Whoever prints is killed: as it begins, or before it hears the answer.
    () => begun(jobs, dice.pick(["queued", "printed"])),
  ];
  await Promise.resolve(dice.pick(steps)());
}

/** Of the spare printer, within a minute; its file is a real one, for which no such time helps. */
async function untilOut(
  { cafe, open, time }: Readonly<{ cafe: Cafe; open: OpenTill; time: PassingTime }>,
  text: string,
): Promise<void> {
  for (let look = 0; look < 200 && !roll(cafe, "spare").includes(text); look += 1) {
    await time.pass(250);
    await open.printing.settle();
  }
  expect(roll(cafe, "spare")).toContain(text);
}

const CASH = { cash: 2000 };

function begun(jobs: OpenTill["jobs"], from: JobState): void {
  const [job] = jobs.find({ states: [from], limit: 1 });
  if (job !== undefined) jobs.save({ ...job, state: "sending", attempts: 1 }, from);
}

function add({ till }: OpenTill, id: string): void {
  const said = { connection: { type: "virtual" } as const };
  valueOf(changePrinter(till, RAVI, { id, isNew: true, said }));
}

/** With a spare printer, and these off. */
async function cafeWith(
  ...off: ReadonlyArray<string>
): Promise<{ readonly cafe: Cafe; readonly open: OpenTill }> {
  const cafe = await newCafe();
  const open = cafe.open();
  add(open, "spare");
  await mkdir(path.dirname(rollPath(cafe.dir, "receipt")), { recursive: true });
  for (const printer of off) turn(cafe, printer, "off");
  return { cafe, open };
}

/** As a till hears of it whose person was not there: nothing is moved by it. */
function heardOfReplacement(
  { till }: OpenTill,
  wish: { readonly id: string; readonly by: string },
): void {
  valueOf(till.act(RAVI, "replace printer", (context) => decideReplacePrinter(context, wish)));
}

function handAway({ till }: OpenTill, printer: string): void {
  const streams = [toStreamId("printer", printer)];
  const handed: Draft = { kind: "printer/handed", streams, body: { to: null, over: [] } };
  valueOf(till.act(RAVI, "hand printer", () => ok([handed])));
}

function turn({ dir }: Cafe, printer: string, how: "on" | "off"): void {
  const file = `${rollPath(dir, printer)}.off`;
  if (how === "off") writeFileSync(file, "");
  else rmSync(file, { force: true });
}

function roll({ dir }: Cafe, printer: string): string {
  const file = rollPath(dir, printer);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function sellTicket(open: OpenTill): SpoolJob {
  sellGoods(open.till, ["100"], CASH);
  const job = open.jobs.latest(9).find(({ kind }) => kind === "ticket");
  if (job === undefined) throw new Error("There is no ticket.");
  return job;
}

function tickets({ jobs }: OpenTill): ReadonlyArray<readonly [string, JobState]> {
  return jobs
    .latest(9)
    .filter(({ kind }) => kind === "ticket")
    .map(({ printer, state }) => [printer, state] as const);
}
