/**
 * The `usb` package without a bus: devices that come and go, with what libusb and the package say and
 * do then. `escpos-usb` itself is the real one, over this.
 */

import { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import { type Duplex } from "node:stream";

import { type UsbDevice, type UsbEndpoint, type UsbInterface } from "usb";

import { createUsbDrivers, type UsbDrivers } from "../../src/printer/transports/usb-drivers.ts";

export interface FakePrinterFacts {
  readonly vendor?: number;
  readonly product?: number;
  readonly serial?: string;
  readonly bus?: number;
  readonly ports?: ReadonlyArray<number>;
  /** Of libusb, when it is opened: -3 no access; or claimed: -6 busy. */
  readonly openErrno?: number;
  readonly claimErrno?: number;
  /** An interface that only speaks stands before the printer's; `busy`: the system doesn't give it away. */
  readonly first?: "free" | "busy";
  /** After an answer the next one can't be waited for: the package tells the fault, and no end. */
  readonly isDeafAfterAnswer?: boolean;
  /** Of libusb, when a transfer is cancelled: -4 for one whose device is just going. */
  readonly cancelErrno?: number;
  /** The way to the printer itself, anew for each opening. */
  readonly connect: () => Duplex;
}

export interface FakeUsb {
  readonly drivers: UsbDrivers;
  /** A printer is plugged in. What it returns pulls it out. */
  readonly plugIn: (facts: FakePrinterFacts) => () => void;
  /** How many listen to printers that are pulled out. */
  readonly listeners: () => number;
  /** Whether waiting for devices keeps the process alive. */
  readonly keepsAlive: () => boolean;
}

const TRANSFER_CANCELLED = 3;
const TRANSFER_NO_DEVICE = 5;

export function createFakeUsb(): FakeUsb {
  const devices = new Set<UsbDevice>();
  const events = new EventEmitter();
  let keepsAlive = false;
  events.on("newListener", (name) => {
    if (name === "detach" || name === "attach") keepsAlive = true;
  });
  const usb = Object.assign(events, {
    getDeviceList: () => [...devices],
    unrefHotplugEvents: () => {
      keepsAlive = false;
    },
  });
  return {
    drivers: createUsbDrivers({ Adapter: adapterOver(usb), usb }),
    plugIn: (facts) => {
      const device = createDevice(facts);
      devices.add(device);
      usb.emit("attach", device);
      return () => {
        if (!devices.delete(device)) return;
        device.pullOut();
        usb.emit("detach", device);
      };
    },
    listeners: () => usb.listenerCount("detach"),
    keepsAlive: () => keepsAlive,
  };
}

/** The package asks for `usb` when it is first used: then it gets this one, and keeps it. */
function adapterOver(usb: object): UsbDrivers["Adapter"] {
  const require = createRequire(import.meta.url);
  const [usbPath, adapterPath] = [require.resolve("usb"), require.resolve("escpos-usb")];
  const before = require.cache[usbPath];
  delete require.cache[adapterPath];
  require.cache[usbPath] = { exports: usb, loaded: true, id: usbPath } as NodeJS.Module;
  try {
    const Adapter = require("escpos-usb") as UsbDrivers["Adapter"];
    Adapter.findPrinter();
    return Adapter;
  } finally {
    delete require.cache[adapterPath];
    if (before === undefined) delete require.cache[usbPath];
    else require.cache[usbPath] = before;
  }
}

interface FakeDevice extends UsbDevice {
  readonly pullOut: () => void;
}

interface DeviceState {
  wire: Duplex | undefined;
  isGone: boolean;
  readonly pending: Set<(error: Error) => void>;
}

function createDevice(facts: FakePrinterFacts): FakeDevice {
  const { vendor = 0x04b8, product = 0x0e15, serial, bus = 1, ports = [1] } = facts;
  const state: DeviceState = { wire: undefined, isGone: false, pending: new Set() };
  const descriptor = { bInterfaceClass: 7 };
  let interfaces: ReadonlyArray<UsbInterface> | null = null;
  const device = {
    busNumber: bus,
    portNumbers: ports,
    deviceDescriptor: {
      idVendor: vendor,
      idProduct: product,
      iSerialNumber: serial === undefined ? 0 : 3,
      iProduct: 2,
    },
    configDescriptor: { interfaces: [[descriptor]] },
    get interfaces() {
      return interfaces;
    },
    open() {
      if (state.isGone) throw usbError("LIBUSB_ERROR_NO_DEVICE", -4);
      if (facts.openErrno !== undefined) throw usbError("LIBUSB_ERROR_ACCESS", facts.openErrno);
      const own = createInterface(facts, state, descriptor);
      interfaces = facts.first === undefined ? [own] : [createReader(facts.first), own];
    },
    close() {
      if (state.pending.size > 0) throw new Error("Can't close device with a pending request");
      state.wire?.destroy();
      state.wire = undefined;
      interfaces = null;
    },
    getStringDescriptor(index: number, done: (error: Error | undefined, text?: string) => void) {
      setImmediate(() => {
        done(undefined, index === 3 ? serial : "TM-EMU");
      });
    },
    pullOut() {
      state.isGone = true;
      for (const fail of state.pending)
        fail(usbError("LIBUSB_TRANSFER_NO_DEVICE", TRANSFER_NO_DEVICE));
      state.wire?.destroy();
    },
  };
  return device;
}

function createInterface(
  facts: FakePrinterFacts,
  state: DeviceState,
  descriptor: UsbInterface["descriptor"],
): UsbInterface {
  const ear = createEar(facts, state);
  const mouth = createMouth(facts, state);
  const face = {
    descriptor,
    altSetting: 0,
    endpoints: [mouth, ear],
    // The package looks at the device behind `this`.
    setAltSetting: (_setting: number, done: (this: unknown) => void) => {
      setImmediate(() => {
        done.call({ device: { interfaces: [face] } });
      });
    },
    isKernelDriverActive: () => true,
    detachKernelDriver: () => undefined,
    claim: () => {
      if (facts.claimErrno !== undefined) throw usbError("LIBUSB_ERROR_BUSY", facts.claimErrno);
      const wire = facts.connect();
      wire.on("error", () => undefined);
      wire.on("data", (bytes: Buffer) => {
        ear.arrive(bytes);
      });
      state.wire = wire;
    },
    release: (_closes: boolean, done: (error?: Error) => void) => {
      setImmediate(done);
    },
  };
  return face;
}

/** A reader of cards in the same box, which a keyboard's driver has. */
function createReader(state: "free" | "busy"): UsbInterface {
  const face = {
    descriptor: { bInterfaceClass: 3 },
    altSetting: 0,
    endpoints: [],
    setAltSetting: (_setting: number, done: (this: unknown) => void) => {
      setImmediate(() => {
        done.call({ device: { interfaces: [face, face] } });
      });
    },
    isKernelDriverActive: () => true,
    detachKernelDriver: () => undefined,
    claim: () => {
      if (state === "busy") throw usbError("LIBUSB_ERROR_BUSY", -6);
    },
    release: (_closes: boolean, done: (error?: Error) => void) => {
      setImmediate(done);
    },
  };
  return face;
}

function createMouth(facts: FakePrinterFacts, state: DeviceState): UsbEndpoint {
  return Object.assign(new EventEmitter(), {
    direction: "out" as const,
    startPoll: () => undefined,
    stopPoll: () => undefined,
    makeTransfer: (
      _timeoutMs: number,
      done: (error: Error | undefined, buffer: Buffer, length: number) => void,
    ) => {
      let buffer: Buffer = Buffer.alloc(0);
      function finish(error: Error | undefined): void {
        if (!state.pending.delete(finish)) return;
        done(error, buffer, buffer.length);
      }
      return {
        submit: (bytes: Buffer) => {
          if (state.isGone) throw usbError("LIBUSB_ERROR_NO_DEVICE", -4);
          buffer = bytes;
          state.pending.add(finish);
          state.wire?.write(bytes, () => {
            if (state.wire?.destroyed === false) finish(undefined);
          });
        },
        cancel: () => {
          if (facts.cancelErrno !== undefined) {
            throw usbError("LIBUSB_ERROR_NO_DEVICE", facts.cancelErrno);
          }
          setImmediate(finish, usbError("LIBUSB_TRANSFER_CANCELLED", TRANSFER_CANCELLED));
        },
      };
    },
  });
}

/** Answers that come while nobody polls wait in the printer. */
function createEar(
  facts: FakePrinterFacts,
  state: DeviceState,
): UsbEndpoint & { readonly arrive: (bytes: Buffer) => void } {
  const events = new EventEmitter();
  const waiting: Buffer[] = [];
  let isPolling = false;
  let isDeaf = false;
  function fail(error: Error): void {
    state.pending.delete(fail);
    isPolling = false;
    events.emit("error", error);
    events.emit("end");
  }
  return Object.assign(events, {
    direction: "in" as const,
    makeTransfer: () => {
      throw new Error("Answers are polled for.");
    },
    arrive: (bytes: Buffer) => {
      if (!isPolling || isDeaf) {
        waiting.push(bytes);
        return;
      }
      events.emit("data", bytes);
      if (facts.isDeafAfterAnswer !== true) return;
      isDeaf = true;
      state.pending.delete(fail);
      events.emit("error", usbError("LIBUSB_ERROR_NO_DEVICE", -4));
    },
    startPoll: () => {
      if (isPolling) throw new Error("Polling already active");
      isPolling = true;
      state.pending.add(fail);
      for (const bytes of waiting.splice(0)) events.emit("data", bytes);
    },
    stopPoll: (done?: () => void) => {
      if (!isPolling) throw new Error("Polling is not active.");
      isPolling = false;
      state.pending.delete(fail);
      if (done !== undefined) events.once("end", done);
      if (isDeaf) return;
      setImmediate(() => events.emit("end"));
    },
  });
}

function usbError(message: string, errno: number): Error {
  return Object.assign(new Error(message), { errno });
}
