/**
 * The ends of a card terminal's day, and what the ledger says was taken there in between.
 *
 * A terminal is told once to end its day. Without an answer nobody knows for ever whether it did, and the next
 * one is the next day's, by a person. Source: docs/rules/cards.md, C21.
 */

import { capturedCard, type CardPayment, movedSum } from "../balance/card-payments.ts";
import { isMoneyAct } from "../events/card-events.ts";
import { cardStartPrefix } from "../folds/order-sums.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type MinorUnits, zeroMinor } from "../money/amounts.ts";
import { openOf, type Resolvable } from "../state/attention.ts";
import { type TerminalSettled } from "../state/terminal-state.ts";
import { paymentsIn, type PlacedPayment, unsettledCardPayments } from "./card-ledger.ts";

/** Returns the ends of day of a terminal that are kept, in their order. */
export function settlementsOf(view: LedgerView, terminal: string): ReadonlyArray<TerminalSettled> {
  const { settled = [] } = view.state("terminal", terminal);
  return settled.toSorted((one, other) => one.hlc - other.hlc);
}

/** Whether nobody knows what became of it. One of another till that died with it stays open for ever. */
export function isUnanswered({ state }: TerminalSettled): boolean {
  return state === "unknown" || state === "open";
}

/** An end of day of which nobody knows whether the terminal did it. */
export interface UnknownEnd extends Resolvable<"terminal/end-unknown"> {
  readonly subject: EventId;
  readonly settled: TerminalSettled;
}

/**
 * Returns the end of day of which nobody knows, until a person has seen it or a later one is done. One that is
 * still open is its till's business that day, which notes what became of it once it is back.
 */
export function openEnds(
  view: LedgerView,
  terminal: string,
  day: BusinessDay,
): ReadonlyArray<UnknownEnd> {
  const all = settlementsOf(view, terminal);
  const last = all.findLast(({ state }) => state === "done");
  const unknown = all.filter(
    ({ state, hlc, day: told }) =>
      (state === "unknown" || (state === "open" && told < day)) && hlc > (last?.hlc ?? -1),
  );
  return openOf(
    unknown.map((settled) => {
      const { id: subject } = settled;
      const amount = zeroMinor;
      return { type: "terminal/end-unknown", subject, amount, voices: [subject], settled };
    }),
    view.state("terminal", terminal).resolved,
  );
}

/** Whether the terminal has ended its day since, or may have: its receipts' numbers come round. */
export function isSettledSince(view: LedgerView, { started }: CardPayment): boolean {
  const { id, hlc } = started.terminal;
  return settlementsOf(view, id).some((one) => one.state !== "refused" && one.hlc > hlc);
}

/** Returns the payments at that terminal of which nobody knows: they hold its end of day up. */
export function unsettledAt(view: LedgerView, terminal: string): ReadonlyArray<PlacedPayment> {
  return unsettledCardPayments(view).filter(({ started }) => started.terminal.id === terminal);
}

/** Between two moments of the hybrid clock. */
export interface Stretch {
  /** Missing for the beginning of the shop. */
  readonly from?: number | undefined;
  /** Missing for now. */
  readonly to?: number | undefined;
}

/** Returns the end of day before that one, or the last of all, that began a new period at the terminal. */
export function endBefore(
  settled: ReadonlyArray<TerminalSettled>,
  before: Pick<TerminalSettled, "hlc"> | undefined,
): TerminalSettled | undefined {
  return settled.findLast(
    ({ state, hlc }) => state === "done" && (before === undefined || hlc < before.hlc),
  );
}

const TAGS_READ = 300;
const TIMES_MORE = 8;

/**
 * Returns the payments that were started at the terminal in that time, in their order. None is asked for while
 * a terminal ends its day, so whatever was started before was done before.
 */
export function startedAtTerminal(
  view: LedgerView,
  terminal: string,
  { from = -1, to = Number.MAX_SAFE_INTEGER }: Stretch,
): ReadonlyArray<PlacedPayment> {
  const prefix = cardStartPrefix(terminal);
  for (let limit = TAGS_READ; ; limit *= TIMES_MORE) {
    const tags = view.lastTagged(prefix, limit);
    const [oldest = ""] = tags.at(-1) ?? [];
    if (tags.length === limit && Number(oldest.slice(prefix.length)) > from) continue;
    const within = tags.filter(([tag]) => isWithin(Number(tag.slice(prefix.length))));
    return [...new Set(within.map(([, stream]) => stream))]
      .flatMap((stream) => paymentsIn(view, stream))
      .filter(({ started: { terminal: at } }) => at.id === terminal && isWithin(at.hlc))
      .toSorted((one, other) => one.started.terminal.hlc - other.started.terminal.hlc);
  }

  function isWithin(hlc: number): boolean {
    return hlc > from && hlc <= to;
  }
}

/** Returns what the terminal took by it, with the tip, below zero for what it gave back; undefined for nothing. */
export function movedAt({ started, payment }: PlacedPayment): MinorUnits | undefined {
  return isMoneyAct(started.terminal.act) ? movedSum(payment) : undefined;
}

/** A payment at a terminal, and what that moved by it. */
export interface MovedPayment {
  readonly payment: PlacedPayment;
  readonly moved: MinorUnits;
}

/** Returns what the terminal moved since the last end of day that is known to have been done. */
export function movedSinceEnd(view: LedgerView, terminal: string): ReadonlyArray<MovedPayment> {
  const from = endBefore(settlementsOf(view, terminal), undefined)?.hlc;
  return startedAtTerminal(view, terminal, { from }).flatMap((payment) => {
    const moved = movedAt(payment);
    return moved === undefined ? [] : [{ payment, moved }];
  });
}

/** Returns the brand of the card as the terminal named it; empty where nobody knows it. */
export function brandOf({ payment }: PlacedPayment): string {
  return capturedCard(payment)?.brand ?? "";
}
