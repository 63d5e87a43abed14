/** Cash as people type it at a count: `20*10 3x0.50`, or one sum, and `usd50` of other money beside it. */

import { assertNever } from "../domain/base/assert-never.ts";
import {
  type CountEntry,
  type CountFault,
  countOf,
  readCountEntry,
} from "../domain/drawer/count-text.ts";
import { type Cash } from "../domain/events/drawer-events.ts";
import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import {
  currenciesByCode,
  type Currency,
  formatMoney,
  parseMoney,
} from "../domain/money/currency.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { type CommandFault, usageFault } from "./fault.ts";
import { quoted } from "./one-line.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliWords);

/** Throws where that is no cash; nothing typed is nothing there. */
export function cashOf(texts: ReadonlyArray<string>, currency: Currency): Cash {
  const own: string[] = [];
  const foreign = new Map<string, number>();
  for (const text of texts.flatMap((typed) => typed.trim().split(/\s+/u))) {
    const other = foreignOf(text, currency);
    if (other === undefined) own.push(text);
    else foreign.set(other.currency, (foreign.get(other.currency) ?? 0) + other.amount);
  }
  return {
    ...countOf(entriesOf(own, currency)),
    foreign: [...foreign]
      .filter(([, amount]) => amount > 0)
      .map(([code, amount]) => ({ currency: code, amount: minor(amount) })),
  };
}

function entriesOf(texts: ReadonlyArray<string>, currency: Currency): ReadonlyArray<CountEntry> {
  const entries = texts.map((text) => {
    const entry = readCountEntry(text, currency);
    if (entry.ok) return entry.value;
    throw countFault(entry.fault, currency);
  });
  const sums = entries.filter(({ type }) => type === "sum");
  if (sums.length > 0 && entries.length > 1) {
    throw usageFault(said(({ count }) => count.sumOrPieces));
  }
  return entries;
}

function countFault({ type, text }: CountFault, currency: Currency): CommandFault {
  switch (type) {
    case "count/not-so":
      return usageFault(said(({ count }) => count.noCash({ text: quoted(text) })));
    case "count/no-piece": {
      const pieces = currency.denominations.map((it) => formatMoney(minor(it), currency));
      return usageFault(said(({ count }) => count.noPiece({ text, code: currency.code, pieces })));
    }
    case "count/no-roll":
      return usageFault(said(({ count }) => count.noRoll({ text, code: currency.code })));
    default:
      return assertNever(type, "fault of a count");
  }
}

/** `usd50`, `USD12.50`; undefined for the shop's own money. */
function foreignOf(
  text: string,
  own: Currency,
): { readonly currency: string; readonly amount: MinorUnits } | undefined {
  const { code: typed, amount } =
    /^(?<code>[a-z]{3})(?<amount>[0-9].*)$/iu.exec(text)?.groups ?? {};
  if (typed === undefined || amount === undefined) return undefined;
  const code = typed.toUpperCase();
  const currency = currenciesByCode.get(code);
  if (currency === undefined)
    throw usageFault(said(({ count }) => count.noCurrency({ text: quoted(typed) })));
  const sum = parseMoney(amount, currency);
  if (!sum.ok) throw usageFault(said(({ count }) => count.noForeign({ text: quoted(text) })));
  if (code === own.code) throw usageFault(said(({ count }) => count.ownMoney({ code, amount })));
  return { currency: code, amount: sum.value };
}

/** Reads one amount, in the shop's own money or in another one. */
export function oneAmount(
  text: string,
  own: Currency,
): { readonly currency: string | undefined; readonly amount: MinorUnits } {
  const foreign = foreignOf(text.trim(), own);
  if (foreign !== undefined) return foreign;
  const amount = parseMoney(text.trim(), own);
  if (amount.ok) return { currency: undefined, amount: amount.value };
  throw usageFault(said(({ count }) => count.noAmount({ text: quoted(text) })));
}
