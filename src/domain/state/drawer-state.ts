/** The folded state of one session of a drawer: facts only. */

import {
  type DrawerClosed,
  type DrawerCounted,
  type DrawerFound,
  type DrawerMoved,
  type DrawerOpened,
  type DrawerUnlocked,
} from "../events/drawer-events.ts";
import { type BusinessDay, type DeviceId, type EventId, type Origin } from "../identity.ts";
import { type ResolvedByName } from "./attention.ts";

/** The person, till and time of an act on a drawer. */
export interface DrawerAct {
  readonly id: EventId;
  readonly by: string;
  /** Staff number of whoever vouched for it; empty for nobody. */
  readonly approved: string;
  readonly till: Origin;
  readonly day: BusinessDay;
  readonly hlc: number;
  readonly wallMs: number;
  readonly offsetMinutes: number;
}

export interface DrawerActOf<Body> extends DrawerAct {
  readonly body: Body;
}

export interface DrawerState {
  /** Null while the event that opened it is not here, and where the drawer was opened outside of any session. */
  readonly opened: DrawerActOf<DrawerOpened> | null;
  /** The last one of each person and till. */
  readonly taken: ReadonlyArray<{
    readonly by: string;
    readonly device: DeviceId;
    readonly hlc: number;
  }>;
  readonly moves: ReadonlyArray<DrawerActOf<DrawerMoved>>;
  readonly noSales: ReadonlyArray<DrawerActOf<{ readonly reason: string }>>;
  readonly unlocks: ReadonlyArray<DrawerActOf<DrawerUnlocked>>;
  readonly counts: ReadonlyArray<DrawerActOf<DrawerCounted>>;
  /** The first one names the figures. */
  readonly closes: ReadonlyArray<DrawerActOf<DrawerClosed>>;
  /** What somebody said of cash that came after the count; missing until somebody does. */
  readonly found?: ReadonlyArray<DrawerActOf<DrawerFound>>;
  /** The settled questions; missing until one is settled. */
  readonly resolved?: ResolvedByName;
}

export const emptyDrawer: DrawerState = {
  opened: null,
  taken: [],
  moves: [],
  noSales: [],
  unlocks: [],
  counts: [],
  closes: [],
};
