/** One payment that two tills, which don't hear each other, correct: the same correction is one. */

import { describe, expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { closeOwnZ, closeShopDay } from "../../../src/app/day/close-day.ts";
import { journalOf } from "../../../src/app/day/day-journal.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { drawerOwnKey } from "../../../src/domain/folds/drawer-sums.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { performOn } from "../../support/acts.ts";
import { DAY } from "../../support/bills-apart.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openDrawer } from "../../support/drawer-acts.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({
  sells: ({ sku }) => sku === "CROISSANT",
  before: ({ till }) => {
    valueOf(changeSetting(till, RAVI, { key: "tenders", texts: ["Voucher"] }));
  },
});

interface Corrected {
  readonly tills: readonly [TillAt, TillAt];
  readonly receipt: string;
}

async function sold(): Promise<Corrected> {
  const { counter, bar } = await twoTills(await newCafe());
  const { receipts } = sellGoods(counter.till, ["croissant"], { cash: 260 });
  meet(counter, bar);
  return { tills: [counter, bar], receipt: receipts[0]?.number ?? "" };
}

function correct({ till }: TillAt, order: string, to = "card"): void {
  valueOf(performOn(till, RAVI, { act: "correct", order, to, reason: "pressed F9" }));
}

function keptAt({ till }: TillAt): Readonly<Record<string, number>> {
  const { tenders } = dayReport(till, DAY);
  return Object.fromEntries(tenders.map(({ method, kept }) => [method, kept]));
}

function asked({ open }: TillAt): ReadonlyArray<string> {
  return listAttentionItems(open, "en").map(({ kind }) => kind);
}

/** What came into accounts of that start by the journal. */
function booked({ till }: TillAt, start: string): number {
  const bookings = journalOf(till, [DAY]).entries.flatMap((entry) => entry.bookings);
  return bookings.reduce((sum, { debit, credit, amount }) => {
    const into = debit.account.startsWith(start) ? amount : 0;
    return sum + into - (credit.account.startsWith(start) ? amount : 0);
  }, 0);
}

describe("the same correction at two tills apart", () => {
  test("is one", async () => {
    const { tills, receipt } = await sold();
    for (const till of tills) correct(till, receipt);
    meet(...tills);

    for (const till of tills) {
      expect(keptAt(till)).toEqual({ cash: 0, card: 260 });
      expect(asked(till)).toEqual([]);
      const report = dayReport(till.till, DAY);
      expect(report.differences).toEqual([]);
      expect(report.corrections).toHaveLength(1);
      expect(findOrder(till.till, receipt)?.corrections).toHaveLength(1);
    }
  });

  test("is one in the drawer of the sale", async () => {
    const { counter, bar } = await twoTills(await newCafe());
    const { id: session } = valueOf(
      openDrawer(counter.till, RAVI, {
        no: 1,
        float: { own: minor(10_000), pieces: [], foreign: [] },
      }),
    );
    const { receipts } = sellGoods(counter.till, ["croissant"], { cash: 260 });
    meet(counter, bar);
    for (const till of [counter, bar]) correct(till, receipts[0]?.number ?? "");
    meet(counter, bar);

    for (const { till } of [counter, bar]) {
      expect(till.ledger.read((view) => view.sum(drawerOwnKey(session)))).toBe(10_000);
    }
  });

  test.each([
    ["before they have heard each other", true],
    ["after they have heard each other", false],
  ])("that is in the Zs of both, closed %s, comes off again", async (_when, isBefore) => {
    const { tills, receipt } = await sold();
    for (const till of tills) correct(till, receipt);
    if (!isBefore) meet(...tills);
    for (const { till } of tills) closeOwnZ(till, DAY);
    meet(...tills);
    closeShopDay(tills[0].till, { day: DAY, asked: "4", missing: [], without: [] });
    meet(...tills);

    for (const till of tills) {
      const { closing, differences } = dayReport(till.till, DAY);
      expect(differences).toEqual([]);
      expect(closing.supplements).toMatchObject([
        { kind: "payment/corrected", amount: -260, z: null },
      ]);
      expect(keptAt(till)).toEqual({ cash: 0, card: 260 });
      expect(booked(till, "assets:clearing:card")).toBe(260);
      expect(booked(till, "assets:cash")).toBe(0);
    }
  });
});

test("a correction that was taken back and made again counts again", async () => {
  const { tills, receipt } = await sold();
  for (const till of tills) correct(till, receipt);
  correct(tills[1], receipt, "cash");
  correct(tills[1], receipt, "card");
  meet(...tills);
  for (const till of tills) expect(keptAt(till)).toEqual({ cash: 0, card: 260 });

  correct(tills[0], receipt, "cash");
  meet(...tills);
  for (const till of tills) {
    expect(keptAt(till)).toEqual({ cash: 260, card: 0 });
    expect(dayReport(till.till, DAY).differences).toEqual([]);
  }
});

async function otherwise(): Promise<Corrected> {
  const sale = await sold();
  const [counter, bar] = sale.tills;
  correct(counter, sale.receipt, "card");
  correct(bar, sale.receipt, "own-voucher");
  meet(counter, bar);
  return sale;
}

/** What was kept by each tender that kept something. */
function moneyAt(till: TillAt): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(keptAt(till)).filter(([, kept]) => kept !== 0));
}

function answersAt({ open }: TillAt): ReadonlyArray<string> {
  return listAttentionItems(open, "en").flatMap(({ answers }) => answers.map(({ text }) => text));
}

/** Says that it was made by that tender. */
function answer({ open }: TillAt, tender: string): void {
  const [item] = listAttentionItems(open, "en");
  const said = item?.answers.find(({ text }) => text.startsWith(`it was so: ${tender}`));
  if (item === undefined || said === undefined) throw new Error("Nothing is asked.");
  const answering = {
    open,
    act: (name: string, decide: Parameters<typeof open.till.act>[2]) =>
      open.till.act(RAVI, name, decide),
    refused: (fault: Refusal) => ({ ok: false, fault }) as const,
    note: "so it was",
  };
  expect(answerItem(answering, item, said.answer)).toMatchObject({ ok: true });
}

describe("different corrections at two tills apart", () => {
  test("are one question of which one holds, with the tender and the till of each", async () => {
    const { tills } = await otherwise();
    for (const till of tills) {
      expect(asked(till)).toEqual(["payment/over-corrected"]);
      expect(answersAt(till).toSorted()).toEqual([
        "it was so: Voucher 2.60 (Bar)",
        "it was so: card 2.60 (Front counter)",
        "seen, and it stays so: 2.60",
      ]);
    }
  });

  test.each([
    ["card", { card: 260 }],
    ["Voucher", { "own-voucher": 260 }],
  ] as const)("are as the answer that it was %s says, at both tills", async (tender, kept) => {
    const { tills } = await otherwise();
    answer(tills[1], tender);
    meet(...tills);
    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(moneyAt(till)).toEqual(kept);
      expect(dayReport(till.till, DAY).differences).toEqual([]);
    }
  });

  test("that both tills answer alike apart are answered once", async () => {
    const { tills } = await otherwise();
    for (const till of tills) answer(till, "Voucher");
    meet(...tills);
    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(moneyAt(till)).toEqual({ "own-voucher": 260 });
    }
  });

  test("that both tills answer otherwise apart are asked about again", async () => {
    const { tills } = await otherwise();
    answer(tills[0], "card");
    answer(tills[1], "Voucher");
    meet(...tills);
    for (const till of tills) {
      expect(asked(till)).toEqual(["payment/over-corrected"]);
      expect(answersAt(till).toSorted()).toEqual([
        "it was so: Voucher 2.60 (Bar)",
        "it was so: card 2.60 (Front counter)",
        "seen, and it stays so: 2.60",
      ]);
    }
    answer(tills[0], "Voucher");
    meet(...tills);
    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(moneyAt(till)).toEqual({ "own-voucher": 260 });
      expect(dayReport(till.till, DAY).differences).toEqual([]);
    }
  });

  test("are answered on a later day, when the day of the sale is closed", async () => {
    const cafe = await newCafe();
    const { counter, bar } = await twoTills(cafe);
    const { receipts } = sellGoods(counter.till, ["croissant"], { cash: 260 });
    meet(counter, bar);
    correct(counter, receipts[0]?.number ?? "", "card");
    correct(bar, receipts[0]?.number ?? "", "own-voucher");
    for (const { till } of [counter, bar]) closeOwnZ(till, DAY);
    meet(counter, bar);
    closeShopDay(counter.till, { day: DAY, asked: "4", missing: [], without: [] });
    cafe.clock.advance(86_400_000);
    valueOf(bar.till.beginDay(RAVI));
    answer(bar, "card");
    meet(counter, bar);
    const next = addDays(DAY, 1);
    for (const till of [counter, bar]) {
      expect(asked(till)).toEqual([]);
      expect(dayReport(till.till, DAY).differences).toEqual([]);
      const { tenders, differences } = dayReport(till.till, next);
      expect(differences).toEqual([]);
      expect(tenders.map(({ method, kept }) => [method, kept])).toEqual([
        ["cash", 260],
        ["own-voucher", -260],
      ]);
    }
  });
});
