/** The fold of one business day: which tills began it, the Zs of tills and the closes of the shop. */

import { type DayClosed, type ZClosed } from "../events/day-events.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";
import { type Fold, noContributions } from "../state/fold.ts";

/** An act on a business day: what was said of it, where and when. */
interface DayAct {
  readonly id: EventId;
  readonly till: Origin;
  readonly hlc: number;
  readonly wallMs: number;
  readonly offsetMinutes: number;
}

export interface ZState extends DayAct {
  readonly body: ZClosed;
}

export interface CloseState extends DayAct {
  readonly body: DayClosed;
}

export interface DayState {
  readonly began: ReadonlyArray<
    Omit<DayAct, "hlc"> & { readonly how: "clock" | "peer" | "person" }
  >;
  readonly zs: ReadonlyArray<ZState>;
  readonly closing: ReadonlyArray<DayAct>;
  readonly closes: ReadonlyArray<CloseState>;
}

/** Zs of a chain: the greatest tag is the last one. */
export function chainZTagPrefix(till: Origin): string {
  return `z-chain/${till}/`;
}

/** The Z of that series and number. */
export function zTag(series: string, no: number): string {
  return `z/${series}/${paddedNo(no)}`;
}

export function paddedNo(no: number): string {
  return String(no).padStart(9, "0");
}

/** Days that were closed. */
export const CLOSED_DAY_TAG = "day/closed";

/** Days of which a Z of another day says something. */
export function laterZTag(day: BusinessDay): string {
  return `z-of/${day}`;
}

export const dayFold: Fold<DayState> = {
  version: 1,
  empty: { began: [], zs: [], closing: [], closes: [] },
  apply: applyDayEvent,
  contributions: () => noContributions,
  tags: ({ zs, closes }) => [
    "day",
    ...zs.flatMap(({ body: { series, no, till } }) => [
      zTag(series, no),
      chainZTagPrefix(till) + paddedNo(no),
    ]),
    ...new Set(zs.flatMap(({ body }) => body.others.map(({ day }) => laterZTag(day)))),
    ...(closes.length === 0 ? [] : [CLOSED_DAY_TAG]),
  ],
};

function applyDayEvent(state: DayState, event: KnownEvent): DayState {
  switch (event.kind) {
    case "day/began": {
      const { hlc: _, ...act } = actOf(event);
      return { ...state, began: [...state.began, { ...act, how: event.body.how }] };
    }
    case "z/closed":
      return { ...state, zs: [...state.zs, { ...actOf(event), body: event.body }] };
    case "day/closing":
      return { ...state, closing: [...state.closing, actOf(event)] };
    case "day/closed":
      return { ...state, closes: [...state.closes, { ...actOf(event), body: event.body }] };
    default:
      return state;
  }
}

function actOf({ id, key, act: { wallMs, offsetMinutes } }: KnownEvent): DayAct {
  return { id, till: key.origin, hlc: key.hlc, wallMs, offsetMinutes };
}
