/** Cash drawers as commands tell them to scripts. Money is in minor units. */

import { type DrawerRef } from "../../domain/drawer/drawers.ts";
import { OWN } from "../../domain/events/drawer-events.ts";
import { type DrawerAct, type DrawerState } from "../../domain/state/drawer-state.ts";
import { drawerLabel } from "../drawer-label.ts";
import { wallToText } from "../orders/order-json.ts";
import { type Till } from "../till/till.ts";
import { type CountSeen, type DrawerSeen } from "./drawer-seen.ts";

type Json = Readonly<Record<string, unknown>>;

/** Returns the session as JSON; the expected cash is null for a person who may not see it. */
export function drawerToJson(
  till: Pick<Till, "ledger" | "currency">,
  { session, expected, counts, close, isCloseSeen }: DrawerSeen,
): Json {
  const { id, place, opened, isOpen, state } = session;
  return {
    name: drawerLabel(till, place),
    session: id,
    ...drawerRefToJson(till, place),
    open: isOpen,
    opened: actToJson(opened),
    float: opened.body.float,
    fromSafe: opened.body.fromSafe,
    moves: state.moves.map((move) => moveToJson(till, move)),
    noSales: state.noSales.map(noSaleToJson),
    unlocks: state.unlocks.map(unlockToJson),
    expected: expected ?? null,
    counts: counts.map(countToJson),
    closed: close === undefined ? null : closeToJson(close, isCloseSeen),
  };
}

function moveToJson(
  { currency: own }: Pick<Till, "currency">,
  move: DrawerState["moves"][number],
): Json {
  const { what, currency, amount, reason, staff = null } = move.body;
  const code = currency === OWN ? own.code : currency;
  return { ...actToJson(move), what, currency: code, amount, reason, staff };
}

function noSaleToJson(act: DrawerState["noSales"][number]): Json {
  return { ...actToJson(act), reason: act.body.reason };
}

function unlockToJson(act: DrawerState["unlocks"][number]): Json {
  return { ...actToJson(act), how: act.body.how };
}

function countToJson({ isExpectedSeen, ...count }: CountSeen): Json {
  const { cash, others, blind, expected } = count.body;
  return {
    ...actToJson(count),
    cash,
    others,
    blind,
    expected: isExpectedSeen ? expected : null,
    difference: isExpectedSeen ? cash.own - expected.own : null,
  };
}

function drawerRefToJson({ ledger }: Pick<Till, "ledger">, { device, no, pouch }: DrawerRef): Json {
  const till = ledger.admission().get(device)?.code ?? null;
  return { till, no: no ?? null, pouch: pouch ?? null };
}

function closeToJson(close: NonNullable<DrawerSeen["close"]>, isSeen: boolean): Json {
  const { expected, counted, difference, since, leaves, toSafe, reason, lacks } = close.body;
  const seen = { expected, difference, since, leaves, toSafe };
  const hidden = { expected: null, difference: null, since: null, leaves: null, toSafe: null };
  return { ...actToJson(close), counted, ...(isSeen ? seen : hidden), reason, lacks };
}

function actToJson(act: DrawerAct): Json {
  return {
    at: wallToText(act),
    day: act.day,
    by: act.by,
    approved: act.approved === "" ? null : act.approved,
  };
}
