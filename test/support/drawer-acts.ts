/** Acts on cash drawers in tests, as somebody does them from a shell. */

import { type ActRequest } from "../../src/acts/all.ts";
import { performOnDrawer } from "../../src/app/drawers/drawers.ts";
import { performBeside } from "../../src/app/orders/perform-act.ts";
import { type Actor, type Till } from "../../src/app/till.ts";
import { type EventId } from "../../src/domain/identity.ts";

type Told<Id extends ActRequest["act"]> = Omit<ActRequest<Id>, "act">;

export function openDrawer(till: Till, actor: Actor, drawer: Told<"open-drawer">) {
  return performOnDrawer(till, actor, { act: "open-drawer", ...drawer });
}

export function takeDrawer(till: Till, actor: Actor, session: EventId) {
  return performOnDrawer(till, actor, { act: "take-drawer", session });
}

export function moveCash(till: Till, actor: Actor, move: Told<"move-cash">) {
  return performOnDrawer(till, actor, { act: "move-cash", ...move });
}

export function countDrawer(till: Till, actor: Actor, count: Told<"count-drawer">) {
  return performOnDrawer(till, actor, { act: "count-drawer", ...count });
}

export function closeDrawer(till: Till, actor: Actor, close: Told<"close-drawer">) {
  return performOnDrawer(till, actor, { act: "close-drawer", ...close });
}

export function openWithoutSale(till: Till, actor: Actor, reason: string) {
  return performBeside(till, actor, { act: "no-sale", reason });
}

export function moveSafe(till: Till, actor: Actor, move: Told<"move-safe">) {
  return performBeside(till, actor, { act: "move-safe", ...move });
}
