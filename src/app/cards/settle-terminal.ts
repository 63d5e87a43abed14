/**
 * A card terminal is told to end its day: once, after that is durable, and never again by itself. Without an
 * answer nobody knows for ever whether it did. Source: docs/rules/cards.md, C21.
 */

import { type EndedDay, type Slip } from "../../card/contract.ts";
import { saleOf, serviceOf } from "../../card/nexo/names.ts";
import { type CardLink } from "../../card/run-dialogue.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  decideBeginSettle,
  decideSettled,
  type SettleContext,
  settleableTerminal,
} from "../../domain/commands/cards/settle-terminal.ts";
import { type Decision, requirePermission } from "../../domain/commands/decision.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type TerminalSettledBody } from "../../domain/events/settled-events.ts";
import { deviceOf, type EventId } from "../../domain/identity.ts";
import { settlementsOf } from "../../domain/terminals/settlements.ts";
import { readTerminals, type Terminal } from "../../domain/terminals/terminals.ts";
import { takeLock } from "../../ledger/exclusive-lock.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { slipQueue, withSlips } from "../printing/slip-papers.ts";
import { type Actor, type Till } from "../till/till.ts";
import { type CardDeps } from "./card-dialogues.ts";
import { linkTo, profileOf } from "./terminal-links.ts";

export interface SettleWish {
  /** The terminal, by its id. */
  readonly id: string;
  /** Called once it is durable that the terminal is told. */
  readonly onTold?: (() => void) | undefined;
  /** Called whenever the terminal says what it is at, by its protocol's number. */
  readonly onStatus?: ((status: number) => void) | undefined;
}

export interface SettledTerminal {
  readonly terminal: Terminal;
  readonly ended: EndedDay;
}

/** Whoever does not answer by then is off. */
const ANSWER_MS = 5000;
/** A terminal that shows for longer that it is at it never ends. */
const WHOLE_MS = 900_000;

export interface Settlements {
  /** `actor`: who asks for it; undefined for the close of a day by a timer. */
  readonly settle: (
    actor: Actor | undefined,
    wish: SettleWish,
  ) => Promise<Result<SettledTerminal, Refusal>>;
  /** Says of each end of day that a crash cut off that nobody knows what became of it. */
  readonly noteLost: () => void;
  /** Lets go at once, as a process that dies does: what is under way is noted as lost later. */
  readonly stop: () => void;
}

export function createSettlements(deps: CardDeps): Settlements {
  const running = new Set<() => void>();
  return {
    settle: (actor, wish) => settleTerminal(deps, actor, { ...wish, running }),
    noteLost: () => {
      noteLostSettlements(deps);
    },
    stop: () => {
      for (const stop of running) stop();
    },
  };
}

interface Settling extends SettleWish {
  /** How each that is under way is let go of. */
  readonly running: Set<() => void>;
}

async function settleTerminal(
  deps: CardDeps,
  actor: Actor | undefined,
  { id, onTold, onStatus, running }: Settling,
): Promise<Result<SettledTerminal, Refusal>> {
  const { dir, till } = deps;
  const asked = askToSettle(till, actor, id);
  if (!asked.ok) return asked;
  const terminal = asked.value;
  const lock = takeLock(dir, lockOf(terminal));
  if (lock === undefined) return ok({ terminal, ended: { type: "not-asked", why: "busy" } });
  const link = linkTo(terminal, deps, () => undefined);
  const state: SettlingState = { isStopped: false };

  function stop(): void {
    state.isStopped = true;
    link.hangUp();
    letGo();
  }

  function letGo(): void {
    if (running.delete(stop)) lock?.release();
  }

  running.add(stop);
  try {
    noteLost(deps, terminal);
    const ended = await tell(
      deps,
      { terminal, link },
      {
        onStatus,
        begin: (last) => {
          if (state.isStopped) return undefined;
          const done = write(till, { actor, name: "end terminal's day" }, (context) =>
            decideBeginSettle(context, { id, last }),
          );
          if (done.ok) {
            state.told = done.value;
            onTold?.();
          } else state.refusal = done.fault;
          return state.told;
        },
      },
    );
    const { told, refusal, isStopped } = state;
    if (refusal !== undefined) return err(refusal);
    if (told !== undefined && !isStopped) {
      writeEnd(deps, terminal, { actor, of: told, ended, slips: link.slips() });
    }
    return ok({ terminal, ended });
  } finally {
    letGo();
  }
}

interface SettlingState {
  isStopped: boolean;
  /** The event that says that it is told. */
  told?: EventId | undefined;
  refusal?: Refusal;
}

/** Returns the terminal where it may be told now; nothing is written. */
function askToSettle(till: Till, actor: Actor | undefined, id: string): Result<Terminal, Refusal> {
  const { device } = till.ledger.identity.key;
  const isByPerson = actor !== undefined;
  if (actor !== undefined) {
    const allowed = till.ask(actor, "end terminal's day", (context) => {
      const may = requirePermission(context, "reports");
      return may.ok ? ok([]) : may;
    });
    if (!allowed.ok) return allowed;
  }
  return till.ledger.read((view) =>
    settleableTerminal({ view, device, day: till.days().now, isByPerson }, id),
  );
}

function noteLostSettlements(deps: CardDeps): void {
  const { dir, till } = deps;
  for (const terminal of till.ledger.read(readTerminals)) {
    if (lostAt(till, terminal) === undefined) continue;
    const lock = takeLock(dir, lockOf(terminal));
    if (lock === undefined) continue;
    noteLost(deps, terminal);
    lock.release();
  }
}

/** Whoever has the terminal's lock knows that nobody of this store waits for its answer. */
function noteLost(deps: CardDeps, terminal: Terminal): void {
  const of = lostAt(deps.till, terminal);
  if (of === undefined) return;
  writeEnd(deps, terminal, { actor: undefined, of, ended: { type: "lost" }, slips: [] });
}

function lostAt({ ledger }: Till, { id }: Terminal): EventId | undefined {
  const { device } = ledger.identity.key;
  return ledger
    .read((view) => settlementsOf(view, id))
    .find(({ state, till }) => state === "open" && deviceOf(till) === device)?.id;
}

function lockOf({ id }: Terminal): `terminal-${string}` {
  return `terminal-${id}`;
}

interface Telling extends Pick<SettleWish, "onStatus"> {
  /** Makes it durable, and returns its id; undefined where that is refused. */
  readonly begin: (last: Parameters<typeof decideBeginSettle>[1]["last"]) => EventId | undefined;
}

async function tell(
  { clock, till }: CardDeps,
  { terminal, link }: { readonly terminal: Terminal; readonly link: CardLink },
  { begin, onStatus }: Telling,
): Promise<EndedDay> {
  const { silenceMs } = profileOf(terminal);
  let stopWaiting = clock.after(ANSWER_MS, link.hangUp);
  const stopAtLast = clock.after(WHOLE_MS, link.hangUp);

  function waitOn(): void {
    stopWaiting();
    stopWaiting = clock.after(silenceMs, link.hangUp);
  }

  try {
    return await link.settle({
      begin: (last) => {
        const told = begin(last);
        if (told === undefined) return undefined;
        waitOn();
        if (terminal.protocol !== "nexo") return { named: null };
        const sale = saleOf(till.ledger.identity.origin);
        return { named: { sale, service: serviceOf(told), poi: terminal.poi } };
      },
      onSign: (status) => {
        waitOn();
        if (status !== undefined) onStatus?.(status);
      },
    });
  } finally {
    stopWaiting();
    stopAtLast();
    link.hangUp();
  }
}

interface SettleWrite {
  readonly actor: Actor | undefined;
  readonly name: string;
  /** Runs in the transaction of the box itself; an act of a person has companions for it. */
  readonly also?: (committed: Committed) => void;
}

/** Writes by the person, or by the box itself; returns the id of the first event. */
function write(
  till: Till,
  { actor, name, also }: SettleWrite,
  decide: (context: SettleContext) => Decision,
): Result<EventId | undefined, Refusal> {
  if (actor !== undefined) {
    const done = till.act(actor, name, (context) => decide({ ...context, isByPerson: true }));
    return done.ok ? ok(done.value.ids[0]) : done;
  }
  const done = till.ledger.commit<Refusal>({
    by: "",
    name,
    decide: ({ view, device, day = till.days().now }) => {
      const events = decide({ view, device, day, isByPerson: false });
      return events.ok ? ok({ events: events.value }) : events;
    },
    ...(also === undefined ? {} : { also }),
  });
  return done.ok ? ok(done.value.events[0]?.known?.id) : done;
}

interface Ending {
  /** Who asked for it; undefined for the box itself. */
  readonly actor: Actor | undefined;
  /** The event that says that it was told. */
  readonly of: EventId;
  readonly ended: EndedDay;
  /** What the terminal would have printed of it. */
  readonly slips: ReadonlyArray<Slip>;
}

/** What has happened is written, whatever the person may do by now. */
function writeEnd(
  deps: CardDeps,
  { id }: Terminal,
  { actor: asked, of, ended, slips }: Ending,
): void {
  const said = bodyOf(ended);
  const papers = { slips, isBack: false };
  const actor = asked && { number: asked.number, name: asked.name, hasHappened: true };
  const wish = { actor, name: "terminal's day ended" };
  const done =
    actor === undefined
      ? write(deps.till, { ...wish, also: slipQueue(deps, papers) }, decide)
      : withSlips(deps, papers, () => write(deps.till, wish, decide));

  function decide(context: SettleContext): Decision {
    return decideSettled(context, { id, of, ...said });
  }

  if (!done.ok && done.fault.type !== "card/known") {
    throw new Error(`The end of a terminal's day was refused: ${done.fault.type}.`);
  }
}

function bodyOf(ended: EndedDay): Omit<TerminalSettledBody, "of"> {
  switch (ended.type) {
    case "ended":
      return { says: "totals", totals: ended.totals };
    case "refused":
      return { says: "refused", code: ended.code };
    // It is durable that it is told, so the bytes may have gone out.
    case "not-asked":
    case "lost":
      return { says: "unknown" };
    default:
      return assertNever(ended, "end of a terminal's day");
  }
}
