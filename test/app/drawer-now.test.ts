/**
 * A whole till whose counter printer is in trouble: the drawer for cash opens at once or not at all, and
 * whoever asks hears why the receipt waits, whichever process has tried.
 */

import { beforeEach, describe, expect, onTestFinished, test } from "vitest";

import { createPrinterServer } from "../../proof/emulator/printer-server.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { stuckPapers } from "../../src/app/papers/stuck-papers.ts";
import { opensDrawerOf } from "../../src/app/printing/printer-states.ts";
import { type Connection } from "../../src/domain/events/printer-connection.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
} from "../../src/printer/emulator/printer-device.ts";
import { OPEN } from "../../src/printer/spool/spool-store.ts";
import { cafeCopies } from "../support/cafe.ts";
import { createPassingTime, type PassingTime } from "../support/passing-time.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { setPrinters } from "../support/set-printers.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const PATIENCE_MS = 300_000;
const MINUTES_MS = 180_000;

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

describe("a drawer on a printer that can't print", () => {
  test.each([
    ["has no paper", { paper: "out" }, { paper: "there" }],
    ["is open", { cover: "open" }, { cover: "closed" }],
  ] as const)("opens with each sale where it %s, and not when that is over", async (_, off, on) => {
    shop.beResident();
    shop.printer.set(off);
    shop.sell();
    await shop.until(() => shop.pulses() === 1);
    shop.sell();
    await shop.until(() => shop.pulses() === 2);

    await shop.time.pass(MINUTES_MS);
    shop.printer.set(on);
    await shop.until(() => shop.receipts().every((state) => state === "printed"));

    expect(shop.pulses()).toBe(2);
    expect(shop.receipts()).toHaveLength(2);
  });

  test("opens while it waits for paper with a receipt in hand", async () => {
    shop.beResident();
    shop.printer.setAfter({ lines: 3 }, { paper: "out" });
    shop.sell();
    await shop.until(() => shop.trouble() === "paper-out");
    shop.sell();
    await shop.until(() => shop.pulses() === 2);

    shop.printer.set({ paper: "there" });
    await shop.until(() => shop.receipts().every((state) => state === "printed"));

    expect(shop.pulses()).toBe(2);
  });

  test("opens for a command too, which leaves the cause to others", async () => {
    shop.printer.set({ paper: "out" });
    shop.sell();
    await shop.time.until(shop.open.printing.settleOwn());

    expect(shop.pulses()).toBe(1);
    expect(drawersShut(shop.open)).toBe(0);
    const other = shop.openAnother();
    expect(other.printing.printers().find(({ id }) => id === "receipt")).toMatchObject({
      state: "off",
      trouble: "paper-out",
      waitingJobs: 1,
    });
  });

  test("stays shut for good where nobody can tell it, and that is known", async () => {
    shop.beResident();
    shop.printer.set({ power: "off" });
    shop.sell();
    await shop.until(() => shop.trouble() !== undefined);
    expect(drawersShut(shop.open)).toBe(1);
    // Another till may just print there, as far as anybody knows at first.
    await shop.until(() => shop.isDrawerShut() === true);

    await shop.time.pass(MINUTES_MS);
    shop.printer.set({ power: "on" });
    await shop.until(() => shop.receipts().every((state) => state === "printed"));

    expect(shop.pulses()).toBe(0);
    expect(drawersShut(shop.open)).toBe(0);
    expect(shop.isDrawerShut()).toBe(false);
  });
});

test("a sale at a shell waits a moment for a printer that never says that it has printed", async () => {
  shop.neverAsked();
  shop.printer.set({ printing: "stalled" });
  shop.sell();

  const settled = await shop.time.until(shop.open.printing.settleOwn());

  // The next process asks what became of it.
  expect(shop.receipts()).toEqual(["sending"]);
  expect(await stuckPapers(shop.open, settled)).toMatchObject([
    { printer: "receipt", papers: 1, trouble: "silent" },
  ]);
});

/** Returns the number of waiting papers for which a drawer should have opened, and has not. */
function drawersShut({ jobs }: OpenTill): number {
  return jobs.find({ states: OPEN, limit: 200 }).filter(opensDrawerOf).length;
}

interface Shop {
  readonly open: OpenTill;
  readonly openAnother: () => OpenTill;
  readonly printer: PrinterDevice;
  readonly time: PassingTime;
  readonly until: (isSo: () => boolean) => Promise<void>;
  readonly beResident: () => void;
  /** Somebody has said its model, and it was asked nothing. */
  readonly neverAsked: () => void;
  readonly sell: () => void;
  readonly pulses: () => number;
  readonly receipts: () => ReadonlyArray<string>;
  readonly trouble: () => string | undefined;
  readonly isDrawerShut: () => boolean | undefined;
}

async function openShop(): Promise<Shop> {
  const cafe = await newCafe();
  const { clock } = cafe;
  const printer = createPrinterDevice({ columns: 48, clock, serial: "COUNTER-1" });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(() => server.close());
  const time = createPassingTime(clock);
  const open = cafe.open();
  hang(open, server.port);
  onTestFinished(() => time.until(open.close()));
  return {
    open,
    openAnother: cafe.open,
    printer,
    time,
    until: async (isSo) => {
      const endMs = clock.nowMs() + PATIENCE_MS;
      while (!isSo()) {
        expect(clock.nowMs()).toBeLessThan(endMs);
        await time.pass(100);
      }
    },
    neverAsked: () => {
      setPrinters(open.till, (all) => all.map((printer) => ({ ...printer, abilities: undefined })));
    },
    beResident: () => {
      open.printing.keepDriving(() => undefined);
    },
    sell: () => {
      sellGoods(open.till, ["croissant"], { cash: 1000 });
      open.printing.wake();
    },
    pulses: () => printer.status().drawerPulses,
    receipts: () =>
      open.jobs
        .latest(20)
        .filter(({ kind }) => kind === "receipt")
        .map(({ state }) => state),
    trouble: () => open.printing.printers().find(({ id }) => id === "receipt")?.trouble,
    isDrawerShut: () => open.printing.printers().find(({ id }) => id === "receipt")?.isDrawerShut,
  };
}

function hang({ till }: OpenTill, port: number): void {
  const connection: Connection = { type: "network", host: "127.0.0.1", port };
  const abilities = ["processId", "fence", "status", "asb", "counter"];
  setPrinters(till, (all) =>
    all.map((printer) =>
      printer.prints.includes("receipts")
        ? { ...printer, connection, profile: "epson-80", abilities }
        : printer,
    ),
  );
}
