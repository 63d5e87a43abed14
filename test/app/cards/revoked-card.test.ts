/** A till that the shop shuts out while its terminal is asked for money. */

import { expect, test } from "vitest";

import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { cardTills, stateAt, take } from "../../support/card-tills.ts";
import { valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

test("a till that hears while a guest pays that it is shut out says no more, and the next driver finds the receipt", async () => {
  const tills = await cardTills(await newCafe());
  const { a, b } = tills;
  valueOf(await tills.until(take(b)));
  tills.meet();
  const { card } = tills.pay(b);
  while (card.payment() === undefined) await pause(systemClock, 1);
  const { device } = b.open.till.ledger.identity.key;
  tills.meet();
  valueOf(revokeDevice(a.open.till, RAVI, { device, reason: "stolen" }));
  tills.meet();

  expect(await tills.endOf(card)).toMatchObject({ outcome: { type: "captured" } });
  expect(stateAt(b, card.payment())).toBe("open");
  expect(tills.charges()).toEqual([260]);
  valueOf(await tills.until(take(a)));
  expect(stateAt(a, card.payment())).toBe("unknown");
});
