/**
 * Recipes, packs and shares as people write them: `BEANS 0.018 + MILK 0.2`, `STOUT 1 pint`, an option in
 * place of another `OATMILK 0.2 - MILK 0.2`; packs `keg=50 pint=0.568`; a yield `96%`.
 */

import { err, ok, type Result } from "../base/result.ts";
import { milliPercent, type MilliPercent } from "../money/amounts.ts";
import {
  INGREDIENTS_MAX,
  type Pack,
  type RecipePart,
  type SupplierCode,
  WHOLE_YIELD,
} from "./stock-keeping.ts";
import {
  ONE_IN_STOCK,
  STOCK_MAX,
  stockQuantity,
  stockSkuSchema,
  SUPPLIER_CODE,
  SUPPLIER_CODES_MAX,
  UNIT,
} from "./stock-quantity.ts";
import { readStockQuantity, stockText } from "./stock-text.ts";

const PACKS_MAX = 20;
const PER_PERCENT = 1000;

/** Written with a point, whatever the language: these texts are typed again as they are shown. */
const PLAIN = "en";

/** Reads a name of a unit; empty for pieces. */
export function readUnit(text: string): Result<string, string> {
  const unit = text.trim();
  return unit === "" || UNIT.test(unit)
    ? ok(unit)
    : err(`"${unit.slice(0, 40)}" is no unit: a word such as l, kg or bottle, or nothing`);
}

export function readPacks(text: string): Result<ReadonlyArray<Pack>, string> {
  const packs: Pack[] = [];
  for (const word of wordsIn(text)) {
    const [name = "", amount = "", ...rest] = word.split("=");
    const holds = readStockQuantity(amount);
    if (!UNIT.test(name) || rest.length > 0 || holds === undefined || holds <= 0) {
      return err(`"${word.slice(0, 40)}" is no pack: such as keg=50, which holds 50 of its unit`);
    }
    if (packs.some((pack) => pack.name === name)) return err(`"${name}" is there twice`);
    packs.push({ name, holds: stockQuantity(holds) });
  }
  return packs.length > PACKS_MAX
    ? err(`has ${packs.length} packs: at most ${PACKS_MAX}`)
    : ok(packs);
}

export function packsText(packs: ReadonlyArray<Pack>): string {
  return packs.map(({ name, holds }) => `${name}=${stockText(holds, PLAIN)}`).join(" ");
}

/** Reads `14012345678901=12 4711`: what comes under a code, or one. */
export function readSupplierCodes(text: string): Result<ReadonlyArray<SupplierCode>, string> {
  const codes: SupplierCode[] = [];
  for (const word of wordsIn(text)) {
    const [code = "", amount = "1", ...rest] = word.split("=");
    const holds = readStockQuantity(amount);
    const shown = word.slice(0, 40);
    if (!SUPPLIER_CODE.test(code) || rest.length > 0 || holds === undefined || holds <= 0) {
      return err(`"${shown}" is no supplier's code: such as 4711, or 14012345678901=12 for twelve`);
    }
    if (codes.some((own) => own.code === code)) return err(`"${code}" is there twice`);
    codes.push({ code, holds: stockQuantity(holds) });
  }
  return codes.length > SUPPLIER_CODES_MAX
    ? err(`has ${codes.length} supplier's codes: at most ${SUPPLIER_CODES_MAX}`)
    : ok(codes);
}

export function supplierCodesText(codes: ReadonlyArray<SupplierCode>): string {
  return codes
    .map(({ code, holds }) =>
      holds === ONE_IN_STOCK ? code : `${code}=${stockText(holds, PLAIN)}`,
    )
    .join(" ");
}

/** So much as somebody typed it, and what that is of the unit; both in millionths. */
export interface TypedQuantity {
  readonly count: number;
  readonly quantity: number;
}

/** Reads `3`, `0.568`, `2keg` or `2 keg`; undefined for what is no quantity of the article. */
export function readQuantityOf(
  text: string,
  { unit, packs }: { readonly unit: string; readonly packs: ReadonlyArray<Pack> },
): TypedQuantity | undefined {
  const [, digits = "", name = ""] = /^([0-9.,]+)\s*(\p{L}.*)?$/u.exec(text.trim()) ?? [];
  const count = readStockQuantity(digits);
  if (count === undefined) return undefined;
  if (name === "" || name === unit) return { count, quantity: count };
  const holds = packs.find((pack) => pack.name === name)?.holds;
  if (holds === undefined) return undefined;
  const quantity = Number((BigInt(count) * BigInt(holds)) / BigInt(ONE_IN_STOCK));
  return quantity <= STOCK_MAX ? { count, quantity } : undefined;
}

/** Reads `96%` or `96`; nothing for all of it. */
export function readYield(text: string): Result<MilliPercent, string> {
  const typed = text.trim().replace(/\s*%$/u, "");
  if (typed === "") return ok(WHOLE_YIELD);
  const rate = /^[0-9]{1,3}(?:[.,][0-9]{1,3})?$/u.test(typed)
    ? Math.round(Number(typed.replace(",", ".")) * PER_PERCENT)
    : 0;
  return rate > 0 && rate <= WHOLE_YIELD
    ? ok(milliPercent(rate))
    : err(`"${text.trim().slice(0, 40)}" is no yield: above 0 % and up to 100 %, such as 96%`);
}

export function yieldText(yields: MilliPercent): string {
  return yields === WHOLE_YIELD ? "" : `${yields / PER_PERCENT}%`;
}

/**
 * Reads parts with ` + ` or a comma between them; ` - ` takes the part away, where that is allowed. Whether
 * there are such articles and units is for `recipes.ts` to say.
 */
export function readRecipe(
  text: string,
  { takesAway }: { readonly takesAway: boolean },
): Result<ReadonlyArray<RecipePart>, string> {
  const pieces = text
    .replaceAll(/,(?=\s|$)/gu, " + ")
    .trim()
    .split(/(?:^|\s+)(?<sign>[-−+])(?:\s+|$)/u);
  const parts: RecipePart[] = [];
  let sign = 1;
  for (const [at, piece] of pieces.entries()) {
    if (at % 2 === 1) {
      sign = piece === "+" ? 1 : -1;
      continue;
    }
    if (piece.trim() === "") continue;
    const part = readPart(piece, sign);
    if (!part.ok) return part;
    if (part.value.quantity < 0 && !takesAway) {
      return err(`takes ${part.value.sku} away: only an option is in place of something`);
    }
    parts.push(part.value);
  }
  return parts.length > INGREDIENTS_MAX
    ? err(`has ${parts.length} ingredients: at most ${INGREDIENTS_MAX}`)
    : ok(parts);
}

function readPart(text: string, sign: number): Result<RecipePart, string> {
  const [sku = "", amount = "", unit = "", ...rest] = wordsIn(text);
  const quantity = readStockQuantity(amount);
  const isRight =
    stockSkuSchema.safeParse(sku).success &&
    quantity !== undefined &&
    quantity > 0 &&
    (unit === "" || UNIT.test(unit)) &&
    rest.length === 0;
  if (!isRight) {
    return err(
      `"${text.trim().slice(0, 40)}" is no ingredient: an SKU and how much, as in MILK 0.2 + BEANS 0.018`,
    );
  }
  return ok({ sku, quantity: stockQuantity(sign * quantity), unit });
}

export function recipeText(parts: ReadonlyArray<RecipePart>): string {
  return parts
    .map(({ sku, quantity, unit }, at) => {
      const sign = quantity < 0 ? "- " : "+ ";
      const amount = `${sku} ${stockText(Math.abs(quantity), PLAIN)}${unit === "" ? "" : ` ${unit}`}`;
      return at === 0 && quantity > 0 ? amount : `${sign}${amount}`;
    })
    .join(" ");
}

function wordsIn(text: string): ReadonlyArray<string> {
  return text.split(/\s+/u).filter((word) => word !== "");
}
