/**
 * Corrections that tills apart have made of one payment. Each says which ones its till knew: the same correction,
 * made knowing the same, is one, and the first of them counts.
 */

import { type EventId } from "../identity.ts";
import { type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { type CorrectionState, type PaymentState } from "../state/order-state.ts";
import { type TenderShare, tenderShares } from "./payment-tenders.ts";

/** Returns the correction before it that says the same, made by a till that knew the same; undefined for none. */
export function firstAlike(
  payment: PaymentState,
  correction: Pick<CorrectionState, "body">,
): EventId | undefined {
  const says = sayingOf(payment, correction);
  if (says === undefined) return undefined;
  return payment.corrections?.find((before) => sayingOf(payment, before) === says)?.id;
}

/** Returns what it moves and what was known; undefined where that was not recorded. */
function sayingOf(
  payment: PaymentState,
  { body }: Pick<CorrectionState, "body">,
): string | undefined {
  const known = knownBy(payment, body.knows);
  if (known === undefined) return undefined;
  const { from, to, amount, rounding, tip, foreign, back } = body;
  return JSON.stringify([from, to, amount, rounding, tip, foreign, back, [...known].toSorted()]);
}

/** Returns the corrections that count among those that a till knew. */
function knownBy(
  { correctedAlike = [] }: PaymentState,
  knows: ReadonlyArray<EventId> | undefined,
): ReadonlySet<EventId> | undefined {
  const firsts = new Map(correctedAlike.map(({ id, first }) => [id, first]));
  return knows && new Set(knows.map((id) => firsts.get(id) ?? id));
}

/** One of the corrections that tills have made apart, with what is true where it holds. */
export interface Holding {
  readonly correction: CorrectionState;
  /** The payment as it was made then. */
  readonly shares: ReadonlyArray<TenderShare>;
  /** The corrections that its till did not know: they were none then. */
  readonly others: ReadonlyArray<CorrectionState>;
}

/**
 * Returns the corrections that no other one knew, in the ledger's order, where there are several. Empty where one says
 * nothing of what was known, or was of foreign cash, which no correction brings back.
 */
export function correctedApart(payment: PaymentState): ReadonlyArray<Holding> {
  const { corrections = [] } = payment;
  const known = new Map(corrections.map(({ id, body }) => [id, knownBy(payment, body.knows)]));
  const last = corrections.filter(({ id }) => known.values().every((ids) => ids?.has(id) !== true));
  if (last.length < 2 || corrections.some(({ id }) => known.get(id) === undefined)) return [];
  const holding = last.map((correction) => {
    const its = known.get(correction.id);
    const before = corrections.filter(({ id }) => id === correction.id || its?.has(id) === true);
    const others = corrections.filter((one) => !before.includes(one));
    return { correction, shares: tenderShares({ ...payment, corrections: before }), others };
  });
  const all = holding.flatMap(({ others }) => others);
  return all.some(({ body }) => body.foreign !== undefined) ? [] : holding;
}

/** Returns the sum that two answers differ in which were given apart: each took back what the other one kept. */
export function answeredApart(payment: PaymentState): MinorUnits {
  const answers = correctedApart(payment).filter(({ correction: { body } }) => body.back);
  const [one, other] = answers.map(({ shares }) => shares);
  if (one === undefined || other === undefined) return zeroMinor;
  const sums = new Map(other.map(({ method, amount }) => [method, amount]));
  return sumMinor(one, ({ method, amount }) => Math.max(0, amount - (sums.get(method) ?? 0)));
}

/** Returns the names of all corrections of a payment, for a new one to say that it knows them; undefined for too many. */
export function correctionsKnown({
  corrections = [],
  correctedAlike = [],
}: PaymentState): EventId[] | undefined {
  const ids = [...corrections, ...correctedAlike].map(({ id }) => id);
  return ids.length > KNOWN_MAX ? undefined : ids;
}

const KNOWN_MAX = 20;
