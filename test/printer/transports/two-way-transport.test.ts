/** The conversation with a printer over a wire of this process: many printers, many accidents. */

import { type Duplex } from "node:stream";

import { describe, expect, test } from "vitest";

import { createConnector } from "../../../proof/emulator/printer-server.ts";
import { ok } from "../../../src/domain/base/result.ts";
import {
  NO_ABILITIES,
  type PrinterAbilities,
} from "../../../src/domain/printers/printer-abilities.ts";
import { type AnswerKind } from "../../../src/printer/emulator/answers.ts";
import { createPrinterDevice } from "../../../src/printer/emulator/printer-device.ts";
import { encodeDocument } from "../../../src/printer/encoding/encoder.ts";
import { epson80, generic80 } from "../../../src/printer/encoding/profile.ts";
import { rollToText } from "../../../src/printer/roll.ts";
import { type Channel } from "../../../src/printer/transports/channel.ts";
import { createTwoWayTransport } from "../../../src/printer/transports/two-way-transport.ts";
import {
  printerFaultsContract,
  type PrinterBench,
} from "../../contract/printer-faults-contract.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createPassingTime } from "../../support/passing-time.ts";
import { createWireChannel } from "../../support/wire-channel.ts";

const ALL: PrinterAbilities = {
  processId: true,
  fence: true,
  status: true,
  asb: true,
  counter: true,
};
const JOB = encodeDocument(
  { kind: "ticket", blocks: [{ type: "text", text: "burger" }, { type: "cut" }] },
  epson80,
).bytes;

printerFaultsContract("a talk over a wire of this process", async () => bench(ALL));
printerFaultsContract("a talk with a printer without process ids", async () =>
  bench({ ...ALL, processId: false }),
);

test.each<[string, Partial<PrinterAbilities>, string]>([
  ["names its jobs", { processId: true, status: true }, "printed"],
  ["answers in its turn", { fence: true, status: true }, "printed"],
  ["answers in its turn and says nothing else", { fence: true }, "printed"],
  ["only says how it is", { status: true }, "sent"],
  ["says nothing", {}, "sent"],
])("a printer that %s", async (_name, abilities, delivery) => {
  const { transport, printer, time } = bench({ ...NO_ABILITIES, ...abilities });

  const outcomes = [await time.until(transport.send(JOB)), await time.until(transport.send(JOB))];

  expect(outcomes).toEqual([
    { ok: true, value: delivery },
    { ok: true, value: delivery },
  ]);
  expect(textOf(printer).match(/burger/gu)).toHaveLength(2);
  expect(printer.complaints()).toEqual([]);
});

test("a printer at the wrong place is told by its serial number, and gets nothing", async () => {
  const right = bench(ALL, { serial: "EMU0000001" });
  const wrong = bench(ALL, { serial: "EMU0000002" });

  expect(await right.time.until(right.transport.send(JOB))).toMatchObject({ ok: true });
  expect(await wrong.time.until(wrong.transport.send(JOB))).toMatchObject({
    fault: { type: "printer/unreachable", trouble: "other-printer" },
  });
  expect(textOf(wrong.printer)).toBe("");
});

describe("a lost answer", () => {
  test("stays open where the printer has only cut since: that may be another paper", async () => {
    const { transport, printer, time, cutWire } = bench({ ...ALL, processId: false });
    const note = await noteFor(transport, time);
    printer.set({ paper: { lines: 1 } });
    const sending = transport.send(JOB);
    await time.pass(3000);
    // The cable is pulled while the printer holds the job; then there is paper, and it goes on.
    cutWire();
    expect(await time.until(sending)).toMatchObject({ fault: { type: "printer/unacknowledged" } });
    expect(await time.until(recall(transport, note))).toMatchObject({
      fault: { type: "printer/unreachable", trouble: "paper-out" },
    });
    printer.set({ paper: "there" });

    expect(await time.until(recall(transport, note))).toEqual({ ok: true, value: "unknown" });
    expect(printer.status().cuts).toBe(1);
  });

  test("stays open where nothing was cut, or nothing was heard", async () => {
    for (const abilities of [ALL, { ...ALL, counter: false }]) {
      const { transport, printer, time } = bench(abilities);
      const note = await noteFor(transport, time);
      printer.set({ power: { lostAfterBytes: abilities.counter ? 12 : 1000 } });
      if (!abilities.counter) printer.set({ answering: "nothing" });
      await time.until(transport.send(JOB));
      printer.set({ power: "on", answering: "normal" });

      expect(await time.until(recall(transport, note))).toEqual({ ok: true, value: "unknown" });
    }
  });

  test("that the printer kept for the next connection is still an answer", async () => {
    const { transport, printer, time, cutWire } = bench({ ...ALL, counter: false });
    const note = await noteFor(transport, time);
    printer.set({ paper: { lines: 1 } });
    const sending = transport.send(JOB);
    await time.pass(3000);
    cutWire();
    await time.until(sending);
    printer.set({ paper: "there" });

    expect(await time.until(recall(transport, note))).toEqual({ ok: true, value: "printed" });
  });

  test("that came while the printer could not print is remembered until it can", async () => {
    const { transport, printer, time, cutWire } = bench({ ...ALL, counter: false });
    const note = await noteFor(transport, time);
    printer.set({ paper: { lines: 1 } });
    const sending = transport.send(JOB);
    await time.pass(3000);
    cutWire();
    await time.until(sending);
    printer.set({ paper: "there" });
    await time.pass(100);
    // It tells the next connection, and that one only, that it has printed the job.
    printer.set({ cover: "open" });

    expect(await time.until(recall(transport, note))).toMatchObject({
      fault: { type: "printer/unreachable", trouble: "cover-open" },
    });
    printer.set({ cover: "closed" });

    expect(await time.until(recall(transport, note))).toEqual({ ok: true, value: "printed" });
  });

  test("can't be asked of a printer that answers nothing in its turn", async () => {
    const { transport, time } = bench({ ...ALL, processId: false, fence: false });
    const note = await noteFor(transport, time);

    expect(await time.until(recall(transport, note))).toEqual({ ok: true, value: "unknown" });
    expect(await time.until(recall(transport, "of another build"))).toEqual({
      ok: true,
      value: "unknown",
    });
  });
});

test("whatever a broken line left unfinished in the printer, the next job is whole", async () => {
  // Each command of the job cut short, by a printer that keeps its current.
  for (let bytes = 1; bytes < JOB.length; bytes += 1) {
    const { transport, printer, time, cutAfter } = bench({ ...ALL, counter: false });
    await noteFor(transport, time);
    cutAfter(bytes);
    await time.until(transport.send(JOB));
    cutAfter(Number.POSITIVE_INFINITY);
    const before = printer.roll().length;

    const outcome = await time.until(transport.send(JOB));

    expect(outcome, `after ${bytes} bytes`).toEqual({ ok: true, value: "printed" });
    expect(rollToText(printer.roll().slice(before), 48), `after ${bytes} bytes`).toContain(
      "burger",
    );
  }
});

test("a printer that can't be asked gets what ends a broken picture in front of its next job", async () => {
  const picture = encodeDocument(
    { kind: "receipt", blocks: [{ type: "qr", text: "HTTPS://SHOP.EXAMPLE" }, { type: "cut" }] },
    generic80,
  ).bytes;
  for (const isRestarted of [false, true]) {
    const first = bench(NO_ABILITIES);
    const note = await noteFor(first.transport, first.time, picture);
    first.cutAfter(600);
    await first.time.until(first.transport.send(picture));
    const { transport, time } = isRestarted ? bench(NO_ABILITIES, { beside: first }) : first;
    first.cutAfter(Number.POSITIVE_INFINITY);

    const recalled = await time.until(recall(transport, note));
    const outcomes = [await time.until(transport.send(JOB)), await time.until(transport.send(JOB))];

    expect(recalled).toEqual({ ok: true, value: "unknown" });
    expect(outcomes.map((outcome) => outcome.ok && outcome.value)).toEqual(["sent", "sent"]);
    expect(textOf(first.printer).match(/burger/gu)).toHaveLength(2);
    expect(first.printer.received().slice(-JOB.length)).toEqual(JOB);
    // Once: the second job finds nothing to be ended.
    expect(first.printer.received().length).toBe(600 + picture.length + 2 * JOB.length);
  }
});

test.each([
  ["right away, gets nothing", 0, "printer/unreachable"],
  ["within the job, may have printed it", 1, "printer/unacknowledged"],
])("a printer that floods the till %s, and is hung up on", async (_name, well, fault) => {
  const clock = createManualClock();
  const said: Uint8Array[] = [];
  let isClosed = false;
  const channel: Channel = {
    open: async ({ onData }) =>
      ok({
        write: async (bytes) => {
          said.push(bytes);
          // Of these, each is an answer to a question about its state.
          onData(new Uint8Array(said.length > 3 * well ? 100_000 : 1).fill(0x12));
          return true;
        },
        close: async () => (isClosed = true),
      }),
    close: async () => undefined,
  };
  const abilities = { ...NO_ABILITIES, status: true, processId: true };
  const random = { bytes: (count: number) => new Uint8Array(count) };
  const transport = createTwoWayTransport({ channel, abilities, clock, random });

  const outcome = await createPassingTime(clock).until(transport.send(JOB));

  expect(outcome).toMatchObject({ fault: { type: fault, trouble: "garbage" } });
  expect(said).toHaveLength(1 + 3 * well);
  expect(isClosed).toBe(true);
  expect(clock.nowMs()).toBe(0);
});

test("a line that is over is closed before the next one is opened", async () => {
  const clock = createManualClock();
  const events: string[] = [];
  let end: (() => void) | undefined;
  const channel: Channel = {
    open: async ({ onClose }) => {
      end = onClose;
      events.push("open");
      return ok({ write: async () => true, close: async () => events.push("close") > 0 });
    },
    close: async () => undefined,
  };
  const random = { bytes: (count: number) => new Uint8Array(count) };
  const transport = createTwoWayTransport({ channel, abilities: NO_ABILITIES, clock, random });

  await transport.prepare?.(JOB);
  end?.();
  const outcome = await transport.send(JOB.slice());

  expect(outcome).toEqual({ ok: true, value: "sent" });
  expect(events).toEqual(["open", "close", "open", "close"]);
});

test("a printer that was asked and gets no job is given back", async () => {
  const { transport, time, connections } = bench(ALL);

  await noteFor(transport, time);
  const asked = connections();
  await time.pass(1200);

  expect([asked, connections()]).toEqual([1, 0]);
  expect(await time.until(transport.send(JOB))).toEqual({ ok: true, value: "printed" });
});

interface WireBench extends PrinterBench {
  /** The connection is gone; the printer is not. */
  readonly cutWire: () => void;
  /** After so many bytes more, nothing of what follows gets through, and the connection is gone. */
  readonly cutAfter: (bytes: number) => void;
  readonly connections: () => number;
}

function bench(
  abilities: PrinterAbilities,
  {
    serial,
    answers,
    beside,
  }: {
    readonly serial?: string;
    readonly answers?: ReadonlyArray<AnswerKind>;
    /** The same printer, by another process. */
    readonly beside?: PrinterBench;
  } = {},
): WireBench {
  const clock = beside?.clock ?? createManualClock();
  const printer =
    beside?.printer ?? createPrinterDevice({ clock, columns: 48, ...(answers && { answers }) });
  const connector = createConnector(printer);
  let left = Number.POSITIVE_INFINITY;
  let present: Duplex | undefined;
  function cutWire(): void {
    present?.destroy();
  }
  const inner = createWireChannel({
    connect: () => {
      present = connector.connect();
      return present;
    },
  });
  const transport = createTwoWayTransport({
    channel: {
      ...inner,
      open: async (listener) => {
        const opened = await inner.open(listener);
        if (!opened.ok) return opened;
        const line = opened.value;
        return {
          ok: true,
          value: {
            ...line,
            write: async (bytes) => {
              const through = bytes.subarray(0, left);
              left -= through.length;
              const isTaken = await line.write(through);
              if (left === 0) cutWire();
              return isTaken && left > 0;
            },
          },
        };
      },
    },
    abilities,
    serial,
    clock,
    random: { bytes: (count) => new Uint8Array(count) },
  });
  return {
    transport,
    printer,
    clock,
    time: createPassingTime(clock),
    isBack: async () => undefined,
    cutWire,
    connections: connector.connections,
    cutAfter: (bytes) => {
      left = bytes;
    },
  };
}

async function noteFor(
  transport: PrinterBench["transport"],
  time: PrinterBench["time"],
  job = JOB,
): Promise<string> {
  const prepared = await time.until(Promise.resolve(transport.prepare?.(job)));
  if (prepared?.ok !== true) throw new Error("The printer can't print.");
  return prepared.value;
}

async function recall(transport: PrinterBench["transport"], note: string): Promise<unknown> {
  return transport.recall?.(note);
}

function textOf(printer: PrinterBench["printer"]): string {
  return rollToText(printer.roll(), 48);
}
