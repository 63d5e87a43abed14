/**
 * Combos as people write them: `Starter: SOUP | SALAD; Main: BURGER | FISH +3.50; Drink: @drinks 4.50`. A part has its
 * name and what it is chosen of: SKUs, with what they cost more, or a category, with the price up to which it costs nothing.
 */

import { err, ok, type Result } from "../base/result.ts";
import { zeroMinor } from "../money/amounts.ts";
import { type Currency, formatMoney, parseMoney } from "../money/currency.ts";
import {
  COMBO_CATEGORY,
  COMBO_CHOICES_MAX,
  COMBO_GOODS_MAX,
  COMBO_PART_NAME,
  type ComboCategory,
  type ComboChoice,
  type ComboGoods,
} from "./combo.ts";
import { stockSkuSchema } from "./stock-quantity.ts";

/** Reads the parts of a combo. Whether there are such goods is for whoever knows the catalogue. */
export function readCombo(
  text: string,
  { currency }: { readonly currency: Currency },
): Result<ReadonlyArray<ComboChoice>, string> {
  const choices: ComboChoice[] = [];
  const parts = text.split(";").filter((part) => part.trim() !== "");
  for (const part of parts) {
    const choice = readChoice(part, currency);
    if (!choice.ok) return choice;
    choices.push(choice.value);
  }
  return choices.length > COMBO_CHOICES_MAX
    ? err(`has ${choices.length} parts: at most ${COMBO_CHOICES_MAX}`)
    : ok(choices);
}

function readChoice(text: string, currency: Currency): Result<ComboChoice, string> {
  const [, name = "", rest = ""] = /^\s*([^:|]+?)\s*:(.*)$/su.exec(text) ?? [];
  if (!COMBO_PART_NAME.test(name)) {
    return err(
      `${shown(text)} is no part of a combo: its name and its goods, as in Main: BURGER | FISH +3.50`,
    );
  }
  const of: Array<ComboGoods | ComboCategory> = [];
  for (const piece of rest.split("|")) {
    const goods = readGoods(piece, currency);
    if (!goods.ok) return goods;
    of.push(goods.value);
  }
  return of.length > COMBO_GOODS_MAX
    ? err(`${shown(name)} is chosen of ${of.length} goods: at most ${COMBO_GOODS_MAX}`)
    : ok({ name, of });
}

function readGoods(text: string, currency: Currency): Result<ComboGoods | ComboCategory, string> {
  const [what = "", amount = "", ...rest] = text.trim().split(/\s+/u);
  const named = what.startsWith("@") ? what.slice(1) : "";
  const category = COMBO_CATEGORY.test(named) ? named : undefined;
  const isSku = stockSkuSchema.safeParse(what).success;
  const typed = isSku ? amount.replace(/^\+/u, "") : amount;
  const price = typed === "" ? undefined : parseMoney(typed, currency);
  const isSigned = amount === "" || amount.startsWith("+") === isSku;
  if (rest.length > 0 || price?.ok === false || !isSigned || (!isSku && category === undefined)) {
    return err(
      `${shown(text.trim())} is nothing to choose: an SKU such as FISH or FISH +3.50, or a category such as @drinks or @drinks 4.50`,
    );
  }
  if (category === undefined) return ok({ sku: what, extra: price?.value ?? zeroMinor });
  return ok({ category, upTo: price?.value ?? null });
}

/** Returns the parts as `readCombo` takes them. */
export function comboText(choices: ReadonlyArray<ComboChoice>, currency: Currency): string {
  return choices
    .map(({ name, of }) => `${name}: ${of.map((goods) => goodsText(goods, currency)).join(" | ")}`)
    .join("; ");
}

function goodsText(goods: ComboGoods | ComboCategory, currency: Currency): string {
  if ("sku" in goods) {
    const { sku, extra } = goods;
    return extra === 0 ? sku : `${sku} +${formatMoney(extra, currency)}`;
  }
  const { category, upTo } = goods;
  return upTo === null ? `@${category}` : `@${category} ${formatMoney(upTo, currency)}`;
}

const SHOWN_MAX = 40;

function shown(text: string): string {
  const start = text.trim().slice(0, SHOWN_MAX).toWellFormed();
  return `"${start}${text.trim().length > SHOWN_MAX ? "…" : ""}"`;
}
