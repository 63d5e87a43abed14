/** A discount: so much off a line, off the order or off some of its goods, or all of it given away. */

import * as z from "zod";

import { compOf } from "../domain/balance/comps.ts";
import { err, ok, type Result } from "../domain/base/result.ts";
import { decideDiscountLine, decideDiscountOrder } from "../domain/commands/order/give-discount.ts";
import { type EntryFault } from "../domain/entry/entry-fault.ts";
import {
  COMP_KINDS,
  type CompKind,
  discountSchema,
  type GivenDiscount,
} from "../domain/events/discount-events.ts";
import { shortTextSchema } from "../domain/events/register-schemas.ts";
import { namedGoods } from "../domain/goods/named-goods.ts";
import { discountLine } from "../domain/goods/pricing.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { kindOf } from "../domain/lines/line-kinds.ts";
import { allocate } from "../domain/money/allocate.ts";
import {
  milliPercent,
  minor,
  type MinorUnits,
  sumMinor,
  zeroMinor,
} from "../domain/money/amounts.ts";
import { type Currency, parseMoney } from "../domain/money/currency.ts";
import { parseRate } from "../domain/money/rates.ts";
import { localRate } from "../domain/text/locale.ts";
import { colonOf } from "../words/screen-words.ts";
import {
  type ActPlan,
  defineAct,
  type OnScreen,
  type ShellFault,
  type ShellTyped,
  type TextContext,
} from "./act.ts";
import { discountReasons } from "./discount-reasons.ts";
import { linesIn, newestLine, rowName } from "./row-lines.ts";

interface Discount {
  /** Missing for the whole order. */
  readonly line?: EventId | undefined;
  /** Null takes away what was given before. */
  readonly discount: GivenDiscount | null;
  /** The goods of the order that it is off, by SKU or category; missing for all of them. */
  readonly on?: ReadonlyArray<string> | undefined;
  readonly reason?: string | undefined;
}

interface TypedDiscount {
  readonly of: "line" | "order";
  readonly discount: GivenDiscount | null;
  readonly on?: ReadonlyArray<string>;
}

export const discount = defineAct({
  id: "discount",
  on: "line or order",
  right: "discount",
  input: () =>
    z.object({
      line: eventIdSchema.optional(),
      discount: discountSchema().nullable(),
      on: z.array(shortTextSchema.min(1)).min(1).readonly().optional(),
      reason: shortTextSchema.optional(),
    }),
  decide: (context, order, { line, on, ...given }: Discount) =>
    line === undefined
      ? decideDiscountOrder(context, order, { ...given, on })
      : decideDiscountLine(context, order, { line, ...given }),
  signs: [
    {
      sign: "-",
      pattern: /^-(?:(?<rate>\d{1,3}(?:[.,]\d)?)%|(?<amount>\d{1,7}(?:[.,]\d{1,3})?))$/u,
      read: (match, { currency }) => readDiscount("line", match, currency),
    },
    {
      sign: "--",
      pattern:
        /^--(?:(?<rate>\d{1,3}(?:[.,]\d)?)%|(?<amount>\d{1,7}(?:[.,]\d{1,3})?))(?: +(?<goods>\S.*))?$/u,
      read: (match, { currency }) => {
        const read = readDiscount("order", match, currency);
        const on = readGoods(match.groups?.["goods"] ?? "");
        return read.ok && on.length > 0 ? ok({ ...read.value, on }) : read;
      },
    },
  ],
  plan: (texts, screen, typed): ActPlan<Discount> =>
    typed.of === "line" ? planLine(texts, screen, typed) : planOrder(texts, screen, typed),
  ofRow: (input) => (((input as Discount).discount?.amount ?? 0) > 0 ? "newest" : "each"),
  ofCombo: (input, lines) => {
    const { discount: given } = input as Discount;
    if (given === null || given.amount === 0) return undefined;
    const prices = lines.map(({ live }) => live);
    const whole = minor(Math.min(given.amount, Math.abs(sumMinor(prices, (price) => price))));
    const amounts = allocate(
      whole,
      prices.map((price) => minor(Math.abs(price))),
    );
    return amounts.map((amount) => withAmount(input as Discount, given, amount));
  },
  done: (texts, { input, order, screen: { line } }) => {
    const { done } = texts.words;
    const ofLine = line === undefined ? undefined : rowName(texts, line);
    const name = input.line === undefined ? order?.offGoods?.join(", ") : ofLine;
    if (input.discount?.kind !== undefined) return `${compText(texts, input.discount.kind, name)}.`;
    if (input.discount === null)
      return name === undefined ? done.noOrderDiscount : done.noDiscount({ name });
    const what = sizeText(texts, input.discount);
    return name === undefined ? done.orderOff({ what }) : done.off({ name, what });
  },
  reasons: (words, { discount: off }) => {
    const { shift, taste, fell, old, wrong } = words.compReasons;
    if (off?.kind === "staff-meal") return [shift, taste];
    return off?.kind === "spoiled" ? [fell, old, wrong] : discountReasons(words);
  },
  shell: {
    help: "take a part or a sum off a line, or off the order; 0% takes that away again",
    words: [
      {
        name: "[off...]",
        help: "what: 10% or 2.00, after the number of a line where it is off a line",
      },
    ],
    options: [
      { name: "--reason <text>", help: "why; a large one needs it, and it is recorded" },
      { name: "--kind <kind>", help: "gives all of it away: comp, staff-meal or spoiled" },
      {
        name: "--on <goods>",
        help: "only off these goods of the order: SKUs or categories, with commas",
      },
    ],
    example: "order discount A12 3 10%",
    read: (typed, { currency }) => {
      const { reason, on: goods } = typed.options;
      const isComp = typed.options["kind"] !== undefined;
      const read = isComp ? readKind(typed) : readOff(typed, currency);
      if (!read.ok) return read;
      const { line, discount: given } = read.value;
      if (line !== undefined && goods !== undefined) return err({ type: "line-or-goods" });
      const on = typeof goods === "string" ? readGoods(goods) : [];
      return ok({
        line,
        input: {
          discount: given,
          ...(on.length > 0 && { on }),
          ...(typeof reason === "string" && { reason }),
        },
      });
    },
  },
});

/** Nothing is taken off a part that bears no cent of it. */
function withAmount(input: Discount, given: GivenDiscount, amount: MinorUnits): Discount {
  return { ...input, discount: amount === 0 ? null : { ...given, amount } };
}

/** Amounts have all their decimals, so that `-10` is never taken for ten of something. */
function readDiscount(
  of: TypedDiscount["of"],
  { groups }: RegExpExecArray,
  currency: Currency,
): Result<TypedDiscount, EntryFault> {
  const { rate: typedRate, amount: typed = "" } = groups ?? {};
  if (typedRate !== undefined) {
    const rate = parseRate(typedRate);
    return rate.ok
      ? ok({ of, discount: given(rate.value, zeroMinor) })
      : err({ type: "rate-too-high" });
  }
  const decimals = (/[.,](?<part>\d+)$/u.exec(typed)?.groups?.["part"] ?? "").length;
  const amount = parseMoney(typed, currency);
  if (!amount.ok || decimals !== currency.decimals) return err({ type: "how", sign: "-" });
  return ok({ of, discount: given(milliPercent(0), amount.value) });
}

/** Reads `food, STEAK`. */
function readGoods(text: string): ReadonlyArray<string> {
  return text.split(",").flatMap((word) => word.trim() || []);
}

function given(rate: GivenDiscount["rate"], amount: MinorUnits): GivenDiscount | null {
  return rate === 0 && amount === 0 ? null : { rate, amount };
}

function planLine(
  texts: TextContext,
  { line: chosen }: OnScreen,
  { discount: off }: TypedDiscount,
): ActPlan<Discount> {
  const { plan } = texts.words;
  if (chosen === undefined) return { type: "refused", why: plan.noLine };
  // An amount is taken off once, whatever else stands in the row.
  const line = (off?.amount ?? 0) > 0 ? newestLine(chosen) : chosen;
  const input = { line: line.id, discount: off };
  if (off === null) {
    return { type: "ready", input, preview: plan.noDiscount({ name: rowName(texts, line) }) };
  }
  if (off.kind !== undefined) {
    return { type: "ready", input, preview: compText(texts, off.kind, rowName(texts, line)) };
  }
  // A discount replaces the one before it.
  const gross = minor(Math.abs(line.gross + line.off));
  if (off.amount > gross) {
    return {
      type: "refused",
      why: plan.costs({ name: line.name, money: texts.money(gross) }),
    };
  }
  const goods = `${texts.times(line.quantity, line.soldBy)}${line.name}`;
  const sign = kindOf(line).side < 0 ? "" : "-";
  // Each line of a row is rounded by itself.
  const taken = sumMinor(linesIn(line), (own) =>
    moneyOff(minor(Math.abs(own.gross + own.off)), off),
  );
  const sum = `${sign}${texts.money(taken)}`;
  const preview = `${plan.off({ what: sizeText(texts, off), goods })} = ${sum}`;
  return { type: "ready", input, preview };
}

function planOrder(
  texts: TextContext,
  { order }: OnScreen,
  { discount: off, on }: TypedDiscount,
): ActPlan<Discount> {
  const { plan, whyNot } = texts.words;
  if (off !== null && on !== undefined) {
    const goods = namedGoods(texts.catalogue(), on);
    if (!goods.ok) {
      const why = texts.refusal({ type: "discount/no-goods", text: goods.fault });
      return { type: "refused", why };
    }
    const names = goods.value.names.join(", ");
    return {
      type: "ready",
      input: { discount: off, on },
      preview: plan.off({ what: sizeText(texts, off), goods: names }),
    };
  }
  if (off?.kind !== undefined) {
    return {
      type: "ready",
      input: { discount: off },
      preview: compText(texts, off.kind, undefined),
    };
  }
  const gross = sumMinor(order?.lines ?? [], (line) => Math.max(0, line.gross - line.covered));
  if (gross === 0) {
    const isEmpty = order === undefined || order.lines.every(({ voided }) => voided);
    return { type: "refused", why: isEmpty ? whyNot.orderEmpty : plan.nothingSold };
  }
  if (off === null) {
    return { type: "ready", input: { discount: null }, preview: plan.noOrderDiscount };
  }
  if (off.amount > gross) {
    return { type: "refused", why: plan.orderCosts({ money: texts.money(gross) }) };
  }
  const sum = texts.money(moneyOff(gross, off));
  const preview = `${plan.orderOff({ what: sizeText(texts, off) })} = -${sum}`;
  return { type: "ready", input: { discount: off }, preview };
}

function moneyOff(gross: MinorUnits, { rate, amount }: GivenDiscount): MinorUnits {
  const { net } = discountLine(
    gross,
    [
      { type: "percent", rate },
      { type: "amount", amount },
    ],
    "up",
  );
  return minor(gross - net);
}

function sizeText({ money, locale }: TextContext, { rate, amount }: GivenDiscount): string {
  return rate === 0 ? money(amount) : localRate(rate, locale);
}

/** Returns what is given away and as what. Without a name it is the order. */
function compText(texts: TextContext, kind: CompKind, name: string | undefined): string {
  const { lists, comps } = texts.words;
  return `${name ?? lists.allOfTheOrder}${colonOf(texts)}${comps[kind]}`;
}

interface ShellDiscount {
  readonly line?: string | undefined;
  readonly discount: GivenDiscount | null;
}

/** Reads `3 10%` or `10%`, as at the register, where a sign stands before it. */
function readOff({ words }: ShellTyped, currency: Currency): Result<ShellDiscount, ShellFault> {
  const [text = "", line] = words.toReversed();
  if (words.length > 2) return err({ type: "line-or-order" });
  const match = discount.signs?.[0]?.pattern.exec(`-${text}`) ?? undefined;
  const read = match && readDiscount("order", match, currency);
  if (read?.ok !== true) return err({ type: "discount", typed: text });
  return ok({ line, discount: read.value.discount });
}

/** Reads `3 --kind comp`; the 100% may stand there or not. */
function readKind({ words, options: { kind } }: ShellTyped): Result<ShellDiscount, ShellFault> {
  const known = COMP_KINDS.find((it) => it === kind);
  if (known === undefined) return err({ type: "comp-kind", typed: String(kind) });
  const [line, ...more] = words.filter((word) => word !== "100%");
  if (more.length > 0) return err({ type: "line-or-order" });
  return ok({ line, discount: compOf(known) });
}
