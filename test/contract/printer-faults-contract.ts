/**
 * What the spool relies on in every way to a printer that can be talked with, when things go wrong:
 * the printer is the one in software, the wire is real, and time is the test's.
 */

import { describe, expect, test } from "vitest";

import { type PrinterDevice } from "../../src/printer/emulator/printer-device.ts";
import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import { epson80 } from "../../src/printer/encoding/profile.ts";
import { rollToText } from "../../src/printer/roll.ts";
import { type Transport } from "../../src/printer/transport.ts";
import { type ManualClock } from "../support/manual-clock.ts";
import { type PassingTime } from "../support/passing-time.ts";
import { transportContract, type TransportBench } from "./transport-contract.ts";

export interface PrinterBench {
  readonly transport: Transport;
  readonly printer: PrinterDevice;
  readonly clock: ManualClock;
  readonly time: PassingTime;
  /** The printer can be reached again after it had no current. */
  readonly isBack: () => Promise<void>;
}

/** What the transports' contract asks for, while time passes. */
function benchOf(bench: PrinterBench): TransportBench {
  const { transport, printer, time, isBack } = bench;
  return {
    transport: {
      send: (job) => time.until(transport.send(job)),
      close: () => time.until(transport.close()),
    },
    paper: async () => paperOf(bench),
    turnOff: async () => {
      printer.set({ power: "off" });
    },
    turnOn: async () => {
      printer.set({ power: "on" });
      await isBack();
    },
  };
}

const UNREACHABLE = { ok: false, fault: { type: "printer/unreachable" } };
const UNACKNOWLEDGED = { ok: false, fault: { type: "printer/unacknowledged" } };
const PRINTED = { ok: true, value: "printed" };

export function printerFaultsContract(name: string, setup: () => Promise<PrinterBench>): void {
  transportContract(name, async () => benchOf(await setup()));

  describe(`${name}, when things go wrong`, () => {
    test("a printer that answers nothing gets nothing", async () => {
      const bench = await setup();
      bench.printer.set({ answering: "nothing" });

      const outcome = await send(bench, ticket("burger"));

      expect(outcome).toMatchObject({ ...UNREACHABLE, fault: { trouble: "silent" } });
      expect(paperOf(bench)).toBe("");
    });

    test("one that answers garbage gets nothing", async () => {
      const bench = await setup();
      bench.printer.set({ answering: "garbage" });

      const outcome = await send(bench, ticket("burger"));

      expect(outcome).toMatchObject(UNREACHABLE);
      expect(paperOf(bench)).toBe("");
    });

    test.each([
      [{ paper: "out" }, "paper-out"],
      [{ cover: "open" }, "cover-open"],
    ] as const)("one that can't print gets nothing, and says why", async (change, trouble) => {
      const bench = await setup();
      bench.printer.set(change);

      const outcome = await send(bench, ticket("burger"));

      expect(outcome).toMatchObject({ ...UNREACHABLE, fault: { trouble } });
      expect(paperOf(bench)).toBe("");
    });

    test("one that falls silent within the job may have printed it", async () => {
      const bench = await setup();
      const job = ticket("burger");
      await bench.time.until(prepare(bench, job));
      bench.printer.set({ answering: "nothing" });

      const outcome = await send(bench, job);

      expect(outcome).toMatchObject({ ...UNACKNOWLEDGED, fault: { trouble: "silent" } });
      expect(timesOf(bench, "burger")).toBe(1);
    });

    test("one that takes everything and prints nothing is not believed", async () => {
      const bench = await setup();
      bench.printer.set({ printing: "swallows" });

      const outcome = await send(bench, ticket("burger"));

      expect(outcome.ok).toBe(false);
      expect(paperOf(bench)).toBe("");
    });

    test("one that runs out of paper holds the job, and prints it once when there is more", async () => {
      const bench = await setup();
      const troubles: unknown[] = [];
      bench.transport.onTrouble?.((trouble) => troubles.push(trouble));
      const job = ticket("burger");
      await bench.time.until(prepare(bench, job));
      bench.printer.set({ paper: { lines: 2 } });
      const sending = bench.transport.send(job);
      await bench.time.pass(5000);
      expect(troubles).toContain("paper-out");
      for (let minute = 0; minute < 10; minute += 1) await bench.time.pass(2000);

      bench.printer.set({ paper: "there" });
      const outcome = await bench.time.until(sending);

      expect(outcome).toEqual(PRINTED);
      expect(troubles.at(-1)).toBeUndefined();
      expect(timesOf(bench, "burger")).toBe(1);
    });

    test("one whose cutter is jammed goes on when it is freed, and cuts once", async () => {
      const bench = await setup();
      const job = ticket("burger");
      await bench.time.until(prepare(bench, job));
      bench.printer.set({ cutter: "jammed" });
      const troubles: unknown[] = [];
      bench.transport.onTrouble?.((trouble) => troubles.push(trouble));
      const sending = bench.transport.send(job);
      await bench.time.pass(20_000);
      expect(troubles).toContain("cutter");

      bench.printer.set({ cutter: "free" });

      expect(await bench.time.until(sending)).toEqual(PRINTED);
      expect(bench.printer.status().cuts).toBe(1);
    });

    test("one that stalls for a minute prints it once, and is asked before anything else", async () => {
      const bench = await setup();
      const job = ticket("burger");
      const prepared = await bench.time.until(prepare(bench, job));
      bench.printer.set({ printing: { stalledForMs: 60_000 } });

      const outcome = await send(bench, job);
      const recalled = outcome.ok ? outcome : await recall(bench, prepared);

      expect(recalled).toEqual(PRINTED);
      expect(timesOf(bench, "burger")).toBe(1);
    });

    test("one whose cable is pulled within the job is asked when it is back", async () => {
      const bench = await setup();
      const job = ticket("burger");
      const prepared = await bench.time.until(prepare(bench, job));
      bench.printer.set({ cable: "pulled" });

      const outcome = await send(bench, job);
      bench.printer.set({ cable: "plugged" });
      await bench.isBack();
      const recalled = await recall(bench, prepared);
      const next = await send(bench, ticket("fries"));

      expect(outcome).toMatchObject(UNACKNOWLEDGED);
      expect(recalled.value === "printed" ? timesOf(bench, "burger") : 1).toBe(1);
      expect(timesOf(bench, "burger")).toBeLessThanOrEqual(1);
      expect(next).toEqual(PRINTED);
      expect(timesOf(bench, "fries")).toBe(1);
    });

    test.each([1, 9, 20, 40])("one that loses its current after %i bytes", async (bytes) => {
      const bench = await setup();
      const job = ticket("burger");
      const prepared = await bench.time.until(prepare(bench, job));
      bench.printer.set({ power: { lostAfterBytes: bytes } });

      const outcome = await send(bench, job);
      bench.printer.set({ power: "on" });
      await bench.isBack();
      const recalled = await recall(bench, prepared);
      const next = await send(bench, ticket("fries"));

      expect(outcome).toMatchObject(UNACKNOWLEDGED);
      expect(recalled).toEqual({
        ok: true,
        value: timesOf(bench, "burger") > 0 ? "printed" : "unknown",
      });
      expect(next).toEqual(PRINTED);
      expect(timesOf(bench, "fries")).toBe(1);
    });

    test("after closing, the printer is free for somebody else", async () => {
      const bench = await setup();
      await send(bench, ticket("burger"));

      await bench.time.until(bench.transport.close());

      expect(timesOf(bench, "burger")).toBe(1);
      expect(bench.clock.pendingCount()).toBe(0);
    });
  });
}

function send({ transport, time }: PrinterBench, job: Uint8Array): ReturnType<Transport["send"]> {
  return time.until(transport.send(job));
}

async function prepare({ transport }: PrinterBench, job: Uint8Array): Promise<string> {
  const prepared = await transport.prepare?.(job);
  if (prepared?.ok !== true)
    throw new Error(`The printer can't print: ${JSON.stringify(prepared)}`);
  return prepared.value;
}

/** As the spool does it: until the printer can be asked. */
async function recall(
  { transport, time }: PrinterBench,
  note: string,
): Promise<{ readonly ok: boolean; readonly value?: unknown }> {
  for (let tries = 0; tries < 10; tries += 1) {
    const recalled = await time.until(Promise.resolve(transport.recall?.(note)));
    if (recalled?.ok === true) return recalled;
    await time.pass(1000);
  }
  throw new Error("The printer can't be asked.");
}

function paperOf({ printer }: PrinterBench): string {
  return rollToText(printer.roll(), 48);
}

function timesOf(bench: PrinterBench, text: string): number {
  return paperOf(bench).split(text).length - 1;
}

function ticket(text: string): Uint8Array {
  const lines = Array.from({ length: 4 }, (_, line) => `line ${line}`);
  return encodeDocument(
    {
      kind: "report",
      blocks: [{ type: "text", text: [...lines, text].join("\n") }, { type: "cut" }],
    },
    epson80,
  ).bytes;
}
