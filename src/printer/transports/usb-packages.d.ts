/** The parts that we use of two packages without types. */

declare module "usb" {
  export interface UsbTransfer {
    readonly submit: (buffer: Buffer) => void;
    readonly cancel: () => void;
  }

  export interface UsbEndpoint {
    readonly on: ((event: "data", listener: (bytes: Buffer) => void) => unknown) &
      ((event: "error", listener: (error: Error) => void) => unknown);
    readonly direction: "in" | "out";
    readonly makeTransfer: (
      timeoutMs: number,
      done: (error: Error | undefined, buffer: Buffer, length: number) => void,
    ) => UsbTransfer;
    readonly startPoll: (transfers?: number, bytes?: number) => void;
    readonly stopPoll: (done?: () => void) => void;
  }

  export interface UsbInterface {
    readonly descriptor: { readonly bInterfaceClass: number };
    readonly endpoints: ReadonlyArray<UsbEndpoint>;
    readonly isKernelDriverActive: () => boolean;
    readonly detachKernelDriver: () => void;
    readonly claim: () => void;
    readonly release: (closesEndpoints: boolean, done: (error?: Error) => void) => void;
  }

  export interface UsbDevice {
    readonly busNumber: number;
    readonly portNumbers: ReadonlyArray<number> | undefined;
    readonly deviceDescriptor: {
      readonly idVendor: number;
      readonly idProduct: number;
      readonly iSerialNumber: number;
      readonly iProduct: number;
    };
    /** Null while it is closed. */
    readonly interfaces: ReadonlyArray<UsbInterface> | null;
    readonly open: () => void;
    readonly close: () => void;
    readonly getStringDescriptor: (
      index: number,
      done: (error: Error | undefined, text?: string) => void,
    ) => void;
  }

  export interface Usb {
    readonly on: (event: "attach" | "detach", listener: (device: UsbDevice) => void) => unknown;
    readonly listeners: (event: "attach" | "detach") => ReadonlyArray<unknown>;
    readonly unrefHotplugEvents: () => void;
  }

  const usb: Usb;
  export default usb;
}

declare module "escpos-usb" {
  import { type UsbDevice } from "usb";

  /** The endpoint for our bytes. */
  interface BytesEndpoint {
    readonly transfer: (bytes: Buffer, done?: (error?: Error) => void) => unknown;
  }

  export default class Adapter {
    static findPrinter(): ReadonlyArray<UsbDevice>;
    constructor(device: UsbDevice);
    endpoint: BytesEndpoint;
    write(bytes: Buffer, done: (error?: Error) => void): this;
    close(done: (error: Error | null) => void): this;
  }
}
