/**
 * Whose goods and tips of a paid order really are, after people have said so. Each word names the ones that it knew,
 * so two tills that say the same apart have said it once, and of two that differ the last in the ledger's order holds.
 * What a receipt recorded stays; what moves, moves on the day of the word.
 */

import { type EventId } from "../identity.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type OrderState, type PaymentState, type ReassignedState } from "../state/order-state.ts";

/** What one word moved from a person to another. */
export interface HolderMove {
  readonly said: ReassignedState;
  /** Staff numbers. */
  readonly from: string;
  readonly to: string;
}

/** Returns who has it in the end, and each move on the way; `said` in the ledger's order. */
export function holderOf(
  first: string,
  said: ReadonlyArray<ReassignedState>,
): { readonly staff: string; readonly moves: ReadonlyArray<HolderMove> } {
  const held: Array<{ readonly id: EventId | null; readonly staff: string }> = [
    { id: null, staff: first },
  ];
  const moves: HolderMove[] = [];
  let staff = first;
  for (const word of said) {
    const { id, body } = word;
    const known = held.findLast((it) => it.id === null || body.over.includes(it.id));
    if (known?.staff !== body.from) continue;
    if (body.to !== staff) moves.push({ said: word, from: staff, to: body.to });
    staff = body.to;
    held.push({ id, staff });
  }
  return { staff, moves };
}

/** A tip that moved from a person to another. */
export interface TipMove extends HolderMove {
  readonly method: string;
  readonly amount: MinorUnits;
}

/** Returns the moves of all tips of the order. */
export function tipMoves({
  paymentsById,
  reassigned = [],
}: Pick<OrderState, "paymentsById" | "reassigned">): ReadonlyArray<TipMove> {
  if (reassigned.length === 0) return [];
  return Object.entries(paymentsById).flatMap(([id, payment]) =>
    holderOf(takerOf(payment), naming(reassigned, id as EventId)).moves.flatMap((move) =>
      move.said.body.tips
        .filter((tip) => tip.payment === id)
        .map(({ method, amount }) => Object.assign({ method, amount }, move)),
    ),
  );
}

/** Returns who has the tip of a payment by these words. */
export function tipHolder(
  id: EventId,
  payment: PaymentState,
  reassigned: ReadonlyArray<ReassignedState>,
): string {
  return holderOf(takerOf(payment), naming(reassigned, id)).staff;
}

function naming(
  reassigned: ReadonlyArray<ReassignedState>,
  id: EventId,
): ReadonlyArray<ReassignedState> {
  return reassigned.filter(({ body }) => body.tips.some(({ payment }) => payment === id));
}

function takerOf({ captured, tipped = [] }: PaymentState): string {
  return captured?.tip?.to ?? tipped[0]?.body.to ?? "";
}
