/** Printers around as they are found, of which some are driven by a till already. */

import { expect, test } from "vitest";

import { drivenMarks } from "../../../src/app/printing/driven-marks.ts";
import { findPrinters } from "../../../src/app/printing/printer-finding.ts";
import { type Connection } from "../../../src/domain/printer-connection.ts";
import { recordsOf } from "../../../src/mesh/discovery/dns-sd.ts";
import { type AnnouncedService } from "../../../src/printer/transports/discover-printers.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { setPrinters } from "../../support/set-printers.ts";

const newCafe = cafeCopies();
const HELD: Connection = { type: "network", host: "192.0.2.9", port: 9100 };
const FREE: Connection = { type: "network", host: "192.0.2.10", port: 9100 };

test("one that a till around drives is marked, whichever shop that till is of", async () => {
  const { till } = (await newCafe()).open();
  setPrinters(till, (all) => all.map((printer) => ({ ...printer, connection: HELD })));

  const found = await findPrinters(createManualClock(), () =>
    Promise.resolve([printerAt(HELD), printerAt(FREE), tillThatDrives(drivenMarks(till.ledger))]),
  );

  expect(
    found.flatMap(({ connection, isDriven }) =>
      connection.type === "network" ? [[connection.host, isDriven]] : [],
    ),
  ).toEqual([
    ["192.0.2.9", true],
    ["192.0.2.10", false],
  ]);
});

test("a till tells of printers on the network alone, by their hardware address too", async () => {
  const { till } = (await newCafe()).open();
  expect(drivenMarks(till.ledger)).toEqual([]);

  setPrinters(till, (all) =>
    all.map((printer) => ({ ...printer, connection: { ...HELD, mac: "00:26:ab:12:34:56" } })),
  );

  expect(drivenMarks(till.ledger)).toHaveLength(2);
});

function printerAt(connection: Connection): AnnouncedService {
  const { host, port } = connection as Extract<Connection, { readonly type: "network" }>;
  return { service: "_pdl-datastream._tcp", instance: `at ${host}`, host, port, text: [] };
}

function tillThatDrives(printers: ReadonlyArray<string>): AnnouncedService {
  const announcement = {
    instance: "k3f2x7ab-q7cd",
    port: 7777,
    shopTag: "abcdefghijkl",
    printers,
    invitation: undefined,
  };
  const text = recordsOf(announcement, []).flatMap((record) =>
    record.type === "TXT" ? record.strings : [],
  );
  return {
    service: "_tillmesh._tcp",
    instance: announcement.instance,
    host: "192.0.2.1",
    port: 7777,
    text,
  };
}
