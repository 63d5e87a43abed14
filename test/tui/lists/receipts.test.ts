/** The list of receipts, one of them, and what can be done with it. */

import { describe, expect, test } from "vitest";

import { err, ok } from "../../../src/domain/base/result.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { loggedIn, type Session } from "../../support/pressed-register.ts";

const size = { width: 39, height: 10, signs: "all", block: "#" } as const;

describe("receipts", () => {
  test("are listed with when, how much and what; those of another day with that", async () => {
    const it = await loggedIn();

    it.type(":receipts").press("Enter");

    expect(pane(it)).toEqual([
      "Receipts",
      "1 B-000003 14:32  -3.40  Latte",
      "2 A-000009 19.11. 11.32  Latte, Tart…",
      "a digit; arrows, Enter; Esc goes back",
    ]);
  });

  test.each(["9", "tart", "11.32", "2026"])("are found by %s", async (typed) => {
    const it = await loggedIn();

    it.type(":receipts").press("Enter");
    it.press("Esc");
    it.type(":receipts").press("Enter");
    for (const sign of typed) it.send(sign);
    it.later(100);

    expect(pane(it).some((row) => row.includes("A-000009"))).toBe(true);
  });

  test("show one as it is on paper, turned by PgDn, and print it again", async () => {
    const it = await loggedIn();

    it.type(":receipts").press("Enter 2");
    expect(pane(it).slice(0, 4)).toEqual([
      "Receipt A-000009",
      "1 print it once more          printed",
      "2 take goods of it back",
      "3 a copy for the customer",
    ]);
    it.press("PgDn");
    expect(pane(it).slice(4, 8)).toEqual([
      "4 correct how it was paid",
      "5 what happened to it",
      "6 a gift receipt, without prices",
      "7 make goods of it again",
    ]);
    it.press("PgDn PgDn PgDn");
    expect(pane(it).at(-1)).toBe("paper line 30");
    it.press("1");

    expect(it.message()).toBe("Receipt A-000009 is printed once more, and says so on top.");
    expect(it.store.getState().list).toBeUndefined();
  });

  test("a guest gets a copy of one for the books", async () => {
    const it = await loggedIn();

    it.type(":receipts").press("Enter 2 3");
    it.later(100);

    expect(it.done()).toEqual([expect.stringContaining("customer copy")]);
    expect(it.message()).toBe(
      "Receipt A-000009 is printed as the customer's copy, and says so on top.",
    );
  });

  test("one is found by its number, and its goods come back from there", async () => {
    const it = await loggedIn();

    it.type(":receipt A-000009").press("Enter 2");

    expect(it.store.getState().list).toMatchObject({ type: "return" });
  });

  test("goods come back without a number too: from the list", async () => {
    const it = await loggedIn();

    it.type(":return").press("Enter");
    expect(pane(it)[0]).toBe("Which receipt comes back?");
    it.press("2");

    expect(it.store.getState().list).toMatchObject({ type: "return" });
  });

  test("are missed in one sentence where there are none", async () => {
    const none = await loggedIn(() => ({ receipts: () => [] }));

    none.type(":receipts").press("Enter");
    expect(none.message()).toBe("There are no receipts yet.");
    none.press("Esc");
    none.type(":receipt 8").press("Enter");
    expect(none.message()).toBe("8: That receipt is not known here.");
    none.press("Esc");
    none.type("50").press("F10 6");
    none.later(1000);
    expect(none.message()).toBe("50: That receipt is not known here.");
    expect(none.store.getState().text).toBe("50");
  });

  test("a refund can be looked at and not taken back", async () => {
    const paper = {
      id: "paper" as never,
      kind: "refund" as const,
      name: "B-000003",
      state: "printed" as const,
    };
    const found = { number: "B-000003", isRefund: true, paper, lines: ["REFUND"] };
    const it = await loggedIn(() => ({ receiptPaper: () => ok(found) }));

    it.type(":receipt 3").press("Enter");

    expect(pane(it)).toEqual([
      "Refund B-000003",
      "1 print it once more          printed",
      "3 a copy for the customer",
      "5 what happened to it",
      "REFUND",
    ]);
  });
});

test("a receipt that the other tills are asked for opens by itself, unless somebody did something else", async () => {
  const paper = {
    id: "paper" as never,
    kind: "receipt" as const,
    name: "A-000002",
    state: "printed" as const,
  };
  const found = { number: "A-000002", isRefund: false, paper, lines: ["RECEIPT"] };
  const sought = { message: "The other tills are asked for it.", seeksReceipt: true } as const;
  let isHere = false;
  const it = await loggedIn(() => ({ receiptPaper: () => (isHere ? ok(found) : err(sought)) }));

  it.type(":receipt A-000002").press("Enter");
  it.port.poke();
  expect(it.message()).toContain(sought.message);
  isHere = true;
  it.port.poke();
  expect(pane(it)[0]).toBe("Receipt A-000002");

  isHere = false;
  it.press("Esc");
  it.type(":receipt A-000002").press("Enter");
  it.press("Esc");
  isHere = true;
  it.port.poke();
  expect(it.store.getState().list).toBeUndefined();
});

test("a receipt is printed without prices, as a gift", async () => {
  const it = await loggedIn();

  it.type(":receipt A-000009").press("Enter 6");

  expect(it.message()).toBe("Receipt A-000009 is printed as a gift receipt, without prices.");
  expect(it.store.getState().list).toBeUndefined();
});

test("what goes back is shown in big digits, and stays in the status line", async () => {
  const it = await loggedIn();

  it.type(":receipt A-000009").press("Enter 2");
  it.press("1 F9 1");

  expect(pane(it)[0]).toBe("GIVE BACK");
  expect(it.store.getState().paid).toMatchObject({ kind: "refund", method: "cash" });
});

function pane({ store }: Session): ReadonlyArray<string> {
  return sideRows(store.till, store.getState(), size)
    .map(({ text }) => text.trim())
    .filter((text) => text !== "");
}
