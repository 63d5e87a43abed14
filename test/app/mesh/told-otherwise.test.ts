/** A till sold by what another one had told it of today: what of that was otherwise is one item at every till. */

import { expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { createPresentWatch } from "../../../src/app/membership/shop-past.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { err } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { type PresentTold } from "../../../src/ledger/present/tell-present.ts";
import { sellCoffee } from "../../support/backed-up.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";
import { RAVI, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "COFFEE" });

test("an older price that goods were sold at is one item, until a manager has seen it", async () => {
  const { a, b } = await cafeOfTwo(newCafe);
  const before = tellingOf(a);
  setProduct(a.till, "COFFEE", { price: "4.00" });
  take(a, b, { ...before, ends: tellingOf(a).ends });
  sellCoffee(b);
  hearAll(a, b);

  settle(b);
  settle(b);
  exchange(a, b);

  const told = [
    "present/differed: B Bar sold by what Front counter told it of today, and this was otherwise: Coffee, goods at the prices of today: +1.20 (manager)",
  ];
  expect([itemsOf(a), itemsOf(b)]).toEqual([told, told]);
  expect(seen(a)).toMatchObject({ ok: true });
  exchange(a, b);
  expect([itemsOf(a), itemsOf(b)]).toEqual([[], []]);
});

test("figures that the teller had otherwise are counted, and nothing is asked of what was right", async () => {
  const { a, b } = await cafeOfTwo(newCafe);
  sellCoffee(a);
  const { sums, ...told } = tellingOf(a);
  const wrong = sums.map(([key, amount], at) => [key, amount + Number(at < 2)] as const);
  take(a, b, { ...told, sums: wrong });
  sellCoffee(b);
  hearAll(a, b);
  settle(b);
  exchange(a, b);

  expect(itemsOf(a)).toEqual([
    "present/differed: B Bar sold by what Front counter told it of today, and this was otherwise: 2 figures (manager)",
  ]);
});

test("nobody is asked of what was told as it is, or was not used", async () => {
  const { a, b } = await cafeOfTwo(newCafe);
  const before = tellingOf(a);
  setProduct(a.till, "COFFEE", { price: "4.00" });
  const { ends } = tellingOf(a);
  take(a, b, { ...before, ends });
  hearAll(a, b);
  settle(b);
  expect(itemsOf(b)).toEqual([]);

  setProduct(a.till, "COFFEE", { price: "4.20" });
  take(a, b, tellingOf(a));
  sellCoffee(b);
  hearAll(a, b);
  settle(b);
  expect(itemsOf(b)).toEqual([]);
  expect(b.till.ledger.present.facts()).toBeUndefined();
});

function tellingOf({ till }: OpenTill): PresentTold {
  const told = till.ledger.present.tell({ since: 0, receipts: [] });
  if (told === undefined) throw new Error("It has nothing to tell.");
  return told;
}

function take({ till: teller }: OpenTill, { till }: OpenTill, told: PresentTold): void {
  valueOf(till.ledger.present.take(teller.ledger.identity.key.device, told));
}

function hearAll({ till: teller }: OpenTill, { till }: OpenTill): void {
  synchroniseLedgers(teller.ledger, till.ledger);
}

function settle({ till: { ledger } }: OpenTill): void {
  createPresentWatch(ledger, () => 0)({ peers: [], catchUp: undefined });
}

function exchange(a: OpenTill, b: OpenTill): void {
  hearAll(a, b);
  hearAll(b, a);
}

function itemsOf(open: OpenTill): ReadonlyArray<string> {
  return listAttentionItems(open, "en").map(
    ({ kind, text, addressee }) => `${kind}: ${text} (${addressee})`,
  );
}

function seen(open: OpenTill) {
  const [item] = listAttentionItems(open, "en");
  if (item === undefined) throw new Error("Nobody is asked anything.");
  return answerItem<Refusal>(
    { open, act: (name, decide) => open.till.act(RAVI, name, decide), refused: err, note: "" },
    item,
    "settle",
  );
}
