/**
 * Somebody tries the PINs of a person: every till hears of it, and a manager is asked to look. Nobody is
 * locked out by that, or a thief at one till could shut the shop's people out at all of them.
 */

import { ok } from "../../domain/base/result.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { MISSED_PINS_TAG } from "../../domain/folds/attention-fold.ts";
import { type Origin, streamName, toStreamId } from "../../domain/identity.ts";
import { zeroMinor } from "../../domain/money/amounts.ts";
import { EVERYBODY, NOBODY } from "../../domain/people/pin-waits.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { openOf, type Resolvable } from "../../domain/state/attention.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { asStoreError } from "../store-errors.ts";
import { staffMemberName } from "./staff-member-name.ts";

export interface PinsTried {
  readonly origin: Origin;
  readonly till: string;
  readonly staff: string;
  /** Undefined for numbers that nobody has. */
  readonly name: string | undefined;
  /** Wrong ones in a row, when it was told last; within an hour where `isBurst`. */
  readonly misses: number;
  /** Whether the tries were of many numbers in a row, taken or not. */
  readonly isBurst: boolean;
  readonly item: Resolvable<"staff/pins-missed">;
}

/**
 * Records the misses. A store that can't be written now records none: the wait for the next try is
 * the same.
 */
export function tellMissedPins(ledger: Ledger, staff: string, misses: number): void {
  const streams = [toStreamId("attention", ledger.identity.origin)];
  const draft: Draft = { kind: "staff/pins-missed", streams, body: { staff, misses } };
  try {
    ledger.commit({ by: "", name: "tell missed pins", decide: () => ok({ events: [draft] }) });
  } catch (cause) {
    if (asStoreError(cause) === undefined) throw cause;
  }
}

/** Returns the ones that nobody has seen yet, of all tills. */
export function listMissedPins(ledger: Ledger): ReadonlyArray<PinsTried> {
  return ledger.read((view) =>
    view.tagged(MISSED_PINS_TAG).flatMap((stream) => {
      const origin = streamName(stream) as Origin;
      const { missedPins = {}, resolved } = view.state("attention", origin);
      return Object.entries(missedPins).flatMap(([staff, { misses, voices }]) => {
        const type = "staff/pins-missed";
        const item = { type, subject: staff, amount: zeroMinor, voices } as const;
        if (openOf([item], resolved).length === 0) return [];
        const isBurst = staff === EVERYBODY;
        const name =
          staff === NOBODY || isBurst
            ? undefined
            : staffMemberName(ledger.secrets, staff, readStaffMember(view, staff));
        const till = tillNameOf(ledger.admission(), origin);
        return { origin, till, staff, name, misses, isBurst, item };
      });
    }),
  );
}
