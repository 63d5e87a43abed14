import { expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { createAddressLearning } from "../../../src/app/printing/address-learning.ts";
import { changePrinter, listPrinters } from "../../../src/app/printing/printer-changes.ts";
import { learnedFrom } from "../../../src/app/printing/printer-finding.ts";
import { type Connection } from "../../../src/domain/events/printer-connection.ts";
import { NO_ABILITIES } from "../../../src/domain/printers/printer-abilities.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const AT = { type: "network", host: "192.0.2.7", port: 9100 } as const;
const MAC = "00:26:ab:12:34:56";
const newCafe = cafeCopies();

test("a printer that was typed by its address keeps its hardware address once it was reached", async () => {
  const { till } = await withGrill(AT);
  let looks = 0;
  const places = placesOf(till, async () => {
    looks += 1;
    return new Map([[MAC, AT.host]]);
  });

  places.reached("grill");
  places.reached("grill");
  await places.close();

  expect(connectionOf(till)).toEqual({ ...AT, mac: MAC });
  expect(looks).toBe(1);
});

test.each([
  ["one that the system has not seen", AT, new Map()],
  ["one that has one, which may have moved", { ...AT, mac: MAC }, new Map([["00:00", AT.host]])],
  ["a device file", { type: "device", path: "/dev/usb/lp0" } as const, new Map([["00:00", ""]])],
])("%s stays as it is", async (_, connection, neighbours) => {
  const { till } = await withGrill(connection);
  const places = placesOf(till, async () => neighbours);

  places.reached("grill");
  await places.close();

  expect(connectionOf(till)).toEqual(connection);
});

test("one that somebody moves meanwhile is not given what is at its old address", async () => {
  const { till } = await withGrill(AT);
  const elsewhere = { ...AT, host: "192.0.2.8" };
  const places = placesOf(till, async () => {
    valueOf(
      changePrinter(till, RAVI, { id: "grill", isNew: false, said: { connection: elsewhere } }),
    );
    return new Map([[MAC, AT.host]]);
  });

  places.reached("grill");
  await places.close();

  expect(connectionOf(till)).toEqual(elsewhere);
});

test("one that answers is kept with its hardware address and its serial number", async () => {
  const probed = { abilities: NO_ABILITIES, maker: "EPSON", model: "TM-T88V", serial: "X2" };

  const { connection } = await learnedFrom(probed, AT, async () => new Map([[MAC, AT.host]]));

  expect(connection).toEqual({ ...AT, serial: "X2", mac: MAC });
});

async function withGrill(connection: Connection): Promise<OpenTill> {
  const open = (await newCafe()).open();
  valueOf(changePrinter(open.till, RAVI, { id: "grill", isNew: true, said: { connection } }));
  return open;
}

function placesOf(
  { ledger }: OpenTill["till"],
  neighbours: () => Promise<ReadonlyMap<string, string>>,
): ReturnType<typeof createAddressLearning> {
  return createAddressLearning({
    ledger,
    neighbours,
    onFault: (error) => {
      throw error;
    },
  });
}

function connectionOf(till: OpenTill["till"]): Connection | undefined {
  return listPrinters(till).find(({ id }) => id === "grill")?.connection;
}
