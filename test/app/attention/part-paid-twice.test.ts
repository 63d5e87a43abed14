/** The same part of a bill is paid on two tills apart: one item, whose answer gives the second money back. */

import { describe, expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type WantedSplit } from "../../../src/domain/entry/entry-split.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { payOrder, splitOrder } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();
const CHIARA = { number: "3", name: "Chiara" };

type Tills = Awaited<ReturnType<typeof twoTills>>;

/** Croissants for 10.40 and a coffee for 3.60; the counter takes cash, the bar a card. */
async function paidTwice(wanted: WantedSplit): Promise<Tills> {
  const tills = await twoTills(await newCafe());
  sellGoods(tills.counter.till, ["4*croissant", "flat white"]);
  valueOf(splitOrder(tills.counter.till, MIA, { order: "A1", wanted }));
  meet(tills.counter, tills.bar);
  const cash = { type: "cash", tendered: minor(2000) } as const;
  valueOf(payOrder(tills.counter.till, MIA, { order: "A1", payment: cash, part: 1 }));
  tills.counter.passOnWall(1000);
  valueOf(payOrder(tills.bar.till, MIA, { order: "A1", payment: { type: "card" }, part: 1 }));
  meet(tills.counter, tills.bar);
  return tills;
}

function itemsAt({ open }: Tills["counter"]) {
  return listAttentionItems(open, "en").filter(({ kind }) => kind === "part/paid-twice");
}

interface Case {
  readonly what: string;
  readonly wanted: WantedSplit;
  readonly of: string;
  readonly sum: string;
}

describe.each<Case>([
  { what: "shares", wanted: { type: "evenly", count: 3 }, of: "3", sum: "4.67" },
  {
    what: "whole lines",
    wanted: { type: "lines", shares: [{ position: 1, num: 1, den: 1 }] },
    of: "2",
    sum: "10.40",
  },
])("a part of $what", ({ wanted, of, sum }) => {
  test("is one item that names the part, both receipts and tills, and one sum", async () => {
    const tills = await paidTwice(wanted);

    for (const till of [tills.counter, tills.bar]) {
      const [item, ...others] = itemsAt(till);
      expect(others).toEqual([]);
      expect(item?.text).toMatch(new RegExp(`Part 1 of ${of}, .*A-000001.*B-000001.*${sum}`, "u"));
      const [first] = item?.answers ?? [];
      expect(first?.answer).toBe("give-back");
      expect(first?.text).toContain(`${sum} to the card`);
    }
  });

  test("goes back by one answer, which settles it, and leaves the other parts as they are", async () => {
    const tills = await paidTwice(wanted);
    const [item] = itemsAt(tills.bar);
    if (item === undefined) throw new Error("Nothing asks.");
    const before = findOrder(tills.bar.till, "A1")?.order;
    const { open } = tills.bar;
    const done = answerItem(
      {
        open,
        act: (name, decide) => open.till.act(CHIARA, name, decide),
        refused: (fault) => ({ ok: false, fault }),
        note: "",
      },
      item,
      "give-back",
    );
    expect(done.ok).toBe(true);
    meet(tills.counter, tills.bar);

    for (const till of [tills.counter, tills.bar]) {
      expect(itemsAt(till)).toEqual([]);
      const after = findOrder(till.till, "A1");
      expect(after?.order.parts).toEqual(before?.parts);
      expect(after?.order.due).toBe(before?.due);
      expect(after?.order.attention.filter(({ amount }) => amount > 0)).toEqual([]);
      expect(after?.refunds).toMatchObject([
        { total: 0 - Number(sum.replace(".", "")), payments: [{ method: "card" }] },
      ]);
    }
  });
});

test("a part that goes back in cash has its rounding beside the sum, and the tip that stays", async () => {
  const tills = await twoTills(await newCafe());
  const { counter, bar } = tills;
  const fives = { value: 5, over: [] };
  valueOf(
    counter.till.act(CHIARA, "set", () =>
      ok([{ kind: "setting/set", streams: [toStreamId("set", "cash-step")], body: fives }]),
    ),
  );
  sellGoods(counter.till, ["4*croissant", "flat white"]);
  const wanted = { type: "evenly", count: 3 } as const;
  valueOf(splitOrder(counter.till, MIA, { order: "A1", wanted }));
  meet(counter, bar);
  for (const { till } of [counter, bar]) {
    const cash = { type: "cash", tendered: minor(600), tip: minor(100) } as const;
    valueOf(payOrder(till, MIA, { order: "A1", payment: cash, part: 1 }));
  }
  meet(counter, bar);

  const [item] = itemsAt(counter);

  expect(item?.text).toMatch(/Part 1 of 3, .*, a tip of 1\.00 stays: 4\.67$/u);
  expect(item?.answers[0]?.text).toBe("give back 4.65 (4.67, rounded) in cash");
});
