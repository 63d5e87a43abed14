/** Acts on cash drawers in tests, as somebody does them from a shell. */

import { type ActRequest } from "../../src/acts/all.ts";
import { performOnDrawer } from "../../src/app/drawers/drawer-acts.ts";
import { type DoneBeside, performBeside } from "../../src/app/orders/perform-act.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { type Result } from "../../src/domain/base/result.ts";
import { type Refusal } from "../../src/domain/commands/refusal.ts";
import { type EventId } from "../../src/domain/identity.ts";

type Moved = ReturnType<typeof performOnDrawer>;
type Written = Result<DoneBeside<undefined>, Refusal>;
type Input<Id extends ActRequest["act"]> = Omit<ActRequest<Id>, "act">;

export function openDrawer(till: Till, actor: Actor, drawer: Input<"open-drawer">): Moved {
  return performOnDrawer(till, actor, { act: "open-drawer", ...drawer });
}

export function takeDrawer(till: Till, actor: Actor, session: EventId): Moved {
  return performOnDrawer(till, actor, { act: "take-drawer", session });
}

export function moveCash(till: Till, actor: Actor, move: Input<"move-cash">): Moved {
  return performOnDrawer(till, actor, { act: "move-cash", ...move });
}

export function countDrawer(till: Till, actor: Actor, count: Input<"count-drawer">): Moved {
  return performOnDrawer(till, actor, { act: "count-drawer", ...count });
}

export function closeDrawer(till: Till, actor: Actor, close: Input<"close-drawer">): Moved {
  return performOnDrawer(till, actor, { act: "close-drawer", ...close });
}

export function openWithoutSale(till: Till, actor: Actor, reason: string): Written {
  return performBeside(till, actor, { act: "no-sale", reason });
}

export function moveSafe(till: Till, actor: Actor, move: Input<"move-safe">): Written {
  return performBeside(till, actor, { act: "move-safe", ...move });
}
