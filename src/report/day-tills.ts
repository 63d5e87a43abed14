/**
 * Whose part in a business day can be here as a whole: a report made apart from other tills knows only
 * what was heard of them.
 *
 * A till goes from day to day and never back. So all that it said of a day is here when it is connected
 * and in step, or when it has spoken on a later day. One that said nothing of the day had nothing once it
 * was in step after the day's end by its own clock: it would begin a later one. One that has spoken on
 * the day may stay on it as long as somebody is signed in; that it was in step once proves nothing.
 *
 * What a disk has lost before anybody heard it, nobody knows: the till itself tells that.
 */

import { type BusinessDay, type DeviceId } from "../domain/identity.ts";
import { type WallTime } from "../domain/text/clock-text.ts";

export interface DayChain {
  /** Letters of its receipts. */
  readonly series: string;
  /** Number of its last event here, the business day of that, and when it was by its till's clock. */
  readonly seq: number;
  readonly day: BusinessDay;
  readonly at: WallTime;
  /** The till speaks on in a later incarnation, and all that it knew of this one is here. */
  readonly isContinued: boolean;
}

export interface TillFacts {
  readonly device: DeviceId;
  readonly code: string;
  readonly name: string;
  readonly isSelf: boolean;
  /** The chains by incarnation. */
  readonly chains: ReadonlyArray<DayChain>;
  /** When anything of it was heard last. */
  readonly heardAt: WallTime | undefined;
  readonly isConnected: boolean;
  /** Whether it is connected, and all of its events are here. */
  readonly isInStep: boolean;
  /** The business day on which it was last in step, by its own clock, as far as that was noted. */
  readonly inStepOn: BusinessDay | undefined;
  readonly shutOut: { readonly at: WallTime; readonly reason: string } | undefined;
  /** Why nothing more of the day will be heard, as a person says who closed it without the till. */
  readonly without: string | undefined;
}

export interface DayTill extends TillFacts {
  /** Nothing that it said of the day can be missing here, or a person closed the day without it. */
  readonly isWhole: boolean;
}

export function judgeTill(facts: TillFacts, day: BusinessDay): DayTill {
  const isThere = facts.isSelf || facts.isInStep || facts.without !== undefined;
  return { ...facts, isWhole: isThere || isPast(facts, day) };
}

function isPast({ chains, inStepOn }: TillFacts, day: BusinessDay): boolean {
  const open = chains.filter((chain) => !chain.isContinued && chain.day <= day);
  const isIdle = inStepOn !== undefined && inStepOn > day;
  if (chains.length === 0) return isIdle;
  return open.length === 0 || (isIdle && open.every((chain) => chain.day < day));
}
