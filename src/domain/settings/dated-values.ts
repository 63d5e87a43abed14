/**
 * Values that change with a business day and never in the middle of one: taxes, rounding, zone, cut-over.
 *
 * Each day that one is planned for is a register of its own beside the field's: what two tills plan apart
 * for the same day is one question, and nothing about another day. Which value holds on a day follows
 * from what was written and from that day alone, never from a clock.
 */

import { type BusinessDay, businessDaySchema, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type EntryState, fieldValue, plannedField } from "../state/entry-state.ts";
import { isContested } from "../state/register.ts";
import { addDays } from "../text/civil-time.ts";

export interface ComingValue {
  readonly fromDay: BusinessDay;
  readonly value: unknown;
  /** Tills have planned otherwise apart. */
  readonly inQuestion: boolean;
}

/** Returns the value on that day; undefined when none is set. */
export function valueOn(entry: EntryState, field: string, day: BusinessDay): unknown {
  const due = plansOf(entry, field).findLast(({ fromDay }) => fromDay <= day);
  return due === undefined ? fieldValue(entry, field) : due.value;
}

/** Returns the values to come, by rising day. */
export function comingValues(
  entry: EntryState,
  field: string,
  day: BusinessDay,
): ReadonlyArray<ComingValue> {
  return plansOf(entry, field).filter(({ fromDay }) => fromDay > day);
}

/** The most days that two tills are apart by zone and cut-over: a later day is a wrong clock's. */
const APART_MAX = 2;

/**
 * The first day that no till has begun, as far as is known: what changes with a day may change then.
 * A clock that is far ahead keeps nobody else from planning.
 */
export function nextDay(view: LedgerView, day: BusinessDay): BusinessDay {
  const last = addDays(day, APART_MAX);
  const begun = view
    .tagged("day")
    .map(streamName)
    .findLast((name) => name <= last);
  return addDays(begun !== undefined && begun > day ? businessDaySchema.parse(begun) : day, 1);
}

/** Returns the planned values by rising day; cancelled ones are left out. */
function plansOf({ fields }: EntryState, field: string): ReadonlyArray<ComingValue> {
  const start = plannedField(field, "");
  return Object.entries(fields)
    .filter(([name]) => name.startsWith(start))
    .flatMap(([name, register]): ReadonlyArray<ComingValue> => {
      const value = register.open.at(-1)?.value ?? null;
      const fromDay = businessDaySchema.safeParse(name.slice(start.length)).data;
      if (fromDay === undefined || value === null) return [];
      return [{ fromDay, value, inQuestion: isContested(register) }];
    })
    .toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : Number(a.fromDay > b.fromDay)));
}
