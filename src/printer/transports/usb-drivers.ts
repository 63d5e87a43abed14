/**
 * The USB packages as we need them: `escpos-usb` finds printers and opens them, `usb` below it tells
 * of those that are plugged in and pulled out. Loaded when a till has a USB printer, because they are native code.
 */

import type EscposUsb from "escpos-usb";
import { type Usb, type UsbDevice } from "usb";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";

export interface UsbDrivers {
  readonly Adapter: typeof EscposUsb;
  readonly usb: Usb;
  /** Calls once when the device is pulled out; what it returns ends that. */
  readonly onGone: (device: UsbDevice, listener: () => void) => () => void;
  /** Calls whenever one of that model is plugged in; what it returns ends that. */
  readonly onCame: (model: UsbModel, listener: () => void) => () => void;
  /** Call it after anything of `escpos-usb` was closed: closing removes everybody's listeners. */
  readonly listenAgain: () => void;
}

export interface UsbModel {
  readonly vendor: number;
  readonly product: number;
}

/** The error codes of libusb. */
const NO_ACCESS = -3;
const BUSY = -6;

export function createUsbDrivers({
  Adapter,
  usb,
}: Pick<UsbDrivers, "Adapter" | "usb">): UsbDrivers {
  const listeners = new Map<() => void, UsbDevice>();
  const awaiting = new Map<() => void, UsbModel>();

  function hear(device: UsbDevice): void {
    for (const [listener, other] of listeners) if (other === device) listener();
  }

  function greet({ deviceDescriptor: { idVendor, idProduct } }: UsbDevice): void {
    for (const [listener, { vendor, product }] of awaiting) {
      if (vendor === idVendor && product === idProduct) listener();
    }
  }

  function listenAgain(): void {
    if (!usb.listeners("detach").includes(hear)) usb.on("detach", hear);
    if (!usb.listeners("attach").includes(greet)) usb.on("attach", greet);
    // A listening process would otherwise never end.
    usb.unrefHotplugEvents();
  }

  return {
    Adapter,
    usb,
    onGone: (device, listener) => {
      listenAgain();
      listeners.set(listener, device);
      return () => void listeners.delete(listener);
    },
    onCame: (model, listener) => {
      listenAgain();
      awaiting.set(listener, model);
      return () => void awaiting.delete(listener);
    },
    listenAgain,
  };
}

let loaded: Promise<UsbDrivers> | undefined;

/** The drivers are loaded once for the process, as the packages are. */
export function loadUsbDrivers(): Promise<UsbDrivers> {
  return (loaded ??= load());
}

async function load(): Promise<UsbDrivers> {
  const [{ default: Adapter }, { default: usb }] = await Promise.all([
    import("escpos-usb"),
    import("usb"),
  ]);
  return createUsbDrivers({ Adapter, usb });
}

/** Bus and ports, such as `1-2.3`: it stays the same as long as nobody changes the socket. */
export function placeOf({ busNumber, portNumbers }: UsbDevice): string {
  return `${busNumber}-${(portNumbers ?? []).join(".")}`;
}

/** Undefined where it has none, or where it may not be asked. */
export async function serialOf(device: UsbDevice): Promise<string | undefined> {
  return textOf(device, device.deviceDescriptor.iSerialNumber);
}

/** Reads a text of an unopened device; undefined where it has none, or may not be asked. */
export async function textOf(device: UsbDevice, index: number): Promise<string | undefined> {
  const read = await readText(device, index);
  return read.ok ? read.value : undefined;
}

/** Reads a text of an unopened device, or says why it may not be asked. */
export async function readText(
  device: UsbDevice,
  index: number,
): Promise<Result<string | undefined, PrinterTrouble>> {
  if (index === 0) return ok(undefined);
  try {
    device.open();
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    device.getStringDescriptor(index, (error, text) => {
      resolve(error === undefined ? text?.replaceAll("\0", "") : undefined);
    });
    const text = await promise;
    device.close();
    return ok(text);
  } catch (error) {
    return err(troubleOfUsb(error));
  }
}

export function troubleOfUsb(error: unknown): PrinterTrouble {
  const errno = error instanceof Error && "errno" in error ? error.errno : undefined;
  if (errno === NO_ACCESS) return "no-access";
  return errno === BUSY ? "busy" : "off";
}
