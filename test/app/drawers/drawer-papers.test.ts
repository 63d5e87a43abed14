/** Slips of cash drawers, and which drawer opens: with each paper, at most once. */

import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { latestPapers } from "../../../src/app/papers/reprint.ts";
import { isDrawer } from "../../../src/app/printing/receipt-papers.ts";
import { type Cash } from "../../../src/domain/events/drawer-events.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type Printer } from "../../../src/domain/printers/printers.ts";
import { jsonToDocument, type PrintDocument } from "../../../src/printer/document.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import {
  closeDrawer,
  countDrawer,
  moveCash,
  openDrawer,
  openWithoutSale,
  takeDrawer,
} from "../../support/drawer-acts.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

describe("a slip", () => {
  test("of what goes out names the drawer, who, why and who vouched, and opens the drawer", async () => {
    const open = (await newCafe()).open();
    const session = opened(open, 1);
    forgetPapers(open);

    valueOf(
      moveCash(open.till, RAVI, { session, what: "out", amount: minor(1250), reason: "milk" }),
    );

    const [slip] = papers(open);
    expect(slip?.blocks[0]).toEqual({ type: "pulse" });
    expect(textOf(slip)).toContain("PAID OUT\nDrawer A1 | Till Front counter\n");
    expect(textOf(slip)).toContain("Amount | 12.50\nWhy: milk\n");
  });

  test("of a count says what is expected only where the person who counted knew it", async () => {
    const open = (await newCafe()).open();
    const session = opened(open, 1);
    forgetPapers(open);

    valueOf(countDrawer(open.till, MIA, { session, cash: cash(14_000) }));
    valueOf(countDrawer(open.till, RAVI, { session, cash: cash(14_500) }));
    valueOf(closeDrawer(open.till, RAVI, { session, reason: "", leaves: minor(10_000) }));

    const [blind = "", seen = "", closed = ""] = papers(open).map(textOf);
    expect(blind).toContain("Counted | 140.00\nCounted without knowing what is expected\n");
    expect(blind).not.toContain("150.00");
    expect(seen).toContain("Expected | 150.00\nDifference | -5.00\n");
    expect(closed).toContain("Stays in the drawer | 100.00\nInto the safe | 45.00\n");
    expect(papers(open).some(({ blocks }) => blocks.some(({ type }) => type === "pulse"))).toBe(
      false,
    );
  });
});

test("a slip is called by its drawer among the papers of the till, and a pulse is none", async () => {
  const open = (await newCafe()).open();
  opened(open, 2);
  valueOf(openWithoutSale(open.till, RAVI, "look for a ring"));

  expect(latestPapers(open)).toMatchObject([{ kind: "report", name: "A2", state: "waits" }]);
});

describe("without a sale", () => {
  test("the drawer opens by a job of its own, and the slip opens none", async () => {
    const open = (await newCafe()).open();
    opened(open, 1);
    forgetPapers(open);

    valueOf(openWithoutSale(open.till, RAVI, "look for a ring"));

    const [pulse, slip] = papers(open);
    expect(pulse).toEqual({ kind: "report", blocks: [{ type: "pulse" }] });
    expect(textOf(slip)).toContain("OPENED, NO SALE\nDrawer A1 |");
    expect(slip?.blocks.some(({ type }) => type === "pulse")).toBe(false);
  });

  test("the pulse is sent once: whatever the printer says of it, nobody sends it again", async () => {
    const open = (await newCafe()).open();
    valueOf(openWithoutSale(open.till, RAVI, "look for a ring"));
    const job = open.jobs.latest(9).find(isDrawer);
    if (job === undefined) throw new Error("No pulse.");
    open.jobs.save({ ...job, state: "sending" }, "queued");
    open.jobs.save({ ...job, state: "uncertain", doubts: 1 }, "sending");

    // Somebody lets all of them go: it comes as a paper that opens nothing.
    open.jobs.save({ ...job, state: "queued", doubts: 1 }, "uncertain");
    await open.printing.settle();

    expect(await pulsesOn(open)).toBe(0);
  });

  test("a pulse in time opens the drawer once", async () => {
    const open = (await newCafe()).open();
    valueOf(openWithoutSale(open.till, RAVI, "look for a ring"));

    await open.printing.settle();
    await open.printing.settle();

    expect(await pulsesOn(open)).toBe(1);
  });

  test("a pulse that comes too late opens nothing", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    valueOf(openWithoutSale(open.till, RAVI, "look for a ring"));
    cafe.clock.advance(31_000);

    await open.printing.settle();

    expect(await pulsesOn(open)).toBe(0);
  });
});

describe("the drawer that opens", () => {
  test("is the second one of the plug where the person sells from drawer 2", async () => {
    const open = (await newCafe()).open();
    opened(open, 1);
    opened(open, 2);
    forgetPapers(open);

    sellGoods(open.till, ["100"], { cash: 500 });

    expect(pulses(open)).toEqual([{ type: "pulse", pin: 5 }]);
  });

  test("is the other one where the first is plugged in at pin 5", async () => {
    const open = (await newCafe()).open();
    setPrinters(open.till, (all) =>
      all.map((printer): Printer => ({ ...printer, drawer: "pin5" })),
    );
    const first = opened(open, 1);
    opened(open, 2);
    forgetPapers(open);

    sellGoods(open.till, ["100"], { cash: 500 });
    valueOf(takeDrawer(open.till, MIA, first));
    sellGoods(open.till, ["100"], { cash: 500 });

    expect(pulses(open)).toEqual([{ type: "pulse", pin: 2 }, { type: "pulse" }]);
  });

  test("is none where a pouch is opened, sold from, or paid out of", async () => {
    const open = (await newCafe()).open();
    opened(open, 1);
    forgetPapers(open);
    const pouch = valueOf(openDrawer(open.till, RAVI, { no: undefined, float: cash(5000) })).id;

    valueOf(
      moveCash(open.till, RAVI, { session: pouch, what: "out", amount: minor(500), reason: "ice" }),
    );
    valueOf(openWithoutSale(open.till, RAVI, "nothing to open"));

    expect(pulses(open)).toEqual([]);
    expect(papers(open).map(textOf)).toEqual([
      expect.stringContaining("PAID OUT\nPouch of Ravi"),
      expect.stringContaining("OPENED, NO SALE\nPouch of Ravi"),
    ]);
  });

  test("opens when its session begins, so that the float gets into it", async () => {
    const open = (await newCafe()).open();

    opened(open, 2);

    expect(papers(open)).toEqual([{ kind: "report", blocks: [{ type: "pulse", pin: 5 }] }]);
  });

  test("makes no paper that waits for ever where there is no printer", async () => {
    const open = (await newCafe()).open();
    setPrinters(open.till, () => []);

    opened(open, 1);

    expect(papers(open)).toEqual([]);
  });
});

function opened({ till }: OpenTill, no: number): EventId {
  return valueOf(openDrawer(till, MIA, { no, float: cash(15_000) })).id;
}

function forgetPapers({ jobs }: OpenTill): void {
  for (const job of jobs.latest(99)) jobs.save({ ...job, state: "dismissed" }, job.state);
}

/** The oldest first, of what waits. */
function papers({ jobs }: OpenTill): ReadonlyArray<PrintDocument> {
  return jobs
    .latest(99)
    .filter(({ state }) => state === "queued")
    .toReversed()
    .flatMap(({ document }) => jsonToDocument(document) ?? []);
}

function pulses(open: OpenTill): ReadonlyArray<PrintDocument["blocks"][number]> {
  return papers(open).flatMap(({ blocks }) => blocks.filter(({ type }) => type === "pulse"));
}

function textOf(document: PrintDocument | undefined): string {
  const lines = document?.blocks.map((block) => {
    if (block.type === "row") return `${block.left} | ${block.right}`;
    return block.type === "text" ? block.text : "";
  });
  return lines?.join("\n") ?? "";
}

/** On the roll of the printer for receipts. */
async function pulsesOn({ dir }: OpenTill): Promise<number> {
  const roll = await readFile(`${dir}.paper/receipt.txt`, "utf8").catch(() => "");
  return roll.split("(drawer opens)").length - 1;
}

function cash(own: number): Cash {
  return { own: minor(own), pieces: [], foreign: [] };
}
