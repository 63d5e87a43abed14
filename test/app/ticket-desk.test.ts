/** Tickets over two tills: the kitchen's printer hangs at the bar's, and each paper comes out once. */

import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { type OpenTill } from "../../src/app/open-till.ts";
import { tellKitchen } from "../../src/app/order-kitchen.ts";
import { findOrder } from "../../src/app/orders.ts";
import { ticketPapers } from "../../src/app/papers.ts";
import { paperDir, rollPath } from "../../src/app/printer-drive.ts";
import { createTicketDesk, type TicketDesk } from "../../src/app/ticket-desk.ts";
import { leavePrinters } from "../../src/domain/commands/hand-printers.ts";
import { type DeviceId } from "../../src/domain/identity.ts";
import { type Printer } from "../../src/domain/printers.ts";
import { ok } from "../../src/domain/result.ts";
import { FALLBACK_MS_MIN, OWNER_MS_MAX } from "../../src/domain/ticket-duty.ts";
import { enrolBar } from "../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../support/cafe.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { setPrinters } from "../support/set-printers.ts";
import { synchroniseLedgers, valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();

describe("a ticket for another till's printer", () => {
  test("comes out there, once, and every till knows", async () => {
    const { counter, bar } = await twoTills();
    const { order } = sellGoods(counter.till, ["100"], { cash: 280 });

    expect(papersOf(counter)).toEqual([]);
    meet(counter, bar);
    bar.desk.look();
    bar.desk.look();
    await bar.open.printing.settle();
    meet(counter, bar);

    expect(papersOf(bar)).toEqual([["kitchen", "printed"]]);
    expect(findOrder(counter.till, order.id)?.order.lines[0]?.kitchen).toBe("printed");
  });
});

describe("a till that says nothing", () => {
  test("is stood in for after twice its time, and prints nothing when it hears of that", async () => {
    const { counter, bar } = await twoTills({ standIn: true });
    sellGoods(counter.till, ["100"], { cash: 280 });

    counter.desk.look();
    counter.pass(FALLBACK_MS_MIN - 1);
    counter.desk.look();
    expect(papersOf(counter)).toEqual([]);

    counter.pass(1);
    counter.desk.look();
    counter.desk.look();
    await counter.open.printing.settle();
    meet(counter, bar);
    bar.desk.look();

    expect(papersOf(counter)).toEqual([["spare", "printed"]]);
    expect(textOf(counter)).toContain("POSSIBLE DUPLICATE");
    expect(papersOf(bar)).toEqual([]);
  });

  test("is not stood in for once its paper has begun", async () => {
    const { counter, bar } = await twoTills({ standIn: true });
    sellGoods(counter.till, ["100"], { cash: 280 });
    counter.desk.look();
    meet(counter, bar);
    bar.desk.look();
    await bar.open.printing.settle();
    meet(counter, bar);

    counter.pass(FALLBACK_MS_MIN);
    counter.desk.look();

    expect(papersOf(counter)).toEqual([]);
  });

  test("and one that claims and stops is not waited for: it prints when it is there again", async () => {
    const { counter } = await twoTills({ standIn: true });
    sellGoods(counter.till, ["100"], { cash: 280 });
    counter.desk.look();
    counter.pass(FALLBACK_MS_MIN);
    counter.desk.look();
    expect(papersOf(counter)).toEqual([]);

    const again = deskOf(counter.open);
    again.desk.look();

    expect(papersOf(counter)).toEqual([["spare", "queued"]]);
  });
});

describe("a printer that is off", () => {
  test("gives its ticket to the one that stands in at the same till", async () => {
    const { counter } = await twoTills({ standIn: true, kitchenAt: "counter" });
    await turnOff(counter, "kitchen");
    sellGoods(counter.till, ["100"], { cash: 280 });
    await counter.open.printing.settle();
    counter.desk.look();
    expect(papersOf(counter)).toEqual([["kitchen", "queued"]]);

    counter.passOnWall(OWNER_MS_MAX);
    counter.desk.look();
    await counter.open.printing.settle();

    expect(papersOf(counter)).toEqual([["spare", "printed"]]);
    expect(textOf(counter)).toContain("REROUTED");
    expect(textOf(counter)).not.toContain("DUPLICATE");
  });

  test("gives its ticket away however many other papers wait before it", async () => {
    const { counter } = await twoTills({ standIn: true, kitchenAt: "counter" });
    await turnOff(counter, "kitchen");
    for (let paper = 0; paper < 250; paper += 1) {
      const older = { documentId: `bill-${paper}`, printer: "gone", copy: 1, createdMs: 0 };
      counter.open.jobs.add({ ...older, kind: "receipt", document: "{}" });
    }
    sellGoods(counter.till, ["100"], { cash: 280 });
    counter.passOnWall(OWNER_MS_MAX);

    expect(counter.desk.look(() => ["kitchen"])).toEqual(["spare"]);
  });

  test("gives its ticket to the till that stands in, which says so", async () => {
    const { counter, bar } = await twoTills({ standIn: true });
    await turnOff(bar, "kitchen");
    sellGoods(counter.till, ["100"], { cash: 280 });
    meet(counter, bar);
    bar.desk.look();
    await bar.open.printing.settle();
    bar.passOnWall(OWNER_MS_MAX);
    bar.desk.look();
    bar.desk.look();
    expect(papersOf(bar)).toEqual([["kitchen", "dismissed"]]);

    meet(counter, bar);
    counter.desk.look();
    await counter.open.printing.settle();

    expect(papersOf(counter)).toEqual([["spare", "printed"]]);
    expect(textOf(counter)).toContain("REROUTED");
    expect(textOf(counter)).not.toContain("DUPLICATE");
  });
});

describe("two tills that fire the same course apart", () => {
  test("say so on the paper that is printed later, and ask a person at both", async () => {
    const { counter, bar } = await twoTills();
    await sendMenu({ counter, bar });
    for (const { till } of [counter, bar]) fireNext(till);
    await bar.open.printing.settle();

    meet(counter, bar);
    bar.desk.look();
    await bar.open.printing.settle();

    const [later, first] = papersSaying(bar, "FIRE");
    expect(first).not.toContain("POSSIBLE DUPLICATE");
    expect(later).toContain("POSSIBLE DUPLICATE");
    for (const { till } of [counter, bar]) {
      expect(findOrder(till, "A1")?.order.attention).toMatchObject([
        { type: "ticket/possible-duplicate" },
      ]);
    }
  });

  test("say so on one that waits, once the other is out", async () => {
    const { counter, bar } = await twoTills({ standIn: true });
    await sendMenu({ counter, bar });
    await turnOff(bar, "kitchen");
    for (const { till } of [counter, bar]) fireNext(till);
    await bar.open.printing.settle();
    counter.desk.look();
    counter.pass(FALLBACK_MS_MIN);
    counter.desk.look();
    counter.desk.look();
    await counter.open.printing.settle();
    expect(papersSaying(bar, "FIRE")[0]).not.toContain("POSSIBLE DUPLICATE");

    meet(counter, bar);
    bar.desk.look();
    bar.desk.look();

    const [waiting] = papersSaying(bar, "FIRE");
    expect(waiting?.split("POSSIBLE DUPLICATE")).toHaveLength(2);
  });

  test("one after the other have told two things", async () => {
    const { counter, bar } = await twoTills();
    await sendMenu({ counter, bar });
    fireNext(counter.till);
    meet(counter, bar);
    fireNext(bar.till);
    bar.desk.look();

    expect(papersSaying(bar, "FIRE").join("")).not.toContain("POSSIBLE DUPLICATE");
  });
});

describe("a till that is shut down", () => {
  test("has its tickets printed by the one that stands in, unmarked, and has them back later", async () => {
    const { counter, bar } = await twoTills({ standIn: true });
    say(bar, { driver: null });
    meet(counter, bar);
    sellGoods(counter.till, ["100"], { cash: 280 });
    await counter.open.printing.settle();

    expect(papersOf(counter)).toEqual([["spare", "printed"]]);
    expect(textOf(counter)).not.toContain("REROUTED");

    bar.desk.look();
    meet(counter, bar);
    sellGoods(counter.till, ["100"], { cash: 280 });
    expect(papersOf(counter)).toHaveLength(1);
    meet(counter, bar);
    bar.desk.look();
    expect(papersOf(bar)).toEqual([["kitchen", "queued"]]);
  });

  test("prints what nobody could, at its place, as soon as it is back", async () => {
    const { counter, bar } = await twoTills();
    say(bar, { driver: null });
    meet(counter, bar);
    sellGoods(counter.till, ["100"], { cash: 280 });
    counter.desk.look();
    expect(papersOf(counter)).toEqual([["none", "queued"]]);

    bar.desk.look();
    meet(counter, bar);
    counter.desk.look();
    counter.desk.look();
    meet(counter, bar);
    bar.desk.look();
    await bar.open.printing.settle();

    expect(papersOf(counter)).toEqual([["none", "dismissed"]]);
    expect(papersOf(bar)).toEqual([["kitchen", "printed"]]);
    expect(readFileSync(rollPath(bar.open.dir, "kitchen"), "utf8")).not.toMatch(/REROUTED|DUPL/u);
  });

  test("hears no order of last night unasked when it comes in the morning", async () => {
    const { counter, bar } = await twoTills();
    sellGoods(counter.till, ["100"], { cash: 280 });
    counter.passOnWall(NIGHT_MS);

    meet(counter, bar);
    deskOf(bar.open).desk.look();
    await bar.open.printing.settle();

    expect(papersOf(bar)).toEqual([["kitchen", "stale"]]);
  });
});

const NIGHT_MS = 8 * 3_600_000;

interface TillAt {
  readonly open: OpenTill;
  readonly till: OpenTill["till"];
  readonly desk: TicketDesk;
  /** By its steady clock. */
  readonly pass: (byMs: number) => void;
  /** By the clocks of both. */
  readonly passOnWall: (byMs: number) => void;
}

interface Setting {
  /** A spare printer at the counter stands in for the kitchen's. */
  readonly standIn?: boolean;
  readonly kitchenAt?: "counter" | "bar";
}

async function twoTills({ standIn = false, kitchenAt = "bar" }: Setting = {}) {
  const cafe = await newCafe();
  const open = cafe.open();
  const barOpen = await enrolBar(cafe, open.till);
  const [here, there] = [open, barOpen].map(({ till }) => till.ledger.identity.key.device);
  const kitchenTill = kitchenAt === "bar" ? there : here;
  setPrinters(open.till, (all) => {
    const own = all.map((printer) => ({
      ...printer,
      till: (printer.id === "kitchen" ? kitchenTill : here) as DeviceId,
    }));
    const kitchen = own.find(({ id }) => id === "kitchen");
    if (kitchen === undefined || !standIn) return own;
    const { stations } = kitchen;
    const spare = { ...kitchen, id: "spare", name: "Spare", till: here as DeviceId };
    return [...own, { ...spare, stations: [], standsInFor: stations }];
  });
  const tills = { counter: deskOf(open, cafe.clock), bar: deskOf(barOpen, cafe.clock) };
  meet(tills.counter, tills.bar);
  // From here on they hear each other at once.
  for (const { desk } of Object.values(tills)) desk.look();
  return tills;
}

function deskOf(open: OpenTill, wall?: { readonly advance: (byMs: number) => void }): TillAt {
  const { till, jobs, clock } = open;
  let steadyMs = 0;
  const desk = createTicketDesk({
    ledger: till.ledger,
    store: jobs,
    clock,
    steadyMs: () => steadyMs,
    mesh: () => undefined,
    papers: ticketPapers(till, jobs, clock),
  });
  return {
    open,
    till,
    desk,
    pass: (byMs) => {
      steadyMs += byMs;
    },
    passOnWall: (byMs) => wall?.advance(byMs),
  };
}

function meet(one: TillAt, other: TillAt): void {
  synchroniseLedgers(one.till.ledger, other.till.ledger);
  synchroniseLedgers(other.till.ledger, one.till.ledger);
}

/** Three courses at a table, of which two wait, on paper and known at both. */
async function sendMenu({ counter, bar }: Readonly<Record<"counter" | "bar", TillAt>>) {
  sellGoods(counter.till, ["croissant", "510", "540"], { service: "dine-in" });
  valueOf(tellKitchen(counter.till, MIA, { order: "A1", act: { type: "send" } }));
  meet(counter, bar);
  bar.desk.look();
  await bar.open.printing.settle();
  meet(counter, bar);
  counter.desk.look();
}

function fireNext(till: OpenTill["till"]): void {
  valueOf(tellKitchen(till, MIA, { order: "A1", act: { type: "fire", course: undefined } }));
}

/** Of its queue, the newest first. */
function papersSaying({ open }: TillAt, word: string): ReadonlyArray<string> {
  const papers = open.jobs.latest(20).map(({ document }) => document);
  return papers.filter((document) => document.includes(word));
}

/** As its own till would when it is shut down. */
function say({ till }: TillAt, { driver }: Pick<Printer, "driver">): void {
  till.ledger.commit({
    by: "",
    name: "leave",
    decide: ({ view }) => {
      const self = till.ledger.identity.key.device;
      return ok({ events: [...leavePrinters(view, self, driver)] });
    },
  });
}

/** Tickets alone, by printer. */
function papersOf({ open }: TillAt): ReadonlyArray<readonly [printer: string, state: string]> {
  const tickets = open.jobs.latest(20).filter(({ kind }) => kind === "ticket");
  return tickets.map(({ printer, state }) => [printer, state] as const);
}

async function turnOff({ open }: TillAt, printer: string): Promise<void> {
  await mkdir(paperDir(open.dir), { recursive: true });
  await writeFile(`${rollPath(open.dir, printer)}.off`, "");
}

function textOf({ open }: TillAt): string {
  return readFileSync(rollPath(open.dir, "spare"), "utf8");
}
