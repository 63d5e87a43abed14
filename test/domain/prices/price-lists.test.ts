/** Which price holds when: one answer for every moment of the shop's wall clock, on every till. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { systemCalendar } from "../../../src/app/system/calendar.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type PriceList, type Service, SERVICES } from "../../../src/domain/goods/catalogue.ts";
import { businessDaySchema, toStreamId } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import {
  entryName,
  readCatalogue,
  readChanges,
  USUAL_PRIORITY,
} from "../../../src/domain/prices/catalogue-view.ts";
import { choosePrice, holds, listsInForce } from "../../../src/domain/prices/price-lists.ts";
import { shopMoment, type ShopMoment } from "../../../src/domain/settings/shop-time.ts";
import { daysBetween } from "../../../src/domain/text/civil-time.ts";
import { createShop, firstId, synchroniseAll, TODAY } from "../../support/shop.ts";
import { idOf } from "../../support/told.ts";

const ZONE = "Europe/Berlin";
const MINUTE_MS = 60_000;
const [FRIDAY, SATURDAY] = [5, 6];
const NO_WRITE = idOf("A", 1);

describe("a list holds", () => {
  test("between its hours, the last minute not among them", () => {
    const happy = list({ hours: [band("16:00", "18:00")] });

    expect(
      ["15:59", "16:00", "17:59", "18:00"].map((time) => holdsAt(happy, FRIDAY, time)),
    ).toEqual([false, true, true, false]);
  });

  test("over midnight on the day on which the band began", () => {
    const late = list({ days: [FRIDAY], hours: [band("22:00", "02:00")] });

    // 01:00 by the wall is still Friday's while the cut-over has not come.
    expect(holdsAt(late, FRIDAY, "23:00")).toBe(true);
    expect(holdsAt(late, FRIDAY, "01:00")).toBe(true);
    expect(holdsAt(late, SATURDAY, "23:00")).toBe(false);
    expect(holdsAt(late, SATURDAY, "01:00")).toBe(false);
  });

  test("over the cut-over, where it is the day before's", () => {
    const breakfast = list({ days: [FRIDAY], hours: [band("03:00", "06:00")] });

    expect(holdsAt(breakfast, FRIDAY, "03:30")).toBe(true);
    expect(holdsAt(breakfast, SATURDAY, "05:30")).toBe(true);
    expect(holdsAt(breakfast, FRIDAY, "05:30")).toBe(false);
    expect(holdsAt(breakfast, SATURDAY, "06:00")).toBe(false);
  });

  test("the whole of its days, from cut-over to cut-over", () => {
    const fridays = list({ days: [FRIDAY] });

    expect(holdsAt(fridays, FRIDAY, "04:00")).toBe(true);
    expect(holdsAt(fridays, FRIDAY, "03:59")).toBe(true);
    expect(holdsAt(fridays, SATURDAY, "04:00")).toBe(false);
  });

  test("for those who are in one of its groups, and for whoever comes where it has none", () => {
    const at = wall(FRIDAY, "12:00");
    const groups = ["", "members", "staff", "trade"];
    function whose(own: ReadonlyArray<string>): ReadonlyArray<string> {
      const one = list({ groups: own });
      return groups.filter((group) => holds(one, { at, service: "counter", group }));
    }

    expect(whose(["members", "staff"])).toEqual(["members", "staff"]);
    expect(whose([])).toEqual(groups);
  });

  test("for its services, and not once it is out of use", () => {
    const away = list({ services: ["takeaway"] });
    const at = wall(FRIDAY, "12:00");

    expect(SERVICES.filter((service) => holds(away, { at, service, group: "" }))).toEqual([
      "takeaway",
    ]);
    expect(holds({ ...away, active: false }, { at, service: "takeaway", group: "" })).toBe(false);
  });

  test("at any instant as a calendar on the wall has it, also when clocks change", () => {
    const instant = fc.oneof(
      around("2026-03-29 01:00"),
      around("2026-10-25 01:00"),
      around("2027-01-01 00:00"),
    );
    const minutes = fc.nat(1439);
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.record({ instant, from: minutes, to: minutes, days, cutover: minutes }),
        ({ instant: atMs, from, to, days: some, cutover }) => {
          const offset = systemCalendar.offsetMinutes(ZONE, atMs);
          const at = shopMoment(atMs, offset, cutover);
          const one = list({ days: some, hours: [{ from, to }] });
          expect(holds(one, { at, service: "counter", group: "" })).toBe(
            isInBand(wallMinutes(atMs), { from, to, days: some, cutover }),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test("twice in an hour that comes twice, and never in one that is left out", () => {
    const night = list({ hours: [band("02:00", "03:00")] });

    expect(minutesOf(night, "2026-10-24 20:00")).toBe(120);
    expect(minutesOf(night, "2026-03-28 20:00")).toBe(0);
    expect(minutesOf(night, "2026-06-01 20:00")).toBe(60);
  });
});

describe("of lists that hold at once", () => {
  test("the lowest number is taken, then what says more, then the first id", () => {
    const early = list({ id: "early", hours: [band("16:00", "18:00")] });
    const friday = list({ id: "friday", days: [FRIDAY] });
    const away = list({ id: "away", days: [FRIDAY], services: ["takeaway"] });
    const first = list({ id: "z-first", priority: 1 });
    const at = wall(FRIDAY, "17:00");

    expect(order([early, friday, away, first], at)).toEqual(["z-first", "away", "early", "friday"]);
  });

  test("whom it is for is one more thing that a list says", () => {
    const early = list({ id: "early", hours: [band("16:00", "18:00")] });
    const members = list({ id: "members", groups: ["members"] });
    const both = list({ id: "z-both", groups: ["members"], hours: [band("16:00", "18:00")] });
    const at = wall(FRIDAY, "17:00");

    expect(order([early, members, both], at, "members")).toEqual(["z-both", "early", "members"]);
    expect(order([early, members, both], at)).toEqual(["early"]);
  });

  test("the price is the same in whatever order they were written, and never of two", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            id: fc.constantFrom("a", "b", "c", "d"),
            priority: fc.nat(2),
            days: fc.constantFrom<ReadonlyArray<number>>([], [FRIDAY], [SATURDAY]),
            fixed: fc.option(fc.nat(500)),
          }),
          { selector: ({ id }) => id },
        ),
        fc.nat(1),
        (lists, turn) => {
          const told = turn === 0 ? lists : lists.toReversed();
          const chosen = chooseAmong(told, wall(FRIDAY, "12:00"));
          const inForce = lists
            .filter(({ days }) => !days.includes(SATURDAY))
            .toSorted(
              (a, b) =>
                a.priority - b.priority ||
                b.days.length - a.days.length ||
                a.id.localeCompare(b.id, "en"),
            )[0];
          expect(chosen.from?.list.id).toBe(inForce?.id);
          expect(chosen.price).toBe(inForce === undefined ? 333 : (inForce.fixed ?? 292));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("so much off is of the product's own price, rounded once by the rule of the shop", () => {
    const off = { fixed: null, off: milliPercent(50_000) };
    const chosen = (["up", "even"] as const).map((half) => {
      const catalogue = catalogueOf([{ id: "half", price: off }]);
      const at = wall(FRIDAY, "12:00");
      return choosePrice(catalogue, beer(205), { at, service: "counter", group: "", half }).price;
    });

    // 102.5 off: 103 by half up, 102 by half even.
    expect(chosen).toEqual([102, 103]);
  });

  test("goods whose price the cashier types are on none, and vouchers neither", () => {
    const catalogue = catalogueOf([
      { id: "half", price: { fixed: minor(1), off: milliPercent(0) } },
    ]);
    const moment = {
      at: wall(FRIDAY, "12:00"),
      service: "counter",
      group: "",
      half: "up",
    } as const;

    expect(choosePrice(catalogue, { ...beer(205), openPrice: true }, moment)).toEqual({
      price: 205,
    });
    expect(choosePrice(catalogue, { ...beer(205), voucher: true }, moment)).toEqual({ price: 205 });
  });
});

describe("lists in the ledger", () => {
  test("two tills change different prices of one list apart: both hold", () => {
    using shop = createShop();
    const b = shop.join("B");
    synchroniseAll(shop.tills());
    shop.a.write(listed("BEER", 350));
    b.write(listed("WINE", 400));
    synchroniseAll(shop.tills());

    for (const till of shop.tills()) {
      const { listedPrices } = till.ledger().read((view) => readCatalogue(view, TODAY));
      expect(listedPrices.get("BEER")?.get("happy")?.fixed).toBe(350);
      expect(listedPrices.get("WINE")?.get("happy")?.fixed).toBe(400);
    }
  });

  test("of one price that two tills set apart the later one holds at both", () => {
    using shop = createShop();
    const b = shop.join("B");
    synchroniseAll(shop.tills());
    shop.a.write(listed("BEER", 350));
    b.clock.advance(MINUTE_MS);
    b.write(listed("BEER", 360));
    synchroniseAll(shop.tills());

    const prices = shop.tills().map((till) => {
      const catalogue = till.ledger().read((view) => readCatalogue(view, TODAY));
      return catalogue.listedPrices.get("BEER")?.get("happy")?.fixed;
    });
    expect(prices).toEqual([360, 360]);
  });

  test("what one till takes off and another prices anew apart is asked for, whichever is later", () => {
    for (const isLater of [false, true]) {
      using shop = createShop(`off ${String(isLater)}`);
      const b = shop.join("B");
      const over = [firstId(shop.a.write(listed("BEER", 350)))];
      synchroniseAll(shop.tills());
      const place = { kind: "price/listed", streams: [product("BEER")] } as const;
      const price = { fixed: minor(360), off: milliPercent(0) };
      const off: Draft = { ...place, body: { list: "happy", price: null, over } };
      const anew: Draft = { ...place, body: { list: "happy", price, over } };
      shop.a.write(isLater ? anew : off);
      b.clock.advance(MINUTE_MS);
      b.write(isLater ? off : anew);
      synchroniseAll(shop.tills());

      const asked = shop.tills().map((till) => {
        const { listedPrices, contestedLists } = till
          .ledger()
          .read((view) => readCatalogue(view, TODAY));
        return [listedPrices.get("BEER")?.get("happy")?.inQuestion, contestedLists.get("BEER")];
      });
      const expected = isLater ? [undefined, ["happy"]] : [true, undefined];
      expect(asked).toEqual([expected, expected]);
    }
  });

  test("what is taken off a list is on it no more, and a catalogue that is kept hears of it", () => {
    using shop = createShop();
    const write = firstId(shop.a.write(listed("BEER", 350)));
    const before = shop.a.ledger().read((view) => readCatalogue(view, TODAY));
    shop.a.write({
      kind: "price/listed",
      streams: [product("BEER")],
      body: { list: "happy", price: null, over: [write] },
    });
    const streams = [product("BEER")];
    const after = shop.a
      .ledger()
      .read((view) => readChanges(before, view, { day: TODAY, streams }));

    expect(before.listedPrices.get("BEER")?.get("happy")).toMatchObject({ fixed: 350, write });
    expect(after.listedPrices.size).toBe(0);
  });

  test("a list that says nothing of when holds always, in the middle", () => {
    using shop = createShop();
    shop.a.write({
      kind: "price-list/set",
      streams: [toStreamId("cat", entryName("price-list", "happy"))],
      body: { set: { name: "Happy hour" }, over: {} },
    });
    const { priceListsById } = shop.a.ledger().read((view) => readCatalogue(view, TODAY));

    expect([...priceListsById.values()]).toEqual([
      list({ id: "happy", name: "Happy hour", priority: USUAL_PRIORITY }),
    ]);
  });
});

function list(says: Partial<PriceList>): PriceList {
  const id = says.id ?? "list";
  const always = { days: [], hours: [], services: [], groups: [] };
  return { id, name: id, priority: USUAL_PRIORITY, ...always, active: true, ...says };
}

function band(from: string, to: string): PriceList["hours"][number] {
  return { from: minuteOf(from), to: minuteOf(to) };
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Of a shop whose day ends at 04:00. */
function wall(weekday: number, time: string): ShopMoment {
  return { weekday, minute: minuteOf(time), cutover: 240 };
}

function holdsAt(one: PriceList, weekday: number, time: string): boolean {
  return holds(one, { at: wall(weekday, time), service: "counter", group: "" });
}

function order(lists: ReadonlyArray<PriceList>, at: ShopMoment, group = ""): ReadonlyArray<string> {
  const priceListsById = new Map(lists.map((it) => [it.id, it]));
  const service: Service = "takeaway";
  return listsInForce({ priceListsById }, { at, service, group }).map(({ id }) => id);
}

function beer(price: number) {
  return { sku: "BEER", price: minor(price), openPrice: false, voucher: false };
}

function catalogueOf(
  lists: ReadonlyArray<Partial<PriceList> & { readonly price: Parameters<typeof written>[0] }>,
) {
  const made = lists.map(({ price, ...says }) => ({ list: list(says), price: written(price) }));
  return {
    priceListsById: new Map(made.map((it) => [it.list.id, it.list])),
    listedPrices: new Map([["BEER", new Map(made.map((it) => [it.list.id, it.price]))]]),
  };
}

function written(price: {
  readonly fixed: ReturnType<typeof minor> | null;
  readonly off: ReturnType<typeof milliPercent>;
}) {
  return { ...price, write: NO_WRITE, inQuestion: false };
}

function chooseAmong(
  lists: ReadonlyArray<{
    readonly id: string;
    readonly priority: number;
    readonly days: ReadonlyArray<number>;
    readonly fixed: number | null;
  }>,
  at: ShopMoment,
) {
  const catalogue = catalogueOf(
    lists.map(({ fixed, ...says }) => ({
      ...says,
      // 12.3 % of 3.33 are 0.40959: 0.41 off, 2.92 is left.
      price:
        fixed === null
          ? { fixed: null, off: milliPercent(12_300) }
          : { fixed: minor(fixed), off: milliPercent(0) },
    })),
  );
  return choosePrice(catalogue, beer(333), { at, service: "counter", group: "", half: "up" });
}

function around(time: string): fc.Arbitrary<number> {
  const reach = 3 * 24 * 60;
  return fc
    .integer({ min: -reach, max: reach })
    .map((minutes) => instantOf(time) + minutes * MINUTE_MS);
}

/** Minutes on the wall since 1970, by the platform's own calendar. */
function wallMinutes(atMs: number): number {
  const [day = "", month = "", year = "", hour, minute] = new Intl.DateTimeFormat("en-GB", {
    timeZone: ZONE,
    dateStyle: "short",
    timeStyle: "short",
    hourCycle: "h23",
  })
    .format(atMs)
    .split(/\D+/u);
  return dayNumber(`${year}-${month}-${day}`) * 1440 + Number(hour) * 60 + Number(minute);
}

/** Of UTC. */
function instantOf(text: string): number {
  const [day = "", time = ""] = text.split(" ");
  return (dayNumber(day) * 1440 + minuteOf(time)) * MINUTE_MS;
}

function dayNumber(day: string): number {
  return daysBetween(businessDaySchema.parse("1970-01-01"), businessDaySchema.parse(day));
}

/** On a line of minutes without end: some day's band has it. */
function isInBand(
  at: number,
  {
    from,
    to,
    days,
    cutover,
  }: {
    readonly from: number;
    readonly to: number;
    readonly days: ReadonlyArray<number>;
    readonly cutover: number;
  },
): boolean {
  const today = Math.floor(at / 1440);
  return [today - 2, today - 1, today].some((day) => {
    const begins = day * 1440 + (from < cutover ? from + 1440 : from);
    const length = to > from ? to - from : to + 1440 - from;
    // 1970-01-01 was a Thursday.
    const weekday = ((day + 3) % 7) + 1;
    const isItsDay = days.length === 0 || days.includes(weekday);
    return isItsDay && at >= begins && at < begins + length;
  });
}

/** How many minutes of the night after that instant the list holds. */
function minutesOf(one: PriceList, from: string): number {
  const begin = instantOf(from);
  const instants = Array.from({ length: 12 * 60 }, (_, minute) => begin + minute * MINUTE_MS);
  return instants.filter((atMs) => {
    const at = shopMoment(atMs, systemCalendar.offsetMinutes(ZONE, atMs), 240);
    return holds(one, { at, service: "counter", group: "" });
  }).length;
}

function product(sku: string): ReturnType<typeof toStreamId> {
  return toStreamId("cat", entryName("product", sku));
}

function listed(sku: string, price: number): Draft {
  const body = { list: "happy", price: { fixed: minor(price), off: milliPercent(0) }, over: [] };
  return { kind: "price/listed", streams: [product(sku)], body };
}
