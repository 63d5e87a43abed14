/** What of a forked chain is told to whoever holds some of it, and how far that is looked for. */

import { expect, onTestFinished, test } from "vitest";

import { createMeshLedger } from "../../src/app/mesh/mesh-ledger.ts";
import { type Origin } from "../../src/domain/identity.ts";
import { endsOf, forkProofOf, missingFor, trailOf } from "../../src/ledger/exchange.ts";
import { type Store } from "../../src/ledger/store.ts";
import { forkTill } from "../support/forked-till.ts";
import { sellOne } from "../support/one-sale.ts";
import { createShop, synchronise, synchroniseAll, type TestTill } from "../support/shop.ts";
import { sealAll } from "../support/upkeep.ts";

const BEFORE = 60;
const APART = 3;
/** A sale is an order and its payment. */
const ROWS_APART = 2 * APART;

test("whoever lacks a branch is told it alone, and the look goes back to where they parted", () => {
  const { a } = forked();
  const [first, second] = endsHere(a);
  if (first === undefined || second === undefined) throw new Error("The chain has no branches.");

  for (const [held, lacked] of [
    [first, second],
    [second, first],
  ] as const) {
    const { store, steps } = counted(a.ledger().store);
    const told = [...missingFor(store, headsOf(a, first.origin), [held])];

    expect(told).toHaveLength(ROWS_APART);
    expect(told.at(-1)).toMatchObject({ last: lacked.seq, hash: lacked.hash });
    expect(steps()).toBeLessThanOrEqual(2 * ROWS_APART + 2);
  }
});

test("whoever holds both branches is told nothing, without a step", () => {
  const { a } = forked();
  const ends = endsHere(a);
  const { store, steps } = counted(a.ledger().store);

  expect([...missingFor(store, headsOf(a, ends[0]?.origin), ends)]).toEqual([]);
  expect(steps()).toBe(0);
});

test("whoever holds nothing is told all, without a step", () => {
  const { a } = forked();
  const [end] = endsHere(a);
  const { store, steps } = counted(a.ledger().store);

  const told = [...missingFor(store, headsOf(a, end?.origin), [])];

  expect(told.length).toBeGreaterThan(BEFORE + 2 * ROWS_APART);
  expect(steps()).toBe(0);
});

test("is told in its order by a copy whose own rows stand before a segment that it has heard", async () => {
  const shop = createShop("a segment behind rows", { cut: { events: 7, bytes: 6000 } });
  onTestFinished(() => shop[Symbol.dispose]());
  const [b, c] = [shop.join("B"), shop.join("C")];
  const { origin } = b.ledger().identity;
  for (let sale = 0; sale < 2; sale += 1) sellOne(b);
  const copy = shop.clone(b);
  sellOne(copy);
  for (let sale = 0; sale < 9; sale += 1) sellOne(b);
  await sealAll(b.ledger());
  synchronise(b, copy);

  const told = copy.ledger().missingFor(endsOf(c.ledger().heads()));
  const mixed = [...missingFor(copy.ledger().store, headsOf(copy, origin), [])];
  const isPacked = mixed.map((piece) => piece.isPacked);
  expect(isPacked.indexOf(false)).toBeLessThan(isPacked.lastIndexOf(true));

  expect(told.map((bytes) => c.ledger().receive(bytes)).filter(({ ok }) => !ok)).toEqual([]);
});

test("whoever stands before the branches is told both", () => {
  const { a } = forked();
  const [end] = endsHere(a);
  const origin = end?.origin;
  if (origin === undefined) throw new Error("The chain has no branches.");
  const { store } = a.ledger();
  const rows = [...store.ofOrigin(origin, 1)];
  const before = rows.at(-2 * ROWS_APART - 3);
  if (before === undefined) throw new Error("The chain is short.");
  const known = { origin, seq: before.last, hash: before.hash };

  const told = [...missingFor(store, headsOf(a, origin), [known])];

  expect(told).toHaveLength(2 * ROWS_APART + 2);
});

test("whoever names places further back is told what comes after the last that both hold", () => {
  const { a, b, copy } = forked({ isHeard: false });
  for (let sale = 0; sale < 2 * APART; sale += 1) sellOne(copy);
  const { origin } = b.ledger().identity;
  const end = endsOf(headsOf(copy, origin))[0];
  if (end === undefined) throw new Error("The copy has said nothing.");
  const { store } = a.ledger();
  const own = endsOf(headsOf(a, origin))[0]?.seq ?? 0;
  expect(end.seq).toBeGreaterThan(own);

  const trail = trailOf(copy.ledger().store, end);
  const told = [...missingFor(store, headsOf(a, origin), [end, ...trail])];

  expect([...missingFor(store, headsOf(a, origin), [end])]).toEqual([]);
  expect(trail.length).toBeLessThan(2 + Math.log2(end.seq));
  expect(trail.at(-1)?.seq).toBe([...store.ofOrigin(origin, 1)][0]?.last);
  // No further back than twice as far as they have been apart.
  expect(told[0]?.first).toBeGreaterThan(end.seq - 2 * (end.seq - commonEnd(b, copy)));
  expect(told.at(-1)).toMatchObject({ last: own });
});

test("two pieces prove a fork, those with which the branches begin", () => {
  const { a, b, copy } = forked();
  const [end] = endsHere(a);
  if (end === undefined) throw new Error("The chain has no branches.");

  const proof = forkProofOf(a.ledger().store, endsOf(headsOf(a, end.origin)));

  const common = commonEnd(b, copy);
  expect(proof.map(({ first }) => first)).toEqual([common + 1, common + 1]);
  expect(new Set(proof.map(({ hash }) => hash)).size).toBe(2);
  const other = a.ledger().identity.origin;
  expect(forkProofOf(a.ledger().store, endsOf(headsOf(a, other)))).toEqual([]);
});

test("the proof of a fork is looked for once, however often it is asked for", () => {
  const { a, b } = forked();
  const { store, steps } = counted(a.ledger().store);
  const ledger = new Proxy(a.ledger(), {
    get: (target, name) => (name === "store" ? store : target[name as keyof typeof target]),
  });
  const { forkProof } = createMeshLedger(ledger);

  const first = forkProof(b.device);
  const before = steps();
  expect(first).toHaveLength(2);
  expect(before).toBeGreaterThan(0);
  expect(forkProof(b.device)).toEqual(first);
  expect(forkProof(a.device)).toEqual([]);
  expect(steps()).toBe(before);
});

/** Two boxes that have sold much under one name before they parted, and all heard by another till. */
function forked({ isHeard = true } = {}): Record<"a" | "b" | "copy", TestTill> {
  const shop = createShop("branches apart");
  onTestFinished(() => shop[Symbol.dispose]());
  const { a } = shop;
  const b = shop.join("B");
  for (let sale = 0; sale < BEFORE; sale += 1) sellOne(b);
  if (isHeard) return { a, b, copy: forkTill(shop, b, { own: APART, copy: APART }) };
  const copy = shop.clone(b);
  for (let sale = 0; sale < APART; sale += 1) sellOne(b);
  synchroniseAll([a, b]);
  return { a, b, copy };
}

/** Of what two boxes of one name have both said. */
function commonEnd(one: TestTill, other: TestTill): number {
  const { origin } = one.ledger().identity;
  const rows = [...one.ledger().store.ofOrigin(origin, 1)];
  const shared = rows.findLast(({ last: seq, hash }) =>
    other.ledger().store.withEnd({ origin, seq, hash }),
  );
  const parted = [...one.ledger().store.ofOrigin(origin, 1)].filter(({ first }, index) =>
    rows.slice(0, index).some((before) => before.first === first),
  );
  return parted.length === 0
    ? (shared?.last ?? 0)
    : Math.min(...parted.map((row) => row.first)) - 1;
}

function endsHere(till: TestTill) {
  const heads = till.ledger().heads();
  return endsOf(heads).filter(({ origin }) => (heads.get(origin)?.others.length ?? 0) > 0);
}

function headsOf(till: TestTill, origin: Origin | undefined) {
  const heads = till.ledger().heads();
  return new Map([...heads].filter(([of]) => of === origin));
}

/** Looks for what a transaction follows. */
function counted(store: Store): { readonly store: Store; readonly steps: () => number } {
  let steps = 0;
  return {
    store: {
      ...store,
      endingAt: (origin, seq) => {
        steps += 1;
        return store.endingAt(origin, seq);
      },
    },
    steps: () => steps,
  };
}
