/**
 * Decisions about cash drawers. A session belongs to a drawer, not to a screen: whoever may count one
 * counts it at any till, also that of a till that is gone.
 */

import { err, ok, type Result } from "../../base/result.ts";
import {
  drawerIdInUse,
  drawerIdOnPlug,
  drawerSession,
  type DrawerSession,
  type LateCash,
  lateCash,
  isOnPlug,
  lastSessionOf,
  leftIn,
  type DrawerRef,
} from "../../drawer/drawers.ts";
import {
  CASH_MAX,
  type Cash,
  type DrawerCounted,
  type DrawerFound,
  DRAWERS_MAX,
  type LatePlace,
  type MoveKind,
  OWN,
  type SafeMove,
} from "../../events/drawer-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { sumKey } from "../../figures/day-sums.ts";
import { drawerStream } from "../../folds/drawer-fold.ts";
import { type EventId, type Origin, toStreamId } from "../../identity.ts";
import { minor, type MinorUnits, zeroMinor } from "../../money/amounts.ts";
import { roundCash } from "../../money/cash-rounding.ts";
import { currenciesByCode } from "../../money/currency.ts";
import { readSetting } from "../../settings/settings.ts";
import { markTwice } from "../../text/clock-text.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
  requireShortText,
} from "../decision.ts";
import { type Refusal } from "../refusal.ts";

const NO_SUCH_CASH: Refusal = { type: "drawer/amount", max: minor(CASH_MAX) };

export interface DrawerToOpen {
  /** The number of the till's drawer, from 1; undefined for the person's own pouch. */
  readonly no: number | undefined;
  readonly float: Cash;
}

export function decideOpenDrawer(context: DecisionContext, { no, float }: DrawerToOpen): Decision {
  const allowed = requirePermission(context, "drawer");
  if (!allowed.ok) return allowed;
  const { view, device, staff } = context;
  if (no !== undefined && (!Number.isSafeInteger(no) || no < 1 || no > DRAWERS_MAX)) {
    return err({ type: "drawer/no-such", text: String(no) });
  }
  const wrong = wrongCash(float) ?? notOfCoins(context, float.own);
  if (wrong !== undefined) return err(wrong);
  const place: DrawerRef = no === undefined ? { device, pouch: staff.number } : { device, no };
  const last = lastSessionOf(view, place);
  if (last?.isOpen === true) {
    const { by } = last.opened;
    const at = markTwice(last.opened, context.wall.offsetAt);
    return err({ type: "drawer/open-already", opened: { ...at, by } });
  }
  const body = {
    device,
    ...(no === undefined ? { pouch: staff.number } : { no }),
    float,
    after: last?.id ?? null,
    fromSafe: minor(Math.max(0, float.own - leftIn(last).own)),
  };
  const streams = [drawerStream(context.idAt(0))];
  return ok([
    { kind: "drawer/opened", streams, body },
    { kind: "drawer/taken", streams, body: { till: device } },
  ]);
}

/** Sells from that drawer from now on, at this till. */
export function decideTakeDrawer(context: DecisionContext, id: EventId): Decision {
  const allowed = requirePermission(context, "drawer");
  if (!allowed.ok) return allowed;
  const session = openSession(context, id);
  if (!session.ok) return session;
  const { place } = session.value;
  const { device, staff } = context;
  if (place.pouch !== undefined && place.pouch !== staff.number) {
    return err({ type: "drawer/others-pouch", staff: place.pouch });
  }
  if (place.pouch === undefined && place.device !== device) {
    return err({ type: "drawer/elsewhere" });
  }
  const isInUse = drawerIdInUse(context.view, { device, staff: staff.number }) === id;
  const { taken } = session.value.state;
  if (isInUse && taken.some((it) => it.by === staff.number && it.device === device)) {
    return err({ type: "drawer/taken-already" });
  }
  return ok([{ kind: "drawer/taken", streams: [drawerStream(id)], body: { till: device } }]);
}

export interface CashMove {
  readonly session: EventId;
  readonly what: MoveKind;
  /** ISO 4217 of another currency; undefined for the shop's own. */
  readonly currency?: string | undefined;
  readonly amount: MinorUnits;
  readonly reason: string;
  /**
   * The staff number of the person whose tips they are; undefined for the actor's own. Of cash paid in: whose
   * tips came back.
   */
  readonly staff?: string | undefined;
}

/**
 * Cash comes in or goes out beside what is sold. Whoever may see what is expected takes out no more than
 * that; of anybody else a sum beyond it is a difference of the next count.
 */
export function decideMoveCash(
  context: DecisionContext,
  { session: id, what, currency, amount, reason, staff }: CashMove,
): Decision {
  const allowed = requirePermission(context, what === "drop" ? "drawer" : "payout");
  if (!allowed.ok) return allowed;
  const session = openSession(context, id);
  if (!session.ok) return session;
  if (amount <= 0 || amount > CASH_MAX) return err(NO_SUCH_CASH);
  const odd = currency === undefined ? notOfCoins(context, amount) : undefined;
  if (odd !== undefined) return err(odd);
  const why =
    what === "in" || what === "out"
      ? requireReason(reason, { type: "drawer/reason-needed" })
      : optionalReason(reason);
  if (!why.ok) return why;
  const foreign = session.value.expected.foreign.find((it) => it.currency === currency);
  const there =
    currency === undefined ? session.value.expected.own : (foreign?.amount ?? zeroMinor);
  if (currency !== undefined && !currenciesByCode.has(currency)) {
    return err({ type: "currency/no-rate", currency });
  }
  // A person who may not see the expected cash must not find it out by trying; the count shows the
  // difference.
  const isSeen = context.staff.permissions.has("reports");
  if (what !== "in" && isSeen && amount > there) return err({ type: "drawer/not-so-much", amount });
  const whose = what === "tips" ? (staff ?? context.staff.number) : undefined;
  const of = what === "in" && currency === undefined ? staff : whose;
  const body = {
    what,
    currency: currency ?? OWN,
    amount,
    reason: why.value,
    ...(of === undefined ? {} : { staff: of }),
  };
  return ok([{ kind: "drawer/moved", streams: [drawerStream(id)], body }]);
}

/** The drawer is opened and nothing is moved; also where no session is open. */
export function decideNoSale(
  context: DecisionContext,
  { session, reason }: { readonly session: EventId | undefined; readonly reason: string },
): Decision {
  const allowed = requirePermission(context, "payout");
  if (!allowed.ok) return allowed;
  const why = requireReason(reason, { type: "drawer/reason-needed" });
  if (!why.ok) return why;
  const streams = [drawerStream(session ?? context.idAt(0))];
  return ok([{ kind: "drawer/no-sale", streams, body: { reason: why.value } }]);
}

/**
 * Opens the drawer because somebody is about to count it. Nothing is written where no printer of
 * this till can open it.
 */
export function decideOpenToCount(context: DecisionContext, id: EventId): Decision {
  const allowed = requirePermission(context, "drawer");
  if (!allowed.ok) return allowed;
  const session = drawerSession(context.view, id);
  if (session === undefined) return err({ type: "drawer/unknown" });
  if (!isOnPlug(session.place, context.device)) return err({ type: "drawer/elsewhere" });
  return ok([{ kind: "drawer/unlocked", streams: [drawerStream(id)], body: { how: "count" } }]);
}

/** A till that is told of more on a day has a sensor that can't be believed, and enough is written by then. */
const KEY_OPENINGS_MAX = 200;

/** Decides that a drawer was opened by its key: the printer's sensor saw it, so nobody is asked for a right. */
export function decideKeyOpening({
  view,
  device,
  origin,
  day,
  idAt,
}: Pick<DecisionContext, "view" | "device" | "day" | "idAt"> & {
  readonly origin: Origin;
}): Result<ReadonlyArray<Draft>, "enough"> {
  if (view.sum(sumKey("byKey", { day, till: origin }, { sum: "count" })) >= KEY_OPENINGS_MAX)
    return err("enough");
  const streams = [drawerStream(drawerIdOnPlug(view, device) ?? idAt(0))];
  return ok([{ kind: "drawer/unlocked", streams, body: { how: "key" } }]);
}

export interface DrawerCount {
  readonly session: EventId;
  readonly cash: Cash;
  /** Slips of cards and other tenders, where somebody added them up. */
  readonly others?:
    | ReadonlyArray<{ readonly method: string; readonly amount: MinorUnits }>
    | undefined;
  /** The last known event of each chain; the ledger's heads. */
  readonly knew: DrawerCounted["knew"];
}

/**
 * Writes a count with what is expected by what is known here. It is never changed: whoever counts anew
 * writes another one beside it. A session that is closed may still be counted.
 */
export function decideCountDrawer(context: DecisionContext, count: DrawerCount): Decision {
  const allowed = requirePermission(context, "drawer");
  if (!allowed.ok) return allowed;
  const { session: id, cash, others = [], knew } = count;
  const session = drawerSession(context.view, id);
  if (session === undefined) return err({ type: "drawer/unknown" });
  const wrong = wrongCash(cash) ?? notOfCoins(context, cash.own);
  if (wrong !== undefined) return err(wrong);
  const slip = others.find(({ amount }) => Math.abs(amount) > CASH_MAX);
  if (slip !== undefined) return err(NO_SUCH_CASH);
  const { own, foreign, others: slips } = session.expected;
  const body = {
    cash,
    others: [...others],
    blind: !context.staff.permissions.has("reports"),
    expected: { own, foreign: [...foreign], others: [...slips] },
    knew,
  };
  return ok([{ kind: "drawer/counted", streams: [drawerStream(id)], body }]);
}

export interface DrawerToClose {
  readonly session: EventId;
  /** The amount of the shop's own money that stays in the drawer; the shop's float where it is missing. */
  readonly leaves?: MinorUnits | undefined;
  /** The reason for a difference; may be empty. */
  readonly reason: string;
  /** Closes it without what the difference needs: somebody has to look at it then. */
  readonly anyway?: boolean | undefined;
}

/** Over ten times the limit a difference needs the word of somebody else. */
const APPROVAL_FACTOR = 10;

/**
 * Ends a session by its last count, whatever that is. The count was written before, so that nobody can
 * try sums until no reason is asked for.
 */
export function decideCloseDrawer(context: DecisionContext, close: DrawerToClose): Decision {
  const allowed = requirePermission(context, "drawer");
  if (!allowed.ok) return allowed;
  const session = openSession(context, close.session);
  if (!session.ok) return session;
  const { count, expected } = session.value;
  if (count === undefined) return err({ type: "drawer/not-counted" });
  const why = optionalReason(close.reason);
  if (!why.ok) return why;
  const { body: counted } = count;
  const since = minor(expected.own - counted.expected.own);
  const lies = minor(counted.cash.own + since);
  const most = minor(Math.max(0, lies));
  const leaves = close.leaves ?? minor(Math.min(readSetting(context.view, "float"), most));
  if (leaves < 0 || leaves > CASH_MAX) return err(NO_SUCH_CASH);
  if (leaves > most) return err({ type: "drawer/not-so-much", amount: leaves });
  const odd = close.leaves === undefined ? undefined : notOfCoins(context, close.leaves);
  if (odd !== undefined) return err(odd);
  const difference = minor(counted.cash.own - counted.expected.own);
  const limit = minor(readSetting(context.view, "drawer-limit"));
  const lacks = lacking(context, { difference, limit, reason: why.value });
  if (close.anyway !== true && lacks === "reason") {
    return err({ type: "drawer/difference", difference });
  }
  if (close.anyway !== true && lacks === "approval") {
    return err({ type: "permission/missing", permission: "approve", staff: context.staff.number });
  }
  const body = {
    count: count.id,
    expected: counted.expected.own,
    counted: counted.cash.own,
    difference,
    since,
    leaves: { own: leaves, pieces: [], foreign: counted.cash.foreign },
    toSafe: minor(lies - leaves),
    reason: why.value,
    limit,
    lacks,
  };
  return ok([{ kind: "drawer/closed", streams: [drawerStream(close.session)], body }]);
}

function lacking(
  { staff }: DecisionContext,
  {
    difference,
    limit,
    reason,
  }: { readonly difference: number; readonly limit: number; readonly reason: string },
): "nothing" | "reason" | "approval" {
  const beyond = Math.abs(difference);
  if (beyond <= limit) return "nothing";
  if (reason === "") return "reason";
  const isVouched = staff.permissions.has("approve");
  return beyond > limit * APPROVAL_FACTOR && !isVouched ? "approval" : "nothing";
}

export interface CashToFind {
  readonly session: EventId;
  readonly where: LatePlace;
  /** May be empty. */
  readonly note: string;
}

/**
 * Says where cash lies that came to a session after its count. What lies in the drawer is with the next
 * session: where that one's float had it already, and took it from the safe by the books, the safe gets it
 * back. Source: docs/rules/money.md, M20.
 */
export function decideFindCash(
  context: DecisionContext,
  { session: id, where, note }: CashToFind,
): Decision {
  const allowed = requirePermission(context, "reports");
  if (!allowed.ok) return allowed;
  const why = optionalReason(note);
  if (!why.ok) return why;
  const late = lateCash(context.view).find(({ session }) => session === id);
  if (late === undefined) return err({ type: "attention/none" });
  const { amount } = late;
  const next = where === "drawer" ? carriedInto(context, late) : ok(undefined);
  if (!next.ok) return next;
  const body = {
    amount,
    where,
    ...(next.value === undefined ? {} : { next: next.value }),
    note: why.value,
  };
  return ok([{ kind: "drawer/found", streams: [drawerStream(id)], body }]);
}

/** Undefined where no session of that drawer began since. One that was counted since has counted it. */
function carriedInto(
  { view }: DecisionContext,
  { session: id, place, amount }: LateCash,
): Result<DrawerFound["next"], Refusal> {
  const last = lastSessionOf(view, place);
  if (last === undefined || last.id === id) return ok(undefined);
  if (!last.isOpen || last.opened.body.after !== id) return err({ type: "drawer/counted-since" });
  const { float, fromSafe } = last.opened.body;
  const beyond = minor(float.own - leftIn(drawerSession(view, id)).own);
  // A float may have it in it, in whole or in part; a smaller one lacks what went out.
  const inFloat =
    amount > 0 ? Math.min(amount, Math.max(0, beyond)) : Math.max(amount, Math.min(0, beyond));
  const beyondFloat = minor(amount - inFloat);
  return ok({
    session: last.id,
    fromSafe: minor(Math.min(fromSafe, Math.max(0, inFloat))),
    own: beyondFloat,
  });
}

export interface SafeToMove {
  readonly what: SafeMove;
  readonly currency?: string | undefined;
  readonly amount: MinorUnits;
  readonly reason: string;
}

export function decideMoveSafe(
  context: DecisionContext,
  { what, currency, amount, reason }: SafeToMove,
): Decision {
  const allowed = requirePermission(context, "reports");
  if (!allowed.ok) return allowed;
  if (amount <= 0 || amount > CASH_MAX) return err(NO_SUCH_CASH);
  const odd = currency === undefined ? notOfCoins(context, amount) : undefined;
  if (odd !== undefined) return err(odd);
  if (currency !== undefined && !currenciesByCode.has(currency)) {
    return err({ type: "currency/no-rate", currency });
  }
  const why =
    what === "bank"
      ? optionalReason(reason)
      : requireReason(reason, { type: "drawer/reason-needed" });
  if (!why.ok) return why;
  const streams = [toStreamId("safe", context.idAt(0))];
  const body = { what, currency: currency ?? OWN, amount, reason: why.value };
  return ok([{ kind: "safe/moved", streams, body }]);
}

function optionalReason(reason: string): Result<string, Refusal> {
  const why = reason.trim();
  const fits = requireShortText("reason", why);
  return fits.ok ? ok(why) : fits;
}

function openSession({ view }: DecisionContext, id: EventId): Result<DrawerSession, Refusal> {
  const session = drawerSession(view, id);
  if (session === undefined) return err({ type: "drawer/unknown" });
  return session.isOpen ? ok(session) : err({ type: "drawer/closed-already" });
}

function wrongCash({ own, pieces, foreign }: Cash): Refusal | undefined {
  const amounts = [own, ...foreign.map(({ amount }) => amount)];
  if (amounts.some((amount) => amount < 0 || amount > CASH_MAX)) {
    return NO_SUCH_CASH;
  }
  const counted = pieces.reduce((sum, { value, count }) => sum + value * count, 0);
  const unknown = foreign.find(({ currency }) => !currenciesByCode.has(currency));
  if (unknown !== undefined) return { type: "currency/no-rate", currency: unknown.currency };
  return pieces.length > 0 && counted !== own ? NO_SUCH_CASH : undefined;
}

/** Refuses a sum of the shop's own money that no coins make up: it was mistyped, as at a sale. */
function notOfCoins(
  { rules }: Pick<DecisionContext, "rules">,
  amount: MinorUnits,
): Refusal | undefined {
  if (amount % rules.coin === 0) return undefined;
  const coin = minor(rules.coin);
  const near = roundCash(amount, { step: coin, direction: "nearest" });
  return { type: "drawer/no-coin", amount, coin, near: minor(Math.max(near, coin)) };
}

/** Chains that are known, for a count. */
export function frontierOf(
  heads: ReadonlyMap<Origin, { readonly seq: number }>,
): DrawerCounted["knew"] {
  return [...heads]
    .map(([origin, { seq }]) => ({ origin, seq }))
    .toSorted((a, b) => (a.origin < b.origin ? -1 : 1));
}
