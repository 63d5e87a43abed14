/**
 * What a drawer should hold, as sums: the float and what was moved come from the session's own stream,
 * payments and refunds from their orders. The formula is in RULES of the trade: own money = float +
 * what was tendered less the change, less what was handed out, plus what was paid in, less what was paid
 * out, dropped into the safe, or handed out as tips of cards.
 */

import { type Contribution } from "../base/contribution.ts";
import { type DrawerMoved, OWN } from "../events/drawer-events.ts";
import { counted } from "../figures/day-sums.ts";
import { type BusinessDay, type DeviceId, type EventId } from "../identity.ts";
import { settledMoney } from "../state/attention.ts";
import { type DrawerAct, type DrawerActOf, type DrawerState } from "../state/drawer-state.ts";
import { drawerAttention } from "./drawer-attention.ts";
import { tipContribution, tipsHadTag, tipsMoved } from "./tip-sums.ts";

export const OPEN_DRAWER_TAG = "drawer/open";
/** Sessions that something of needs a person. */
export const DRAWER_ATTENTION_TAG = "drawer/attention";

/** Sums of one session start so. */
export function drawerSumPrefix(session: EventId): string {
  return `drawer/${session}/`;
}

/** Sums of own money start so: those of open sessions, and what came to closed ones after their count. */
export const OWN_CASH_PREFIX = "drawer/own/";

/**
 * Own money that should lie in the drawer, until it is closed. A close takes off what it knew of: what
 * comes to the session later is what stands there then, so that all of it is found by the prefix.
 */
export function drawerOwnKey(session: EventId): string {
  return `${OWN_CASH_PREFIX}${session}`;
}

export function drawerForeignKey(session: EventId, currency: string): string {
  return `${drawerSumPrefix(session)}foreign/${currency}`;
}

/** Returns the key of a session's sums by tender: `amount`, and `count` of payments. */
export function drawerTenderKey(
  session: EventId,
  method: string,
  what: "amount" | "count",
): string {
  return `${drawerSumPrefix(session)}tender/${method}/${what}`;
}

/** Returns the key of the safe's expected cash, by currency. */
export function safeKey(currency: string): string {
  return `safe/${currency}`;
}

/** Sessions of which something happened on that day, beside what was sold. */
export function drawerDayTag(day: BusinessDay): string {
  return `drawer/day/${day}`;
}

/** Sessions of which somebody settled on that day what money is in. */
export function settledDrawerTag(day: BusinessDay): string {
  return `drawer/settled/${day}`;
}

/** Sessions of one drawer: the greatest tag is the last one. */
export function drawerOfTag(device: DeviceId, no: number): string {
  return `drawer/of/${device}/${no}/`;
}

export function pouchOfTag(staff: string): string {
  return `drawer/pouch/${staff}/`;
}

const HLC_DIGITS = 17;

export function drawerTags(state: DrawerState): ReadonlyArray<string> {
  const { opened, moves, noSales, unlocks, counts, closes, found = [] } = state;
  const acts: ReadonlyArray<DrawerAct> = [
    ...moves,
    ...noSales,
    ...unlocks,
    ...counts,
    ...closes,
    ...found,
  ];
  const days = new Set([...(opened === null ? [] : [opened]), ...acts].map(({ day }) => day));
  return [
    ...[...days].map(drawerDayTag),
    ...(opened === null ? [] : sessionTags(opened)),
    ...(opened !== null && closes.length === 0 ? [OPEN_DRAWER_TAG] : []),
    ...(drawerAttention(state).length > 0 ? [DRAWER_ATTENTION_TAG] : []),
    ...settledMoney(state.resolved).map(({ act }) => settledDrawerTag(act.day)),
    ...new Set(
      (opened === null ? [] : moves).flatMap(({ by, body }) => {
        const had = tipsMoved(body, by);
        return had === undefined ? [] : [tipsHadTag(had.staff)];
      }),
    ),
  ];
}

function sessionTags({
  hlc,
  body: { device, no, pouch },
}: NonNullable<DrawerState["opened"]>): ReadonlyArray<string> {
  const at = String(hlc).padStart(HLC_DIGITS, "0");
  return [
    ...(no === undefined ? [] : [drawerOfTag(device, no) + at]),
    ...(pouch === undefined ? [] : [pouchOfTag(pouch) + at]),
  ];
}

export function drawerContributions(state: DrawerState): ReadonlyArray<Contribution> {
  const { opened, moves, noSales, unlocks, closes, found = [] } = state;
  return [
    ...(opened === null ? [] : openedContributions(opened)),
    ...moves.flatMap((move) => (opened === null ? [] : movedContributions(opened.id, move))),
    ...noSales.flatMap((act) => counted("noSale", act, act)),
    ...unlocks.flatMap((act) => counted("unlocked", act, { ...act.body, by: act.by })),
    ...closes.slice(0, 1).map(({ body }): Contribution => [OWN_SAFE, body.toSafe]),
    ...(opened === null ? [] : lateContributions(opened.id, { closes, found })),
    // The Z of each till that closed it holds what it found, so a day holds it too.
    ...closes.flatMap((close) => counted("drawerClosed", close, close.body)),
  ];
}

/** Takes off what the close knew of, and what somebody has said to be found; that lies where they say. */
function lateContributions(
  session: EventId,
  { closes, found = [] }: Pick<DrawerState, "closes" | "found">,
): ReadonlyArray<Contribution> {
  return [
    ...closes
      .slice(0, 1)
      .map(({ body }): Contribution => [drawerOwnKey(session), 0 - body.expected - body.since]),
    ...found.flatMap(({ body: { amount, where, next } }): ReadonlyArray<Contribution> => [
      [drawerOwnKey(session), 0 - amount],
      ...(where === "safe" ? [[OWN_SAFE, amount] as const] : []),
      ...(next === undefined
        ? []
        : [[OWN_SAFE, next.fromSafe] as const, [drawerOwnKey(next.session), next.own] as const]),
    ]),
  ];
}

export function openedContributions({
  id,
  body: { float, fromSafe },
}: NonNullable<DrawerState["opened"]>): ReadonlyArray<Contribution> {
  return [
    [drawerOwnKey(id), float.own],
    ...float.foreign.map(({ currency, amount }): Contribution => [
      drawerForeignKey(id, currency),
      amount,
    ]),
    [OWN_SAFE, 0 - fromSafe],
  ];
}

const OWN_SAFE = safeKey(OWN);

function movedContributions(
  session: EventId,
  act: DrawerActOf<DrawerMoved>,
): ReadonlyArray<Contribution> {
  const { body, by } = act;
  const { what, currency, amount } = body;
  const had = tipsMoved(body, by);
  const signed = what === "in" ? amount : 0 - amount;
  const key = currency === OWN ? drawerOwnKey(session) : drawerForeignKey(session, currency);
  return [
    [key, signed],
    ...(what === "drop" ? [[safeKey(currency), amount] as const] : []),
    ...counted("drawerMoved", act, body),
    ...(had === undefined ? [] : [tipContribution({ staff: had.staff, amount: 0 - had.amount })]),
  ];
}
