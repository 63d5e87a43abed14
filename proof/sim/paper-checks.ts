/**
 * The checks of the kitchen's tickets: each one is there, two prints of one are marked, and none
 * was printed where nobody looks for it.
 */

import { doubtedTickets } from "../../src/app/papers/doubted-tickets.ts";
import { NO_PRINTER } from "../../src/app/printing/papers.ts";
import {
  isCancelled,
  openTicketPrefix,
  type TicketState,
} from "../../src/domain/folds/ticket-fold.ts";
import { type DeviceId, deviceOf, type EventId, streamName } from "../../src/domain/identity.ts";
import { readPrinters } from "../../src/domain/printers/printers.ts";
import { ASKING, WAITING } from "../../src/printer/spool/spool-store.ts";
import { type Member, membersOf } from "./checks.ts";
import { BAR_STATION, KITCHEN_STATION } from "./kitchen.ts";
import { paperName, type SimPaper } from "./printer.ts";
import { type World } from "./world.ts";

type Ticket = TicketState & { readonly issued: NonNullable<TicketState["issued"]> };

export interface Printed extends SimPaper {
  readonly printer: string;
}

const NAMED_MAX = 3;
const TICKETS_MAX = 100_000;
const JOBS_MAX = 100_000;
/** The longest wait for a day's printing. */
const PAPERS_MS_MAX = 300_000;
const LOOK_MS = 1000;
const QUIET_MS = 2000;
/** Some food is on it, so somebody may cook by it. */
const ITEM = /^\s*\d+ x /mu;
const SAYS_TWICE = /DUPLICATE/u;

/** Waits until each document is printed or asks a person, and nothing more is printed. */
export async function settlePapers(world: World): Promise<void> {
  if (world.kitchen.printers.size === 0) return;
  const { time } = world;
  const untilMs = time.nowMs() + PAPERS_MS_MAX;
  let quietMs = 0;
  while (time.nowMs() < untilMs && quietMs < QUIET_MS && world.problems().length === 0) {
    await time.runUntil(time.nowMs() + LOOK_MS);
    quietMs = isQuiet(world) ? quietMs + LOOK_MS : 0;
  }
}

function isQuiet(world: World): boolean {
  const members = membersOf(world);
  // Documents that wait for a printer are printed as soon as there is one.
  if (members.some(({ box }) => world.kitchen.bare.has(box))) return false;
  if (members.some(({ process }) => hasWork(process.open()?.jobs))) return false;
  const papers = papersOf(world);
  const known = { members, papers, forgotten: forgottenTickets(world, members) };
  return ticketsOf(members).every((ticket) => isThere(ticket, known));
}

type Jobs = NonNullable<ReturnType<Member["process"]["open"]>>["jobs"];

function hasWork(jobs: Jobs | undefined): boolean {
  const waiting = jobs?.find({ states: WAITING, limit: JOBS_MAX }) ?? [];
  // A document without a printer waits for one in sight.
  return waiting.some(({ printer }) => printer !== NO_PRINTER);
}

export function checkPapers(world: World, members: ReadonlyArray<Member>): void {
  if (world.kitchen.printers.size === 0) return;
  const papers = papersOf(world);
  const tickets = ticketsOf(members);
  const known = { members, papers, forgotten: forgottenTickets(world, members) };
  const missing = tickets.filter((ticket) => !isThere(ticket, known));
  for (const ticket of missing.slice(0, NAMED_MAX)) {
    world.problem(`a ticket is not on paper: ${storyOf(ticket, world, papers)}`);
  }
  const twice = tickets.filter((ticket) => isTwice(ticket, papers) && !isForgotten(ticket, world));
  for (const ticket of twice.slice(0, NAMED_MAX)) {
    world.problem(`a ticket is on paper twice without a word: ${storyOf(ticket, world, papers)}`);
  }
  const astray = tickets.filter((ticket) => isAstray(ticket, { members, papers }));
  for (const ticket of astray.slice(0, NAMED_MAX)) {
    world.problem(`a ticket came out at another station: ${storyOf(ticket, world, papers)}`);
  }
}

export type Papers = ReadonlyMap<string, ReadonlyArray<Printed>>;

/** Groups the prints by the number on them. */
export function papersOf({ kitchen }: World): Papers {
  const all = [...kitchen.printers.values()].flatMap(({ id, papers }) =>
    papers.map((paper): Printed => ({ ...paper, printer: id })),
  );
  return Map.groupBy(all, ({ wish }) => paperName(wish).split(" ").slice(0, 2).join(" "));
}

function numberOf({ issued }: Ticket): string {
  const [, seq = "", hash = ""] = issued.id.split(":");
  return `Ticket ${seq}-${hash}`;
}

function ticketsOf([first]: ReadonlyArray<Member>): ReadonlyArray<Ticket> {
  if (first === undefined) return [];
  return first.process.ledger.read((view) =>
    [KITCHEN_STATION, BAR_STATION]
      .flatMap((station) => view.lastTagged(openTicketPrefix(station), TICKETS_MAX))
      .map(([, stream]) => view.state("ticket", streamName(stream) as EventId))
      .filter((ticket): ticket is Ticket => ticket.issued !== null),
  );
}

interface Known {
  readonly members: ReadonlyArray<Member>;
  readonly papers: Papers;
  /** Tickets about which every till asks a person, as the one that had them in hand can't any more. */
  readonly forgotten: ReadonlySet<EventId>;
}

/** Returns tickets in doubt at a till whose disk has lost them: the others have received the doubt. */
function forgottenTickets(
  { kitchen }: World,
  members: ReadonlyArray<Member>,
): ReadonlySet<EventId> {
  const desks = members.map(({ process }) => process.open());
  const [first] = desks;
  if (first === undefined || kitchen.forgetful.size === 0) return new Set();
  const doubted = doubtedTickets(first).map(({ ticket }) => ticket);
  return new Set(
    doubted.filter((ticket) => {
      const jobs = desks.flatMap((desk) => desk?.jobs.ofDocument(ticket) ?? []);
      // A ticket that another till claimed was put aside here.
      return jobs.every(({ state }) => state === "dismissed");
    }),
  );
}

/** Whole; or it is in somebody's sight, or at a till that the shop has shut out. */
function isThere(ticket: Ticket, { members, papers, forgotten }: Known): boolean {
  const own = papers.get(numberOf(ticket)) ?? [];
  if (own.some(({ text, wish }) => text === wish)) return true;
  // Somebody was asked and needs it no more.
  if (isCancelled(ticket) || forgotten.has(ticket.issued.id)) return true;
  // A printer that can't tell has taken it: nobody promised more.
  if (ticket.printed.some(({ how }) => how === "sent")) return true;
  const { owner, fallback } = ticket.issued.body;
  const { claimed = [], released = [] } = ticket;
  // After a while every till asks about the tickets in the hands of one that is gone.
  const holder = claimed.length + released.length > 0 ? fallback : owner;
  if (!members.some(({ process }) => process.ledger.identity.key.device === holder)) return true;
  const jobs = members.flatMap(
    ({ process }) => process.open()?.jobs.ofDocument(ticket.issued.id) ?? [],
  );
  const isServed = hasPrinterFor(ticket.issued.body.station, members);
  // A person is asked; or there is no printer for it, as the one of the station went with its till.
  return jobs.some(
    ({ state, printer }) => ASKING.includes(state) || (printer === NO_PRINTER && !isServed),
  );
}

function hasPrinterFor(station: string, members: ReadonlyArray<Member>): boolean {
  const devices = new Set(members.map(({ process }) => process.ledger.identity.key.device));
  const printers = members[0]?.process.ledger.read(readPrinters) ?? [];
  return printers.some(
    ({ till, stations, standsInFor }) =>
      [...stations, ...standsInFor].includes(station) && (till === null || devices.has(till)),
  );
}

function isTwice(ticket: Ticket, papers: Papers): boolean {
  const own = papers.get(numberOf(ticket)) ?? [];
  return own.filter(({ text }) => ITEM.test(text) && !SAYS_TWICE.test(text)).length > 1;
}

/** Whether a disk that went back, or is in two boxes, has forgotten the ticket and prints it again. */
function isForgotten({ issued }: Ticket, { kitchen }: World): boolean {
  const { owner, fallback } = issued.body;
  return [owner, fallback, deviceOf(issued.id)].some(
    (device) => device !== null && kitchen.forgetful.has(device),
  );
}

function isAstray(ticket: Ticket, { members, papers }: Omit<Known, "forgotten">): boolean {
  const [first] = members;
  const { station } = ticket.issued.body;
  const printers = first?.process.ledger.read(readPrinters) ?? [];
  const fit = printers.filter(({ stations, standsInFor }) =>
    [...stations, ...standsInFor].includes(station),
  );
  const own = papers.get(numberOf(ticket)) ?? [];
  // Who is asked about one in doubt may have it printed wherever they stand, and it says so.
  const unasked = own.filter(
    ({ wish }) => ticket.uncertain.length === 0 || !wish.includes("REROUTED"),
  );
  return unasked.some(({ printer }) => !fit.some(({ id }) => id === printer));
}

function storyOf(ticket: Ticket, world: World, papers: Papers): string {
  const { issued, started, printed, uncertain, claimed = [], released = [] } = ticket;
  function nameOf(device: DeviceId | null): string {
    const box = world.boxes.find((one) => one.process()?.ledger.identity.key.device === device);
    return box?.name ?? "?";
  }

  function by(ids: ReadonlyArray<EventId>): string {
    return ids.map((id) => nameOf(deviceOf(id))).join("");
  }

  const own = (papers.get(numberOf(ticket)) ?? []).map(({ printer, atMs, text, wish }) => {
    const part = text === wish ? "" : " in part";
    return `${printer} at ${(atMs / 1000).toFixed(1)} s${part}: ${paperName(wish)}`;
  });
  const { station, owner, fallback } = issued.body;
  const jobs = world.boxes.flatMap(({ name, process }) =>
    (process()?.open()?.jobs.ofDocument(issued.id) ?? []).map(
      ({ state, printer }) => `${state} at ${name}'s ${printer}`,
    ),
  );
  return [
    `${numberOf(ticket)} of ${station} by ${by([issued.id])}, owner ${nameOf(owner)}, fallback ${nameOf(fallback)}`,
    `started ${by(started)}, printed ${by(printed.map(({ id }) => id))}, uncertain ${by(uncertain)}`,
    `claimed ${by(claimed)}, released ${by(released)}`,
    `papers: ${own.join(", ")}; ${jobs.join(", ")}`,
  ].join("; ");
}
