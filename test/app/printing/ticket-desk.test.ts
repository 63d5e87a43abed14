/** Tickets over two tills: the kitchen's printer hangs at the bar's, and each paper comes out once. */

import { rm } from "node:fs/promises";

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { closedAtMs } from "../../../src/app/membership/closed-till.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { listQueue } from "../../../src/app/papers/paper-queue.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { handOver } from "../../../src/app/printing/ticket-desk.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { decideDone, wholeTickets } from "../../../src/domain/commands/kitchen/mark-ticket.ts";
import { type DeviceId, type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { awaitedTickets } from "../../../src/domain/kitchen/awaited-tickets.ts";
import { FALLBACK_MS_MIN, OWNER_MS_MAX } from "../../../src/domain/kitchen/ticket-duty.ts";
import { type Register } from "../../../src/domain/state/register.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import { performOn } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { valueOf, createShop, synchronise } from "../../support/shop.ts";
import {
  deskOf,
  meet,
  NOBODY,
  papersOf,
  say,
  textOf,
  type TillAt,
  turnOff,
  twoTills,
} from "../../support/two-tills.ts";

const newCafe = cafeCopies();
/** How often whoever has the duties looks at them. */
const LOOK_EVERY_MS = 250;
const NIGHT_MS = 8 * 3_600_000;
const HALF_HOUR_MS = 30 * 60_000;

describe("a ticket for another till's printer", () => {
  test("comes out there, once, and every till knows", async () => {
    const { counter, bar } = await twoTills(await newCafe());
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

describe("many tickets at once", () => {
  test("are given to the printer over several looks, in their order, each once", async () => {
    const { counter, bar } = await twoTills(await newCafe());
    for (let sale = 0; sale < 5; sale += 1) sellGoods(counter.till, ["100"], { cash: 280 });
    meet(counter, bar);
    const sent = awaitedAt(bar);
    bar.worksFor(9);

    const given: number[] = [];
    for (let look = 0; look < 6; look += 1) {
      bar.desk.look();
      given.push(papersOf(bar).length);
    }

    expect(given[0]).toBeLessThan(5);
    expect(given.at(-1)).toBe(5);
    expect(
      bar.open.jobs
        .latest(20)
        .map(({ documentId }) => documentId)
        .toReversed(),
    ).toEqual(sent);
  });

  test("that waited as the desk started come behind one that is sent now", async () => {
    const { counter, bar } = await twoTills(await newCafe());
    for (let sale = 0; sale < 12; sale += 1) sellGoods(counter.till, ["100"], { cash: 280 });
    meet(counter, bar);
    const waiting = awaitedAt(bar);
    const started = deskOf(bar.open);
    started.worksFor(9);
    started.desk.look();
    sellGoods(counter.till, ["100"], { cash: 280 });
    meet(counter, bar);

    started.desk.look();

    const given = bar.open.jobs.latest(20).map(({ documentId }) => documentId);
    expect(given.filter((id) => !waiting.includes(id as EventId))).toHaveLength(1);
    expect(given.length).toBeLessThan(waiting.length);
  });

  test("are those of the last days where no printer has printed any for long", async () => {
    const { counter } = await twoTills(await newCafe());
    sellGoods(counter.till, ["100"], { cash: 280 });
    const [ticket] = awaitedAt(counter);
    const day = counter.till.days().now;

    counter.till.ledger.read((view) => {
      expect(awaitedTickets(view, day)).toEqual([ticket]);
      expect(awaitedTickets(view, addDays(day, 1))).toEqual([]);
    });
  });
});

describe("a station that has a screen and no printer", () => {
  test("leaves no paper that waits for one", async () => {
    const { counter } = await twoTills(await newCafe());
    setPrinters(counter.till, (all) => all.filter(({ id }) => id !== "kitchen"));
    sellGoods(counter.till, ["100"], { cash: 280 });
    counter.desk.look();
    expect(papersOf(counter)).toEqual([["none", "dismissed"]]);
    expect(awaitedAt(counter)).toHaveLength(1);

    const { till } = counter;
    const [ticket] = awaitedAt(counter);
    if (ticket === undefined) throw new Error("No ticket.");
    till.ledger.commit({
      by: "",
      name: "bump",
      decide: ({ view }) => {
        const done = decideDone(view, wholeTickets(view, [ticket]));
        return done.ok ? ok({ events: done.value }) : done;
      },
    });
    counter.desk.look();

    expect(papersOf(counter)).toEqual([["none", "dismissed"]]);
    expect(awaitedAt(counter)).toEqual([]);
  });
});

describe("a till that says nothing", () => {
  test("is stood in for after twice its time, and prints nothing when it hears of that", async () => {
    const { counter, bar } = await twoTills(await newCafe(), { standIn: true });
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
    const { counter, bar } = await twoTills(await newCafe(), { standIn: true });
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
    const { counter } = await twoTills(await newCafe(), { standIn: true });
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

describe("a till that was shut out", () => {
  test("stands in for nobody, and says nothing of it again and again", async () => {
    const { counter, bar } = await twoTills(await newCafe(), { standIn: true });
    const [self, other] = [counter, bar].map(({ till }) => till.ledger.identity.key.device);
    if (self === undefined || other === undefined) throw new Error("There are two.");
    const promoted = { kind: "device/promoted", streams: [], body: { device: other } } as const;
    const work = { by: "", name: "promote", decide: () => ok({ events: [promoted] }) };
    counter.till.ledger.commit(work);
    sellGoods(counter.till, ["100"], { cash: 280 });
    counter.desk.look();
    meet(counter, bar);
    valueOf(revokeDevice(bar.till, { number: "4", name: "" }, { device: self, reason: "stolen" }));
    meet(counter, bar);
    const said = counter.till.ledger.heads();

    for (let looks = 0; looks < 3; looks += 1) {
      counter.pass(FALLBACK_MS_MIN);
      counter.desk.look();
    }

    expect(counter.till.ledger.heads()).toEqual(said);
    expect(papersOf(counter)).toEqual([]);
  });
});

describe("a printer that is off", () => {
  test("gives its ticket to the one that stands in at the same till", async () => {
    const { counter } = await twoTills(await newCafe(), { standIn: true, kitchenAt: "counter" });
    await turnOff(counter, "kitchen");
    sellGoods(counter.till, ["100"], { cash: 280 });
    await counter.open.printing.settle();
    counter.desk.look();
    expect(papersOf(counter)).toEqual([["kitchen", "queued"]]);

    const kitchen = counter.open.clock.nowMs();
    counter.passOnWall(OWNER_MS_MAX - 1);
    counter.desk.look({ kitchen });
    expect(papersOf(counter)).toEqual([["kitchen", "queued"]]);
    counter.passOnWall(1);
    expect([...counter.desk.look({ kitchen })]).toEqual(["spare"]);
    await counter.open.printing.settle();

    expect(papersOf(counter)).toEqual([["spare", "printed"]]);
    expect(textOf(counter)).toContain("REROUTED");
    expect(textOf(counter)).not.toContain("DUPLICATE");
  });

  test("gives its ticket away however many other papers wait before it", async () => {
    const { counter } = await twoTills(await newCafe(), { standIn: true, kitchenAt: "counter" });
    await turnOff(counter, "kitchen");
    for (let paper = 0; paper < 250; paper += 1) {
      const older = { documentId: `bill-${paper}`, printer: "gone", copy: 1, createdMs: 0 };
      counter.open.jobs.add({ ...older, kind: "receipt", document: "{}" });
    }
    sellGoods(counter.till, ["100"], { cash: 280 });
    const kitchen = counter.open.clock.nowMs();
    counter.passOnWall(OWNER_MS_MAX);

    expect([...counter.desk.look({ kitchen })]).toEqual(["spare"]);
  });

  test("gives its ticket to the till that stands in, which says so", async () => {
    const { counter, bar } = await twoTills(await newCafe(), { standIn: true });
    await turnOff(bar, "kitchen");
    sellGoods(counter.till, ["100"], { cash: 280 });
    meet(counter, bar);
    bar.desk.look();
    await bar.open.printing.settle();
    const kitchen = bar.open.clock.nowMs();
    bar.passOnWall(OWNER_MS_MAX);
    bar.desk.look({ kitchen });
    expect(papersOf(bar)).toEqual([["kitchen", "queued"]]);
    bar.hears(counter);
    bar.desk.look({ kitchen });
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
    const { counter, bar } = await twoTills(await newCafe());
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
    const { counter, bar } = await twoTills(await newCafe(), { standIn: true });
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
    const { counter, bar } = await twoTills(await newCafe());
    await sendMenu({ counter, bar });
    fireNext(counter.till);
    meet(counter, bar);
    fireNext(bar.till);
    bar.desk.look();

    expect(papersSaying(bar, "FIRE").join("")).not.toContain("POSSIBLE DUPLICATE");
  });
});

describe("a paper that was moved", () => {
  test("from a printer that could not be reached goes to the one beside it", async () => {
    const cafe = await newCafe();
    const { counter } = await twoTills(cafe, {
      standIn: true,
      kitchenAt: "counter",
      kitchenOn: NOBODY,
    });
    counter.open.printing.keepDriving(() => undefined);
    onTestFinished(() => counter.open.printing.close());
    sellGoods(counter.till, ["100"], { cash: 280 });
    counter.open.printing.wake();
    await vi.waitFor(() => {
      const off = counter.open.printing.printers().find(({ state }) => state === "off");
      expect(off?.name).toBe("Kitchen and bar");
    });

    counter.passOnWall(OWNER_MS_MAX);
    await vi.waitFor(() => {
      counter.passOnWall(LOOK_EVERY_MS);
      expect(papersOf(counter)).toEqual([["spare", "printed"]]);
    });
  });

  test("is in the queue by the name of its printer, whichever till drives that one else", async () => {
    const { counter } = await twoTills(await newCafe(), { kitchenOn: NOBODY });
    sellGoods(counter.till, ["100"], { cash: 280 });
    counter.desk.look();
    counter.pass(FALLBACK_MS_MIN);
    counter.desk.look();
    counter.desk.look();

    const named = listQueue(counter.open).map(({ kind, printer }) => [kind, printer?.name]);

    expect(named).toContainEqual(["ticket", "Kitchen and bar"]);
  });

  test("stays where it can be printed, and says once where it comes from", async () => {
    const { counter } = await twoTills(await newCafe(), { standIn: true, kitchenAt: "counter" });
    setPrinters(counter.till, (all) => {
      const spare = all.find(({ id }) => id === "spare");
      return spare === undefined ? all : [...all, { ...spare, id: "spare2", name: "Spare 2" }];
    });
    sellGoods(counter.till, ["100"], { cash: 280 });
    const since = counter.open.clock.nowMs();
    counter.passOnWall(OWNER_MS_MAX);

    expect([...counter.desk.look({ kitchen: since })]).toEqual(["spare"]);
    expect([...counter.desk.look({ kitchen: since })]).toEqual([]);
    expect([...counter.desk.look({ kitchen: since, spare: since })]).toEqual(["spare2"]);
    const [job] = counter.open.jobs.openTickets(9);
    expect(job?.document.match(/REROUTED/gu)).toHaveLength(1);
  });

  test("is not given to a till that nobody hears", async () => {
    const { counter, bar } = await twoTills(await newCafe(), { standIn: true });
    await turnOff(bar, "kitchen");
    sellGoods(counter.till, ["100"], { cash: 280 });
    meet(counter, bar);
    bar.desk.look();
    const kitchen = bar.open.clock.nowMs();
    bar.passOnWall(OWNER_MS_MAX);
    bar.desk.look({ kitchen });

    await rm(`${rollPath(bar.open.dir, "kitchen")}.off`);
    await bar.open.printing.settle();

    expect(papersOf(bar)).toEqual([["kitchen", "printed"]]);
  });
});

describe("a till that has many papers", () => {
  test("of no printer still puts aside what came out elsewhere", async () => {
    const { counter, bar } = await twoTills(await newCafe(), { standIn: true });
    const receipt = { printer: "none", copy: 1, kind: "receipt", document: "{}" } as const;
    for (let at = 0; at < 250; at += 1) {
      bar.open.jobs.add({ ...receipt, documentId: `r${at}`, createdMs: 0 });
    }
    sellGoods(counter.till, ["100"], { cash: 280 });
    meet(counter, bar);
    bar.desk.look();
    counter.desk.look();
    counter.pass(FALLBACK_MS_MIN);
    counter.desk.look();
    counter.desk.look();
    meet(counter, bar);
    bar.desk.look();

    expect(papersOf(bar)).toEqual([["kitchen", "dismissed"]]);
  });

  test("looks at those of a printer that is off for weeks only when something is otherwise", async () => {
    const { counter } = await twoTills(await newCafe(), { kitchenAt: "counter" });
    const ticket = { printer: "kitchen", copy: 1, kind: "ticket", document: "{}" } as const;
    for (let at = 0; at < 3000; at += 1) {
      counter.open.jobs.add({ ...ticket, documentId: `t${at}`, createdMs: 0 });
    }
    const { open, count } = counted(counter.open);
    const { desk } = deskOf(open);
    desk.look({ kitchen: 0 });
    desk.look({ kitchen: 0 });
    const before = count();

    for (let look = 0; look < 100; look += 1) desk.look({ kitchen: 0 });
    const idle = count();
    desk.look({ kitchen: 0, receipt: 0 });

    expect(idle.queueReads - before.queueReads).toBe(0);
    expect((idle.reads - before.reads) / 100).toBeLessThan(10);
    expect(count().queueReads - idle.queueReads).toBe(1);
  });

  test("looks again when its printer has been off for long enough", async () => {
    const { counter } = await twoTills(await newCafe(), { standIn: true, kitchenAt: "counter" });
    sellGoods(counter.till, ["100"], { cash: 280 });
    const kitchen = counter.open.clock.nowMs();
    const looks: string[][] = [];
    for (let look = 0; look < 3; look += 1) {
      looks.push([...counter.desk.look({ kitchen })]);
      counter.passOnWall(OWNER_MS_MAX / 2);
    }

    expect(looks).toEqual([[], [], ["spare"]]);
  });

  test("prints receipts where a printer was written over more often than one write can name", async () => {
    const { counter, bar } = await twoTills(await newCafe());
    const there = counter.till.ledger.identity.key.device;
    for (const times of [200, 200]) handAround(counter, there, times);
    meet(counter, bar);

    bar.desk.look();
    bar.desk.look();

    sellGoods(bar.till, ["100"], { cash: 280 });
    expect(papersOf(bar)).toEqual([["kitchen", "queued"]]);
  });
});

describe("an owner that starts again", () => {
  test("gives those who may have printed for it time to be heard", async () => {
    const { counter, bar } = await twoTills(await newCafe(), { standIn: true });
    sellGoods(counter.till, ["100"], { cash: 280 });
    meet(counter, bar);

    const again = deskOf(bar.open);
    again.desk.look();
    again.pass(OWNER_MS_MAX - 1);
    again.desk.look();
    expect(papersOf(again)).toEqual([]);

    again.pass(1);
    again.desk.look();
    const [job] = bar.open.jobs.openTickets(9);
    expect(job?.document).toContain("POSSIBLE DUPLICATE");
  });
});

describe("a till that is shut down", () => {
  test("sells by command, and prints on what hangs on it", async () => {
    const { counter, bar } = await twoTills(await newCafe());
    say(counter, { driver: null });
    meet(counter, bar);

    sellGoods(counter.till, ["100"], { cash: 280 });
    await counter.open.printing.settleOwn();

    const receipts = counter.open.jobs.latest(9).filter(({ kind }) => kind === "receipt");
    expect(receipts).toMatchObject([{ printer: "receipt", state: "printed" }]);
  });

  test("has its tickets printed by the one that stands in, unmarked, and has them back later", async () => {
    const { counter, bar } = await twoTills(await newCafe(), { standIn: true });
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

  test("is away all evening: each ticket comes out before any time has passed, and none is marked", async () => {
    const { counter, bar } = await twoTills(await newCafe(), { standIn: true });
    say(bar, { driver: null });
    meet(counter, bar);

    for (let sales = 1; sales <= 10; sales += 1) {
      counter.passOnWall(HALF_HOUR_MS);
      sellGoods(counter.till, ["100"], { cash: 280 });
      await counter.open.printing.settle();
      const out = Array.from({ length: sales }, () => ["spare", "printed"]);
      expect(papersOf(counter)).toEqual(out);
    }

    expect(textOf(counter)).not.toMatch(/REROUTED|DUPLICATE|REPRINT|LATE/u);
  });

  test("prints what nobody could, at its place, as soon as it is back", async () => {
    const { counter, bar } = await twoTills(await newCafe());
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
    expect(textOf(bar, "kitchen")).not.toMatch(/REROUTED|DUPL/u);
  });

  test("has the last word of its printer, also where somebody has handed it on apart", async () => {
    const { counter, bar } = await twoTills(await newCafe(), { kitchenOn: NOBODY });
    say(bar, { driver: deviceOf(counter) });
    meet(counter, bar);

    // The counter goes too, and the bar, which is back, doesn't hear that.
    say(counter, { driver: null });
    counter.passOnWall(HALF_HOUR_MS);
    bar.desk.look();
    meet(counter, bar);
    expect(holderOf(bar).map(({ value }) => value)).toEqual([null, deviceOf(bar)]);
    for (const { desk } of [counter, bar]) desk.look();
    meet(counter, bar);

    for (const till of [counter, bar]) {
      expect(holderOf(till)).toMatchObject([{ value: deviceOf(bar), blind: false }]);
    }
  });

  test("hears no order of last night unasked when it comes in the morning", async () => {
    const { counter, bar } = await twoTills(await newCafe());
    sellGoods(counter.till, ["100"], { cash: 280 });
    counter.passOnWall(NIGHT_MS);

    meet(counter, bar);
    const again = deskOf(bar.open);
    again.hears(counter);
    again.desk.look();
    await bar.open.printing.settle();

    expect(papersOf(bar)).toEqual([["kitchen", "stale"]]);
  });
});

function deviceOf({ till }: TillAt): DeviceId {
  return till.ledger.identity.key.device;
}

/** Who drives the kitchen's printer, by every word that no other one has replaced. */
function holderOf({ till }: TillAt): Register<unknown>["open"] {
  return till.ledger.read((view) => view.state("printer", "kitchen").fields["holder"]?.open ?? []);
}

/** As a till would that means harm: it replaces nothing that was written before. */
function handAround({ till }: TillAt, to: DeviceId, times: number): void {
  const streams = [toStreamId("printer", "kitchen")];
  const event = { kind: "printer/handed" as const, streams, body: { to, over: [] } };
  till.ledger.commit({
    by: "",
    name: "hand around",
    decide: () => ok({ events: Array.from({ length: times }, () => event) }),
  });
}

function awaitedAt({ till }: TillAt): ReadonlyArray<EventId> {
  return till.ledger.read((view) => awaitedTickets(view));
}

/** Three courses at a table, of which two wait, on paper and known at both. */
async function sendMenu({ counter, bar }: Readonly<Record<"counter" | "bar", TillAt>>) {
  sellGoods(counter.till, ["croissant", "510", "540"], { service: "dine-in" });
  valueOf(performOn(counter.till, MIA, { order: "A1", act: "send" }));
  meet(counter, bar);
  bar.desk.look();
  await bar.open.printing.settle();
  meet(counter, bar);
  counter.desk.look();
}

function fireNext(till: OpenTill["till"]): void {
  valueOf(performOn(till, MIA, { order: "A1", act: "fire" }));
}

/** Of its queue, the newest first. */
function papersSaying({ open }: TillAt, word: string): ReadonlyArray<string> {
  const papers = open.jobs.latest(20).map(({ document }) => document);
  return papers.filter((document) => document.includes(word));
}

/* A till that leaves gives its printers away; what keeps it from that doesn't keep it from leaving. */

test("a till without room for a word of it leaves all the same", async () => {
  using shop = createShop();
  const b = shop.join("B");
  const { dir, clock } = shop.a;
  const ledger = openLedger(dir, {
    clock,
    random: createSeededRandom("beside"),
    offsetMinutes: () => 60,
    diskSpace: () => ({ freeBytes: 0, totalBytes: 32 * 1024 ** 3 }),
  });
  onTestFinished(() => {
    ledger.close();
  });
  const before = ledger.store.count();

  await handOver(ledger, clock, () => meshView([peerView(b.device)]));

  expect(ledger.store.count()).toBe(before);
});

test("a till that is ended says so once, and who is cut off hears it later", async () => {
  using shop = createShop();
  const b = shop.join("B");
  const { origin } = b.ledger().identity;

  await handOver(b.ledger(), b.clock, () => undefined);
  const said = b.ledger().store.count();
  await handOver(b.ledger(), b.clock, () => undefined);

  expect(b.ledger().store.count()).toBe(said);
  expect(closedAtMs(shop.a.ledger(), b.device)).toBeUndefined();
  synchronise(b, shop.a);
  expect(closedAtMs(shop.a.ledger(), b.device)).toBe(b.clock.nowMs());
  expect(shop.a.ledger().head(origin)).toEqual(b.ledger().head(origin));
});

test("a till that begins again after its good-bye says so, once", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  const { ledger } = bar.till;
  const { device } = ledger.identity.key;
  await handOver(ledger, bar.open.clock, () => undefined);
  meet(counter, bar);
  const closed = closedAtMs(counter.till.ledger, device);

  const again = deskOf(bar.open);
  again.desk.look();
  const said = ledger.store.count();
  again.desk.look();
  deskOf(bar.open).desk.look();
  meet(counter, bar);

  expect(closed).toBeDefined();
  expect(closedAtMs(counter.till.ledger, device)).toBeUndefined();
  expect(ledger.store.count()).toBe(said);
});

test("a till that was not ended says nothing when it begins", async () => {
  const { bar } = await twoTills(await newCafe());
  const before = bar.till.ledger.store.count();

  deskOf(bar.open).desk.look();

  expect(bar.till.ledger.store.count()).toBe(before);
});

test("a single till says nothing to nobody", async () => {
  using shop = createShop();
  const before = shop.a.ledger().store.count();

  await handOver(shop.a.ledger(), shop.a.clock, () => undefined);

  expect(shop.a.ledger().store.count()).toBe(before);
});

/** What a desk asks of the queue and of the ledger. */
function counted(open: OpenTill) {
  const { till, jobs } = open;
  let queueReads = 0;
  let reads = 0;
  const ledger: typeof till.ledger = {
    ...till.ledger,
    read: (work) => {
      reads += 1;
      return till.ledger.read(work);
    },
  };
  const counting: OpenTill = {
    ...open,
    till: { ...till, ledger },
    jobs: {
      ...jobs,
      openTickets: (...asked) => {
        queueReads += 1;
        return jobs.openTickets(...asked);
      },
    },
  };
  return { open: counting, count: () => ({ queueReads, reads }) };
}
