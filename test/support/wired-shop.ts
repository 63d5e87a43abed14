/** A shop of tills on wires: how they come to be one, say something, and are found to hold the same. */

import { afterEach, beforeEach, expect } from "vitest";

import { type Draft } from "../../src/domain/events/kinds.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { createShop, enrolment, type TestShop, type TestTill } from "./shop.ts";
import { createWires, keyed, type WiredTill, type Wires } from "./wired-tills.ts";

export interface WiredShop {
  readonly shop: TestShop;
  readonly wires: Wires;
}

/** Opens a shop for each test of a file and closes it after it; `take` gets it before the test runs. */
export function withWiredShops(take: (opened: WiredShop) => void): void {
  let shop: TestShop | undefined;

  beforeEach(() => {
    shop = createShop();
    take({ shop, wires: createWires() });
  });

  afterEach(() => {
    shop?.[Symbol.dispose]();
  });
}

/** Enrolled by the founder, A, and on no wire yet. */
export function wiredShop(
  { shop, wires }: WiredShop,
  ...codes: ReadonlyArray<string>
): ReadonlyArray<WiredTill> {
  const { a } = shop;
  a.write(keyed(a));
  const tills = codes.map((code) => {
    if (code === "A") return a;
    const till = shop.stranger(code);
    a.write(enrolment(till), keyed(till));
    return till;
  });
  return tills.map((till) => wires.add(till));
}

/** Each time something new, which nobody else has heard of yet. */
export function note(
  wired: Pick<WiredTill, "till"> | undefined,
  ...values: ReadonlyArray<number>
): void {
  for (const value of values) wired?.till.write(setting(value));
}

/** So many things to say. */
export function settingsOf(count: number): ReadonlyArray<Draft> {
  return Array.from({ length: count }, (_, value) => setting(value));
}

function setting(value: number): Draft {
  const body = { value, over: [] };
  return { kind: "setting/set", streams: [toStreamId("set", `note-${value}`)], body };
}

/** They hold the same chains to the same ends. */
export function expectEqual(...tills: ReadonlyArray<WiredTill>): void {
  const [first, ...others] = tills.map(({ till }) => endsText(till));
  for (const other of others) expect(other).toEqual(first);
}

export function endsText(till: TestTill): ReadonlyArray<string> {
  return endsOf(till.ledger().heads())
    .map(({ origin, seq, hash }) => `${origin} ${seq} ${hash}`)
    .toSorted();
}
