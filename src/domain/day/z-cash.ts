/**
 * The cash of each drawer session as a Z records it, besides sales: the float, the moves, and what
 * became of the cash at the close. A journal is made from it.
 */

import { type Contribution } from "../base/contribution.ts";
import {
  type DrawerClosed,
  type DrawerCounted,
  type DrawerMoved,
  type DrawerOpened,
  OWN,
} from "../events/drawer-events.ts";
import { drawerSumPrefix } from "../folds/drawer-sums.ts";
import { type EventId } from "../identity.ts";

/** The moves of a session's cash, in the order in which they can happen. */
const DRAWER_CASH = [
  "float",
  "from-safe",
  "in",
  "out",
  "drop",
  "tips",
  "difference",
  "leaves",
  "to-safe",
] as const;
type DrawerCash = (typeof DRAWER_CASH)[number];

export interface DrawerCashKey {
  readonly session: EventId;
  readonly what: DrawerCash;
  /** `own`, or ISO 4217. */
  readonly currency: string;
  /** Staff number of whose tips they are, also of those that came back; empty for anything else. */
  readonly staff: string;
}

export function openedCash(
  session: EventId,
  { float, fromSafe }: DrawerOpened,
): ReadonlyArray<Contribution> {
  return [
    [cashKey(session, "float", OWN), float.own],
    ...float.foreign.map(({ currency, amount }): Contribution => [
      cashKey(session, "float", currency),
      amount,
    ]),
    [cashKey(session, "from-safe", OWN), fromSafe],
  ];
}

export function movedCash(
  session: EventId,
  { what, currency, amount, staff = "" }: DrawerMoved,
): Contribution {
  const isOfTips = what === "tips" || (what === "in" && staff !== "");
  return [cashKey(session, what, currency) + (isOfTips ? `/${staff}` : ""), amount];
}

/**
 * Returns the figures of a close. Other currencies differ by the count that the close names; a till
 * that has not heard of that count has no figure.
 */
export function closedCash(
  session: EventId,
  { difference, leaves, toSafe }: DrawerClosed,
  count: DrawerCounted | undefined,
): ReadonlyArray<Contribution> {
  const counted = count?.cash.foreign ?? [];
  const expected = count?.expected.foreign ?? [];
  return [
    [cashKey(session, "difference", OWN), difference],
    [cashKey(session, "leaves", OWN), leaves.own],
    [cashKey(session, "to-safe", OWN), toSafe],
    ...counted.map((it): Contribution => [cashKey(session, "difference", it.currency), it.amount]),
    ...expected.map((it): Contribution => [
      cashKey(session, "difference", it.currency),
      0 - it.amount,
    ]),
    ...leaves.foreign.map((it): Contribution => [
      cashKey(session, "leaves", it.currency),
      it.amount,
    ]),
  ];
}

/** Returns the parts of such a figure's name; undefined for any other. */
export function parseDrawerCashKey(key: string): DrawerCashKey | undefined {
  const found =
    /^drawer\/(?<session>[^/]+)\/cash\/(?<what>[a-z-]+)\/(?<currency>own|[A-Z]{3})(?:\/(?<staff>.*))?$/su.exec(
      key,
    )?.groups;
  const what = DRAWER_CASH.find((it) => it === found?.["what"]);
  const { session, currency, staff = "" } = found ?? {};
  if (what === undefined || session === undefined || currency === undefined) return undefined;
  return { session: session as EventId, what, currency, staff };
}

function cashKey(session: EventId, what: DrawerCash, currency: string): string {
  return `${drawerSumPrefix(session)}cash/${what}/${currency}`;
}
