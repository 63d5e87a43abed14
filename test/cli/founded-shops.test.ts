/** A shop of each country as Enter alone makes it, founded for real: its first sale to the cent. */

import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { foundShop } from "../../src/app/founding/found-shop.ts";
import { openTill } from "../../src/app/open-till.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { systemStoreDeps } from "../../src/app/system/store-deps.ts";
import { type Till } from "../../src/app/till/till.ts";
import { type AnswerId, type Answers, shopOf } from "../../src/cli/first-start/answers.ts";
import { questionsFor } from "../../src/cli/first-start/questions.ts";
import { questionDeps } from "../../src/cli/first-start/real-shop.ts";
import { countriesByCode } from "../../src/domain/founding/countries.ts";
import { modelGoods, withGoods } from "../../src/domain/founding/new-shop.ts";
import { type Service } from "../../src/domain/goods/catalogue.ts";
import { readPrinters } from "../../src/domain/printers/printers.ts";
import { readSetting, readSettingOn } from "../../src/domain/settings/settings.ts";
import { QUICK_PINS } from "../support/quick-pins.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const PIN = "483920";
const OWNER = { number: "1", name: "Ada" };
/** Coffee at 2.80 and banana bread at 3.20. */
const SALE = ["100", "404"];

/** What nobody can guess, and what some countries leave open. */
const TYPED: Readonly<Partial<Record<AnswerId, string>>> = {
  name: "Corner",
  "owner-name": OWNER.name,
  "owner-pin": PIN,
  tax: "8.875",
  currency: "EUR",
};
const deps = { ...questionDeps(), zoneHere: "UTC" };

/** By hand, in cents: the parts of 6.00, in the house and to take away. */
const BY_HAND: Readonly<
  Record<string, Readonly<Record<"house" | "away", ReadonlyArray<readonly [string, number]>>>>
> = {
  // 2.80 × 19/119 = 0.447…, 3.20 × 7/107 = 0.209…
  DE: {
    house: [
      ["MwSt 19%", 45],
      ["MwSt 7%", 21],
    ],
    away: [
      ["MwSt 19%", 45],
      ["MwSt 7%", 21],
    ],
  },
  // 6.00 × 8.1/108.1 = 0.449…, 6.00 × 2.6/102.6 = 0.152…
  CH: { house: [["MWST 8.1%", 45]], away: [["MWST 2.6%", 15]] },
  // 6.00 × 10/110 = 0.545…
  FR: { house: [["TVA 10%", 55]], away: [["TVA 10%", 55]] },
  // 6.00 × 20/120
  GB: { house: [["VAT 20%", 100]], away: [["VAT 20%", 100]] },
  // 6.00 × 8.875/100 = 0.5325, on top
  US: { house: [["Sales tax 8.875%", 53]], away: [["Sales tax 8.875%", 53]] },
  // 2.80 × 21/121 = 0.485…, × 6/106 = 0.158…; 3.20 × 12/112 = 0.342…; 6.00 × 6/106 = 0.339…
  BE: {
    house: [
      ["BTW/TVA 21%", 49],
      ["BTW/TVA 12%", 34],
    ],
    away: [["BTW/TVA 6%", 34]],
  },
};

test.for([...countriesByCode.keys()])("%s: signs its owner in and sells", async (code) => {
  const till = await foundedIn(code);
  const { cashStep, keyLayout } = countriesByCode.get(code) ?? {};

  expect(await till.signIn(OWNER.number, PIN)).toMatchObject({ ok: true, value: OWNER });
  const settings = till.ledger.read((view) => ({
    cashStep: readSettingOn(view, "cash-step", till.days().now),
    keyLayout: readSetting(view, "key-layout"),
    printers: readPrinters(view),
  }));
  expect(settings).toEqual({ cashStep, keyLayout, printers: [] });
  expect(soldAs(till, "dine-in").total).toBe(code === "US" ? 653 : 600);
});

test.for(Object.entries(BY_HAND))("%s: the taxes by hand", async ([code, { house, away }]) => {
  const till = await foundedIn(code);

  expect(soldAs(till, "dine-in").taxes).toEqual(house);
  expect(soldAs(till, "counter").taxes).toEqual(house);
  expect(soldAs(till, "takeaway").taxes).toEqual(away);
  expect(soldAs(till, "delivery").taxes).toEqual(away);
});

async function foundedIn(code: string): Promise<Till> {
  const bare = shopOf(answersIn(code), deps.model);
  const fixture = withGoods(bare, modelGoods(bare, deps.model));
  const dir = path.join(await temporaryFolder(), "shop");
  const founding = { dir, fixture, deviceName: "Counter", demo: false, pinCost: QUICK_PINS };
  await foundShop(founding, systemStoreDeps);
  const open = openTill(dir, systemStoreDeps);
  onTestFinished(() => open.close());
  expect(open.till.beginDay(OWNER)).toMatchObject({ ok: true });
  return open.till;
}

function soldAs(till: Till, service: Service) {
  const sold = sell(till, OWNER, { entries: SALE, payment: { type: "none" }, service });
  if (!sold.ok) throw new Error(JSON.stringify(sold.fault));
  const { total, taxes } = sold.value.order;
  return { total, taxes: taxes.map(({ label, tax }) => [label, tax]) };
}

/** As Enter answers, where it does. */
function answersIn(code: string): Answers {
  const answers: Partial<Record<AnswerId, string>> = { country: code };
  for (const { id } of questionsFor(answers, deps)) {
    if (id === "country") continue;
    const question = questionsFor(answers, deps).find((one) => one.id === id);
    const read = question?.read(question.usual ?? TYPED[id] ?? "");
    if (read?.ok !== true) throw new Error(`${code} ${id}: ${read?.fault}`);
    answers[id] = read.value;
  }
  return answers;
}
