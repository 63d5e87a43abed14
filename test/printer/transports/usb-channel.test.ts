/** Printers on USB: the real `escpos-usb` over a bus that is none. */

import { expect, onTestFinished, test } from "vitest";

import { createConnector } from "../../../proof/emulator/printer-server.ts";
import { type PrinterAbilities } from "../../../src/domain/printers/printer-abilities.ts";
import {
  type PrinterDevice,
  createPrinterDevice,
} from "../../../src/printer/emulator/printer-device.ts";
import { rollToText } from "../../../src/printer/roll.ts";
import { createSpool, requestToJob } from "../../../src/printer/spool/spool.ts";
import { type Transport } from "../../../src/printer/transport.ts";
import { openTransport } from "../../../src/printer/transports/open-transport.ts";
import { printerFaultsContract } from "../../contract/printer-faults-contract.ts";
import { createFakeUsb, type FakePrinterFacts, type FakeUsb } from "../../support/fake-usb.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { createMemorySpoolStore } from "../../support/memory-spool-store.ts";
import { createPassingTime } from "../../support/passing-time.ts";

const ALL: PrinterAbilities = {
  processId: true,
  fence: true,
  status: true,
  asb: true,
  counter: true,
};
const EPSON = { type: "usb", vendor: 0x04b8, product: 0x0e15 } as const;
/** Of a printer that is away for long. */
const PAUSE_MS_MAX = 60_000;
const JOB = Uint8Array.from(Buffer.from("burger\n"));

printerFaultsContract("USB", async () => {
  const clock = createManualClock();
  const bus = createFakeUsb();
  const { printer, plugIn } = onBus(bus, clock);
  let pullOut = plugIn();
  // A printer without current is gone from its bus.
  printer.onChange(() => {
    if (!printer.status().isOn) pullOut();
  });
  const transport = transportTo(EPSON, bus, clock);
  async function isBack(): Promise<void> {
    pullOut = plugIn();
  }
  return { transport, printer, clock, time: createPassingTime(clock), isBack };
});

test("of two that are the same model, the serial number tells which is which", async () => {
  const { bus, clock, left, right } = twoAlike({ serial: "A1" }, { serial: "B2" });

  await createPassingTime(clock).until(
    transportTo({ ...EPSON, serial: "B2" }, bus, clock).send(JOB),
  );

  expect([paperOf(left), paperOf(right)]).toEqual(["", "burger\n"]);
});

test("where they have none, the socket does", async () => {
  const { bus, clock, left, right } = twoAlike(
    { bus: 1, ports: [2, 3] },
    { bus: 1, ports: [2, 4] },
  );

  await createPassingTime(clock).until(
    transportTo({ ...EPSON, place: "1-2.3" }, bus, clock).send(JOB),
  );

  expect([paperOf(left), paperOf(right)]).toEqual(["burger\n", ""]);
});

test("a printer that is not there gets nothing, and one that was plugged in elsewhere does", async () => {
  const clock = createManualClock();
  const bus = createFakeUsb();
  const { printer, plugIn } = onBus(bus, clock, { serial: "A1" });
  const time = createPassingTime(clock);
  const transport = transportTo({ ...EPSON, serial: "A1" }, bus, clock);

  const before = await time.until(transport.send(JOB));
  plugIn({ ports: [7] });
  const after = await time.until(transport.send(JOB));

  expect(before).toMatchObject({ fault: { type: "printer/unreachable", trouble: "off" } });
  expect(after).toEqual({ ok: true, value: "printed" });
  expect(paperOf(printer)).toBe("burger\n");
});

test("one that is plugged in prints at once what waits, however long the pause is by then", async () => {
  const clock = createManualClock();
  const bus = createFakeUsb();
  const { printer, plugIn } = onBus(bus, clock, { serial: "A1" });
  const time = createPassingTime(clock);
  const store = createMemorySpoolStore();
  const document = { kind: "report", blocks: [{ type: "text", text: "burger" }] } as const;
  const request = { documentId: "1", printer: "grill", document };
  const job = store.add(requestToJob(request, clock.nowMs()));
  const spool = createSpool({
    store,
    clock,
    transportsByPrinter: new Map([["grill", transportTo({ ...EPSON, serial: "A1" }, bus, clock)]]),
    encode: () => JOB,
    onFault: (error) => {
      throw error;
    },
  });
  spool.wake();
  await time.pass(PAUSE_MS_MAX);
  const beforeMs = clock.nowMs();

  plugIn();
  await time.until(spool.idle());

  expect(store.byId(job.id)?.state).toBe("printed");
  expect(paperOf(printer)).toBe("burger\n");
  expect(clock.nowMs() - beforeMs).toBeLessThan(1000);
  expect(bus.keepsAlive()).toBe(false);
  await time.until(spool.close());
});

test.each([
  ["no-access", { openErrno: -3 }],
  ["busy", { claimErrno: -6 }],
] as const)("one that can't be opened is %s", async (trouble, facts) => {
  const clock = createManualClock();
  const bus = createFakeUsb();
  onBus(bus, clock, facts).plugIn();

  const outcome = await createPassingTime(clock).until(transportTo(EPSON, bus, clock).send(JOB));

  expect(outcome).toMatchObject({ fault: { type: "printer/unreachable", trouble } });
});

test.each([
  ["no-access", { openErrno: -3 }],
  ["busy", { claimErrno: -6 }],
] as const)("one that is set up by its serial number is %s too", async (trouble, facts) => {
  const clock = createManualClock();
  const bus = createFakeUsb();
  onBus(bus, clock, { serial: "A1", ...facts }).plugIn();
  const transport = transportTo({ ...EPSON, serial: "A1" }, bus, clock);
  const time = createPassingTime(clock);

  const outcome = await time.until(transport.send(JOB));
  const looked = await time.until(transport.look?.() ?? Promise.reject(new Error("blind")));

  expect(outcome).toMatchObject({ fault: { type: "printer/unreachable", trouble } });
  expect(looked).toEqual(
    trouble === "no-access" ? { ok: false, fault: trouble } : { ok: true, value: undefined },
  );
});

test("another of that model that may be asked is no reason to say no access", async () => {
  const { bus, clock } = twoAlike({ serial: "A1" }, { serial: "B2" });

  const outcome = await createPassingTime(clock).until(
    transportTo({ ...EPSON, serial: "C3" }, bus, clock).send(JOB),
  );

  expect(outcome).toMatchObject({ fault: { type: "printer/unreachable", trouble: "off" } });
});

test.each([{ openErrno: -3 }, { claimErrno: -6 }])(
  "one that refuses again and again leaves nobody who listens: %o",
  async (facts) => {
    const clock = createManualClock();
    const bus = createFakeUsb();
    onBus(bus, clock, facts).plugIn();
    const transport = transportTo(EPSON, bus, clock);

    for (let tries = 0; tries < 20; tries += 1) {
      await createPassingTime(clock).until(transport.send(JOB));
    }

    expect(bus.listeners()).toBeLessThanOrEqual(1);
  },
);

test.each(["free", "busy"] as const)(
  "one behind an interface that takes no bytes, and is %s, prints",
  async (first) => {
    const clock = createManualClock();
    const bus = createFakeUsb();
    const { printer, plugIn } = onBus(bus, clock, { first });
    plugIn();

    const outcome = await createPassingTime(clock).until(transportTo(EPSON, bus, clock).send(JOB));

    expect(outcome).toEqual({ ok: true, value: "printed" });
    expect(paperOf(printer)).toBe("burger\n");
  },
);

test("pulling one out is heard, also after another one was closed, and keeps no process alive", async () => {
  const { bus, clock, left, pullLeft } = twoAlike({ serial: "A1" }, { serial: "B2" });
  const time = createPassingTime(clock);
  const [one, other] = ["A1", "B2"].map((serial) => transportTo({ ...EPSON, serial }, bus, clock));
  left.set({ paper: { lines: 0 } });
  left.set({ paper: "there" });
  await time.until(one?.prepare?.(JOB) ?? Promise.reject(new Error("mute")));
  left.set({ printing: "stalled" });
  const sending = one?.send(JOB) ?? Promise.reject(new Error("mute"));
  await time.pass(1000);
  await time.until(other?.send(JOB) ?? Promise.reject(new Error("mute")));
  await time.until(other?.close() ?? Promise.reject(new Error("mute")));

  pullLeft();
  const outcome = await time.until(sending);

  expect(outcome).toMatchObject({ fault: { type: "printer/unacknowledged", trouble: "off" } });
  expect(bus.keepsAlive()).toBe(false);
});

test.each([
  ["goes a moment later", 500, 1000],
  ["stays", 10_000, 6000],
])(
  "a printer whose answers can't be waited for any more, and that %s, can be opened again",
  async (_name, goneMs, endedMsMax) => {
    const clock = createManualClock();
    const time = createPassingTime(clock);
    const bus = createFakeUsb();
    const { printer, plugIn } = onBus(bus, clock);
    const pullOut = plugIn({ isDeafAfterAnswer: true });
    clock.after(goneMs, pullOut);
    const transport = transportTo(EPSON, bus, clock);

    const before = await time.until(transport.send(JOB));
    const endedMs = clock.nowMs();
    pullOut();
    plugIn();
    const after = await time.until(transport.send(JOB));

    expect(before).toMatchObject({ fault: { type: "printer/unreachable", trouble: "off" } });
    expect(endedMs).toBeLessThan(endedMsMax);
    expect(after).toEqual({ ok: true, value: "printed" });
    expect(paperOf(printer)).toBe("burger\n");
  },
);

test("a printer that goes while it takes a job, and whose transfer can't be cancelled, is given back", async () => {
  const clock = createManualClock();
  const time = createPassingTime(clock);
  const bus = createFakeUsb();
  const { printer, plugIn } = onBus(bus, clock);
  const pullOut = plugIn({ cancelErrno: -4 });
  const transport = transportTo(EPSON, bus, clock);
  printer.set({ printing: "stalled" });
  // More than it has room for.
  const sending = transport.send(new Uint8Array(20_000).fill(0x41));

  const outcome = await time.until(sending);
  pullOut();
  printer.set({ power: "off" });
  printer.set({ power: "on", printing: "normal" });
  plugIn();
  const after = await time.until(transport.send(JOB));

  expect(outcome).toMatchObject({ fault: { type: "printer/unacknowledged" } });
  expect(after).toEqual({ ok: true, value: "printed" });
});

function twoAlike(
  first: Partial<FakePrinterFacts>,
  second: Partial<FakePrinterFacts>,
): {
  readonly bus: FakeUsb;
  readonly clock: ManualClock;
  readonly left: PrinterDevice;
  readonly right: PrinterDevice;
  readonly pullLeft: () => void;
} {
  const clock = createManualClock();
  const bus = createFakeUsb();
  const left = onBus(bus, clock, first);
  const right = onBus(bus, clock, second);
  const pullLeft = left.plugIn();
  right.plugIn();
  return { bus, clock, left: left.printer, right: right.printer, pullLeft };
}

function onBus(
  bus: FakeUsb,
  clock: ManualClock,
  facts: Partial<FakePrinterFacts> = {},
): {
  readonly printer: PrinterDevice;
  readonly plugIn: (change?: Partial<FakePrinterFacts>) => () => void;
} {
  const printer = createPrinterDevice({ clock, columns: 48 });
  const { connect } = createConnector(printer);
  return { printer, plugIn: (change = {}) => bus.plugIn({ connect, ...facts, ...change }) };
}

function transportTo(
  connection: Parameters<typeof openTransport>[0],
  bus: FakeUsb,
  clock: ManualClock,
): Transport {
  const transport = openTransport(connection, {
    clock,
    random: { bytes: (count) => new Uint8Array(count) },
    abilities: ALL,
    paperFile: "",
    columns: 48,
    usb: async () => bus.drivers,
  });
  onTestFinished(transport.close);
  return transport;
}

function paperOf(printer: PrinterDevice): string {
  return rollToText(printer.roll(), 48);
}
