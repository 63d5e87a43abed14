/**
 * Goods of which tills that were apart have sold more than there was: more than somebody had counted, or
 * any at all once they were sold out. What was sold stays sold: a person has to tell the guests, and says
 * what is left, which ends it.
 */

import { orderBalance } from "../../domain/balance/order-balance.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decideSetLeft, type LeftNow } from "../../domain/commands/stock/set-left.ts";
import { streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { billOf } from "../../domain/order/gathered-order.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { skuOf } from "../../domain/prices/catalogue-view.ts";
import { inStock } from "../../domain/prices/goods-left.ts";
import { fieldValue, LIMITED_TAG } from "../../domain/state/entry-state.ts";
import { localMeasure, type Locale } from "../../domain/text/locale.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { moneyText } from "../speech.ts";
import { type BeyondLine } from "../till/sold-beyond.ts";
import { type Till } from "../till/till.ts";

export interface Oversold {
  readonly sku: string;
  readonly name: string;
  /** How many, in words; those too that somebody sold on knowingly. */
  readonly beyond: string;
  /** The tills that sold them. */
  readonly tills: string;
  /** Their receipts, or the orders that have none yet. */
  readonly papers: string;
  /** What the guests pay for them. */
  readonly money: string;
  readonly sentence: string;
}

export function listOversold(till: Till, locale: Locale = "en"): ReadonlyArray<Oversold> {
  return till.ledger.read((view) =>
    view.tagged(LIMITED_TAG).flatMap((stream) => {
      const entry = view.state("cat", streamName(stream));
      const sku = skuOf(stream);
      const sold = till.soldBeyond(view, sku, entry);
      if (sold === undefined) return [];
      // The event's schema has checked it.
      const called = fieldValue(entry, "name") as string | undefined;
      const name = called ?? sku;
      const soldBy = fieldValue(entry, "soldBy") === "weight" ? "weight" : "each";
      const beyond = localMeasure(sold.quantity, soldBy, locale);
      const admission = till.ledger.admission();
      const origins = new Set(sold.lines.map((line) => line.till));
      const tills = [...new Set([...origins].map((origin) => tillNameOf(admission, origin)))]
        .toSorted()
        .join(", ");
      const bought = sold.lines.map((line) => boughtLine(view, line));
      const money = moneyText(
        bought.reduce((sum, { amount }) => sum + amount, 0),
        { currency: till.currency, locale },
      );
      const papers = namedPapers(bought.flatMap((line) => line.papers));
      const what =
        tills === ""
          ? `${name}: ${beyond} more sold than there were`
          : `${name}: ${beyond} oversold (${money}) on ${tills}, ${papers}`;
      const sentence = `${what}: tell the guests, then say what is left (!${name}).`;
      return [{ sku, name, beyond, tills, papers, money, sentence }];
    }),
  );
}

/** The most papers that a line has room for. */
const NAMED_MAX = 4;

function namedPapers(papers: ReadonlyArray<string>): string {
  const all = [...new Set(papers)];
  const more = all.length - NAMED_MAX;
  return [...all.slice(0, NAMED_MAX), ...(more > 0 ? [`+${more}`] : [])].join(" ");
}

/** Returns what the guest pays for the part beyond the stock, and the receipts that have it, or the order. */
function boughtLine(
  view: LedgerView,
  { order: id, line, quantity, weight }: BeyondLine,
): { readonly amount: number; readonly papers: ReadonlyArray<string> } {
  const bill = billOf(view, id);
  const balance = orderBalance(bill).lines.find((other) => other.id === line);
  const receipts = bill.receipts.filter(({ body }) =>
    body.items.some((item) => item.line === line),
  );
  const amount =
    balance === undefined || balance.quantity === 0
      ? 0
      : Math.round((balance.live * quantity) / Math.max(1, inStock(weight, balance.quantity)));
  const numbers = receipts.map(({ body }) => receiptNumber(body.series, body.no));
  return { amount, papers: numbers.length === 0 ? [bill.opened?.number ?? ""] : numbers };
}

/** A person who is asked may confirm the stock that is set already. */
export function decideLeft(
  till: Till,
  context: DecisionContext,
  { product, left }: Pick<LeftNow, "product" | "left">,
): Decision {
  const isAsked = listOversold(till).some(({ sku }) => sku === product.sku);
  return decideSetLeft(context, { product, left, isAsked });
}
