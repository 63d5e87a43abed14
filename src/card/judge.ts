/**
 * Judges by a terminal's memory what became of a payment of which no answer came: a pure function of the
 * payment, of what the terminal said at rest, and of what the ledger knows; for terminals that know their last
 * receipt, and for those that know payments by name. Source: docs/rules/cards.md, C7 to C10, C22 and C23.
 */

import { assertNever } from "../domain/base/assert-never.ts";
import {
  type FoundReceipt,
  RECEIPT_MAX,
  type TerminalReceipt,
  TRACE_MAX,
} from "../domain/events/card-events.ts";
import {
  type CardRequest,
  type Memory,
  type TerminalProfile,
  type TerminalSays,
  type Verdict,
} from "./contract.ts";

/** What the ledger says against the memory. */
export interface LedgerFacts {
  readonly isUsedSince: boolean;
  readonly isClaimed: (receipt: TerminalReceipt) => boolean;
  /** This till started the payment, so nothing of it can still be under way from another one. */
  readonly isOwnStart: boolean;
  /** The milliseconds since the payment was started, by this till's clock; negative where that was set back. */
  readonly ageMs: number;
}

/**
 * For so long a terminal is believed to remember payments by name: half of the 48 hours in which a name must
 * be unique.
 */
const NAME_MEMORY_MS = 24 * 60 * 60 * 1000;

interface JudgeFacts {
  readonly ledger: LedgerFacts;
  readonly profile: Pick<TerminalProfile, "canRepeat" | "hasNextTrace">;
}

export function judgeMemory(request: CardRequest, memory: Memory, facts: JudgeFacts): Verdict {
  switch (memory.type) {
    case "nothing":
      return { type: "unknown", why: "no-memory", found: null };
    case "receipt":
      return judgeReceipt(request, memory.says, facts);
    case "own":
      return judgeOwn(request, memory.says);
    case "not-found":
      return judgeNotFound(facts.ledger);
    default:
      return assertNever(memory, "memory of a terminal");
  }
}

function judgeReceipt(
  { act, sum, after }: CardRequest,
  says: TerminalSays,
  { ledger, profile }: JudgeFacts,
): Verdict {
  const { ref } = says;
  if (after === null || ref === null || !profile.canRepeat) {
    return { type: "unknown", why: "no-memory", found: foundIn(says) };
  }
  if (ledger.isUsedSince) return { type: "unknown", why: "used-since", found: foundIn(says) };
  if (isSame(ref, after)) return { type: "no", code: "" };
  const other = { type: "unknown", why: "other-receipt", found: foundIn(says) } as const;
  if (!isVeryNext(ref, after, profile)) return other;
  // A terminal that took its yes back says so under the next number.
  if (says.act === "reverse" && act !== "reverse") {
    // A booking may name the trace of its reservation as a reversal does.
    return act === "book" ? other : { type: "no", code: says.code };
  }
  if (says.act !== undefined && says.act !== act) return other;
  if (!says.isApproved) return { type: "no", code: says.code };
  const isWhole = act === "release" || says.amount === sum;
  if (!isWhole || ledger.isClaimed(ref)) return other;
  return { type: "yes", says };
}

/** The name says whose it is, so a part of the sum is believed too. */
function judgeOwn({ act, sum }: CardRequest, says: TerminalSays): Verdict {
  if (!says.isApproved) return { type: "no", code: says.code };
  const isOwnAct = says.act === undefined || says.act === act;
  if (isOwnAct && isAtMost({ act, sum }, says)) return { type: "yes", says };
  return { type: "unknown", why: "other-receipt", found: foundIn(says) };
}

/** A name that the terminal doesn't know was never heard, or is forgotten. */
function judgeNotFound({ isOwnStart, ageMs }: LedgerFacts): Verdict {
  if (!isOwnStart) return { type: "unknown", why: "two-drivers", found: null };
  if (ageMs >= 0 && ageMs < NAME_MEMORY_MS) return { type: "no", code: "" };
  return { type: "unknown", why: "too-old", found: null };
}

/**
 * Returns what an approval within the dialogue is worth: `old` for the receipt that was there before, `yes`
 * for the very next one of at most the sum, and `other` for any that this payment can't have. Source:
 * docs/rules/cards.md, C22.
 */
export function judgeResult(
  { act, sum, after }: CardRequest,
  says: TerminalSays,
  profile: Pick<TerminalProfile, "hasNextTrace">,
): "yes" | "old" | "other" {
  const { ref } = says;
  if (after !== null && ref !== null && isSame(ref, after)) return "old";
  const isOwnAct = says.act === undefined || says.act === act;
  const isNext = after === null || (ref !== null && isVeryNext(ref, after, profile));
  return isOwnAct && isNext && isAtMost({ act, sum }, says) ? "yes" : "other";
}

/** A release takes nothing, and terminals name the sum that was reserved, none, or nothing with it. */
function isAtMost(
  { act, sum }: Pick<CardRequest, "act" | "sum">,
  { amount }: Pick<TerminalSays, "amount">,
): boolean {
  return act === "release" || (amount > 0 && amount <= sum);
}

/** Returns what is kept of what the terminal said; null where it has no receipt. */
export function foundIn({ ref, amount, isApproved, act }: TerminalSays): FoundReceipt | null {
  return ref && { ref, amount, isApproved, ...(act === undefined ? {} : { act }) };
}

export function isSame(one: TerminalReceipt, other: TerminalReceipt): boolean {
  return one.receipt === other.receipt && one.trace === other.trace && one.date === other.date;
}

function isVeryNext(
  { receipt, trace, date }: TerminalReceipt,
  after: TerminalReceipt,
  { hasNextTrace }: Pick<TerminalProfile, "hasNextTrace">,
): boolean {
  const isNextReceipt = receipt === (after.receipt % RECEIPT_MAX) + 1;
  const isNextTrace = hasNextTrace
    ? trace === (after.trace % TRACE_MAX) + 1
    : trace !== after.trace;
  return isNextReceipt && isNextTrace && !isBefore(date, after.date);
}

const MONTH_DAYS = 31;
const YEAR_DAYS = 12 * MONTH_DAYS;

/** Whether a day of the year lies before another one: of two half a year apart, the one that is nearer. */
function isBefore(date: string, other: string): boolean {
  const days = (dayNumber(date) - dayNumber(other) + YEAR_DAYS) % YEAR_DAYS;
  return days > YEAR_DAYS / 2;
}

function dayNumber(date: string): number {
  return (Number(date.slice(0, 2)) - 1) * MONTH_DAYS + Number(date.slice(2)) - 1;
}
