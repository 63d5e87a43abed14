/**
 * Printers that can be found without knowing where they are: what announces itself on the network, what
 * is plugged into USB, and device files. Each as data, ready to be set up; nothing is sent to any.
 */

import { readdir } from "node:fs/promises";
import path from "node:path";

import { readNeighbours } from "./neighbours.ts";
import { type WiredConnection } from "./open-transport.ts";
import { loadUsbDrivers, placeOf, serialOf, textOf, type UsbDrivers } from "./usb-drivers.ts";

export interface FoundPrinter {
  readonly connection: WiredConnection;
  /** The printer's own name; empty where it has none. */
  readonly name: string;
}

/** A service that a device on the network announces. */
export interface AnnouncedService {
  readonly service: string;
  readonly instance: string;
  readonly host: string;
  readonly port: number;
  readonly text: ReadonlyArray<string>;
}

export interface DiscoveryDeps {
  /** Asks the network for a moment. */
  readonly browse: (services: ReadonlyArray<string>) => Promise<ReadonlyArray<AnnouncedService>>;
  /** The system's own unless said otherwise. */
  readonly usb?: () => Promise<UsbDrivers>;
  /** The folder of the system's device files. */
  readonly devices?: string;
  readonly neighbours?: () => Promise<ReadonlyMap<string, string>>;
}

const RAW_SERVICE = "_pdl-datastream._tcp";
/** The services of printers: a device with one of the others mostly takes raw bytes too, at the usual port. */
const SERVICES: ReadonlyArray<string> = [RAW_SERVICE, "_printer._tcp", "_ipp._tcp"];
const RAW_PORT = 9100;
/** The factory setting of most serial printers. */
const USUAL_BAUD = 9600;

export async function discoverPrinters(deps: DiscoveryDeps): Promise<ReadonlyArray<FoundPrinter>> {
  const { devices = "/dev" } = deps;
  const found = await Promise.all([
    onNetwork(deps),
    onUsb(deps),
    filesIn(path.join(devices, "usb"), /^lp\d+$/u, deviceAt),
    filesIn(path.join(devices, "serial/by-id"), /./u, serialAt),
  ]);
  return found.flat();
}

async function onNetwork({
  browse,
  neighbours = readNeighbours,
}: DiscoveryDeps): Promise<ReadonlyArray<FoundPrinter>> {
  const services = await browse(SERVICES);
  const hostsByMac = await neighbours();
  const macs = new Map([...hostsByMac].map(([mac, host]) => [host, mac]));
  const hosts = [...new Set(services.map(({ host }) => host))];
  return hosts.flatMap((host) => {
    const of = services.filter((other) => other.host === host);
    const service = of.find((other) => other.service === RAW_SERVICE) ?? of[0];
    if (service === undefined) return [];
    const port = service.service === RAW_SERVICE ? service.port : RAW_PORT;
    const mac = macs.get(host);
    const connection = { type: "network", host, port, ...(mac !== undefined && { mac }) } as const;
    return [{ connection, name: nameOf(service) }];
  });
}

function nameOf({ text, instance }: AnnouncedService): string {
  const model = text.find((entry) => entry.startsWith("ty="));
  return model?.slice("ty=".length) ?? instance;
}

async function onUsb({
  usb = loadUsbDrivers,
}: DiscoveryDeps): Promise<ReadonlyArray<FoundPrinter>> {
  const found: FoundPrinter[] = [];
  // Where the package can't be loaded, there is no USB printer either.
  const drivers = await usb().catch(() => undefined);
  for (const device of drivers?.Adapter.findPrinter() ?? []) {
    const { idVendor: vendor, idProduct: product, iProduct } = device.deviceDescriptor;
    const name = (await textOf(device, iProduct)) ?? "";
    const serial = await serialOf(device);
    const known = serial === undefined ? { place: placeOf(device) } : { serial };
    found.push({ connection: { type: "usb", vendor, product, ...known }, name });
  }
  return found;
}

async function filesIn(
  folder: string,
  names: RegExp,
  toConnection: (file: string) => WiredConnection,
): Promise<ReadonlyArray<FoundPrinter>> {
  try {
    const files = (await readdir(folder)).filter((name) => names.test(name)).toSorted();
    return files.map((name) => ({ connection: toConnection(path.join(folder, name)), name }));
  } catch {
    // Nothing of the kind is plugged in.
    return [];
  }
}

function deviceAt(file: string): WiredConnection {
  return { type: "device", path: file };
}

function serialAt(file: string): WiredConnection {
  return { type: "serial", path: file, baud: USUAL_BAUD };
}
