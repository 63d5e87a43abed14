/**
 * What the till relies on in a driver of a card terminal for tabs: a reservation, what it is raised by, its
 * booking and its release. Whatever breaks, the outcome and the bank's books agree.
 */

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { type CardOutcome, type CardRequest } from "../../src/card/contract.ts";
import { type CardAct } from "../../src/domain/events/card-events.ts";
import {
  createTill,
  type Driver,
  type DriverBench,
  outcomeOf,
  relayTo,
  type Till,
} from "./card-driver-contract.ts";

const HELD = 5000;
const BOOKED = 3150;
const RAISED = 1000;

type Reference = Pick<CardRequest, "of" | "original">;

/** Returns how a reservation is named afterwards; of a second till as its ledger has it. */
function referenceOf(outcome: CardOutcome, till: Till): Reference {
  if (outcome.type !== "captured") throw new Error("Nothing was reserved.");
  const { ref, auth, transaction } = outcome.says.card;
  const reference = till.payments[0]?.request.named?.service;
  return {
    ...(ref === null ? {} : { of: { ref, ...(auth === undefined ? {} : { auth }) } }),
    ...(transaction === undefined
      ? {}
      : { original: { ...transaction, ...(reference === undefined ? {} : { reference }) } }),
  };
}

/** `raises`: the terminal raises a reservation by itself. */
export function cardTabContract(
  name: string,
  driver: Driver,
  { raises }: { readonly raises: boolean },
): void {
  describe(`${name} keeps the contract of tabs`, () => {
    let bench: DriverBench;
    let till: Till;

    beforeEach(async () => {
      bench = await driver.open();
      till = createTill(bench, driver);
    });

    afterEach(() => bench.close());

    async function reserved(): Promise<Reference> {
      return referenceOf(await outcomeOf(till.pay({ act: "reserve", sum: HELD })), till);
    }

    test("a reservation is booked with less than it holds, and is gone then", async () => {
      const of = await reserved();
      expect(bench.books()).toEqual([["reserve", HELD]]);
      const booked = await outcomeOf(till.pay({ act: "book", sum: BOOKED, ...of }));

      expect(booked).toMatchObject({ type: "captured", says: { amount: BOOKED } });
      expect(bench.books()).toEqual([["book", BOOKED]]);
    });

    test("a reservation is released, and holds nothing then", async () => {
      const of = await reserved();
      const released = await outcomeOf(till.pay({ act: "release", sum: HELD, ...of }));

      expect(released).toHaveProperty("type", "captured");
      expect(bench.books()).toEqual([]);
    });

    test("a reservation is raised where the terminal can, and is left alone else", async () => {
      const of = await reserved();
      const raised = await outcomeOf(till.pay({ act: "increase", sum: RAISED, ...of }));

      expect(raised).toHaveProperty("type", raises ? "captured" : "declined");
      expect(bench.books()).toEqual([["reserve", raises ? HELD + RAISED : HELD]]);
    });

    test("more than is reserved is not booked", async () => {
      const of = await reserved();
      const booked = await outcomeOf(till.pay({ act: "book", sum: HELD + 1, ...of }));

      expect(booked).toHaveProperty("type", "declined");
      expect(bench.books()).toEqual([["reserve", HELD]]);
    });

    test.each([
      ["book", "release", BOOKED],
      ["book", "book", BOOKED],
      ["release", "book", undefined],
      ["release", "release", undefined],
    ] as const)("after a %s, a %s of the same reservation is declined", async (one, two, left) => {
      const of = await reserved();
      await outcomeOf(till.pay({ act: one, sum: BOOKED, ...of }));
      const second = await outcomeOf(till.pay({ act: two, sum: BOOKED, ...of }));

      expect(second).toHaveProperty("type", "declined");
      expect(bench.books()).toEqual(left === undefined ? [] : [["book", left]]);
    });

    test("what has no name at the terminal is neither booked nor released", async () => {
      for (const act of ["book", "release"] as const) {
        expect(await outcomeOf(till.pay({ act, sum: BOOKED }))).toHaveProperty("type", "declined");
      }
      expect(bench.books()).toEqual([]);
    });

    test("another till with the same reference books it", async () => {
      const of = await reserved();
      const other = createTill(bench, {
        ...driver,
        nameOf: (number) => driver.nameOf(number + 50),
      });

      expect(await outcomeOf(other.pay({ act: "book", sum: BOOKED, ...of }))).toHaveProperty(
        "type",
        "captured",
      );
    });

    test.each([
      ["reserve", ["reserve", HELD], undefined],
      ["increase", ["reserve", HELD + RAISED], ["reserve", HELD]],
      ["book", ["book", BOOKED], ["reserve", HELD]],
      ["release", undefined, ["reserve", HELD]],
    ] as const)(
      "wherever the connection of a %s is cut, the outcome and the bank agree",
      async (act, done, undone) => {
        if (act === "increase" && !raises) return;
        const outcomes = new Set<string>();
        for (let pieces = 1; ; pieces += 1) {
          const own = await driver.open();
          const relay = await cutAt({ own, pieces, act });
          const books = own.books();
          await own.close();
          const { type } = relay.outcome ?? { type: "not begun" };
          const expected = type === "captured" ? done : undone;
          // Where nobody can tell, the bank may have done it or not.
          const agreed = type === "unknown" ? books : expected === undefined ? [] : [expected];
          expect([pieces, type, books]).toEqual([pieces, type, agreed]);
          outcomes.add(type);
          if (!relay.hasCut) break;
        }

        expect(outcomes).toContain("not begun");
        expect(outcomes).toContain("captured");
      },
    );

    /** Reserves over a whole connection where the act needs that, and does the act over one that is cut. */
    async function cutAt({
      own,
      pieces,
      act,
    }: {
      readonly own: DriverBench;
      readonly pieces: number;
      readonly act: CardAct;
    }): Promise<{ readonly outcome: CardOutcome | undefined; readonly hasCut: boolean }> {
      const before = createTill(own, driver);
      const of =
        act === "reserve"
          ? {}
          : referenceOf(await outcomeOf(before.pay({ act: "reserve", sum: HELD })), before);
      const relay = await relayTo(own.port, pieces);
      const later: Driver = { ...driver, nameOf: (number) => driver.nameOf(number + 50) };
      const cut = createTill(own, later, relay.port);
      const sums: Partial<Record<CardAct, number>> = { book: BOOKED, increase: RAISED };
      await cut.pay({ act, sum: sums[act] ?? HELD, ...of }).done;
      return { outcome: cut.payments[0]?.outcome, hasCut: relay.hasCut() };
    }
  });
}
