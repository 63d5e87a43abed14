/** Reads sums and tenders as the options of commands say them. */

import { err, ok, type Result } from "../domain/base/result.ts";
import { type WantedPayment } from "../domain/commands/money/give-back.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";
import { type Currency, parseMoney } from "../domain/money/currency.ts";
import { tenderNamed } from "../domain/tenders/tenders.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { type NamedTender, type ShellFault } from "./act.ts";

type Typed = string | boolean | undefined;

/** Returns undefined where the option is not there. */
export function readAmount(
  option: string,
  typed: Typed,
  currency: Currency,
): Result<MinorUnits | undefined, ShellFault> {
  if (typeof typed !== "string") return ok(undefined);
  // A sum below zero has a sentence of its own.
  const amount = /^[-−]/u.test(typed) ? undefined : parseMoney(typed, currency);
  return amount?.ok === true ? amount : err({ type: "amount", option, typed });
}

/** Reads how a payment is named: `2` is the second, `8.71` the one of that amount; undefined for the only one. */
export function readWantedPayment(
  typed: Typed,
  currency: Currency,
): Result<WantedPayment, ShellFault> {
  if (typeof typed === "string" && /^\d{1,2}$/u.test(typed)) return ok({ no: Number(typed) });
  const amount = readAmount("--payment", typed, currency);
  return amount.ok ? ok(amount.value === undefined ? {} : { amount: amount.value }) : amount;
}

/** Returns what payments are recorded by: `cash`, `card`, or the id of a tender of the shop's own. */
export function readTender(
  tenders: ReadonlyArray<NamedTender>,
  typed: Typed,
): Result<string | undefined, ShellFault> {
  if (typeof typed !== "string") return ok(undefined);
  const id = methodNamed(tenders, typed);
  return id === undefined ? err({ type: "tender/unknown", text: typed }) : ok(id);
}

function methodNamed(tenders: ReadonlyArray<NamedTender>, typed: string): string | undefined {
  const folded = foldText(typed);
  return folded === "cash" || folded === "card" ? folded : tenderNamed(tenders, typed)?.id;
}
