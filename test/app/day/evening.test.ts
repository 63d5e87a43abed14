/** The evening of a shop: a drawer is opened, sold from, counted and closed, and the day after it. */

import { describe, expect, test } from "vitest";

import { closeOwnZ, closeShopDay } from "../../../src/app/day/close-day.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { drawerExpected } from "../../../src/domain/drawer/drawers.ts";
import { type Cash } from "../../../src/domain/events/drawer-events.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { performOn } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { closeDrawer, countDrawer, moveCash, openDrawer } from "../../support/drawer-acts.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as Parameters<typeof closeOwnZ>[1];

describe("a drawer", () => {
  test("expects its float, what was tendered less the change, and what was moved", async () => {
    const { till } = (await newCafe()).open();
    const session = opened({ till }, 15_000);

    sold({ till }, 2100);
    const { own } = expectedOf({ till }, session);

    expect(own).toBe(15_000 + 280);
    valueOf(moveCash(till, RAVI, { session, what: "out", amount: minor(1250), reason: "milk" }));
    valueOf(moveCash(till, MIA, { session, what: "drop", amount: minor(10_000), reason: "" }));
    expect(expectedOf({ till }, session).own).toBe(15_280 - 11_250);
    expect(till.ledger.read((view) => view.sum("safe/own"))).toBe(10_000 - 15_000);
  });

  test("is closed at any count, and says what stays and what went into the safe", async () => {
    const { till } = (await newCafe()).open();
    const session = opened({ till }, 15_000);
    sold({ till }, 2100);

    valueOf(countDrawer(till, MIA, { session, cash: cash(14_660) }));
    expect(closeDrawer(till, MIA, { session, reason: "" })).toMatchObject({
      fault: { type: "drawer/difference", difference: -620 },
    });
    const closed = valueOf(
      closeDrawer(till, MIA, { session, reason: "", leaves: minor(15_000 - 1000), anyway: true }),
    );

    expect(closed.close?.body).toMatchObject({
      expected: 15_280,
      counted: 14_660,
      difference: -620,
      leaves: { own: 14_000 },
      toSafe: 660,
      lacks: "reason",
    });
    expect(till.ledger.read((view) => view.sum("safe/own"))).toBe(660 - 15_000);
  });
});

describe("a day that is closed at night", () => {
  test("holds the sale after its first Z in a second one", async () => {
    const { till } = (await newCafe()).open();
    sold({ till }, 280);
    const [first] = closeOwnZ(till, DAY);
    sold({ till }, 280);
    sold({ till }, 280);
    const [second] = closeOwnZ(till, DAY);
    const close = closeShopDay(till, { day: DAY, asked: "4", missing: [], without: [] });

    expect(first?.body).toMatchObject({ no: 1, total: 280, grandTotal: 280 });
    expect(second?.body).toMatchObject({
      no: 2,
      from: (first?.body.to ?? 0) + 1,
      total: 560,
      grandTotal: 840,
      grandTurnover: 840,
      figures: { receipts: 2, sales: 560, "tender/cash/count": 2 },
    });
    expect(close.body.zs.map(({ no, total }) => [no, total])).toEqual([
      [1, 280],
      [2, 560],
    ]);
    expect(closeOwnZ(till, DAY)).toEqual([]);
  });

  test("is closed with the others that nobody closed, a few at once", async () => {
    const cafe = await newCafe();
    const { till } = cafe.open();
    const { clock } = cafe;
    for (let days = 0; days < 7; days += 1) {
      sold({ till }, 280);
      clock.advance(24 * 3_600_000);
      beginWithoutZ(till);
    }

    const zs = closeOwnZ(till, till.days().now);

    expect(zs.map(({ body: { no, day, total } }) => [no, day, total])).toEqual(
      [20, 21, 22, 23, 24, 25, 26].map((day, index) => [index + 1, `2026-11-${day}`, 280]),
    );
    expect(zs.slice(1).every(({ body }, at) => body.from === (zs[at]?.body.to ?? 0) + 1)).toBe(
      true,
    );
  });

  test("is closed by the till itself before the next one begins", async () => {
    const cafe = await newCafe();
    const { till } = cafe.open();
    sold({ till }, 280);
    cafe.clock.advance(24 * 3_600_000);

    valueOf(till.beginDay(MIA));
    sold({ till }, 280);

    expect(till.ledger.read((view) => view.state("day", DAY).zs)).toMatchObject([
      { body: { no: 1, day: DAY, total: 280 } },
    ]);
    const next = closeOwnZ(till, till.days().now);
    expect(next).toMatchObject([
      { body: { no: 2, day: "2026-11-21", total: 280, grandTotal: 560 } },
    ]);
  });
});

test("a payment that a Z holds is corrected no more", async () => {
  const { till } = (await newCafe()).open();
  sold({ till }, 280);
  closeOwnZ(till, DAY);

  const request = { order: "A-000001", act: "correct", to: "card", reason: "card" } as const;
  const done = performOn(till, RAVI, request);

  expect(done).toMatchObject({ fault: { type: "correction/in-z" } });
});

/** As a build did that knew no Z. */
function beginWithoutZ({ ledger, days }: OpenTill["till"]): void {
  const { suggested } = days();
  const body = { how: "clock" } as const;
  valueOf(
    ledger.commit({
      by: "1",
      name: "begin day",
      decide: () =>
        ok({
          day: suggested,
          events: [{ kind: "day/began", streams: [toStreamId("day", suggested)], body }],
        }),
    }),
  );
}

type Here = Pick<OpenTill, "till">;

function opened({ till }: Here, float: number): EventId {
  return valueOf(openDrawer(till, MIA, { no: 1, float: cash(float) })).id;
}

function sold({ till }: Here, tendered: number): void {
  const payment = { type: "cash", tendered: minor(tendered), tip: minor(0) } as const;
  valueOf(sell(till, MIA, { entries: ["100"], payment, service: undefined }));
}

function expectedOf({ till }: Here, session: EventId) {
  return till.ledger.read((view) => drawerExpected(view, session));
}

function cash(own: number): Cash {
  return { own: minor(own), pieces: [], foreign: [] };
}
