/** The facts of a drawer's session that need a person, worked out of the session alone. */

import { type EventId } from "../identity.ts";
import { minor } from "../money/amounts.ts";
import { openOf, type Resolvable } from "../state/attention.ts";
import { type DrawerState } from "../state/drawer-state.ts";

/** A fact that needs a person, with the drawer's session that it is about. */
export interface DrawerFact extends Resolvable<
  "drawer/difference" | "drawer/closed-twice" | "drawer/late"
> {
  readonly subject: EventId;
}

/**
 * A session that was closed with a difference beyond the shop's limit and without what that needs, and one
 * that two tills have closed apart: both counts stay, the first one in the ledger's order names the
 * figures, and the amount is what the counts differ by.
 */
export function drawerAttention({
  opened,
  closes,
  resolved,
}: DrawerState): ReadonlyArray<DrawerFact> {
  const [first, ...others] = closes;
  if (opened === null || first === undefined) return [];
  const { id: subject } = opened;
  const facts: DrawerFact[] = [];
  if (first.body.lacks !== "nothing") {
    const amount = minor(Math.abs(first.body.difference));
    facts.push({ type: "drawer/difference", subject, amount });
  }
  if (others.length > 0) {
    const beyond = others.map(({ body }) => Math.abs(body.counted - first.body.counted));
    facts.push({
      type: "drawer/closed-twice",
      subject,
      amount: minor(Math.max(...beyond)),
      voices: closes.map(({ id }) => id),
    });
  }
  return openOf(facts, resolved);
}
