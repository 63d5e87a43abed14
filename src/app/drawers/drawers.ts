/** What people do with cash drawers: each is one act. */

import {
  type CashMove,
  decideCloseDrawer,
  decideCountDrawer,
  decideMoveCash,
  decideMoveSafe,
  decideNoSale,
  decideOpenDrawer,
  decideTakeDrawer,
  type DrawerCount,
  type DrawerToClose,
  type DrawerToOpen,
  frontierOf,
  type SafeToMove,
} from "../../domain/commands/drawer.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import {
  drawerInUse,
  type DrawerPlace,
  drawerSession,
  type DrawerSession,
  lastSessionOf,
  leftIn,
  openDrawers,
} from "../../domain/drawer/drawers.ts";
import { type Cash } from "../../domain/events/drawer-events.ts";
import { comparePlaces } from "../../domain/events/event.ts";
import { type DrawerState } from "../../domain/folds/drawer-state.ts";
import { drawerDayTag, safeKey } from "../../domain/folds/drawer-sums.ts";
import { type BusinessDay, type EventId, streamName } from "../../domain/identity.ts";
import { ok, type Result } from "../../domain/result.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type Actor, type Till } from "../till.ts";

type Done = Result<DrawerSession, Refusal>;

export function openDrawer(till: Till, actor: Actor, drawer: DrawerToOpen): Done {
  const done = till.act(actor, "open drawer", (context) => decideOpenDrawer(context, drawer));
  return sessionAfter(till, done, done.ok ? done.value.ids[0] : undefined);
}

export function takeDrawer(till: Till, actor: Actor, session: EventId): Done {
  const done = till.act(actor, "take drawer", (context) => decideTakeDrawer(context, session));
  return sessionAfter(till, done, session);
}

export function moveCash(till: Till, actor: Actor, move: CashMove): Done {
  const done = till.act(actor, "move cash", (context) => decideMoveCash(context, move));
  return sessionAfter(till, done, move.session);
}

/** Opens the drawer in use without a sale; a pulse is sent once and never repeated. */
export function openWithoutSale(
  till: Till,
  actor: Actor,
  reason: string,
): Result<Committed, Refusal> {
  return till.act(actor, "no sale", (context) => {
    const { view, device, staff } = context;
    const session = drawerInUse(view, { device, staff: staff.number })?.id;
    return decideNoSale(context, { session, reason });
  });
}

/** Writes the count; what was expected is in the session that comes back, for whoever may see it. */
export function countDrawer(till: Till, actor: Actor, count: Omit<DrawerCount, "knew">): Done {
  const done = till.act(actor, "count drawer", (context) =>
    decideCountDrawer(context, { ...count, knew: frontierOf(till.ledger.heads()) }),
  );
  return sessionAfter(till, done, count.session);
}

export function closeDrawer(till: Till, actor: Actor, close: DrawerToClose): Done {
  const done = till.act(actor, "close drawer", (context) => decideCloseDrawer(context, close));
  return sessionAfter(till, done, close.session);
}

export function moveSafe(till: Till, actor: Actor, move: SafeToMove): Result<Committed, Refusal> {
  return till.act(actor, "move safe", (context) => decideMoveSafe(context, move));
}

/** In the order of their tills. */
export function listOpenDrawers(till: Pick<Till, "ledger">): ReadonlyArray<DrawerSession> {
  return till.ledger.read(openDrawers);
}

/** Sessions that were closed on that day, whenever they were opened; in the order of their closes. */
export function listClosedDrawers(
  { ledger }: Pick<Till, "ledger">,
  day: BusinessDay,
): ReadonlyArray<DrawerSession> {
  return ledger.read((view) =>
    view
      .tagged(drawerDayTag(day))
      .flatMap((stream) => drawerSession(view, streamName(stream) as EventId) ?? [])
      .filter(({ close }) => close?.day === day)
      .toSorted((a, b) => (a.close?.hlc ?? 0) - (b.close?.hlc ?? 0)),
  );
}

/** Drawers that were opened on that day without a sale, and outside of any session. */
export function listLooseNoSales(
  { ledger }: Pick<Till, "ledger">,
  day: BusinessDay,
): DrawerState["noSales"] {
  return ledger.read((view) =>
    view
      .tagged(drawerDayTag(day))
      .map((stream) => view.state("drawer", streamName(stream)))
      .filter(({ opened }) => opened === null)
      .flatMap(({ noSales }) => noSales.filter((it) => it.day === day))
      .toSorted(comparePlaces),
  );
}

/** What stayed in a drawer of this till, or in the person's pouch; undefined before its first session. */
export function stayedThere(
  { ledger }: Pick<Till, "ledger">,
  place: Omit<DrawerPlace, "device">,
): Cash | undefined {
  const { device } = ledger.identity.key;
  const last = ledger.read((view) => lastSessionOf(view, { ...place, device }));
  return last === undefined ? undefined : leftIn(last);
}

/** What should lie in the safe: `own`, or ISO 4217 of another currency. */
export function safeNow({
  ledger,
}: Pick<Till, "ledger">): ReadonlyArray<readonly [string, number]> {
  const prefix = safeKey("");
  return ledger.read((view) =>
    [...view.sums(prefix)].map(([key, amount]) => [key.slice(prefix.length), amount] as const),
  );
}

/** The one that the person sells from here. */
export function drawerHere(till: Till, actor: Pick<Actor, "number">): DrawerSession | undefined {
  const { device } = till.ledger.identity.key;
  return till.ledger.read((view) => drawerInUse(view, { device, staff: actor.number }));
}

function sessionAfter(till: Till, done: Result<Committed, Refusal>, id: EventId | undefined): Done {
  if (!done.ok) return done;
  const session =
    id === undefined ? undefined : till.ledger.read((view) => drawerSession(view, id));
  if (session === undefined) throw new Error("The drawer's session is not there.");
  return ok(session);
}
