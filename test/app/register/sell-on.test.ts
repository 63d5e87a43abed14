/** What is sold out is sold all the same: a question, a right or somebody's word, and who it was. */

import { describe, expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { listOrders } from "../../../src/app/orders/orders.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
const LATER_MS = 1000;

describe("goods that are sold out", () => {
  test("are sold by whoever may after one question, and counted for that person", async () => {
    const it = await counter("3", "3333");
    it.enter("!carrot cake", "carrot cake");
    expect(it.message()).toBe("Carrot cake is sold out. F9 sells it all the same.");
    expect(it.lines()).toEqual([]);

    it.press("F9");

    expect(it.lines()).toEqual(["1 Carrot cake"]);
    expect(it.soldOn()).toEqual([{ staff: "3", name: "Chiara", count: 1 }]);
    expect(listAttentionItems(it.open, "en")).toEqual([]);
    expect(it.open.till.left("CARROT-CAKE")).toBe(0);
  });

  test("are not asked about any more after another key", async () => {
    const it = await counter("3", "3333");
    it.enter("!carrot cake", "carrot cake");

    it.press("Esc", "F9");

    expect(it.lines()).toEqual([]);
  });

  test("take the word of somebody who may, where a cashier says yes", async () => {
    const it = await counter("1", "1111");
    it.enter("!carrot cake", "2*carrot cake");
    it.press("F9");
    expect(it.store.getState().approval?.needed.approvers.map(({ name }) => name)).toEqual([
      "Chiara",
      "Ravi",
    ]);
    expect(it.lines()).toEqual([]);

    await it.vouch("3", "3333");

    expect(it.lines()).toEqual(["2 Carrot cake"]);
    expect(it.soldOn()).toEqual([{ staff: "1", name: "Mia", count: 2 }]);
    // The word was for that act alone.
    it.enter("carrot cake");
    expect(it.message()).toContain("F9 sells it all the same.");
  });

  test("stand on the kitchen's ticket as what they are", async () => {
    const it = await counter("3", "3333");
    it.enter("!croissant", "croissant");
    it.press("F9");
    it.enter("espresso");

    it.press("F2");

    expect(it.sent.toSorted()).toEqual(["Croissant, sold out", "Espresso"]);
    expect(it.open.jobs.latest(2).map(({ document }) => document)).toContainEqual(
      expect.stringContaining("SOLD OUT, SOLD ALL THE SAME"),
    );
  });

  test("are off again by Ctrl-Z, and nobody has sold them", async () => {
    const it = await counter("3", "3333");
    it.enter("!carrot cake", "carrot cake");
    it.press("F9");

    it.press("Ctrl-Z");

    expect(it.lines()).toEqual([]);
    expect(it.soldOn()).toEqual([]);
  });

  test("wait for their options after the question, which is asked once", async () => {
    const it = await counter("3", "3333");
    it.enter("!flat white", "flat white");
    expect(it.message()).toContain("F9 sells it all the same.");

    it.press("F9");
    while (it.store.getState().list?.type === "choice") it.press("1");

    expect(it.lines()).toEqual(["1 Flat white"]);
    expect(it.soldOn()).toEqual([{ staff: "3", name: "Chiara", count: 1 }]);
  });

  test("are sold on by a scan as well", async () => {
    const it = await counter("3", "3333");
    it.enter("!cola");
    it.scan(it.codeOf("COLA"));
    expect(it.message()).toContain("F9 sells it all the same.");

    it.press("F9");

    expect(it.soldOn()).toEqual([{ staff: "3", name: "Chiara", count: 1 }]);
  });
});

describe("a count that has run out", () => {
  test("is gone beyond by the same question, and what is counted stays at nothing", async () => {
    const it = await counter("3", "3333");
    it.enter("!2*carrot cake", "3*carrot cake");
    expect(it.message()).toBe("Carrot cake: only 2 left. F9 sells it all the same.");

    it.press("F9");

    expect(it.lines()).toEqual(["3 Carrot cake"]);
    expect(it.open.till.left("CARROT-CAKE")).toBe(0);
    expect(it.soldOn()).toEqual([{ staff: "3", name: "Chiara", count: 1 }]);
    expect(listAttentionItems(it.open, "en")).toEqual([]);
  });

  test("is gone beyond by more of a line, and less of it is what nobody had first", async () => {
    const it = await counter("3", "3333");
    it.enter("!2*carrot cake", "carrot cake", "+2");
    expect(it.message()).toContain("F9 sells it all the same.");

    it.press("F9");
    expect(it.soldOn()).toEqual([{ staff: "3", name: "Chiara", count: 1 }]);
    it.enter("*2");

    expect(it.lines()).toEqual(["2 Carrot cake"]);
    expect(it.soldOn()).toEqual([]);
    expect(it.open.till.left("CARROT-CAKE")).toBe(0);
    it.enter("*1");
    expect(it.open.till.left("CARROT-CAKE")).toBe(1000);
  });

  test("is said when a round is asked for again, and F9 serves it all the same", async () => {
    const it = await counter("3", "3333");
    it.enter("carrot cake");
    it.press("F2");
    it.enter("!carrot cake");
    it.later();
    it.press("Ctrl-R");
    expect(it.message()).toBe("Carrot cake is sold out. F9 sells it all the same.");

    it.press("F9");

    expect(it.lines()).toEqual(["1 Carrot cake", "1 Carrot cake"]);
    expect(it.soldOn()).toEqual([{ staff: "3", name: "Chiara", count: 1 }]);
  });
});

async function counter(number: string, pin: string) {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn(number, pin);
  const { till } = register.open;
  const sent: string[] = [];
  till.whileCommitting(({ events }) => {
    for (const { known } of events) {
      if (known?.kind !== "ticket/issued") continue;
      const { lines: told } = known.body;
      sent.push(
        ...told.map(({ text, soldOut }) => (soldOut === true ? `${text}, sold out` : text)),
      );
    }
  });

  function lines() {
    const [order] = listOrders(till, { day: till.days().now, openOnly: true });
    return (order?.lines ?? []).filter(({ voided }) => !voided);
  }

  return {
    ...register,
    enter: (...texts: ReadonlyArray<string>) => {
      for (const text of texts) {
        register.type(text);
        register.press("Enter");
      }
    },
    later: () => {
      cafe.clock.advance(LATER_MS);
    },
    vouch: async (by: string, secret: string) => {
      for (const typed of [by, secret]) {
        register.type(typed);
        register.press("Enter");
      }
      await register.checked();
    },
    codeOf: (sku: string) => till.catalogue().productsBySku.get(sku)?.barcodes[0] ?? "",
    lines: () => lines().map(({ quantity, name }) => `${quantity / 1000} ${name}`),
    soldOn: () => dayReport(till, till.days().now).soldOn,
    sent,
  };
}
