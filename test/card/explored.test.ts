/**
 * The product's own dialogue, explored whole: every order of steps of a till, a terminal, a link and a guest,
 * with crashes and cuts. No payment is charged and forgotten, none is captured and not charged, none is
 * declined and charged later. Source: CARD 6.
 */

import { expect, test } from "vitest";

import { type CardOutcome, type CardRequest } from "../../src/card/contract.ts";
import {
  beginDialogue,
  type Deed,
  type Dialogue,
  type Happening,
  resumeDialogue,
  step,
} from "../../src/card/dialogue.ts";
import { type TerminalReceipt } from "../../src/domain/events/card-events.ts";
import { minor } from "../../src/domain/money/amounts.ts";

type ToTerminal = "read" | "pay" | "acknowledge" | "abort";
type ToTill =
  | { readonly type: "memory"; readonly ref: TerminalReceipt; readonly isApproved: boolean }
  | { readonly type: "busy" | "completed" | "aborted" }
  | { readonly type: "result"; readonly ref: TerminalReceipt };

interface Line {
  isUp: boolean;
  /** What is under way to the terminal; it arrives also when the till has hung up. */
  out: ToTerminal[];
  in: ToTill[];
}

interface World {
  dialogue: Dialogue | null;
  hasBegun: boolean;
  started: CardRequest | null;
  outcome: CardOutcome | null;
  lines: Line[];
  isWaiting: boolean;
  terminal: { at: "rest" | "guest" | "unacknowledged"; line: number };
  memory: { ref: TerminalReceipt; isApproved: boolean };
  charges: Array<{ isStanding: boolean }>;
  left: { crashes: number; cuts: number; escapes: number };
}

const profile = { canRepeat: true, hasNextTrace: true, settleMs: 60_000, silenceMs: 240_000 };
const ledger = { isUsedSince: false, isClaimed: () => false, isOwnStart: true, ageMs: 60_000 };
const REQUEST = { act: "pay", sum: minor(2000), named: null } as const;
const FIRST = { receipt: 1, trace: 1, date: "1125" };

interface Rules {
  /** What was sent before may still arrive when the till thinks that it can't any more. */
  readonly isImpatient?: boolean;
}

function begun(left: World["left"]): World {
  return {
    dialogue: null,
    hasBegun: false,
    started: null,
    outcome: null,
    lines: [],
    isWaiting: false,
    terminal: { at: "rest", line: -1 },
    memory: { ref: FIRST, isApproved: true },
    charges: [],
    left,
  };
}

/** Does the deeds of the dialogue in the world. */
function perform(world: World, deeds: ReadonlyArray<Deed>): void {
  for (const deed of deeds) {
    const line = world.lines.at(-1);
    switch (deed.type) {
      case "read":
      case "ask":
        hangUp(world);
        world.lines.push({ isUp: true, out: ["read"], in: [] });
        break;
      case "begin":
        world.started = { ...REQUEST, after: deed.last?.ref ?? null };
        happen(world, { type: "begun", request: world.started });
        break;
      case "send":
        line?.out.push("pay");
        happen(world, { type: "sent" });
        break;
      case "acknowledge":
        if (line?.isUp === true) line.out.push("acknowledge");
        break;
      case "refuse":
        throw new Error("Nothing is approved offline here.");
      case "ask-abort":
        if (line?.isUp === true) line.out.push("abort");
        break;
      case "hang-up":
        hangUp(world);
        break;
      case "wait":
        world.isWaiting = true;
        break;
      case "hear":
        happen(world, { type: "heard", ledger });
        break;
      default:
        world.outcome = deed.outcome;
    }
  }
}

function hangUp(world: World): void {
  for (const line of world.lines) Object.assign(line, { isUp: false, in: [] });
}

function happen(world: World, happening: Happening): void {
  if (world.dialogue === null) return;
  const next = step(world.dialogue, happening);
  world.dialogue = next.dialogue;
  perform(world, next.deeds);
}

function hearTill(world: World, message: ToTill): void {
  switch (message.type) {
    case "memory":
      happen(world, { type: "read", memory: { type: "receipt", says: saysOf(message) }, ledger });
      break;
    case "result":
      happen(world, { type: "result", says: saysOf({ ...message, isApproved: true }) });
      break;
    case "aborted":
      happen(world, { type: "aborted", code: "6c" });
      break;
    default:
      happen(world, { type: message.type });
  }
}

function saysOf({ ref, isApproved }: { ref: TerminalReceipt; isApproved: boolean }) {
  const amount = ref.receipt === FIRST.receipt ? minor(900) : REQUEST.sum;
  return { act: undefined, ref, amount, isApproved, code: "", card: { ref } };
}

function hearTerminal(world: World, at: number, message: ToTerminal): void {
  const { terminal, memory } = world;
  const isAtRest = terminal.at === "rest";
  const isOwn = terminal.line === at;
  if (message === "read")
    tell(world, at, isAtRest ? { type: "memory", ...memory } : { type: "busy" });
  if (message === "pay") {
    if (isAtRest) world.terminal = { at: "guest", line: at };
    else tell(world, at, { type: "aborted" });
  }
  if (message === "acknowledge" && isOwn && terminal.at === "unacknowledged") {
    tell(world, at, { type: "completed" });
    rest(world);
  }
  if (message === "abort" && isOwn && terminal.at === "guest") {
    tell(world, at, { type: "aborted" });
    rest(world);
  }
}

function tell(world: World, at: number, message: ToTill): void {
  const line = world.lines[at];
  if (line?.isUp === true) line.in.push(message);
}

function rest(world: World): void {
  world.terminal = { at: "rest", line: -1 };
}

type Move = (world: World) => void;

/** Returns all that can happen next. */
function movesOf(world: World, { isImpatient = false }: Rules): ReadonlyArray<Move> {
  const { dialogue, terminal, left, lines, outcome, started } = world;
  const moves: Move[] = [];
  const isOver = outcome !== null || dialogue?.phase.at === "not-begun";
  if (dialogue === null && !isOver) moves.push(start);
  for (const [at, line] of lines.entries()) {
    if (line.out.length > 0) {
      moves.push((next) => {
        const message = next.lines[at]?.out.shift();
        if (message !== undefined) hearTerminal(next, at, message);
      });
    }
    if (line.in.length > 0 && dialogue !== null) {
      moves.push((next) => {
        const message = next.lines[at]?.in.shift();
        if (message !== undefined) hearTill(next, message);
      });
    }
    if (line.isUp && left.cuts > 0) {
      // A cut loses what is under way, or lets it arrive late.
      for (const isLost of [true, false]) moves.push((next) => cut(next, at, isLost));
    }
  }
  if (terminal.at === "guest") moves.push(approve, decline);
  const isLineDown = terminal.at === "unacknowledged" && lines[terminal.line]?.isUp !== true;
  if (isLineDown) moves.push(takeBack, rest);
  const isSettling = dialogue?.phase.at === "settling";
  const isQuiet = isImpatient || lines.every((line) => line.out.length === 0);
  if (world.isWaiting && dialogue !== null && !isOver && (!isSettling || isQuiet)) {
    moves.push((next) => {
      next.isWaiting = false;
      happen(next, { type: "time" });
    });
  }
  if (dialogue !== null && !isOver && left.crashes > 0) moves.push(crash);
  if (dialogue?.phase.at === "waiting" && started !== null && left.escapes > 0) {
    moves.push((next) => {
      next.left.escapes -= 1;
      happen(next, { type: "escape" });
    });
  }
  return moves;
}

function start(world: World): void {
  const { started } = world;
  const first = started === null ? beginDialogue(profile) : resumeDialogue(started, profile);
  world.dialogue = first.dialogue;
  perform(world, first.deeds);
}

function crash(world: World): void {
  world.left.crashes -= 1;
  world.dialogue = null;
  world.isWaiting = false;
  hangUp(world);
}

function cut(world: World, at: number, isLost: boolean): void {
  world.left.cuts -= 1;
  const line = world.lines[at];
  if (line === undefined) return;
  line.isUp = false;
  line.in = [];
  if (isLost) line.out = [];
  if (at === world.lines.length - 1) happen(world, { type: "lost" });
}

function approve(world: World): void {
  const { receipt, trace, date } = world.memory.ref;
  const ref = { receipt: receipt + 1, trace: trace + 1, date };
  world.charges.push({ isStanding: true });
  world.memory = { ref, isApproved: true };
  world.terminal = { ...world.terminal, at: "unacknowledged" };
  tell(world, world.terminal.line, { type: "result", ref });
}

function decline(world: World): void {
  tell(world, world.terminal.line, { type: "aborted" });
  rest(world);
}

/** The card comes out before anybody has acknowledged the yes. */
function takeBack(world: World): void {
  const last = world.charges.at(-1);
  if (last !== undefined) last.isStanding = false;
  world.memory = { ...world.memory, isApproved: false };
  rest(world);
}

/** Returns what is wrong in a state that must not be. */
function wrongIn({ charges, outcome }: World): string | undefined {
  const standing = charges.filter(({ isStanding }) => isStanding).length;
  if (charges.length > 1) return "charged twice";
  if (outcome?.type === "captured" && standing !== 1) return "captured and not charged";
  if (outcome?.type === "declined" && standing !== 0) return "declined and charged";
  return undefined;
}

/** Lines on which nothing is under way any more differ in nothing but their number. */
function forgetDeadLines(world: World): void {
  const { terminal, lines } = world;
  const kept = lines.filter(
    ({ isUp, out }, at) =>
      isUp || out.length > 0 || at === terminal.line || at === lines.length - 1,
  );
  const line = lines[terminal.line];
  world.terminal = { ...terminal, line: line === undefined ? -1 : kept.indexOf(line) };
  world.lines = kept;
}

interface Explored {
  readonly states: number;
  readonly outcomes: ReadonlySet<string>;
  readonly wrong: ReadonlyArray<string>;
}

function explore(left: World["left"], rules: Rules = {}): Explored {
  const seen = new Set<string>();
  const outcomes = new Set<string>();
  const wrong = new Set<string>();

  /** Returns the state where it is a new one, and nothing is wrong in it. */
  function look(after: World): ReadonlyArray<World> {
    const key = JSON.stringify(after);
    if (seen.has(key)) return [];
    seen.add(key);
    if (after.outcome !== null) outcomes.add(after.outcome.type);
    const fault = wrongIn(after);
    if (fault !== undefined) wrong.add(fault);
    return fault === undefined ? [after] : [];
  }

  let front: ReadonlyArray<World> = [begun(left)];
  while (front.length > 0) {
    front = front.flatMap((world) =>
      movesOf(world, rules).flatMap((move) => look(moved(world, move))),
    );
  }
  return { states: seen.size, outcomes, wrong: [...wrong] };
}

function moved(world: World, move: Move): World {
  const after = structuredClone(world);
  move(after);
  forgetDeadLines(after);
  return after;
}

test.each([
  ["a crash", { crashes: 1, cuts: 0, escapes: 0 }],
  ["a cut", { crashes: 0, cuts: 1, escapes: 0 }],
  ["a crash and a cut", { crashes: 1, cuts: 1, escapes: 0 }],
  ["two crashes", { crashes: 2, cuts: 0, escapes: 0 }],
  ["somebody who wants it ended, and a cut", { crashes: 0, cuts: 1, escapes: 1 }],
])("a payment with %s is never charged and forgotten", (_, left) => {
  const { states, outcomes, wrong } = explore(left);

  expect(wrong).toEqual([]);
  expect(outcomes).toContain("captured");
  expect(outcomes).toContain("declined");
  expect(states).toBeGreaterThan(50);
});

test("a till that asks before what it sent is gone declines what is charged", () => {
  const { wrong } = explore({ crashes: 1, cuts: 0, escapes: 0 }, { isImpatient: true });

  expect(wrong).toContain("declined and charged");
});
