/**
 * A whole till whose kitchen has a network printer in trouble: the receipt comes out at once, the till
 * says what is wrong, and when that is over the ticket is on the roll once, or again with its mark.
 */

import { once } from "node:events";
import { connect } from "node:net";

import { describe, expect, onTestFinished, test } from "vitest";

import { listOrders } from "../../../src/app/orders/orders.ts";
import {
  type PrinterChange,
  type PrinterDevice,
} from "../../../src/printer/emulator/printer-device.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { REPRINT_MARK } from "../../support/reprint-mark.ts";
import {
  onAPort,
  openShop as openShopOf,
  papersOf,
  printerOf,
  type Shop,
} from "../../support/shop-with-printer.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });

interface Fault {
  readonly begin: (printer: PrinterDevice) => void;
  readonly solved: PrinterChange;
}

describe("a printer", () => {
  test.each([
    ["without paper", now({ paper: "out" }, { paper: "there" }), "paper-out"],
    ["with an open cover", now({ cover: "open" }, { cover: "closed" }), "cover-open"],
    ["without current", now({ power: "off" }, { power: "on" }), "refused"],
    ["whose cable is pulled", now({ cable: "pulled" }, { cable: "plugged" }), "refused"],
    ["that answers garbage", now({ answering: "garbage" }, { answering: "normal" }), "garbage"],
    ["that says nothing", now({ answering: "nothing" }, { answering: "normal" }), "silent"],
    ["whose paper ends in it", onPaper({ paper: "out" }, { paper: "there" }), "paper-out"],
    ["that is opened in it", onPaper({ cover: "open" }, { cover: "closed" }), "cover-open"],
  ] as const)("%s has the ticket once, unmarked", async (_, fault, trouble) => {
    const shop = await openShop();
    fault.begin(shop.printer);
    shop.sell();

    await shop.until(() => shop.kitchen()?.trouble !== undefined);
    expect(shop.kitchen()).toMatchObject({ state: "off", trouble, waitingJobs: 1 });
    expect(waitsIn(shop)).toEqual(["paper"]);
    await shop.areOut("receipt");
    shop.printer.set(fault.solved);
    await shop.until(() => shop.statesOf("ticket")[0] === "printed");

    expect(shop.papers()).toEqual(["plain"]);
    expect(shop.kitchen()).toMatchObject({ state: "ok", trouble: undefined, waitingJobs: 0 });
  });

  test.each([
    ["whose cable is pulled in it", inJob({ cable: "pulled" }, { cable: "plugged" }), "plain"],
    ["whose current goes in it", inJob({ power: "off" }, { power: "on" }), "marked"],
    ["that prints nothing", now({ printing: "swallows" }, { printing: "normal" }), "marked"],
  ])("%s leaves the ticket in doubt, until it is there", async (_, fault, paper) => {
    const shop = await openShop();
    fault.begin(shop.printer);
    shop.sell();

    await shop.until(() => shop.doubts() > 0);
    expect(waitsIn(shop)).toEqual(["doubt"]);
    await shop.areOut("receipt");
    shop.printer.set(fault.solved);
    await shop.until(() => shop.statesOf("ticket")[0] === "printed");

    expect(shop.papers()).toEqual([paper]);
    expect(shop.kitchen()).toMatchObject({ state: "ok", trouble: undefined, askingJobs: 0 });
  });

  test.each([
    ["without paper", [{ paper: "out" }, { paper: "there" }], "paper-out"],
    ["with an open cover", [{ cover: "open" }, { cover: "closed" }], "cover-open"],
    ["without current", [{ power: "off" }, { power: "on" }], "refused"],
  ] as const)("%s is known before anything is to be printed", async (_, [begun, over], trouble) => {
    const shop = await openShop();
    expect(shop.kitchen()).toMatchObject({ state: "ok", isUnasked: true });
    await shop.until(() => shop.kitchen()?.isUnasked === false);

    shop.printer.set(begun);
    await shop.until(() => shop.kitchen()?.trouble !== undefined);
    expect(shop.kitchen()).toMatchObject({ state: "off", trouble, waitingJobs: 0 });

    shop.printer.set(over);
    await shop.until(() => shop.kitchen()?.trouble === undefined);
    expect(shop.kitchen()).toMatchObject({ state: "ok", isUnasked: false });
    expect(shop.papers()).toEqual([]);
  });

  test("on which somebody else prints for a while is in no trouble", async () => {
    const shop = await openShop();
    await shop.until(() => shop.kitchen()?.isUnasked === false);
    const other = connect(shop.server.port, "127.0.0.1");
    onTestFinished(() => void other.destroy());
    await once(other, "connect");

    await shop.time.pass(45_000);
    expect(shop.kitchen()).toMatchObject({ state: "ok", trouble: undefined });
    await shop.until(() => shop.kitchen()?.trouble === "silent");
    other.end();
    await shop.until(() => shop.kitchen()?.trouble === undefined);
  });

  test("that stalls for a minute is waited for, and holds up no other", async () => {
    const shop = await openShop();
    shop.printer.set({ printing: { stalledForMs: 60_000 } });
    shop.sell();
    await shop.until(() => shop.statesOf("ticket")[0] === "sending");
    await shop.time.pass(30_000);
    expect(shop.papers()).toEqual([]);
    shop.sell();
    await shop.time.pass(1000);
    await shop.areOut("receipt");

    await shop.until(() => shop.statesOf("ticket").every((state) => state === "printed"));

    expect(shop.papers()).toEqual(["plain", "plain"]);
    expect(shop.doubts()).toBe(0);
  });

  test("that has another address is printed on there, and who has the old one gets nothing", async () => {
    const shop = await openShop();
    const stranger = await onAPort(printerOf(shop.cafe.clock, "STRANGER-9"));
    shop.hang(stranger.server.port);
    shop.sell();
    await shop.until(() => shop.kitchen()?.trouble !== undefined);
    expect(shop.kitchen()).toMatchObject({ trouble: "other-printer", waitingJobs: 1 });

    shop.hang(shop.server.port);
    await shop.until(() => shop.statesOf("ticket")[0] === "printed");

    expect(papersOf(stranger.printer)).toEqual([]);
    expect(shop.papers()).toEqual(["plain"]);
  });

  test("that changes its address within a ticket is asked there what became of it", async () => {
    const shop = await openShop();
    shop.printer.setAfter({ lines: 2 }, { paper: "out" });
    shop.sell();
    await shop.until(() => shop.kitchen()?.trouble === "paper-out");
    await shop.server.close();
    const elsewhere = await onAPort(shop.printer);
    await shop.until(() => shop.doubts() > 0);
    shop.hang(elsewhere.server.port);
    shop.printer.set({ paper: "there" });

    await shop.until(() => shop.statesOf("ticket")[0] === "printed");

    expect(shop.papers()).toEqual(["plain"]);
  });

  test("that is set up twice leaves a ticket in doubt, though it cut another paper since", async () => {
    const shop = await openShop();
    shop.printer.setAfter({ bytes: 60 }, { power: "off" });
    shop.sell();
    await shop.until(() => shop.doubts() > 0);
    await shop.areOut("receipt");
    // The kitchen's tickets wait while a receipt comes out there, under the other name.
    const nobody = await onAPort(printerOf(shop.cafe.clock, "NOBODY-1"));
    await nobody.server.close();
    shop.hang(nobody.server.port);
    shop.hangReceipts(shop.server.port);
    shop.printer.set({ power: "on" });
    shop.sell();
    await shop.until(() => shop.statesOf("receipt").every((state) => state === "printed"));

    shop.hang(shop.server.port);
    await shop.until(() => shop.statesOf("ticket").every((state) => state === "printed"));

    expect(shop.papers()).toEqual(["plain", "marked", "plain"]);
  });

  test("on which another program prints, while a ticket is in doubt, prints that again", async () => {
    const shop = await openShop();
    shop.printer.setAfter({ bytes: 60 }, { power: "off" });
    shop.sell();
    await shop.until(() => shop.doubts() > 0);
    shop.printer.set({ power: "on" });
    const before = shop.printer.status().cuts;
    await printFromElsewhere(shop.server.port);
    expect(shop.printer.status().cuts).toBe(before + 1);

    await shop.until(() => shop.statesOf("ticket")[0] === "printed");

    expect(shop.papers()).toEqual(["marked"]);
  });

  test("that is replaced with a ticket in its hands leaves it to the other one, marked", async () => {
    const shop = await openShop();
    shop.hangSpare();
    shop.printer.setAfter({ lines: 2 }, { paper: "out" });
    shop.sell();
    await shop.until(() => shop.kitchen()?.trouble === "paper-out");

    shop.replaceBySpare();
    await shop.until(() => shop.statesOf("ticket", "spare").length === 1);
    await shop.time.pass(1000);
    await shop.areOut("ticket", "spare");

    expect(shop.statesOf("ticket")).toEqual(["printed"]);
    expect(shop.spareText()).toContain("REROUTED");
    expect(shop.spareText()).toContain(REPRINT_MARK);
  });

  test.each([
    ["with a ticket in its hands leaves it to the one that stands in, marked", onPaper, true],
    ["without current leaves its tickets to the one that stands in, unmarked", now, false],
    ["after a ticket that it lost leaves it to the one that stands in, marked", inJob, true],
  ] as const)("that is taken away %s", async (_, begin, isMarked) => {
    const shop = await openShop();
    shop.hangSpare();
    begin(begin === onPaper ? { paper: "out" } : { power: "off" }, {}).begin(shop.printer);
    shop.sell();
    await shop.until(() => shop.kitchen()?.trouble !== undefined);
    if (begin === inJob) await shop.until(() => shop.doubts() > 0);

    shop.takeAway();
    await shop.until(() => shop.statesOf("ticket", "spare").length === 1);
    await shop.time.pass(1000);
    await shop.areOut("ticket", "spare");

    expect(shop.statesOf("ticket")).toEqual(["printed"]);
    expect(shop.spareText()).toContain("REROUTED FROM Kitchen");
    expect(shop.spareText().includes(REPRINT_MARK)).toBe(isMarked);
  });

  test("that two shops' tills want has the tickets of both, each once", async () => {
    const shop = await openShop();
    const other = await openShop(shop);
    for (let sale = 0; sale < 3; sale += 1) for (const each of [shop, other]) each.sell();

    const all = [shop, other];
    await shop.until(() =>
      all.every((each) => each.statesOf("ticket").every((state) => state === "printed")),
    );

    expect(shop.papers()).toEqual(Array(6).fill("plain"));
    expect(all.map((each) => each.doubts())).toEqual([0, 0]);
  });

  test.each([
    ["that can't be reached", now({ power: "off" }, { power: "on" })],
    ["without paper", now({ paper: "out" }, { paper: "there" })],
  ])("%s leaves its tickets to the one that stands in", async (_, fault) => {
    const shop = await openShop();
    shop.hangSpare();
    fault.begin(shop.printer);
    shop.sell();
    shop.sell();

    await shop.until(() => shop.statesOf("ticket", "spare").length === 2);
    await shop.time.pass(1000);
    await shop.areOut("ticket", "spare");
    shop.printer.set(fault.solved);
    shop.sell();
    await shop.until(() => shop.statesOf("ticket").every((state) => state === "printed"));

    expect(shop.papers()).toEqual(["plain"]);
    expect(shop.spareText().match(/REROUTED/gu)).toHaveLength(2);
    expect(shop.doubts()).toBe(0);
  });

  test("whose paper ends in a ticket keeps that one, and leaves the next to the one that stands in", async () => {
    const shop = await openShop();
    shop.hangSpare();
    shop.printer.setAfter({ lines: 2 }, { paper: "out" });
    shop.sell();
    await shop.until(() => shop.kitchen()?.trouble === "paper-out");
    shop.sell();

    await shop.until(() => shop.statesOf("ticket", "spare").length === 1);
    await shop.time.pass(1000);
    await shop.areOut("ticket", "spare");
    shop.printer.set({ paper: "there" });
    await shop.until(() => shop.statesOf("ticket").every((state) => state === "printed"));

    expect(shop.papers()).toEqual(["plain"]);
    expect(shop.spareText()).toContain("REROUTED");
    expect(shop.doubts()).toBe(0);
  });
});

/** From the start. */
function now(change: PrinterChange, solved: PrinterChange): Fault {
  return { begin: (printer) => printer.set(change), solved };
}

function onPaper(change: PrinterChange, solved: PrinterChange): Fault {
  return { begin: (printer) => printer.setAfter({ lines: 2 }, change), solved };
}

/** Behind all that it is asked before. */
function inJob(change: PrinterChange, solved: PrinterChange): Fault {
  return { begin: (printer) => printer.setAfter({ bytes: 60 }, change), solved };
}

function openShop(beside?: Shop): Promise<Shop> {
  return openShopOf(newCafe, { beside });
}

/** As any program does that knows of no till. Its port is there a moment after its current. */
async function printFromElsewhere(port: number): Promise<void> {
  const paper = Buffer.from("\u001B@\nstranger\n\u001DVA\u0000", "latin1");
  const other = connect(port, "127.0.0.1");
  try {
    await once(other, "connect");
  } catch {
    return printFromElsewhere(port);
  }
  other.resume().end(paper);
  await once(other, "close");
}

/** What the lines of its orders wait for. */
function waitsIn({ open: { till } }: Shop): ReadonlyArray<string | undefined> {
  return listOrders(till, { day: till.days().now, openOnly: false }).flatMap(({ lines }) =>
    lines.map(({ waits }) => waits?.for),
  );
}
