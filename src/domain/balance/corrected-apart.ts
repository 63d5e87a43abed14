/**
 * Corrections that tills apart have made of one payment. Each says which ones its till knew: the same correction,
 * made knowing the same, is one, and the first of them counts.
 */

import { type EventId } from "../identity.ts";
import { type CorrectionState, type PaymentState } from "../state/order-state.ts";

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
  const { from, to, amount, rounding, tip, foreign } = body;
  return JSON.stringify([from, to, amount, rounding, tip, foreign, [...known].toSorted()]);
}

/** Returns the corrections that count among those that a till knew. */
function knownBy(
  { correctedAlike = [] }: PaymentState,
  knows: ReadonlyArray<EventId> | undefined,
): ReadonlySet<EventId> | undefined {
  const firsts = new Map(correctedAlike.map(({ id, first }) => [id, first]));
  return knows && new Set(knows.map((id) => firsts.get(id) ?? id));
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
