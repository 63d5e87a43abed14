/** Printers around as they are found, of which some are driven by a till already. */

import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { drivenAmong, drivenMarks } from "../../../src/app/printing/driven-marks.ts";
import { findPrinters, isDrivenByTill } from "../../../src/app/printing/printer-finding.ts";
import { type Connection } from "../../../src/domain/events/printer-connection.ts";
import { type Announcement, recordsOf } from "../../../src/mesh/discovery/dns-sd.ts";
import { createDiscovery } from "../../../src/mesh/discovery/mdns.ts";
import { printerMark } from "../../../src/mesh/discovery/service-name.ts";
import { type AnnouncedService } from "../../../src/printer/transports/discover-printers.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createMulticastLan } from "../../support/multicast-lan.ts";
import { createPassingTime } from "../../support/passing-time.ts";
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

test.for([
  ["is another printer with another serial number", "X1", "X2", false],
  ["is the same one with the same serial number", "X1", "X1", true],
  ["may be the same one where nobody knows the number of the other", "X1", undefined, true],
  ["may be the same one where this till knows no number", undefined, "X2", true],
] as const)("one behind the same hardware address %s", async ([, own, other, isDriven]) => {
  const { till } = (await newCafe()).open();
  const behind = { ...HELD, mac: "00:26:ab:12:34:56" };
  setPrinters(till, (all) =>
    all.map((printer) => ({ ...printer, connection: { ...behind, ...serialOf(own) } })),
  );
  const tills = [tillThatDrives(drivenMarks(till.ledger))];
  const asked = { ...behind, host: "192.0.2.10", ...serialOf(other) };

  expect(drivenAmong(tills)(asked)).toBe(isDriven);
});

function serialOf(serial: string | undefined): { readonly serial?: string } {
  return serial === undefined ? {} : { serial };
}

describe("who sets up a printer hears that a till of another shop drives it", () => {
  test("however lately that till has spoken", async () => {
    expect(await missedWhere({ lost: 0 })).toEqual([]);
  });

  test("also where the first question gets lost", async () => {
    expect(await missedWhere({ lost: 1 })).toEqual([]);
  });

  test("and nothing of any other printer", async () => {
    expect(await isHeard({ quietMs: 500, lost: 0, asked: FREE })).toBe(false);
  });
});

/** When the till, which speaks at 0, 1000 and 3000 ms, is not heard by who asks. */
async function missedWhere({ lost }: Pick<Heard, "lost">): Promise<ReadonlyArray<number>> {
  const missed: number[] = [];
  for (let quietMs = 0; quietMs <= 4200; quietMs += 30) {
    if (!(await isHeard({ quietMs, lost }))) missed.push(quietMs);
  }
  return missed;
}

interface Heard {
  /** Between the till's first word and the first question. */
  readonly quietMs: number;
  readonly lost: number;
  readonly asked?: Connection;
}

async function isHeard({ quietMs, lost, asked = HELD }: Heard): Promise<boolean> {
  const clock = createManualClock();
  const lan = createMulticastLan();
  const discovery = createDiscovery({
    clock,
    random: createSeededRandom(`taken ${quietMs}`),
    isWanted: () => false,
    listener: { onFound: noNews, onGone: noNews, onNetworks: noNews },
    ...lan.machine("192.0.2.1"),
  });
  clock.advance(0);
  discovery.announce(announcementOf([printerMark("192.0.2.9:9100")]));
  clock.advance(quietMs);
  lan.lose(lost);
  const asking = isDrivenByTill(clock, asked, lan.machine("192.0.2.2"));
  const isDriven = await createPassingTime(clock, { stepMs: () => 25 }).until(asking);
  await discovery.close();
  return isDriven;
}

function noNews(): void {
  // This till is alone.
}

function printerAt(connection: Connection): AnnouncedService {
  const { host, port } = connection as Extract<Connection, { readonly type: "network" }>;
  return { service: "_pdl-datastream._tcp", instance: `at ${host}`, host, port, text: [] };
}

function tillThatDrives(printers: ReadonlyArray<string>): AnnouncedService {
  const announcement = announcementOf(printers);
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

function announcementOf(printers: ReadonlyArray<string>): Announcement {
  return {
    instance: "k3f2x7ab-q7cd",
    port: 7777,
    shopTag: "abcdefghijkl",
    printers,
    invitation: undefined,
  };
}
