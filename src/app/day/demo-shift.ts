/** A short shift in plain text, for those who look without a terminal: a pipe, a build, a reader. */

import { ok, type Result } from "../../domain/base/result.ts";
import { inCash } from "../../domain/commands/order/ring-up.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type ShopFixture } from "../../domain/founding/shop-fixture.ts";
import { minor } from "../../domain/money/amounts.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { demoShiftWords } from "../../words/made/demoShift/all.ts";
import { type OpenTill } from "../open-till.ts";
import { performBeside } from "../orders/perform-act.ts";
import { sell } from "../orders/sell.ts";
import { findPaper } from "../papers/shown-paper.ts";
import { clockedInSince } from "../people/shifts.ts";
import { knowing } from "../till/till.ts";
import { dayReportToText } from "./day-report-text.ts";
import { dayReport } from "./day-report.ts";
import { dayTillsToText } from "./day-tills-text.ts";
import { dayTills } from "./day-tills.ts";
import { type DemoSale } from "./demo-shops.ts";

/** Returns whether the day ties out. Refused when the first person has another PIN by now, or has left. */
export async function playShift(
  open: OpenTill,
  { fixture, sales }: { readonly fixture: ShopFixture; readonly sales: ReadonlyArray<DemoSale> },
  out: (line: string) => void,
): Promise<Result<boolean, Refusal>> {
  const { till } = open;
  const [person] = fixture.staff;
  const actor = await till.signIn(String(person?.number), person?.pin ?? "");
  if (!actor.ok) return actor;
  till.beginDay(actor.value, till.days().suggested);
  const words = wordsIn(demoShiftWords, till.shopLocale());
  const { name } = actor.value;
  out(words.head({ shop: till.founding.name, till: till.deviceName(), name }));
  if (clockedInSince(till, actor.value) === undefined) {
    performBeside(till, actor.value, { act: "clock-in" });
  }
  out(words.clockedIn({ name, time: clockedInSince(till, actor.value) ?? "" }));
  const { productsBySku } = till.catalogue();
  for (const { entries: goods, cash, isAgeChecked = false } of sales) {
    const entries = goods.map(
      ([typed, sku = ""]) => `${typed}${productsBySku.get(sku)?.name.toLowerCase() ?? ""}`,
    );
    const typed = entries.map((entry) => `"${entry}"`).join(" ");
    out(`\n> till sell ${typed} --cash ${cash / 100}${isAgeChecked ? " --age-checked" : ""}`);
    const sale = { entries, payment: inCash(minor(cash)), service: undefined };
    const sold = sell(till, isAgeChecked ? knowing(actor.value, "age") : actor.value, sale);
    if (!sold.ok) throw new Error(`The demo shop can't sell ${entries.join(", ")}.`);
    await open.printing.settleOwn();
    for (const id of papersOf(open, sold.value.receipts.at(-1)?.id)) {
      out(findPaper(open, id)?.text ?? "");
    }
  }
  const report = dayReport(till, till.days().now);
  const tills = dayTills({ till, clock: open.clock, view: open.printing.mesh() }, report.day);
  const locale = till.shopLocale();
  const tillsText = dayTillsToText(tills, { till, locale, nowMs: open.clock.nowMs() });
  for (const line of dayReportToText(report, { till, locale }, tillsText)) out(line);
  return ok(report.differences.length === 0);
}

/** The tickets and the receipt of the sale: what was queued last, oldest first. */
function papersOf({ jobs }: OpenTill, receipt: string | undefined): ReadonlyArray<string> {
  const latest = jobs.latest(10);
  const end = latest.findIndex((job, index) => index > 0 && job.kind === "receipt");
  const own = latest.slice(0, end < 0 ? latest.length : end).toReversed();
  return own.map(({ documentId }) => documentId).filter((id) => id !== "" && receipt !== undefined);
}
