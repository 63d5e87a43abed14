/**
 * Printers that are changed while a ticket is in the hands of one of them, which has no paper and can say
 * nothing of it but that all before its question is printed: whatever becomes of the others, its roll shows
 * the ticket once.
 */

import { describe, expect, test } from "vitest";

import {
  changePrinter,
  listPrinters,
  removePrinter,
} from "../../../src/app/printing/printer-changes.ts";
import { type PrinterFields } from "../../../src/domain/office/printer-text.ts";
import { rollToText } from "../../../src/printer/roll.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { enrolTill } from "../../support/enrol-till.ts";
import {
  FENCED,
  KITCHEN,
  onAPort,
  openShop,
  SERIAL,
  type Shop,
} from "../../support/shop-with-printer.ts";
import { valueOf } from "../../support/shop.ts";
import { createWaiting } from "../../support/waiting.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const { until } = createWaiting();
const RAVI = { number: "4", name: "Ravi" };
/** Longer than anybody waits for a paper in hand, and than a printer may say nothing. */
const LONG_MS = 20_000;

describe("a ticket that its printer holds without paper", () => {
  test.each<readonly [string, (shop: Shop) => void]>([
    [
      "another printer has another name",
      (shop) => change(shop, receiptsId(shop), { name: "Front" }),
    ],
    ["another one has other paper", (shop) => change(shop, receiptsId(shop), { columns: 42 })],
    ["another one is elsewhere", (shop) => change(shop, receiptsId(shop), FILE)],
    ["one is added", (shop) => add(shop, "new")],
    ["another one is taken away", (shop) => valueOf(removePrinter(shop.open.till, RAVI, "bar"))],
    ["its own name is another", (shop) => change(shop, kitchenId(shop), { name: "Hot kitchen" })],
    ["its own paper is another", (shop) => change(shop, kitchenId(shop), { columns: 42 })],
    ["its hardware address is learned", (shop) => change(shop, kitchenId(shop), withMac(shop))],
    ["a second till joins", (shop) => enrolTill(shop.open, "B")],
  ])("comes out once and unmarked where %s meanwhile", async (_, happens) => {
    const shop = await shopThatHolds();

    happens(shop);
    await shop.time.pass(LONG_MS);
    shop.printer.set({ paper: "there" });
    await shop.until(() => shop.statesOf("ticket")[0] === "printed");

    expect(shop.papers()).toEqual(["plain"]);
    expect(shop.doubts()).toBe(0);
  });

  test("comes out again and says so where its printer is said to be elsewhere", async () => {
    const shop = await shopThatHolds();
    const elsewhere = await onAPort(shop.printer);

    shop.hang(elsewhere.server.port);
    await shop.until(() => shop.doubts() > 0);
    shop.printer.set({ paper: "there" });
    await shop.until(() => shop.statesOf("ticket")[0] === "printed");

    expect(shop.papers()).toEqual(["plain", "marked"]);
  });

  test("is followed by one for the paper that its printer has by now", async () => {
    const shop = await shopThatHolds();

    change(shop, kitchenId(shop), { columns: 32 });
    shop.sell();
    await shop.time.pass(LONG_MS);
    shop.printer.set({ paper: "there" });
    await shop.until(() => shop.statesOf("ticket").every((state) => state === "printed"));

    const [held = "", next = ""] = rollToText(shop.printer.roll(), 48).split("- - - 8<");
    expect([widthOf(held), widthOf(next)]).toEqual([48, 32]);
    expect(shop.papers()).toEqual(["plain", "plain"]);
  });

  test("holds up none of those that are changed or new meanwhile", async () => {
    const shop = await shopThatHolds();

    change(shop, receiptsId(shop), FILE);
    shop.sell();

    await shop.time.pass(5000);
    // Its paper is a real file, and no such time helps it.
    await until(() => shop.statesOf("receipt")[0] === "sent");
    expect(shop.statesOf("ticket")).toEqual(["queued", "sending"]);
  });
});

test("a ticket that was cut short comes again whole, marked, for the paper that is there by now", async () => {
  const shop = await openShop(newCafe, { abilities: FENCED });
  shop.printer.setAfter({ bytes: 60 }, { power: "off" });
  shop.sell();
  await shop.until(() => shop.doubts() > 0);

  change(shop, kitchenId(shop), { profile: "generic-58", columns: 32 });
  shop.printer.set({ power: "on" });
  await shop.until(() => shop.statesOf("ticket")[0] === "printed");

  const strips = rollToText(shop.printer.roll(), 48).split("- - - 8<");
  const paper = strips.find((strip) => strip.includes("Croissant")) ?? "";
  expect(shop.papers()).toEqual(["marked"]);
  expect(widthOf(paper)).toBe(32);
  // What a printer is fed that may still wait for the rest of a command.
  expect(new Set(shop.printer.complaints())).toEqual(new Set(["unknown byte 0"]));
});

const FILE: PrinterFields = { connection: { type: "file" } };

/** Its kitchen's printer, which names no jobs and counts no cuts, has the first lines of one on paper. */
async function shopThatHolds(): Promise<Shop> {
  const shop = await openShop(newCafe, { abilities: FENCED });
  add(shop, "bar");
  shop.printer.setAfter({ lines: 2 }, { paper: "out" });
  shop.sell();
  await shop.until(() => shop.kitchen()?.trouble === "paper-out");
  await shop.areOut("receipt");
  return shop;
}

function change({ open: { till } }: Shop, id: string, said: PrinterFields): void {
  valueOf(changePrinter(till, RAVI, { id, isNew: false, said }));
}

function add({ open: { till } }: Shop, id: string): void {
  const said = { connection: { type: "virtual" } } as const;
  valueOf(changePrinter(till, RAVI, { id, isNew: true, said }));
}

function withMac({ server: { port } }: Shop): PrinterFields {
  const mac = "00:26:ab:12:34:56";
  return { connection: { type: "network", host: "127.0.0.1", port, serial: SERIAL, mac } };
}

function receiptsId({ open: { till } }: Shop): string {
  return listPrinters(till).find(({ prints }) => prints.includes("receipts"))?.id ?? "";
}

function kitchenId({ open: { till } }: Shop): string {
  return listPrinters(till).find(({ name }) => name === KITCHEN)?.id ?? "";
}

/** Of its longest rule. */
function widthOf(paper: string): number {
  return Math.max(...[...paper.matchAll(/[-─=]{8,}/gu)].map(([rule]) => rule.length));
}
