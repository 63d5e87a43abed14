/**
 * A printer in software behind a device file: a serial port, which says nothing of what is on its other end, or
 * the printers' own (`/dev/usb/lp*`), of which the driver hands on one block after the other, takes nothing
 * meanwhile, and goes with the printer's current.
 */

import { rmSync } from "node:fs";
import { stat, symlink } from "node:fs/promises";
import path from "node:path";
import { type Duplex } from "node:stream";

import { onTestFinished } from "vitest";

import { createConnector } from "../../proof/emulator/printer-server.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { pause } from "../../src/domain/base/pause.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type PrinterAbilities } from "../../src/domain/printers/printer-abilities.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
} from "../../src/printer/emulator/printer-device.ts";
import { type Channel } from "../../src/printer/transports/channel.ts";
import {
  createDeviceChannel,
  type DeviceChannelOptions,
  drainUsb,
} from "../../src/printer/transports/open-transport.ts";
import { createTwoWayTransport } from "../../src/printer/transports/two-way-transport.ts";
import { type PrinterBench } from "../contract/printer-faults-contract.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { createPassingTime } from "./passing-time.ts";
import { openPseudoPort, type PseudoPort } from "./pseudo-port.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const ALL: PrinterAbilities = {
  processId: true,
  fence: true,
  status: true,
  asb: true,
  counter: true,
};

/** A port of the system's terminals, which are nobody's printers elsewhere. */
export function openPort(
  port: string,
  options: Pick<DeviceChannelOptions, "clock" | "setUp" | "drain">,
): Channel {
  return createDeviceChannel({ ...options, path: port, isPrinterNode: isTerminal });
}

function isTerminal(node: string): boolean {
  return node.startsWith("/dev/pts/");
}

export async function portBench(
  channelTo: (port: PseudoPort, clock: ManualClock) => Channel,
): Promise<PrinterBench> {
  const clock = createManualClock();
  const printer = createPrinterDevice({ clock, columns: 48 });
  const connector = createConnector(printer);
  const port = openPseudoPort();
  // Bytes from the till to the printer, and back.
  const ways: Ways = { line: "closed", left: 0, arrived: 0, said: 0, heard: 0 };
  function isQuiet(): boolean {
    // What a printer says to nobody lies there until the next one comes.
    if (ways.line !== "open") return ways.line === "closed";
    return ways.left <= ways.arrived && ways.said <= ways.heard;
  }
  let present: Duplex | undefined;
  function plugIn(): void {
    present?.destroy();
    const wire = connector.connect();
    present = wire;
    wire.on("error", () => undefined);
    wire.on("data", (bytes: Buffer) => {
      ways.said += bytes.length;
      port.end.write(bytes);
    });
    port.end.removeAllListeners("data");
    port.end.on("data", (bytes: Buffer) => {
      ways.arrived += bytes.length;
      // What comes while it is off is gone.
      if (!wire.destroyed) wire.write(bytes);
    });
    port.end.resume();
  }
  plugIn();
  const bench = benchOf(printer, { clock, channel: channelTo(port, clock), ways, isQuiet });
  return { ...bench, isBack: async () => plugIn() };
}

/**
 * As the kernel's `usblp` does it: it takes a block, hands that on, and takes nothing more, not even nothing,
 * until the printer has all of it. Without current there is no such device, and what was on its way is gone.
 */
export async function usblpBench(): Promise<PrinterBench> {
  const clock = createManualClock();
  const printer = createPrinterDevice({ clock, columns: 48 });
  const connector = createConnector(printer);
  const node = path.join(await temporaryFolder(), "lp0");
  const ways: Ways = { line: "closed", left: 0, arrived: 0, said: 0, heard: 0 };
  let isHeldUp = false;
  function isQuiet(): boolean {
    if (ways.line !== "open") return ways.line === "closed";
    // What the printer doesn't take waits for the printer alone.
    return (
      (isHeldUp || !printer.status().isPlugged || ways.left <= ways.arrived) &&
      ways.said <= ways.heard
    );
  }
  let present: Duplex | undefined;
  async function plugIn(): Promise<void> {
    if (present?.destroyed === false) return;
    const wire = connector.connect();
    present = wire;
    wire.on("error", () => undefined);
    if (wire.destroyed) return;
    const port = openPseudoPort();
    await symlink(port.path, node);
    isHeldUp = false;
    wire.on("close", () => {
      rmSync(node, { force: true });
      port.unplug();
      forget(ways);
    });
    wire.on("data", (bytes: Buffer) => {
      ways.said += bytes.length;
      port.end.write(bytes);
    });
    port.end.on("data", (bytes: Buffer) => {
      isHeldUp = true;
      port.end.pause();
      wire.write(bytes, () => {
        ways.arrived += bytes.length;
        isHeldUp = false;
        port.end.resume();
      });
    });
    port.end.resume();
  }
  await plugIn();
  const channel = openPort(node, {
    clock,
    drain: (driver) =>
      drainUsb(driver, async () => {
        if (!printer.status().isOn) return "ENODEV";
        return ways.left > ways.arrived ? "EAGAIN" : undefined;
      }),
  });
  return { ...benchOf(printer, { clock, channel, ways, isQuiet }), isBack: plugIn };
}

/** Nobody waits for what was on its way. */
function forget(ways: Ways): void {
  ways.left = ways.arrived;
  ways.heard = ways.said;
}

interface BenchParts {
  readonly clock: ManualClock;
  readonly channel: Channel;
  readonly ways: Ways;
  readonly isQuiet: () => boolean;
}

function benchOf(
  printer: PrinterDevice,
  { clock, channel, ways, isQuiet }: BenchParts,
): Omit<PrinterBench, "isBack"> {
  const transport = createTwoWayTransport({
    channel: counted(channel, ways),
    abilities: ALL,
    clock,
    random: { bytes: (count) => new Uint8Array(count) },
  });
  onTestFinished(transport.close);
  let looks = 0;
  const time = createPassingTime(clock, {
    // Terminals take moments of their own: time is slow while one has bytes in its hands.
    stepMs: () => (isQuiet() ? 500 : 10),
    arrive: async () => {
      await fileTurn();
      looks = isQuiet() ? 0 : looks + 1;
      // A busy machine takes its time, and no printer must seem silent for that.
      if (looks > 0) await pause(systemClock, looks < PATIENT_LOOKS ? 1 : 10);
    },
  });
  return { transport, printer, clock, time };
}

const PATIENT_LOOKS = 8;

interface Ways {
  line: "closed" | "opening" | "open";
  left: number;
  arrived: number;
  said: number;
  heard: number;
}

function counted(channel: Channel, ways: Ways): Channel {
  return {
    ...channel,
    open: async (listener) => {
      ways.line = "opening";
      const opened = await channel.open({
        ...listener,
        onData: (bytes) => {
          ways.heard += bytes.length;
          listener.onData(bytes);
        },
      });
      ways.line = opened.ok ? "open" : "closed";
      if (!opened.ok) return opened;
      const { write, close } = opened.value;
      return ok({
        write: (bytes) => {
          ways.left += bytes.length;
          return write(bytes);
        },
        close: async () => {
          ways.line = "closed";
          const isTaken = await close();
          forget(ways);
          return isTaken;
        },
      });
    },
  };
}

/** The runtime's threads have done what they were given, and the system's terminals too. */
export async function fileTurn(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await stat("/dev/null");
}
