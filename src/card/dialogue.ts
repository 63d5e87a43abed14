/**
 * A payment at a terminal as a state machine: what happened, and what is done next. Pure; whoever runs it
 * does the deeds in their order, and each write is durable before the next one. Source: docs/rules/cards.md, C24.
 *
 * The start is sent once and never again. Once it may have gone out, only the terminal ends the payment: by
 * its answer on this very connection, or by its memory, which is asked at rest on a new one.
 */

import { assertNever } from "../domain/base/assert-never.ts";
import { type FoundReceipt, type UnknownWhy } from "../domain/events/card-events.ts";
import {
  type CardOutcome,
  type CardRequest,
  type Memory,
  type TerminalProfile,
  type TerminalSays,
  type Verdict,
} from "./contract.ts";
import { foundIn, isSame, judgeMemory, judgeResult, type LedgerFacts } from "./judge.ts";

export interface Dialogue {
  readonly profile: TerminalProfile;
  readonly phase: Phase;
}

export type Phase =
  /** It is asked, at rest, for its last receipt, or whether it is there where it knows payments by name. */
  | { readonly at: "reading" }
  /** The start is durable, and no byte of it has gone out. */
  | { readonly at: "begun"; readonly request: CardRequest }
  /** The start may have arrived. `status`: what the terminal last said that it is at, by its protocol's number. */
  | {
      readonly at: "waiting";
      readonly request: CardRequest;
      readonly status?: number | undefined;
      /** Its yes was not taken: it is to take that back. */
      readonly isRefused?: boolean;
    }
  /** It said yes, and may still take that back. `status` as before. */
  | {
      readonly at: "acknowledged";
      readonly request: CardRequest;
      readonly says: TerminalSays;
      readonly status?: number | undefined;
    }
  /** The connection is hung up; what was sent on it may still arrive. */
  | { readonly at: "settling"; readonly request: CardRequest }
  /** On a new connection it is asked, at rest, what became of the payment. */
  | { readonly at: "asking"; readonly request: CardRequest }
  /** Its memory has answered, and the other tills are heard before that counts. */
  | {
      readonly at: "hearing";
      readonly request: CardRequest;
      readonly memory: Memory;
    }
  /** Nothing was written, because the terminal was never asked. */
  | { readonly at: "not-begun"; readonly why: NotBegun }
  | { readonly at: "done"; readonly outcome: CardOutcome };

export type NotBegun = "busy" | "no-answer" | "refused" | "aborted" | NoTalk;

/**
 * Why a terminal that is there can't be talked to: `stranger` has somebody else's certificate, with `key` it
 * doesn't share the shop's key, and with `currency` it refuses a till of the shop's currency.
 */
export type NoTalk = "stranger" | "key" | "currency";

export type Happening =
  /** The terminal at rest told its last receipt. */
  | { readonly type: "read"; readonly memory: Memory; readonly ledger: LedgerFacts }
  | { readonly type: "busy" }
  /** The connection is gone, or could not be made. */
  | { readonly type: "lost"; readonly why?: NoTalk }
  /** The start was committed; `request` has the receipt before it as it was committed. */
  | { readonly type: "begun"; readonly request: CardRequest }
  /** The ledger refused the start. */
  | { readonly type: "refused" }
  /** Right before the first byte: the payment is still open and the terminal still this till's. */
  | { readonly type: "sent" }
  /** It was not, so no byte went out. */
  | { readonly type: "not-sent" }
  /** The terminal is at work. */
  | { readonly type: "working"; readonly status: number | undefined }
  | { readonly type: "result"; readonly says: TerminalSays }
  | { readonly type: "completed" }
  | { readonly type: "aborted"; readonly code: string }
  /** All in one: the terminal's last word about this very payment, which nobody has to acknowledge. */
  | { readonly type: "answered"; readonly says: TerminalSays }
  /** A person wants it ended. */
  | { readonly type: "escape" }
  /** Another till drives the terminal by now. */
  | { readonly type: "taken" }
  /** The time is up: of a silence within the dialogue, or of what was sent before. */
  | { readonly type: "time" }
  | { readonly type: "heard"; readonly ledger: LedgerFacts }
  | { readonly type: "not-heard" };

export type Deed =
  /** Makes a new connection, and has a terminal at rest say what the start has to know. */
  | { readonly type: "read" }
  /** Makes a new connection, and asks a terminal at rest what became of the payment. */
  | { readonly type: "ask"; readonly request: CardRequest }
  | { readonly type: "begin"; readonly last: FoundReceipt | null }
  | { readonly type: "send" }
  | { readonly type: "acknowledge" }
  /** Does not take the yes, so that the terminal takes it back. */
  | { readonly type: "refuse" }
  | { readonly type: "ask-abort" }
  | { readonly type: "hang-up" }
  /** Waits; a wait before it is over. */
  | { readonly type: "wait"; readonly ms: number }
  /** Makes sure that every other till that may drive the terminal was heard since now. */
  | { readonly type: "hear" }
  | { readonly type: "end"; readonly outcome: CardOutcome };

export interface Step {
  readonly dialogue: Dialogue;
  readonly deeds: ReadonlyArray<Deed>;
}

/** Returns a payment's dialogue from its very beginning. */
export function beginDialogue(profile: TerminalProfile): Step {
  const phase = { at: "reading" } as const;
  const deeds: ReadonlyArray<Deed> = [{ type: "read" }, { type: "wait", ms: ANSWER_MS }];
  return { dialogue: { profile, phase }, deeds };
}

/** Returns the dialogue of a payment that was started and has no answer: the till was restarted, or asks again. */
export function resumeDialogue(request: CardRequest, profile: TerminalProfile): Step {
  const dialogue: Dialogue = { profile, phase: { at: "settling", request } };
  return { dialogue, deeds: [{ type: "hang-up" }, { type: "wait", ms: profile.settleMs }] };
}

/** A terminal at rest answers a question within that. */
const ANSWER_MS = 10_000;
/** The pause before a busy terminal is asked again. */
const BUSY_MS = 2000;

export function step(dialogue: Dialogue, happening: Happening): Step {
  const { phase } = dialogue;
  if (happening.type === "taken") return whenTaken(dialogue);
  switch (phase.at) {
    case "reading":
      return whileReading(dialogue, happening);
    case "begun":
      return whileBegun(dialogue, phase.request, happening);
    case "waiting":
      return whileWaiting(dialogue, phase, happening);
    case "acknowledged":
      return whileAcknowledged(dialogue, phase, happening);
    case "settling":
      return happening.type === "time" ? ask(dialogue, phase.request) : stay(dialogue);
    case "asking":
      return whileAsking(dialogue, phase.request, happening);
    case "hearing":
      return whileHearing(dialogue, phase, happening);
    case "not-begun":
    case "done":
      return stay(dialogue);
    default:
      return assertNever(phase, "phase of a dialogue with a terminal");
  }
}

/**
 * Another till drives the terminal: nothing more is sent there, and what it says is that till's. Before the
 * first byte the ledger refuses by itself. Source: docs/rules/cards.md, C15.
 */
function whenTaken(dialogue: Dialogue): Step {
  const { phase } = dialogue;
  switch (phase.at) {
    case "waiting":
    case "settling":
    case "asking":
      return unknown(dialogue, "used-since", null);
    case "acknowledged":
      return unknown(dialogue, "used-since", foundIn(phase.says));
    case "hearing":
      return unknown(dialogue, "used-since", lastOf(phase.memory));
    default:
      return stay(dialogue);
  }
}

function whileReading(dialogue: Dialogue, happening: Happening): Step {
  switch (happening.type) {
    case "read":
      return turnTo(dialogue, { at: "reading" }, [
        { type: "begin", last: lastOf(happening.memory) },
      ]);
    case "begun": {
      const { request } = happening;
      return turnTo(dialogue, { at: "begun", request }, [{ type: "send" }]);
    }
    case "refused":
      return notBegun(dialogue, "refused");
    case "busy":
      return notBegun(dialogue, "busy");
    case "escape":
      return notBegun(dialogue, "aborted");
    case "lost":
      return notBegun(dialogue, happening.why ?? "no-answer");
    case "time":
      return notBegun(dialogue, "no-answer");
    default:
      return stay(dialogue);
  }
}

function whileBegun(dialogue: Dialogue, request: CardRequest, happening: Happening): Step {
  switch (happening.type) {
    case "sent":
      return listen(dialogue, { at: "waiting", request });
    case "not-sent":
      return end(dialogue, { type: "declined", how: "untold", code: "" });
    // Whether the send that was under way got out is not known.
    case "lost":
    case "time":
      return settle(dialogue, request);
    default:
      return stay(dialogue);
  }
}

function whileWaiting(
  dialogue: Dialogue,
  phase: Extract<Phase, { readonly at: "waiting" }>,
  happening: Happening,
): Step {
  const { profile } = dialogue;
  const { request } = phase;
  switch (happening.type) {
    case "working":
      return listen(dialogue, withStatus(phase, happening.status));
    case "result":
      return onResult(dialogue, request, happening.says);
    case "aborted": {
      const code = phase.isRefused === true ? OFFLINE_LIMIT : happening.code;
      return end(dialogue, { type: "declined", how: "answer", code });
    }
    case "answered":
      return onAnswer(dialogue, request, happening.says);
    case "escape":
      return turnTo(dialogue, dialogue.phase, [
        { type: "ask-abort" },
        { type: "wait", ms: profile.silenceMs },
      ]);
    case "completed":
    case "lost":
    case "time":
      return settle(dialogue, request);
    default:
      return stay(dialogue);
  }
}

function onResult(dialogue: Dialogue, request: CardRequest, says: TerminalSays): Step {
  // A no is final with the end of the dialogue, which says it again.
  if (!says.isApproved) {
    return turnTo(dialogue, dialogue.phase, [
      { type: "acknowledge" },
      { type: "wait", ms: dialogue.profile.silenceMs },
    ]);
  }
  switch (judgeResult(request, says, dialogue.profile)) {
    case "old":
      return stay(dialogue);
    case "yes":
      // The terminal takes it back, and says so as its last word.
      if (isBeyondOffline(request, says)) {
        return turnTo(dialogue, { at: "waiting", request, isRefused: true }, [
          { type: "refuse" },
          { type: "wait", ms: dialogue.profile.silenceMs },
        ]);
      }
      return turnTo(dialogue, { at: "acknowledged", request, says }, [
        { type: "acknowledge" },
        { type: "wait", ms: dialogue.profile.silenceMs },
      ]);
    // Not acknowledged, so that the terminal takes it back if it is anybody's at all.
    default:
      return settle(dialogue, request);
  }
}

/** The reason of a no that was the till's own wish. */
export const OFFLINE_LIMIT = "OfflineLimit";

/** The host may refuse it yet, and the shop does not bear so much. */
function isBeyondOffline({ offlineMost }: CardRequest, { amount, card }: TerminalSays): boolean {
  return card.offline === true && offlineMost !== undefined && amount > offlineMost;
}

/** A yes that isn't the payment's is asked for once more, and a person hears of it then. */
function onAnswer(dialogue: Dialogue, request: CardRequest, says: TerminalSays): Step {
  if (!says.isApproved) {
    return end(dialogue, { type: "declined", how: "answer", code: says.code });
  }
  return judgeResult(request, says, dialogue.profile) === "yes"
    ? end(dialogue, { type: "captured", says, how: "answer" })
    : settle(dialogue, request);
}

function whileAcknowledged(
  dialogue: Dialogue,
  phase: Extract<Phase, { readonly at: "acknowledged" }>,
  happening: Happening,
): Step {
  const { request, says } = phase;
  switch (happening.type) {
    case "completed":
      return end(dialogue, { type: "captured", says, how: "answer" });
    case "aborted":
      return end(dialogue, { type: "declined", how: "answer", code: happening.code });
    case "result":
      // The same once more: its acknowledgement was lost.
      return isSameSaid(happening.says, says)
        ? turnTo(dialogue, dialogue.phase, [{ type: "acknowledge" }])
        : settle(dialogue, request);
    case "working":
      return listen(dialogue, withStatus(phase, happening.status));
    case "lost":
    case "time":
      return settle(dialogue, request);
    default:
      return stay(dialogue);
  }
}

function whileAsking(dialogue: Dialogue, request: CardRequest, happening: Happening): Step {
  switch (happening.type) {
    case "busy":
      return turnTo(dialogue, { at: "settling", request }, [
        { type: "hang-up" },
        { type: "wait", ms: BUSY_MS },
      ]);
    case "read": {
      const { memory, ledger } = happening;
      const verdict = judgeMemory(request, memory, { ledger, profile: dialogue.profile });
      // A name tells whose the answer is, whatever other tills have done. Source: docs/rules/cards.md, C11.
      if (verdict.type === "unknown" || memory.type !== "receipt") {
        return end(dialogue, outcomeOf(verdict));
      }
      return turnTo(dialogue, { at: "hearing", request, memory }, [
        { type: "hang-up" },
        { type: "hear" },
      ]);
    }
    case "lost":
    case "time":
      return unknown(dialogue, "no-answer", null);
    default:
      return stay(dialogue);
  }
}

function whileHearing(
  dialogue: Dialogue,
  { request, memory }: Extract<Phase, { readonly at: "hearing" }>,
  happening: Happening,
): Step {
  const { profile } = dialogue;
  switch (happening.type) {
    case "heard": {
      const verdict = judgeMemory(request, memory, { ledger: happening.ledger, profile });
      return end(dialogue, outcomeOf(verdict));
    }
    case "not-heard":
      return unknown(dialogue, "not-heard", lastOf(memory));
    default:
      return stay(dialogue);
  }
}

/** A print line says nothing of what the terminal is at. */
function withStatus<At extends Extract<Phase, { readonly status?: number | undefined }>>(
  phase: At,
  status = phase.status,
): At {
  return { ...phase, status };
}

/** Returns what the terminal is at, by its protocol's number; undefined where it said nothing of that. */
export function statusIn(phase: Phase): number | undefined {
  return "status" in phase ? phase.status : undefined;
}

function outcomeOf(verdict: Verdict): CardOutcome {
  switch (verdict.type) {
    case "yes":
      return { type: "captured", says: verdict.says, how: "memory" };
    case "no":
      return { type: "declined", how: "memory", code: verdict.code };
    default:
      return verdict;
  }
}

/** Returns what the terminal says that it did last; null where it tells nothing. */
export function lastOf(memory: Memory): FoundReceipt | null {
  return memory.type === "receipt" ? foundIn(memory.says) : null;
}

function isSameSaid({ ref }: TerminalSays, other: TerminalSays): boolean {
  return ref !== null && other.ref !== null && isSame(ref, other.ref);
}

function stay(dialogue: Dialogue): Step {
  return { dialogue, deeds: [] };
}

function turnTo(dialogue: Dialogue, phase: Phase, deeds: ReadonlyArray<Deed>): Step {
  return { dialogue: { ...dialogue, phase }, deeds };
}

/** Listens on, for as long as a silence may last. */
function listen(dialogue: Dialogue, phase: Phase): Step {
  return turnTo(dialogue, phase, [{ type: "wait", ms: dialogue.profile.silenceMs }]);
}

function ask(dialogue: Dialogue, request: CardRequest): Step {
  return turnTo(dialogue, { at: "asking", request }, [
    { type: "ask", request },
    { type: "wait", ms: ANSWER_MS },
  ]);
}

/** Hangs up and waits until nothing of the old connection can arrive any more. */
function settle(dialogue: Dialogue, request: CardRequest): Step {
  return turnTo(dialogue, { at: "settling", request }, [
    { type: "hang-up" },
    { type: "wait", ms: dialogue.profile.settleMs },
  ]);
}

function notBegun(dialogue: Dialogue, why: NotBegun): Step {
  return turnTo(dialogue, { at: "not-begun", why }, [{ type: "hang-up" }]);
}

function unknown(dialogue: Dialogue, why: UnknownWhy, found: FoundReceipt | null): Step {
  return end(dialogue, { type: "unknown", why, found });
}

/** The write comes first: what the terminal said is lost with the connection. */
function end(dialogue: Dialogue, outcome: CardOutcome): Step {
  return turnTo(dialogue, { at: "done", outcome }, [{ type: "end", outcome }, { type: "hang-up" }]);
}
