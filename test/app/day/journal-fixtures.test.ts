/** Every shop of the fixtures as a journal, in money with cents and without. Size: whole. */

import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { fixtureStaff, loadFixture } from "../../../src/app/catalogue/fixtures.ts";
import { projectFolder } from "../../../src/app/catalogue/project-folder.ts";
import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { sell, type SaleWords } from "../../../src/app/orders/sell.ts";
import { type Actor, type Till } from "../../../src/app/till/till.ts";
import { seriesCountKey } from "../../../src/domain/folds/order-sums.ts";
import { SERVICES } from "../../../src/domain/goods/catalogue.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { receiptNumber } from "../../../src/domain/order/order-view.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { createDice, type Dice } from "../../support/dice.ts";
import { journalText, whyNoHledger, wrongInJournal } from "../../support/hledger.ts";
import { valueOf } from "../../support/shop.ts";

const SALES = 60;
const SALES_WANTED = 30;
const GOODS = 100;
const why = whyNoHledger();

const all = path.join(projectFolder(), "fixtures");
const fixtures = readdirSync(all).filter((name) => existsSync(path.join(all, name, "shop.json")));

describe.each(fixtures)("the shop of the fixture %s", (fixture) => {
  const goods = someOf(fixture);

  describe.each(["EUR", "JPY"])("in %s", (currency) => {
    const newShop = cafeCopies({ fixture, currency, sells: ({ name }) => goods.has(name) });

    test.skipIf(why !== undefined)(
      `is in hledger what its report says${why === undefined ? "" : `: ${why}`}`,
      async () => {
        const { till } = (await newShop()).open();

        playDay(till, { actor: managerOf(fixture), goods: [...goods] }, createDice(7));

        const day = till.days().now;
        expect(countOf(till)).toBeGreaterThan(SALES_WANTED);
        expect(wrongInJournal(till, [day])).toEqual([]);
        const sums = [...journalText(till, [day]).matchAll(/ {2}(?<sum>[A-Z]{3} -?[\d.]+)/gu)];
        const written = currency === "JPY" ? /^JPY -?\d+$/u : /^EUR -?\d+\.\d\d$/u;
        expect(sums.filter(({ groups }) => !written.test(groups?.["sum"] ?? ""))).toEqual([]);
      },
    );
  });
});

/** A Z in the middle of it, and the rest in none. */
function playDay(
  till: Till,
  { actor, goods }: { readonly actor: Actor; readonly goods: ReadonlyArray<string> },
  dice: Dice,
): void {
  for (let sale = 0; sale < SALES; sale += 1) {
    const entries = [dice.pick(goods), `2*${dice.pick(goods)}`];
    const payment = dice.pick<SaleWords["payment"]>([
      { type: "cash", tendered: minor(100_000), tip: minor(0) },
      { type: "card", tip: minor(dice.nat(200)) },
    ]);
    sell(till, actor, { entries, payment, service: dice.pick(SERVICES) });
    if (sale % 10 === 9) {
      const number = receiptNumber("A", 1 + dice.nat(Math.max(1, countOf(till))));
      const how = { reason: "cold", goods: undefined, what: undefined, method: "cash" };
      refund(till, actor, { number, parts: [], ...how });
    }
    if (sale === SALES / 2) closeOwnZ(till, till.days().now);
  }
}

function managerOf(fixture: string): Actor {
  const manager = fixtureStaff(fixture).find(({ role }) => role === "manager");
  if (manager === undefined) throw new Error(`${fixture} has no manager.`);
  return { number: String(manager.number), name: manager.name };
}

function countOf({ ledger }: Till): number {
  return ledger.read((view) => view.sum(seriesCountKey("A")));
}

/** Names of about a hundred of all goods. */
function someOf(fixture: string): ReadonlySet<string> {
  const { products } = valueOf(loadFixture(fixture));
  const step = Math.ceil(products.length / GOODS);
  return new Set(products.filter((_, index) => index % step === 0).map(({ name }) => name));
}
