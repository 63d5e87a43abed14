/** The acts of people on cash drawers. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { decideKeyOpening, decideOpenToCount } from "../../domain/commands/money/drawer.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import {
  drawerInUse,
  type DrawerRef,
  drawerSession,
  type DrawerSession,
  isOnPlug,
  lastSessionOf,
  leftIn,
  openDrawers,
} from "../../domain/drawer/drawers.ts";
import { type Cash } from "../../domain/events/drawer-events.ts";
import { compareInLedger } from "../../domain/events/event.ts";
import { drawerDayTag, safeKey } from "../../domain/folds/drawer-sums.ts";
import { type BusinessDay, type EventId, streamName } from "../../domain/identity.ts";
import { printersOf } from "../../domain/printers/printers.ts";
import { type DrawerState } from "../../domain/state/drawer-state.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { type Actor, type Till } from "../till/till.ts";

/** Opens the drawer that the person is about to count, once: see `canOpenToCount`. */
export function openToCount(
  till: Till,
  actor: Actor,
  session: EventId,
): Result<Committed, Refusal> {
  return till.act(actor, "open drawer to count", (context) => decideOpenToCount(context, session));
}

/** Whether the drawer can be opened to count: not a pouch, another till's drawer, or one without a printer. */
export function canOpenToCount(
  { ledger }: Pick<Till, "ledger">,
  { place }: Pick<DrawerSession, "place">,
): boolean {
  const { device } = ledger.identity.key;
  return isOnPlug(place, device) && opensByPrinter({ ledger });
}

/** Whether a printer that carries a drawer prints the receipts here. */
export function opensByPrinter({ ledger }: Pick<Till, "ledger">): boolean {
  const { device } = ledger.identity.key;
  const printers = ledger.read((view) => printersOf(view, device));
  const receipts = printers.find(({ prints }) => prints.includes("receipts"));
  return receipts !== undefined && receipts.drawer !== "none";
}

/**
 * The sensor of this till's printer has told that a drawer was opened, and no pulse of ours did it. False
 * where so many were told of already that no more are written.
 */
export function noteKeyOpening(till: Pick<Till, "ledger" | "beginDay">): boolean {
  if (isSelfRevoked(till.ledger)) return false;
  // A person is there, whoever it is: it belongs to the day of then.
  till.beginDay({ number: "" });
  return till.ledger.commit({
    by: "",
    name: "drawer opened by its key",
    decide: ({ view, device, origin, day, idAt }) => {
      if (day === undefined) return err("enough");
      const decided = decideKeyOpening({ view, device, origin, day, idAt });
      return decided.ok ? ok({ events: decided.value }) : decided;
    },
  }).ok;
}

/** Returns the open drawers in the order of their tills. */
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

/** Drawers that were opened on that day without a sale or by their keys, and outside of any session. */
export function listLooseOpenings(
  { ledger }: Pick<Till, "ledger">,
  day: BusinessDay,
): Pick<DrawerState, "noSales" | "unlocks"> {
  return ledger.read((view) => {
    const loose = view
      .tagged(drawerDayTag(day))
      .map((stream) => view.state("drawer", streamName(stream)))
      .filter(({ opened }) => opened === null);
    const noSales = loose.flatMap((state) => state.noSales.filter((it) => it.day === day));
    const unlocks = loose.flatMap((state) => state.unlocks.filter((it) => it.day === day));
    return {
      noSales: noSales.toSorted(compareInLedger),
      unlocks: unlocks.toSorted(compareInLedger),
    };
  });
}

/**
 * Returns the cash left in a drawer of this till, or in the person's pouch; undefined before its
 * first session.
 */
export function stayedThere(
  { ledger }: Pick<Till, "ledger">,
  ref: Omit<DrawerRef, "device">,
): Cash | undefined {
  const { device } = ledger.identity.key;
  const last = ledger.read((view) => lastSessionOf(view, { ...ref, device }));
  return last === undefined ? undefined : leftIn(last);
}

/** Returns the cash that should lie in the safe: `own`, or ISO 4217 of another currency. */
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
