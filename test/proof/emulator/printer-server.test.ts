/** The printer on a wire: one connection at a time, back-pressure, power and cable. */

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Duplex } from "node:stream";

import { afterEach, expect, test } from "vitest";

import {
  createPrinterServer,
  type PrinterServer,
  type PrinterServerOptions,
  createConnector,
} from "../../../proof/emulator/printer-server.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
} from "../../../src/printer/emulator/printer-device.ts";
import { rollToText } from "../../../src/printer/roll.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createWaiting } from "../../support/waiting.ts";

const STATUS = Uint8Array.of(0x10, 0x04, 1);
const { until } = createWaiting();
const servers: PrinterServer[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

test("what is sent to its port comes out, and it answers", async () => {
  const { printer, server } = await onAPort();
  const host = await connected(server);

  host.write("hello\n");
  host.write(STATUS);

  expect([...(await nextBytes(host))]).toEqual([0x16]);
  await until(() => paper(printer) === "hello\n");
});

test("a second connection waits until the first is over", async () => {
  const { printer, server } = await onAPort();
  const first = await connected(server);
  const second = await connected(server);
  second.write("second\n");
  first.write("first\n");
  await until(() => paper(printer) === "first\n");
  await until(() => server.connections() === 2);

  first.end();

  await until(() => server.connections() === 1 && paper(printer).includes("second"));
  expect(paper(printer)).toBe("first\nsecond\n");
});

test("or is refused", async () => {
  const { server } = await onAPort({ others: "refuse" });
  const first = await connected(server);
  await until(() => server.connections() === 1);

  await connected(server).then(closed, () => undefined);

  expect(first.destroyed).toBe(false);
});

test("a job larger than its buffer goes on when there is paper again", async () => {
  const { printer, server } = await onAPort();
  printer.set({ paper: "out" });
  const host = await connected(server);
  const lines = Array.from({ length: 2000 }, (_, index) => `line ${index}\n`).join("");
  host.write(lines);
  await until(() => printer.status().bufferedBytes === 4096);

  printer.set({ paper: "there" });

  await until(() => printer.received().length === lines.length);
  expect(paper(printer)).toBe(lines);
});

test("power-off resets its connections and closes its port, power-on opens it again", async () => {
  const { printer, server } = await onAPort();
  const host = await connected(server);
  host.write("a\n");
  await until(() => paper(printer) === "a\n");

  printer.set({ power: "off" });

  await closed(host);
  await expect(connected(server)).rejects.toThrow("ECONNREFUSED");
  printer.set({ power: "on" });
  await server.listening();
  (await connected(server)).write("b\n");
  await until(() => paper(printer) === "a\nb\n");
});

test("a pulled cable tells nobody, and what was on its way arrives when it is plugged", async () => {
  const { printer } = benchOf();
  const wire = createConnector(printer).connect();
  printer.set({ cable: "pulled" });

  wire.write("late\n");
  wire.write(STATUS);

  expect([paper(printer), wire.destroyed]).toEqual(["", false]);
  printer.set({ cable: "plugged" });
  expect(paper(printer)).toBe("late\n");
  expect([...(await nextBytes(wire))]).toEqual([0x16]);
});

test("a connection that ended while the cable was pulled blocks the next one until it is back", () => {
  const { printer } = benchOf();
  const connector = createConnector(printer);
  const first = connector.connect();
  printer.set({ cable: "pulled" });
  first.destroy();
  const second = connector.connect();
  second.write("second\n");

  printer.set({ cable: "plugged" });

  expect(paper(printer)).toBe("second\n");
});

test("so many can wait, and no more", () => {
  const { printer } = benchOf();
  const connector = createConnector(printer);
  const wires = Array.from({ length: 17 }, () => connector.connect());
  wires.at(-1)?.on("error", () => undefined);

  expect(connector.connections()).toBe(16);
  expect(wires.map(({ destroyed }) => destroyed).indexOf(true)).toBe(16);
});

test("a host that ends its side gets the answers that are due, and its job comes out", async () => {
  const { printer } = benchOf();
  printer.set({ cover: "open" });
  const wire = createConnector(printer).connect();
  wire.write(STATUS);
  wire.end("job\n");

  expect([...(await nextBytes(wire))]).toEqual([0x1e]);
  printer.set({ cover: "closed" });
  expect(paper(printer)).toBe("job\n");
});

test("a process id that nobody was there for is told to the next connection", async () => {
  const { printer } = benchOf();
  const connector = createConnector(printer);
  const first = connector.connect();
  printer.set({ printing: "stalled" });
  first.write(Uint8Array.of(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, 0x31, 0x32, 0x33, 0x34));
  first.destroy();
  await once(first, "close");
  printer.set({ printing: "normal" });

  const second = connector.connect();

  expect([...(await nextBytes(second))]).toEqual([0x37, 0x22, 0x31, 0x32, 0x33, 0x34, 0]);
});

function benchOf(): { readonly printer: PrinterDevice } {
  return { printer: createPrinterDevice({ clock: createManualClock(), columns: 48 }) };
}

async function onAPort(options: Partial<PrinterServerOptions> = {}): Promise<{
  readonly printer: PrinterDevice;
  readonly server: PrinterServer;
}> {
  const { printer } = benchOf();
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer, ...options });
  servers.push(server);
  return { printer, server };
}

async function connected({ host, port }: PrinterServer): Promise<Socket> {
  const socket = connect({ host, port });
  sockets.push(socket);
  await once(socket, "connect");
  // A reset is what some of these tests are about.
  socket.on("error", () => undefined);
  return socket;
}

/** Whatever ended it. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once("close", () => resolve());
  });
}

async function nextBytes(stream: Duplex): Promise<Uint8Array> {
  const [bytes] = (await once(stream, "data")) as [Uint8Array];
  return bytes;
}

function paper(printer: PrinterDevice): string {
  return rollToText(printer.roll(), 48);
}
