/** What docs/ say to type in a shell is typed at the café, in the page's order, and does what the page promises. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { type OpenTill } from "../../src/app/open-till.ts";
import { performBeside } from "../../src/app/orders/perform-act.ts";
import { ONE_IN_STOCK } from "../../src/domain/goods/stock-quantity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { payOrder, voidLine } from "../support/acts.ts";
import { addCustomer } from "../support/add-customer.ts";
import { type Cafe, CAFE_START_MS, cafeCopies, MIA } from "../support/cafe.ts";
import { documentedCommands, wordsOfCommand } from "../support/documented-commands.ts";
import { openDrawer } from "../support/drawer-acts.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";
import { book, keep } from "../support/stock-acts.ts";
import { tillFrom } from "../support/till-here.ts";

const newCafe = cafeCopies();
const HOUR_MS = 3_600_000;
/** From the day's beginning to the morning after it, when the commands are typed: 2026-11-21, 10:32. */
const LATER_MS = 20 * HOUR_MS;
const till = tillFrom(CAFE_START_MS + LATER_MS);
const JONAS = { number: "2", name: "Jonas" };
const RAVI = { number: "4", name: "Ravi" };

interface Step {
  readonly command: string;
  /** Each stands in what it says. */
  readonly says: ReadonlyArray<string | RegExp>;
  /** Staff number; Ravi's, unless the command itself says who. */
  readonly by?: string;
  readonly code?: number;
  /** The page tells of it without its whole command. */
  readonly isHinted?: true;
}

interface Page {
  readonly before: (cafe: Cafe, open: OpenTill) => void;
  /** What the page only names, without its words. */
  readonly named?: ReadonlyArray<string>;
  readonly steps: ReadonlyArray<Step>;
}

const RANGE = "--day 2026-11-01 --to 2026-11-30";

const PAGES: Readonly<Record<string, Page>> = {
  "docs/promotions.md": {
    before: () => undefined,
    steps: [
      {
        command: 'till promotion add three "name=3 for 2" kind=n-for-m n=3 m=2 goods=CROISSANT',
        says: ["3 for 2: offered from now on."],
      },
      { command: 'till sell "3*croissant" --cash 20', says: ["Receipt A-000001"] },
      { command: "till order show A1", says: [/3 x Croissant, 3 for 2 -/u] },
      {
        command: "till promotion list",
        says: [/^three +3 for 2 +kind=n-for-m goods=CROISSANT n=3/mu],
      },
      {
        command: 'till promotion try "4*croissant"',
        says: [/^ +Total +7\.80 EUR$/mu, /^3 for 2: 3 x Croissant -2\.60$/mu],
      },
      {
        command: "till promotion try croissant --json",
        says: ['"saved": 0', '"idle": [\n    "3 for 2"\n  ]'],
        isHinted: true,
      },
      {
        command: "till promotion set three days=mon-fri hours=17:00-18:00",
        says: ["3 for 2: changed, for what is added from now on."],
      },
      { command: "till promotion end three", says: ["3 for 2: offered no more."] },
      { command: "till catalog show CROISSANT", says: [/Croissant/u] },
      {
        command: 'till refund A-000001 1 --reason "changed their mind"',
        says: [/Promotion no longer holds +1\.73/u],
      },
      {
        command: 'till refund A-000001 1 --reason "was cold" --bad',
        says: [/^Give back 2\.60 EUR in cash$/mu],
      },
      {
        command: "till settings set return-promotions share",
        says: ["return-promotions is changed."],
      },
      {
        command:
          'till promotion add hello "name=Hello" kind=coupon code=HELLO10 amount=2 minimum=5',
        says: ["Hello: offered from now on."],
      },
      {
        command:
          'till promotion add snack "name=Snack" kind=coupon code=SNACK rate=10% goods=@bakery',
        says: ["Snack: offered from now on."],
      },
      {
        command: 'till sell "3*croissant" --coupon HELLO10 --cash 20',
        says: [/Receipt A-00000/u],
      },
      { command: 'till order open "3*croissant"', says: ["A3"] },
      { command: "till order coupon A3 hello10", says: [/3 x Croissant, Hello -/u] },
      { command: "till order coupon A3 hello10 --off", says: [/3 x Croissant +7\.80/u] },
    ],
  },
  "docs/hours.md": {
    before: forgetToClockOut,
    named: ["till clock fix"],
    steps: [
      { command: "till settings set clock-in must", says: ["clock-in is changed."] },
      {
        command: "till sell croissant --card",
        by: "2",
        code: 5,
        says: ["Jonas is not clocked in: clock in first."],
        isHinted: true,
      },
      { command: "till settings set clock-in off", says: [], isHinted: true },
      {
        command: "till sell croissant --card",
        by: "2",
        says: ["Receipt A-000002"],
        isHinted: true,
      },
      { command: "till clock evening --staff 1 --print", says: [/^$/u] },
      {
        command: "till clock list",
        by: "1",
        says: [/^1\/2026-11-20 +Mia +2026-11-20 14:32 +working$/mu],
        isHinted: true,
      },
      { command: "till clock in --left 23:30", by: "1", says: ["Mia clocked in at 10:3"] },
      {
        command: 'till clock fix 1/2026-11-20 out=23:30 --reason "forgot to clock out" --staff 4',
        says: ["The shift is corrected."],
      },
      { command: "till clock list", says: [/^1\/2026-11-21 +Mia +2026-11-21 10:3\d +working$/mu] },
      { command: "till clock list", says: [] },
      {
        command: "till clock list --day 2026-11-20",
        says: [
          "corrected by Ravi: forgot to clock out (clocked 2026-11-20 14:32 to 2026-11-20 23:30)",
        ],
        isHinted: true,
      },
      {
        command: `till clock hours ${RANGE}`,
        says: [/Presence +Breaks +Work\n/u, /^Mia +8:58 +0:00 +8:58 +1 open$/mu],
      },
      {
        command: `till clock hours ${RANGE} --by day`,
        says: [/^2026-11-20 +Mia +8:58/mu, /^2026-11-21 +Mia +0:00/mu],
        isHinted: true,
      },
      {
        command: `till clock hours ${RANGE} --by week`,
        says: [/^2026-W47 +Mia +8:58/mu],
        isHinted: true,
      },
      {
        command: `till clock hours ${RANGE} --by month`,
        says: [/^2026-11 +Mia +8:58/mu],
        isHinted: true,
      },
      {
        command: `till clock hours ${RANGE} --csv`,
        says: [/^,1,Mia,2,538,538,/mu],
        isHinted: true,
      },
      {
        command: "till staff set 1 --rate 14.50 --staff 4",
        says: ["An hour of Mia has that rate now."],
      },
      {
        command: `till report labour ${RANGE} --by week --staff 4`,
        says: [/Hours +Labour +Total +% of sales/u, /2026-W47 +8:58 +130\.02 +7\.80/u],
      },
      {
        command: "till staff set 1 --no-rate --staff 4",
        says: ["Mia has no rate any more."],
        isHinted: true,
      },
      {
        command: `till report labour ${RANGE} --by week --staff 4`,
        says: [/Hours +No rate +Labour/u, /2026-W47 +8:58 +8:58 +0\.00/u],
        isHinted: true,
      },
    ],
  },
  "docs/history.md": {
    before: sellUntilLate,
    named: ["till history WHAT NAME"],
    steps: [
      { command: "till history order A1", says: [blockOf("docs/history.md")] },
      {
        command: "till history receipt A-000012",
        says: [
          /^Receipt A-000012\n.*\n14:32 .* Jonas +order A12 opened\n.*1 x Croissant, 2\.60$/mu,
        ],
      },
      { command: "till history person 2", says: [/^Jonas\n2026-11-20\n/u, "receipt A-000013"] },
      {
        command: "till history drawer A1",
        says: ["drawer A1 opened with 100.00", "receipt A-000013, 2.60"],
      },
      { command: "till history product croissant", says: ["product Croissant: name Croissant"] },
      { command: "till history device A", says: ["order A1 opened", "order A13 opened"] },
      { command: "till history all", says: ["shop Café Kade founded", "order A13 opened"] },
      {
        command: "till history all --since 21:00 --until 02:00",
        says: [/^All of it\n2026-11-20\n22:32 .*drawer A1 opened/u],
      },
      {
        command: "till history person 2 --sum 12.50",
        says: [/^Jonas\n2026-11-20\n22:32 .* 2\.60 paid by cash, given 12\.50, back 9\.90\n$/u],
      },
      { command: "till history all --word croissant", says: ["Croissant taken off (fell down)"] },
      { command: "till attention list", says: [], code: 1 },
    ],
  },
  "docs/later.md": {
    before: () => undefined,
    steps: [
      { command: "till order open croissant", says: ["A1"] },
      {
        command: 'till order due A1 "sat 10:00"',
        says: [/^Order A1 .* open  for Sat 28 Nov 2026 10:00$/mu],
      },
      { command: "till order pay A1 --cash 1", says: [/1\.60/u] },
      {
        command: "till order bill A1",
        says: [/ORDER – NO RECEIPT/u, /Collect Sat 28 Nov 2026 10:00/u, /Deposit +-1\.00/u],
      },
      {
        command: "till order list --due",
        says: [/^A1 .* for Sat 28 Nov 2026 10:00 +1 x Croissant +paid 1\.00 +owes 1\.60/mu],
      },
      {
        command: "till order list --due 2026-11-27",
        says: ["No order is for 2026-11-27."],
        isHinted: true,
      },
      { command: "till order collect A1", code: 2, says: ["1.60 is still to pay"], isHinted: true },
      {
        command: "till order collect A1 --cash 5",
        says: ["A1 is collected: receipt A-000001.", "Change 3.40"],
      },
      { command: "till order list --due", says: ["No order is for later."], isHinted: true },
      {
        command: 'till order open croissant --due "sat 10:00"',
        says: [/^Order A2 .* open  for Sat 28 Nov 2026 10:00$/mu],
      },
      { command: "till order pay A2 --cash 1", says: [/1\.60/u], isHinted: true },
      { command: "till settings set forfeit-class food", says: [] },
      {
        command: 'till order forfeit A2 --reason "not collected" --yes',
        says: ["A2 is forfeited: 1.00 kept, receipt A-000002."],
      },
    ],
  },
  "docs/bottle-deposits.md": {
    before: () => undefined,
    steps: [
      {
        command:
          'till catalog add BOTTLE "name=Bottle deposit" price=0.25 --like CROISSANT barcodes= short-code= plu=970 deposit=BOTTLE',
        says: [],
      },
      { command: "till catalog set ALCOHOL-FREE-BEER deposit=BOTTLE", says: [] },
      { command: 'till sell "2*304" --cash 10', says: ["Receipt A-000001", "7.30"] },
      { command: 'till sell "<<2*304" --cash 0', says: ["Receipt A-000002", "0.50"] },
    ],
  },
  "docs/vouchers.md": {
    before: () => undefined,
    // Their codes and numbers are random: `vouchers-played.test.ts` types them.
    named: [
      "till sell croissant --voucher CODE --cash 5",
      "till order pay A12 --voucher CODE",
      "till voucher top CODE 10 --cash 10",
      "till refund RECEIPT --tender voucher",
      'till sell "<croissant" --voucher CODE',
      "till voucher replace NUMBER --reason lost",
      "till voucher block NUMBER --reason stolen",
      'till voucher cash NUMBER --reason "gift not wanted"',
      "till voucher take-back NUMBER TILL",
    ],
    steps: [
      {
        command: "till voucher sell 25 --cash 25",
        says: [/^Voucher [0-9A-Z]{6}, 25\.00: V \d{4} \d{4} \d{4} \d\d$/mu],
      },
      { command: "till voucher list", says: ["Owed for vouchers of 2026: 25.00"] },
      {
        command:
          'till catalog add GIFT25 "name=Gift 25" price=25 category=bakery tax-class=untaxed voucher=yes',
        says: [],
      },
      { command: 'till sell "2*gift25" --cash 50', says: [/Gift 25 .*25\.00/u] },
      { command: "till reconcile", says: [/Vouchers sold, 3 +75\.00/u], isHinted: true },
    ],
  },
  "docs/points.md": {
    before: () => undefined,
    named: ["till customer points", "till order points", "till sell"],
    steps: [
      { command: "till settings set points 1.00", says: ["points"] },
      { command: "till settings set points-worth 0.10", says: ["points-worth"] },
      { command: 'till customer add "Rossi, Anna"', says: ["Rossi, Anna"] },
      {
        command: 'till sell "5*croissant" --customer rossi --cash 20',
        says: ["Receipt A-000001"],
      },
      {
        command: "till customer points rossi",
        says: ["Rossi, Anna: 13 points earned, 0 spent, 13 left"],
      },
      { command: "till order open croissant", says: ["A2"] },
      { command: "till order customer A2 rossi", says: ["Rossi, Anna"] },
      { command: "till order points A2 10", says: [/Croissant, Points -1\.00/u] },
      { command: "till order points A2 --off", says: [/Croissant +2\.60/u] },
      {
        command: "till sell croissant --customer rossi --points all --cash 5",
        says: ["Receipt A-000002"],
      },
      {
        command: "till customer points rossi",
        says: ["Rossi, Anna: 14 points earned, 13 spent, 1 left"],
      },
    ],
  },
  "docs/receipts.md": {
    before: nameMailProgram,
    named: [
      "till print again",
      "till refund",
      "till receipt invoice",
      "till receipt check",
      "till history receipt",
      "till customer erase",
    ],
    steps: [
      { command: "till receipt show A-000001", says: ["CUSTOMER COPY", "Receipt A-000001"] },
      { command: "till receipt save A-000001 /tmp/A-000001.pdf", says: ["A-000001 is saved in"] },
      { command: "till receipt save A-000001 /tmp/A-000001.txt", says: ["A-000001 is saved in"] },
      {
        command: "till receipt send A-000001 anna@example.org",
        code: 5,
        says: ["No program sends receipts"],
        isHinted: true,
      },
      {
        command: "till settings set receipt-command command:mail",
        says: ["receipt-command is changed."],
      },
      {
        command: "till receipt send A-000001 anna@example.org",
        says: ["Receipt A-000001 is sent to anna@example.org."],
      },
      {
        command: "till receipt send A-000001 anna@example.org --text",
        says: ["Receipt A-000001 is sent to anna@example.org."],
      },
      { command: "till receipt gift A-000001", says: ["The gift receipt of A-000001 is printed."] },
      { command: "till receipt save A-000001 /tmp/gift.pdf --gift", says: ["is saved in"] },
      {
        command: 'till customer set rossi "address=Kade 1, 1012 AB Amsterdam"',
        says: ["Rossi"],
      },
      {
        command: "till receipt invoice A-000001 rossi",
        says: ["The invoice of receipt A-000001 is printed, for Rossi."],
      },
      {
        command: "till receipt invoice A-000001",
        says: ["Receipt A-000001 has its invoice, for Rossi: a copy is printed."],
      },
      {
        command: "till receipt save A-000001 /tmp/invoice.pdf --invoice",
        says: ["is saved in"],
      },
      {
        command: "till settings set receipt-command none",
        says: ["receipt-command is changed."],
      },
      { command: "till settings set receipt-qr always", says: ["receipt-qr is changed."] },
    ],
  },
  "docs/tips.md": {
    before: takeTips,
    named: ["till drawer tips"],
    steps: [
      { command: "till report tips", says: [/^ +1 +Mia +1 +1\.00/mu] },
      { command: "till settings set tips-to server", says: ["tips-to"] },
      {
        command: "till tips pool --day 2026-11-16 --to 2026-11-22 --by hours",
        says: [
          "Tips of 2026-11-16 to 2026-11-22: 1.00, shared by hours\n" +
            "  1  Mia   2:00  0.67\n" +
            "  4  Ravi  1:00  0.33\n" +
            "Nothing is written",
        ],
      },
      {
        command: "till tips pool --day 2026-11-20 --points shift-lead=2 cashier=1 4=3 --by both",
        says: ["  1  Mia   120  0.40\n  4  Ravi  180  0.60\n"],
        isHinted: true,
      },
      {
        command: "till tips pool --day 2026-11-20 --points waiter=2",
        says: ["there is no such role or staff number"],
        code: 2,
        isHinted: true,
      },
      {
        command: "till tips pool --day 2026-11-20 --pay payroll --json",
        says: ['"paid": "payroll"'],
        isHinted: true,
      },
      {
        command: "till tips pool --day 2026-11-20 --pay payroll",
        says: ["shared out"],
        code: 5,
        isHinted: true,
      },
      { command: "till clock hours", says: ["Nobody has worked on these days."] },
      { command: "till drawer open 200", says: [], isHinted: true },
      {
        command: "till drawer tips 24.95 --of 2",
        says: [/had 24\.95 of tips beyond what is owed/u],
        isHinted: true,
      },
      {
        command: "till attention list",
        code: 1,
        says: [/had 24\.95 of tips beyond what is owed/u],
      },
      { command: "till drawer in 24.95 tips back --of 2", says: ["24.95"] },
      { command: "till attention list", code: 1, says: [] },
    ],
  },
  "docs/journal.md": {
    before: sellCountedGoods,
    named: ["till reconcile", "till card import", "till settings set accounts RULE …"],
    steps: [
      {
        command: "till reconcile --journal --day 2026-11-20",
        says: ["; Journal of 2026-11-20", "income:sales:VAT 9%"],
      },
      { command: "till settings set chart skr03", says: ["chart is changed."] },
      {
        command: "till export journal --day 2026-11-20",
        says: ["8200 Erlöse"],
        isHinted: true,
      },
      { command: "till settings set chart plain", says: ["chart is changed."], isHinted: true },
      { command: "till settings set journal-stock always", says: ["journal-stock is changed."] },
      { command: "till export journal --day today", says: [/^; Journal of /u] },
      {
        command: "till export journal --day 2026-11-20",
        says: [
          /^2026-11-20 ! \(stock\) Goods received, used and lost$/mu,
          /^ +assets:stock +EUR 7\.20 +; stock$/mu,
          /^ +assets:stock +EUR -1\.20 +; stock$/mu,
          /^ +expenses:goods:used +EUR 1\.20 +; stock:used$/mu,
          /^ +liabilities:goods received +EUR -7\.20 +; stock:received$/mu,
        ],
        isHinted: true,
      },
    ],
  },
  "docs/reports.md": {
    before: takeTips,
    named: ["till report WHAT --day D --to D"],
    steps: [
      ...reportsOf("docs/reports.md").map((name) => ({
        command: `till report ${name} ${RANGE}`,
        says: [/2026-11-20/u],
        isHinted: true as const,
      })),
      { command: "till reconcile", says: ["Ties out to the cent."] },
      { command: "till reconcile", says: [/^ +card, 1 payment +5\.20$/mu] },
    ],
  },
};

describe.each(Object.entries(PAGES))("%s", (page, { before, named = [], steps }) => {
  test("shows the commands that are played here, and no other", () => {
    const shown = documentedCommands(page).filter((command) => !named.includes(command));
    const played = steps.filter(({ isHinted }) => isHinted !== true);

    expect(shown).toEqual(played.map(({ command }) => command));
  });

  test("promises what its commands do", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    before(cafe, open);
    await open.close();
    for (const { command, by = "4", code = 0, says } of steps) {
      const words = wordsOfCommand(command);
      const at = words.indexOf("--staff");
      const staff = at === -1 ? by : (words[at + 1] ?? by);
      const env = { TILL_STAFF: staff, TILL_PIN: staff.repeat(4) };
      const { stdout, stderr, code: ended } = await till([...words, "--store", cafe.dir], { env });
      expect([command, ended]).toEqual([command, code]);
      for (const text of says) expect(stdout + stderr).toMatch(text);
    }
  });
});

/** Mia clocks in and takes cash, and does not clock out. */
function forgetToClockOut(_cafe: Cafe, { till: counter }: OpenTill): void {
  valueOf(performBeside(counter, MIA, { act: "clock-in" }));
  sellGoods(counter, ["2*croissant"], { cash: 1000 });
}

/** Of twelve croissants at 0.60 two are sold. */
function sellCountedGoods(_cafe: Cafe, { till: counter }: OpenTill): void {
  keep(counter);
  const quantity = 12 * ONE_IN_STOCK;
  book({ till: counter }, { type: "receive", sku: "CROISSANT", quantity, cost: minor(720) });
  sellGoods(counter, ["2*croissant"], { cash: 1000 });
}

/** The page's order, then eleven of Jonas's, and late in the evening one into a drawer. */
function sellUntilLate(cafe: Cafe, { till: counter }: OpenTill): void {
  const { order } = sellGoods(counter, ["2*croissant", "croissant"]);
  valueOf(voidLine(counter, RAVI, { order: order.number, line: 2, reason: "fell down" }));
  const payment = { type: "cash", tendered: minor(1000), tip: minor(0) } as const;
  valueOf(payOrder(counter, MIA, { order: order.number, payment }));
  for (let sold = 0; sold < 11; sold += 1)
    sellGoods(counter, ["croissant"], { cash: 500, by: JONAS });
  cafe.clock.advance(8 * HOUR_MS);
  const float = { own: minor(10_000), pieces: [], foreign: [] };
  valueOf(openDrawer(counter, MIA, { no: 1, float }));
  sellGoods(counter, ["croissant"], { cash: 1250, by: JONAS });
}

/** A sale on paper, a customer, and a program that takes receipts. */
function nameMailProgram({ dir }: Cafe, open: OpenTill): void {
  addCustomer(open, { name: "Rossi" });
  sellGoods(open.till, ["croissant"], { cash: 500 });
  mkdirSync(path.join(dir, "hooks"));
  writeFileSync(path.join(dir, "hooks", "mail"), "#!/bin/sh\ncat > /dev/null\n", { mode: 0o755 });
}

function takeTips(cafe: Cafe, { till: counter }: OpenTill): void {
  valueOf(performBeside(counter, MIA, { act: "clock-in" }));
  const { order } = sellGoods(counter, ["2*croissant"]);
  const payment = { type: "card", tip: minor(100) } as const;
  valueOf(payOrder(counter, MIA, { order: order.number, payment }));
  cafe.clock.advance(HOUR_MS);
  valueOf(performBeside(counter, RAVI, { act: "clock-in" }));
  cafe.clock.advance(HOUR_MS);
  for (const who of [MIA, RAVI]) valueOf(performBeside(counter, who, { act: "clock-out" }));
}

/** Returns what a page shows as the answer to a command. */
function blockOf(page: string): string {
  const [, block = ""] = readFileSync(page, "utf8").split("```\n");
  return block;
}

/** Returns the reports that a page's table names. */
function reportsOf(page: string): ReadonlyArray<string> {
  const rows = readFileSync(page, "utf8").matchAll(/^\| (?<names>`[^|]+`) +\|/gmu);
  return Array.from(rows, ({ groups }) => (groups?.["names"] ?? "").split(", "))
    .flat()
    .map((name) => name.replaceAll("`", ""));
}
