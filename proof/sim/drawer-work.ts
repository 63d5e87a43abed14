/**
 * What people do with cash and the end of the day beside what they sell: they open, take, fill, empty,
 * count and close drawers, also of a till that is gone, bring cash to the safe and out of it, make Zs and
 * close the shop's day. Where people are polite, each keeps to the drawers of the own till and counts right.
 */

import { announceClosing, closeOwnZ } from "../../src/app/day/close-day.ts";
import { writeClose } from "../../src/app/day/close-evening.ts";
import { performOnDrawer } from "../../src/app/drawers/drawer-acts.ts";
import { noteKeyOpening, openToCount } from "../../src/app/drawers/drawers.ts";
import { isSelfRevoked } from "../../src/app/membership/own-revocation.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { performBeside } from "../../src/app/orders/perform-act.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { drawerInUse, type DrawerSession, openDrawers } from "../../src/domain/drawer/drawers.ts";
import { type Cash } from "../../src/domain/events/drawer-events.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type Dice } from "./dice.ts";
import { BESIDE_SHARE, type Done } from "./done-act.ts";
import { type Manners } from "./options.ts";
import { FOREIGN } from "./shop-set-up.ts";

export interface DrawerWork {
  /** Does something with a drawer after an act. Returns its name. */
  readonly after: (done: string) => string;
}

export interface DrawerWorkDeps {
  readonly open: Pick<OpenTill, "till" | "clock">;
  /** For what the till itself writes when somebody closes: the books hear of that as well. */
  readonly closing: Till;
  readonly actor: Actor;
  readonly manners: Manners;
  /** The dice are separate, so that a seed's other acts stay the same as before there were drawers. */
  readonly dice: Dice;
}

const KEY_SHARE = 0.02;
const WEIGHTS = {
  open: 6,
  take: 2,
  move: 6,
  noSale: 1,
  count: 4,
  close: 4,
  safe: 1,
  z: 2,
  day: 2,
} as const;
/** The drawers of a till. */
const DRAWERS = 2;
const COIN = 50;

export function createDrawerWork(deps: DrawerWorkDeps): DrawerWork {
  const { dice, closing } = deps;
  const keys = dice.fork("keys");
  return {
    after: (before) => {
      const isTurned = keys.chance(KEY_SHARE);
      const done = isTurned ? `${before}; key: ${tryStore(() => turnKey(closing), "en")}` : before;
      if (!dice.chance(BESIDE_SHARE)) return done;
      const what = dice.weighed<keyof typeof WEIGHTS>(WEIGHTS);
      const said = tryStore(() => ACTS[what](deps), "en");
      return `${done}; ${what}: ${said}`;
    },
  };
}

function turnKey(till: Till): string {
  return noteKeyOpening(till) ? "told" : "enough";
}

const ACTS: Readonly<Record<keyof typeof WEIGHTS, (deps: DrawerWorkDeps) => string>> = {
  open: openOne,
  take: (deps) => {
    const session = pickOpen(deps);
    if (session === undefined) return openOne(deps);
    return wordOf(onDrawer(deps, { act: "take-drawer", session: session.id }));
  },
  move,
  noSale: ({ open: { till }, actor }) =>
    wordOf(performBeside(till, actor, { act: "no-sale", reason: "change" })),
  count,
  close,
  safe: ({ open: { till }, actor, dice }) => {
    const what = dice.pick(["in", "out", "bank"] as const);
    const amount = coins(dice, 100);
    return wordOf(performBeside(till, actor, { act: "move-safe", what, amount, reason: "bag 7" }));
  },
  z: ({ open: { till }, closing }) => `${closeOwnZ(closing, till.days().now).length}`,
  day: closeDay,
};

function onDrawer(
  { open, actor }: DrawerWorkDeps,
  request: Parameters<typeof performOnDrawer>[2],
): Done {
  return performOnDrawer(open.till, actor, request);
}

function openOne(deps: DrawerWorkDeps): string {
  const { dice } = deps;
  const no = dice.chance(0.2) ? undefined : dice.between(1, DRAWERS);
  const float = someCash(dice, dice.nat(200));
  return `open: ${wordOf(onDrawer(deps, { act: "open-drawer", no, float }))}`;
}

function move(deps: DrawerWorkDeps): string {
  const { dice } = deps;
  const session = pickOpen(deps);
  if (session === undefined) return openOne(deps);
  const picked = dice.pick(["in", "out", "drop", "drop", "tips"] as const);
  // Who takes more tips than they are owed is asked, and nobody is where all is well.
  const what = picked === "tips" && deps.manners === "silence" ? "out" : picked;
  const currency = what === "drop" && dice.chance(0.3) ? FOREIGN : undefined;
  const amount = coins(dice, 40);
  const cash = { what, currency, amount, reason: "milk" };
  return wordOf(onDrawer(deps, { act: "move-cash", session: session.id, ...cash }));
}

function count(deps: DrawerWorkDeps): string {
  const session = pickOpen(deps);
  if (session === undefined) return openOne(deps);
  openToCount(deps.open.till, deps.actor, session.id);
  return wordOf(countIt(deps, session));
}

/**
 * Closes a drawer that was mostly counted just before, now and then long ago; now and then without
 * a reason for its difference.
 */
function close(deps: DrawerWorkDeps): string {
  const { dice, manners } = deps;
  const session = pickOpen(deps);
  if (session === undefined) return openOne(deps);
  if (session.count === undefined || dice.chance(0.8)) {
    const counted = countIt(deps, session);
    if (!counted.ok) return wordOf(counted);
  }
  const isSilent = manners === "rough" && dice.chance(0.3);
  const reason = isSilent ? "" : "slip of a hand";
  const how = { reason, anyway: isSilent };
  return wordOf(onDrawer(deps, { act: "close-drawer", session: session.id, ...how }));
}

/** Closes the till's present day, or once more the one before. */
function closeDay({ open: { till, clock }, closing, actor, dice }: DrawerWorkDeps): string {
  if (isSelfRevoked(till.ledger)) return "is shut out";
  const { now } = till.days();
  if (dice.chance(0.5)) announceClosing(closing, now, actor.number);
  const zs = closeOwnZ(closing, now).length;
  const begun = till.ledger.read((view) => view.tagged("day").map((it) => it.slice(4)));
  const day = (begun.find((it) => it !== now && dice.chance(0.5)) ?? now) as typeof now;
  const { body, missing } = writeClose(
    { till: closing, clock },
    { day, asked: actor.number },
    { view: undefined, withoutZ: [] },
  );
  return `${zs} Zs, of ${day} ${body.zs.length} named, ${missing.length} not heard`;
}

function pickOpen({
  open: { till },
  actor,
  manners,
  dice,
}: DrawerWorkDeps): DrawerSession | undefined {
  const { device } = till.ledger.identity.key;
  return till.ledger.read((view) => {
    const own = drawerInUse(view, { device, staff: actor.number });
    const open = openDrawers(view).filter(
      ({ place }) => manners === "rough" || place.device === device,
    );
    if (own !== undefined && dice.chance(0.7)) return own;
    return open.length === 0 ? undefined : dice.pick(open);
  });
}

function countIt(deps: DrawerWorkDeps, session: DrawerSession): Done {
  const cash = countedIn(deps, session);
  return onDrawer(deps, { act: "count-drawer", session: session.id, cash });
}

/** Returns the count by what this till expects; some people miscount. */
function countedIn({ dice, manners }: DrawerWorkDeps, { expected }: DrawerSession): Cash {
  const slip = manners === "silence" ? "none" : dice.weighed({ none: 6, some: 3, much: 1 });
  const most = slip === "some" ? 400 : 9000;
  const by = slip === "none" ? 0 : dice.between(-most, most);
  const foreign = expected.foreign.map((it) => ({ ...it, amount: minor(Math.max(0, it.amount)) }));
  return { own: minor(Math.max(0, expected.own + by)), pieces: [], foreign };
}

function someCash(dice: Dice, pieces: number): Cash {
  const foreign = dice.chance(0.3) ? [{ currency: FOREIGN, amount: coins(dice, 40) }] : [];
  const own = minor(pieces * COIN);
  const isCounted = pieces > 0 && dice.chance(0.5);
  return { own, pieces: isCounted ? [{ value: COIN, count: pieces }] : [], foreign };
}

function coins(dice: Dice, most: number) {
  return minor(COIN * dice.between(1, most));
}

function wordOf({ ok: isDone, fault }: Done): string {
  return isDone ? "done" : (fault?.type ?? "refused");
}
