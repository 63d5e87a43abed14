/** How parties of the Friday night come together and apart: tables, lines and bills that are moved. */

import { type Minute, type Party, TILL_OF } from "./friday-plan.ts";

/** A second drink goes onto another party's bill. */
export interface LineShift {
  readonly type: "line";
  readonly at: Minute;
  readonly from: Party;
  readonly to: Party;
  readonly cents: number;
}

/** One party pays for another, or thinks better of it a minute later. */
export interface BillShift {
  readonly type: "bill";
  readonly at: Minute;
  readonly from: Party;
  readonly into: Party;
  readonly isUndone: boolean;
}

/** A party sits down at a table that stays free for as long as they are there. */
export interface TableShift {
  readonly type: "table";
  readonly at: Minute;
  readonly party: Party;
  readonly table: string;
}

export type Shift = LineShift | BillShift | TableShift;

const LINES_MOVED = 4;
const BILLS_MERGED = 4;
const TABLES_MOVED = 5;
/** The second of the first drinks. */
export const SHIFTED_LINE = 1;

/** Each party has a part in one shift at most. */
export function planShifts(parties: ReadonlyArray<Party>): ReadonlyArray<Shift> {
  const plain = parties.filter(isPlain);
  const lines = pairs(plain, sharesTime).slice(0, LINES_MOVED);
  const used = new Set(lines.flat());
  const left = plain.filter((party) => !used.has(party));
  const bills = pairs(left, leavesFirst).slice(0, BILLS_MERGED);
  return [
    ...lines.flatMap(([from, to]): ReadonlyArray<Shift> => {
      const cents = from.rounds[0]?.items[SHIFTED_LINE]?.cents ?? 0;
      const at = Math.max(from.seated, to.seated) + 11;
      return [{ type: "line", at, from, to, cents }];
    }),
    ...bills.map(([from, into], count): Shift => ({
      type: "bill",
      at: from.paid - 3,
      from,
      into,
      isUndone: count % 2 === 1,
    })),
    ...tableShifts(parties),
  ];
}

/** What a party owes beside what it ordered, in cents: below zero where others have some of it. */
export function shiftedBy(shifts: ReadonlyArray<Shift>, party: Party): number {
  return shifts
    .filter((shift) => shift.type === "line")
    .reduce((sum, { from, to, cents }) => {
      if (from === party) return sum - cents;
      return to === party ? sum + cents : sum;
    }, 0);
}

/** Whose bill the party pays too. */
export function paidFor(shifts: ReadonlyArray<Shift>, party: Party): ReadonlyArray<Party> {
  return shifts
    .filter((shift) => shift.type === "bill")
    .flatMap(({ from, into, isUndone }) => (into === party && !isUndone ? [from] : []));
}

/** Somebody else pays for it. */
export function isPaidByOthers(shifts: ReadonlyArray<Shift>, party: Party): boolean {
  return shifts.some((shift) => shift.type === "bill" && shift.from === party && !shift.isUndone);
}

/** Nothing goes wrong there, nothing of it comes back, and its till lives. */
function isPlain({ mishap, paying, staff, covers }: Party): boolean {
  const isOne = paying.type !== "card" && paying.type !== "seats";
  return mishap === undefined && isOne && TILL_OF[staff] !== "C" && covers >= 2;
}

function sharesTime(one: Party, other: Party): boolean {
  return Math.max(one.seated, other.seated) + 15 < Math.min(one.paid, other.paid);
}

function leavesFirst(one: Party, other: Party): boolean {
  return other.seated < one.paid - 10 && one.paid + 5 < other.paid;
}

/** At one till, each of them once. */
function pairs(
  parties: ReadonlyArray<Party>,
  fits: (one: Party, other: Party) => boolean,
): ReadonlyArray<readonly [Party, Party]> {
  const used = new Set<Party>();
  return parties.flatMap((one): ReadonlyArray<readonly [Party, Party]> => {
    const other = parties.find(
      (it) =>
        it !== one && !used.has(it) && TILL_OF[it.staff] === TILL_OF[one.staff] && fits(one, it),
    );
    if (other === undefined || used.has(one)) return [];
    used.add(one).add(other);
    return [[one, other]];
  });
}

function tableShifts(parties: ReadonlyArray<Party>): ReadonlyArray<Shift> {
  const all = [...new Set(parties.map(({ table }) => table))];
  const taken = new Set<string>();
  const moved = parties.filter(({ staff }, at) => TILL_OF[staff] !== "C" && at % 3 === 2);
  const shifts = moved.flatMap((party): ReadonlyArray<Shift> => {
    const at = party.seated + 29;
    const table = all.find(
      (name) =>
        !taken.has(name) &&
        parties.every(
          (other) => other.table !== name || other.paid < at || other.seated > party.paid,
        ),
    );
    if (table === undefined) return [];
    taken.add(table);
    return [{ type: "table", at, party, table }];
  });
  return shifts.slice(0, TABLES_MOVED);
}
