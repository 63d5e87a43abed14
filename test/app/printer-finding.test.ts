/** Printers that are asked what they can while somebody else prints on them. */

import { connect } from "node:net";

import { expect, onTestFinished, test } from "vitest";

import { type OpenTill } from "../../src/app/open-till.ts";
import { probe } from "../../src/app/printer-finding.ts";
import { type Connection } from "../../src/domain/printer-connection.ts";
import { type Printer, readPrinters } from "../../src/domain/printers.ts";
import { takeLock } from "../../src/ledger/exclusive-lock.ts";
import { createPrinterDevice } from "../../src/printer/emulator/printer-device.ts";
import { createPrinterServer } from "../../src/printer/emulator/printer-server.ts";
import { cafeCopies } from "../support/cafe.ts";
import { createPassingTime } from "../support/passing-time.ts";
import { setPrinters } from "../support/set-printers.ts";
import { createWaiting } from "../support/waiting.ts";

const newCafe = cafeCopies({ sells: () => false });
const RAVI = { number: "4", name: "Ravi" };
const { until } = createWaiting();

test("a printer that serves somebody else keeps what was known of it", async () => {
  const { clock, open: openCafe } = await newCafe();
  const open = openCafe();
  const printer = createPrinterDevice({ clock, columns: 48 });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(server.close);
  const hung = hang(open, { type: "network", host: "127.0.0.1", port: server.port });
  const somebody = connect(server);
  onTestFinished(() => void somebody.destroy());
  await until(() => server.connections() === 1);

  const probed = await createPassingTime(clock).until(probe(open, RAVI, hung));

  expect(probed).toEqual({ ok: false, fault: { type: "trouble", trouble: "silent" } });
  expect(firstOf(open).abilities).toEqual(["processId", "status"]);
});

test("a serial port is not asked while another process has the duties", async () => {
  const { dir, open: openCafe } = await newCafe();
  const open = openCafe();
  const hung = hang(open, { type: "serial", path: "/dev/ttyS-absent", baud: 9600 });
  const holder = takeLock(dir, "duties");

  const busy = await probe(open, RAVI, hung);
  holder?.release();
  const free = await probe(open, RAVI, hung);
  const left = takeLock(dir, "duties");
  left?.release();

  expect(busy).toEqual({ ok: false, fault: { type: "trouble", trouble: "busy" } });
  expect(free).toEqual({ ok: false, fault: { type: "trouble", trouble: "off" } });
  expect(left).toBeDefined();
});

/** Its first printer, which said of itself what it can. */
function hang(open: OpenTill, connection: Connection): Printer {
  setPrinters(open.till, ([first, ...others]) => [
    ...(first === undefined ? [] : [{ ...first, connection, abilities: ["processId", "status"] }]),
    ...others,
  ]);
  return firstOf(open);
}

function firstOf({ till }: OpenTill): Printer {
  const [first] = till.ledger.read(readPrinters);
  if (first === undefined) throw new Error("The café has a printer.");
  return first;
}
