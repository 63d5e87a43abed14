/**
 * The order on the screen is worked out anew only once anything in the ledger has changed: whatever people do, at this
 * till, at another one and in another process of this one, it is what it would be if it were worked out each time.
 *
 * Size: both.
 */

import { expect, test } from "vitest";

import { createDice, type Dice } from "../../../proof/sim/dice.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { orderView } from "../../../src/app/orders/orders.ts";
import { createUnseenSession } from "../../../src/app/register/unseen-session.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { type AnyDesk, anyRequest, beside } from "../../support/any-acts.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { synchroniseLedgers } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const STEPS = 150;
const SEEDS = [1, 2, 3, 4].slice(0, proofRuns({ small: 1, whole: 4 }));

interface ShowingDesk extends AnyDesk {
  readonly shown: () => EventId | undefined;
  readonly show: (order: EventId | undefined) => void;
}

test.each(SEEDS)(
  "it is what it would be if it were worked out each time, seed %i",
  async (seed) => {
    const dice = createDice(`kept ${seed}`);
    const { a, b } = await cafeOfTwo(newCafe);
    const desks = [showingDesk(a), showingDesk(b), showingDesk(a)];
    let looks = 0;

    for (let step = 0; step < STEPS; step += 1) {
      const desk = dice.pick(desks);
      actAt(dice, desk);
      looks += expectFresh(desks);
      // A single transaction reaches the other till, or several do at once.
      if (dice.chance(0.6))
        synchroniseLedgers(desk.open.till.ledger, (desk.open === a ? b : a).till.ledger);
      looks += expectFresh(desks);
      // All look at what one of them has.
      if (dice.chance(0.1)) for (const other of desks) other.show(desk.shown());
    }

    // Else nothing was compared.
    expect(looks).toBeGreaterThan(STEPS);
  },
);

function actAt(dice: Dice, desk: ShowingDesk): void {
  const request = anyRequest(dice, desk);
  if (request !== undefined) desk.session.perform(request);
  if (dice.chance(0.15)) beside(dice, desk.session);
}

/** Returns how many orders were compared. */
function expectFresh(desks: ReadonlyArray<ShowingDesk>): number {
  const shown = desks.filter((desk) => desk.shown() !== undefined);
  for (const { open, session, shown: order } of shown) {
    const id = order() as EventId;
    const fresh = open.till.ledger.read((view) => orderView(view, id));
    expect(session.order()).toEqual(fresh);
    // Asked again, it is the same one.
    expect(session.order()).toBe(session.order());
  }
  return shown.length;
}

function showingDesk(open: OpenTill): ShowingDesk {
  let order: EventId | undefined;
  const screen = {
    order: () => order,
    show: (next: EventId | undefined) => {
      order = next;
    },
  };
  const { till, random } = open;
  const session = createUnseenSession({
    till,
    open,
    actor: RAVI,
    random,
    screen,
    prepare: () => ok(undefined),
  });
  return { open, session, shown: screen.order, show: screen.show };
}
