/**
 * What the register's line means when it begins with a sign: the first sign decides, whatever is in
 * the catalogue, and every text has one rule at most.
 */

import { foldText } from "../entry-text.ts";
import {
  milliPercent,
  type MilliPercent,
  type MinorUnits,
  type Thousandths,
  zeroMinor,
} from "../money/amounts.ts";
import { type Currency, parseMoney } from "../money/currency.ts";
import { parseRate } from "../money/rates.ts";
import { parseQuantity } from "../quantity.ts";
import { type Result, err, ok } from "../result.ts";
import { type EntryFault } from "./entry-fault.ts";

export type Command =
  /** `+3`: so much more of the line. */
  | { readonly type: "more"; readonly quantity: Thousandths }
  /** `*3`: so much of the line. */
  | { readonly type: "set-quantity"; readonly quantity: Thousandths }
  /** `/1/3`, `/oat/2`: options by their numbers or the beginnings of their names. */
  | { readonly type: "modify"; readonly picks: ReadonlyArray<string> }
  | { readonly type: "note"; readonly note: string }
  /** `?100`: price, adding nothing. */
  | { readonly type: "ask"; readonly goods: string }
  | { readonly type: "help" }
  /** `=2.80`: price of the line. */
  | { readonly type: "set-price"; readonly price: MinorUnits }
  /** `-10%`, `--2.00`: off the line, off the order; both zero takes the discount away. */
  | ({ readonly type: "discount" } & TypedDiscount)
  | ({ readonly type: "order-discount" } & TypedDiscount)
  /** `;3`: from here on course 3, `;` the next one; 0 for the products' own. */
  | { readonly type: "course"; readonly course: number | undefined }
  /**
   * `!6*salmon`: so many left; `!*salmon` without a limit, which is null; `!salmon` sold out, or with a
   * number at its end so many too: `readLeft` has the goods to tell.
   */
  | { readonly type: "left"; readonly goods: string; readonly count: string | null | undefined }
  /** `<3*100`: goods that come back without a receipt, read as goods are. */
  | { readonly type: "return"; readonly goods: string }
  /** `&rossi`: by name, phone or card; without any, whoever is on the order. */
  | { readonly type: "customer"; readonly who: string }
  /** `&+Rossi 0660 123456`: in the cashier's own spelling. */
  | { readonly type: "new-customer"; readonly line: string }
  /** `:pay 20`: the key of that name and its object. */
  | { readonly type: "word"; readonly word: string; readonly object: string };

/** One of the two is zero. */
interface TypedDiscount {
  readonly rate: MilliPercent;
  readonly amount: MinorUnits;
}

interface Rule {
  readonly id: string;
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, context: CommandContext) => Result<Command, EntryFault>;
}

export interface CommandContext {
  readonly currency: Currency;
  /** As typed, for what is kept in the cashier's own spelling. */
  readonly raw: string;
}

/** Every pattern excludes every other: a test tries all short texts. */
const RULES: ReadonlyArray<Rule> = [
  {
    id: "more",
    pattern: /^\+(?<more>\d{1,4})?$/u,
    read: (match) => {
      return ofQuantity(match.groups?.["more"] ?? "1", "more");
    },
  },
  {
    id: "set-quantity",
    pattern: /^\*(?<quantity>\d{1,4}|\d{0,4}[.,]\d{1,3})$/u,
    read: (match) => ofQuantity(match.groups?.["quantity"] ?? "", "set-quantity"),
  },
  {
    id: "modify",
    pattern: /^(?:\/(?:[1-9]\d?|[^/\d][^/]*))+$/u,
    read: (match) => {
      const picks = match[0].slice(1).split("/");
      return ok({ type: "modify", picks: picks.map((pick) => pick.trim()) });
    },
  },
  {
    id: "note",
    pattern: /^'(?<note>.*)$/u,
    read: (_match, { raw }) => ok({ type: "note", note: raw.trim().slice(1).trim() }),
  },
  { id: "help", pattern: /^\?$/u, read: () => ok({ type: "help" }) },
  {
    id: "ask",
    pattern: /^\?(?<goods>.+)$/u,
    read: (match) => ok({ type: "ask", goods: (match.groups?.["goods"] ?? "").trim() }),
  },
  {
    id: "set-price",
    pattern: /^=(?<price>\d{1,7}(?:[.,]\d{1,2})?)$/u,
    read: (match, { currency }) => {
      const price = parseMoney(match.groups?.["price"] ?? "", currency);
      if (!price.ok) return err({ type: "no-line-price" });
      return ok({ type: "set-price", price: price.value });
    },
  },
  {
    id: "word",
    pattern: /^:(?<word>[a-z]+)(?: (?<object>.+))?$/u,
    read: (match) =>
      ok({
        type: "word",
        word: match.groups?.["word"] ?? "",
        object: match.groups?.["object"] ?? "",
      }),
  },
  {
    id: "course",
    pattern: /^;(?<course>\d)?$/u,
    read: (match) => {
      const typed = match.groups?.["course"];
      return ok({ type: "course", course: typed === undefined ? undefined : Number(typed) });
    },
  },
  {
    id: "discount",
    pattern: /^-(?:(?<rate>\d{1,3}(?:[.,]\d)?)%|(?<amount>\d{1,7}(?:[.,]\d{1,3})?))$/u,
    read: (match, { currency }) => readDiscount("discount", match, currency),
  },
  {
    id: "order-discount",
    pattern: /^--(?:(?<rate>\d{1,3}(?:[.,]\d)?)%|(?<amount>\d{1,7}(?:[.,]\d{1,3})?))$/u,
    read: (match, { currency }) => readDiscount("order-discount", match, currency),
  },
  {
    id: "return",
    // What begins with a sign is no goods.
    pattern: /^< ?(?<goods>(?:[\p{L}\p{N}]|[.,]\d).*)$/u,
    read: (match) => ok({ type: "return", goods: match.groups?.["goods"] ?? "" }),
  },
  {
    id: "left",
    pattern: /^!(?:(?<count>[\d.,]{0,8}) ?(?<star>\*))?(?<goods>[^*]*[^* ][^*]*)$/u,
    read: (match) => {
      const { count = "", star, goods = "" } = match.groups ?? {};
      const none = count === "" ? null : count;
      return ok({
        type: "left",
        goods: goods.trim(),
        count: star === undefined ? undefined : none,
      });
    },
  },
  {
    id: "customer",
    // A plus and digits are a phone.
    pattern: /^&(?!\+(?:$|.*\p{L}))/u,
    read: (_match, { raw }) => ok({ type: "customer", who: raw.trim().slice(1).trim() }),
  },
  {
    id: "new-customer",
    pattern: /^&\+(?:$|.*\p{L})/u,
    read: (_match, { raw }) => ok({ type: "new-customer", line: raw.trim().slice(2).trim() }),
  },
];

/** Amounts with all their decimals, so that `-10` is never taken for ten of something. */
function readDiscount(
  type: "discount" | "order-discount",
  { groups }: RegExpExecArray,
  currency: Currency,
): Result<Command, EntryFault> {
  const { rate: typedRate, amount: typed = "" } = groups ?? {};
  if (typedRate !== undefined) {
    const rate = parseRate(typedRate);
    if (!rate.ok) return err({ type: "rate-too-high" });
    return ok({ type, rate: rate.value, amount: zeroMinor });
  }
  const decimals = (/[.,](?<part>\d+)$/u.exec(typed)?.groups?.["part"] ?? "").length;
  const amount = parseMoney(typed, currency);
  if (!amount.ok || decimals !== currency.decimals) return err({ type: "how", sign: "-" });
  return ok({ type, rate: milliPercent(0), amount: amount.value });
}

/** Signs that begin commands: of a text that no rule fits they say how it is typed. */
const COMMAND_SIGNS = ["+", "*", "/", "!", "=", "-", ":", ";", "<"] as const;

/** How many rules fit: never more than one. */
export function matchingRules(text: string): ReadonlyArray<string> {
  const folded = foldText(text);
  return RULES.filter(({ pattern }) => pattern.test(folded)).map(({ id }) => id);
}

/** Whether the first sign makes a command of it: neither a letter nor a digit, nor a decimal's point. */
export function isCommand(folded: string): boolean {
  return folded !== "" && !/^(?:[\p{L}\p{N}]|[.,]\d)/u.test(folded);
}

export function readCommand(raw: string, currency: Currency): Result<Command, EntryFault> {
  const folded = foldText(raw);
  for (const { pattern, read } of RULES) {
    const match = pattern.exec(folded);
    if (match !== null) return read(match, { currency, raw });
  }
  const sign = String.fromCodePoint(folded.codePointAt(0) ?? 0);
  // A share is the first that comes to mind where something is to be taken off.
  const known = sign === "%" ? "-" : COMMAND_SIGNS.find((it) => it === sign);
  return err(known === undefined ? { type: "no-sign", sign } : { type: "how", sign: known });
}

function ofQuantity(typed: string, type: "more" | "set-quantity"): Result<Command, EntryFault> {
  const read = parseQuantity(typed, /[.,]/u.test(typed) ? "weight" : "each");
  if (!read.ok) return err({ type: "line-quantity" });
  return ok({ type, quantity: read.value });
}
