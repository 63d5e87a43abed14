/** The names of people and tills in a report, which a reader of the ledger's secrets has. */

import { type DeviceId, type Origin } from "../domain/identity.ts";

/** Somebody who did something, or vouched for it. */
export interface Person {
  /** Staff number; empty for the till itself. */
  readonly staff: string;
  /** Empty where nobody knows it. */
  readonly name: string;
}

export interface ReportNames {
  readonly staffName: (staff: string) => string;
  /** Returns the name of a till, without its letters. */
  readonly tillName: (of: Origin | DeviceId) => string;
}

export function personOf({ staffName }: Pick<ReportNames, "staffName">, staff: string): Person {
  return { staff, name: staff === "" ? "" : staffName(staff) };
}

/** Null where nobody vouched for it. */
export function approverOf(
  names: Pick<ReportNames, "staffName">,
  staff: string | undefined,
): Person | null {
  return staff === undefined || staff === "" ? null : personOf(names, staff);
}
