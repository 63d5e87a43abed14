import { describe, expect, test } from "vitest";

import { err } from "../../src/domain/base/result.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { cafeCopies } from "../support/cafe.ts";
import { spokenTo } from "../support/plain-register.ts";
import { loggedIn, type Session, withSession } from "../support/pressed-register.ts";
import { openRealRegister } from "../support/real-register.ts";
import { valueOf } from "../support/shop.ts";

const SIZE = { width: 39, height: 12, signs: "all", block: "#" } as const;

describe("F6", () => {
  test("parks the order, and the next goods begin another", async () => {
    const it = await loggedIn();

    it.type("lat").press("Enter F2 F6");
    expect(it.message()).toBe("A1 is parked.");
    expect(it.store.getState().order).toBeUndefined();
    it.type("100").press("Enter");

    expect(it.store.getState().order).toMatchObject({ number: "A2", due: 280 });
  });

  test("says what the kitchen has not been told", async () => {
    const it = await loggedIn();

    it.type("lat").press("Enter F6");

    expect(it.message()).toBe("A1 is parked. The kitchen has not been told of all of it.");
  });

  test("brings an order by its number, and parks the one that is there", async () => {
    const it = await parkedTwo();

    it.type("1").press("F6");
    expect(it.message()).toBe("A1 is here, A3 is parked.");
    expect(it.store.getState()).toMatchObject({ text: "", order: { number: "A1" } });
    it.type("a3").press("F6");

    expect(it.message()).toBe("A3 is here, A1 is parked.");
  });

  test("lists the open orders beside an empty one: a digit, or words of the goods", async () => {
    const it = await parkedTwo();
    it.press("F6");
    it.later(300);

    it.press("F6");
    expect(sidePane(it)).toMatch(/^ Open orders.*1 A3 00:00 +2\.80 +Coffee/su);
    it.type("oat").press("Enter");

    expect(it.store.getState()).toMatchObject({ list: undefined, order: { number: "A2" } });
    expect(it.message()).toBe("A2 is here.");
  });

  test("lists whom a name is typed of before those whom it begins", async () => {
    const it = await loggedIn();
    for (const name of ["Guest 3", "Guest 30"]) {
      it.type("lat").press("Enter");
      it.type(name).press("F6");
      it.later(300);
    }

    it.press("F6");
    it.later(300);
    it.type("guest 3");
    expect(sidePane(it)).toMatch(/Guest 3,.*Guest 30,/su);
    it.press("Enter");

    expect(it.store.getState().order?.name).toBe("Guest 3");
  });

  test("finds an order by its number in a burst", async () => {
    const it = await parkedTwo();
    it.press("F6");
    it.later(300);

    it.press("F6");
    it.send("a2");
    it.press("Enter");

    expect(it.store.getState().order?.number).toBe("A2");
  });

  test("chooses by a digit", async () => {
    const it = await parkedTwo();
    it.press("F6");
    it.later(300);

    it.press("F6 2");
    it.later(200);

    expect(it.store.getState().order?.number).toBe("A2");
  });

  test.each([
    ["", "No order is open but what is on the screen."],
    ["99", "No open order is called 99; F6 alone lists them."],
    ["9", "9 is paid: :receipts A-000001, then 7, brings it back."],
    ["a1", "A1 is here already."],
  ])("with %j and nothing to bring says so and keeps what was typed", async (typed, why) => {
    const it = await loggedIn();

    if (typed === "a1") it.type("lat").press("Enter");
    it.type(typed).press("F6");

    expect(it.message()).toBe(why);
    expect(it.store.getState().text).toBe(typed);
  });

  test("asks which one when two tills gave the number", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F6");
    const [order] = it.store.getState().session?.openOrders() ?? [];
    if (order === undefined) throw new Error("Nothing is parked.");
    const two = await loggedIn(
      withSession({ openOrders: () => [order, { ...order, number: "B1" }] }),
    );

    two.type("1").press("F6");

    expect(two.store.getState().list).toMatchObject({ type: "orders" });
    expect(sidePane(two)).toMatch(/1 A1.*2 B1/su);
  });

  test("leaves what is on the screen when the order was paid meanwhile", async () => {
    const it = await loggedIn(
      withSession({ recall: () => err({ message: "A1 is not open any more." }) }),
    );
    it.type("lat").press("Enter F6");
    it.type("100").press("Enter");

    it.type("1").press("F6");

    expect(it.message()).toBe("A1 is not open any more.");
    expect(it.store.getState()).toMatchObject({ text: "1", order: { number: "A2" } });
  });

  test("is for the order, not for its payment", async () => {
    const it = await loggedIn();

    it.type("lat").press("Enter F9 F6");

    expect(it.message()).toBe("Esc goes back to the order first.");
    expect(it.store.getState().order?.number).toBe("A1");
  });
});

/** A1 and A2 are parked, A3 is on the screen. */
async function parkedTwo(): Promise<Session> {
  const it = await loggedIn();
  it.type("lat").press("Enter F6");
  it.type("3*lo").press("Enter");
  it.later(300);
  it.press("F6");
  it.type("100").press("Enter");
  it.later(300);
  return it;
}

function sidePane({ store }: Session): string {
  return sideRows(store.till, store.getState(), SIZE)
    .map(({ text }) => text)
    .join("\n");
}

describe("a name before F6", () => {
  test("is what the order is parked under, and it is listed and found by it", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F2");

    it.type("Rossi").press("F6");
    expect(it.message()).toBe("A1 Rossi is parked.");
    expect(it.store.getState()).toMatchObject({ order: undefined, text: "" });
    it.later(300);
    it.press("F6");
    expect(sidePane(it)).toMatch(/1 A1 00:00 +3\.40 +Rossi, Latte/u);
    it.type("ros").press("Enter");

    expect(it.message()).toBe("A1 Rossi is here.");
    expect(it.store.getState().order).toMatchObject({ number: "A1", name: "Rossi" });
  });

  test("stands below the others, and so does what is due on each", async () => {
    const it = await loggedIn();
    for (const [goods, name] of [
      ["lat", "Rossi"],
      ["30*lat", "Bo"],
    ] as const) {
      it.type(goods).press("Enter F2");
      it.type(name).press("F6");
      it.later(300);
    }
    it.press("F6");

    const rows = sidePane(it)
      .split("\n")
      .filter((text) => /^ [12] A/u.test(text));
    expect(rows).toHaveLength(2);
    const [one = "", other = ""] = rows;
    const dues = [/[0-9]+\.[0-9]{2}/u, /[0-9]+\.[0-9]{2}/u].map((due, at) => {
      const found = due.exec(rows[at] ?? "");
      return (found?.index ?? 0) + (found?.[0].length ?? 0);
    });
    expect(new Set(dues).size).toBe(1);
    expect(one.search(/Rossi|Bo/u)).toBe(other.search(/Rossi|Bo/u));
  });

  test.each(["rossi", "ROSSI", "ros", "anna"])("%s brings the order again", async (typed) => {
    const it = await loggedIn();
    it.type("lat").press("Enter F2");
    it.type("Anna Rossi").press("F6");
    it.type("100").press("Enter");

    it.type(typed).press("F6");

    expect(it.message()).toBe("A1 Anna Rossi is here, A2 is parked.");
    expect(it.done().filter((what) => what.startsWith("name"))).toEqual(["name Anna Rossi"]);
  });

  test.each(["Schmitt", "schmitt", " SCHMITT "])(
    "%j of an order that is parked already parks and brings nothing while goods are here",
    async (typed) => {
      const it = await loggedIn();
      it.type("lat").press("Enter F2");
      it.type("Schmitt").press("F6");
      it.type("100").press("Enter");

      it.type(typed).press("F6");
      expect(it.message()).toBe("A1 is parked as Schmitt: A1 F6 brings it, or take another name.");
      expect(it.store.getState()).toMatchObject({
        text: typed,
        order: { number: "A2", name: "" },
      });
      it.later(300);
      it.press("Esc");
      it.type("A1").press("F6");

      expect(it.message()).toBe("A1 Schmitt is here, A2 is parked.");
    },
  );

  test("that goods have too asks once, because Enter may have been forgotten", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F2");

    it.type("sal").press("F6");
    expect(it.message()).toBe("“sal” is Salmon too: F6 again parks it as “sal”, Enter adds it.");
    expect(it.store.getState()).toMatchObject({ text: "sal", order: { number: "A1" } });
    it.later(300);
    it.press("F6");

    expect(it.message()).toBe("A1 sal is parked.");
  });

  test.each([
    ["zz", "No open order is called zz; F6 alone lists them."],
    ["99", "No open order is called 99; F6 alone lists them."],
    ["9", "9 is paid: :receipts A-000001, then 7, brings it back."],
    ["3*lat", "No open order is called 3*lat; F6 alone lists them."],
  ])("%s with nothing to park, or that is no name, is refused", async (typed, why) => {
    const it = await loggedIn();
    if (typed !== "zz") it.type("lat").press("Enter");

    it.type(typed).press("F6");

    expect(it.message()).toBe(why);
    expect(it.store.getState().text).toBe(typed);
  });

  test("that two orders have lists both", async () => {
    const it = await loggedIn();
    for (const name of ["Rossi", "Rossini"]) {
      it.type("co").press("Enter F2");
      it.type(`${name} x`).press("F6");
      it.later(300);
    }

    it.type("rossi").press("F6");

    expect(it.store.getState().list).toMatchObject({ type: "orders" });
    expect(sidePane(it)).toContain("Rossini x");
  });

  test("in lines", async () => {
    const it = await spokenTo();
    it.says("100");

    expect(it.says(":park Rossi").join(" ")).toContain("A1 Rossi is parked.");
    expect(it.says(":park rossi").join(" ")).toContain("A1 Rossi is here.");
    expect(it.says(":show").join(" ")).toContain("Order A1, Counter, Rossi.");
  });
});

describe("at a real till", () => {
  const newCafe = cafeCopies({ sells: ({ plu }) => ["100", "400"].includes(plu) });

  test("the name is in the ledger, on the next ticket, and at every program", async () => {
    const cafe = await newCafe();
    const [it, other] = [openRealRegister(cafe), openRealRegister(cafe)];
    await it.logIn("1", "1111");
    await other.logIn("2", "2222");
    it.type("400");
    it.press("Enter");
    it.type("Rossi");
    it.press("F6");
    expect(it.message()).toBe("A1 Rossi is parked. The kitchen has not been told of all of it.");

    other.type("rossi");
    other.press("F6", "F2");
    expect(other.message()).toBe("Queued for the kitchen.");
    const papers = valueOf(other.store.till.port.papers());
    expect(papers.map(({ kind }) => kind)).toContain("ticket");
    expect(other.store.getState().order).toMatchObject({ name: "Rossi", number: "A1" });
    other.type("x".repeat(31));
    other.press("F6");

    expect(other.message()).toBe("The name is too long: at most 30 characters.");
  });
});
