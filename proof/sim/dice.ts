/** Chance from a seed: what a run is made of, so that it can be told again. */

import { createCipheriv, hash } from "node:crypto";

import { type Random } from "../../src/domain/ports.ts";

export interface Dice {
  /** Returns a number from 0 up to, but not including, 1. */
  readonly unit: () => number;
  /** Returns an integer from 0 up to, but not including, `below`. */
  readonly nat: (below: number) => number;
  /** Returns an integer from one to the other, both included. */
  readonly between: (from: number, to: number) => number;
  readonly pick: <Value>(values: ReadonlyArray<Value>) => Value;
  /** Returns a name by weight: each as often as its number says. */
  readonly weighed: <Name extends string>(weights: Readonly<Record<Name, number>>) => Name;
  /** `ratio` from 0 to 1. */
  readonly chance: (ratio: number) => boolean;
  readonly shuffle: <Value>(values: ReadonlyArray<Value>) => ReadonlyArray<Value>;
  /** Dice of their own, so that a throw more here moves nothing there. */
  readonly fork: (name: string) => Dice;
}

const STEPS = 2 ** 32;

export function createDice(seed: string): Dice {
  let state = Number.parseInt(hash("sha256", seed).slice(0, 8), 16);

  /** Mulberry32: 32 bits of state, good enough to be unfair in many ways. */
  function unit(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / STEPS;
  }

  function nat(below: number): number {
    return Math.floor(unit() * below);
  }

  function pick<Value>(values: ReadonlyArray<Value>): Value {
    if (values.length === 0) throw new Error("Nothing to pick from.");
    return values[nat(values.length)] as Value;
  }

  return {
    unit,
    nat,
    between: (from, to) => from + nat(to - from + 1),
    pick,
    weighed: (weights) => {
      const entries = Object.entries(weights) as Array<[keyof typeof weights, number]>;
      let left = unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      throw new Error("Nothing to choose from.");
    },
    chance: (ratio) => unit() < ratio,
    shuffle: (values) => {
      const left = [...values];
      return values.map(() => left.splice(nat(left.length), 1)[0] as (typeof values)[number]);
    },
    fork: (name) => createDice(`${seed} ${name}`),
  };
}

const LARGE_BYTES = 65_536;
const CTR_START = Buffer.alloc(16);

/** A repeatable source of bytes: SHA-256 over seed and counter; of many bytes the key to a stream of them. */
export function createSeededRandom(seed: string): Random {
  let block = 0;
  return {
    bytes: (count) => {
      if (count > LARGE_BYTES) {
        block += 1;
        const key = hash("sha256", `${seed} ${block}`, "buffer");
        return createCipheriv("aes-256-ctr", key, CTR_START).update(Buffer.alloc(count));
      }
      const parts: Buffer[] = [];
      for (let length = 0; length < count; length += 32) {
        block += 1;
        parts.push(hash("sha256", `${seed} ${block}`, "buffer"));
      }
      return Buffer.concat(parts).subarray(0, count);
    },
  };
}
