/** The way to a printer, from how it is reached as data. */

import { assertNever } from "../../domain/assert-never.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { NO_ABILITIES, type PrinterAbilities } from "../../domain/printer-abilities.ts";
import { type Connection } from "../../domain/printer-connection.ts";
import { createFileTransport } from "../file-transport.ts";
import { type Transport } from "../transport.ts";
import { createVirtualPrinter } from "../virtual-printer.ts";
import { type Channel } from "./channel.ts";
import { createDeviceChannel } from "./device-channel.ts";
import { drainSerial } from "./device-drain.ts";
import { locateByMac } from "./neighbours.ts";
import { setSerialPort } from "./serial-settings.ts";
import { createTalkingTransport } from "./talking-transport.ts";
import { createTcpChannel, type TcpAddress } from "./tcp-channel.ts";
import { createUsbChannel } from "./usb-channel.ts";
import { loadUsbDrivers, type UsbDrivers } from "./usb-drivers.ts";

export interface ChannelDeps {
  readonly clock: Clock;
  /**
   * Where a network printer is by now, when it is not at its address. Unless said otherwise, where the
   * system has last seen its hardware address.
   */
  readonly locate?: (
    connection: Extract<Connection, { readonly type: "network" }>,
  ) => Promise<TcpAddress | undefined>;
  /** The system's own unless said otherwise. */
  readonly usb?: () => Promise<UsbDrivers>;
}

export interface TransportDeps extends ChannelDeps {
  readonly random: Random;
  /** What it was found to answer. Nothing, unless it was asked. */
  readonly abilities?: PrinterAbilities | undefined;
  /** Of a printer in software: its roll, or the file that takes the bytes. */
  readonly paperFile: string;
  /** Of a printer in software. */
  readonly columns: number;
}

/** A printer that is made of something: one that a person can walk up to. */
export type WiredConnection = Exclude<Connection, { readonly type: "virtual" | "file" }>;

export function openTransport(connection: Connection, deps: TransportDeps): Transport {
  if (connection.type === "virtual") {
    return createVirtualPrinter({ rollPath: deps.paperFile, columns: deps.columns });
  }
  if (connection.type === "file") return createFileTransport(deps.paperFile);
  return createTalkingTransport({
    channel: openChannel(connection, deps),
    abilities: deps.abilities ?? NO_ABILITIES,
    serial: connection.type === "network" ? connection.serial : undefined,
    clock: deps.clock,
    random: deps.random,
  });
}

/** The wire alone, for whoever asks the printer questions. */
export function openChannel(connection: WiredConnection, deps: ChannelDeps): Channel {
  const { clock, locate = locateByMac, usb = loadUsbDrivers } = deps;
  switch (connection.type) {
    case "network":
      return createTcpChannel({
        host: connection.host,
        port: connection.port,
        clock,
        locate: () => locate(connection),
      });
    case "usb":
      return createUsbChannel({ connection, clock, drivers: usb });
    case "serial": {
      const { path, baud } = connection;
      return createDeviceChannel({
        path,
        clock,
        setUp: (node) => setSerialPort(node, baud),
        drain: drainSerial,
      });
    }
    case "device":
      return createDeviceChannel({ path: connection.path, clock });
    default:
      return assertNever(connection, "connection");
  }
}
