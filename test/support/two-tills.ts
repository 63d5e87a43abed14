/** Two tills of the café and their printers: the kitchen's hangs at one, what stands in at the other. */

import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";

import { type MeshView } from "../../src/app/membership/mesh-view.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { ticketPapers } from "../../src/app/printing/papers.ts";
import { paperDir, rollPath } from "../../src/app/printing/printer-drive.ts";
import { createTicketDesk, type TicketDesk } from "../../src/app/printing/ticket-desk.ts";
import { ok } from "../../src/domain/base/result.ts";
import { leavePrinters } from "../../src/domain/commands/kitchen/hand-printers.ts";
import { type Connection } from "../../src/domain/events/printer-connection.ts";
import { type DeviceId } from "../../src/domain/identity.ts";
import { type Printer } from "../../src/domain/printers/printers.ts";
import { enrolBar } from "./cafe-bar.ts";
import { type Cafe } from "./cafe.ts";
import { setPrinters } from "./set-printers.ts";
import { synchroniseLedgers } from "./shop.ts";

export interface TillAt {
  readonly open: OpenTill;
  readonly till: OpenTill["till"];
  readonly desk: {
    /** `off`: since when a printer can't print. */
    readonly look: (off?: Readonly<Record<string, number>>) => ReturnType<TicketDesk["look"]>;
  };
  /** Tills that are heard from now on; none has links until somebody says so. */
  readonly hears: (...others: ReadonlyArray<TillAt>) => void;
  /** By its steady clock. */
  readonly pass: (byMs: number) => void;
  /** From now on its steady clock goes on by this whenever it is looked at. */
  readonly worksFor: (eachMs: number) => void;
  /** By the clocks of both. */
  readonly passOnWall: (byMs: number) => void;
}

export interface Setting {
  /** A spare printer at the counter stands in for the kitchen's. */
  readonly standIn?: boolean;
  readonly kitchenAt?: "counter" | "bar";
  readonly kitchenOn?: Connection;
}

/** On the network, where nobody is. */
export const NOBODY: Connection = { type: "network", host: "127.0.0.1", port: 9 };

export async function twoTills(
  cafe: Cafe,
  { standIn = false, kitchenAt = "bar", kitchenOn = { type: "virtual" } }: Setting = {},
): Promise<{ readonly counter: TillAt; readonly bar: TillAt }> {
  const open = cafe.open();
  const barOpen = await enrolBar(cafe, open.till);
  const [here, there] = [open, barOpen].map(({ till }) => till.ledger.identity.key.device);
  const kitchenTill = kitchenAt === "bar" ? there : here;
  setPrinters(open.till, (all) => {
    const own = all.map((printer): Printer => {
      const isKitchens = printer.id === "kitchen";
      const { connection } = printer;
      return {
        ...printer,
        till: (isKitchens ? kitchenTill : here) ?? null,
        connection: isKitchens ? kitchenOn : connection,
      };
    });
    const kitchen = own.find(({ id }) => id === "kitchen");
    if (kitchen === undefined || !standIn) return own;
    const spare = { ...kitchen, id: "spare", name: "Spare", till: here ?? null };
    const connection: Connection = { type: "virtual" };
    return [...own, { ...spare, connection, stations: [], standsInFor: kitchen.stations }];
  });
  const tills = { counter: deskOf(open, cafe.clock), bar: deskOf(barOpen, cafe.clock) };
  meet(tills.counter, tills.bar);
  // From here on they hear each other at once.
  for (const { desk } of Object.values(tills)) desk.look();
  return tills;
}

export function deskOf(
  open: OpenTill,
  wall?: { readonly advance: (byMs: number) => void },
): TillAt {
  const { till, jobs, clock } = open;
  let steadyMs = 0;
  let eachMs = 0;
  let mesh: MeshView | undefined;
  const desk = createTicketDesk({
    ledger: till.ledger,
    store: jobs,
    clock,
    steadyMs: () => (steadyMs += eachMs),
    mesh: () => mesh,
    papers: ticketPapers(till, jobs, clock),
  });
  return {
    open,
    till,
    desk: { look: (off = {}) => desk.look(new Map(Object.entries(off))) },
    hears: (...others) => {
      mesh = meshOf(others.map(({ till: other }) => other.ledger.identity.key.device));
    },
    pass: (byMs) => {
      steadyMs += byMs;
    },
    worksFor: (ms) => {
      eachMs = ms;
    },
    passOnWall: (byMs) => wall?.advance(byMs),
  };
}

function meshOf(devices: ReadonlyArray<DeviceId>): MeshView {
  const peer = {
    isConnected: true,
    heardAgoMs: 0,
    heardForMs: 0,
    wasOpen: true,
    roundTripMs: 1,
    clockAheadMs: 0,
    answeredAgoMs: 0,
  } as const;
  const knows = { behind: 0, holdsOwn: 0, isHeardOut: true } as const;
  const rest = {
    remote: null,
    hasSecrets: true,
    lacksSameSecrets: true,
    secretsDifferForMs: null,
  } as const;
  return {
    port: 1,
    openForMs: 0,
    awaits: null,
    peers: devices.map((device) => ({ device, ...peer, ...knows, ...rest })),
    catchUp: null,
    safeOn: 0,
    safety: [],
    copied: [],
    isPaused: false,
    costs: [],
    violations: [],
    addresses: [],
  };
}

export function meet(one: TillAt, other: TillAt): void {
  synchroniseLedgers(one.till.ledger, other.till.ledger);
  synchroniseLedgers(other.till.ledger, one.till.ledger);
}

/** As its own till would when it is shut down. */
export function say({ till }: TillAt, { driver }: Pick<Printer, "driver">): void {
  till.ledger.commit({
    by: "",
    name: "leave",
    decide: ({ view }) => {
      const self = till.ledger.identity.key.device;
      return ok({ events: [...leavePrinters(view, self, driver)] });
    },
  });
}

/** Tickets alone, by printer. */
export function papersOf({
  open,
}: TillAt): ReadonlyArray<readonly [printer: string, state: string]> {
  const tickets = open.jobs.latest(20).filter(({ kind }) => kind === "ticket");
  return tickets.map(({ printer, state }) => [printer, state] as const);
}

export async function turnOff({ open }: TillAt, printer: string): Promise<void> {
  await mkdir(paperDir(open.dir), { recursive: true });
  await writeFile(`${rollPath(open.dir, printer)}.off`, "");
}

export function textOf({ open }: TillAt, printer = "spare"): string {
  return readFileSync(rollPath(open.dir, printer), "utf8");
}
