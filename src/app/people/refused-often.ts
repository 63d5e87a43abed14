/**
 * Somebody is refused the same again and again, at one till or at several: a person looks at it. Worked out
 * of what the tills noted, so that all that heard the same list the same.
 */

import { REFUSALS_TAG, REFUSED_OFTEN } from "../../domain/folds/attention-fold.ts";
import {
  refusalKey,
  repeatedRefusals,
  type RepeatedRefusal,
  repeatedSubject,
} from "../../domain/folds/refusals-of-day.ts";
import { type BusinessDay, type Origin, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { zeroMinor } from "../../domain/money/amounts.ts";
import { NOBODY } from "../../domain/people/pin-waits.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { openOf, type Resolvable } from "../../domain/state/attention.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { staffMemberName } from "../till/staff-member-name.ts";

export interface RefusedOften extends RepeatedRefusal {
  /** The till that records an answer to it. */
  readonly origin: Origin;
  /** Undefined for numbers that nobody has. */
  readonly name: string | undefined;
  /** The tills at which it was refused. */
  readonly tills: ReadonlyArray<string>;
  readonly item: Resolvable<"staff/refused-often"> & { readonly day: BusinessDay };
}

/** Returns those that nobody has seen yet, of all tills. */
export function listRefusedOften(ledger: Ledger): ReadonlyArray<RefusedOften> {
  return ledger.read((view) => {
    const noted = notedAt(view);
    return repeatedRefusals(noted.map(({ refusals }) => refusals)).flatMap((repeated) => {
      const item = toItem(repeated);
      const isSeen = noted.some(({ resolved }) => openOf([item], resolved).length === 0);
      return isSeen ? [] : [{ ...repeated, ...whoAndWhere(ledger, view, repeated), item }];
    });
  });
}

function notedAt(view: LedgerView) {
  return view.tagged(REFUSALS_TAG).map((stream) => {
    const origin = streamName(stream) as Origin;
    const { refusals = {}, resolved } = view.state("attention", origin);
    return { origin, refusals, resolved };
  });
}

function toItem(repeated: RepeatedRefusal): RefusedOften["item"] {
  const subject = repeatedSubject(repeated);
  return { type: REFUSED_OFTEN, subject, day: repeated.day, amount: zeroMinor, voices: [] };
}

function whoAndWhere(
  ledger: Ledger,
  view: LedgerView,
  { staff, what, day }: RepeatedRefusal,
): Pick<RefusedOften, "origin" | "name" | "tills"> {
  const key = refusalKey(staff, what);
  const tills = notedAt(view)
    .filter(({ refusals }) => Object.hasOwn(refusals[day]?.counts ?? {}, key))
    .map(({ origin }) => tillNameOf(ledger.admission(), origin));
  const member = readStaffMember(view, staff);
  return {
    origin: ledger.identity.origin,
    tills: [...new Set(tills)].toSorted(),
    name: staff === NOBODY ? undefined : staffMemberName(ledger.secrets, staff, member),
  };
}
