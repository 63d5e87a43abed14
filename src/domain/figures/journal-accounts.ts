/**
 * Into which accounts of a bookkeeper a day goes. Each name of the program has a usual account; a shop
 * says its own by rules such as `card=1360`, `sales/VAT 9%=8300` or `cash=assets:cash:<till>`.
 */

import { foldText } from "../text/entry-text.ts";

/** The type of an account as hledger has them: asset, cash, liability, equity, revenue, expense. */
export type AccountType = "A" | "C" | "L" | "E" | "R" | "X";

interface UsualAccount {
  readonly type: AccountType;
  /** The parts that may tell accounts apart, in the order in which a rule names them. */
  readonly parts: ReadonlyArray<AccountPart>;
  readonly account: string;
}

export type AccountPart = "till" | "drawer" | "tender" | "rate" | "category" | "staff" | "year";

export const USUAL_ACCOUNTS = {
  cash: { type: "C", parts: ["till", "drawer"], account: "assets:cash:<till>:<drawer>" },
  float: { type: "C", parts: ["till", "drawer"], account: "assets:float:<till>:<drawer>" },
  safe: { type: "C", parts: [], account: "assets:safe" },
  bank: { type: "A", parts: [], account: "assets:bank:deposited cash" },
  card: { type: "A", parts: ["till"], account: "assets:clearing:card:<till>" },
  "card-fees": { type: "X", parts: [], account: "expenses:card fees" },
  tender: { type: "A", parts: ["tender"], account: "assets:clearing:<tender>" },
  exchange: { type: "A", parts: [], account: "assets:clearing:goods exchanged" },
  deposits: { type: "L", parts: [], account: "liabilities:deposits" },
  vouchers: { type: "L", parts: ["year"], account: "liabilities:vouchers:<year>" },
  tips: { type: "L", parts: ["staff"], account: "liabilities:tips:<staff>" },
  tax: { type: "L", parts: ["rate"], account: "liabilities:tax:<rate>" },
  sales: { type: "R", parts: ["rate", "category"], account: "income:sales:<rate>:<category>" },
  "bottle-deposits": { type: "R", parts: ["rate"], account: "income:bottle deposits:<rate>" },
  rounding: { type: "X", parts: [], account: "expenses:cash rounding" },
  difference: { type: "X", parts: ["till"], account: "expenses:cash difference:<till>" },
  "paid-out": { type: "X", parts: ["till"], account: "expenses:paid out of drawers:<till>" },
  "paid-in": { type: "E", parts: ["till"], account: "equity:paid into drawers:<till>" },
  "safe-in": { type: "E", parts: [], account: "equity:put into the safe" },
  "safe-out": { type: "E", parts: [], account: "equity:taken out of the safe" },
  conversion: { type: "E", parts: [], account: "equity:conversion" },
  stock: { type: "A", parts: [], account: "assets:stock" },
  suppliers: { type: "L", parts: [], account: "liabilities:goods received" },
  "goods-used": { type: "X", parts: [], account: "expenses:goods:used" },
  "goods-wasted": { type: "X", parts: [], account: "expenses:goods:wasted" },
  "staff-meals": { type: "X", parts: [], account: "expenses:goods:staff meals" },
  "goods-missing": { type: "X", parts: [], account: "expenses:goods:missing" },
  "goods-revalued": { type: "X", parts: [], account: "expenses:goods:revalued" },
} as const satisfies Readonly<Record<string, UsualAccount>>;

export type AccountName = keyof typeof USUAL_ACCOUNTS;

export const ACCOUNT_NAMES = Object.keys(USUAL_ACCOUNTS) as ReadonlyArray<AccountName>;

/** A rule is as long as a line of a paper that nobody folds. */
export const ACCOUNT_RULE_LENGTH_MAX = 120;
export const ACCOUNT_RULES_MAX = 200;

/** Begins with no sign that would make a comment or another kind of posting of it. */
const ACCOUNT = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M} .:_<>()&+%'/-]*[\p{L}\p{N}\p{M}>)%.])?$/u;

/** Undefined for a text that is no rule. */
export function parseAccountRule(text: string):
  | {
      readonly name: AccountName;
      /** The parts that the rule names, folded. */
      readonly parts: ReadonlyArray<string>;
      readonly account: string;
    }
  | undefined {
  const { path = "", account = "" } = /^(?<path>[^=]+)=(?<account>.+)$/u.exec(text)?.groups ?? {};
  const [first = "", ...parts] = path.split("/").map((part) => foldText(accountPart(part)));
  const name = ACCOUNT_NAMES.find((it) => it === first);
  if (name === undefined || parts.includes("") || !isAccount(name, account)) return undefined;
  return parts.length > USUAL_ACCOUNTS[name].parts.length ? undefined : { name, parts, account };
}

export function isAccountRule(text: string): boolean {
  return text.length <= ACCOUNT_RULE_LENGTH_MAX && parseAccountRule(text) !== undefined;
}

function isAccount(name: AccountName, account: string): boolean {
  if (!ACCOUNT.test(account) || /\s\s|::|:\s|\s:|:$/u.test(account)) return false;
  const usualParts: ReadonlyArray<string> = USUAL_ACCOUNTS[name].parts;
  const rest = account.replaceAll(/<(?<part>[a-z]+)>/gu, (whole, part: string) =>
    usualParts.includes(part) ? "x" : whole,
  );
  return !/[<>]/u.test(rest);
}

/**
 * Returns the text as a part of an account, without the signs that separate accounts, begin a
 * comment or precede a sum.
 */
export function accountPart(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}:;,/=<>"|]+/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

export interface NamedAccount {
  readonly account: string;
  readonly type: AccountType;
}

export type Parts = Readonly<Partial<Record<AccountPart, string>>>;

/** Returns the account for a day's money; an empty part makes no account of its own. */
export type Accounts = (name: AccountName, parts?: Parts) => NamedAccount;

/** The usual accounts of a country's bookkeepers (`charts.ts`). */
export interface Chart {
  readonly usual: (name: AccountName, parts: Parts) => string;
  /** Whether turnover of that rate is booked with its tax: then the tax goes where the turnover goes. */
  readonly takesTax: (rate: string) => boolean;
}

/** The rule that says most about it holds; of two alike the first. Without a chart accounts are words. */
export function createAccounts(rules: ReadonlyArray<string>, chart?: Chart): Accounts {
  const parsed = rules.flatMap((rule) => parseAccountRule(rule) ?? []);
  return function accounts(name, parts = {}) {
    const { type, parts: order, account: usual }: UsualAccount = USUAL_ACCOUNTS[name];
    const own = order.map((part) => foldText(accountPart(parts[part] ?? "")));
    const fitting = parsed
      .filter((rule) => rule.name === name && rule.parts.every((part, at) => part === own[at]))
      .toSorted((a, b) => b.parts.length - a.parts.length)[0];
    if (name === "tax" && fitting === undefined && chart?.takesTax(parts.rate ?? "") === true) {
      return accounts("sales", parts);
    }
    const account = filled(fitting?.account ?? chart?.usual(name, parts) ?? usual, parts);
    return { account: account === "" ? name : account, type };
  };
}

function filled(account: string, parts: Parts): string {
  return account
    .split(":")
    .map((level) =>
      level
        .replaceAll(/<(?<part>[a-z]+)>/gu, (_, part: AccountPart) => accountPart(parts[part] ?? ""))
        .trim(),
    )
    .filter((level) => level !== "")
    .join(":");
}
