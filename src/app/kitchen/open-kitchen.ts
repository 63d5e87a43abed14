/** Opens a kitchen's screen on the process's terminal. */

import { hash } from "node:crypto";

import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  decideDone,
  decideRecalled,
  decideServed,
  type MarkedAlready,
  wholeTickets,
} from "../../domain/commands/kitchen/mark-ticket.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { isTraining } from "../../domain/events/series.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type StationCard, withOrderNow } from "../../domain/kitchen/card-order.ts";
import {
  type DoneTicket,
  type KitchenMoment,
  readDone,
  readStation,
} from "../../domain/kitchen/kitchen-board.ts";
import { type KitchenCard } from "../../domain/kitchen/kitchen-card.ts";
import { allDay, partsOf, toMakeSinceMs } from "../../domain/kitchen/kitchen-cards.ts";
import { type PassOrder, readPass } from "../../domain/kitchen/pass-board.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { mayWrite } from "../../domain/membership/admission.ts";
import { dueMs } from "../../domain/order/due-at.ts";
import { gatherOrder } from "../../domain/order/gathered-order.ts";
import { type Random } from "../../domain/ports.ts";
import { clockTextAt } from "../../domain/text/clock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { commitBatch, isBig } from "../../ledger/commit-batch.ts";
import { type LockName } from "../../ledger/exclusive-lock.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type StoreDeps } from "../../ledger/open-ledger.ts";
import { type LateLimits } from "../../tui/kitchen/card-rows.ts";
import {
  type BoardCard,
  type DoneCard,
  type KitchenBoard,
  type KitchenPort,
  type KitchenRefusal,
} from "../../tui/kitchen/kitchen-port.ts";
import { runKitchen } from "../../tui/kitchen/run-kitchen.ts";
import { runPlainKitchen } from "../../tui/kitchen/run-plain-kitchen.ts";
import { owingFields, printerField } from "../../tui/rows/status-fields.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { createLedgerNews, type LedgerNews } from "../attention/ledger-news.ts";
import { hasUnheardRevokers } from "../membership/own-revocation.ts";
import { createFarPrinters, type FarPrinters } from "../mesh/far-printers.ts";
import { meshFields } from "../mesh/mesh-words.ts";
import { openScreen, type ScreenEnd } from "../open-screen.ts";
import { openTill, type OpenTill } from "../open-till.ts";
import { guestFactsOf } from "../printing/guest-facts.ts";
import { stayResident } from "../resident/stay-resident.ts";
import { tryStore } from "../store-errors.ts";
import { type RegisterSupervisor } from "../supervisor/supervised.ts";
import { systemSteadyMs } from "../system/clock.ts";
import { type Environment } from "../system/environment.ts";
import { REGISTER_LOG } from "../system/log-file.ts";
import { processHooks } from "../system/process.ts";
import { type Till } from "../till/till.ts";

export interface KitchenDeps {
  readonly environment: Environment;
  readonly deps: StoreDeps;
  readonly supervisor: RegisterSupervisor | undefined;
  /** Undefined for the pass. */
  readonly station: KitchenStation;
  /** Lines instead of a screen. */
  readonly isPlain: boolean;
  readonly bell: boolean;
  readonly late: LateLimits;
}

/** Throws StoreError when the store can't be opened: before anything is drawn. */
export function openKitchen(
  dir: string,
  { environment, deps, supervisor, station, isPlain, bell, late }: KitchenDeps,
): Promise<ScreenEnd> {
  const { signs, colour } = environment;
  return openScreen(dir, {
    environment,
    deps,
    logName: REGISTER_LOG,
    lock: lockOf(station),
    run: async (open, { input, log }) => {
      const shared = {
        port: createKitchenPort(open, {
          station,
          onLog: (line) => {
            log.write(`mesh: ${line}`);
          },
        }),
        clock: open.clock,
        stdin: input,
        stdout: process.stdout,
        onLog: log.write,
        options: { signs, color: colour, bell, late },
        isRestarted: supervisor !== undefined && supervisor.before !== "none",
      };
      if (isPlain) return runPlainKitchen(shared);
      if (supervisor !== undefined) open.till.ledger.db.onLongWork(supervisor.busy);
      const leave = supervisor?.watch();
      const { offsetMinutes } = open.till;
      const exit = await runKitchen({ ...shared, hooks: processHooks, offsetMinutes });
      // The rest may take its time: papers come out, and the folded state is written down.
      leave?.();
      return exit;
    },
  });
}

/** A station may be called what no file can be. */
function lockOf(station: KitchenStation): LockName {
  return station === undefined
    ? "kitchen-pass"
    : `kitchen-at-${hash("sha256", station.id).slice(0, 16)}`;
}

/** Returns the stations of this box's shop, by name. */
export async function readStations(
  dir: string,
  deps: StoreDeps,
): Promise<ReadonlyArray<NonNullable<KitchenStation>>> {
  const open = openTill(dir, deps);
  try {
    return [...open.till.catalogue().stationsById.values()]
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    await open.close();
  }
}

/* A kitchen's screen on this box: what it reads of the ledger, and what the box says for it. */

/** A station of the catalogue; undefined for the pass. */
type KitchenStation = { readonly id: string; readonly name: string } | undefined;

interface KitchenPortOptions {
  readonly station: KitchenStation;
  readonly onLog: (line: string) => void;
  /** The system's own unless said otherwise. */
  readonly steadyMs?: (() => number) | undefined;
}

/** Makes the port of a kitchen's screen. It has the box's duties as well, as every process that stays. */
export function createKitchenPort(open: OpenTill, options: KitchenPortOptions): KitchenPort {
  const { till } = open;
  const { ledger } = till;
  const { station } = options;
  const listeners = new Set<() => void>();
  const news = createLedgerNews(open);
  const arrivals = createArrivals(till);
  const far = createFarPrinters(open);
  const moment = createMoment(open, options.steadyMs ?? systemSteadyMs);
  const board = keepBoard(open, station, moment);

  function notify(): void {
    far.lookAgain();
    for (const listener of listeners) listener();
  }

  ledger.onChange(notify);
  stayResident(open, {
    onChange: notify,
    onLook: () => {
      if ([news.look(), arrivals(), far.look()].includes(true)) notify();
    },
    onLog: options.onLog,
  });

  return {
    shop: {
      name: till.founding.name,
      device: till.deviceName(),
      training: isTraining(till.founding),
      locale: till.shopLocale(),
    },
    station,
    board,
    done: () => doneCards(till, station, moment),
    bump: ({ parts }) =>
      write(open, (view) =>
        station === undefined ? decideServed(view, parts) : decideDone(view, parts),
      ),
    finish: (parts) => write(open, (view) => decideDone(view, parts)),
    recall: (parts) => write(open, (view) => decideRecalled(view, parts)),
    ...keptNumbers(till, station),
    troubles: () => [...notToBeMade(till, station, news), ...troubles(open, news.troubles, far)],
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Decide = (view: LedgerView) => Result<ReadonlyArray<Draft>, MarkedAlready>;

/** Nobody is logged in here: the box acts, and its right to write of tickets is asked for. */
function write(
  { till: { ledger }, random }: OpenTill,
  decide: Decide,
): Result<void, KitchenRefusal> {
  const self = ledger.admission().get(ledger.identity.key.device);
  // An event that this device may not write would not be believed, nor anything after it.
  const may = self !== undefined && !self.revoked && mayWrite(self, "ticket/done");
  if (!may || hasUnheardRevokers(ledger)) return err("shut-out");
  const done = tryStore(() => commitMarks(ledger, random, decide));
  if (typeof done === "string") return err("no-room");
  return done.ok ? ok(undefined) : err("said");
}

const WHO = { by: "", name: "kitchen screen" };

/** An order may have more tickets than a transaction has room for: then it is a batch of several. */
function commitMarks(ledger: Ledger, random: Random, decide: Decide): Result<unknown, unknown> {
  const done = ledger.commit<MarkedAlready | ManyMarks>({
    ...WHO,
    decide: ({ view }) => {
      const decided = decide(view);
      if (!decided.ok) return decided;
      const { value: events } = decided;
      return isBig(events) ? err({ type: "marks/many", events }) : ok({ events });
    },
  });
  if (done.ok || done.fault.type !== "marks/many") return done;
  const { events } = done.fault;
  return commitBatch<MarkedAlready>(
    ledger,
    { ...WHO, events, admit: ({ view }) => decide(view) },
    random,
  );
}

interface ManyMarks {
  readonly type: "marks/many";
  readonly events: ReadonlyArray<Draft>;
}

type Moment = (view: LedgerView) => KitchenMoment;

function createMoment(open: OpenTill, steadyMs: () => number): Moment {
  const { till, clock } = open;
  const hearing = createKitchenHearing(open, steadyMs);
  return (view) => ({
    nowMs: clock.nowMs(),
    today: till.days().suggested,
    heardAgoMs: hearing.look(view),
  });
}

/** What a board says is in these. */
const BOARD_STREAMS = ["ticket", "order", "cat", "customer"] as const;

/** Worked out anew only when a ticket has changed, or the minute in which they age. */
function keepBoard(
  { till, clock }: OpenTill,
  station: KitchenStation,
  moment: Moment,
): () => KitchenBoard {
  let kept: { readonly name: string; readonly board: KitchenBoard } | undefined;
  return () =>
    till.ledger.read((view) => {
      const minute = Math.floor(clock.nowMs() / 60_000);
      const revisions = BOARD_STREAMS.map((type) => view.revision(type));
      const name = [minute, ...revisions, till.ledger.secrets.revision()].join(" ");
      if (kept?.name === name) return kept.board;
      const now = moment(view);
      const board =
        station === undefined
          ? passBoard(till, view, readPass(view, stationIds(till), now))
          : stationBoard(till, view, readStation(view, station.id, now));
      kept = { name, board };
      return board;
    });
}

function stationIds(till: Till): ReadonlyArray<string> {
  return [...till.catalogue().stationsById.keys()];
}

function stationBoard(
  till: Till,
  view: LedgerView,
  { cards, past }: ReturnType<typeof readStation>,
): KitchenBoard {
  return {
    cards: cards.map((card) => stationCard(till, view, withOrderNow(view, card))),
    past,
    allDay: allDay(cards),
  };
}

function stationCard(till: Till, view: LedgerView, card: StationCard): BoardCard {
  return {
    ...headOf(till, view, card),
    id: card.id,
    ...ageOf(
      card,
      card.lines.filter(({ isDone }) => !isDone),
    ),
    isAddOn: card.isAddOn,
    notesBefore: card.notesBefore,
    isReady: false,
    sections: [{ station: undefined, lines: card.lines }],
    also: card.also.map(({ station, pieces }) => ({ station: stationName(till, station), pieces })),
    parts: partsOf(card),
  };
}

function ageOf(
  { wallMs }: Pick<KitchenCard, "wallMs">,
  lines: KitchenCard["lines"],
): Pick<BoardCard, "wallMs" | "isAllHeld"> {
  const sinceMs = toMakeSinceMs(lines);
  return sinceMs === undefined ? { wallMs, isAllHeld: true } : { wallMs: sinceMs };
}

function passBoard(
  till: Till,
  view: LedgerView,
  { orders, past }: ReturnType<typeof readPass>,
): KitchenBoard {
  return {
    cards: orders.flatMap((order) => passCard(till, view, order)),
    past,
    allDay: allDay(orders.flatMap(({ cards }) => cards)),
  };
}

function passCard(
  till: Till,
  view: LedgerView,
  { bill, number, place, cards, wallMs, parts, isReady }: PassOrder,
): ReadonlyArray<BoardCard> {
  const [first] = cards;
  if (first === undefined) return [];
  const byStation = Map.groupBy(cards, ({ station }) => station);
  return [
    {
      ...headOf(till, view, first),
      number,
      ...place,
      id: bill,
      ...ageOf(
        { wallMs },
        cards.flatMap(({ lines }) => lines),
      ),
      isAddOn: false,
      notesBefore: [],
      isReady,
      // The stations are sorted by name, so that each has its place however they come.
      sections: [...byStation]
        .map(([station, own]) => ({
          station: stationName(till, station),
          lines: own.flatMap(({ lines }) => lines).toSorted((a, b) => a.course - b.course),
        }))
        .toSorted((a, b) => (a.station < b.station ? -1 : 1)),
      also: [],
      parts,
    },
  ];
}

function headOf(
  till: Till,
  view: LedgerView,
  { bill, number, service, table, name, movedFrom, covers, by, dueAt }: KitchenCard,
): Omit<
  BoardCard,
  "id" | "wallMs" | "isAddOn" | "notesBefore" | "isReady" | "sections" | "also" | "parts"
> {
  const server = by === "" ? "" : till.staffName(by);
  const guestNote = guestFactsOf(till, gatherOrder(view, bill))?.note ?? "";
  const head = { number, service, table, name, movedFrom, covers, server, guestNote };
  if (dueAt === undefined) return head;
  return { ...head, due: { at: dueAt, wallMs: dueMs(dueAt, till.offsetMinutes) } };
}

function stationName(till: Till, id: string): string {
  return till.catalogue().stationsById.get(id)?.name ?? id;
}

/** Newest first; what was said in one press comes back in one. */
function doneCards(till: Till, station: KitchenStation, moment: Moment): ReadonlyArray<DoneCard> {
  const ids = station === undefined ? stationIds(till) : [station.id];
  return till.ledger.read((view) => {
    const now = moment(view);
    const done = ids
      .flatMap((id) => readDone(view, id, now))
      .toSorted(
        (a, b) =>
          whenDone(a) - whenDone(b) || b.doneMs - a.doneMs || (a.card.id < b.card.id ? -1 : 1),
      );
    const groups = Map.groupBy(done, ({ card, doneMs }) => `${card.order} ${doneMs}`);
    return [...groups.values()].slice(0, DONE_SHOWN_MAX).flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { card, doneMs } = first;
      const lines = group.flatMap((one) => one.card.lines);
      return [
        {
          number: card.number,
          table: card.table,
          goods: lines.map(({ name }) => name).join(", "),
          time: clockTextAt(doneMs, till.offsetMinutes),
          parts: wholeTickets(
            view,
            group.map((one) => one.card.id),
          ),
        },
      ];
    });
  });
}

/**
 * A ticket that seems to come from far ahead was written by a wrong clock, and must not push others
 * off the list.
 */
function whenDone({ agoMs }: DoneTicket): number {
  return agoMs < -CLOCKS_APART_MS_MAX ? Infinity : agoMs;
}

const CLOCKS_APART_MS_MAX = 5 * 60_000;

/** The rows of a list of one page. */
const DONE_SHOWN_MAX = 15;

/** A number once shown belongs to its ticket, also after a power cut. On a full disk it may change. */
function keptNumbers(
  { ledger: { store } }: Till,
  station: KitchenStation,
): Pick<KitchenPort, "numbers" | "keepNumbers"> {
  const key = `kitchen-numbers/${station === undefined ? "" : station.id}`;
  return {
    numbers: () => {
      const text = store.local(key) ?? "";
      return text.split("\n").flatMap((line) => {
        const [number = "", card = ""] = line.split(" ");
        return /^[1-9][0-9]{0,2}$/u.test(number) && card !== "" ? [[card, Number(number)]] : [];
      });
    },
    keepNumbers: (numbers) => {
      const text = numbers.map(([card, number]) => `${number} ${card}`).join("\n");
      tryStore(() => store.setLocal(key, text));
    },
  };
}

/** Makes the look for events of other processes and tills. */
function createArrivals({ ledger: { store } }: Till): () => boolean {
  let seen = store.lastArrival();
  return () => {
    const last = store.lastArrival();
    const isNew = last !== seen;
    seen = last;
    return isNew;
  };
}

/** Goods of this station that tills apart have sold beyond what there was: somebody tells the guest. */
function notToBeMade(
  till: Till,
  station: KitchenStation,
  { oversold }: Pick<LedgerNews, "oversold">,
): ReadonlyArray<string> {
  const words = wordsIn(tillWords, till.shopLocale()).attention;
  const { productsBySku } = till.catalogue();
  return oversold().flatMap(({ sku, ...sold }) => {
    const isOurs = station === undefined || productsBySku.get(sku)?.station === station.id;
    return isOurs ? [words.oversold(sold)] : [];
  });
}

function troubles(
  open: OpenTill,
  ofLedger: ReturnType<typeof createLedgerNews>["troubles"],
  far: FarPrinters,
): ReadonlyArray<string> {
  const words = wordsFor({ locale: open.till.shopLocale() }).status;
  const { printing, till } = open;
  const disk = { plenty: "", scarce: words.diskScarce, none: words.diskNone };
  return [
    disk[till.ledger.room.state()],
    ...ofLedger(words),
    ...meshFields(open, words).troubles,
    ...printing
      .printers()
      .filter(({ state }) => state !== "ok")
      .map((printer) => printerField(words, printer)),
    ...owingFields(words, far.list()),
  ].filter((text) => text !== "");
}

/*
 * What a kitchen's screen has heard as it was said. Tills have clocks that are wrong, and right again a
 * moment later: how old a ticket is counts from then, by a clock that never jumps, and what a till says
 * of the time only where the ticket came late or before the screen was there.
 */

interface KitchenHearing {
  /** How long ago each ticket was spoken of last. */
  readonly look: (view: LedgerView) => ReadonlyMap<EventId, number>;
}

/** The time in which an open ticket may be wanted. */
const REMEMBERED_MS = 6 * 3_600_000;
/**
 * The most tickets remembered: more than a kitchen has in sight within that time. Each is looked at
 * for each board.
 */
const REMEMBERED_MAX = 400;

/** Notes from now on when tickets were heard. */
export function createKitchenHearing(
  { till: { ledger }, mesh }: Pick<OpenTill, "till" | "mesh">,
  steadyMs: () => number,
): KitchenHearing {
  const heardAtMs = new Map<EventId, number>();
  let seen = ledger.read((view) => view.revision("ticket"));
  let wasInStep = isInStep();

  /** While it catches up, what it hears may be of last night. */
  function isInStep(): boolean {
    const view = mesh.view();
    return view === undefined || view.catchUp === null;
  }

  function hear(view: LedgerView, nowMs: number): void {
    const changed = wasInStep ? view.changedSince("ticket", seen) : undefined;
    for (const stream of changed ?? []) {
      const id = streamName(stream) as EventId;
      // The entry moves behind all others, so that the first one is always the oldest.
      heardAtMs.delete(id);
      heardAtMs.set(id, nowMs);
    }
    seen = view.revision("ticket");
    wasInStep = isInStep();
  }

  return {
    look: (view) => {
      const nowMs = steadyMs();
      hear(view, nowMs);
      for (const [id, atMs] of heardAtMs) {
        if (heardAtMs.size <= REMEMBERED_MAX && nowMs - atMs < REMEMBERED_MS) break;
        heardAtMs.delete(id);
      }
      return new Map([...heardAtMs].map(([id, atMs]) => [id, nowMs - atMs]));
    },
  };
}
