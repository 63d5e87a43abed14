/** Price lists in the back office, by its keys over a real till. */

import { describe, expect, test } from "vitest";

import { changeEntry } from "../../../src/app/catalogue/catalogue-changes.ts";
import { endPromotion, setPromotion } from "../../../src/app/catalogue/promotions.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { MIA } from "../../support/cafe.ts";
import { type PressedOffice, pressedOffices } from "../../support/pressed-office.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const BEER = "PILSNER-0-25-L";
const RAVI = { number: "4", name: "Ravi" };
function sells({ plu, category }: { readonly plu: string; readonly category: string }): boolean {
  return plu === "400" || category === "beer";
}
const { office } = pressedOffices({ sells });
const withList = pressedOffices({
  sells,
  before: ({ till }) => {
    const fields = [
      { field: "name", text: "Happy hour" },
      { field: "hours", text: "14-15" },
      { field: `price:${BEER}`, text: "2.50" },
    ];
    const wish = { type: "price-list", id: "happy-hour", isNew: true, fields } as const;
    valueOf(changeEntry(till, RAVI, wish));
  },
});

describe("price lists", () => {
  test("are the last page of the menu, without a digit: by name or by arrows", async () => {
    const { till, keys, press } = await office(":office");

    expect(till.rows().length).toBe(16);
    expect(till.pane(9).trim()).toBe("0 Customers");
    expect(till.pane(15).trim()).toBe("Price lists");
    keys("price");
    press("Enter");

    expect(till.title()).toBe("Back office: Price lists");
  });

  test("a happy hour is made, filled and sold by", async () => {
    const { till, keys, press, preview, side } = await opened(await office(":office"));
    keys("Happy hour");
    expect(preview()).toBe("New: Happy hour");
    press("Enter");

    // On the days, which come first.
    expect(labels(till)).toEqual([
      "Name",
      "Days",
      "Hours",
      "Service",
      "Customer groups",
      "Rank",
      "In use",
      "New price",
    ]);
    keys("mon-fri");
    expect(preview()).toBe("Days every day → Monday, Tuesday, Wednesday, Thursday, Friday");
    press("Enter");
    keys("14-16");
    expect(side()).toContain("goes on after midnight");
    expect(preview()).toBe("Hours all day → 14:00-16:00");
    press("Enter Down Down Down Down");
    keys("pils 2.50");
    expect(preview()).toBe("Pilsner 0.25 l nothing → 2.50");
    press("Enter");
    expect(till.message()).toBe("Pilsner 0.25 l nothing → 2.50.");
    keys("ipa 10% off");
    expect(preview()).toBe("IPA nothing → 10% off");
    press("Enter");

    expect(till.rows().map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      "Name: Happy hour",
      "Days: Monday, Tuesday, Wednesday, Thursday, Friday",
      "Hours: 14:00-16:00",
      "Service: however served",
      "Customer groups: whoever comes",
      "Rank: 50",
      "In use: yes",
      "IPA: 10% off",
      "Pilsner 0.25 l: 2.50",
      "New price: ",
    ]);
    press("Esc Esc Esc");
    keys("302");
    press("Enter");
    expect(till.state().order?.lines).toMatchObject([{ price: 250, list: "Happy hour" }]);
  });

  test("change by day, service and price, and each change is taken back", async () => {
    const { till, keys, press, preview, clock } = await onList(await withList.office(":office"));
    press("Down");
    keys("sat");
    expect(preview()).toBe("Days every day → Saturday");
    press("Enter Up");
    keys("6");
    expect(preview()).toBe("Days Saturday → every day");
    press("Esc Down Down");
    keys("away");
    expect(preview()).toBe("Service however served → To take away");
    press("Enter Down Down Down");
    keys("20%");
    expect(preview()).toBe("Pilsner 0.25 l 2.50 → 20% off");
    press("Enter Up");
    keys("-");
    expect(preview()).toBe("Pilsner 0.25 l 20% off → nothing");
    press("Enter");
    expect(pricesOf(till)).toBeUndefined();

    press("Ctrl-Z");
    expect(till.message()).toBe("Pilsner 0.25 l is as it was.");
    expect(pricesOf(till)).toMatchObject({ fixed: null, off: 20_000 });
    for (const _ of [1, 2, 3]) {
      // Held down it would be one press.
      clock.advance(1000);
      press("Ctrl-Z");
    }
    expect(pricesOf(till)).toMatchObject({ fixed: 250, off: 0 });
    expect(till.catalogue().priceListsById.get("happy-hour")).toMatchObject({
      days: [],
      services: [],
    });
  });

  test("are for groups of customers, however these are typed, until - takes that away", async () => {
    const { till, keys, press, preview, side } = await onList(await withList.office(":office"));
    press("Down Down Down Down");
    expect(side()).toContain("such as members; several with blanks");
    keys("Staff, MEMBERS");
    expect(preview()).toBe("Customer groups whoever comes → members staff");
    press("Enter Esc");
    expect(till.rows()).toMatchObject([
      { label: "Happy hour", detail: "14:00-15:00, members staff" },
    ]);
    press("Enter Down Down Down Down");
    keys("gold & silver");
    expect(preview()).toContain('Customer groups "&" is no group of customers');
    press("Esc");
    keys("-");
    press("Enter");

    expect(till.catalogue().priceListsById.get("happy-hour")).toMatchObject({ groups: [] });
  });

  test("say what can't be, and nothing is written", async () => {
    const { till, keys, press, preview } = await onList(await withList.office(":office"));
    const before = till.events();
    press("Down Down");
    keys("25-26");
    expect(preview()).toContain('Hours "25-26" is no span of time: such as 16:00-18:00');
    press("Enter Esc Down Down Down Down Down Down");
    const said = ["pils", "zebra 2", "pils 2.50", "pils 120%"].map((typed) => {
      keys(typed);
      const why = preview();
      press("Enter Esc");
      return why;
    });

    expect(said).toEqual([
      "Goods and their price on this list: such as pilsner 2.50, or pilsner 20%.",
      "New price: nothing is called “zebra”.",
      "Pilsner 0.25 l is 2.50 already.",
      expect.stringContaining("is nothing to take off"),
    ]);
    expect(till.events()).toBe(before);
  });

  test("end with one word, and are sold by no more; the list says so", async () => {
    const { till, keys, press } = await onList(await withList.office(":office"));
    press("Down Down Down Down Down Down");
    keys("no");
    press("Enter Esc");

    expect(till.rows()).toMatchObject([{ label: "Happy hour", detail: "not in use" }]);
    const { order } = sellGoods(till.keyboard.open.till, [BEER], { by: MIA });
    expect(order.lines).toMatchObject([{ price: 320, list: "" }]);
  });

  test("stand below the price of a product, from where Enter opens them", async () => {
    const { till, keys, press, preview } = await withList.office(":office");
    press("1");
    keys("pils");
    expect(till.rows()[0]?.detail).toBe("3.20");
    press("Enter Down Down");
    expect(till.rows()[2]).toMatchObject({ label: "Happy hour", detail: "2.50" });
    expect(preview()).toBe("Happy hour");
    press("Enter");

    expect(till.title()).toContain("Happy hour");
  });

  test("stand above the promotions that the product may be a part of, with when they hold", async () => {
    const { till, keys, press } = await withList.office(":office");
    const promoted = till.keyboard.open.till;
    const fields = [
      { field: "name", text: "3 for 2" },
      { field: "kind", text: "n-for-m" },
      { field: "n", text: "3" },
      { field: "m", text: "2" },
      { field: "goods", text: `@${promoted.catalogue().productsBySku.get(BEER)?.category ?? ""}` },
      { field: "hours", text: "17-18" },
      { field: "from", text: "2026-12-01" },
    ];
    const dear = [
      { field: "kind", text: "from" },
      { field: "n", text: "6" },
      { field: "rate", text: "10%" },
      { field: "goods", text: BEER },
    ];
    valueOf(setPromotion(promoted, RAVI, { id: "three", isNew: true, fields }));
    valueOf(setPromotion(promoted, RAVI, { id: "six", isNew: true, fields: dear }));
    press("1");
    keys("pils");
    press("Enter Down Down Down");

    expect(till.rows().slice(2, 5)).toMatchObject([
      { label: "Happy hour" },
      { label: "3 for 2", detail: "promotion, 17:00-18:00, 2026-12-01 -" },
      { label: "six", detail: "promotion, always" },
    ]);
    expect(till.side().join(" ")).toContain("till promotion set changes it");
    valueOf(endPromotion(promoted, RAVI, "three"));
    expect(till.rows()[3]).toMatchObject({ label: "six" });
  });

  test("that two tills changed apart are marked at that price until it is said again", async () => {
    const { till, keys, press } = await onList(await withList.office(":office"));
    const { ledger } = till.keyboard.open.till;
    writeApart(ledger, 260);
    press("Down Down Down Down Down Down Down");

    expect(till.rows()[7]).toMatchObject({ label: "Pilsner 0.25 l", inQuestion: true });
    keys("2.60");
    press("Enter");
    expect(till.rows()[7]).toMatchObject({ detail: "2.60", inQuestion: false });
    expect(ledger.read((view) => view.state("cat", `product/${BEER}`)).fields).toMatchObject({
      "list:happy-hour": { open: [{ value: { fixed: 260 } }] },
    });
  });

  test("that one till took off and another changed apart are asked for too, and off is an answer", async () => {
    const { till, keys, press } = await onList(await withList.office(":office"));
    const { ledger } = till.keyboard.open.till;
    writeApart(ledger, null);
    const asked = { label: "Pilsner 0.25 l", detail: "", inQuestion: true };
    expect(till.rows()[7]).toMatchObject(asked);
    press("Esc Esc 1");
    keys("pils");
    press("Enter");
    expect(till.rows()[2]).toMatchObject({ label: "Happy hour", detail: "", inQuestion: true });
    press("Down Down Enter Down Down Down Down Down Down Down");
    keys("-");
    press("Enter");

    expect(till.rows()[7]).toMatchObject({ label: "New price" });
    expect(ledger.read((view) => view.state("cat", `product/${BEER}`)).fields).toMatchObject({
      "list:happy-hour": { open: [{ value: null }] },
    });
  });

  test("change by nobody without the right", async () => {
    const { till, keys, press, side } = await onList(await withList.office(":office", "1"));
    press("Down");

    expect(side()).toContain("To change: ");
    keys("sat");
    const before = till.events();
    press("Enter");
    expect(till.state().approval).toBeDefined();
    expect(till.events()).toBe(before);
  });
});

async function opened(pressed: Promise<PressedOffice> | PressedOffice) {
  const it = await pressed;
  it.keys("price");
  it.press("Enter");
  return { ...it, side: () => it.till.side().join(" ") };
}

async function onList(pressed: Promise<PressedOffice> | PressedOffice) {
  const it = await opened(pressed);
  it.keys("happy");
  it.press("Enter");
  return it;
}

/** As a till does that has heard of no price yet. */
function writeApart(ledger: Ledger, cents: number | null): void {
  const streams = [toStreamId("cat", `product/${BEER}`)];
  const price = cents === null ? null : { fixed: minor(cents), off: milliPercent(0) };
  const body = { list: "happy-hour", price, over: [] };
  const events = [{ kind: "price/listed", streams, body } as const];
  valueOf(ledger.commit({ by: "4", name: "write", decide: () => ok({ events }) }));
}

function labels(till: PressedOffice["till"]): ReadonlyArray<string> {
  return till.rows().map(({ label }) => label);
}

function pricesOf(till: PressedOffice["till"]) {
  return till.catalogue().listedPrices.get(BEER)?.get("happy-hour");
}
