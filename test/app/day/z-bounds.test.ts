/** However much a till's chain says of other days and tills, it fits into Zs: a day can always begin. */

import { expect, test } from "vitest";

import { zDifferences } from "../../../src/app/day/day-report.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { orderStream } from "../../../src/domain/folds/order-fold.ts";
import { type BusinessDay, originSchema } from "../../../src/domain/identity.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const HOUR_MS = 3_600_000;

test.each([1, 150, 199, 201, 1000])(
  "a day begins after refunds for %i other tills, and each event stands in exactly one Z",
  async (many) => {
    const cafe = await newCafe();
    const { till } = cafe.open();
    sellGoods(till, ["100"], { cash: 280 });
    for (let at = 1; at <= many; at += 1) refundElsewhere(till, at);
    cafe.clock.advance(24 * HOUR_MS);
    const to = till.ledger.head(till.ledger.identity.origin)?.seq ?? 0;

    // A till that closes many Zs does so a few at a time.
    for (let days = 0; days < 3; days += 1) {
      valueOf(till.beginDay(MIA));
      cafe.clock.advance(24 * HOUR_MS);
      sellGoods(till, ["100"], { cash: 280 });
    }
    valueOf(till.beginDay(MIA));

    const zs = till.ledger.read((view) => view.state("day", DAY).zs).map(({ body }) => body);
    expect(zs.map(({ no }) => no)).toEqual(zs.map((_, index) => index + 1));
    expect(zs.slice(1).map(({ from }) => from)).toEqual(zs.slice(0, -1).map((z) => z.to + 1));
    expect(zs[0]?.from).toBe(1);
    expect(zs.at(-1)?.to).toBeGreaterThanOrEqual(to);
    expect(zs.reduce((sum, { total }) => sum + total, 0)).toBe(280 - many);
    expect(zs.at(-1)?.grandTotal).toBe(280 - many);
    const places = zs.flatMap(({ others }) => others.map(({ till: of }) => of));
    expect(new Set(places).size).toBe(many);
    expect(till.ledger.read((view) => zDifferences(till.ledger, view, DAY))).toEqual([]);
  },
);

type Till = ReturnType<Awaited<ReturnType<typeof newCafe>>["open"]>["till"];

/** A refund of one cent that counts for another till, by its own. */
function refundElsewhere({ ledger }: Till, at: number): void {
  const device = ledger.identity.origin.split(".")[0] ?? "";
  const other = originSchema.parse(`${device}.${String(at).padStart(13, "0")}`);
  const done = ledger.commit<never>({
    by: "4",
    name: "refund elsewhere",
    decide: ({ idAt }) => {
      const id = idAt(0);
      const body = {
        series: "X",
        no: at,
        till: other,
        drawer: null,
        of: id,
        items: [{ birth: id, line: id, at: id, quantity: thousandths(-1000), net: minor(-1) }],
        taxes: [],
        out: [{ method: "cash", amount: minor(-1) }],
        total: minor(-1),
        rounding: minor(0),
        reason: "cold",
      };
      return ok({ events: [{ kind: "refund/issued", streams: [orderStream(id)], body }] });
    },
  });
  if (!done.ok) throw new Error("A refund was refused.");
}
