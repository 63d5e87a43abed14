/**
 * Into which accounts figures go, as double entry. What is paid waits as a deposit until a receipt uses it;
 * what a receipt says is revenue and taxes. Rounding is what the tenders have of it beyond that.
 */

import { DIFFERENCE } from "../tenders/tenders.ts";
import { exemptName, type Facts, NO_TAXES, rateName, type TaxPlace } from "./facts.ts";
import { type AccountName, type USUAL_ACCOUNTS } from "./journal-accounts.ts";

/** An account of the program, before the shop's rules name it. */
export type LogicalAccount = {
  readonly [Name in AccountName]: {
    readonly name: Name;
    readonly parts?: {
      readonly [Part in (typeof USUAL_ACCOUNTS)[Name]["parts"][number]]?: string;
    };
    readonly tag?: string;
  };
}[AccountName];

/** Money that goes from one account into another: `own`, ISO 4217, or the shop's own where nothing is said. */
export type JournalMove = readonly [
  from: LogicalAccount,
  to: LogicalAccount,
  amount: number,
  currency?: string,
];

/** The till whose figures they are. */
export interface JournalTill {
  /** The letters of the till. */
  readonly till: string;
  readonly tenderName: (method: string) => string;
}

const INCLUDED_TAX = "included tax";
export const SALES = { name: "sales" } as const;
export const DEPOSITS = { name: "deposits" } as const;
export const ROUNDING = { name: "rounding" } as const;
export const CONVERSION = { name: "conversion" } as const;

/** Sales of which neither taxes nor category are known give way to those of which they are. */
export function salesOf(taxes: string, category: string): LogicalAccount {
  return { name: "sales", parts: { rate: taxes === "" ? "no tax" : taxes, category } };
}

export function taxMoves({
  how,
  tax,
  off,
  ...of
}: TaxPlace & { readonly tax: number; readonly off: number }): ReadonlyArray<JournalMove> {
  const rate = rateName(of);
  const taxes = rate.replaceAll("/", "-");
  // The tax in the prices was never asked for.
  if (how === "exempt") return [[SALES, salesOf(exemptName(taxes), INCLUDED_TAX), off]];
  const bearing = how === "included" ? salesOf(taxes, INCLUDED_TAX) : SALES;
  return [[{ name: "tax", parts: { rate } }, bearing, tax]];
}

export function tenderAccount(method: string, { till, tenderName }: JournalTill): LogicalAccount {
  if (method === "cash") return cashOutside(till);
  const tender = tenderName(method);
  const tag = tenderTag(tender);
  if (method === "voucher") return { name: "vouchers", tag };
  if (method === "exchange") return { name: "exchange", tag };
  if (method === DIFFERENCE) return { name: "difference", tag };
  return method === "card"
    ? { name: "card", parts: { till }, tag }
    : { name: "tender", parts: { tender }, tag };
}

/** Returns the account of what the shop owes for the vouchers that were sold in a year. */
export function vouchersOf(year: number): LogicalAccount {
  return { name: "vouchers", parts: { year: String(year) } };
}

/** Returns the account of deposits on bottles, crates and glasses with these taxes. */
export function bottleDepositsOf(taxes: string): LogicalAccount {
  return { name: "bottle-deposits", parts: { rate: taxes === NO_TAXES ? "no tax" : taxes } };
}

/** Returns the account of cash until its drawer is known. */
export function cashOutside(till: string): LogicalAccount {
  return { name: "cash", parts: { till }, tag: tenderTag("cash") };
}

export function tenderTag(tender: string): string {
  return `tender:${tender}`;
}

export function safeMoves({
  what,
  currency,
  amount,
}: Facts["safeMoved"]): ReadonlyArray<JournalMove> {
  const tag = `move:safe-${what}`;
  const safe: LogicalAccount = { name: "safe", tag };
  if (what === "in") return [[{ name: "safe-in", tag }, safe, amount, currency]];
  return [[safe, { name: what === "bank" ? "bank" : "safe-out", tag }, amount, currency]];
}
