/** Cash as people type it at a count: `20*10 3x0.50`, or one sum, and `usd50` of other money beside it. */

import { assertNever } from "../domain/assert-never.ts";
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
import { type CommandFault, usageFault } from "./fault.ts";
import { quoted } from "./one-line.ts";

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
    throw usageFault(
      "Say one sum, or pieces such as 20*10 and 3x0.50: of both together nobody knows what is meant.",
    );
  }
  return entries;
}

function countFault({ type, text }: CountFault, currency: Currency): CommandFault {
  switch (type) {
    case "count/not-so":
      return usageFault(`${quoted(text)} is no cash: such as 20*10, 3x0.50, 612.40 or usd50.`);
    case "count/no-piece": {
      const pieces = currency.denominations.map((it) => formatMoney(minor(it), currency));
      return usageFault(
        `There is no coin or note of ${text} ${currency.code}: ${pieces.join(", ")}.`,
      );
    }
    case "count/no-roll":
      return usageFault(`Nobody rolls ${text} ${currency.code}: say how many, such as 40*${text}.`);
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
  if (currency === undefined) throw usageFault(`${quoted(typed)} is no currency known here.`);
  const sum = parseMoney(amount, currency);
  if (!sum.ok) throw usageFault(`${quoted(text)} is no amount: such as usd50 or usd12.50.`);
  if (code === own.code) throw usageFault(`${code} is the shop's own money: say ${amount}.`);
  return { currency: code, amount: sum.value };
}

/** One amount, in the shop's own money or in another one. */
export function oneAmount(
  text: string,
  own: Currency,
): { readonly currency: string | undefined; readonly amount: MinorUnits } {
  const foreign = foreignOf(text.trim(), own);
  if (foreign !== undefined) return foreign;
  const amount = parseMoney(text.trim(), own);
  if (amount.ok) return { currency: undefined, amount: amount.value };
  throw usageFault(`${quoted(text)} is no amount: such as 20, 17.50 or usd50.`);
}
