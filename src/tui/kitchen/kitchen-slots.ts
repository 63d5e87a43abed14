/**
 * Which number, and so which place, a ticket has on the screen.
 *
 * It keeps both until it is gone, whatever comes and goes around it; a new one takes the first number
 * that is free. A number rests for a moment when its ticket goes, so that a finger that comes too late,
 * or twice, meets an empty place and no other ticket.
 */

export interface Geometry {
  readonly columns: number;
  /** The rows of slots on one page. */
  readonly rows: number;
}

export interface Slot {
  readonly number: number;
  /** Whether it has the place below it as well. */
  readonly isTall: boolean;
}

export interface Slots {
  readonly byCard: ReadonlyMap<string, Slot>;
  /** Numbers that rest, with when their tickets went. */
  readonly resting: ReadonlyMap<number, number>;
}

export interface SlotCard {
  readonly id: string;
  /** Whether it has more to say than one place shows. */
  readonly isLong: boolean;
}

/** Longer than a finger takes to press the same key once more. */
export const REST_MS = 3000;

/** `cards`: the oldest first. */
export function assignSlots(
  before: Slots,
  cards: ReadonlyArray<SlotCard>,
  { geometry, nowMs }: { readonly geometry: Geometry; readonly nowMs: number },
): Slots {
  const here = new Set(cards.map(({ id }) => id));
  const gone = [...before.byCard].filter(([id]) => !here.has(id));
  const resting = new Map(
    [...before.resting, ...gone.map(([, { number }]) => [number, nowMs] as const)].filter(
      ([, sinceMs]) => nowMs - sinceMs < REST_MS,
    ),
  );
  const byCard = new Map<string, Slot>();
  const taken = new Set<number>(resting.keys());

  function put(id: string, number: number, isLong: boolean): void {
    const below = belowOf(number, geometry);
    const isTall = isLong && below !== undefined && !taken.has(below);
    taken.add(number);
    if (isTall) taken.add(below);
    byCard.set(id, { number, isTall });
  }

  const known = cards.flatMap((card) => {
    const slot = before.byCard.get(card.id);
    return slot === undefined ? [] : [{ card, slot }];
  });
  for (const { slot } of known) taken.add(slot.number);
  for (const { card, slot } of known) put(card.id, slot.number, card.isLong);
  for (const { id, isLong } of cards) {
    if (!before.byCard.has(id)) put(id, freeNumber(taken, isLong, geometry), isLong);
  }
  return { byCard, resting };
}

/** Restores the slots from the numbers that were kept before a start. */
export function slotsFrom(numbers: ReadonlyArray<readonly [card: string, number: number]>): Slots {
  const byCard = new Map<string, Slot>();
  const taken = new Set<number>();
  for (const [card, number] of numbers) {
    if (taken.has(number)) continue;
    taken.add(number);
    byCard.set(card, { number, isTall: false });
  }
  return { byCard, resting: new Map() };
}

export function pageOf(number: number, { columns, rows }: Geometry): number {
  return Math.floor((number - 1) / (columns * rows));
}

export function pageCount(slots: Slots, geometry: Geometry): number {
  const numbers = [...slots.byCard.values()].map(({ number }) => pageOf(number, geometry) + 1);
  return Math.max(1, ...numbers);
}

/** Returns the slot below on the same page; undefined for the last row. */
function belowOf(number: number, geometry: Geometry): number | undefined {
  const below = number + geometry.columns;
  return pageOf(below, geometry) === pageOf(number, geometry) ? below : undefined;
}

/** A long one goes where it has two places, unless that is on a later page. */
function freeNumber(taken: ReadonlySet<number>, isLong: boolean, geometry: Geometry): number {
  let first = 1;
  while (taken.has(first)) first += 1;
  if (!isLong) return first;
  for (let number = first; pageOf(number, geometry) === pageOf(first, geometry); number += 1) {
    const below = belowOf(number, geometry);
    if (!taken.has(number) && below !== undefined && !taken.has(below)) return number;
  }
  return first;
}
