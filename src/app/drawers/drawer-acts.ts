/** Acts on cash drawers from a shell or a simulation. They stand apart, because every start reads drawers and few do an act. */

import { type ActRequest } from "../../acts/all.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { drawerSession, type DrawerSession } from "../../domain/drawer/drawers.ts";
import { performBeside } from "../orders/perform-act.ts";
import { type Actor, type Till } from "../till/till.ts";

type DrawerRequest = ActRequest<
  "close-drawer" | "count-drawer" | "move-cash" | "open-drawer" | "take-drawer"
>;

/** Does an act on a drawer without a screen. Returns the drawer's session after it. */
export function performOnDrawer(
  till: Till,
  actor: Actor,
  request: DrawerRequest,
): Result<DrawerSession, Refusal> {
  const done = performBeside(till, actor, request);
  if (!done.ok) return done;
  const id = "session" in request ? request.session : done.value.committed.ids[0];
  const session = id && till.ledger.read((view) => drawerSession(view, id));
  if (session === undefined) throw new Error("The drawer's session is not there.");
  return ok(session);
}
