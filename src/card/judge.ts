/**
 * Judges by a terminal's memory what became of a payment of which no answer came: a pure function of the
 * payment, of what the terminal said at rest, and of what the ledger knows. Source: CARD 2, "Judge (ZVT)".
 */

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
}

export function judgeMemory(
  { act, sum, after }: CardRequest,
  memory: Memory,
  {
    ledger,
    profile,
  }: {
    readonly ledger: LedgerFacts;
    readonly profile: Pick<TerminalProfile, "canRepeat" | "hasNextTrace">;
  },
): Verdict {
  if (memory.type === "nothing" || after === null || !profile.canRepeat) {
    return { type: "unknown", why: "no-memory", found: foundIn(memory) };
  }
  const { says } = memory;
  if (ledger.isUsedSince) return { type: "unknown", why: "used-since", found: foundIn(memory) };
  if (isSame(says.ref, after)) return { type: "no", code: "" };
  const other = { type: "unknown", why: "other-receipt", found: foundIn(memory) } as const;
  if (!isVeryNext(says.ref, after, profile)) return other;
  // A terminal that took its yes back says so under the next number.
  if (says.act === "reverse" && act !== "reverse") return { type: "no", code: says.code };
  if (says.act !== undefined && says.act !== act) return other;
  if (!says.isApproved) return { type: "no", code: says.code };
  if (says.amount !== sum || ledger.isClaimed(says.ref)) return other;
  return { type: "yes", says };
}

/**
 * Returns what an approval within the dialogue is worth: `old` for the receipt that was there before, `yes`
 * for the very next one of at most the sum, and `other` for any that this payment can't have. Source: CARD 2.
 */
export function judgeResult(
  { act, sum, after }: CardRequest,
  says: TerminalSays,
  profile: Pick<TerminalProfile, "hasNextTrace">,
): "yes" | "old" | "other" {
  if (after !== null && isSame(says.ref, after)) return "old";
  const isOwnAct = says.act === undefined || says.act === act;
  const isNext = after === null || isVeryNext(says.ref, after, profile);
  const isAtMost = says.amount > 0 && says.amount <= sum;
  return isOwnAct && isNext && isAtMost ? "yes" : "other";
}

function foundIn(memory: Memory): FoundReceipt | null {
  if (memory.type === "nothing") return null;
  const { ref, amount, isApproved } = memory.says;
  return { ref, amount, isApproved };
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
