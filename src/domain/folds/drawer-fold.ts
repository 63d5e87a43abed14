/**
 * The fold of one session of a drawer, from its float to its close. What is sold from it stands in the
 * orders, and reaches it as contributions: see drawer-sums.ts.
 */

import { type KnownEvent } from "../events/kinds.ts";
import { type EventId, type StreamId, toStreamId } from "../identity.ts";
import { noteResolved } from "../state/attention.ts";
import { type DrawerActOf, type DrawerState, emptyDrawer } from "../state/drawer-state.ts";
import { type Fold } from "../state/fold.ts";
import { drawerContributions, drawerTags } from "./drawer-sums.ts";

export const drawerFold: Fold<DrawerState> = {
  version: 3,
  empty: emptyDrawer,
  apply: applyDrawerEvent,
  contributions: drawerContributions,
  tags: drawerTags,
};

export function drawerStream(session: EventId): StreamId {
  return toStreamId("drawer", session);
}

function applyDrawerEvent(state: DrawerState, event: KnownEvent, stream: string): DrawerState {
  switch (event.kind) {
    case "drawer/opened":
      // The session is opened only by the event that it is named for.
      return drawerStream(event.id) === stream
        ? { ...state, opened: actOf(event, event.body) }
        : state;
    case "drawer/taken": {
      const { till: device } = event.body;
      const { by } = event.act;
      const takenByOthers = state.taken.filter((it) => it.by !== by || it.device !== device);
      return { ...state, taken: [...takenByOthers, { by, device, hlc: event.key.hlc }] };
    }
    case "drawer/moved":
      return { ...state, moves: [...state.moves, actOf(event, event.body)] };
    case "drawer/no-sale":
      return { ...state, noSales: [...state.noSales, actOf(event, event.body)] };
    case "drawer/unlocked":
      return { ...state, unlocks: [...state.unlocks, actOf(event, event.body)] };
    case "drawer/counted":
      return { ...state, counts: [...state.counts, actOf(event, event.body)] };
    case "drawer/closed":
      return { ...state, closes: [...state.closes, actOf(event, event.body)] };
    case "drawer/found":
      return { ...state, found: [...(state.found ?? []), actOf(event, event.body)] };
    case "attention/resolved":
      return { ...state, resolved: noteResolved(state.resolved, event.body, event.act) };
    default:
      return state;
  }
}

function actOf<Body>({ id, key, act }: KnownEvent, body: Body): DrawerActOf<Body> {
  const { by, approved, day, wallMs, offsetMinutes } = act;
  return { id, by, approved, till: key.origin, day, hlc: key.hlc, wallMs, offsetMinutes, body };
}
