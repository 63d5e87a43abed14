/** Bills that are split at the register, over a real till: part by part, by keys. */

import { describe, expect, test } from "vitest";

import { findOrder } from "../../../src/app/orders/orders.ts";
import { type OrderView } from "../../../src/domain/views.ts";
import { orderTitle } from "../../../src/tui/panes/order-title.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { payOrder } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { registerAtPayment } from "../../support/register-payment.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

/** 15.60 in the order, at the payment. */
async function atPayment(cafe?: Cafe) {
  const register = await registerAtPayment(cafe ?? (await newCafe()), "6*400");
  return {
    ...register,
    title: () => orderTitle(register.store.till, register.store.getState(), 70),
    pane: () => {
      const size = { width: 39, height: 17, signs: "all", block: "#" } as const;
      const rows = sideRows(register.store.till, register.store.getState(), size);
      return rows.map(({ text }) => text.trimEnd());
    },
  };
}

type Register = Awaited<ReturnType<typeof atPayment>>;

function orderIn(it: Register): OrderView {
  const found = findOrder(it.open.till, "A1");
  if (found === undefined) throw new Error("The order is not there.");
  return found.order;
}

function typed(it: Register, text: string, key = "Enter"): void {
  it.type(text);
  it.later();
  it.press(key);
  it.later();
}

describe("a bill that is split by three in the payment", () => {
  test("says what its parts come to before Enter, and goes part by part", async () => {
    const it = await atPayment();
    it.type("/3");
    expect(it.preview()).toBe("3 parts: 5.20 5.20 5.20");
    it.press("Enter");
    it.later();

    expect(it.pane()[0]).toBe(" TO PAY, part 1 of 3");
    typed(it, "20");
    expect(it.message()).toBe("Paid 5.20 in cash. Receipt A-000001. Next: part 2 of 3: 5.20.");
    expect(it.pane().slice(0, 2)).toEqual([
      " TO PAY, part 2 of 3",
      expect.stringMatching(/CHANGE +14\.80/u),
    ]);
    expect(it.pane().filter((row) => /Part \d/u.test(row))).toEqual([
      expect.stringMatching(/^ Part 1 +A-000001$/u),
      expect.stringMatching(/^>Part 2 +5\.20$/u),
      expect.stringMatching(/^ Part 3 +5\.20$/u),
    ]);
    it.press("F12");
    it.later();
    expect(it.message()).toBe(
      "Next: part 2 of 3: 5.20. 5.20 by card? F12 or Enter takes it, Esc goes back.",
    );
    it.press("F12");
    it.later();
    expect(it.message()).toBe("Paid 5.20 by card. Receipt A-000002. Next: part 3 of 3: 5.20.");
    it.press("Enter");
    it.later();
    expect(it.message()).toBe(
      "Next: part 3 of 3: 5.20. Enter takes 5.20 in cash; or type what was given.",
    );
    it.press("Enter");
    it.later();

    expect(it.message()).toBe("Paid 5.20 in cash. Receipt A-000003.");
    expect(it.store.getState()).toMatchObject({ screen: "register", order: undefined });
    expect(orderIn(it)).toMatchObject({ status: "paid", due: 0 });
  });

  test("is paid by three cards with a press for the first and two for each next one", async () => {
    const it = await atPayment();
    it.press("Esc");
    it.later();
    typed(it, "/3", "F9");
    for (const _ of [1, 2, 2, 3, 3]) {
      it.press("F12");
      it.later();
    }
    expect(orderIn(it)).toMatchObject({
      status: "paid",
      receipts: ["A-000001", "A-000002", "A-000003"],
    });
  });

  test("has another part chosen by the arrows and by its number", async () => {
    const it = await atPayment();
    typed(it, "/3");
    it.press(...Array.from({ length: 9 }, () => "Down"));
    expect(it.preview()).toBe("part 3 of 3: 5.20");
    it.press("Up", "Enter");
    it.later();
    expect(it.message()).toBe("part 2 of 3: 5.20");
    typed(it, ":part 3");
    it.press("F12");
    it.later();
    expect(orderIn(it).parts.map(({ receipt }) => receipt)).toEqual(["", "", "A-000001"]);

    typed(it, ":part 3");
    expect(it.message()).toBe("Part 3 is paid already: A-000001.");
    typed(it, ":part 4");
    expect(it.message()).toBe("There is no part 4: type a number from 1 to 3.");
  });

  test("takes a part payment of a part, and asks once for what is left of it", async () => {
    const it = await atPayment();
    typed(it, "/3");
    typed(it, "2");
    expect(it.message()).toBe("2.00 taken in cash, 3.20 left.");
    it.press("F12");
    it.later();
    expect(it.message()).toBe("3.20 by card? F12 or Enter takes it, Esc goes back.");
    it.press("F12");
    it.later();
    expect(orderIn(it).parts.map(({ due }) => due)).toEqual([0, 520, 520]);
  });

  test("keeps its plan after Esc, says how much of it is paid, and goes on with it", async () => {
    const it = await atPayment();
    typed(it, "/3");
    it.press("F12");
    it.later();
    it.press("Esc");
    it.later();
    expect(it.store.getState().screen).toBe("register");
    expect(it.title()).toContain("1 of 3 paid");

    typed(it, "5.20", "F9");
    expect(orderIn(it).parts.map(({ due }) => due)).toEqual([0, 0, 520]);
  });

  test("is one bill again by Ctrl-Z, as long as nothing of it is paid", async () => {
    const it = await atPayment();
    typed(it, "/3");
    it.press("Esc", "Ctrl-Z");
    expect(it.message()).toBe("It is one bill again.");
    expect(orderIn(it).parts).toEqual([]);

    typed(it, "/3", "F9");
    it.press("F12");
    it.later();
    it.press("Esc", "Ctrl-Z");
    expect(orderIn(it).parts).toHaveLength(3);
  });

  test("is one bill again where one part was left when it was split anew", async () => {
    const it = await atPayment();
    typed(it, "/2");
    it.press("F12");
    it.later();
    typed(it, "/3");

    it.press("Esc", "Ctrl-Z");

    expect(it.message()).toBe("It is one bill again.");
    expect(orderIn(it)).toMatchObject({ parts: [], due: 780 });
  });
});

describe("a bill is split by its word", () => {
  test("as it would be by the sign, before and in the payment", async () => {
    const it = await atPayment();
    it.press("Esc");
    it.later();

    typed(it, ":part 2");
    expect(it.message()).toBe("The bill is not split: :split 3 splits it evenly.");
    it.press("Esc");
    typed(it, ":split 3");
    expect(it.message()).toBe("3 parts: 5.20 5.20 5.20");
    expect(it.pane()[0]).toBe(" TO PAY, part 1 of 3");
    typed(it, ":split //2*1");

    expect(it.message()).toBe("2 × Croissant = 5.20, 10.40 left");
    expect(orderIn(it).parts.map(({ due }) => due)).toEqual([520, 1040]);
  });

  test("which leads to the payment and says how, from the list too", async () => {
    const it = await atPayment();
    it.press("Esc");
    it.later();

    typed(it, ":split");
    const how = "/3 splits it evenly, //2 is line 2 alone, /** goes by seat; then Enter.";
    expect(it.message()).toBe(how);
    expect(it.store.getState().screen).toBe("payment");
    it.press("Esc");
    it.later();
    it.press("F10");
    typed(it, "split");

    expect(it.message()).toBe(how);
    expect(it.pane()[0]).toBe(" TO PAY");
  });
});

describe("a bill of 15.60", () => {
  test.each([
    ["/-10", "10.00 and 5.60"],
    ["//1/3", "1/3 Croissant = 5.20, 10.40 left"],
    ["//2*1", "2 × Croissant = 5.20, 10.40 left"],
  ])("by %s is %s", async (text, preview) => {
    const it = await atPayment();
    it.type(text);
    expect(it.preview()).toBe(preview);
    it.press("Enter");
    expect(it.message()).toBe(preview);
  });

  test("names as many of a part's goods as leave room for the sums", async () => {
    const it = await atPayment();
    it.press("Esc");
    it.later();
    for (const goods of ["100", "3*101", "102", "103"]) typed(it, goods);
    it.press("F9");
    it.later();

    it.type("//1+2+3+4");

    expect(String(it.preview())).toMatch(
      /^6 × Croissant, Coffee, .+, … = \d+\.\d\d, \d+\.\d\d left$/u,
    );
    expect(String(it.preview()).length).toBeLessThan(70);
  });

  test.each([
    ["/0", "A bill is split into 2 to 99 parts."],
    ["/1000", "A bill is split into 2 to 99 parts."],
    ["/**", "No line has a seat: type *2 and F7 before what seat 2 orders."],
    ["*2", "The bill is not split."],
    ["//7", "There is no such line in the order: look at its number."],
    ["/x", "“/x” is no split: /3 evenly, /** by seat, //2+5 lines, /-30 a sum."],
  ])("is not split by %s, and the text stays", async (text, sentence) => {
    const it = await atPayment();
    typed(it, text);
    expect(it.message()).toBe(sentence);
    expect(it.store.getState().text).toBe(text);
    expect(orderIn(it).parts).toEqual([]);
  });

  test("has two of its parts put together", async () => {
    const it = await atPayment();
    typed(it, "/3");
    it.type("*2");
    expect(it.preview()).toBe("2 parts = 10.40");
    it.press("Enter");
    expect(orderIn(it).parts.map(({ total }) => total)).toEqual([1040, 520]);
  });
});

const PAID_AT_BAR = "A1 is paid: B-000001, Ravi at Bar. Esc goes on.";

/** The counter takes the first part of two and waits for the second, which the bar takes. */
async function paidAtTheBar() {
  const cafe = await newCafe();
  const it = await atPayment(cafe);
  const bar = await enrolBar(cafe, it.open.till);
  typed(it, "/2");
  it.press("F12");
  it.later();
  synchroniseLedgers(it.open.till.ledger, bar.till.ledger);
  valueOf(payOrder(bar.till, RAVI, { order: "A1", payment: { type: "card" }, part: 2 }));
  synchroniseLedgers(bar.till.ledger, it.open.till.ledger);
  return it;
}

describe("a bill whose last part is paid at another till while this one waits for money", () => {
  test("says so by whom, and takes nothing, whatever is pressed", async () => {
    const it = await paidAtTheBar();
    expect(it.message()).toBe(PAID_AT_BAR);
    expect(it.pane().join(" ").replaceAll(/ +/gu, " ")).toContain(PAID_AT_BAR);
    expect(it.preview()).toMatchObject({ type: "refused", why: PAID_AT_BAR });
    const before = findOrder(it.open.till, "A1")?.receipts.length;

    for (const [text, key] of [
      ["", "Enter"],
      ["", "F9"],
      ["", "F12"],
      ["20", "Enter"],
      ["20", "F9"],
      ["/3", "Enter"],
      ["+1", "Enter"],
    ] as const) {
      typed(it, text, key);
      expect(it.message()).toBe(PAID_AT_BAR);
      expect(it.store.getState().screen).toBe("payment");
    }

    expect(findOrder(it.open.till, "A1")?.receipts).toHaveLength(before ?? 0);
  });

  test("is left by Esc for whoever comes next", async () => {
    const it = await paidAtTheBar();
    it.press("Esc");
    expect(it.store.getState()).toMatchObject({ screen: "register", order: undefined });
    it.later();
    typed(it, "400");
    expect(it.store.getState().order?.number).toBe("A2");
  });
});

test("A part that another till has taken is named, and the next one is asked for", async () => {
  const cafe = await newCafe();
  const it = await atPayment(cafe);
  const bar = await enrolBar(cafe, it.open.till);
  typed(it, "/3");
  synchroniseLedgers(it.open.till.ledger, bar.till.ledger);
  valueOf(payOrder(bar.till, RAVI, { order: "A1", payment: { type: "card" }, part: 1 }));
  synchroniseLedgers(bar.till.ledger, it.open.till.ledger);

  expect(it.message()).toBe("Part 1 is paid already: B-000001.");
  expect(it.pane()[0]).toBe(" TO PAY, part 2 of 3");
});

describe("a part", () => {
  test("takes a tip of its own, which the next one knows nothing of", async () => {
    const it = await atPayment();
    typed(it, "/2");
    typed(it, "+1");
    expect(it.message()).toContain("Tip 1.00, together 8.80");
    it.press("F12");
    it.later();
    expect(it.message()).toContain("Next: part 2 of 2: 7.80.");
    for (const _ of ["shown", "taken"]) {
      it.press("F12");
      it.later();
    }
    const paid = findOrder(it.open.till, "A1")?.receipts.flatMap(({ payments }) => payments);
    expect(paid).toMatchObject([
      { amount: 780, tip: 100 },
      { amount: 780, method: "card" },
    ]);
    expect(paid?.[1]?.tip).toBeUndefined();
  });

  test("has its change told to whoever logs in after a power cut", async () => {
    const it = await atPayment();
    typed(it, "/3");
    typed(it, "20");
    it.press("Esc", "Ctrl-L");
    await it.logIn("1", "1111");
    expect(it.store.getState().paid).toMatchObject({ change: 1480, receiptNumber: "A-000001" });
  });

  test("is for a seat where lines have one, and what has none is for all", async () => {
    const it = await atPayment();
    it.press("Esc");
    for (const [seat, goods] of [
      ["1", "2*400"],
      ["2", "400"],
    ] as const) {
      it.later();
      typed(it, `*${seat}`, "F7");
      typed(it, goods);
    }
    typed(it, "", "F9");
    it.type("/**");
    expect(it.preview()).toBe("2 parts by seat: 13.00 10.40");
    it.press("Enter");
    it.later();
    for (const _ of ["taken", "shown", "taken"]) {
      it.press("F12");
      it.later();
    }
    const shares = findOrder(it.open.till, "A1")?.receipts.map(({ lines }) =>
      lines.map(({ amount }) => amount),
    );
    expect(shares).toEqual([
      [780, 520],
      [780, 260],
    ]);
  });
});
