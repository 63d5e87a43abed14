/** The printer in software as a person runs it: what it shows, keeps, and is told. */

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import path from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import {
  emulatePrinter,
  type EmulatedPrinter,
  type EmulatedPrinterWish,
} from "../../../proof/emulator/emulate-printer.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { createWaiting } from "../../support/waiting.ts";

const CUT = "\u{1D}VB\0";
const { until } = createWaiting();

test("what any program sends to its port is shown as it prints", async () => {
  const { host, shown } = await running();

  host.write(`\u{1B}@Hello\nworld\n${CUT}`);

  await until(() => shown.length === 3);
  expect(shown.slice(0, 2)).toEqual(["Hello", "world"]);
  expect(shown[2]).toMatch(/^- - - 8</u);
});

test("paper runs out where it was told to, and a new roll lets it print on", async () => {
  const { host, shown, told, type } = await running({ faults: ["paper-out after 2 lines"] });
  host.write("1\n2\n3\n");
  await until(() => told.includes("Offline: paper out."));
  expect(shown).toEqual(["1", "2"]);

  type("paper");

  expect(shown).toEqual(["1", "2", "3"]);
  expect(told.slice(-2)).toEqual(["Online.", "paper: done."]);
});

test("what is planned for a moment happens then", async () => {
  const { clock, told, type } = await running({ faults: ["cover-open after 5 s"] });
  clock.advance(4999);
  expect(told).not.toContain("Offline: cover open.");

  clock.advance(1);
  type("off");

  expect(told).toContain("Offline: cover open.");
  expect(told.slice(-2)).toEqual(["Off.", "off: done."]);
});

describe("files", () => {
  test("the bytes are kept as they came, the roll as text", async () => {
    const folder = await temporaryFolder();
    const [rollFile, rawFile] = [path.join(folder, "roll.txt"), path.join(folder, "raw.bin")];
    const { host, shown, printer } = await running({ rollFile, rawFile });

    host.write("a\u{1D}V\0b\n");
    await until(() => shown.length === 1);
    await printer.close();

    expect(await readFile(rollFile, "utf8")).toBe("ab\n");
    expect(await readFile(rawFile, "latin1")).toBe("a\u{1D}V\0b\n");
  });

  test("the roll is drawn while it prints, not at each line, and when it ends", async () => {
    const rollFile = path.join(await temporaryFolder(), "roll.svg");
    const { host, shown, clock, printer, type } = await running({ rollFile });
    host.write("first\n");
    await until(() => shown.length === 1);
    expect(await readFile(rollFile, "utf8")).not.toContain("first");
    clock.advance(250);
    expect(await readFile(rollFile, "utf8")).toContain(">first</text>");

    type("tear");
    host.write("second\n");
    await until(() => shown.length === 2);
    await printer.close();

    const drawn = await readFile(rollFile, "utf8");
    expect([drawn.includes("first"), drawn.includes("second")]).toEqual([false, true]);
  });

  test("one that can't be written is refused, and no port is taken", async () => {
    const rawFile = path.join(await temporaryFolder(), "none", "raw.bin");
    const begun = await emulatePrinter({ ...WISH, rawFile }, quietDeps());

    expect(begun).toEqual({
      ok: false,
      fault: { type: "file/unwritable", file: rawFile, code: "ENOENT" },
    });
  });
});

test("what is typed and not understood is told, and status and help are", async () => {
  const { told, type } = await running();
  told.length = 0;

  type("explode");
  type("");
  type("status");
  type("help");

  expect(told[0]).toMatch(/^"explode" is none of on, off, paper-out, /u);
  expect(told.slice(1, 3)).toEqual([
    "Online.",
    "0 bytes wait; 0 lines, 0 cuts, 0 drawer pulses, 0 buzzes so far.",
  ]);
  expect(told.slice(3).join("\n")).toMatch(/^ {2}cover-open +somebody opened it$/mu);
});

test("connections are told, and bytes that mean nothing", async () => {
  const { host, told } = await running();

  host.write("\u{1B}\u{7F}");
  await until(() => told.includes("Means nothing here: unknown command ESC 7F."));
  host.end();

  await until(() => told.at(-1) === "0 connections.");
  expect(told).toContain("1 connection.");
});

test("quit ends it", async () => {
  const { printer, type } = await running();

  type("quit");

  await expect(printer.quit).resolves.toBeUndefined();
});

describe("is refused", () => {
  test("a fault that is none", async () => {
    const begun = await emulatePrinter({ ...WISH, faults: ["fire"] }, quietDeps());

    expect(begun).toMatchObject({ ok: false, fault: { type: "fault/unclear" } });
  });

  test("a port that another one has", async () => {
    const { printer } = await running();

    const begun = await emulatePrinter({ ...WISH, port: printer.port }, quietDeps());

    expect(begun).toEqual({ ok: false, fault: { type: "port/unusable", code: "EADDRINUSE" } });
  });
});

const WISH: EmulatedPrinterWish = {
  host: "127.0.0.1",
  port: 0,
  columns: 48,
  bufferBytes: 4096,
  lineMs: 0,
  answers: "epson",
  drawerSwitch: "closed-high",
  others: "wait",
  faults: [],
};

interface Running {
  readonly printer: EmulatedPrinter;
  readonly host: Socket;
  readonly clock: ManualClock;
  readonly shown: string[];
  readonly told: string[];
  readonly type: (line: string) => void;
}

async function running(wish: Partial<EmulatedPrinterWish> = {}): Promise<Running> {
  const deps = quietDeps();
  const begun = await emulatePrinter({ ...WISH, ...wish }, deps);
  if (!begun.ok) throw new Error(begun.fault.type);
  const host = connect(begun.value.port, "127.0.0.1");
  host.on("error", () => undefined);
  onTestFinished(async () => {
    host.destroy();
    await begun.value.close();
  });
  await once(host, "connect");
  return { printer: begun.value, host, ...deps };
}

function quietDeps(): Omit<Running, "printer" | "host"> & Parameters<typeof emulatePrinter>[1] {
  const clock = createManualClock();
  const [shown, told]: [string[], string[]] = [[], []];
  const listeners = new Set<(line: string) => void>();
  return {
    clock,
    shown,
    told,
    show: (line) => void shown.push(line),
    tell: (line) => void told.push(line),
    onLine: (next) => {
      listeners.add(next);
      return () => void listeners.delete(next);
    },
    type: (line) => {
      for (const listener of listeners) listener(line);
    },
  };
}
