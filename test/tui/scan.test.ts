import { describe, expect, test } from "vitest";

import { NO_TEXTS } from "../../src/domain/people/customer-text.ts";
import { noCustomers } from "../support/no-customers.ts";
import { COLA, UNKNOWN, loggedIn, started, withSession } from "../support/pressed-register.ts";

describe("a scan that comes at the wrong time", () => {
  test("is only told when it is no goods", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter F9");
    it.scan(UNKNOWN);

    expect(it.message()).toBe(`Unknown code ${UNKNOWN}: nothing was added.`);
    expect(it.store.getState().keptScans).toEqual([]);
  });

  test("is not read out on the locked screen, where it may be a PIN", () => {
    const it = started("1");

    it.scan("9876543210");

    expect(it.message()).toBe(
      "Read as a scan of an unknown code. If it was your PIN, type it again.",
    );
  });

  test("is a PIN where one is asked, however quickly it is typed", async () => {
    const it = started("1");
    it.scan("987654");
    await it.settled();

    expect(it.done()).toEqual(["log-in 1"]);
    expect(it.message()).not.toContain("scan");
  });

  test("of goods is kept where a PIN is asked", () => {
    const it = started("1");
    it.scan(COLA);

    expect(it.store.getState().keptScans).toEqual([COLA]);
  });

  test("is not said to be kept once twenty wait: those are, and it is scanned again", async () => {
    const it = await loggedIn();
    it.type("100").press("Enter F9");

    for (let count = 0; count < 20; count += 1) it.scan(COLA);
    expect(it.message()).toBe("Cola 0.33 is kept until after the payment.");
    it.scan(COLA);

    expect(it.message()).toBe("20 scans wait already, Cola 0.33 is not kept: scan it again later.");
    expect(it.store.getState()).toMatchObject({ screen: "payment", message: { level: "error" } });
    expect(it.store.getState().keptScans).toHaveLength(20);
  });

  test("is offered with its name", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter F9");
    it.scan(COLA);
    expect(it.message()).toBe("Cola 0.33 is kept until after the payment.");
    it.later(300);
    it.press("Enter");

    expect(it.message()).toBe("Scanned before: Cola 0.33. Enter adds it, Esc drops it.");
  });

  test("is not taken by the second of two hits on Enter", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter F9");
    it.scan(COLA);
    it.later(300);
    it.press("Enter Enter Enter");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 280"]);
  });
});

test("no sign of a scan is a digit of the list that is open, whichever digit it begins with", async () => {
  const it = await loggedIn();
  it.type("lat").press("Enter F2 F5");
  const reasons = it.store.getState().list;
  expect(reasons).toMatchObject({ type: "reason" });

  it.scan("1234567890128");
  it.scan(COLA);
  it.later(1000);

  expect(it.done()).toEqual(["add 1 LATTE", "send", "add 1 COLA"]);
  expect(it.store.getState().list).toEqual(reasons);
});

test("a card that two customers have is no choice in payment, where digits are money", async () => {
  const anna = { ...NO_TEXTS, id: "1", name: "Rossi, Anna", active: true, group: "" };
  const holders = [anna, { ...anna, id: "2", name: "Weiss, Otto" }];
  const customers = { ...noCustomers, byCard: () => holders };
  const it = await loggedIn(withSession({ customers }));
  it.type("100").press("Enter F9");

  it.scan(UNKNOWN);

  expect(it.message()).toBe("2 customers have that card: Esc, & and the scan say which.");
  expect(it.store.getState()).toMatchObject({ screen: "payment", text: "" });
});

test("a pack that a scale has labelled is sold by its weight or at its price", async () => {
  const it = await loggedIn();

  it.scan("2100088003509");
  expect(it.message()).toBe("0.350 kg × Salmon.");
  it.later(300);
  it.scan("0200088011190");

  expect(it.message()).toBe("1 × Salmon.");
  expect(it.done()).toEqual(["add 0.35 SALMON", "add 1 SALMON"]);
});

test("a price that was asked for is no addition", async () => {
  const it = await loggedIn();

  it.type("?100").press("Enter");
  expect(it.store.getState().message).toEqual({ level: "hint", text: "Coffee 2.80" });
  it.type("?");
  it.later(300);
  it.scan(COLA);

  expect(it.store.getState().message).toEqual({ level: "hint", text: "Cola 0.33 3.25" });
});

describe("in a window too small to see anything", () => {
  test("typing is kept and no key acts", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter");
    it.store.setSize({ columns: 39, rows: 15 });
    it.press("F9 Enter F3 l a t Enter Backspace");
    it.store.setSize({ columns: 80, rows: 24 });

    expect(it.done()).toEqual(["add 1 COFFEE"]);
    expect(it.store.getState()).toMatchObject({ screen: "register", text: "la" });
  });

  test("a scan is kept and offered", async () => {
    const it = await loggedIn();

    it.store.setSize({ columns: 39, rows: 15 });
    it.scan(COLA);
    it.store.setSize({ columns: 80, rows: 24 });
    expect(it.done()).toEqual([]);
    it.press("Enter");

    expect(it.store.getState().text).toBe(COLA);
  });

  test("a digit chooses nothing from a list", async () => {
    const it = await loggedIn();

    it.type("lat").press("Enter F2 F5");
    it.store.setSize({ columns: 39, rows: 15 });
    it.press("1");
    it.later(100);

    expect(it.done()).toEqual(["add 1 LATTE", "send"]);
  });
});

describe("behind the help", () => {
  test.each(["PgUp", "PgDn", "Up", "Down", "Alt-2"])("%s turns its pages at most", async (key) => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type("100").press("Enter F1");
    const before = it.store.getState();

    it.press(key);

    expect({ ...it.store.getState(), helpPage: 0 }).toEqual(before);
  });

  test("Enter does what it says and lets it be seen", async () => {
    const it = await loggedIn();

    it.press("F1");
    it.type("100").press("Enter");

    expect(it.done()).toEqual(["add 1 COFFEE"]);
    expect(it.store.getState().showsHelp).toBe(false);
  });
});
