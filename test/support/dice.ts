/** Small random choices from a seed, for histories that can be told again. */
export interface Dice {
  /** From 0 up to and without `below`. */
  readonly nat: (below: number) => number;
  readonly pick: <Value>(values: ReadonlyArray<Value>) => Value;
  readonly chance: (percent: number) => boolean;
  readonly shuffle: <Value>(values: ReadonlyArray<Value>) => ReadonlyArray<Value>;
}

/** Mulberry32: 32 bits of state, good enough to be unfair in many ways. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;

  function nat(below: number): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  function pick<Value>(values: ReadonlyArray<Value>): Value {
    if (values.length === 0) throw new Error("Nothing to pick from.");
    return values[nat(values.length)] as Value;
  }

  return {
    nat,
    pick,
    chance: (percent) => nat(100) < percent,
    shuffle: (values) => {
      const left = [...values];
      return values.map(() => left.splice(nat(left.length), 1)[0] as (typeof values)[number]);
    },
  };
}
