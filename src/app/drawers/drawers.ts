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
  drawerSession,
  type DrawerSession,
  openDrawers,
} from "../../domain/drawer/drawers.ts";
import { type EventId } from "../../domain/identity.ts";
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

/** Open ones first, in the order of their tills; then those of these days that are closed. */
export function listOpenDrawers(till: Till): ReadonlyArray<DrawerSession> {
  return till.ledger.read(openDrawers);
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
