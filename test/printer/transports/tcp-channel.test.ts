/** A network printer: raw TCP, over a real socket. */

import { connect, createServer, type Server, type Socket } from "node:net";

import { expect, onTestFinished, test } from "vitest";

import { createPrinterServer, type PrinterServer } from "../../../proof/emulator/printer-server.ts";
import {
  NO_ABILITIES,
  type PrinterAbilities,
} from "../../../src/domain/printers/printer-abilities.ts";
import { createPrinterDevice } from "../../../src/printer/emulator/printer-device.ts";
import { rollToText } from "../../../src/printer/roll.ts";
import { type Transport } from "../../../src/printer/transport.ts";
import {
  createTcpChannel,
  type TcpAddress,
  isAllAcknowledged,
} from "../../../src/printer/transports/tcp-channel.ts";
import { createTwoWayTransport } from "../../../src/printer/transports/two-way-transport.ts";
import {
  printerFaultsContract,
  type PrinterBench,
} from "../../contract/printer-faults-contract.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { createPassingTime } from "../../support/passing-time.ts";
import { createWaiting } from "../../support/waiting.ts";

const ALL: PrinterAbilities = {
  processId: true,
  fence: true,
  status: true,
  asb: true,
  counter: true,
};
const JOB = Uint8Array.from(Buffer.from("burger\n"));

const { until } = createWaiting();

printerFaultsContract("TCP", async () => {
  const { server, printer, clock } = await printerOnAPort();
  const transport = transportTo(server, clock, ALL);
  return { transport, printer, clock, time: createPassingTime(clock), isBack: server.listening };
});

test("a printer that can't answer has the job, and nothing is claimed beyond that", async () => {
  const { server, printer, clock } = await printerOnAPort();
  const transport = transportTo(server, clock, NO_ABILITIES);

  const outcome = await createPassingTime(clock).until(transport.send(JOB));

  expect(outcome).toEqual({ ok: true, value: "sent" });
  expect(rollToText(printer.roll(), 48)).toBe("burger\n");
});

test("where nobody is, nothing is sent", async () => {
  const { server, clock } = await printerOnAPort();
  await server.close();

  const outcome = await createPassingTime(clock).until(transportTo(server, clock, ALL).send(JOB));

  expect(outcome).toMatchObject({ fault: { type: "printer/unreachable", trouble: "refused" } });
});

test("while somebody else prints, nothing is sent; afterwards it is", async () => {
  const { server, printer, clock } = await printerOnAPort();
  const time = createPassingTime(clock);
  const somebody = connect(server);
  await until(() => server.connections() === 1);
  const transport = transportTo(server, clock, ALL);

  const refused = await time.until(transport.send(JOB));
  somebody.end("fries\n");
  await until(() => server.connections() === 0);
  const accepted = await time.until(transport.send(JOB));

  expect(refused).toMatchObject({ fault: { type: "printer/unreachable", trouble: "silent" } });
  expect(accepted).toEqual({ ok: true, value: "printed" });
  expect(rollToText(printer.roll(), 48)).toBe("fries\nburger\n");
});

test("the line is kept for a moment for the next job, and then given back", async () => {
  const { server, clock } = await printerOnAPort();
  const time = createPassingTime(clock);
  const transport = transportTo(server, clock, ALL);

  await time.until(transport.send(JOB));
  expect(server.connections()).toBe(1);
  await time.pass(1200);

  await until(() => server.connections() === 0);
});

test("a printer that is elsewhere by now is found there", async () => {
  const { server, printer, clock } = await printerOnAPort();
  const gone = await printerOnAPort();
  await gone.server.close();
  const transport = transportTo({ ...gone.server, locate: async () => server }, clock, ALL);

  const outcome = await createPassingTime(clock).until(transport.send(JOB));

  expect(outcome).toEqual({ ok: true, value: "printed" });
  expect(rollToText(printer.roll(), 48)).toBe("burger\n");
});

test("a printer that was found elsewhere is tried there first from then on", async () => {
  const { server, printer, clock } = await printerOnAPort();
  const time = createPassingTime(clock);
  const gone = await printerOnAPort();
  await gone.server.close();
  const asked: TcpAddress[] = [];
  const transport = transportTo({ ...gone.server, locate: found(asked, server) }, clock, ALL);

  await time.until(transport.send(JOB));
  await time.pass(1200);
  const again = await time.until(transport.send(JOB));

  expect(again).toEqual({ ok: true, value: "printed" });
  expect(asked).toEqual([at(gone.server)]);
  expect(rollToText(printer.roll(), 48)).toBe("burger\nburger\n");
});

test("a printer that has moved once more, or back, is found again", async () => {
  const { server: home, printer, clock } = await printerOnAPort();
  const time = createPassingTime(clock);
  const gone = await printerOnAPort({ clock });
  gone.printer.set({ power: "off" });
  const asked: TcpAddress[] = [];
  const transport = transportTo({ ...gone.server, locate: found(asked, home) }, clock, ALL);
  await time.until(transport.send(JOB));
  await time.pass(1200);

  await home.close();
  const away = await time.until(transport.send(JOB));
  gone.printer.set({ power: "on" });
  await gone.server.listening();
  const back = await time.until(transport.send(JOB));

  expect(away).toMatchObject({ fault: { type: "printer/unreachable" } });
  expect(asked).toEqual([at(gone.server), at(home)]);
  expect(back).toEqual({ ok: true, value: "printed" });
  expect(rollToText(printer.roll(), 48)).toBe("burger\n");
  expect(rollToText(gone.printer.roll(), 48)).toBe("burger\n");
});

test("another printer at the old address is left alone, and the right one is found elsewhere", async () => {
  const { server, printer, clock } = await printerOnAPort();
  const time = createPassingTime(clock);
  const other = await printerOnAPort({ clock, serial: "EMU0000002" });
  const asked: TcpAddress[] = [];
  const place = { ...other.server, serial: "EMU0000001", locate: found(asked, server) };
  const transport = transportTo(place, clock, ALL);

  const first = await time.until(transport.send(JOB));
  await time.pass(1200);
  const second = await time.until(transport.send(JOB));

  expect([first, second]).toEqual([
    { ok: true, value: "printed" },
    { ok: true, value: "printed" },
  ]);
  expect(asked).toEqual([at(other.server)]);
  expect(rollToText(printer.roll(), 48)).toBe("burger\nburger\n");
  expect(rollToText(other.printer.roll(), 48)).toBe("");
});

test("where the right printer is nowhere else, the other one gets nothing and is named", async () => {
  const other = await printerOnAPort({ serial: "EMU0000002" });
  const place = { ...other.server, serial: "EMU0000001", locate: async () => at(other.server) };
  const transport = transportTo(place, other.clock, ALL);

  const outcome = await createPassingTime(other.clock).until(transport.send(JOB));

  expect(outcome).toMatchObject({ fault: { trouble: "other-printer" } });
  expect(rollToText(other.printer.roll(), 48)).toBe("");
});

test("what is on its way is never cut off: the printer reads to the end", async () => {
  const clock = createManualClock();
  const { address, sockets } = await deafServer();
  const job = new Uint8Array(300_000).fill(0x41);
  const sending = transportTo(address, clock, NO_ABILITIES).send(job);
  await until(() => sockets.length === 1);
  let received = 0;
  let how = "";
  sockets[0]?.on("data", (bytes: Buffer) => (received += bytes.length));
  sockets[0]?.on("error", () => (how = "broken off"));
  sockets[0]?.on("end", () => (how ||= "ended"));

  sockets[0]?.resume();
  const outcome = await sending;

  expect(outcome).toEqual({ ok: true, value: "sent" });
  expect({ received, how }).toEqual({ received: job.length, how: "ended" });
});

test("a printer that takes all of the job and never ends its side has it", async () => {
  const clock = createManualClock();
  const { address, sockets } = await deafServer({ allowHalfOpen: true });
  const sending = transportTo(address, clock, NO_ABILITIES).send(JOB);
  await until(() => sockets.length === 1);
  const [socket] = sockets;
  let hasEnded = false;
  socket?.on("end", () => (hasEnded = true));
  socket?.resume();
  const ports = { local: socket?.remotePort, remote: address.port };
  await until(() => hasEnded && isAllAcknowledged(ports));

  const outcome = await createPassingTime(clock).until(sending);

  expect(outcome).toEqual({ ok: true, value: "sent" });
  expect(clock.nowMs()).toBeGreaterThanOrEqual(10_000);
});

test("a connection that is stuck is given up in the end, and in doubt", async () => {
  const clock = createManualClock();
  const { address } = await deafServer();
  const transport = transportTo(address, clock, NO_ABILITIES);
  // More than all the buffers on the way.
  const job = new Uint8Array(16_000_000);

  const outcome = await createPassingTime(clock, { stepMs: () => 1000 }).until(transport.send(job));

  expect(outcome).toMatchObject({ fault: { type: "printer/unacknowledged", trouble: "silent" } });
  expect(clock.nowMs()).toBeLessThan(120_000);
});

function at({ host, port }: TcpAddress): TcpAddress {
  return { host, port };
}

/** Finds what was looked for once, and keeps from where it was looked for. */
function found(asked: TcpAddress[], where: TcpAddress) {
  return async (before: TcpAddress): Promise<TcpAddress | undefined> => {
    asked.push(at(before));
    return asked.length === 1 ? at(where) : undefined;
  };
}

async function printerOnAPort({
  clock = createManualClock(),
  serial,
}: { readonly clock?: ManualClock; readonly serial?: string } = {}): Promise<
  Pick<PrinterBench, "printer" | "clock"> & { readonly server: PrinterServer }
> {
  const printer = createPrinterDevice({
    clock,
    columns: 48,
    ...(serial === undefined ? {} : { serial }),
  });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(server.close);
  return { clock, printer, server };
}

interface Place extends TcpAddress {
  readonly serial?: string;
  readonly locate?: (before: TcpAddress) => Promise<TcpAddress | undefined>;
}

function transportTo(
  { host, port, locate, serial }: Place,
  clock: ManualClock,
  abilities: PrinterAbilities,
): Transport {
  const channel = createTcpChannel({ host, port, clock, locate });
  const random = { bytes: (count: number) => new Uint8Array(count) };
  return createTwoWayTransport({ channel, abilities, serial, clock, random });
}

/** Takes connections and reads nothing before it is told to. */
async function deafServer({
  allowHalfOpen = false,
}: { readonly allowHalfOpen?: boolean } = {}): Promise<{
  readonly address: TcpAddress;
  readonly sockets: Socket[];
}> {
  const sockets: Socket[] = [];
  const server: Server = createServer({ pauseOnConnect: true, allowHalfOpen }, (socket) => {
    socket.on("error", () => undefined);
    sockets.push(socket);
  });
  await new Promise<void>((resolve) => server.listen({ host: "127.0.0.1", port: 0 }, resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return { address: { host: "127.0.0.1", port: address.port }, sockets };
}

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
   0: 00000000:238C 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
   1: 0701A8C0:A0F2 0901A8C0:238C 05 00000000:00000000 03:00000A1B 00000000     0
   2: 0701A8C0:A0F3 0901A8C0:238C 04 00000001:00000000 01:00000014 00000001     0
   3: 0701A8C0:A0F4 0901A8C0:238C 04 0000012C:00000007 01:00000014 00000003     0
   4: 0701A8C0:A0F4 0B01A8C0:238C 05 00000000:00000000 03:00000A1B 00000000     0
`;

test.each([
  ["all of it, and its end", 0xa0f2, true],
  ["all but its end", 0xa0f3, true],
  ["not 300 bytes, whatever another printer did at the same ports", 0xa0f4, false],
  ["nothing that the table tells of", 0xa0f6, false],
])("the printer has acknowledged %s", (_, local, isAll) => {
  expect(isAllAcknowledged({ local, remote: 9100 }, [TABLE, ""])).toBe(isAll);
});
