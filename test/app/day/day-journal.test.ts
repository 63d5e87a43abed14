/** A day as a journal, read by hledger: what it adds up is what the till's own report says. */

import { describe, expect, test } from "vitest";

import { closeOwnZ, closeShopDay } from "../../../src/app/day/close-day.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type Cash } from "../../../src/domain/events/drawer-events.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import {
  closeDrawer,
  countDrawer,
  moveCash,
  moveSafe,
  openDrawer,
} from "../../support/drawer-acts.ts";
import {
  balances,
  hledger,
  journalText,
  whyNoHledger,
  wrongInJournal,
} from "../../support/hledger.ts";
import { captureCard, startCard } from "../../support/late-card.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies({ taxesByService: true });
const RAVI = { number: "4", name: "Ravi" };
const DAY_MS = 24 * 3_600_000;
const DAY = CAFE_DAY as Parameters<typeof closeOwnZ>[1];
const why = whyNoHledger();

describe.skipIf(why !== undefined)(
  `the journal of a day${why === undefined ? "" : `: ${why}`}`,
  () => {
    test("shows each Z of an evening, from the float to the bank", async () => {
      const { till } = (await newCafe()).open();
      const session = valueOf(openDrawer(till, RAVI, { no: 1, float: cash(15_000) })).id;
      sold(till, ["100", "300"], "counter");
      sold(till, ["100"], "takeaway");
      const card = { type: "card", tip: minor(50) } as const;
      valueOf(sell(till, RAVI, { entries: ["2*100"], payment: card, service: "dine-in" }));
      valueOf(moveCash(till, RAVI, { session, what: "out", amount: minor(1250), reason: "milk" }));
      valueOf(moveCash(till, RAVI, { session, what: "tips", amount: minor(50), reason: "" }));
      valueOf(moveCash(till, RAVI, { session, what: "drop", amount: minor(5000), reason: "" }));
      closeOwnZ(till, DAY);
      valueOf(countDrawer(till, RAVI, { session, cash: cash(10_000) }));
      valueOf(
        closeDrawer(till, RAVI, { session, reason: "slip", leaves: minor(5000), anyway: true }),
      );
      valueOf(moveSafe(till, RAVI, { what: "bank", amount: minor(4000), reason: "bag 7" }));
      closeOwnZ(till, DAY);
      closeShopDay(till, { day: DAY, asked: "4", missing: [], without: [] });
      sold(till, ["300"], "counter");

      const journal = journalText(till, [DAY]);

      expect(wrongInJournal(till, [DAY])).toEqual([]);
      expect(journal.replaceAll(till.ledger.identity.origin, "CHAIN")).toMatchInlineSnapshot(`
        "; Journal of 2026-11-20. Strict checks: hledger -s check
        decimal-mark .
        commodity EUR 1000.00
        account assets:bank:deposited cash  ; type:A
        account assets:cash:A  ; type:C
        account assets:cash:A:1  ; type:C
        account assets:clearing:card:A  ; type:A
        account assets:float:A:1  ; type:C
        account assets:safe  ; type:C
        account expenses:cash difference:A  ; type:X
        account expenses:paid out of drawers:A  ; type:X
        account income:sales:VAT 21%:Beer  ; type:R
        account income:sales:VAT 21%:Coffee  ; type:R
        account income:sales:VAT 21%:included tax  ; type:R
        account income:sales:VAT 9%:Coffee  ; type:R
        account income:sales:VAT 9%:included tax  ; type:R
        account liabilities:tax:VAT 21%  ; type:L
        account liabilities:tax:VAT 9%  ; type:L
        account liabilities:tips:4  ; type:L

        2026-11-20 * (A-1) Z 1 of till A
            ; events 1 to 202 of CHAIN
            ; out EUR 12.50 by 4, milk
            assets:cash:A:1                    EUR 2.80  ; tender:cash
            income:sales:VAT 21%:Coffee        EUR -2.80
            assets:cash:A:1                    EUR 5.60  ; tender:cash
            income:sales:VAT 21%:Beer          EUR -5.60
            assets:cash:A:1                    EUR 2.80  ; tender:cash
            income:sales:VAT 9%:Coffee         EUR -2.80
            assets:clearing:card:A             EUR 5.60  ; tender:card
            income:sales:VAT 21%:Coffee        EUR -5.60
            income:sales:VAT 21%:included tax  EUR 2.43
            liabilities:tax:VAT 21%            EUR -2.43
            income:sales:VAT 9%:included tax   EUR 0.23
            liabilities:tax:VAT 9%             EUR -0.23
            assets:clearing:card:A             EUR 0.50  ; tender:card
            liabilities:tips:4                 EUR -0.50
            assets:cash:A:1                    EUR 150.00  ; move:float
            assets:float:A:1                   EUR -150.00  ; move:float
            assets:float:A:1                   EUR 150.00  ; move:from-safe
            assets:safe                        EUR -150.00  ; move:from-safe
            expenses:paid out of drawers:A     EUR 12.50  ; move:out
            assets:cash:A:1                    EUR -12.50  ; move:out
            liabilities:tips:4                 EUR 0.50  ; move:tips
            assets:cash:A:1                    EUR -0.50  ; move:tips
            assets:safe                        EUR 50.00  ; move:drop
            assets:cash:A:1                    EUR -50.00  ; move:drop

        2026-11-20 * (A-2) Z 2 of till A
            ; events 203 to 206 of CHAIN
            ; bank EUR 40.00 by 4, bag 7
            assets:cash:A:1             EUR 1.80  ; move:difference
            expenses:cash difference:A  EUR -1.80  ; move:difference
            assets:float:A:1            EUR 50.00  ; move:leaves
            assets:cash:A:1             EUR -50.00  ; move:leaves
            assets:safe                 EUR 50.00  ; move:to-safe
            assets:cash:A:1             EUR -50.00  ; move:to-safe
            assets:bank:deposited cash  EUR 40.00  ; move:safe-bank
            assets:safe                 EUR -40.00  ; move:safe-bank

        2026-11-20 ! (A-open) Supplement of till A, in no Z yet
            ; events 207 to 214 of CHAIN
            assets:cash:A                      EUR 5.60  ; tender:cash
            income:sales:VAT 21%:Beer          EUR -5.60
            income:sales:VAT 21%:included tax  EUR 0.97
            liabilities:tax:VAT 21%            EUR -0.97
        "
      `);
      expect(journalText(till, [DAY])).toBe(journal);
      expect(balances(journal)).toMatchInlineSnapshot(`
      {
        "assets:bank:deposited cash": "EUR 40.00",
        "assets:cash:A": "EUR 5.60",
        "assets:clearing:card:A": "EUR 6.10",
        "assets:float:A:1": "EUR 50.00",
        "assets:safe": "EUR -90.00",
        "expenses:cash difference:A": "EUR -1.80",
        "expenses:paid out of drawers:A": "EUR 12.50",
        "income:sales:VAT 21%:Beer": "EUR -11.20",
        "income:sales:VAT 21%:Coffee": "EUR -8.40",
        "income:sales:VAT 21%:included tax": "EUR 3.40",
        "income:sales:VAT 9%:Coffee": "EUR -2.80",
        "income:sales:VAT 9%:included tax": "EUR 0.23",
        "liabilities:tax:VAT 21%": "EUR -3.40",
        "liabilities:tax:VAT 9%": "EUR -0.23",
      }
    `);
      expect(hledger(journal, ["register", "--depth", "1", "code:open"]).out).not.toBe("");
    });

    test("has a supplement under the day on which a card was started that paid later", async () => {
      const cafe = await newCafe();
      const { till } = cafe.open();
      const none = { type: "none" } as const;
      const { order } = valueOf(
        sell(till, RAVI, { entries: ["100"], payment: none, service: "counter" }),
      );
      const payment = startCard(till, order.id);
      sold(till, ["300"], "counter");
      closeOwnZ(till, DAY);
      closeShopDay(till, { day: DAY, asked: "4", missing: [], without: [] });
      const before = journalText(till, [DAY]);
      expect(before).toContain("; not known yet and in no sum, card EUR 20.00\n");
      expect(wrongInJournal(till, [DAY])).toEqual([]);

      cafe.clock.advance(DAY_MS);
      valueOf(till.beginDay(RAVI));
      const next = till.days().now;
      captureCard(till, order.id, payment);
      const between = journalText(till, [DAY, next]);
      expect(between).toContain(`${DAY} ! (A-open) Supplement of till A, in no Z yet\n`);
      expect(wrongInJournal(till, [DAY, next])).toEqual([]);

      closeOwnZ(till, next);
      const after = journalText(till, [DAY]);
      expect(after).toContain(`${DAY} * (A-2) Supplement of till A, from Z A-2 of ${next}\n`);
      expect(transactions(after).slice(0, 1)).toEqual(transactions(before));
      expect(balances(after, "assets:clearing", "liabilities:deposits")).toEqual({
        "assets:clearing:card:A": "EUR 20.00",
        "liabilities:deposits": "EUR -20.00",
      });
      for (const days of [[DAY], [next], [DAY, next]]) {
        expect(wrongInJournal(till, days)).toEqual([]);
      }
    });
  },
);

/** Each as its lines, with those of its postings. */
function transactions(journal: string): ReadonlyArray<string> {
  return journal.trim().split("\n\n").slice(1);
}

function sold(till: Till, entries: ReadonlyArray<string>, service: "counter" | "takeaway"): void {
  const payment = { type: "cash", tendered: minor(2000), tip: minor(0) } as const;
  valueOf(sell(till, RAVI, { entries, payment, service }));
}

function cash(own: number): Cash {
  return { own: minor(own), pieces: [], foreign: [] };
}
