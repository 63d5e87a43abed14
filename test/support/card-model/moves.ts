/** All that can happen next in the model, and what must never be so. */

import { RECEIPT_MAX, type TerminalReceipt } from "../../../src/domain/events/card-events.ts";
import { paymentsAt } from "../../../src/domain/terminals/card-ledger.ts";
import { openFound } from "../../../src/domain/terminals/found-receipts.ts";
import { caresOf, saidBy } from "./cares.ts";
import { asked, began, type Doer, happen, heard, hearTill, numberOf, resumed } from "./doings.ts";
import { ledgerOf, TERMINAL, told } from "./facts.ts";
import {
  hungUp,
  type Last,
  lineOf,
  spent,
  SUM,
  type ToTill,
  withLine,
  withTill,
  type Wording,
  type World,
} from "./world.ts";

export type Move = (world: World) => World;

export function movesOf(world: World, wording: Wording): ReadonlyArray<Move> {
  return [
    ...world.lines.flatMap((_, at) => lineMoves(world, wording, at)),
    ...terminalMoves(world, wording),
    ...world.tills.flatMap((_, till) => tillMoves(world, { till, wording })),
  ];
}

function lineMoves({ lines, left, tills }: World, wording: Wording, at: number): Move[] {
  const line = lines[at];
  if (line === undefined) return [];
  const { till } = line;
  const doer = { till, wording };
  const moves: Move[] = [];
  if (line.out.length > 0) moves.push((world) => arrived(world, wording, at));
  const [message] = line.in;
  if (message !== undefined) {
    moves.push((world) => hearTill(withLine(world, at, { in: line.in.slice(1) }), doer, message));
    const isDoubled = message.type === "result" || message.type === "completed";
    if (isDoubled && left.doubles > 0) {
      moves.push((world) => hearTill(spent(world, "doubles"), doer, message));
    }
  }
  if (line.isUp && left.cuts > 0 && tills[till]?.phase !== null) {
    // A cut loses what is under way, or lets it arrive late.
    moves.push(
      (world) => cut(world, doer, { at, isLost: true }),
      (world) => cut(world, doer, { at, isLost: false }),
    );
  }
  return moves;
}

function cut(
  world: World,
  doer: Doer,
  { at, isLost }: { readonly at: number; readonly isLost: boolean },
): World {
  const { out = [] } = world.lines[at] ?? {};
  const dead = withLine(spent(world, "cuts"), at, { isUp: false, in: [], out: isLost ? [] : out });
  return at === lineOf(world, doer.till) ? happen(dead, doer, { type: "lost" }) : dead;
}

/** The first of what is under way on the line arrives at the terminal. */
function arrived(world: World, wording: Wording, at: number): World {
  const [message, ...out] = world.lines[at]?.out ?? [];
  if (message === undefined) return world;
  const now = withLine(world, at, { out });
  const { terminal, last } = now;
  const isAtRest = terminal.at === "rest";
  const isOwn = terminal.line === at;
  switch (message.type) {
    case "read": {
      const tells = isAtRest || wording.tellsWhileBusy === true;
      return answered(now, at, tells ? { type: "memory", last } : { type: "busy" });
    }
    case "pay":
      return isAtRest
        ? { ...now, terminal: { at: "guest", line: at, payment: message.payment } }
        : answered(now, at, { type: "aborted" });
    case "acknowledge":
      return isOwn && terminal.at === "unacknowledged"
        ? rested(answered(now, at, { type: "completed" }))
        : now;
    default:
      return isOwn && terminal.at === "guest" ? declined(now, wording) : now;
  }
}

function answered(world: World, at: number, message: ToTill): World {
  const line = world.lines[at];
  return line?.isUp === true ? withLine(world, at, { in: [...line.in, message] }) : world;
}

function rested(world: World): World {
  return { ...world, terminal: { at: "rest", line: -1, payment: -1 } };
}

function terminalMoves({ terminal, lines, left }: World, wording: Wording): Move[] {
  if (terminal.at === "guest") {
    return [
      (world) => approved(world, SUM),
      (world) => declined(world, wording),
      ...(left.partials > 0 ? [(world: World) => approved(spent(world, "partials"), SUM / 2)] : []),
    ];
  }
  const isLineDown = lines[terminal.line]?.isUp !== true;
  return terminal.at === "unacknowledged" && isLineDown ? [takenBack, rested] : [];
}

function nextRef({ receipt, trace, date }: TerminalReceipt): TerminalReceipt {
  return { receipt: (receipt % RECEIPT_MAX) + 1, trace: trace + 1, date };
}

function approved(world: World, amount: number): World {
  const { payment, line } = world.terminal;
  const ref = nextRef(world.last.ref);
  const last: Last = { ref, amount, isApproved: true, act: "pay" };
  const charges = [...world.charges, { payment, ref, amount, isStanding: true }];
  const charged = {
    ...world,
    charges,
    last,
    terminal: { ...world.terminal, at: "unacknowledged" as const },
  };
  return answered(charged, line, { type: "result", last });
}

function declined(world: World, { keepsDeclines = false }: Wording): World {
  const ref = nextRef(world.last.ref);
  const last: Last = keepsDeclines
    ? { ref, amount: SUM, isApproved: false, act: "pay" }
    : world.last;
  return rested(answered({ ...world, last }, world.terminal.line, { type: "aborted" }));
}

/** The card comes out before anybody has acknowledged the yes. */
function takenBack(world: World): World {
  const charges = world.charges.map((charge, at) =>
    at === world.charges.length - 1 ? { ...charge, isStanding: false } : charge,
  );
  return rested({ ...world, charges, last: { ...world.last, act: "reverse" } });
}

function tillMoves(world: World, doer: Doer): Move[] {
  const { till } = doer;
  const state = world.tills[till];
  if (state === undefined || state.isBurned) return [];
  const { left } = world;
  const isBusy = state.phase !== null || state.isTaking;
  const moves: Move[] = isBusy ? busyMoves(world, doer) : idleMoves(world, doer);
  const others = world.tills.some(({ isBurned }, other) => other !== till && !isBurned);
  if (others) moves.push((now) => told(now, till));
  if (isBusy && left.crashes > 0) {
    moves.push(
      (now) => crashed(spent(now, "crashes"), till),
      // What it had just said was still in the box.
      (now) => crashed(unsaid(spent(now, "crashes"), till), till),
    );
  }
  // A start of a till that burned, which arrives after the next driver has read, is not tried.
  const isSending = world.lines.some((line) => line.till === till && line.out.length > 0);
  if (left.burns > 0 && till === 0 && !isSending) {
    moves.push((now) => burned(spent(now, "burns"), till));
  }
  return moves;
}

function busyMoves(world: World, doer: Doer): Move[] {
  const { till, wording } = doer;
  const state = world.tills[till];
  if (state === undefined) return [];
  const { phase } = state;
  if (phase === null) return [(now) => withTill(hungUp(now, till), till, { isTaking: false })];
  const moves: Move[] = [];
  const isQuiet =
    wording.isImpatient === true ||
    world.lines.every((line) => line.till !== till || line.out.length === 0);
  if (state.isWaiting && (phase.at !== "settling" || isQuiet)) {
    moves.push((now) => happen(withTill(now, till, { isWaiting: false }), doer, { type: "time" }));
  }
  if (state.isHearing) {
    moves.push((now) =>
      happen(withTill(now, till, { isHearing: false }), doer, { type: "not-heard" }),
    );
    const areThere = world.tills.every(({ isBurned }) => !isBurned);
    if (areThere) moves.push((now) => heard(told(now, till), doer));
  }
  if (phase.at === "waiting" && world.left.escapes > 0) {
    moves.push((now) => happen(spent(now, "escapes"), doer, { type: "escape" }));
  }
  const { driver } = ledgerOf(world, till);
  if (driver.till !== till || driver.turn !== state.turn) {
    moves.push((now) => happen(now, doer, { type: "taken" }));
  }
  return moves;
}

function idleMoves(world: World, doer: Doer): Move[] {
  const { till } = doer;
  const { left } = world;
  const { view, driver } = ledgerOf(world, till);
  const moves: Move[] = [...caresOf(world, doer)];
  if (driver.till === till && left.payments > 0) moves.push((now) => began(now, doer));
  if (driver.till !== till && left.takes > 0) {
    moves.push((now) => withTill(asked(spent(now, "takes"), till), till, { isTaking: true }));
  }
  const isStill = world.terminal.at === "rest" && world.lines.every(({ out }) => out.length === 0);
  for (const placed of paymentsAt(view, TERMINAL)) {
    if (placed.state !== "unknown") continue;
    const payment = numberOf(placed);
    if (driver.till === till && left.questions > 0) {
      moves.push((now) => resumed(spent(now, "questions"), doer, payment));
    }
    // A person looks at a terminal at rest, when nothing can arrive there any more.
    if (isStill && left.words > 0) moves.push((now) => saidBy(spent(now, "words"), till, payment));
  }
  return moves;
}

function unsaid(world: World, till: number): World {
  const at = lineOf(world, till);
  return at < 0 ? world : withLine(world, at, { out: [] });
}

function crashed(world: World, till: number): World {
  return withTill(hungUp(world, till), till, {
    phase: null,
    payment: null,
    isWaiting: false,
    isHearing: false,
    isTaking: false,
  });
}

/** The till and all that no other one knows of it are gone. */
function burned(world: World, till: number): World {
  const left = Math.max(...world.known.map((own, at) => (at === till ? 0 : (own[till] ?? 0))));
  let count = 0;
  const facts = world.facts.filter((fact) => {
    if (fact.by === till) count += 1;
    return fact.by !== till || count <= left;
  });
  return withTill(crashed({ ...world, facts }, till), till, { isBurned: true });
}

/** Returns what is wrong in a state that must not be. */
export function wrongIn({ charges, facts, tills }: World): string | undefined {
  const standing = new Map<number, World["charges"][number]>();
  for (const charge of charges) if (charge.isStanding) standing.set(charge.payment, charge);
  const paid = charges.map(({ payment }) => payment);
  if (new Set(paid).size < paid.length) return "charged twice";
  for (const fact of facts) {
    if (fact.type === "captured") {
      const charge = standing.get(fact.payment);
      if (charge === undefined) return "captured and not charged";
      if (charge.amount !== fact.amount) return "captured with another sum";
      const isOther = fact.ref !== null && fact.ref.trace !== charge.ref.trace;
      if (isOther) return "captured by another's receipt";
    }
    if (fact.type === "declined" && standing.has(fact.payment)) return "declined and charged";
  }
  const isWhole = tills.every(({ isBurned, phase }) => !isBurned && phase === null);
  const started = new Set(facts.flatMap((fact) => (fact.type === "started" ? [fact.payment] : [])));
  const isForgotten = paid.some((payment) => !started.has(payment));
  return isWhole && isForgotten ? "charged and forgotten" : undefined;
}

const HEALED_STEPS = 300;
/** A till that drives it by then asks it before the next sale, which reads what it did last. */
const PATIENT = { takes: 1, payments: 1 };

/** Ends all faults, lets everything come to rest, and returns what is lost then; undefined for nothing. */
export function lostIn(world: World, wording: Wording): string | undefined {
  const none = Object.fromEntries(Object.keys(world.left).map((name) => [name, 0]));
  const left = { ...world.left, ...none, ...PATIENT };
  let now: World = { ...world, left };
  for (let count = 0; ; count += 1) {
    const next = restful(now, wording);
    if (next === undefined) break;
    now = next;
    if (count > HEALED_STEPS) return "it never comes to rest";
  }
  return forgottenIn(now);
}

/** Returns the world after the next thing that brings it to rest; undefined where it is at rest. */
function restful(world: World, wording: Wording): World | undefined {
  for (const [at, line] of world.lines.entries()) {
    if (line.out.length > 0) return arrived(world, wording, at);
    const [message, ...rest] = line.in;
    if (message !== undefined) {
      return hearTill(withLine(world, at, { in: rest }), { till: line.till, wording }, message);
    }
  }
  const [move] = terminalMoves(world, wording);
  if (move !== undefined) return move(world);
  for (const [till, state] of world.tills.entries()) {
    if (state.isBurned) continue;
    const doer = { till, wording };
    const learned = told(world, till);
    if (JSON.stringify(learned.known) !== JSON.stringify(world.known)) return learned;
    const isBusy = state.phase !== null || state.isTaking;
    // A till that is heard out answers at once.
    const all = isBusy ? busyMoves(world, doer).toReversed() : caresOf(world, doer);
    for (const step of all) {
      const next = step(world);
      if (next !== world) return next;
    }
    const isLast = world.tills.every((other, at) => at === till || other.isBurned);
    const isElsewhere = ledgerOf(world, till).driver.till !== till;
    if (isLast && isElsewhere && world.left.takes > 0) {
      return withTill(asked(spent(world, "takes"), till), till, { isTaking: true });
    }
  }
  return nextSale(world, wording);
}

function nextSale(world: World, wording: Wording): World | undefined {
  const till = world.tills.findIndex(({ isBurned }) => !isBurned);
  const isHere = ledgerOf(world, till).driver.till === till;
  return isHere && world.left.payments > 0 ? began(world, { till, wording }) : undefined;
}

/** Returns what nobody would hear of: a charge that no payment, no question and no found receipt tells. */
function forgottenIn(world: World): string | undefined {
  const till = world.tills.findIndex(({ isBurned }) => !isBurned);
  const { view, idOf } = ledgerOf(world, till);
  const all = paymentsAt(view, TERMINAL);
  if (all.some(({ state }) => state === "open")) return "open for ever";
  for (const { payment, ref, isStanding } of world.charges) {
    if (!isStanding) continue;
    const placed = all.find(({ id }) => id === idOf(payment));
    const isTold = placed?.state === "captured" || placed?.state === "unknown";
    const isFound = openFound(view, TERMINAL).some(({ from, to }) =>
      isBetween(ref.receipt, from, to),
    );
    // Two tills at once: the later one's question names a receipt that is not the very next.
    const isBeside = all.some(({ state, started: { terminal }, payment: { unknown } }) => {
      const to = unknown?.found?.ref.receipt;
      const { after } = terminal;
      const isAsked = state === "unknown" && to !== undefined && after !== null;
      return isAsked && isBetween(ref.receipt, (after.receipt % RECEIPT_MAX) + 1, to);
    });
    if (!isTold && !isFound && !isBeside) return "charged and lost";
  }
  return undefined;
}

/** The receipt after the highest is 1. */
function isBetween(receipt: number, from: number, to: number): boolean {
  return from <= to ? receipt >= from && receipt <= to : receipt >= from || receipt <= to;
}
