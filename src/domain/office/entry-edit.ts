/**
 * One entry of the catalogue as fields of text, which is how people type them on a screen and on a
 * command line: what they say now, and what other texts would make of the entry.
 *
 * What a product may be is the sheet's to say (goods-import.ts), so that a field typed by itself and a
 * file of thousands obey the same rules.
 */

import { assertNever } from "../base/assert-never.ts";
import { err, ok, type Result } from "../base/result.ts";
import { duplicates } from "../doubts/duplicates.ts";
import {
  type Catalogue,
  type Product,
  type Category,
  type Station,
  type ModifierGroup,
  type ModifierOption,
} from "../goods/catalogue.ts";
import { readRecipe, recipeText } from "../goods/recipe-text.ts";
import { minor, zeroMinor } from "../money/amounts.ts";
import { type Currency, formatMoney, parseMoney } from "../money/currency.ts";
import { type CatalogueType } from "../prices/catalogue-view.ts";
import { lowestPrice } from "../prices/price-lists.ts";
import { recipeFault, recipeSentence } from "../stock/recipes.ts";
import { newEntryId } from "../text/entry-id.ts";
import { foldText } from "../text/entry-text.ts";
import { quoted } from "../text/quoted.ts";
import {
  type EditContext,
  type EntryEdit,
  type EditFault,
  type EntryName,
  type EntryWish,
  type FieldText,
} from "./entry-wish.ts";
import { wrongField, readCount, readEntryName } from "./field-text.ts";
import { notThere, readYesNo } from "./goods-cell.ts";
import { planGoodsImport } from "./goods-import.ts";
import { SHEET_COLUMNS, toCells } from "./goods-sheet.ts";
import { groupProblems } from "./group-rules.ts";
import { listFields, pricesAfter, pricesAskedOn, readList } from "./list-edit.ts";
import { lowestModifiers } from "./product-rules.ts";
import { NEEDED } from "./read-goods-sheet.ts";
import { toHeading } from "./sheet-head.ts";
import { readTaxClass, taxClassFields } from "./tax-class-edit.ts";

/** The entry as the texts would make it. */
export function planEdit(wish: EntryWish, context: EditContext): Result<EntryEdit, EditFault> {
  const { type, id, isNew } = wish;
  const isThere = entriesOf(context.catalogue, type).has(id);
  if (isNew && isThere) return err({ type: "entry/taken", of: type, id });
  if (!isNew && !isThere) return err({ type: "entry/unknown", of: type, id });
  const fields = wish.fields.map(({ field, text }) => ({ field: toFieldName(type, field), text }));
  const [twice] = duplicates(fields.map(({ field }) => field));
  if (twice !== undefined) return wrongField(twice, "is there twice: say it once");
  if (type === "product") return planProduct({ ...wish, fields }, context);
  if (isNew && !ENTRY_ID.test(id)) {
    return wrongField(
      "id",
      `${quoted(id)} is no id: small letters and digits, with hyphens between`,
    );
  }
  const name = fields.find(({ field }) => field === "name");
  if (isNew && name === undefined) return wrongField("name", "is missing: say one");
  if (name !== undefined && isNameTaken(context.catalogue, wish, name.text)) {
    return wrongField("name", `${quoted(name.text)} is there already: choose another one`);
  }
  const { catalogue } = context;
  switch (type) {
    case "category":
      return readCategory({ id, fields, catalogue });
    case "station":
      return readStation({ id, fields, catalogue });
    case "modifier-group":
      return readGroup({ id, fields, ...context });
    case "tax-class":
      return readTaxClass({ id, fields, catalogue });
    case "price-list":
      return readList({ id, fields, ...context });
    default:
      return assertNever(type, "catalogue type");
  }
}

/**
 * Returns the fields as texts that change nothing when they are typed again; undefined for an entry
 * that is not there.
 */
export function entryFields(
  { type, id }: EntryName,
  { catalogue, currency }: EditContext,
): ReadonlyArray<FieldText> | undefined {
  switch (type) {
    case "product":
      return textsOf(catalogue.productsBySku.get(id), (it) => productFields(it, currency));
    case "category":
      return textsOf(catalogue.categoriesById.get(id), categoryFields);
    case "station":
      return textsOf(catalogue.stationsById.get(id), stationFields);
    case "modifier-group":
      return textsOf(catalogue.modifierGroupsById.get(id), (it) => groupFields(it, currency));
    case "tax-class":
      return textsOf(catalogue.taxClassesById.get(id), taxClassFields);
    case "price-list":
      return textsOf(catalogue.priceListsById.get(id), (it) =>
        listFields(it, pricesAskedOn(catalogue, id), currency),
      );
    default:
      return assertNever(type, "catalogue type");
  }
}

/** The fields as the edit would leave them. */
export function fieldsAfter(
  edit: EntryEdit,
  { catalogue, currency }: EditContext,
): ReadonlyArray<FieldText> {
  switch (edit.type) {
    case "product":
      return productFields(edit.after, currency);
    case "category":
      return categoryFields(edit.after);
    case "station":
      return stationFields(edit.after);
    case "modifier-group":
      return groupFields(edit.after, currency);
    case "tax-class":
      return taxClassFields(edit.after);
    case "price-list":
      return listFields(edit.after, pricesAfter(edit, catalogue), currency);
    default:
      return assertNever(edit, "edit");
  }
}

function textsOf<Entry>(
  entry: Entry | undefined,
  fields: (entry: Entry) => ReadonlyArray<FieldText>,
): ReadonlyArray<FieldText> | undefined {
  return entry === undefined ? undefined : fields(entry);
}

function productFields(product: Product, currency: Currency): ReadonlyArray<FieldText> {
  const cells = toCells(product, currency);
  return SHEET_COLUMNS.map(([field], at) => ({ field, text: cells[at] ?? "" })).slice(1);
}

export function entriesOf(
  catalogue: Catalogue,
  type: CatalogueType,
): ReadonlyMap<string, { readonly name: string }> {
  switch (type) {
    case "product":
      return catalogue.productsBySku;
    case "category":
      return catalogue.categoriesById;
    case "modifier-group":
      return catalogue.modifierGroupsById;
    case "station":
      return catalogue.stationsById;
    case "tax-class":
      return catalogue.taxClassesById;
    case "price-list":
      return catalogue.priceListsById;
    default:
      return assertNever(type, "catalogue type");
  }
}

const ENTRY_ID = /^(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** `Short_Code` is the field `short code`; what follows the colon of an option's is its id, of a price's its SKU. */
function toFieldName(type: CatalogueType, field: string): string {
  if (type === "product") return toHeading(field);
  const [word = "", ...rest] = field.trim().split(":");
  const name = [word.toLowerCase(), ...rest].join(":");
  return type === "price-list" ? name : name.toLowerCase();
}

function isNameTaken(catalogue: Catalogue, { type, id }: EntryName, name: string): boolean {
  const folded = foldText(name);
  return [...entriesOf(catalogue, type)].some(
    ([other, entry]) => other !== id && foldText(entry.name) === folded,
  );
}

/** A sheet of one row. */
function planProduct(
  { id, isNew, fields }: EntryWish,
  context: EditContext,
): Result<EntryEdit, EditFault> {
  const headings = SHEET_COLUMNS.map(([heading]) => heading).slice(1);
  const unknown = fields.find(({ field }) => !headings.some((heading) => heading === field));
  if (unknown !== undefined) {
    return wrongField(unknown.field, `is no field: there are ${headings.join(", ")}`);
  }
  const missing = NEEDED.find((heading) => !fields.some(({ field }) => field === heading));
  if (isNew && missing !== undefined) return wrongField(missing, "is missing: say one");
  const head = { line: 1, cells: ["sku", ...fields.map(({ field }) => field)] };
  const row = { line: 2, cells: [id, ...fields.map(({ text }) => text)] };
  const planned = planGoodsImport([head, row], { ...context, deactivateMissing: false });
  if (!planned.ok) {
    const [problem] = planned.fault;
    return wrongField(problem?.column ?? "sku", problem?.message ?? "is wrong");
  }
  const [product] = planned.value.products;
  if (product === undefined) throw new Error("A row without a problem has a product.");
  const productNow = context.catalogue.productsBySku.get(id);
  return ok({ type: "product", before: productNow, after: product.product });
}

interface Wish {
  readonly id: string;
  readonly fields: ReadonlyArray<FieldText>;
  readonly catalogue: Catalogue;
}

/** The largest position: as many as anybody puts in an order. */
const POSITION_MAX = 9999;

/** Categories and stations as somebody types them. */
function categoryFields({ name, position }: Category): ReadonlyArray<FieldText> {
  return [
    { field: "name", text: name },
    { field: "position", text: String(position) },
  ];
}

function stationFields({ name }: Station): ReadonlyArray<FieldText> {
  return [{ field: "name", text: name }];
}

/** A new one comes last. */
function readCategory({ id, fields, catalogue }: Wish): Result<EntryEdit, EditFault> {
  const categoryNow = catalogue.categoriesById.get(id);
  const positions = [...catalogue.categoriesById.values()].map(({ position }) => position);
  let { name, position } = categoryNow ?? { name: "", position: Math.max(0, ...positions) + 1 };
  for (const { field, text } of fields) {
    if (field === "name") {
      const read = readEntryName(text);
      if (!read.ok) return wrongField(field, read.fault);
      name = read.value;
    } else if (field === "position") {
      const read = readCount(text, POSITION_MAX);
      if (!read.ok) return wrongField(field, read.fault);
      position = read.value;
    } else return wrongField(field, "is no field: there are name, position");
  }
  return ok({ type: "category", before: categoryNow, after: { id, name, position } });
}

function readStation({ id, fields, catalogue }: Wish): Result<EntryEdit, EditFault> {
  const stationNow = catalogue.stationsById.get(id);
  let name = stationNow?.name ?? "";
  for (const { field, text } of fields) {
    if (field !== "name") return wrongField(field, "is no field: there is name");
    const read = readEntryName(text);
    if (!read.ok) return wrongField(field, read.fault);
    name = read.value;
  }
  return ok({ type: "station", before: stationNow, after: { id, name } });
}

interface GroupWish {
  readonly id: string;
  readonly fields: ReadonlyArray<FieldText>;
  readonly catalogue: Catalogue;
  readonly currency: Currency;
}

/** The largest count that an event may hold. */
const COUNT_MAX = 99;
const ADD_OPTION = "option";
const ONE_OPTION = `${ADD_OPTION}:`;
const ONE_RECIPE = "recipe:";
const ONE_STATION = "station:";
const OWN_FIELDS: ReadonlySet<string> = new Set([ONE_OPTION, ONE_RECIPE, ONE_STATION]);
/** Whether the guest is asked each time. */
const ASK = "ask";
const COUNTS = { min: "min", max: "max", free: "freeCount" } as const;

/**
 * Groups of options as somebody types them. Each option is a field of its own, `option:oat`, that says
 * its name and what it adds to the price: `Oat 0.50`; with `*` before it, it is taken when nobody says
 * otherwise. An empty text takes the option away, the field `option` adds one. `recipe:oat` says what it
 * takes of the stock, and in place of what: `OATMILK 0.2 - MILK 0.2`; `station:salad` which station makes it
 * where its dish's doesn't.
 */
function groupFields(group: ModifierGroup, currency: Currency): ReadonlyArray<FieldText> {
  return [
    { field: "name", text: group.name },
    { field: "min", text: String(group.min) },
    { field: "max", text: String(group.max) },
    { field: "free", text: String(group.freeCount) },
    { field: ASK, text: group.asked === true ? "yes" : "no" },
    ...group.options.flatMap((option) => [
      { field: ONE_OPTION + option.id, text: optionText(option, currency) },
      { field: ONE_RECIPE + option.id, text: recipeText(option.recipe ?? []) },
      { field: ONE_STATION + option.id, text: option.station ?? "" },
    ]),
  ];
}

const WRONG_FIELD = { max: "max", freeCount: "free", asked: ASK, options: "options" } as const;

/** A new one lets the guest take one of its options, or none. */
function readGroup({ id, fields, catalogue, currency }: GroupWish): Result<EntryEdit, EditFault> {
  const groupNow = catalogue.modifierGroupsById.get(id);
  let after: ModifierGroup = groupNow ?? {
    id,
    name: "",
    min: 0,
    max: 1,
    freeCount: 0,
    options: [],
  };
  for (const one of fields) {
    const read = readField(after, one, currency);
    if (!read.ok) return wrongField(one.field, read.fault);
    after = read.value;
  }
  const [problem] = groupProblems(after);
  if (problem !== undefined) {
    return wrongField(WRONG_FIELD[problem.field], problem.message);
  }
  const below = productBelowZero(after, catalogue);
  if (below !== undefined) {
    return wrongField("options", `would bring ${below} below zero: change its price first`);
  }
  const recipe = brokenRecipe(after, catalogue);
  if (recipe !== undefined) return wrongField("recipe", recipe);
  const stations = [...catalogue.stationsById.keys()];
  const lost = after.options.find(
    ({ station }) => station !== undefined && !stations.includes(station),
  );
  if (lost?.station !== undefined) {
    return wrongField("station", notThere(lost.station, "station", stations));
  }
  return ok({ type: "modifier-group", before: groupNow, after });
}

function readField(
  group: ModifierGroup,
  { field, text }: FieldText,
  currency: Currency,
): Result<ModifierGroup, string> {
  if (field === "name") {
    const name = readEntryName(text);
    return name.ok ? ok({ ...group, name: name.value }) : name;
  }
  if (field === "min" || field === "max" || field === "free") {
    const count = readCount(text, COUNT_MAX);
    return count.ok ? ok({ ...group, [COUNTS[field]]: count.value }) : count;
  }
  if (field === ASK) {
    const asked = readYesNo(text, false);
    if (!asked.ok) return asked;
    const isSo = asked.value === (group.asked ?? false);
    return ok(isSo ? group : { ...group, asked: asked.value });
  }
  if (field === ADD_OPTION) {
    const option = readOption(text, currency);
    if (!option.ok) return option;
    if (group.options.length >= COUNT_MAX) return err(`is one too many: at most ${COUNT_MAX}`);
    const id = newEntryId(option.value.name, new Set(group.options.map((other) => other.id)));
    return ok({ ...group, options: [...group.options, { id, ...option.value }] });
  }
  return readOptionField(group, { field, text }, currency);
}

/** Reads one option's own fields. */
function readOptionField(
  group: ModifierGroup,
  { field, text }: FieldText,
  currency: Currency,
): Result<ModifierGroup, string> {
  const cut = field.indexOf(":") + 1;
  const [start, id] = [field.slice(0, cut), field.slice(cut)];
  if (!OWN_FIELDS.has(start)) {
    return err(
      "is no field: there are name, min, max, free, ask, option, option:ID, recipe:ID, station:ID",
    );
  }
  const present = group.options.find((option) => option.id === id);
  if (present === undefined) return err("is not in the group");
  if (start === ONE_OPTION && text.trim() === "") {
    return ok({ ...group, options: group.options.filter((option) => option.id !== id) });
  }
  const read = readOwn(start, text, currency);
  if (!read.ok) return read;
  const { recipe = [], station = "", ...rest } = { ...present, ...read.value };
  // An option that takes nothing, or that its dish's station makes, says nothing of that.
  const after = {
    ...rest,
    ...(recipe.length === 0 ? {} : { recipe }),
    ...(station === "" ? {} : { station }),
  };
  return ok({ ...group, options: group.options.map((it) => (it.id === id ? after : it)) });
}

function readOwn(
  start: string,
  text: string,
  currency: Currency,
): Result<Partial<ModifierOption>, string> {
  if (start === ONE_STATION) return ok({ station: text.trim() });
  return start === ONE_OPTION ? readOption(text, currency) : readOptionRecipe(text);
}

function readOptionRecipe(text: string): Result<Pick<ModifierOption, "recipe">, string> {
  const recipe = readRecipe(text, { takesAway: true });
  return recipe.ok ? ok({ recipe: recipe.value }) : recipe;
}

/** `*Oat 0.50`, `Small -0.30`; without an amount it costs nothing. */
function readOption(
  text: string,
  currency: Currency,
): Result<Omit<ModifierOption, "id" | "recipe" | "station">, string> {
  const typed = text.trim();
  const byDefault = typed.startsWith("*");
  const [, name = "", sign = "", amount] =
    /^(.*?)(?:\s+([-−+]?)([0-9]+(?:[.,][0-9]+)?))?$/u.exec(
      byDefault ? typed.slice(1).trim() : typed,
    ) ?? [];
  const read = readEntryName(name);
  if (!read.ok) return read;
  if (amount === undefined) return ok({ name, price: zeroMinor, byDefault });
  const price = parseMoney(amount, currency);
  if (!price.ok) return err(`${quoted(amount)} is no amount: such as Oat ${half(currency)}`);
  const isLess = sign === "-" || sign === "−";
  return ok({ name, price: isLess ? minor(0 - price.value) : price.value, byDefault });
}

function half(currency: Currency): string {
  return formatMoney(minor(50), currency);
}

function optionText({ name, price, byDefault }: ModifierOption, currency: Currency): string {
  return `${byDefault ? "*" : ""}${name} ${formatMoney(price, currency)}`;
}

/** Says what the options would do to a product's recipe; undefined for what can be made. */
function brokenRecipe(group: ModifierGroup, catalogue: Catalogue): string | undefined {
  const modifierGroupsById = new Map(catalogue.modifierGroupsById).set(group.id, group);
  const shop = {
    catalogue: { modifierGroupsById },
    keepingOf: (sku: string) => catalogue.productsBySku.get(sku),
  };
  const parts = group.options.flatMap(({ recipe = [] }) => recipe);
  const alone = recipeFault({ sku: "", recipe: parts, modifierGroups: [] }, shop);
  if (alone !== undefined) return recipeSentence(alone);
  if (parts.length === 0) return undefined;
  for (const product of catalogue.productsBySku.values()) {
    if (!product.modifierGroups.includes(group.id)) continue;
    const fault = recipeFault(product, shop);
    if (fault !== undefined) return `of ${product.name} then ${recipeSentence(fault)}`;
  }
  return undefined;
}

/** A guest never gets money for taking something. */
function productBelowZero(group: ModifierGroup, catalogue: Catalogue): string | undefined {
  if (lowestModifiers([group]) === 0) return undefined;
  const groups = new Map(catalogue.modifierGroupsById).set(group.id, group);
  return [...catalogue.productsBySku.values()].find((product) => {
    const { openPrice, modifierGroups } = product;
    if (openPrice || !modifierGroups.includes(group.id)) return false;
    const groupsOfProduct = modifierGroups.flatMap((id) => groups.get(id) ?? []);
    return lowestPrice(catalogue, product) + lowestModifiers(groupsOfProduct) < zeroMinor;
  })?.name;
}
