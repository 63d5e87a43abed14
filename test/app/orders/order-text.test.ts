/** What commands tell of an order and its money, in every language: all of it, in columns, within 80 cells. */

import { describe, expect, test } from "vitest";

import { paidText } from "../../../src/acts/paid-text.ts";
import { orderLines, orderRows } from "../../../src/app/orders/order-text.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { refundText } from "../../../src/app/orders/refund-text.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor, oneUnit } from "../../../src/domain/money/amounts.ts";
import { type Currency, currenciesByCode } from "../../../src/domain/money/currency.ts";
import { type Locale, localMoney } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { wordsIn } from "../../../src/domain/text/words-in.ts";
import { type OrderView, type PaymentView, type ReceiptView } from "../../../src/domain/views.ts";
import { orderWords } from "../../../src/words/made/order/all.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { englishIn } from "../../support/english-left.ts";
import { OTHER_LOCALES } from "../../support/languages.ts";
import { messageText } from "../../support/message-text.ts";
import { sellGoods } from "../../support/sell-goods.ts";

const newCafe = cafeCopies();
const EUR = currencyOf("EUR");

test("a shift lead reads an order in German", async () => {
  const { order } = await troubled();

  expect(linesOf(order, "de")).toEqual([
    "Bestellung A1  Theke  offen  Tisch 7",
    "  1  2 x Chips, 0,50 Rabatt, wartet   storniert",
    "       „ohne Sahne“",
    "  2  0,350 x Bananas                   1.234,50",
    "  Rabatt                                  -1,20",
    "  VAT 9%                                   0,58",
    "  Summe                                1.234,50 EUR",
    "  ZURÜCK 1 x Bananas, von A-000007        -2,60",
    "  Steuer von A-000007                     -0,40",
    "  Noch zu zahlen                         234,50",
    "  Zurückzugeben                            3,00",
    "    kam mit Karte                          2,00",
    "    kam bar                                0,50",
    "    kam als Jeton                          0,50",
    "  bezahlt mit Karte (berichtigt)           2,00",
    "    Trinkgeld                              1,55",
    "  zurück bar                              -0,50",
    "  zurück als Jeton, A-000008              -0,50",
    "! zwei Kassen haben eine Zeile verschieden geändert",
    "! es ist mehr bezahlt, als sie kostet: 1.000,00",
    "Unvollständig: sie nennt etwas, was diese Kasse noch nicht gehört hat.",
  ]);
});

test("an order without taxes has no row for one that would have come on top", async () => {
  const { order } = await troubled();
  const rates = order.taxes.map(({ label, rate }) => ({ label, rate, included: false }));

  function linesOfSpared(exempt: number): string {
    const sums = { net: minor(900), tax: minor(0), exempt: minor(exempt) };
    const taxes = rates.map((rate) => Object.assign({}, rate, sums));
    return linesOf({ ...order, taxes }, "en").join("\n");
  }

  expect(linesOfSpared(20)).toMatch(/less VAT 9% +-0\.20/u);
  expect(linesOfSpared(0)).not.toContain("VAT");
});

describe.each(OTHER_LOCALES)("an order in %s", (locale) => {
  test("leaves no English, and stands on 80 cells with its amounts in one column", async () => {
    const { order, receipt, payments } = await troubled();
    const speech = { currency: EUR, locale };
    const words = wordsIn(orderWords, locale);
    const lines = linesOf(order, locale);
    const paid = [
      ...paidText({ payments, papers: [words.receipt({ number: "A-000001" })] }, speech),
      ...refundText({ ...receipt, payments }, speech),
    ];
    const amounts = lines.filter((line) => /[.,]\d\d$/u.test(line) && !line.startsWith("!"));

    expect([...lines, ...paid].flatMap((line) => englishIn(plain(line), locale))).toEqual([]);
    expect([...lines, ...paid].filter((line) => textWidth(line) > 80)).toEqual([]);
    expect(amounts.length).toBeGreaterThan(5);
    expect(new Set(amounts.map(textWidth))).toEqual(new Set([47]));
    expect([...lines, ...paid].join("\n")).not.toMatch(/undefined|NaN|\[object/u);
  });

  test("has a word of its own for each service and each state, in columns of a list", async () => {
    const { order } = await troubled();
    const { services, statuses } = wordsIn(orderWords, locale);
    const orders = (["counter", "dine-in", "takeaway", "delivery"] as const).flatMap((service) =>
      (["open", "paid", "empty"] as const).map((status) =>
        Object.assign({}, order, {
          service,
          status,
          customer: "x",
          ...(status === "open" ? { receipts: [] } : {}),
        }),
      ),
    );
    const rows = orderRows(
      orders,
      { currency: EUR, locale },
      {
        customerText: () => "Gast",
        staffName: () => "Mia",
        openedText: () => "14:32",
        nowMs: 0,
        wall: "2026-11-19T14:32",
      },
    );

    const [due, total] = [money(231_50, locale), money(1_234_50, locale)];
    const ends = rows.map((row) => row.indexOf(total) + total.length);
    const openEnds = rows.flatMap((row) =>
      row.includes(total) ? [] : [row.indexOf(due) + due.length],
    );
    expect(new Set([...ends.filter((end) => end >= total.length), ...openEnds]).size).toBe(1);
    expect(rows.filter((row) => textWidth(row) > 80)).toEqual([]);
    expect(new Set(Object.values(services)).size).toBe(4);
    expect(new Set(Object.values(statuses)).size).toBe(3);
    expect(rows.flatMap((row) => englishIn(row, locale))).toEqual([]);
  });

  test("says nothing as English does", () => {
    const english = textsOf("en");

    const same = [...textsOf(locale)].filter(([name, text]) => english.get(name) === text);
    // Dutch has the same quotation marks, and the same word for an open order.
    expect(same.map(([name]) => name)).toEqual(locale === "nl" ? ["note", "open"] : []);
  });
});

test("a list of orders says what is due of an open one, and what a paid one came to", async () => {
  const { order } = await troubled();
  const [total, due, refundDue] = [minor(2900), minor(900), minor(0)];
  const shown = {
    customerText: () => "",
    staffName: () => "Mia",
    openedText: () => "14:32",
    nowMs: 0,
    wall: "2026-11-19T14:32",
  };
  function rowOf(said: Partial<typeof order>): string {
    const one = { ...order, dueAt: "", total, due, refundDue, ...said };
    return orderRows([one], { currency: EUR, locale: "en" }, shown).join("\n");
  }

  expect(rowOf({ status: "open" })).toMatch(/ 9\.00 /u);
  expect(rowOf({ status: "open", due: minor(0), refundDue: minor(250) })).toMatch(/ -2\.50 /u);
  expect(rowOf({ status: "paid", due: minor(0) })).toMatch(/ 29\.00 /u);
});

test("change is told with what was given in other money, as the language writes it", async () => {
  const { payments } = await troubled();
  const told = paidText({ payments, papers: ["Bon A-000001"] }, { currency: EUR, locale: "de" });

  expect(told).toEqual([
    "Gegeben 1.050,00 USD zu 0,92 = 966,00 EUR",
    "Trinkgeld 1,50 EUR",
    "Essensbon 5,20 EUR",
    "Bon A-000001",
    "Rückgeld 4,00 EUR",
    "Auf die Karte zurückgeben 2,00 EUR",
  ]);
});

test("what was paid twice says that it is of two receipts", async () => {
  const { order } = await troubled();
  const twice = { paid: minor(4020), tooMuch: minor(2010), settled: minor(0), refunded: minor(0) };
  function lines(receipts: ReadonlyArray<string>): string {
    return linesOf({ ...order, ...twice, receipts }, "en").join("\n");
  }

  expect(lines(["A-000001", "B-000001"])).toMatch(/^ +Paid, 2 receipts +40\.20$/mu);
  expect(lines(["A-000001"])).toMatch(/^ +Paid +40\.20$/mu);
});

/** An order with something of everything; nothing of it has to fit together. */
async function troubled(): Promise<{
  readonly order: OrderView;
  readonly receipt: ReceiptView;
  readonly payments: ReadonlyArray<PaymentView>;
}> {
  const { till } = (await newCafe()).open();
  const sold = sellGoods(till, ["2*chips", "0.35*bananas"], { cash: 1000 });
  const details = findOrder(till, sold.order.id);
  const [first, second] = details?.order.lines ?? [];
  const [receipt] = details?.receipts ?? [];
  const [cash] = receipt?.payments ?? [];
  if (details === undefined || first === undefined || second === undefined)
    throw new Error("No order.");
  if (receipt === undefined || cash === undefined) throw new Error("No receipt.");
  const id = "x" as EventId;
  const back = { name: "Bananas", soldBy: "each", quantity: oneUnit, amount: minor(-260) } as const;
  const order: OrderView = {
    ...details.order,
    number: "A1",
    service: "counter",
    status: "open",
    name: "Tisch 7",
    lines: [
      { ...first, note: "ohne Sahne", off: minor(50), isOnHold: true, voided: true },
      { ...second, gross: minor(123_450) },
    ],
    off: minor(120),
    total: minor(123_450),
    due: minor(23_450),
    refundDue: minor(300),
    giveBackBy: [
      { method: "card", amount: minor(200) },
      { method: "cash", amount: minor(50) },
      { method: "own-jeton", name: "Jeton", amount: minor(50) },
    ],
    money: [
      {
        what: "payment",
        method: "card",
        amount: minor(200),
        number: "",
        tip: minor(155),
        isCorrected: true,
      },
      {
        what: "hand-back",
        method: "cash",
        amount: minor(-50),
        number: "",
        tip: minor(0),
        isCorrected: false,
      },
      {
        what: "refund",
        method: "own-jeton",
        name: "Jeton",
        amount: minor(-50),
        number: "A-000008",
        tip: minor(0),
        isCorrected: false,
      },
    ],
    returns: [{ number: "A-000007", lines: [back], total: minor(-300) }] as never,
    attention: [
      { type: "line/contested", subject: id, amount: minor(0), isPaidTwice: false, papers: [] },
      {
        type: "order/overpaid",
        subject: id,
        amount: minor(100_000),
        isPaidTwice: false,
        papers: [],
      },
    ],
    incomplete: ["not-heard"],
  };
  return {
    order,
    receipt: {
      ...receipt,
      number: "A-000009",
      refund: { of: "A-000001", reason: "kalt" },
      lines: receipt.lines.map((line) => Object.assign({}, line, { goods: "waste" })),
    },
    payments: [
      {
        ...cash,
        change: minor(400),
        tip: minor(150),
        tendered: minor(96_600),
        foreign: { currency: "USD", amount: minor(105_000), rate: 92_000_000 },
      },
      { ...cash, method: "voucher", name: "Essensbon", amount: minor(520) },
      { ...cash, method: "card", amount: minor(-200) },
    ],
  };
}

function linesOf(order: OrderView, locale: Locale): ReadonlyArray<string> {
  return orderLines(order, { currency: EUR, locale }, { hasMoney: true });
}

function money(amount: number, locale: Locale): string {
  return localMoney(minor(amount), EUR, locale);
}

/** Without what is not ours. */
function plain(line: string): string {
  return line.replace("VAT", "").replace("Bananas", "");
}

/** Every message by its name. */
function textsOf(locale: Locale): ReadonlyMap<string, string> {
  const facts = ["1,00", "2,00", "3,00"];
  const {
    paid,
    repriced,
    services,
    statuses,
    incomplete,
    attention: _,
    ...rest
  } = wordsIn(orderWords, locale);
  const { goods, ...paidRest } = paid;
  const groups = { ...rest, ...services, ...statuses, ...incomplete, ...goods };
  const all = { ...groups, ...paidRest, ...repriced };
  return new Map(
    Object.entries(all).map(([name, message]) => [name, messageText(message, ...facts)] as const),
  );
}

function currencyOf(code: string): Currency {
  const currency = currenciesByCode.get(code);
  if (currency === undefined) throw new Error(`No currency ${code}.`);
  return currency;
}
