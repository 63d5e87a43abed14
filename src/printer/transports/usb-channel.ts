/**
 * A printer on USB: found and written by `escpos-usb`; opened here, because the package takes every interface
 * of a device; what it answers is read here too, from the endpoint that the package leaves alone. Of two that are the same model the serial number tells which is which,
 * and where they have none, the socket.
 */

import type Adapter from "escpos-usb";
import { type UsbDevice, type UsbEndpoint, type UsbInterface } from "usb";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Connection } from "../../domain/events/printer-connection.ts";
import { type Clock } from "../../domain/ports.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type Channel, type Line, type LineListener } from "./channel.ts";
import { placeOf, readText, troubleOfUsb, type UsbDrivers } from "./usb-drivers.ts";

export interface UsbChannelOptions {
  readonly connection: Extract<Connection, { readonly type: "usb" }>;
  readonly clock: Clock;
  readonly drivers: () => Promise<UsbDrivers>;
}

const PRINTER_CLASS = 7;
/** A printer that has no paper may still take what is on its way; and not every end is told. */
const ENDING_MS_MAX = 5000;
/** The time until a printer that was plugged in may be used. */
const SETTLED_MS = 1000;

export function createUsbChannel({ connection, clock, drivers }: UsbChannelOptions): Channel {
  let ending: Promise<unknown> = Promise.resolve();
  let stopAwaiting: (() => void) | undefined;
  let isBack: (() => void) | undefined;

  function came(): void {
    isBack?.();
    // The system may give the right to use it a moment later.
    clock.after(SETTLED_MS, () => isBack?.());
  }

  return {
    open: async (listener) => {
      await ending;
      try {
        const loaded = await drivers();
        stopAwaiting ??= loaded.onCame(connection, came);
        const found = await findDevice(loaded, connection);
        if (!found.ok) return found;
        const device = found.value;
        const opened = openDevice(loaded, device);
        if (!opened.ok) return opened;
        const line = createLine({ ...opened.value, device, drivers: loaded }, listener, clock);
        return ok({
          write: line.write,
          close: () => {
            const closed = line.close();
            ending = closed;
            return closed;
          },
        });
      } catch (error) {
        return err(troubleOfUsb(error));
      }
    },
    // Each opening would take it from the system's own driver and give it back, which the system logs.
    isThere: async () => {
      try {
        const found = await findDevice(await drivers(), connection);
        return found.ok ? undefined : found.fault;
      } catch (error) {
        return troubleOfUsb(error);
      }
    },
    onBack: (listener) => {
      isBack = listener;
    },
    close: async () => {
      stopAwaiting?.();
      isBack = undefined;
      await ending;
    },
  };
}

async function findDevice(
  { Adapter }: UsbDrivers,
  { vendor, product, serial, place }: UsbChannelOptions["connection"],
): Promise<Result<UsbDevice, PrinterTrouble>> {
  const alike = Adapter.findPrinter().filter(
    ({ deviceDescriptor: { idVendor, idProduct } }) => idVendor === vendor && idProduct === product,
  );
  if (serial === undefined) {
    const device = place === undefined ? alike[0] : alike.find((other) => placeOf(other) === place);
    return device === undefined ? err("off") : ok(device);
  }
  let fault: PrinterTrouble = "off";
  for (const device of alike) {
    const said = await readText(device, device.deviceDescriptor.iSerialNumber);
    if (said.ok && said.value === serial) return ok(device);
    // One that may not be asked can be the one that is meant.
    if (!said.ok && said.fault === "no-access") fault = said.fault;
  }
  return err(fault);
}

interface OpenPrinter {
  readonly adapter: Adapter;
  readonly face: UsbInterface;
  readonly mouth: CancellableEndpoint;
  /** Some printers only listen. */
  readonly ear: UsbEndpoint | undefined;
}

function openDevice(
  { Adapter }: UsbDrivers,
  device: UsbDevice,
): Result<OpenPrinter, PrinterTrouble> {
  try {
    device.open();
  } catch (error) {
    return err(troubleOfUsb(error));
  }
  try {
    const face = device.interfaces?.find(
      ({ descriptor, endpoints }) =>
        descriptor.bInterfaceClass === PRINTER_CLASS && endpoints.some(takesBytes),
    );
    const out = face?.endpoints.find(takesBytes);
    if (face !== undefined && out !== undefined) {
      takeOver(face);
      const mouth = createCancellable(out);
      // Each adapter listens for ever from when it is made, unless it is closed: not before all went well.
      const adapter = new Adapter(device);
      adapter.endpoint = mouth;
      return ok({ adapter, face, mouth, ear: face.endpoints.find((it) => !takesBytes(it)) });
    }
    closeDevice(device);
    return err("off");
  } catch (error) {
    closeDevice(device);
    return err(troubleOfUsb(error));
  }
}

function takesBytes({ direction }: UsbEndpoint): boolean {
  return direction === "out";
}

/** The printer's interface alone: others of the same box have drivers that work with them. */
function takeOver(face: UsbInterface): void {
  if (face.isKernelDriverActive()) face.detachKernelDriver();
  face.claim();
}

function closeDevice(device: UsbDevice): void {
  try {
    device.close();
  } catch {
    // It is gone, so there is nothing left to close.
  }
}

interface CancellableEndpoint {
  readonly transfer: (bytes: Buffer, done?: (error?: Error) => void) => void;
  /** Gives up the transfer on its way. */
  readonly cancel: () => void;
  /** Resolves when nothing is on its way. */
  readonly isDone: () => Promise<void>;
}

/** A printer without paper takes a transfer when it likes: a device can't be closed before that. */
function createCancellable(out: UsbEndpoint): CancellableEndpoint {
  const state: { cancel: (() => void) | undefined; done: Promise<void> } = {
    cancel: undefined,
    done: Promise.resolve(),
  };
  return {
    transfer: (bytes, done) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      state.done = promise;
      function finish(error?: Error): void {
        state.cancel = undefined;
        resolve();
        done?.(error);
      }
      const transfer = out.makeTransfer(0, (error) => {
        finish(error);
      });
      state.cancel = () => {
        transfer.cancel();
      };
      try {
        transfer.submit(bytes);
      } catch (error) {
        finish(error instanceof Error ? error : new Error("The transfer was refused."));
      }
    },
    cancel: () => {
      try {
        state.cancel?.();
      } catch {
        // The device is going: what is on its way ends with it.
      }
    },
    isDone: () => state.done,
  };
}

interface LineParts extends OpenPrinter {
  readonly device: UsbDevice;
  readonly drivers: UsbDrivers;
}

function createLine(parts: LineParts, listener: LineListener, clock: Clock): Line {
  const { adapter, device, drivers, mouth, ear } = parts;
  const { promise: gone, resolve: markGone } = Promise.withResolvers<void>();
  const life = { isOver: false, isGone: false, gone };
  const stopWatching = drivers.onGone(device, () => {
    life.isGone = true;
    markGone();
    end();
  });

  function end(): void {
    if (life.isOver) return;
    life.isOver = true;
    listener.onClose();
  }

  ear?.on("data", (bytes: Buffer) => {
    if (!life.isOver && bytes.length > 0) listener.onData(bytes);
  });
  ear?.on("error", end);
  ear?.startPoll(1);

  return {
    write: (bytes) => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      if (life.isOver) resolve(false);
      else {
        adapter.write(Buffer.from(bytes), (error) => {
          resolve(error === undefined || error === null);
        });
      }
      return promise;
    },
    close: async () => {
      life.isOver = true;
      const isTaken = !life.isGone && (await isDoneInTime(mouth, clock));
      mouth.cancel();
      await isDoneInTime(mouth, clock);
      await giveBack(parts, life, clock);
      stopWatching();
      return isTaken;
    },
  };
}

async function isDoneInTime(mouth: CancellableEndpoint, clock: Clock): Promise<boolean> {
  const { promise: isLate, resolve } = Promise.withResolvers<boolean>();
  const cancel = clock.after(ENDING_MS_MAX, () => {
    resolve(false);
  });
  const isTaken = await Promise.race([mouth.isDone().then(() => true), isLate]);
  cancel();
  return isTaken;
}

interface DeviceLife {
  readonly isGone: boolean;
  readonly gone: Promise<void>;
}

/** A device can be closed only when nobody waits for anything of it any more. */
async function giveBack(
  { adapter, face, ear, drivers }: LineParts,
  life: DeviceLife,
  clock: Clock,
): Promise<void> {
  if (!life.isGone && ear !== undefined) await stopListening(ear, life.gone, clock);
  if (!life.isGone) {
    await new Promise<void>((resolve) => {
      face.release(false, () => {
        resolve();
      });
    });
  }
  closeQuietly(adapter);
  drivers.listenAgain();
}

/** A poll that could not go on, mostly because the device is going, never tells its end. */
async function stopListening(ear: UsbEndpoint, gone: Promise<void>, clock: Clock): Promise<void> {
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(ENDING_MS_MAX, resolve);
  try {
    ear.stopPoll(resolve);
  } catch {
    // The endpoint has stopped by itself, after a fault.
    resolve();
  }
  await Promise.race([end, gone]);
  cancel();
}

function closeQuietly(adapter: Adapter): void {
  // The device was opened half, or is gone, so there is nothing left to close.
  adapter.close(() => undefined);
}
