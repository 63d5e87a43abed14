/** A network that tells everything several times and in any order, with wrong news among it. */

import { expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { createDice, type Dice } from "../support/dice.ts";
import { setting } from "../support/one-setting.ts";
import { createShop, type TestTill } from "../support/shop.ts";

const EVENTS = 150;
const TIMES = 3;
/** So many are on their way at once. */
const UNDER_WAY = 10;

test("events that come three times each, in any order, are there once at each till", () => {
  using shop = createShop("storm");
  const speaker = shop.join("B");
  const hearers = [shop.a, shop.join("C"), shop.join("D")];
  for (let count = 0; count < EVENTS; count += 1) speaker.write(setting(count % 7));
  const stranger = shop.stranger("X");
  stranger.write(setting(1));
  const right = saidBy(speaker);

  for (const [index, till] of hearers.entries()) {
    const dice = createDice(index);
    for (let from = 0; from < EVENTS; from += UNDER_WAY) {
      const told = right.slice(from, from + UNDER_WAY);
      const wrong = [...saidBy(stranger), corrupted(dice.pick(told))];
      const storm = [...Array.from({ length: TIMES }, () => told).flat(), ...wrong];
      hear(till, { storm, dice, isHeard: () => countAt(till, speaker) === from + UNDER_WAY });
    }
  }

  for (const till of hearers) {
    expect(countAt(till, speaker)).toBe(EVENTS);
    expect(countAt(till, stranger)).toBe(0);
    expect(verifyLedger(till.ledger()).findings).toEqual([]);
    till.ledger().flush();
  }
  const [first, ...others] = hearers.map((till) => sharedTables(till.ledger()));
  for (const other of others) expect(other).toEqual(first);
});

/** What comes before its predecessor is told again, as it is when somebody asks for it. */
function hear(
  till: TestTill,
  {
    storm,
    dice,
    isHeard,
  }: {
    readonly storm: ReadonlyArray<Uint8Array>;
    readonly dice: Dice;
    readonly isHeard: () => boolean;
  },
): void {
  for (let round = 0; !isHeard() && round < UNDER_WAY; round += 1) {
    for (const bytes of dice.shuffle(storm)) till.ledger().receive(bytes);
  }
}

function saidBy(till: TestTill): ReadonlyArray<Uint8Array> {
  return [...till.ledger().piecesOf(till.ledger().identity.origin, 1)];
}

function countAt(till: TestTill, of: TestTill): number {
  return till.ledger().heads().get(of.ledger().identity.origin)?.seq ?? 0;
}

/** One bit of what it says is another one. */
function corrupted(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const place = Math.floor(copy.length / 2);
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}
