/** What the register says of goods that are sent, fired or asked for again while the printer is in trouble. */

import { describe, expect, test } from "vitest";

import { rollToText } from "../../../src/printer/roll.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { openShop, type Shop } from "../../support/shop-with-printer.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });

describe("while the printer of the station is out of paper", () => {
  test("what is sent says so, until the paper is there", async () => {
    const { shop, it } = await register();
    shop.printer.set({ paper: "out" });
    it.type("croissant");
    it.press("Enter", "F2");

    await shop.until(() => it.sign() === "error");
    expect(it.message()).toBe("Queued, but Kitchen is out of paper.");
    shop.printer.set({ paper: "there" });
    await shop.until(() => it.sign() === "done");
    expect(it.message()).toBe("Sent: on paper.");
  });

  test("what is fired says so, at once where the trouble is known", async () => {
    const { shop, it } = await register();
    it.type("croissant");
    it.press("Enter");
    it.type(":hold");
    it.press("Enter", "F2");
    await shop.until(() => it.message().startsWith("Sent"));
    shop.printer.set({ paper: "out" });
    await shop.until(() => shop.kitchen()?.trouble !== undefined);

    it.press("Ctrl-F");

    expect(it.sign()).toBe("error");
    expect(it.message()).toBe("Fired, but Kitchen is out of paper: 1 × Croissant.");
    shop.printer.set({ paper: "there" });
    await shop.until(() => it.sign() === "done");
    expect(it.message()).toBe("Fired: 1 × Croissant.");
  });

  test("what is made again says so", async () => {
    const { shop, it } = await register();
    it.type("croissant");
    it.press("Enter", "F2");
    await shop.until(() => it.message().startsWith("Sent"));
    shop.printer.set({ cover: "open" });
    await shop.until(() => shop.kitchen()?.trouble !== undefined);

    it.type(":refire");
    it.press("Enter");
    it.type("1");
    await shop.until(() => it.sign() === "error");

    expect(it.message()).toBe("Asked for again, but Kitchen has its cover open: 1 × Croissant.");
  });

  test("a payment that sends says so behind its own sentence, where the trouble is known", async () => {
    const { shop, it } = await register();
    shop.printer.set({ paper: "out" });
    it.type("croissant");
    it.press("Enter", "F2");
    await shop.until(() => it.sign() === "error");
    it.type("croissant");
    it.press("Enter", "F9", "Enter");

    expect(it.message()).toMatch(/^Paid 5\.20 in cash\. .*Queued, but Kitchen is out of paper\.$/u);
  });

  test("a ticket that comes out late carries when it was sent and when it is printed", async () => {
    const { shop, it } = await register();
    shop.printer.set({ paper: "out" });
    it.type("croissant");
    it.press("Enter", "F2");
    await shop.until(() => it.sign() === "error");
    await shop.time.pass(4 * 60_000);
    expect(shop.kitchen()?.waitMinutes).toBe(4);
    shop.printer.set({ paper: "there" });
    await shop.until(() => it.sign() === "done");

    const roll = rollToText(shop.printer.roll(), 48);
    expect(roll).toMatch(/LATE: SENT 14:32, PRINTED 14:3[67]/u);
  });

  test("what waits for a printer that was taken away names none", async () => {
    const { shop, it } = await register();
    shop.printer.set({ paper: "out" });
    it.type("croissant");
    it.press("Enter", "F2");
    await shop.until(() => it.sign() === "error");
    shop.takeAway();

    await shop.until(() => it.sign() === "done");
    expect(it.message()).toContain("Queued");
  });
});

async function register(): Promise<{
  readonly shop: Shop;
  readonly it: ReturnType<typeof openRealRegister> & { readonly sign: () => string | undefined };
}> {
  const shop = await openShop(newCafe);
  const it = openRealRegister({ open: () => shop.open, clock: shop.cafe.clock });
  await it.logIn("4", "4444");
  return { shop, it: { ...it, sign: () => it.store.getState().message?.level } };
}
