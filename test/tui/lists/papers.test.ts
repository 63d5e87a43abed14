import { expect, test } from "vitest";

import { err, ok } from "../../../src/domain/base/result.ts";
import { loggedIn } from "../../support/pressed-register.ts";

test("the last paper is printed once more with two presses", async () => {
  const it = await loggedIn();

  expect(it.press("Ctrl-P 1")).toBe(2);
  it.later(100);

  expect(it.done()).toEqual(["reprint receipt A-000001"]);
  expect(it.message()).toBe("Receipt A-000001 is printed once more, and says so on top.");
  expect(it.store.getState().list).toBeUndefined();
});

test("the guest's copy of the last receipt stands below the papers", async () => {
  const it = await loggedIn();

  it.press("Ctrl-P 3");
  it.later(100);

  expect(it.done()).toEqual(["customer copy receipt A-000001"]);
  expect(it.message()).toBe(
    "Receipt A-000001 is printed as the customer's copy, and says so on top.",
  );
});

test("words find a paper, Esc leaves the list without one", async () => {
  const it = await loggedIn();

  it.press("Ctrl-P Esc");
  it.later(300);
  it.press("Ctrl-P");
  it.type("bar").press("Enter");

  expect(it.done()).toEqual(["reprint ticket A1 Bar"]);
});

test("an order that nobody knows leaves its number on the line", async () => {
  const it = await loggedIn();

  it.type("99").press("Ctrl-P");

  expect(it.message()).toBe("There is no order 99.");
  expect(it.store.getState().text).toBe("99");
});

test("no paper, and one that still waits, are told", async () => {
  const none = await loggedIn(() => ({ papers: () => ok([]) }));
  const waiting = await loggedIn(() => ({
    reprint: () => err({ message: "Receipt A-000001 still waits for its printer." }),
  }));

  none.press("Ctrl-P");
  none.type("a7").press("Ctrl-P");
  waiting.press("Ctrl-P 1");
  waiting.later(100);

  expect(none.message()).toBe("Order A7 has no papers yet.");
  expect(waiting.message()).toBe("Receipt A-000001 still waits for its printer.");
});
