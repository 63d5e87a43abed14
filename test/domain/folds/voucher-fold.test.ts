/** What events make of a voucher: its days, and which gifts its accounts have heard of. */

import { expect, test } from "vitest";

import { type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { voucherDayKey, voucherFold } from "../../../src/domain/folds/voucher-fold.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type VoucherState } from "../../../src/domain/state/voucher-state.ts";
import { TODAY } from "../../support/shop.ts";
import { idOf, ORDER, originOf, told } from "../../support/told.ts";

const [OLD, NEW] = ["2".repeat(26), "3".repeat(26)];
const [A, B] = [originOf("A"), originOf("B")];

test("A day of vouchers has all that was paid onto them on it, also where it is more than once", () => {
  const streams = [toStreamId("voucher", OLD)];
  const sold = { amount: minor(5000), order: ORDER, line: idOf("A", 2) };

  const state = after(OLD, [
    told(["A", 3], "voucher/issued", { streams, body: { ...sold, until: null } }),
    told(["A", 4], "voucher/topped", { streams, body: { ...sold, amount: minor(1000) } }),
  ]);

  expect(voucherFold.contributions(state)).toEqual([[voucherDayKey(TODAY, 2026), 6000]]);
});

test("A voucher in place of a lost one has given to all accounts but that of its author", () => {
  const moved = told(["A", 5], "voucher/moved", {
    streams: [toStreamId("voucher", OLD), toStreamId("voucher", NEW)],
    body: {
      from: OLD,
      to: NEW,
      year: 2026,
      until: null,
      legs: [
        { account: A, amount: minor(3000) },
        { account: B, amount: minor(2000) },
      ],
      reason: "lost",
    },
  });

  const { accounts, gifts } = after(NEW, [moved]);

  expect(accounts).toEqual({ [A]: 3000, [B]: 2000 });
  // B may redeem what it has once it has heard of this event.
  expect(gifts).toEqual({ [B]: { [A]: 5 } });
});

function after(id: string, events: ReadonlyArray<KnownEvent>): VoucherState {
  const stream = toStreamId("voucher", id);
  return events.reduce(
    (state, event) => voucherFold.apply(state, event, stream),
    voucherFold.empty,
  );
}
