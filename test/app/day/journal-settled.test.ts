/** What people settled stands in the journal of the day on which they did. Size: whole. */

import { describe, expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { drawerStream } from "../../../src/domain/folds/drawer-fold.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type AttentionAnswer } from "../../../src/tui/ports/attention-port.ts";
import { payOrder } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { closeDrawer, countDrawer, openDrawer } from "../../support/drawer-acts.ts";
import { balances, journalText, whyNoHledger, wrongInJournal } from "../../support/hledger.ts";
import { captureCard, startCard } from "../../support/late-card.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;

const why = whyNoHledger();

describe.skipIf(why !== undefined)(`the journal${why === undefined ? "" : `: ${why}`}`, () => {
  test("money that stays though nobody owes it is a cash difference, and no deposit any more", async () => {
    const open = (await newCafe()).open();
    const { till } = open;
    const none = { type: "none" } as const;
    const { order } = valueOf(
      sell(till, RAVI, { entries: ["100"], payment: none, service: "counter" }),
    );
    const payment = startCard(till, order.id);
    const cash = { type: "cash", tendered: minor(2000) } as const;
    valueOf(payOrder(till, RAVI, { order: order.number, payment: cash }));
    captureCard(till, order.id, payment);
    expect(deposits(open)).toEqual({ "liabilities:deposits": "EUR -20.00" });

    answer(open, "kept");

    expect(deposits(open)).toEqual({});
    expect(balances(journalText(till, [DAY]), "expenses:cash difference")).toEqual({
      "expenses:cash difference": "EUR -20.00",
    });
    expect(wrongInJournal(till, [DAY])).toEqual([]);
  });

  test.each<[AttentionAnswer, string, string]>([
    ["in-safe", "assets:safe", "EUR 2.00"],
    ["in-count", "expenses:cash difference:A", "EUR 2.00"],
  ])("cash that came after the count goes where a person says: %s", async (how, account, sum) => {
    const open = (await newCafe()).open();
    const { till } = open;
    const cash = { own: minor(0), pieces: [], foreign: [] };
    const { id: session } = valueOf(openDrawer(till, RAVI, { no: 1, float: cash }));
    valueOf(countDrawer(till, RAVI, { session, cash }));
    valueOf(closeDrawer(till, RAVI, { session, reason: "" }));
    const body = { what: "in", currency: "own", amount: minor(200), reason: "change" } as const;
    valueOf(
      till.act(RAVI, "move cash", () =>
        ok([{ kind: "drawer/moved", streams: [drawerStream(session)], body }]),
      ),
    );

    answer(open, how);

    const journal = journalText(till, [DAY]);
    expect(journal).toContain("(settled) What people settled");
    expect(balances(journal, account)).toEqual({ [account]: sum });
    expect(balances(journal, "assets:cash")).toEqual({});
    expect(wrongInJournal(till, [DAY])).toEqual([]);
  });
});

function deposits({ till }: OpenTill) {
  return balances(journalText(till, [DAY]), "liabilities:deposits");
}

function answer(open: OpenTill, how: AttentionAnswer): void {
  const [item] = listAttentionItems(open, "en");
  if (item === undefined) throw new Error("Nothing needs anybody.");
  valueOf(
    answerItem(
      {
        open,
        act: (name, decide) => open.till.act(RAVI, name, decide),
        refused: (fault) => ({ ok: false, fault }),
        note: "the guest keeps it",
      },
      item,
      how,
    ),
  );
}
