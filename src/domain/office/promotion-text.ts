/**
 * Promotions as somebody types them, field by field: `kind=n-for-m n=3 m=2 goods=CROISSANT`. Goods are SKUs, and
 * categories behind `@`, parted by commas; the sets of a bundle have a `+` between them. A coupon that names none is off
 * all goods.
 */

import { err, ok, type Result } from "../base/result.ts";
import {
  BUNDLE_SETS_MAX,
  PROMOTION_GOODS_MAX,
  PROMOTION_PIECES_MAX,
} from "../events/promotion-events.ts";
import { type Product } from "../goods/catalogue.ts";
import { type BusinessDay } from "../identity.ts";
import {
  type MilliPercent,
  type MinorUnits,
  oneUnit,
  sumMinor,
  zeroMinor,
} from "../money/amounts.ts";
import { formatMoney } from "../money/currency.ts";
import { formatRate, parseRate } from "../money/rates.ts";
import { type PromotionFacts } from "../prices/promotion-book.ts";
import { type PromotionGoods } from "../promotions/promotion.ts";
import { areaNamed, type Floor } from "../settings/floor.ts";
import { readDay } from "../text/day-text.ts";
import { compareText } from "../text/entry-text.ts";
import { formatQuantity, parseQuantity } from "../text/quantity.ts";
import { quoted } from "../text/quoted.ts";
import { isVoucherCode } from "../vouchers/voucher-code.ts";
import { type EditContext, type EditFault, type FieldText } from "./entry-wish.ts";
import { readEntryName, wrongField } from "./field-text.ts";
import { readPrice } from "./goods-cell.ts";
import { daysText, hoursText, readDays, readGroups, readHours } from "./list-edit.ts";

export interface PromotionContext extends EditContext {
  readonly floor: Floor;
  readonly today: BusinessDay;
  /** Returns the hash that a coupon of that code is kept by; undefined where none can be made yet. */
  readonly codeHash: (code: string) => string | undefined;
}

type Terms = PromotionFacts["terms"];
type Kind = Terms["type"];

/** The kinds, each with the fields that say how much it takes off. */
const OWN_FIELDS: Readonly<Record<Kind, ReadonlyArray<string>>> = {
  "n-for-m": ["n", "m"],
  from: ["n", "rate"],
  second: ["rate"],
  bundle: ["price"],
  coupon: ["code", "amount", "rate", "minimum"],
};
const KINDS = Object.keys(OWN_FIELDS) as ReadonlyArray<Kind>;
const SIZE_FIELDS = ["n", "m", "rate", "price", "code", "amount", "minimum"];
const FIELDS: ReadonlySet<string> = new Set([
  "name",
  "kind",
  "goods",
  ...SIZE_FIELDS,
  "days",
  "hours",
  "from",
  "until",
  "area",
  "group",
]);

/** Returns the fields as texts that change nothing when they are typed again; those that say nothing are left out. */
export function promotionFields(
  { name, terms, days, hours, areas, groups, from, until }: PromotionFacts,
  { currency, floor }: Pick<PromotionContext, "currency" | "floor">,
): ReadonlyArray<FieldText> {
  const sizes: Readonly<Record<string, string>> = sizeTexts(terms, (price) =>
    formatMoney(price, currency),
  );
  return [
    { field: "name", text: name },
    { field: "kind", text: terms.type },
    { field: "goods", text: setsOf(terms).map(goodsText).join(" + ") },
    ...OWN_FIELDS[terms.type].map((field) => ({ field, text: sizes[field] ?? "" })),
    { field: "days", text: daysText(days) },
    { field: "hours", text: hoursText(hours) },
    { field: "from", text: from ?? "" },
    { field: "until", text: until ?? "" },
    { field: "area", text: areas.map((id) => areaNamed(floor, id)?.name ?? id).join(", ") },
    { field: "group", text: groups.join(" ") },
  ].filter(({ text }) => text !== "");
}

function sizeTexts(terms: Terms, money: (price: Product["price"]) => string) {
  switch (terms.type) {
    case "n-for-m":
      return { n: String(terms.n), m: String(terms.m) };
    case "from":
      return { n: measureText(terms.least), rate: formatRate(terms.rate) };
    case "second":
      return { rate: formatRate(terms.rate) };
    case "coupon":
      return couponTexts(terms, money);
    default:
      return { price: money(terms.price) };
  }
}

type CouponTerms = Extract<Terms, { readonly type: "coupon" }>;

/** Stands before the hash of a code: nobody can say the code any more. */
const HASHED = "#";

function couponTexts(
  { off, minimum, code }: CouponTerms,
  money: (price: Product["price"]) => string,
) {
  return {
    code: HASHED + code,
    ...(off.type === "rate" ? { rate: formatRate(off.rate) } : { amount: money(off.amount) }),
    ...(minimum === 0 ? {} : { minimum: money(minimum) }),
  };
}

function measureText(least: Extract<Terms, { readonly type: "from" }>["least"]): string {
  return formatQuantity(least, least % oneUnit === 0 ? "each" : "weight");
}

function goodsText({ skus, categories }: PromotionGoods): string {
  return [...skus, ...categories.map((id) => `@${id}`)].join(",");
}

function setsOf(terms: Terms): ReadonlyArray<PromotionGoods> {
  if (terms.type === "bundle") return terms.sets;
  return terms.goods === undefined ? [] : [terms.goods];
}

/** Returns the promotion that `before` becomes by the typed fields; an empty text takes a condition away. */
export function readPromotion(
  typed: ReadonlyArray<FieldText>,
  before: PromotionFacts | undefined,
  context: PromotionContext,
): Result<PromotionFacts, EditFault> {
  const unknown = typed.find(({ field }) => !FIELDS.has(field));
  if (unknown !== undefined) {
    return wrongField(unknown.field, `is no field: there are ${[...FIELDS].join(", ")}`);
  }
  const own = before === undefined ? [] : promotionFields(before, context);
  const isOther = typed.some(({ field, text }) => field === "kind" && text !== before?.terms.type);
  const kept = own.filter(
    ({ field }) => (!isOther || !SIZE_FIELDS.includes(field)) && !isReplaced(field, typed),
  );
  const texts = new Map([...kept, ...typed].map(({ field, text }) => [field, text.trim()]));
  const terms = readTerms(texts, context);
  if (!terms.ok) return terms;
  const name = readEntryName(texts.get("name") ?? "");
  if (!name.ok) return wrongField("name", name.fault);
  return readConditions(texts, context, { name: name.value, terms: terms.value });
}

/** A coupon takes an amount off or a rate: whoever types one means it in the place of the other. */
function isReplaced(field: string, typed: ReadonlyArray<FieldText>): boolean {
  const other = field === "amount" ? "rate" : field === "rate" ? "amount" : undefined;
  return typed.some((one) => one.field === other && one.text.trim() !== "");
}

type Texts = ReadonlyMap<string, string>;

function readTerms(texts: Texts, context: PromotionContext): Result<Terms, EditFault> {
  const typed = texts.get("kind") ?? "";
  const kind = KINDS.find((one) => one === typed);
  if (kind === undefined) {
    const wrong = typed === "" ? "is missing" : `${quoted(typed)} is no kind`;
    return wrongField("kind", `${wrong}: ${KINDS.join(", ")}`);
  }
  const foreign = SIZE_FIELDS.find(
    (field) => texts.has(field) && !OWN_FIELDS[kind].includes(field),
  );
  if (foreign !== undefined) {
    return wrongField(foreign, `is not said of ${kind}: that has ${OWN_FIELDS[kind].join(", ")}`);
  }
  if (kind === "coupon") return readCoupon(texts, context);
  const missing = ["goods", ...OWN_FIELDS[kind]].find((field) => (texts.get(field) ?? "") === "");
  if (missing !== undefined) return wrongField(missing, "is missing: say it");
  const sets = readSets(texts.get("goods") ?? "", kind, context);
  if (!sets.ok) return wrongField("goods", sets.fault);
  return kind === "bundle"
    ? readBundle(texts, sets.value, context)
    : readGroup(texts, kind, sets.value);
}

const COUPON_CODE = /^[A-Z0-9][A-Z0-9-]{2,29}$/u;

function readCoupon(texts: Texts, context: PromotionContext): Result<Terms, EditFault> {
  const typed = texts.get("goods") ?? "";
  const sets = typed === "" ? ok([]) : readSets(typed, "coupon", context);
  if (!sets.ok) return wrongField("goods", sets.fault);
  const [goods, another] = sets.value;
  if (another !== undefined) return wrongField("goods", SEVERAL_SETS);
  const off = readCouponOff(texts, context);
  if (!off.ok) return off;
  const minimum = readMinimum(texts.get("minimum") ?? "", context);
  if (!minimum.ok) return wrongField("minimum", minimum.fault);
  const code = readCode(texts.get("code") ?? "", context);
  if (!code.ok) return wrongField("code", code.fault);
  return ok({
    type: "coupon",
    off: off.value,
    minimum: minimum.value,
    code: code.value,
    ...(goods === undefined ? {} : { goods }),
  });
}

/** Nothing typed is for any bill. */
function readMinimum(typed: string, { currency }: PromotionContext): Result<MinorUnits, string> {
  return typed === "" ? ok(zeroMinor) : readPrice(typed, currency);
}

function readCouponOff(
  texts: Texts,
  { currency }: PromotionContext,
): Result<CouponTerms["off"], EditFault> {
  const [amount = "", rate = ""] = [texts.get("amount"), texts.get("rate")];
  if ((amount === "") === (rate === "")) {
    return wrongField("amount", "or rate: a coupon has one of them, such as amount=5 or rate=10%");
  }
  if (rate !== "") {
    const read = readOff(rate);
    return read.ok ? ok({ type: "rate", rate: read.value }) : wrongField("rate", read.fault);
  }
  const read = readPrice(amount, currency);
  if (!read.ok) return wrongField("amount", read.fault);
  return read.value > 0
    ? ok({ type: "amount", amount: read.value })
    : wrongField("amount", "is nothing to take off");
}

/** Returns the hash of a typed code; of one that was kept, the same. */
function readCode(typed: string, { codeHash }: PromotionContext): Result<string, string> {
  if (typed.startsWith(HASHED)) {
    const kept = typed.slice(HASHED.length);
    return /^[0-9a-z]{26}$/u.test(kept) ? ok(kept) : err("is no code");
  }
  const code = typed.toUpperCase();
  if (!COUPON_CODE.test(code) || isVoucherCode(code)) {
    return err(`${quoted(typed)} is no code: 3 to 30 letters, digits and hyphens, such as HELLO10`);
  }
  const hash = codeHash(code);
  return hash === undefined
    ? err("can't be kept yet: connect this till to another, which has what codes are kept by")
    : ok(hash);
}

function readBundle(
  texts: Texts,
  sets: ReadonlyArray<PromotionGoods>,
  { catalogue, currency }: PromotionContext,
): Result<Terms, EditFault> {
  if (sets.length < 2) {
    return wrongField("goods", "has one set: a bundle has two or more, as in BURGER + @drinks");
  }
  if (sets.length > BUNDLE_SETS_MAX) {
    return wrongField("goods", `has ${sets.length} sets: at most ${BUNDLE_SETS_MAX}`);
  }
  const price = readPrice(texts.get("price") ?? "", currency);
  if (!price.ok) return wrongField("price", price.fault);
  const dearest = sumMinor(sets, (set) =>
    Math.max(0, ...productsOf(set, catalogue).map((product) => product.price)),
  );
  if (price.value >= dearest) {
    const most = formatMoney(dearest, currency);
    return wrongField("price", `saves nothing: the dearest of these cost ${most} together`);
  }
  return ok({ type: "bundle", sets: [...sets], price: price.value });
}

const SEVERAL_SETS = "has several sets: only a bundle has, other goods have a comma";

function readGroup(
  texts: Texts,
  kind: Exclude<Kind, "bundle" | "coupon">,
  sets: ReadonlyArray<PromotionGoods>,
): Result<Terms, EditFault> {
  const [goods, another] = sets;
  if (goods === undefined || another !== undefined) {
    return wrongField("goods", SEVERAL_SETS);
  }
  if (kind === "n-for-m") return readNForM(texts, goods);
  const rate = readOff(texts.get("rate") ?? "");
  if (!rate.ok) return wrongField("rate", rate.fault);
  if (kind === "second") return ok({ type: "second", goods, rate: rate.value });
  const typed = texts.get("n") ?? "";
  const least = parseQuantity(typed, "weight");
  return least.ok
    ? ok({ type: "from", goods, least: least.value, rate: rate.value })
    : wrongField("n", `${quoted(typed)} is no quantity: such as 6, or 1.5 for kg`);
}

function readNForM(texts: Texts, goods: PromotionGoods): Result<Terms, EditFault> {
  const [n, m] = ["n", "m"].map((field) => readPieces(texts.get(field) ?? ""));
  if (n === undefined || n < 2) {
    return wrongField("n", `is a number of pieces: 2 to ${PROMOTION_PIECES_MAX}`);
  }
  if (m === undefined || m < 1 || m >= n) {
    return wrongField("m", `is how many of the ${n} are paid: 1 to ${n - 1}`);
  }
  return ok({ type: "n-for-m", goods, n, m });
}

function readPieces(text: string): number | undefined {
  return /^[0-9]{1,2}$/u.test(text) ? Number(text) : undefined;
}

function readOff(text: string): Result<MilliPercent, string> {
  const rate = parseRate(text.replace(/\s*%$/u, ""));
  return rate.ok && rate.value > 0
    ? ok(rate.value)
    : err(`${quoted(text)} is nothing to take off: above 0% and up to 100%, such as 20%`);
}

function readSets(
  text: string,
  kind: Kind,
  { catalogue }: PromotionContext,
): Result<ReadonlyArray<PromotionGoods>, string> {
  const sets: PromotionGoods[] = [];
  for (const part of text.split("+")) {
    const words = part.split(/[\s,;]+/u).filter((word) => word !== "");
    if (words.length === 0) return err("has an empty set");
    if (words.length > PROMOTION_GOODS_MAX) {
      return err(`has ${words.length}: at most ${PROMOTION_GOODS_MAX}`);
    }
    for (const word of words) {
      const fault = goodsFault(word, kind, catalogue);
      if (fault !== undefined) return err(fault);
    }
    sets.push({
      skus: [...new Set(words.filter((word) => !word.startsWith("@")))].toSorted(compareText),
      categories: [
        ...new Set(words.flatMap((word) => (word.startsWith("@") ? [word.slice(1)] : []))),
      ].toSorted(compareText),
    });
  }
  return ok(sets);
}

/** Undefined for goods, or a category, that a promotion of the kind may be on. */
function goodsFault(
  word: string,
  kind: Kind,
  { categoriesById, productsBySku }: PromotionContext["catalogue"],
): string | undefined {
  if (word.startsWith("@")) {
    const isThere = categoriesById.has(word.slice(1));
    return isThere ? undefined : `${quoted(word.slice(1))} is no category of the shop`;
  }
  const product = productsBySku.get(word);
  if (product === undefined) return `${quoted(word)} is no SKU of the shop`;
  if (product.combo.length > 0) return `${quoted(word)} is a combo, which has its price already`;
  if (product.soldBy === "weight" && kind !== "from" && kind !== "coupon") {
    return `${quoted(word)} is sold by weight, and has no pieces: only kind=from takes it`;
  }
  return undefined;
}

function productsOf(
  { skus, categories }: PromotionGoods,
  { productsBySku }: PromotionContext["catalogue"],
): ReadonlyArray<Product> {
  return [...productsBySku.values()].filter(
    ({ sku, category, combo }) =>
      combo.length === 0 && (skus.includes(sku) || categories.includes(category)),
  );
}

function readConditions(
  texts: Texts,
  { floor, today }: PromotionContext,
  promotion: Pick<PromotionFacts, "name" | "terms">,
): Result<PromotionFacts, EditFault> {
  const days = readDays(texts.get("days") ?? "");
  if (!days.ok) return wrongField("days", days.fault);
  const hours = readHours(texts.get("hours") ?? "");
  if (!hours.ok) return wrongField("hours", hours.fault);
  const groups = readGroups(texts.get("group") ?? "");
  if (!groups.ok) return wrongField("group", groups.fault);
  const areas = readAreas(texts.get("area") ?? "", floor);
  if (!areas.ok) return wrongField("area", areas.fault);
  const [from, until] = ["from", "until"].map((field) => texts.get(field) ?? "");
  const [first, last] = [from, until].map((text = "") => readDay(text, today));
  const noDay = "is no day: such as 2026-12-01";
  if (from !== "" && first === undefined)
    return wrongField("from", `${quoted(from ?? "")} ${noDay}`);
  if (until !== "" && last === undefined) {
    return wrongField("until", `${quoted(until ?? "")} ${noDay}`);
  }
  if (first !== undefined && last !== undefined && last < first) {
    return wrongField("until", `is ${last}, before it begins on ${first}`);
  }
  return ok({
    ...promotion,
    days: days.value,
    hours: hours.value,
    areas: areas.value,
    groups: groups.value,
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { until: last }),
  });
}

function readAreas(text: string, floor: Floor): Result<string[], string> {
  const words = text.split(/[,;]/u).flatMap((word) => word.trim() || []);
  const found = words.map((word) => areaNamed(floor, word)?.id);
  const at = found.indexOf(undefined);
  if (at >= 0) {
    const names = floor.areas.map(({ name }) => name).join(", ");
    const all = names === "" ? "the shop has none" : `there are ${names}`;
    return err(`${quoted(words[at] ?? "")} is no area: ${all}`);
  }
  return ok([...new Set(found.flatMap((id) => id ?? []))].toSorted(compareText));
}
