/** Device files: the printers' own (`/dev/usb/lp*`) and serial ports, over pipes and pseudo-terminals. Size: whole, waiting. */

import { spawnSync } from "node:child_process";
import { readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { encodeDocument } from "../../../src/printer/encoding/encoder.ts";
import { epson80 } from "../../../src/printer/encoding/profile.ts";
import { rollToText } from "../../../src/printer/roll.ts";
import { type Channel, type Line } from "../../../src/printer/transports/channel.ts";
import {
  createDeviceChannel,
  isPrinterNode,
  setSerialPort,
  type Drained,
} from "../../../src/printer/transports/open-transport.ts";
import {
  type PrinterBench,
  printerFaultsContract,
} from "../../contract/printer-faults-contract.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { createPassingTime } from "../../support/passing-time.ts";
import { fileTurn, openPort, portBench, usblpBench } from "../../support/port-bench.ts";
import { openPseudoPort, type PseudoPort } from "../../support/pseudo-port.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { createWaiting } from "../../support/waiting.ts";

const ROWS = Array.from({ length: 2000 }, (_, at) => `row ${at}`);
const listener = { onData: () => undefined, onClose: () => undefined };

printerFaultsContract("a serial port", async () =>
  portBench((port, clock) =>
    openPort(port.path, { clock, setUp: (node) => setSerialPort(node, 115_200) }),
  ),
);

printerFaultsContract("a printer's own device file", usblpBench);

test("six printers without paper, each with a long paper half taken, hold up neither files nor the process", async () => {
  const benches = await Promise.all(Array.from({ length: 6 }, () => usblpBench()));
  const troubles = benches.map(heardOf);
  for (const { printer } of benches) printer.set({ paper: { lines: 2 } });
  const sendings = benches.map(({ transport }) => transport.send(longPaper()));
  for (const { time } of benches) await time.pass(3000);
  expect(troubles.map((heard) => heard.at(-1))).toEqual(Array(6).fill("paper-out"));

  // The runtime has four threads for files: if one write blocked in each, this would wait for ever.
  const reads = await Promise.all(benches.map(() => readFile(import.meta.filename, "utf8")));
  const [first, ...others] = benches;
  first?.printer.set({ paper: "there" });
  const outcome = await first?.time.until(Promise.resolve(sendings[0]));
  for (const { printer, transport, time } of others) {
    printer.set({ power: "off" });
    await time.until(transport.close());
  }

  expect(reads).toHaveLength(benches.length);
  expect(outcome).toEqual({ ok: true, value: "printed" });
  expect(rollToText(first?.printer.roll() ?? [], 48).match(/row \d+/gu)).toEqual(ROWS);
});

test("a serial port is raw, fast and has hardware flow control while it is open", async () => {
  const port = openPseudoPort();
  const clock = createManualClock();
  const channel = openPort(port.path, { clock, setUp: (node) => setSerialPort(node, 19_200) });
  const line = await channel.open(listener);

  const settings = spawnSync("stty", ["-F", port.path, "-a"], { encoding: "utf8" }).stdout;

  expect(line.ok).toBe(true);
  expect(settings).toContain("speed 19200 baud");
  for (const word of ["crtscts", "-icanon", "-echo ", "-opost", "-ixon", "cs8", "ignbrk"]) {
    expect(settings).toMatch(new RegExp(`(?:^|\\s)${word}`, "u"));
  }
  if (line.ok) await createPassingTime(clock, { arrive: fileTurn }).until(line.value.close());
});

test("a device that is not there, and a port that can't be set up, are off", async () => {
  const port = openPseudoPort();
  const clock = createManualClock();

  const absent = createDeviceChannel({ path: "/dev/usb/lp-absent", clock });
  const wrong = openPort(port.path, { clock, setUp: (node) => setSerialPort(node, 1) });

  expect(await absent.open(listener)).toEqual({ ok: false, fault: "off" });
  expect(await wrong.open(listener)).toEqual({ ok: false, fault: "off" });
});

test("nothing but a printer's device is opened, whatever path another till has written", async () => {
  const folder = await temporaryFolder();
  const [file, link] = [path.join(folder, "keys"), path.join(folder, "lp0")];
  await writeFile(file, "mine\n");
  await symlink(file, link);
  const clock = createManualClock();

  for (const wrong of [file, link, "/dev/null", "/dev/../dev/zero", openPseudoPort().path]) {
    const opened = await createDeviceChannel({ path: wrong, clock }).open(listener);
    expect([wrong, opened]).toEqual([wrong, { ok: false, fault: "no-printer-device" }]);
  }
  // As one that somebody made of a printer's name while the printer was away.
  const named = createDeviceChannel({ path: file, clock, isPrinterNode: () => true });
  expect(await named.open(listener)).toEqual({ ok: false, fault: "no-printer-device" });
  expect(await readFile(file, "utf8")).toBe("mine\n");
});

test.each([
  ["/dev/usb/lp0", true],
  ["/dev/usblp1", true],
  ["/dev/lp0", true],
  ["/dev/ttyS0", true],
  ["/dev/ttyUSB12", true],
  ["/dev/ttyACM0", true],
  ["/dev/ttymxc1", true],
  ["/dev/rfcomm0", true],
  ["/dev/tty", false],
  ["/dev/tty1", false],
  ["/dev/ttyp0", false],
  ["/dev/pts/3", false],
  ["/dev/console", false],
  ["/dev/watchdog0", false],
  ["/dev/sda1", false],
  ["/tmp/dev/usb/lp0", false],
  ["/dev/usb/lp0/../../sda1", false],
])("%s may be a printer: %s", (node, may) => {
  expect(isPrinterNode(node)).toBe(may);
});

test("six devices that take nothing more hold up neither files nor the process", async () => {
  const clock = createManualClock();
  const time = createPassingTime(clock, { arrive: fileTurn });
  const lines = await Promise.all(
    [0, 1, 2, 3, 4, 5].map(async () => (await openStuckPort(clock)).line),
  );
  const writes = lines.map((line) => line.write(new Uint8Array(200_000)));
  await time.pass(2000);

  // The runtime has four threads for files: if one write blocked in each, this would wait for ever.
  const reads = await Promise.all(lines.map(() => readFile(import.meta.filename, "utf8")));
  await time.until(Promise.all(lines.map((line) => line.close())));

  expect(reads).toHaveLength(lines.length);
  expect(await Promise.all(writes)).toEqual(lines.map(() => false));
});

test("a device that takes its bytes later gets all of them, in order", async () => {
  const clock = createManualClock();
  const time = createPassingTime(clock, { arrive: fileTurn });
  const { line, port } = await openStuckPort(clock);
  const bytes = Uint8Array.from({ length: 50_000 }, (_, at) => at % 251);
  const received: Buffer[] = [];
  const writing = line.write(bytes);
  await time.pass(1000);

  port.end.on("data", (piece: Buffer) => received.push(piece));
  port.end.resume();
  const isTaken = await time.until(writing);
  await time.until(line.close());
  // The terminal brings the last of it to its other end when it can.
  await createWaiting().until(() => sizeOf(received) >= bytes.length);

  expect(isTaken).toBe(true);
  expect(Buffer.concat(received).equals(bytes)).toBe(true);
});

test("a line that is closed while it is stuck keeps the device, and the next one goes on with it", async () => {
  const clock = createManualClock();
  const time = createPassingTime(clock, { arrive: fileTurn });
  const { line, port, channel } = await openStuckPort(clock);
  const writing = line.write(new Uint8Array(200_000));
  await time.pass(1000);

  const isTaken = await time.until(line.close());
  const second = await channel.open(listener);

  expect(isTaken).toBe(false);
  expect(await writing).toBe(false);
  expect(second.ok).toBe(true);
  port.unplug();
  if (second.ok) await time.until(second.value.close());
  await channel.close();
});

test("what the driver has not handed on yet is not taken: its device stays open for the next line", async () => {
  const port = openPseudoPort();
  port.end.resume();
  const clock = createManualClock();
  const time = createPassingTime(clock, { arrive: fileTurn });
  const answers: Drained[] = ["stuck", "drained"];
  let setUps = 0;
  const channel = openPort(port.path, {
    clock,
    setUp: async () => {
      setUps += 1;
      return undefined;
    },
    drain: async () => answers.shift() ?? "gone",
  });
  onTestFinished(channel.close);

  const outcomes: boolean[] = [];
  for (let lines = 0; lines < 2; lines += 1) {
    const opened = await channel.open(listener);
    if (!opened.ok) throw new Error("The port can't be opened.");
    outcomes.push(await time.until(opened.value.write(Uint8Array.of(0x41))));
    outcomes.push(await time.until(opened.value.close()));
  }

  expect(outcomes).toEqual([true, false, true, true]);
  // It was never closed in between.
  expect(setUps).toBe(1);
});

function sizeOf(pieces: ReadonlyArray<Buffer>): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/** Nobody reads at the other end. */
async function openStuckPort(
  clock: ManualClock,
): Promise<{ readonly line: Line; readonly port: PseudoPort; readonly channel: Channel }> {
  const port = openPseudoPort();
  const channel = openPort(port.path, { clock });
  const opened = await channel.open(listener);
  if (!opened.ok) throw new Error("The port can't be opened.");
  onTestFinished(channel.close);
  return { line: opened.value, port, channel };
}

function heardOf({ transport }: PrinterBench): ReadonlyArray<unknown> {
  const heard: unknown[] = [];
  transport.onTrouble?.((trouble) => heard.push(trouble));
  return heard;
}

/** More than the printer, the driver and the wire hold together. */
function longPaper(): Uint8Array {
  const blocks = [{ type: "text", text: ROWS.join("\n") } as const, { type: "cut" } as const];
  return encodeDocument({ kind: "report", blocks }, epson80).bytes;
}
