/** Papers that wait, looked at and settled at the register: real till, real store, printers in software. */

import { readFile } from "node:fs/promises";

import { describe, expect, test, vi } from "vitest";

import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { type Connection } from "../../../src/domain/events/printer-connection.ts";
import { type JobState, type SpoolJob } from "../../../src/printer/spool/spool-store.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";

const newCafe = cafeCopies();
const DIGIT_MS = 100;
const PATIENCE_MS = 45_000;
/** Whoever has the printers looks at the queue. */
const LOOK_MS = 250;

describe("the queue", () => {
  test("says which paper waits, where, since when and why, and what asks somebody", async () => {
    const it = await register();
    turnOff(it, "kitchen");
    sellGoods(it.open.till, ["2*flat white", "croissant"], { cash: 2000 });
    await states(it, ["queued", "queued", "printed"]);
    doubt(it, "receipt");

    open(it);

    await vi.waitFor(() => {
      expect(rows(it)).toEqual([
        ["1", "14:32 Ticket A1 Bar", "refuses connections, Kitchen and bar"],
        ["2", "14:32 Ticket A1 Kitchen", "refuses connections, Kitchen and bar"],
        ["3", "14:32 Receipt A-000001", "perhaps on paper, Receipts"],
      ]);
    });
    expect(below(it)).toBe(
      "Ticket A1 Bar waits for Kitchen and bar since 14:32, and comes out by itself as soon as it can. Kitchen and bar: refuses connections, 2 tickets waiting.",
    );
    it.press("Down", "Down");
    expect(below(it)).toContain(
      "Receipt A-000001 of 14:32 may be on paper or not: look at Receipts.",
    );
  });

  test("is empty, and says so", async () => {
    const it = await register();

    open(it);

    expect(rows(it)).toEqual([["", "No paper waits.", ""]]);
  });

  test("goes on while it is looked at, and nothing moves under the cursor", async () => {
    const it = await register();
    turnOff(it, "kitchen");
    sellGoods(it.open.till, ["flat white", "croissant"], { cash: 2000 });
    await states(it, ["queued", "queued", "printed"]);
    open(it);
    it.press("Down");

    turnOn(it, "kitchen");
    await it.open.printing.settle();
    await states(it, ["printed", "printed", "printed"]);
    turnOff(it, "kitchen");
    sellGoods(it.open.till, ["100"], { cash: 280 });
    await states(it, ["printed", "printed", "printed", "queued", "printed"]);
    await vi.waitFor(() => {
      expect(rows(it)).toEqual([
        ["1", "14:32 Ticket A1 Bar", "done"],
        ["2", "14:32 Ticket A1 Kitchen", "done"],
        ["3", "14:32 Ticket A2 Bar", "refuses connections, Kitchen and bar"],
      ]);
    });

    expect(it.store.getState().list?.at).toBe(1);
    press(it, "2");
    expect(it.message()).toBe("it waits no more.");
    expect(it.store.getState().list?.type).toBe("queue");
  });

  test("has papers that no printer here prints", async () => {
    const it = await register();
    setPrinters(it.open.till, (all) => all.filter(({ id }) => id === "kitchen"));
    sellGoods(it.open.till, ["100"], { cash: 280 });
    await states(it, ["printed", "queued"]);

    open(it);

    expect(rows(it)).toEqual([["1", "14:32 Receipt A-000001", "no printer"]]);
    press(it, "1");
    expect(rows(it).map(([sign, label]) => `${sign} ${label}`)).toEqual([
      "2 not needed: it comes out nowhere",
      "3 let it come out of Kitchen and bar",
    ]);
  });
});

describe("a paper of it", () => {
  test("is printed again where nobody knows, and says that it may be one too many", async () => {
    const it = await register();
    sellGoods(it.open.till, ["100"], { cash: 280 });
    await states(it, ["printed", "printed"]);
    doubt(it, "receipt");
    open(it);

    press(it, "1", "1");

    expect(it.message()).toBe("Receipt A-000001: its printer is tried now.");
    await states(it, ["printed", "printed"]);
    await vi.waitFor(() => expect(rows(it)).toEqual([["1", "14:32 Receipt A-000001", "done"]]));
    expect(await paper(it, "receipt")).toContain("MAY BE DUPLICATE");
  });

  test("comes out elsewhere, and says where people look for it first", async () => {
    const it = await register();
    turnOff(it, "kitchen");
    sellGoods(it.open.till, ["100"], { cash: 280 });
    await states(it, ["queued", "printed"]);
    open(it);

    press(it, "1", "3");

    expect(it.message()).toBe("Ticket A1 Bar comes out of Receipts.");
    await states(it, ["printed", "printed"]);
    expect(await paper(it, "receipt")).toContain("REROUTED FROM Kitchen and bar");
  });

  test("goes back where it came from, and keeps its doubt", async () => {
    const it = await register();
    sellGoods(it.open.till, ["100"], { cash: 280 });
    await states(it, ["printed", "printed"]);
    turnOff(it, "kitchen");
    turnOff(it, "receipt");
    doubt(it, "receipt");
    open(it);
    press(it, "1", "3");
    await states(it, ["printed", "queued"]);
    expect(placeOf(it, "receipt")).toBe("kitchen");
    it.press("Esc");
    open(it);
    press(it, "1", "3");
    await vi.waitFor(() => expect(placeOf(it, "receipt")).toBe("receipt"));

    turnOn(it, "receipt");
    await it.open.printing.settle();

    await states(it, ["printed", "printed"]);
    expect(await paper(it, "receipt")).toContain("MAY BE DUPLICATE");
  });

  test("is cancelled with a reason, by one who may sell, and comes out nowhere", async () => {
    const it = await register();
    turnOff(it, "kitchen");
    sellGoods(it.open.till, ["100"], { cash: 280 });
    await states(it, ["queued", "printed"]);
    const told: unknown[] = [];
    it.open.till.whileCommitting(({ events }) => told.push(...events));
    open(it);

    press(it, "1", "2");
    expect(rows(it).map(([, label]) => label)).toContain("whoever needs it was told");
    press(it, "2");

    expect(it.message()).toBe("Ticket A1 Bar comes out nowhere; that is recorded.");
    await states(it, ["dismissed", "printed"]);
    expect(told).toMatchObject([
      { event: { kind: "attention/resolved", body: { note: "whoever needs it was told" } } },
    ]);
  });

  test("that its printer has in hand can't be called back", async () => {
    const it = await register();
    turnOff(it, "kitchen");
    sellGoods(it.open.till, ["100"], { cash: 280 });
    await states(it, ["queued", "printed"]);
    open(it);
    press(it, "1");
    const job = it.open.jobs.latest(5).find(({ kind }) => kind === "ticket");
    if (job === undefined) throw new Error("There is no ticket.");
    it.open.jobs.save({ ...job, state: "sending" }, "queued");

    press(it, "2", "1");

    expect(it.message()).toContain("is being printed: look at its printer.");
    expect(it.open.jobs.byId(job.id)?.state).toBe("sending");
  });

  test("that a change of mind leaves alone waits on", async () => {
    const it = await register();
    turnOff(it, "kitchen");
    sellGoods(it.open.till, ["100"], { cash: 280 });
    await states(it, ["queued", "printed"]);
    open(it);

    press(it, "1", "2");
    it.press("Esc");

    expect(it.store.getState().list).toBeUndefined();
    await states(it, ["queued", "printed"]);
  });

  test("that came out meanwhile is refused in a sentence, and the queue stands there again", async () => {
    const it = await register();
    turnOff(it, "kitchen");
    sellGoods(it.open.till, ["100", "croissant"], { cash: 2800 });
    await states(it, ["queued", "queued", "printed"]);
    open(it);
    press(it, "1");
    turnOn(it, "kitchen");
    await it.open.printing.settle();
    await states(it, ["printed", "printed", "printed"]);

    press(it, "2", "1");

    expect(it.message()).toContain("waits: it is done.");
    expect(it.store.getState().list?.type).toBe("queue");
  });
});

interface Counter extends RealRegister {
  readonly clock: ManualClock;
}

async function register(): Promise<Counter> {
  const cafe = await newCafe();
  const it = { ...openRealRegister(cafe), clock: cafe.clock };
  await it.logIn("1", "1111");
  return it;
}

function open(it: RealRegister): void {
  it.type(":queue");
  it.press("Enter");
}

/** A digit of a list counts once no other key follows it. */
function press(it: Counter, ...digits: ReadonlyArray<string>): void {
  for (const digit of digits) {
    it.press(digit);
    it.clock.advance(DIGIT_MS);
  }
}

function rows({ store }: RealRegister): ReadonlyArray<ReadonlyArray<string>> {
  return rowsOf(store.till, store.getState()).map(({ sign, label, detail }) => [
    sign,
    label,
    detail,
  ]);
}

/** What stands under the list, in one line. */
function below({ store }: RealRegister): string {
  const size = { width: 44, height: 20, signs: "ascii", block: "#" } as const;
  const texts = sideRows(store.till, store.getState(), size).map(({ text }) => text.trim());
  const from = texts.indexOf("") + 1;
  return texts.slice(from, texts.indexOf("", from)).join(" ");
}

/** Nobody listens there, so not one byte is ever on its way. */
function turnOff(it: RealRegister, printer: string): void {
  connect(it, printer, { type: "network", host: "127.0.0.1", port: 1 });
}

function turnOn(it: RealRegister, printer: string): void {
  connect(it, printer, { type: "virtual" });
}

function connect({ open: { till } }: RealRegister, id: string, connection: Connection): void {
  setPrinters(till, (all) =>
    all.map((printer) => (printer.id === id ? { ...printer, connection } : printer)),
  );
}

/** Its printer took it and did not say what came of it. */
function doubt({ open: { jobs } }: RealRegister, kind: "receipt"): void {
  const job = jobs.latest(5).find((it) => it.kind === kind);
  if (job === undefined) throw new Error("There is no such paper.");
  jobs.save({ ...job, state: "uncertain", doubts: 1 }, job.state);
}

/** Where its newest paper waits or came out. */
function placeOf({ open: { jobs } }: RealRegister, kind: SpoolJob["kind"]): string | undefined {
  return jobs.latest(9).find((job) => job.kind === kind)?.printer;
}

/** Of all papers, the oldest first. */
async function states(
  { open: { jobs }, clock }: Counter,
  wanted: ReadonlyArray<JobState>,
): Promise<void> {
  await vi.waitFor(
    () => {
      clock.advance(LOOK_MS);
      const now = jobs.latest(9).map(({ state }) => state);
      expect(now.toReversed()).toEqual(wanted);
    },
    { timeout: PATIENCE_MS },
  );
}

function paper({ open: { dir } }: RealRegister, printer: string): Promise<string> {
  return readFile(rollPath(dir, printer), "utf8");
}
