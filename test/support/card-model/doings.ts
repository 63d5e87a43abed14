/** What a till of the model does: it runs the product's dialogue, and writes as the product's books do. */

import { type TerminalProfile, type CardOutcome, type Memory } from "../../../src/card/contract.ts";
import {
  beginDialogue,
  type Deed,
  type Happening,
  resumeDialogue,
  step,
  type Step,
} from "../../../src/card/dialogue.ts";
import { judgeMemory, type LedgerFacts } from "../../../src/card/judge.ts";
import { capturedCard } from "../../../src/domain/balance/card-payments.ts";
import { assertNever } from "../../../src/domain/base/assert-never.ts";
import { foundBefore } from "../../../src/domain/commands/cards/card-start.ts";
import { RECEIPT_MAX, type FoundReceipt } from "../../../src/domain/events/card-events.ts";
import { deviceOf } from "../../../src/domain/identity.ts";
import {
  ledgerSays,
  openCardPayments,
  paymentsAt,
  type PlacedPayment,
} from "../../../src/domain/terminals/card-ledger.ts";
import { type Fact } from "./fact.ts";
import { ledgerOf, originOf, TERMINAL } from "./facts.ts";
import {
  FIRST,
  foundOf,
  hungUp,
  type Last,
  lineOf,
  memoryOf,
  requestAfter,
  saysOf,
  type ToTerminal,
  type ToTill,
  withLine,
  withTill,
  type Wording,
  type World,
} from "./world.ts";

/** A payment is so old when it is judged. */
const HOUR_MS = 3_600_000;

export function profileOf({ canNotRepeat = false }: Wording): TerminalProfile {
  return { canRepeat: !canNotRepeat, hasNextTrace: true, settleMs: 60_000, silenceMs: 240_000 };
}

export function deviceAt(till: number): string {
  return deviceOf(originOf(till));
}

export function wrote(world: World, fact: Fact): World {
  return { ...world, facts: [...world.facts, fact] };
}

/** A till of the world, with how its rules are worded. */
export interface Doer {
  readonly till: number;
  readonly wording: Wording;
}

/** Returns the payments that its ledger knows, by their numbers. */
export function placedAt(world: World, till: number, payment: number): PlacedPayment | undefined {
  const { view, idOf } = ledgerOf(world, till);
  return paymentsAt(view, TERMINAL).find(({ id }) => id === idOf(payment));
}

export function happen(world: World, doer: Doer, happening: Happening): World {
  const { phase } = stateOf(world, doer);
  if (phase === null) return world;
  const { wording } = doer;
  if (happening.type === "lost" && wording.silenceIsNo === true && phase.at === "waiting") {
    return over(ended(world, doer, { type: "declined", how: "answer", code: "" }), doer);
  }
  if (happening.type === "escape" && wording.escapeIsNo === true) {
    return over(ended(world, doer, { type: "declined", how: "answer", code: "" }), doer);
  }
  const next = step({ profile: profileOf(wording), phase }, happening);
  const after = follow(world, doer, next);
  const isEarly =
    wording.capturesAtResult === true &&
    happening.type === "result" &&
    next.dialogue.phase.at === "acknowledged";
  return isEarly ? happen(after, doer, { type: "completed" }) : after;
}

export function stateOf(world: World, { till }: Doer): World["tills"][number] {
  const state = world.tills[till];
  if (state === undefined) throw new Error("There is no such till.");
  return state;
}

/** Takes the step, does its deeds in their order, and lets go of a dialogue that is over. */
export function follow(world: World, doer: Doer, { dialogue, deeds }: Step): World {
  let now = withTill(world, doer.till, { phase: dialogue.phase });
  for (const deed of deeds) now = done(now, doer, deed);
  const { phase } = stateOf(now, doer);
  return phase?.at === "done" || phase?.at === "not-begun" ? over(now, doer) : now;
}

function over(world: World, { till }: Doer): World {
  return withTill(hungUp(world, till), till, {
    phase: null,
    payment: null,
    isWaiting: false,
    isHearing: false,
  });
}

function done(world: World, doer: Doer, deed: Deed): World {
  const { till, wording } = doer;
  switch (deed.type) {
    case "read":
    case "ask":
      return asked(world, till);
    case "begin":
      return begun(world, doer, deed.last);
    case "send":
      return sent(world, doer);
    case "acknowledge":
      return saidOn(world, till, { type: "acknowledge" });
    case "refuse":
      throw new Error("Nothing is approved offline in the model.");
    case "ask-abort":
      return saidOn(world, till, { type: "abort" });
    case "hang-up":
      return hungUp(world, till);
    case "wait":
      return withTill(world, till, { isWaiting: true });
    case "hear": {
      const isAlone = world.tills.length === 1 || wording.hearsNobody === true;
      return isAlone ? heard(world, doer) : withTill(world, till, { isHearing: true });
    }
    case "end":
      return ended(world, doer, deed.outcome);
    default:
      return assertNever(deed, "deed of a dialogue");
  }
}

/** Asks for the last receipt on a connection of its own. */
export function asked(world: World, till: number): World {
  const line = { till, isUp: true, out: [{ type: "read" as const }], in: [] };
  const quiet = hungUp(world, till);
  return { ...quiet, lines: [...quiet.lines, line] };
}

function saidOn(world: World, till: number, message: ToTerminal): World {
  const at = lineOf(world, till);
  const line = world.lines[at];
  return line?.isUp === true ? withLine(world, at, { out: [...line.out, message] }) : world;
}

export function heard(world: World, doer: Doer): World {
  const now = withTill(world, doer.till, { isHearing: false });
  return happen(now, doer, { type: "heard", ledger: factsFor(now, doer) });
}

function factsFor(world: World, { till, wording }: Doer): LedgerFacts {
  const { payment } = stateOf(world, { till, wording });
  const placed = payment === null ? undefined : placedAt(world, till, payment);
  const isOwnStart = placed === undefined || deviceOf(placed.id) === deviceAt(till);
  const known =
    placed === undefined
      ? { isUsedSince: false, isClaimed: () => false }
      : ledgerSays(ledgerOf(world, till).view, placed);
  const isUsedSince = wording.ignoresUse === true ? false : known.isUsedSince;
  return { ...known, isUsedSince, isOwnStart, ageMs: HOUR_MS };
}

/** Writes the start, where the product's rules let it be written. */
function begun(world: World, doer: Doer, last: FoundReceipt | null): World {
  const { till, wording } = doer;
  const { view, driver } = ledgerOf(world, till);
  const { turn } = driver;
  const open = openCardPayments(view).some(({ started }) => started.terminal.turn >= turn);
  if (driver.till !== till || open || world.left.payments === 0) {
    return happen(world, doer, { type: "refused" });
  }
  const payment = nextPayment(world);
  const before = wording.afterFromLedger === true ? lastInLedger(world, till) : last?.ref;
  const after = before ?? null;
  const left = { ...world.left, payments: world.left.payments - 1 };
  const isDurable = wording.isToldBeforeDurable !== true;
  const start: Fact = { by: till, type: "started", payment, after, turn };
  let now: World = { ...world, left };
  if (isDurable) now = wrote(found(now, till, { last, isNew: true }), start);
  now = withTill(now, till, { payment });
  return happen(now, doer, { type: "begun", request: requestAfter(after) });
}

/** Returns a number that no payment has, also of a till that burned. */
function nextPayment({ facts, charges, lines, terminal }: World): number {
  const underWay = lines.flatMap(({ out }) => out);
  const named = [...facts, ...charges, ...underWay].map((one) =>
    "payment" in one ? one.payment : 0,
  );
  return Math.max(terminal.payment, ...named) + 1;
}

function lastInLedger(world: World, till: number) {
  const all = paymentsAt(ledgerOf(world, till).view, TERMINAL);
  const refs = all.flatMap(({ payment }) => capturedCard(payment)?.ref ?? []);
  return refs[0] ?? FIRST.ref;
}

/** Writes down a receipt that the ledger can't place. */
function found(
  world: World,
  till: number,
  { last, isNew }: { readonly last: FoundReceipt | null; readonly isNew: boolean },
): World {
  const { view } = ledgerOf(world, till);
  const drafts = foundBefore({ view }, { id: TERMINAL, isNew }, last);
  return drafts.reduce(
    (now, draft) =>
      draft.kind === "terminal/found"
        ? wrote(now, { by: till, type: "found", ...draft.body })
        : now,
    world,
  );
}

function sent(world: World, doer: Doer): World {
  const { till, wording } = doer;
  const { payment, phase } = stateOf(world, doer);
  if (payment === null || phase?.at !== "begun") return world;
  const { driver } = ledgerOf(world, till);
  const placed = placedAt(world, till, payment);
  const isDurable = wording.isToldBeforeDurable !== true;
  const mayBeSent =
    driver.till === till &&
    (!isDurable || (placed?.state === "open" && placed.started.terminal.turn === driver.turn));
  if (!mayBeSent) return happen(world, doer, { type: "not-sent" });
  const at = lineOf(world, till);
  const line = world.lines[at];
  const out = [...(line?.out ?? []), { type: "pay" as const, payment }];
  return happen(withLine(world, at, { out }), doer, { type: "sent" });
}

/** Writes what became of it; refused where that is known, as the product's decisions are. */
function ended(world: World, doer: Doer, outcome: CardOutcome): World {
  const { payment } = stateOf(world, doer);
  if (payment === null) return world;
  const { wording, till } = doer;
  const start = { by: till, type: "started", payment, after: null, turn: 0 } as const;
  const isDurable = wording.isToldBeforeDurable !== true;
  return settled(isDurable ? world : wrote(world, start), till, { payment, outcome });
}

export function settled(
  world: World,
  till: number,
  { payment, outcome }: { readonly payment: number; readonly outcome: CardOutcome },
): World {
  const placed = placedAt(world, till, payment);
  if (placed === undefined || placed.state === "captured") return world;
  if (outcome.type === "captured") {
    const { ref, amount } = outcome.says;
    return wrote(world, { by: till, type: "captured", payment, ref, amount });
  }
  if (placed.state !== "open" && placed.state !== "unknown") return world;
  if (outcome.type === "declined") {
    return wrote(world, { by: till, type: "declined", payment, how: outcome.how });
  }
  const { found: what, why } = outcome;
  const { unknown } = placed.payment;
  const isSaid = unknown?.why === why && JSON.stringify(unknown.found) === JSON.stringify(what);
  return isSaid ? world : wrote(world, { by: till, type: "unknown", payment, found: what, why });
}

export function began(world: World, doer: Doer): World {
  const { turn } = ledgerOf(world, doer.till).driver;
  return follow(withTill(world, doer.till, { turn }), doer, beginDialogue(profileOf(doer.wording)));
}

/** Asks what became of a payment; with the wrong wording, by telling it once more. */
export function resumed(world: World, doer: Doer, payment: number): World {
  const { till, wording } = doer;
  const placed = placedAt(world, till, payment);
  if (placed === undefined) return world;
  const { turn } = ledgerOf(world, till).driver;
  const request = requestAfter(placed.started.terminal.after);
  const now = withTill(world, till, { turn, payment });
  if (wording.sendsAgain !== true) {
    return follow(now, doer, resumeDialogue(request, profileOf(wording)));
  }
  const dialled = { ...now, lines: [...now.lines, { till, isUp: true, out: [], in: [] }] };
  const dialogue = { profile: profileOf(wording), phase: { at: "begun" as const, request } };
  return follow(dialled, doer, { dialogue, deeds: [{ type: "send" }] });
}

export function hearTill(world: World, doer: Doer, message: ToTill): World {
  const { till, wording } = doer;
  if (stateOf(world, doer).isTaking) return tookOver(world, doer, message);
  switch (message.type) {
    case "memory": {
      const memory = believed(world, doer, message.last);
      return happen(world, doer, {
        type: "read",
        memory,
        ledger: factsFor(world, { till, wording }),
      });
    }
    case "result": {
      return happen(world, doer, { type: "result", says: saysOf(message.last) });
    }
    case "aborted":
      return happen(world, doer, { type: "aborted", code: "6c" });
    default:
      return happen(world, doer, { type: message.type });
  }
}

/** Returns what the terminal remembers; by the wrong wording a later receipt is as good as the next. */
function believed(world: World, doer: Doer, last: Last): Memory {
  const { phase } = stateOf(world, doer);
  if (doer.wording.believesGreater !== true || phase?.at !== "asking") return memoryOf(last);
  const { after } = phase.request;
  if (after === null || last.ref.trace <= after.trace) return memoryOf(last);
  const receipt = (after.receipt % RECEIPT_MAX) + 1;
  return memoryOf({ ...last, ref: { ...last.ref, receipt, trace: after.trace + 1 } });
}

/** The terminal has answered who takes it over. */
function tookOver(world: World, doer: Doer, message: ToTill): World {
  const { till, wording } = doer;
  const now = withTill(hungUp(world, till), till, { isTaking: false });
  if (message.type !== "memory") return now;
  const { view, driver } = ledgerOf(now, till);
  if (driver.till === till) return now;
  const last = foundOf(message.last);
  const open = openCardPayments(view);
  let taken = wrote(now, { by: till, type: "taken", turn: driver.turn + 1, last });
  for (const placed of open) {
    const payment = numberOf(placed);
    const { after } = placed.started.terminal;
    const facts = { ...ledgerSays(view, placed), isOwnStart: false, ageMs: HOUR_MS };
    const asks = { ledger: facts, profile: profileOf(wording) };
    const verdict = judgeMemory(requestAfter(after), memoryOf(message.last), asks);
    const unknown = { type: "unknown", why: "used-since", found: last } as const;
    const decided: CardOutcome =
      verdict.type === "yes"
        ? { type: "captured", says: verdict.says, how: "memory" }
        : verdict.type === "no"
          ? { type: "declined", how: "memory", code: "" }
          : unknown;
    const outcome = wording.takerDecides === true ? decided : unknown;
    taken = settled(taken, till, { payment, outcome });
  }
  // Placed is what was known before the take-over itself.
  const [receipt] = found(now, till, { last, isNew: false }).facts.slice(now.facts.length);
  return receipt === undefined ? taken : wrote(taken, receipt);
}

/** Returns the number of a payment; its order is named by that. */
export function numberOf({ order }: PlacedPayment): number {
  return Number(order);
}
