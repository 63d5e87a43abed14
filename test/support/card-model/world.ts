/**
 * A small world of tills, a card terminal with its bank, a link between them and a guest, in which every
 * order of steps is tried. The tills run the product's own dialogue and judge. Source: docs/rules/cards.md, C28.
 */

import { type CardRequest, type Memory, type TerminalSays } from "../../../src/card/contract.ts";
import { type Phase } from "../../../src/card/dialogue.ts";
import {
  type CardAct,
  type FoundReceipt,
  type TerminalReceipt,
} from "../../../src/domain/events/card-events.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type Fact } from "./fact.ts";

export type ToTerminal =
  | { readonly type: "read" | "acknowledge" | "abort" }
  /** The payment is named for the bank's books; no till or terminal looks at that. */
  | { readonly type: "pay"; readonly payment: number };

export type ToTill =
  | { readonly type: "memory"; readonly last: Last }
  | { readonly type: "busy" | "completed" | "aborted" }
  | { readonly type: "result"; readonly last: Last };

/** What the terminal did last. */
export interface Last {
  readonly ref: TerminalReceipt;
  readonly amount: number;
  readonly isApproved: boolean;
  readonly act: CardAct;
}

export interface Line {
  readonly till: number;
  readonly isUp: boolean;
  /** What is under way to the terminal; it arrives also when the till has hung up. */
  readonly out: ReadonlyArray<ToTerminal>;
  readonly in: ReadonlyArray<ToTill>;
}

export interface TillState {
  /** What its process is at; null for nothing. */
  readonly phase: Phase | null;
  readonly payment: number | null;
  /** The take-over under which its dialogue began. */
  readonly turn: number;
  readonly isWaiting: boolean;
  /** The terminal has answered, and another till is to be heard. */
  readonly isHearing: boolean;
  /** It has asked the terminal in order to take it over. */
  readonly isTaking: boolean;
  readonly isBurned: boolean;
}

/** A charge in the bank's books. */
export interface Charge {
  readonly payment: number;
  readonly ref: TerminalReceipt;
  readonly amount: number;
  readonly isStanding: boolean;
}

/** How often what can still happen. */
export interface Budget {
  readonly payments: number;
  readonly crashes: number;
  readonly cuts: number;
  readonly doubles: number;
  readonly escapes: number;
  readonly partials: number;
  /** A person asks again for a payment that nobody knows of. */
  readonly questions: number;
  /** A person who has looked at the terminal says what it says there. */
  readonly words: number;
  readonly takes: number;
  readonly burns: number;
}

export const NO_BUDGET: Budget = {
  payments: 1,
  crashes: 0,
  cuts: 0,
  doubles: 0,
  escapes: 0,
  partials: 0,
  questions: 0,
  words: 0,
  takes: 0,
  burns: 0,
};

/** Immutable: a step makes another one, and shares what it leaves alone. */
export interface World {
  readonly tills: ReadonlyArray<TillState>;
  /** All that any till has written, in the order of writing. */
  readonly facts: ReadonlyArray<Fact>;
  /** For each till how many facts of each till it knows. */
  readonly known: ReadonlyArray<ReadonlyArray<number>>;
  readonly lines: ReadonlyArray<Line>;
  readonly terminal: {
    readonly at: "rest" | "guest" | "unacknowledged";
    readonly line: number;
    readonly payment: number;
  };
  readonly last: Last;
  readonly charges: ReadonlyArray<Charge>;
  readonly left: Budget;
}

/** How a model of terminal, or a wrong wording of a rule, differs from the usual. */
export interface Wording {
  /** A decline uses up a receipt number, and is remembered. */
  readonly keepsDeclines?: boolean;
  /** It can't tell its last receipt for certain. */
  readonly canNotRepeat?: boolean;
  /** It tells its last receipt while a guest holds the card there. */
  readonly tellsWhileBusy?: boolean;
  /** What was sent before may still arrive when the till thinks that it can't any more. */
  readonly isImpatient?: boolean;
  /** The start goes out again after a crash. */
  readonly sendsAgain?: boolean;
  /** The start is durable only once the terminal has answered. */
  readonly isToldBeforeDurable?: boolean;
  /** A receipt is believed when it is greater than the one before. */
  readonly believesGreater?: boolean;
  /** The receipt before is taken from the ledger, and not from the terminal. */
  readonly afterFromLedger?: boolean;
  /** Whoever used the terminal since is not looked at. */
  readonly ignoresUse?: boolean;
  /** A yes counts before it was acknowledged. */
  readonly capturesAtResult?: boolean;
  /** A broken connection is a no. */
  readonly silenceIsNo?: boolean;
  /** The person's own abort is a no. */
  readonly escapeIsNo?: boolean;
  /** No other till is heard. */
  readonly hearsNobody?: boolean;
  /** Who takes a terminal over says yes or no for the till before. */
  readonly takerDecides?: boolean;
}

/** The next receipt after it is 1, so that each world sees that. */
export const FIRST: Last = {
  ref: { receipt: 9998, trace: 41, date: "1125" },
  amount: 900,
  isApproved: true,
  act: "pay",
};
export const SUM = 2000;

const IDLE: TillState = {
  phase: null,
  payment: null,
  turn: 0,
  isWaiting: false,
  isHearing: false,
  isTaking: false,
  isBurned: false,
};

/** All tills know of one payment that the first of them took there. */
export function newWorld(tills: number, left: Budget): World {
  const { ref, amount } = FIRST;
  const after = { receipt: ref.receipt - 1, trace: ref.trace - 1, date: ref.date };
  const facts: ReadonlyArray<Fact> = [
    { by: 0, type: "started", payment: 0, after, turn: 0 },
    { by: 0, type: "captured", payment: 0, ref, amount },
  ];
  const known = Array.from({ length: tills }, (_, till) => (till === 0 ? facts.length : 0));
  return {
    tills: Array.from({ length: tills }, () => IDLE),
    facts,
    known: Array.from({ length: tills }, () => known),
    lines: [],
    terminal: { at: "rest", line: -1, payment: -1 },
    last: FIRST,
    charges: [{ payment: 0, ref, amount, isStanding: true }],
    left,
  };
}

export function withTill(world: World, till: number, changed: Partial<TillState>): World {
  return { ...world, tills: replaced(world.tills, till, changed) };
}

export function withLine(world: World, line: number, changed: Partial<Line>): World {
  return { ...world, lines: replaced(world.lines, line, changed) };
}

function replaced<One extends object>(
  all: ReadonlyArray<One>,
  at: number,
  changed: Partial<One>,
): ReadonlyArray<One> {
  return all.map((one, index) => (index === at ? { ...one, ...changed } : one));
}

export function spent(world: World, what: keyof Budget): World {
  return { ...world, left: { ...world.left, [what]: world.left[what] - 1 } };
}

/** Returns the line that the till used last; -1 for none. */
export function lineOf({ lines }: World, till: number): number {
  return lines.findLastIndex((line) => line.till === till);
}

export function hungUp(world: World, till: number): World {
  return {
    ...world,
    lines: world.lines.map((line) =>
      line.till === till ? { ...line, isUp: false, in: [] } : line,
    ),
  };
}

export function saysOf({ ref, amount, isApproved, act }: Last): TerminalSays {
  // A result of a payment doesn't say which act it is; one of a reversal does.
  const said = act === "reverse" ? act : undefined;
  return { act: said, ref, amount: minor(amount), isApproved, code: "", card: { ref } };
}

export function memoryOf(last: Last): Memory {
  return { type: "receipt", says: saysOf(last) };
}

export function foundOf({ ref, amount, isApproved, act }: Last): FoundReceipt {
  return { ref, amount: minor(amount), isApproved, ...(act === "reverse" ? { act } : {}) };
}

export function requestAfter(after: TerminalReceipt | null): CardRequest {
  return { act: "pay", sum: minor(SUM), named: null, after };
}

/** Returns the world without lines on which nothing can happen any more: they differ in their number only. */
export function forgetDeadLines(world: World): World {
  const { terminal, tills } = world;
  // A question that arrives after hanging up is answered to nobody.
  const lines = world.lines.map((line) =>
    line.isUp || line.out.every(({ type }) => type !== "read")
      ? line
      : { ...line, out: line.out.filter(({ type }) => type !== "read") },
  );
  const lastLines = new Set(
    tills.map(({ phase }, till) => (phase === null ? -1 : lineOf(world, till))),
  );
  const kept = lines.filter(
    ({ isUp, out }, at) => isUp || out.length > 0 || at === terminal.line || lastLines.has(at),
  );
  const line = lines[terminal.line];
  const at = line === undefined ? -1 : kept.indexOf(line);
  return { ...world, lines: kept, terminal: { ...terminal, line: at } };
}
