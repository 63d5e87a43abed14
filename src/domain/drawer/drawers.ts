/** Sessions of drawers as people look at them: which is open where, what it should hold, what was counted. */

import { type Cash, type DrawerClosed, type DrawerCounted } from "../events/drawer-events.ts";
import { type Draft } from "../events/kinds.ts";
import {
  drawerOfTag,
  drawerOwnKey,
  drawerSumPrefix,
  OWN_CASH_PREFIX,
  OPEN_DRAWER_TAG,
  pouchOfTag,
} from "../folds/drawer-sums.ts";
import { type DeviceId, type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { minor, type MinorUnits, sumMinor } from "../money/amounts.ts";
import { type DrawerAct, type DrawerState } from "../state/drawer-state.ts";
import { compareText } from "../text/entry-text.ts";

/** Which drawer it is: one of a till, by its number, or the pouch of a person. */
export interface DrawerRef {
  readonly device: DeviceId;
  readonly no?: number | undefined;
  readonly pouch?: string | undefined;
}

/** The cash that should lie in a drawer and the sums that slips should have, by what is known here. */
export interface DrawerExpected {
  /** The amount in the shop's own money. */
  readonly own: MinorUnits;
  readonly foreign: ReadonlyArray<{ readonly currency: string; readonly amount: MinorUnits }>;
  /** The amounts by tender, without cash. */
  readonly others: ReadonlyArray<{ readonly method: string; readonly amount: MinorUnits }>;
  /** Payments by tender, cash among them. */
  readonly payments: ReadonlyArray<{ readonly method: string; readonly count: number }>;
}

/** A drawer session: the time from its float to its close. */
export interface DrawerSession {
  readonly id: EventId;
  readonly place: DrawerRef;
  readonly state: DrawerState;
  readonly opened: NonNullable<DrawerState["opened"]>;
  readonly isOpen: boolean;
  readonly expected: DrawerExpected;
  /** The last one; undefined while nobody has counted. */
  readonly count: (DrawerAct & { readonly body: DrawerCounted }) | undefined;
  /** The one that names the figures. */
  readonly close: (DrawerAct & { readonly body: DrawerClosed }) | undefined;
}

export function drawerSession(view: LedgerView, id: EventId): DrawerSession | undefined {
  const state = view.state("drawer", id);
  const { opened, counts, closes } = state;
  if (opened === null) return undefined;
  return {
    id,
    place: drawerOf(opened),
    state,
    opened,
    isOpen: closes.length === 0,
    expected: drawerExpected(view, id, state),
    count: counts.at(-1),
    close: closes[0],
  };
}

/** All open ones, in the order of their drawers. */
export function openDrawers(view: LedgerView): ReadonlyArray<DrawerSession> {
  return openSessions(view).flatMap(({ id }) => drawerSession(view, id) ?? []);
}

/** Returns the open sessions without their cash: each sale asks which of them it goes to. */
function openSessions(
  view: LedgerView,
): ReadonlyArray<Pick<DrawerSession, "id" | "place" | "state">> {
  return view
    .tagged(OPEN_DRAWER_TAG)
    .flatMap((stream) => {
      const id = streamName(stream) as EventId;
      const state = view.state("drawer", id);
      return state.opened === null ? [] : [{ id, place: drawerOf(state.opened), state }];
    })
    .toSorted((a, b) => compareDrawers(a.place, b.place));
}

function drawerOf({ body: { device, no, pouch } }: DrawerSession["opened"]): DrawerRef {
  return { device, no, pouch };
}

/** Compares drawers by till, then by number, then by the person who carries it. */
export function compareDrawers(a: DrawerRef, b: DrawerRef): number {
  return compareText(drawerSortKey(a), drawerSortKey(b));
}

function drawerSortKey({ device, no = 0, pouch = "" }: DrawerRef): string {
  return `${device} ${no} ${pouch}`;
}

/** The last session of that drawer, open or closed; undefined before its first. */
export function lastSessionOf(view: LedgerView, ref: DrawerRef): DrawerSession | undefined {
  const { device, no, pouch } = ref;
  const prefix = pouch === undefined ? drawerOfTag(device, no ?? 1) : pouchOfTag(pouch);
  const [last] = view.lastTagged(prefix, 1);
  return last === undefined ? undefined : drawerSession(view, streamName(last[1]) as EventId);
}

/**
 * Returns what should lie in the drawer by all that is known, also of a session that is closed: what came
 * to it later is in it.
 */
export function drawerExpected(
  view: LedgerView,
  session: EventId,
  { closes, found = [] }: Pick<DrawerState, "closes" | "found"> = view.state("drawer", session),
): DrawerExpected {
  const prefix = drawerSumPrefix(session);
  const foreign = new Map<string, number>();
  const others = new Map<string, number>();
  const payments = new Map<string, number>();
  for (const [key, amount] of view.sums(prefix)) {
    const {
      kind,
      name = "",
      what,
    } = /^(?<kind>foreign|tender)\/(?<name>[^/]+)(?:\/(?<what>amount|count))?$/u.exec(
      key.slice(prefix.length),
    )?.groups ?? {};
    if (kind === "foreign") foreign.set(name, amount);
    else if (what === "count") payments.set(name, amount);
    else if (kind === "tender" && name !== "cash") others.set(name, amount);
  }
  const closed = sumMinor(closes.slice(0, 1), ({ body }) => minor(body.expected + body.since));
  const late = sumMinor(found, ({ body }) => body.amount);
  return {
    own: minor(view.sum(drawerOwnKey(session)) + closed + late),
    foreign: [...foreign].map(([currency, amount]) => ({ currency, amount: minor(amount) })),
    others: [...others].map(([method, amount]) => ({ method, amount: minor(amount) })),
    payments: [...payments].map(([method, count]) => ({ method, count })),
  };
}

/**
 * The session of the drawer that hangs on the till's own plug: both that may hang there share one sensor,
 * so where it tells of two, the first one has it.
 */
export function drawerIdOnPlug(view: LedgerView, device: DeviceId): EventId | undefined {
  return openSessions(view).find(({ place }) => isOnPlug(place, device))?.id;
}

/** Whether the printer of that till can open it: a pouch has no lock, and a third drawer no wire. */
export function isOnPlug(ref: DrawerRef, device: DeviceId): boolean {
  return ref.pouch === undefined && ref.device === device && (ref.no ?? 0) <= PLUGGED_MAX;
}

const PLUGGED_MAX = 2;

/**
 * The session that a person sells from at a till: the one that they have taken last there, else their
 * own pouch, else the till's first drawer that is open.
 */
export function drawerIdInUse(
  view: LedgerView,
  { device, staff }: { readonly device: DeviceId; readonly staff: string },
): EventId | undefined {
  const here = openSessions(view).filter(
    ({ place }) => place.pouch === staff || (place.pouch === undefined && place.device === device),
  );
  const chosen = here
    .flatMap(({ id, state }) => {
      const taken = state.taken.find((it) => it.by === staff && it.device === device);
      return taken === undefined ? [] : [{ id, hlc: taken.hlc }];
    })
    .toSorted((a, b) => b.hlc - a.hlc)[0];
  const own =
    here.find(({ place }) => place.pouch === staff) ??
    here.find(({ place }) => place.pouch === undefined);
  return chosen?.id ?? own?.id;
}

/** Returns the drawer in use with all that is known of it. */
export function drawerInUse(
  view: LedgerView,
  at: Parameters<typeof drawerIdInUse>[1],
): DrawerSession | undefined {
  const id = drawerIdInUse(view, at);
  return id === undefined ? undefined : drawerSession(view, id);
}

/** Cash that came to a closed session, or went out of it, after its count, and nobody has said where it is. */
export interface LateCash {
  readonly session: EventId;
  readonly place: DrawerRef;
  /** Below zero where more went out. */
  readonly amount: MinorUnits;
}

export function lateCash(view: LedgerView): ReadonlyArray<LateCash> {
  return view.sums(OWN_CASH_PREFIX).flatMap(([key, amount]) => {
    const session = key.slice(OWN_CASH_PREFIX.length) as EventId;
    const { opened, closes } = view.state("drawer", session);
    return opened === null || closes.length === 0 || amount === 0
      ? []
      : [{ session, place: drawerOf(opened), amount: minor(amount) }];
  });
}

/**
 * Returns the cash left at the last close, which the next session should begin with: with what came later
 * and somebody has said to lie there.
 */
export function leftIn(session: DrawerSession | undefined): Cash {
  const leaves = session?.close?.body.leaves ?? { own: minor(0), pieces: [], foreign: [] };
  const found = (session?.state.found ?? []).filter(({ body }) => {
    return body.where === "drawer" && body.next === undefined;
  });
  if (found.length === 0) return leaves;
  const ownLeft = leaves.own + sumMinor(found, ({ body }) => body.amount);
  return { ...leaves, own: minor(Math.max(0, ownLeft)), pieces: [] };
}

/** Whether cash is taken or handed out outside of any drawer's session. */
export function movesUncountedCash(drafts: ReadonlyArray<Draft>): boolean {
  return drafts.some((draft) => {
    if (draft.kind === "payment/started") {
      return draft.body.method === "cash" && draft.body.drawer === null;
    }
    return (
      draft.kind === "refund/issued" &&
      draft.body.drawer === null &&
      draft.body.out.some(({ method }) => method === "cash")
    );
  });
}
