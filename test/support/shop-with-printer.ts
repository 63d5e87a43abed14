/**
 * A whole till whose kitchen's printer is the one in software, on a real port, while time is the test's.
 */

import { readFileSync } from "node:fs";

import { expect, onTestFinished } from "vitest";

import { createPrinterServer, type PrinterServer } from "../../proof/emulator/printer-server.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import {
  listPrinters,
  removePrinter,
  replacePrinter,
} from "../../src/app/printing/printer-changes.ts";
import { rollPath } from "../../src/app/printing/printer-drive.ts";
import { type PrinterState } from "../../src/app/printing/printer-states.ts";
import { type Connection } from "../../src/domain/events/printer-connection.ts";
import { type Printer } from "../../src/domain/printers/printers.ts";
import {
  type AnswerKind,
  EPSON_ANSWERS,
  IMPACT_ANSWERS,
} from "../../src/printer/emulator/answers.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
} from "../../src/printer/emulator/printer-device.ts";
import { rollToText } from "../../src/printer/roll.ts";
import { type Cafe } from "./cafe.ts";
import { createPassingTime, type PassingTime } from "./passing-time.ts";
import { REPRINT_MARK } from "./reprint-mark.ts";
import { sellGoods } from "./sell-goods.ts";
import { setPrinters } from "./set-printers.ts";
import { createWaiting } from "./waiting.ts";

export const KITCHEN = "Kitchen";
const COLUMNS = 48;
const ALL = ["processId", "fence", "status", "asb", "counter"];
/** Nothing but that all before is printed, as impact printers say it. */
export const FENCED = ["fence", "status", "asb"];
const RAVI = { number: "4", name: "Ravi" };
export const SERIAL = "KITCHEN-1";
const { until } = createWaiting();
/** Longer than any pause. */
const PATIENCE_MS = 300_000;

type Kind = "ticket" | "receipt";

export interface Shop {
  readonly open: OpenTill;
  readonly cafe: Cafe;
  readonly printer: PrinterDevice;
  readonly server: PrinterServer;
  readonly time: PassingTime;
  /** Time passes until it is so. */
  readonly until: (isSo: () => boolean) => Promise<void>;
  /** The kitchen's printer is at this port from now on. */
  readonly hang: (port: number) => void;
  /** The printer of receipts is there too. */
  readonly hangReceipts: (port: number) => void;
  /** One in software, in its own folder, stands in for it. */
  readonly hangSpare: () => void;
  readonly replaceBySpare: () => void;
  readonly takeAway: () => void;
  readonly spareText: () => string;
  readonly sell: () => void;
  readonly kitchen: () => PrinterState | undefined;
  /** Of another printer: its paper is a real file, and no virtual time helps it. */
  readonly areOut: (kind: Kind, printer?: string) => Promise<void>;
  /** Of all papers of this kind; on this printer, where one is named. */
  readonly statesOf: (kind: Kind, printer?: string) => ReadonlyArray<string>;
  readonly doubts: () => number;
  readonly papers: () => ReadonlyArray<string>;
}

export interface ShopWish {
  /** On the same printer as that one. */
  readonly beside?: Shop | undefined;
  /** What its printer was found to answer: all unless it is said. */
  readonly abilities?: ReadonlyArray<string>;
}

/** The café sells croissants. */
export async function openShop(
  newCafe: () => Promise<Cafe>,
  { beside, abilities = ALL }: ShopWish = {},
): Promise<Shop> {
  const cafe = await newCafe();
  const { clock } = beside?.cafe ?? cafe;
  const { printer, server } =
    beside ?? (await onAPort(printerOf(clock, SERIAL, answersOf(abilities))));
  const time = createPassingTime(clock);
  const open = beside === undefined ? cafe.open() : beside.cafe.openAt(cafe.dir);
  const { till, jobs, printing } = open;
  function statesOf(kind: Kind, on?: string): ReadonlyArray<string> {
    return jobs
      .latest(20)
      .filter((job) => job.kind === kind && (on === undefined || job.printer === on))
      .map(({ state }) => state);
  }
  hangKitchen(open, server.port, abilities);
  printing.keepDriving(() => undefined);
  // What is on its way to a printer needs time to come to an end.
  onTestFinished(() => time.until(open.close()));
  return {
    open,
    cafe,
    printer,
    server,
    time,
    until: async (isSo) => {
      const endMs = clock.nowMs() + PATIENCE_MS;
      while (!isSo()) {
        expect(clock.nowMs()).toBeLessThan(endMs);
        await time.pass(100);
      }
    },
    hang: (port) => {
      hangKitchen(open, port, abilities);
    },
    hangReceipts: (port) => {
      setPrinters(till, (all) =>
        all.map((printer) =>
          printer.prints.includes("receipts")
            ? { ...printer, ...kitchenAt(port, abilities) }
            : printer,
        ),
      );
    },
    hangSpare: () => {
      setPrinters(till, (all) => all.flatMap(withSpare));
    },
    replaceBySpare: () => {
      const kitchen = listPrinters(till).find(({ name }) => name === KITCHEN);
      const wish = { id: kitchen?.id ?? "", by: "spare" };
      expect(replacePrinter(open, RAVI, wish)).toMatchObject({ ok: true });
    },
    sell: () => {
      sellGoods(till, ["croissant"], { cash: 1000 });
    },
    kitchen: () => printing.printers().find(({ name }) => name === KITCHEN),
    areOut: (kind, on) => until(() => statesOf(kind, on).every((state) => state === "printed")),
    takeAway: () => {
      const kitchen = listPrinters(till).find(({ name }) => name === KITCHEN);
      expect(removePrinter(till, RAVI, kitchen?.id ?? "")).toMatchObject({ ok: true });
    },
    spareText: () => readFileSync(rollPath(open.dir, "spare"), "utf8"),
    statesOf,
    doubts: () => jobs.latest(20).reduce((sum, job) => sum + job.doubts, 0),
    papers: () => papersOf(printer),
  };
}

function answersOf(abilities: ReadonlyArray<string>): ReadonlyArray<AnswerKind> {
  return abilities.includes("processId") ? EPSON_ANSWERS : IMPACT_ANSWERS;
}

export function printerOf(
  clock: Cafe["clock"],
  serial: string,
  answers = EPSON_ANSWERS,
): PrinterDevice {
  return createPrinterDevice({ columns: COLUMNS, clock, serial, answers });
}

export async function onAPort(
  printer: PrinterDevice,
): Promise<{ readonly printer: PrinterDevice; readonly server: PrinterServer }> {
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(() => server.close());
  return { printer, server };
}

function hangKitchen({ till }: OpenTill, port: number, abilities: ReadonlyArray<string>): void {
  setPrinters(till, (all) =>
    all.map((printer) =>
      printer.prints.includes("receipts")
        ? printer
        : { ...printer, name: KITCHEN, ...kitchenAt(port, abilities) },
    ),
  );
}

function kitchenAt(
  port: number,
  abilities: ReadonlyArray<string>,
): Pick<Printer, "connection" | "profile" | "abilities"> {
  const connection: Connection = { type: "network", host: "127.0.0.1", port, serial: SERIAL };
  return { connection, profile: "epson-80", abilities };
}

function withSpare(printer: Printer): ReadonlyArray<Printer> {
  if (printer.prints.includes("receipts")) return [printer];
  const spare = {
    ...printer,
    id: "spare",
    name: "Spare",
    connection: { type: "virtual" } as const,
  };
  return [printer, { ...spare, stations: [], standsInFor: printer.stations }];
}

/** Those with all of the ticket. */
export function papersOf(printer: PrinterDevice): ReadonlyArray<string> {
  const pieces = rollToText(printer.roll(), COLUMNS).split("- - - 8<");
  return pieces
    .filter((piece) => piece.includes("Croissant"))
    .map((piece) => (piece.includes(REPRINT_MARK) ? "marked" : "plain"));
}
