/** A card payment at the close: what took nothing is not waited for, and what nobody knows is named. */

import { expect, test } from "vitest";

import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { cardsOf, cardTills } from "../../support/card-tills.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;

test("a Z names the payment of which nobody knows, and none that the terminal declined", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  tills.terminal.set(["decline"]);
  await tills.endOf(tills.pay(tills.a).card);
  tills.terminal.set(["drop-before-result", "keeps"]);
  const { order, card } = tills.pay(tills.a);
  while (tills.terminal.books().length === 0) await pause(systemClock, 1);
  tills.terminal.set(["no-memory"]);
  await tills.endOf(card);
  const payment = card.payment() as EventId;
  expect(cardsOf(tills.a).map(({ state }) => state)).toEqual(["declined", "unknown"]);

  const { till } = tills.a.open;
  const [first] = closeOwnZ(till, DAY);
  expect(first?.body).toMatchObject({ total: 0, unknown: [{ payment, amount: 260 }] });

  const said = { order, payment, says: "yes", number: "0471" } as const;
  valueOf(tills.a.cards().say(MIA, said));
  const [second] = closeOwnZ(till, DAY);
  expect(second?.body).toMatchObject({ no: 2, total: 260, unknown: [] });
});
