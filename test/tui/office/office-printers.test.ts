/** The shop's printers in the back office, and one more set up over real sockets. */

import { mkdirSync, writeFileSync } from "node:fs";

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { createPrinterServer } from "../../../proof/emulator/printer-server.ts";
import { listPrinters } from "../../../src/app/printing/printer-changes.ts";
import { paperDir, rollPath } from "../../../src/app/printing/printer-drive.ts";
import { type SeenPrinter } from "../../../src/app/printing/printer-finding.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { readPrinters } from "../../../src/domain/printers/printers.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
} from "../../../src/printer/emulator/printer-device.ts";
import { rollToText } from "../../../src/printer/roll.ts";
import { listText } from "../../../src/tui/office/office-panes.ts";
import { pressedOffices, type PressedOffice } from "../../support/pressed-office.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";

let found: ReadonlyArray<SeenPrinter> = [];
const { office } = pressedOffices({ findPrinters: () => Promise.resolve(found) });
const DIGIT_MS = 100;

describe("the list of printers", () => {
  test("says of each how it is, and what comes out of it", async () => {
    const it = await printers();

    expect(labels(it)).toEqual(["Receipts ok", "Kitchen and bar ok", "Add a printer"]);
    it.press("Down Enter");
    expect(labels(it)).toEqual([
      "State ok",
      "Where text",
      "Receipts no",
      "Tickets of Bar yes",
      "Tickets of Kitchen yes",
      "Name Kitchen and bar",
      "Model Epson, 80 mm",
      "Characters 48",
      "Drawer on pin 2, the usual one",
      "Drawer pulse as its model has it",
      "Print a test page",
      "Replace by",
      "Remove",
    ]);
  });

  test("changes what a printer prints, and takes that back", async () => {
    const it = await printers();
    it.press("Enter Down Down Down");
    it.keys("yes");
    it.press("Enter");
    expect(uses(it)).toEqual([
      ["receipt", true, ["bar"]],
      ["kitchen", false, ["kitchen"]],
    ]);

    it.press("Ctrl-Z");

    expect(uses(it)).toEqual([
      ["receipt", true, []],
      ["kitchen", false, ["kitchen"]],
    ]);
  });

  test("shows each label beside a value that is too long for the row", () => {
    const size = { width: 39, height: 10, signs: "all" } as const;
    const detail = "printer-of-the-receipts, behind the bar, second shelf";

    expect(listText({ label: "Address", detail }, "2 ", size)).toMatch(
      /^ 2 Address printer-of.*… $/u,
    );
    expect(listText({ label: "Address", detail: "usb" }, "2 ", size)).toMatch(
      /^ 2 Address {2,}usb $/u,
    );
  });

  test("prints a test page", async () => {
    const it = await printers();
    it.press("Enter");
    onRow(it, "Print a test page");
    it.press("Enter");

    expect(it.till.message()).toBe("The test page of Receipts is on its way.");
    const { jobs } = it.till.keyboard.open;
    await vi.waitFor(() => {
      expect(jobs.latest(1)).toMatchObject([{ kind: "report", state: "printed" }]);
    });
  });

  test("removes a printer after a second Enter, and Esc leaves it", async () => {
    const it = await printers();
    it.press("Down Enter");
    onRow(it, "Remove");
    it.keys("yes");
    it.press("Enter");
    expect(it.till.message()).toBe("Enter once more does it; Esc leaves it.");
    it.press("Esc");
    expect(uses(it)).toHaveLength(2);

    it.keys("yes");
    it.press("Enter Enter");

    expect(it.till.message()).toBe("Kitchen and bar is taken away.");
    expect(uses(it)).toHaveLength(1);
    expect(it.till.title()).toBe("Back office: Printers");
  });

  test.each([
    ["Name", "Front", [{ name: "Front" }, { name: "Receipts" }]],
    ["Model", "Kitchen printer with", [{ profile: "clone-80" }, { profile: "epson-80" }]],
    ["Model", "Any printer, 58", [{ profile: "generic-58", columns: 32 }, { columns: 48 }]],
    ["Characters", "42", [{ columns: 42 }, { columns: 48 }]],
    ["Drawer", "pin5", [{ drawer: "pin5" }, { drawer: "pin2" }]],
    ["Drawer pulse", "200", [{ pulseMs: 200 }, { pulseMs: undefined }]],
    ["Tickets of Bar", "when", [{ standsInFor: ["bar"], stations: [] }, { standsInFor: [] }]],
  ] as const)("changes %s to %s, and takes that back", async (label, typed, [after, before]) => {
    const it = await printers();
    it.press("Enter");
    onRow(it, label);
    it.keys(typed);
    it.press("Enter");
    expect(all(it).find(({ id }) => id === "receipt")).toMatchObject(after);
    expect(it.till.message()).toMatch(/^\S.* \S.* → \S/u);
    expect(it.till.message()).not.toContain("nothing");

    it.press("Ctrl-Z");

    expect(all(it).find(({ id }) => id === "receipt")).toMatchObject(before);
  });

  test("has a buzzer where its model has one, and says what is no width", async () => {
    const it = await printers();
    it.press("Enter");
    expect(labels(it).join()).not.toContain("Buzzer");
    onRow(it, "Characters");
    it.keys("99");
    it.press("Enter");
    expect(it.till.message()).toBe("Characters on a line: 24 to 64.");
    it.press("Esc");
    onRow(it, "Model");
    it.keys("Kitchen printer with");
    it.press("Enter");

    expect(labels(it)).toContain("Buzzer as its model has it");
    onRow(it, "Buzzer");
    it.keys("no");
    it.press("Enter");

    expect(all(it).find(({ id }) => id === "receipt")).toMatchObject({ buzzes: 0 });
    expect(labels(it)).toContain("Buzzer no");
  });

  test("asks a real printer what it is, and keeps that", async () => {
    const { device, at } = await realPrinter({ maker: "EPSON", model: "TM-T88V" });
    const it = await printers();
    const { till } = it.till.keyboard.open;
    const connection = { type: "network", host: "127.0.0.1", port: portOf(at) } as const;
    setPrinters(till, (known) =>
      known.map((one) => ({ ...one, connection, profile: "careful" })).slice(0, 1),
    );
    it.press("Enter");
    onRow(it, "Ask what it can");
    device.set({ cover: "open" });
    it.press("Enter");
    await it.till.keyboard.checked();
    expect(it.till.message()).toBe(`${at}: cover open. See to it, then Enter again.`);

    device.set({ cover: "closed" });
    it.press("Enter");
    await it.till.keyboard.checked();

    expect(it.till.message()).toBe(
      "Receipts was asked: Epson TM-T88V, VI, VII, 42 characters a line.",
    );
    expect(all(it)[0]).toMatchObject({ profile: "epson-tm-t88", columns: 42 });
    expect(rollToText(device.roll(), 48)).toBe("");
  });

  test("is not changed by who may not", async () => {
    const it = await printers("1");
    it.press("Enter Down Down Down");
    it.keys("yes");
    it.press("Enter");

    expect(uses(it)).toEqual([
      ["receipt", true, []],
      ["kitchen", false, ["bar", "kitchen"]],
    ]);
    expect(it.till.side().join(" ")).toContain("Ravi");
  });
});

describe("one more printer", () => {
  test("is found, told apart by its number, and set up by five answers", async () => {
    const [one, other] = [await realPrinter(), await realPrinter()];
    found = [one.found, { ...other.found, name: "EPSON TM-T20III" }];
    const it = await printers();
    it.press("PgDn Enter");
    await seen(it, "EPSON TM-T20III network");

    numbered(it, "3");
    await seen(it, "EPSON TM-T20III network, has printed its number");
    expect(it.till.message()).toBe("Which number came out? Type it.");
    expect(other.text()).not.toBe(one.text());
    const before = it.till.events();
    numbered(it, "2");
    digit(it, "1");
    digit(it, "2");
    digit(it, "1");
    expect(labels(it)).toEqual([
      "Set it up",
      `Where EPSON TM-T20III, ${other.at}`,
      "Paper 80 mm, the usual one",
      "Prints Tickets of Bar",
      "Drawer no drawer",
    ]);
    expect(it.till.events()).toBe(before);
    it.press("Enter");
    await it.till.keyboard.checked();

    expect(it.till.message()).toBe("The printer is set up: print a test page on it.");
    expect(printerCalled(it, "Bar")).toMatchObject({
      profile: "epson-tm-t20",
      drawer: "none",
      stations: ["bar"],
      prints: [],
    });
    expect(printerCalled(it, "Bar")?.abilities).not.toBeUndefined();
    expect(uses(it).find(([id]) => id === "kitchen")).toEqual(["kitchen", false, ["kitchen"]]);
    expect(it.till.title()).toBe("Back office: Printers");
  });

  test("takes a broken one's place and what waits there, by three answers", async () => {
    const spare = await realPrinter();
    found = [spare.found];
    const it = await printers();
    const { open } = it.till.keyboard;
    mkdirSync(paperDir(open.dir), { recursive: true });
    writeFileSync(`${rollPath(open.dir, "kitchen")}.off`, "");
    sellGoods(open.till, ["100"], { cash: 280 });

    it.press("PgDn Enter");
    await seen(it, "Star TSP network");
    numbered(it, "1");
    digit(it, "1");
    digit(it, "7");
    expect(labels(it)).toContain("Prints In place of Kitchen and bar, which is broken");
    it.press("Enter");
    await it.till.keyboard.checked();

    await vi.waitFor(() => {
      it.clock.advance(250);
      expect(spare.text()).toContain("1 x Coffee");
    });
    expect(uses(it)).toEqual([
      ["receipt", true, []],
      ["kitchen-and-bar-2", false, ["bar", "kitchen"]],
    ]);
  });

  test("is not known by the network: its address is typed, wrong, then right", async () => {
    found = [];
    const printer = await realPrinter();
    const it = await printers();
    it.keys("add");
    it.press("Enter");
    await seen(it, "Type where it is");
    expect(it.till.side().join(" ")).toContain("None was found.");
    numbered(it, "1");

    it.keys("what is this");
    it.press("Enter");
    expect(it.till.message()).toBe("“what is this” is no way to a printer: such as 192.0.2.7.");
    it.press("Esc");
    it.keys(printer.at);
    it.press("Enter");
    expect(it.till.title()).toContain("How wide is its paper?");
    it.press("Esc");
    expect(it.till.title()).toContain("Where is it?");
    it.keys(printer.at);
    it.press("Enter");
    digit(it, "2");
    digit(it, "5");
    digit(it, "2");
    it.press("Enter");
    await it.till.keyboard.checked();

    expect(uses(it).map(([id]) => id)).toContain("receipts-2");
    expect(printerCalled(it, "Receipts 2")).toMatchObject({ columns: 32, drawer: "pin2" });
  });

  test("takes an address that is typed where the list still stands, by one Enter", async () => {
    found = [];
    const it = await printers();
    it.keys("add");
    it.press("Enter");
    await seen(it, "Type where it is");

    it.keys("what is this");
    it.press("Enter");
    expect(it.till.message()).toBe("“what is this” is no way to a printer: such as 192.0.2.7.");
    expect(it.till.state().office?.text).toBe("what is this");
    it.press("Esc");
    it.keys("bar.lan:9100");
    it.press("Enter");

    expect(it.till.title()).toContain("How wide is its paper?");
    it.press("Esc");
    it.keys("where it");
    it.press("Enter");
    expect(it.till.title()).toContain("Where is it?");
    expect(it.till.state().office?.text).toBe("");
  });

  test("is at an address that begins with a digit, also where one was found", async () => {
    found = [(await realPrinter()).found];
    const it = await printers();
    it.keys("add");
    it.press("Enter");
    await seen(it, "Star TSP network");

    for (const sign of "192.0.2.7") digit(it, sign);
    expect(it.till.title()).not.toContain("How wide is its paper?");
    it.press("Enter");
    expect(it.till.title()).toContain("How wide is its paper?");
    it.press("Esc");

    digit(it, "9");
    it.press("Enter");
    expect(it.till.message()).toBe("Nothing is called that.");
    it.press("Esc");
    digit(it, "1");
    it.press("Enter");
    expect(it.till.title()).toContain("How wide is its paper?");
  });

  test("is no second one where it is set up already, whoever types its address", async () => {
    found = [];
    const printer = await realPrinter();
    const it = await printers();
    const connection = { type: "network", host: "127.0.0.1", port: portOf(printer.at) } as const;
    setPrinters(it.till.keyboard.open.till, (all) =>
      all.map((one) => (one.id === "receipt" ? { ...one, connection } : one)),
    );
    it.keys("add");
    it.press("Enter");
    await seen(it, "Type where it is");
    numbered(it, "1");

    it.keys(printer.at);
    it.press("Enter");

    expect(it.till.message()).toBe(`${printer.at} is Receipts already.`);
    expect(it.till.title()).toContain("Where is it?");
  });

  test.each(["found", "typed"] as const)(
    "that another till prints receipts on is offered from here too, %s",
    async (how) => {
      const printer = await realPrinter();
      found = how === "found" ? [printer.found] : [];
      const it = await printers();
      const { till } = it.till.keyboard.open;
      const connection = { type: "network", host: "127.0.0.1", port: portOf(printer.at) } as const;
      const elsewhere = "b".repeat(26) as DeviceId;
      setPrinters(till, (all) =>
        all.map((one) =>
          one.id === "receipt"
            ? { ...one, connection, driver: elsewhere, till: elsewhere, columns: 32 }
            : one,
        ),
      );
      it.keys("add");
      it.press("Enter");
      if (how === "found") {
        await seen(it, "the shop’s Receipts, from here too network");
        numbered(it, "1");
      } else {
        await seen(it, "Type where it is");
        numbered(it, "1");
        it.keys(printer.at);
        it.press("Enter");
      }
      digit(it, "1");
      digit(it, "1");
      it.press("Enter");
      await it.till.keyboard.checked();

      expect(it.till.message()).toBe("The printer is set up: print a test page on it.");
      const own = listPrinters(till).filter(
        ({ driver }) => driver === till.ledger.identity.key.device,
      );
      expect(own).toMatchObject([
        { connection: { port: portOf(printer.at) }, prints: ["receipts"] },
      ]);
      expect(listPrinters(till).find(({ id }) => id === "receipt")).toMatchObject({
        driver: elsewhere,
        prints: ["receipts"],
      });
      it.press("PgDn Enter");
      if (how === "found") await seen(it, `is ${own[0]?.name ?? ""} already network`);
    },
  );

  test("that doesn't answer is refused in a sentence, and nothing is written", async () => {
    const printer = await realPrinter();
    printer.device.set({ paper: "out" });
    found = [printer.found];
    const it = await printers();
    it.press("PgDn Enter");
    await seen(it, "Star TSP network");
    numbered(it, "1");
    digit(it, "1");
    digit(it, "1");
    digit(it, "1");
    const before = it.till.events();
    it.press("Enter");
    await it.till.keyboard.checked();
    expect(it.till.message()).toBe(`${printer.at}: paper out. See to it, then Enter again.`);
    expect(it.till.events()).toBe(before);

    printer.device.set({ paper: "there" });
    it.press("Enter");
    await it.till.keyboard.checked();

    expect(it.till.message()).toBe("The printer is set up: print a test page on it.");
  });

  test("can be thought better of at each question", async () => {
    const printer = await realPrinter();
    found = [printer.found];
    const it = await printers();
    const before = it.till.events();
    it.press("PgDn Enter");
    await seen(it, "Star TSP network");
    numbered(it, "1");
    digit(it, "1");
    digit(it, "9");
    expect(it.till.message()).toBe("Nothing is called that.");
    digit(it, "1");
    it.press("Esc Esc Esc Esc");

    expect(it.till.title()).toBe("Back office: Printers");
    expect(it.till.events()).toBe(before);
    expect(printer.text()).toBe("");
  });

  test("that another shop's till prints on asks first, found or typed", async () => {
    const printer = await realPrinter();
    found = [{ ...printer.found, isDriven: true }];
    const it = await printers();
    it.press("PgDn Enter");
    await seen(it, "Star TSP is another shop's, network");

    numbered(it, "1");
    expect(it.till.title()).toContain("Another shop prints on it");
    expect(it.till.side().join(" ")).toMatch(/till of another shop\s+prints on it: Esc/u);
    it.press("Esc");
    expect(it.till.title()).toBe("Back office: Printers: Add a printer");
    await seen(it, "Star TSP is another shop's, network");
    numbered(it, "3");
    it.keys(printer.at);
    it.press("Enter");
    expect(labels(it)).toEqual(["Print on it all the same"]);

    digit(it, "1");
    expect(it.till.title()).toContain("How wide is its paper?");
  });

  test("that the shop has already is named so, and can't be chosen", async () => {
    const printer = await realPrinter();
    found = [printer.found];
    const it = await printers();
    it.press("PgDn Enter");
    await seen(it, "Star TSP network");
    numbered(it, "1");
    for (const answer of ["1", "1", "1"]) digit(it, answer);
    it.press("Enter");
    await it.till.keyboard.checked();

    it.press("PgDn Enter");
    await seen(it, "is Receipts 2 already network");
    numbered(it, "1");
    expect(it.till.title()).toBe("Back office: Printers: Add a printer");
  });
});

async function printers(staff = "4"): Promise<PressedOffice> {
  const it = await office(":office", staff);
  it.keys("printers");
  it.press("Enter");
  return it;
}

function labels({ till }: PressedOffice): ReadonlyArray<string> {
  return till.rows().map(({ label, detail }) => `${label} ${detail}`.trim());
}

function seen(it: PressedOffice, row: string): Promise<void> {
  return vi.waitFor(() => expect(labels(it)).toContain(row));
}

/** It counts once no other key follows it. */
function digit(it: PressedOffice, sign: string): void {
  it.press(sign);
  it.clock.advance(DIGIT_MS);
}

/** Among those that were found Enter ends a number: an address may begin with it. */
function numbered(it: PressedOffice, sign: string): void {
  digit(it, sign);
  it.press("Enter");
}

function all({ till }: PressedOffice) {
  return till.keyboard.open.till.ledger.read(readPrinters);
}

function uses(it: PressedOffice) {
  return all(it).map(({ id, prints, stations }) => [id, prints.length > 0, stations.toSorted()]);
}

function printerCalled(it: PressedOffice, wanted: string) {
  return all(it).find(({ name }) => name === wanted);
}

interface RealPrinter {
  readonly at: string;
  readonly device: PrinterDevice;
  readonly found: SeenPrinter;
  readonly text: () => string;
}

function portOf(at: string): number {
  return Number(at.split(":").at(-1));
}

/** On the row that begins so. */
function onRow(it: PressedOffice, label: string): void {
  const at = it.till.rows().findIndex((row) => row.label === label);
  if (at < 0) throw new Error(`There is no row ${label}.`);
  it.press("PgUp");
  for (let downs = 0; downs < at; downs += 1) it.press("Down");
}

async function realPrinter(
  said: { readonly maker?: string; readonly model?: string } = {},
): Promise<RealPrinter> {
  const device = createPrinterDevice({ clock: systemClock, columns: 48, ...said });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer: device });
  onTestFinished(server.close);
  const connection = { type: "network", host: "127.0.0.1", port: server.port } as const;
  return {
    at: `127.0.0.1:${server.port}`,
    device,
    found: { connection, name: "Star TSP", isDriven: false },
    text: () => rollToText(device.roll(), 48),
  };
}
