import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { PassThrough } from "node:stream";

import { expect, test } from "vitest";

import { discoverPrinters } from "../../../src/printer/transports/discover-printers.ts";
import { locateByMac, macOf, neighboursOf } from "../../../src/printer/transports/neighbours.ts";
import { createFakeUsb } from "../../support/fake-usb.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const NOTHING = {
  browse: async () => [],
  usb: async () => createFakeUsb().drivers,
  devices: "/nowhere",
  neighbours: async () => new Map<string, string>(),
};

test("a network printer is found once, with its raw port, its model and its hardware address", async () => {
  const asked: string[] = [];
  const found = await discoverPrinters({
    ...NOTHING,
    browse: async (services) => {
      asked.push(...services);
      return [
        { service: "_ipp._tcp", instance: "tm", host: "10.0.0.9", port: 631, text: [] },
        {
          service: "_pdl-datastream._tcp",
          instance: "tm",
          host: "10.0.0.9",
          port: 9101,
          text: ["ty=TM-m30III"],
        },
        { service: "_printer._tcp", instance: "bar", host: "10.0.0.7", port: 515, text: [] },
      ];
    },
    neighbours: async () => new Map([["64:eb:8c:00:00:01", "10.0.0.9"]]),
  });

  expect(asked).toEqual(["_pdl-datastream._tcp", "_printer._tcp", "_ipp._tcp"]);
  expect(found).toEqual([
    {
      connection: { type: "network", host: "10.0.0.9", port: 9101, mac: "64:eb:8c:00:00:01" },
      name: "TM-m30III",
    },
    { connection: { type: "network", host: "10.0.0.7", port: 9100 }, name: "bar" },
  ]);
});

test("printers on USB are found by serial number, or by socket where they have none", async () => {
  const bus = createFakeUsb();
  bus.plugIn({ connect, serial: "A1" });
  bus.plugIn({ connect, bus: 2, ports: [1, 4] });

  const found = await discoverPrinters({ ...NOTHING, usb: async () => bus.drivers });

  const alike = { type: "usb", vendor: 0x04b8, product: 0x0e15 };
  expect(found).toEqual([
    { connection: { ...alike, serial: "A1" }, name: "TM-EMU" },
    { connection: { ...alike, place: "2-1.4" }, name: "TM-EMU" },
  ]);
});

test("device files are found, and nothing else that lies beside them", async () => {
  const devices = await temporaryFolder();
  await mkdir(path.join(devices, "usb"));
  await mkdir(path.join(devices, "serial/by-id"), { recursive: true });
  for (const file of ["usb/lp0", "usb/hiddev0", "serial/by-id/usb-FTDI_A1-if00-port0"]) {
    await writeFile(path.join(devices, file), "");
  }

  const found = await discoverPrinters({ ...NOTHING, devices });

  expect(found.map(({ connection }) => connection)).toEqual([
    { type: "device", path: path.join(devices, "usb/lp0") },
    {
      type: "serial",
      path: path.join(devices, "serial/by-id/usb-FTDI_A1-if00-port0"),
      baud: 9600,
    },
  ]);
});

test("where nothing is, and no USB can be had, nothing is found", async () => {
  expect(await discoverPrinters({ ...NOTHING, usb: noLibrary })).toEqual([]);
});

test("the kernel's table of neighbours is read by hardware address", () => {
  const table = [
    "IP address       HW type     Flags       HW address            Mask     Device",
    "10.0.0.9         0x1         0x2         64:EB:8C:00:00:01     *        eth0",
    "10.0.0.8         0x1         0x0         00:00:00:00:00:00     *        eth0",
    "",
  ].join("\n");

  expect([...neighboursOf(table)]).toEqual([["64:eb:8c:00:00:01", "10.0.0.9"]]);
});

test("a printer is where its hardware address was last seen", async () => {
  const printer = { type: "network", host: "10.0.0.9", port: 9100 } as const;

  expect(await locateByMac({ ...printer, mac: "64:EB:8C:00:00:01" }, seenLast)).toEqual({
    host: "10.0.0.12",
    port: 9100,
  });
  expect(await locateByMac({ ...printer, mac: "64:eb:8c:00:00:02" }, seenLast)).toBeUndefined();
  expect(await locateByMac(printer, seenLast)).toBeUndefined();
});

test("what was reached at an address has the hardware address that the system saw there", async () => {
  expect(await macOf({ host: "10.0.0.12" }, seenLast)).toBe("64:eb:8c:00:00:01");
  expect(await macOf({ host: "printer.example" }, seenLast)).toBeUndefined();
});

function connect(): PassThrough {
  return new PassThrough();
}

async function noLibrary(): Promise<never> {
  throw new Error("libudev.so.1: cannot open shared object file");
}

async function seenLast(): Promise<ReadonlyMap<string, string>> {
  return new Map([["64:eb:8c:00:00:01", "10.0.0.12"]]);
}
