/**
 * The part of a drawer that a person may see. A person without reports counts blind, and nothing
 * adds the cash up for them before their own count is written.
 */

import { type DrawerExpected, type DrawerSession } from "../../domain/drawer/drawers.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { type DrawerState } from "../../domain/state/drawer-state.ts";
import { type Actor, type Till } from "../till/till.ts";

/** Who looks; undefined for whoever has not said it. */
export type Viewer = Pick<Actor, "number"> | undefined;

export type CountSeen = DrawerState["counts"][number] & { readonly isExpectedSeen: boolean };

export interface DrawerSeen {
  readonly session: DrawerSession;
  /** The cash expected by what is known now; undefined where the viewer may not see it. */
  readonly expected: DrawerExpected | undefined;
  readonly counts: ReadonlyArray<CountSeen>;
  /** Undefined while it is open. */
  readonly close: DrawerSession["close"];
  readonly isCloseSeen: boolean;
}

export function maySeeCash({ ledger }: Pick<Till, "ledger">, viewer: Viewer): boolean {
  if (viewer === undefined) return false;
  const member = ledger.read((view) => readStaffMember(view, viewer.number));
  return member?.permissions.has("reports") === true;
}

export function drawerSeen(
  till: Pick<Till, "ledger">,
  session: DrawerSession,
  viewer: Viewer,
): DrawerSeen {
  const seesAll = maySeeCash(till, viewer);
  const counts = session.state.counts.map((count) =>
    Object.assign({ isExpectedSeen: seesAll || count.by === viewer?.number }, count),
  );
  const { close } = session;
  const closedBy = counts.find(({ id }) => id === close?.body.count);
  return {
    session,
    expected: seesAll ? session.expected : undefined,
    counts,
    close,
    isCloseSeen: seesAll || closedBy?.isExpectedSeen === true || close?.by === viewer?.number,
  };
}
