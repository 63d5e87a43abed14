/** How something is paid, as the options of a command say it. */

import { ownTenders } from "../app/catalogue/catalogue-changes.ts";
import { type Till } from "../app/till.ts";
import { type RungPayment } from "../domain/commands/ring-up.ts";
import { readPayment } from "../domain/entry/entry-payment.ts";
import { type MinorUnits, zeroMinor } from "../domain/money/amounts.ts";
import { type Currency, parseMoney } from "../domain/money/currency.ts";
import { tenderNamed } from "../domain/tenders.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { usageFault } from "./fault.ts";
import { quoted } from "./one-line.ts";
import { refusalFault } from "./refusal-fault.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliWords);

export interface PaymentOptions {
  readonly cash?: string;
  readonly card?: boolean;
  readonly tender?: string;
  readonly tip?: string;
  /** The tip is right, however much it is. */
  readonly yes?: boolean;
}

export function paymentOf(options: PaymentOptions, till: Till): RungPayment {
  const { cash, card, tender, tip: text } = options;
  const { currency } = till;
  const ways = [cash, card === true ? "card" : undefined, tender].filter((it) => it !== undefined);
  if (ways.length > 1 && tender === undefined) {
    throw usageFault(said(({ pay }) => pay.cashOrCard));
  }
  if (ways.length > 1) throw usageFault(said(({ pay }) => pay.oneTender));
  if (text !== undefined && ways.length === 0) {
    throw usageFault(said(({ pay }) => pay.tipAlone));
  }
  const tip = {
    tip: text === undefined ? zeroMinor : amountOf("--tip", text, currency),
    isTipSure: options.yes === true,
  };
  if (card === true) return { type: "card", ...tip };
  if (tender !== undefined) return { type: "tender", tender: tenderOf(till, tender), ...tip };
  const foreign = cash === undefined ? undefined : foreignOf(cash, currency);
  if (foreign !== undefined) return { type: "foreign", ...foreign, ...tip };
  if (cash === undefined) return { type: "none" };
  return { type: "cash", tendered: amountOf("--cash", cash, currency), ...tip };
}

function tenderOf(till: Till, text: string): string {
  const tender = tenderNamed(ownTenders(till), text);
  if (tender === undefined) throw refusalFault({ type: "tender/unknown", text }, till);
  return tender.id;
}

/** `usd50`, read as at the register; undefined for a sum in the shop's own money. */
function foreignOf(text: string, currency: Currency) {
  const read = readPayment(text, currency);
  return read.type === "foreign" ? { currency: read.currency, amount: read.amount } : undefined;
}

export function amountOf(
  option: "--cash" | "--tip" | "--amount",
  text: string,
  currency: Currency,
): MinorUnits {
  if (/^[-−]/u.test(text)) {
    throw usageFault(said(({ pay }) => pay.belowZero({ option, text: quoted(text) })));
  }
  const amount = parseMoney(text, currency);
  if (!amount.ok) throw usageFault(said(({ pay }) => pay.noAmount({ option, text: quoted(text) })));
  return amount.value;
}
