/**
 * The catalogue: products, categories, options, stations, taxes and price lists. Which fields an entry has,
 * and what they take, `entry-edit` says; here stands how each is shown and chosen.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Service, SERVICES } from "../../domain/goods/catalogue.ts";
import { STOCK_KINDS } from "../../domain/goods/stock-quantity.ts";
import { entriesOf, entryFields, fieldsAfter, planEdit } from "../../domain/office/entry-edit.ts";
import {
  type EditFault,
  type EntryName,
  type EntryWish,
  type FieldText,
} from "../../domain/office/entry-wish.ts";
import { fieldSentence } from "../../domain/office/field-text.ts";
import { DAY_WORDS, listFields, ONE_PRICE, toDayWords } from "../../domain/office/list-edit.ts";
import { listedPriceText } from "../../domain/office/listed-price-text.ts";
import { type CatalogueType } from "../../domain/prices/catalogue-view.ts";
import { readWeekday } from "../../domain/text/day-text.ts";
import { newEntryId, newSku } from "../../domain/text/entry-id.ts";
import { foldName, foldText } from "../../domain/text/entry-text.ts";
import { languageOf } from "../../domain/text/locale.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { findEntries, type FoundEntry } from "../office-search.ts";
import { type OfficePage } from "../office-state.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import {
  comingRows,
  type DatedField,
  datedRows,
  laterDayOf,
  planDated,
  readDated,
} from "./office-dated.ts";
import {
  type Field,
  fieldRow,
  openAt,
  planChange,
  planField,
  type Undo,
  type View,
} from "./office-form.ts";
import {
  categoryChoices,
  likeFields,
  priceAndCategory,
  type SaidOfProduct,
  summaryOf,
  taxChoices,
  textOf,
} from "./office-new-product.ts";
import {
  actRow,
  clearTyped,
  type Choices,
  choicesOf,
  choiceText,
  IDLE,
  isFound,
  type OfficePlan,
  type OfficeRow,
  pageBefore,
  pageRow,
  readCalled,
  ready,
  refusedPlan,
  rowOf,
  type Rows,
  yesNo,
} from "./office-row.ts";
import {
  amountText,
  dayText,
  fieldName,
  officeWords,
  ONE_RECIPE,
  ONE_STATION,
  type OfficeWords,
  valueText,
} from "./office-words.ts";

type NewEntryPage = OfficePage & { readonly type: "new-entry" };

/** How a field is chosen and shown; `entry-edit` has its name, its text and its rules. */
interface FieldFacts {
  readonly choices?: (till: TillContext) => Choices;
  /** Several words, each of which goes in or out by itself. */
  readonly several?: true;
  /** `-` empties it. */
  readonly clears?: true;
  readonly hint?: (w: OfficeWords) => string;
  /** Shown where it says nothing. */
  readonly empty?: (w: OfficeWords) => string;
}

function stationsOrNone(till: TillContext): Choices {
  return [...choicesOf(till.catalogue().stationsById), { text: "", label: officeWords(till).none }];
}

const yesOrNo: FieldFacts = { choices: (till) => yesNo(officeWords(till)) };

/** The fields in the order of a product's rows: those that a shop changes most come first. */
const FIELDS: Readonly<Record<string, FieldFacts>> = {
  name: { hint: (w) => w.renameHint },
  price: { hint: (w) => w.pricePlanHint },
  category: { choices: (till) => choicesOf(till.catalogue().categoriesById) },
  station: { choices: stationsOrNone },
  "tax class": { choices: (till) => choicesOf(till.catalogue().taxClassesById) },
  active: yesOrNo,
  plu: { clears: true },
  "short code": { clears: true },
  kitchen: { clears: true },
  barcodes: { clears: true, several: true },
  "pack codes": { clears: true, hint: (w) => w.packCodesHint },
  age: { clears: true, hint: (w) => w.ageHint },
  "modifier groups": {
    choices: (till) => choicesOf(till.catalogue().modifierGroupsById),
    several: true,
  },
  "sold by": {
    choices: (till) =>
      (["each", "weight"] as const).map((text) => ({ text, label: officeWords(till)[text] })),
  },
  "open price": yesOrNo,
  stock: {
    choices: (till) =>
      STOCK_KINDS.map((text) => ({ text, label: wordsFor(till).officeStock[text] })),
  },
  combo: { clears: true },
  half: yesOrNo,
  voucher: yesOrNo,
  serial: yesOrNo,
  family: { clears: true, hint: (w) => w.familyHint },
  row: { clears: true },
  column: { clears: true },
  deposit: { clears: true },
  unit: { clears: true },
  packs: { clears: true },
  yield: { clears: true },
  recipe: { clears: true },
  "reorder at": { clears: true },
  supplier: { clears: true },
  "supplier codes": { clears: true },
  "recipe:": { clears: true },
  "station:": { choices: stationsOrNone },
  ask: yesOrNo,
  course: {},
  option: { hint: (w) => w.optionHint },
  "option:": { hint: (w) => w.optionHint, clears: true },
  taxes: { hint: (w) => w.taxesHint },
  days: {
    choices: (till) => DAY_WORDS.map((text) => ({ text, label: wordsFor(till).officeDays[text] })),
    several: true,
    clears: true,
    hint: (w) => w.daysHint,
    empty: (w) => w.everyDay,
  },
  hours: { clears: true, hint: (w) => w.hoursHint, empty: (w) => w.allDay },
  services: {
    choices: (till) => SERVICES.map((text) => ({ text, label: fieldName(till, text) })),
    several: true,
    clears: true,
    empty: (w) => w.allServices,
  },
  groups: { clears: true, hint: (w) => w.groupsHint, empty: (w) => w.allGroups },
  priority: { hint: (w) => w.priorityHint },
  [ONE_PRICE]: { hint: (w) => w.listedPriceHint, clears: true },
};

/** An option and a price on a list are fields of their own: `option:oat`, `price:BEER`. */
function factsOf(field: string): FieldFacts {
  return FIELDS[field.replace(/:.*$/u, ":")] ?? {};
}

/** A new entry of these lacks one field that it can't be without: it is asked first. */
const FIRST_FIELD: Readonly<Partial<Record<CatalogueType, string>>> = {
  product: "price",
  "tax-class": "taxes",
};

/** The fields at which a new product, price list and group of options opens. */
const ASKED_NEXT = ["station", "days", "option"];

/** Returns the entries that the typed text finds, and last a row that adds one of that name. */
export function entryRows(view: View<{ readonly of: CatalogueType }>): Rows {
  const { till, text, w, page } = view;
  const { of } = page;
  const { name: called, isNew } = readCalled(text);
  const found = isNew ? [] : findEntries(till.entryNames().of(of), text);
  const rows = found.map(({ id, name }) => {
    const entry = { type: of, id };
    return pageRow(name, { type: "entry", name: entry }, { detail: detailOf(till, entry) });
  });
  const isThere = found.some(({ name }) => foldText(name) === foldText(called));
  if (called === "" || isThere) return rows;
  const added = { type: "new-entry", of, called } as const;
  const what = w.newRow({ called });
  if (FIRST_FIELD[of] !== undefined) return [...rows, pageRow(what, added)];
  return [...rows, actRow(what, () => planAdd(view, newWish(till, added, []), what))];
}

function detailOf(till: TillContext, { type, id }: EntryName): string {
  if (type === "price-list") return whenListHolds(till, id);
  const product = type === "product" ? till.catalogue().productsBySku.get(id) : undefined;
  if (product === undefined) return "";
  return product.active ? till.ownPrice(product) : officeWords(till).notSold;
}

export function fieldRows(view: View<{ readonly name: EntryName }>): Rows {
  const { till, office, page } = view;
  const { name } = page;
  const fields = fieldsOf(till, name);
  const inQuestion = new Set(office.inQuestion(name));
  const ordered =
    name.type === "product"
      ? Object.keys(FIELDS).flatMap((field) => fields.find((it) => it.field === field) ?? [])
      : fields.filter(
          ({ field }) => !field.startsWith(ONE_RECIPE) && !field.startsWith(ONE_STATION),
        );
  const isStockKept = keepsStock(till);
  const shown = ordered.filter(
    ({ field, text }) => isStockKept || text !== "" || !STOCK_FIELDS.has(field),
  );
  const rows = shown.flatMap(({ field, text }): Rows => {
    const service = SERVICES.find((it) => it === field);
    if (name.type === "tax-class" && service !== undefined) {
      return taxRows(view, { id: name.id, service, text });
    }
    const asked = { field, text, inQuestion: inQuestion.has(field) };
    const row = fieldRow(view, entryField(till, { name, fields }, asked));
    if (field !== "price") return [row];
    return priceRows(view, row, name.id).concat(
      rowsOfLists(till, name.id),
      rowsOfPromotions(view, name.id),
    );
  });
  if (name.type === "price-list") return [...rows, listedRow(view, { name, fields })];
  if (name.type !== "modifier-group") return rows;
  const option = entryField(till, { name, fields }, { field: "option", text: "" });
  const recipes = fields.filter(
    ({ field, text }) => field.startsWith(ONE_RECIPE) && (isStockKept || text !== ""),
  );
  const isMadeApart = till.catalogue().stationsById.size > 1;
  const stations = fields.filter(({ field }) => isMadeApart && field.startsWith(ONE_STATION));
  function rowOfOption({ field, text }: FieldText): OfficeRow {
    const asked = { field, text, inQuestion: inQuestion.has(field) };
    return fieldRow(view, entryField(till, { name, fields }, asked));
  }

  return [...rows, fieldRow(view, option), ...[...recipes, ...stations].map(rowOfOption)];
}

/** What only shops that keep stock are asked of a product. */
const STOCK_FIELDS: ReadonlySet<string> = new Set([
  "unit",
  "packs",
  "yield",
  "recipe",
  "reorder at",
  "supplier",
  "supplier codes",
]);

function keepsStock(till: TillContext): boolean {
  return [...till.catalogue().productsBySku.values()].some(({ stock }) => stock !== "none");
}

function fieldsOf(till: TillContext, name: EntryName): ReadonlyArray<FieldText> {
  return entryFields(name, shopOf(till)) ?? [];
}

function shopOf(till: TillContext) {
  return { catalogue: till.catalogue(), currency: till.currency };
}

interface Entry {
  readonly name: EntryName;
  readonly fields: ReadonlyArray<FieldText>;
}

function entryField(
  till: TillContext,
  { name, fields }: Entry,
  { field, ...own }: FieldText & Pick<Field, "inQuestion">,
): Field {
  const w = officeWords(till);
  const { several, clears, hint, ...facts } = factsOf(field);
  const choices = facts.choices?.(till);
  const label = labelOfField(till, name.type, field);
  const pick = several === true ? w.severalHint : w.pickHint;

  function wishOf(text: string): EntryWish {
    return { ...name, isNew: false, fields: [{ field, text }] };
  }

  return {
    ...own,
    id: field,
    label,
    choices,
    several: several === true,
    clears: clears === true,
    isName: field === "name",
    isFree: (typed) => field === "days" && isSpan(typed),
    shown: (text) => {
      const isOfOption = field.startsWith(ONE_RECIPE) || field.startsWith(ONE_STATION);
      const said = choices?.find((choice) => choice.text === text)?.label ?? text;
      return isOfOption
        ? `${optionName(till, name.id, field)}: ${said}`
        : shownText(till, name.type, { field, text });
    },
    hints: [
      ...(hint === undefined ? [] : [hint(w)]),
      ...(choices === undefined ? [] : [pick]),
      ...(clears === true ? [w.clearHint] : []),
    ],
    read: (typed) => {
      const isDays = field === "days" && isSpan(typed);
      const text = isDays ? toDayWords(typed, languageOf(till.locale)) : typed;
      return textAfter(till, wishOf(text), field);
    },
    ...(field === "option" ? { preview: (text) => `${label}: ${amountText(till, text)}` } : {}),
    write: (office, text) => office.changeEntry(wishOf(text)),
    takeBack: (office) =>
      office.changeEntry({
        ...name,
        isNew: false,
        fields: differences(fieldsOf(till, name), fields),
      }),
    now: () => JSON.stringify(fieldsOf(till, name)),
  };
}

/** Returns the name of the option that a recipe or station is of. */
function optionName(till: TillContext, group: string, field: string): string {
  const id = field.slice(field.indexOf(":") + 1);
  const options = till.catalogue().modifierGroupsById.get(group)?.options ?? [];
  return options.find((option) => option.id === id)?.name ?? id;
}

/** Says whether it is a span of days; a Portuguese `sexta-feira` is none. */
function isSpan(typed: string): boolean {
  return /[-–]/u.test(typed) && readWeekday(typed) === undefined;
}

/** Returns the fields that make `to` of `from`; an option that is gone from there comes as a new one. */
function differences(
  from: ReadonlyArray<FieldText>,
  to: ReadonlyArray<FieldText>,
): ReadonlyArray<FieldText> {
  const wanted = new Map(to.map(({ field, text }) => [field, text]));
  const there = new Set(from.map(({ field }) => field));
  const changed = from.flatMap(({ field, text }) => {
    const other = wanted.get(field) ?? "";
    return other === text ? [] : [{ field, text: other }];
  });
  const back = to.flatMap(({ field, text }) => {
    // A price is still that of its product.
    const again = field.startsWith(ONE_PRICE) ? field : field.replace(/:.*$/u, "");
    return there.has(field) ? [] : [{ field: again, text }];
  });
  return [...changed, ...back];
}

/** Returns what the field says once that is written: `5,5` becomes 5.50. A new option stays as typed. */
function textAfter(till: TillContext, wish: EntryWish, field: string): Result<string, string> {
  const planned = planEdit(wish, shopOf(till));
  if (!planned.ok) return err(faultSentence(till, planned.fault));
  const own = field === "option" ? wish.fields : fieldsAfter(planned.value, shopOf(till));
  return ok(own.find((it) => it.field === field)?.text ?? "");
}

function faultSentence(till: TillContext, fault: EditFault): string {
  if (fault.type !== "entry/wrong") {
    return officeWords(till).noSuch({ label: fault.of, typed: fault.id });
  }
  const isPrice = fault.field.startsWith(ONE_PRICE);
  const label = labelOfField(till, isPrice ? "price-list" : "product", fault.field);
  return fieldSentence(label, fault.message);
}

/** A price on a list is called as its product. */
function labelOfField(till: TillContext, type: CatalogueType, field: string): string {
  if (type !== "price-list") return fieldName(till, field);
  if (field === "active") return fieldName(till, "in use");
  if (!field.startsWith(ONE_PRICE)) return fieldName(till, field);
  const sku = field.slice(ONE_PRICE.length);
  return till.catalogue().productsBySku.get(sku)?.name ?? sku;
}

function shownText(till: TillContext, type: CatalogueType, { field, text }: FieldText): string {
  const { choices, several, empty } = factsOf(field);
  if (text === "" && empty !== undefined) return empty(officeWords(till));
  if (field.startsWith(ONE_PRICE) && text.endsWith("%")) {
    return officeWords(till).listedOff({ rate: text });
  }
  const shown = choiceText({ choices: choices?.(till), several }, text);
  return type === "price-list" ? shown : valueText(till, field, shown);
}

interface ServiceTaxes {
  /** The class. */
  readonly id: string;
  readonly service: Service;
  readonly text: string;
}

/** The taxes of one service, and those that are still to come. */
function taxRows(view: View, { id, service, text }: ServiceTaxes): Rows {
  const { till, w } = view;
  const label = fieldName(till, service);

  function wishOf(typed: string): EntryWish {
    return { type: "tax-class", id, isNew: false, fields: [{ field: service, text: typed }] };
  }

  return datedRows(view, {
    id: service,
    label,
    text,
    hints: [w.taxesHint],
    coming: (office) => office.plannedTaxes(id).filter(({ field }) => field === service),
    read: (typed) => {
      const planned = planEdit(wishOf(typed), shopOf(till));
      if (planned.ok || planned.fault.type !== "entry/wrong") return ok(typed);
      return err(fieldSentence(label, planned.fault.message));
    },
    write: (office, typed, fromDay) => office.changeEntry({ ...wishOf(typed), fromDay }),
    cancel: (office, fromDay) => office.cancelTaxes({ id, service, fromDay }),
  });
}

/* One more entry. */

/** The one row of an entry that is still to be written; of a product its category and its tax are asked next. */
export function newEntryRows(view: View<NewEntryPage>): Rows {
  const { till, w, page } = view;
  if (page.price !== undefined) return stepRows(view);
  const field = FIRST_FIELD[page.of] ?? "name";
  const { hint } = factsOf(field);
  const hints = [...(hint === undefined ? [] : [hint(w)]), w.onceSaid({ called: page.called })];
  return [
    rowOf(fieldName(till, field), {
      id: field,
      hints,
      take: (typed) => planNewEntry(view, field, typed),
    }),
  ];
}

function planNewEntry(view: View<NewEntryPage>, field: string, typed: string): OfficePlan {
  const { till, page, w } = view;
  if (page.of === "product") return planNewProduct(view, { price: typed });
  const wish = newWish(till, page, [{ field, text: typed }]);
  return planAdd(view, wish, w.addsOf({ called: page.called, text: typed }));
}

/** The next question, or after the last one the summary: nothing is on sale before that is seen. */
function planNewProduct(view: View<NewEntryPage>, said: SaidOfProduct): OfficePlan {
  const { till, w, page } = view;
  const catalogue = till.catalogue();
  const { value, day } = readDated(said.price, till);
  const like = likeFields(view, said);
  const wish = newWish(till, page, [{ field: "price", text: value }, ...like]);
  const shown = priceAfter(till, wish);
  if (!shown.ok) return refusedPlan(shown.fault);
  const from = day === undefined ? undefined : laterDayOf(view, day);
  if (from?.ok === false) return refusedPlan(from.fault);
  const asksCategory = said.category === undefined && catalogue.categoriesById.size > 1;
  const asksTax = said.taxClass === undefined && catalogue.taxClassesById.size > 1;
  const asks = asksCategory || asksTax;
  const text = asks
    ? priceAndCategory(till, shown.value, said)
    : summaryOf(till, shown.value, wish);
  const adds = w.addsOf({ called: page.called, text });
  const what =
    from === undefined ? adds : w.fromDayOn({ change: adds, day: dayText(till, from.value) });
  if (asks) {
    const category = said.category ?? (asksCategory ? undefined : textOf(like, "category"));
    const next = { ...page, price: said.price, ...(category === undefined ? {} : { category }) };
    return ready(what, (now) =>
      openAt(view, clearTyped(now), { page: next, rows: stepRows, ids: [SUGGESTED] }),
    );
  }
  return planAdd(view, from === undefined ? wish : { ...wish, fromDay: from.value }, what);
}

/** The row that Enter alone takes. */
const SUGGESTED = "suggested";

export function newEntryTitle({ till, w, page }: View<NewEntryPage>): string {
  if (page.price === undefined) return w.newRow(page);
  return fieldName(till, page.category === undefined ? "category" : "tax class");
}

/** The categories, and then the tax classes: the suggested one is chosen. */
function stepRows(view: View<NewEntryPage>): Rows {
  const { till, text, page } = view;
  const { price = "", category } = page;
  const catalogue = till.catalogue();
  const like = likeFields(view, category === undefined ? { price } : { price, category });
  const field = category === undefined ? "category" : "tax class";
  const choices = category === undefined ? categoryChoices(catalogue) : taxChoices(till);
  return choices
    .filter(({ label }) => isFound(label, text))
    .map(({ id, label, detail }) => {
      const said =
        category === undefined ? { price, category: id } : { price, category, taxClass: id };
      const more = textOf(like, field) === id ? { detail, id: SUGGESTED } : { detail };
      return actRow(label, () => planNewProduct(view, said), more);
    });
}

function newWish(
  till: TillContext,
  { of, called }: Pick<NewEntryPage, "of" | "called">,
  fields: ReadonlyArray<FieldText>,
): EntryWish {
  const entries = entriesOf(till.catalogue(), of);
  const id =
    of === "product" ? newSku(called, entries) : newEntryId(called, new Set(entries.keys()));
  return { type: of, id, isNew: true, fields: [{ field: "name", text: called }, ...fields] };
}

function planAdd(view: View, wish: EntryWish, what: string): OfficePlan {
  const planned = planEdit(wish, shopOf(view.till));
  if (!planned.ok) return refusedPlan(faultSentence(view.till, planned.fault));
  const { type, id, fields, fromDay } = wish;
  const page = { type: "entry", name: { type, id } } as const;
  const called = fields.find(({ field }) => field === "name")?.text ?? id;
  const offSale = [{ field: "active", text: "no" }];
  const undo: Undo = {
    what: view.w.offSale({ name: called }),
    // Goods with only a later price are not sold before its day; without that price they never are.
    takeBack: (office) =>
      fromDay === undefined
        ? office.changeEntry({ type, id, isNew: false, fields: offSale })
        : office.cancelPlans({ sku: id, fromDay }),
  };
  return planChange(view, {
    what,
    write: (office) => office.changeEntry(wish),
    notes: (warnings) => warnings,
    goesTo: (now) => openAt(view, leaveQuestions(now), { page, rows: fieldRows, ids: ASKED_NEXT }),
    ...(type === "product" ? { undo } : {}),
  });
}

/** Esc from the new entry leads to the list, past what was asked. */
function leaveQuestions(state: RegisterState): RegisterState {
  if (state.office?.page.type !== "new-entry") return state;
  const before = pageBefore(state);
  return before === undefined ? state : leaveQuestions(before);
}

/* Prices from a day on. */

function priceRows(view: View, row: OfficeRow, sku: string): OfficeRow[] {
  const { till, w } = view;
  const price: DatedField = {
    id: "plan",
    label: row.label,
    text: "",
    hints: [],
    coming: (office) =>
      office.planned(sku).map(({ price: amount, fromDay }) => {
        return { field: "price", text: till.money(amount), fromDay, inQuestion: false };
      }),
    read: (text) => {
      const fields = [{ field: "price", text }];
      return priceAfter(till, { type: "product", id: sku, isNew: false, fields });
    },
    write: (office, text, fromDay) => office.planPrice({ sku, price: text, fromDay }),
    cancel: (office, fromDay) => office.cancelPlans({ sku, fromDay }),
    later: {
      planned: (text, day) => w.plannedOf({ price: text, day }),
      gone: (day) => w.planGone({ day }),
    },
  };

  function take(typed: string): OfficePlan {
    const isPlan = readDated(typed, till).day !== undefined;
    if (isPlan) return planDated(view, price, { typed, text: "", inQuestion: false });
    return row.take?.(typed) ?? IDLE;
  }

  return [{ ...row, take }, ...comingRows(view, price)];
}

function priceAfter(till: TillContext, wish: EntryWish): Result<string, string> {
  const after = textAfter(till, wish, "price");
  return after.ok ? ok(valueText(till, "price", after.value)) : after;
}

/* Price lists: when one holds, and what is on it. */

/** Fields that say when and for whom a list holds. */
const WHEN_FIELDS: ReadonlySet<string> = new Set(["days", "hours", "services", "groups"]);

/** Returns each group of customers that a list in use is for. */
export function groupsOfLists(till: Pick<TillContext, "catalogue">): ReadonlyArray<string> {
  const lists = [...till.catalogue().priceListsById.values()].filter(({ active }) => active);
  return [...new Set(lists.flatMap(({ groups }) => groups))].toSorted();
}

/** Says it beside the name of a list. */
function whenListHolds(till: TillContext, id: string): string {
  const w = officeWords(till);
  const list = till.catalogue().priceListsById.get(id);
  if (list === undefined) return "";
  if (!list.active) return w.listEnded;
  const texts = listFields(list, new Map(), till.currency)
    .filter(({ field, text }) => WHEN_FIELDS.has(field) && text !== "")
    .map((own) => shownText(till, "price-list", own));
  return texts.length === 0 ? w.listAlways : texts.join(", ");
}

/** Rows of each list that a product is on, or may be; Enter opens the list. */
function rowsOfLists(till: TillContext, sku: string): Rows {
  const { priceListsById, listedPrices, contestedLists } = till.catalogue();
  const prices = listedPrices.get(sku);
  const lists = [...(prices?.keys() ?? []), ...(contestedLists.get(sku) ?? [])];
  return lists.flatMap((id) => {
    const list = priceListsById.get(id);
    if (list === undefined) return [];
    const price = prices?.get(id);
    const detail =
      price === undefined ? "" : amountText(till, listedPriceText(price, till.currency));
    const page = { type: "entry", name: { type: "price-list", id } } as const;
    return [pageRow(list.name, page, { detail, inQuestion: price?.inQuestion ?? true })];
  });
}

/** A row of each promotion that a product may be a part of: it is changed in the shell. */
function rowsOfPromotions({ w, office }: View, sku: string): Rows {
  return office.promotions(sku).map(({ name, conditions }) =>
    rowOf(name, {
      detail: w.promotionHolds({
        when: conditions.length === 0 ? w.listAlways : conditions.join(", "),
      }),
      hints: [w.promotionHint],
    }),
  );
}

/** The price is what comes last; behind a share a word may say that it goes off. */
const GOODS_AND_PRICE =
  /^(?<goods>.*\S)\s+(?<price>[0-9]+(?:[.,][0-9]+)?|-?[0-9]+(?:[.,][0-9]+)?\s?%)(?:(?<=%)\s+\p{L}[\p{L}\s]*)?$/u;

/** Goods that are put on a price list: `pilsner 2.50`, `pilsner 20%`, `pilsner 20% off`. */
function listedRow(view: View, entry: Entry): OfficeRow {
  const { till, w } = view;
  const label = fieldName(till, "listed");
  return rowOf(label, {
    hints: [w.listedHint],
    take: (typed) => {
      const { goods = "", price = "" } = GOODS_AND_PRICE.exec(typed)?.groups ?? {};
      if (goods === "") return refusedPlan(w.listedHow);
      const found = findOne(till, goods, label);
      if (!found.ok) return refusedPlan(found.fault);
      const field = ONE_PRICE + found.value.id;
      const text = entry.fields.find((it) => it.field === field)?.text ?? "";
      return planField(view, entryField(till, entry, { field, text }), price);
    },
  });
}

/** Finds goods by a code, by the whole name, or by words that nothing else has. */
function findOne(till: TillContext, goods: string, label: string): Result<FoundEntry, string> {
  const w = officeWords(till);
  const found = findEntries(till.entryNames().of("product"), goods);
  const folded = foldName(goods);
  const exact = found.filter(({ name }) => foldName(name) === folded);
  const [one, other] = exact.length === 1 ? exact : found;
  if (one === undefined) return err(w.noSuch({ label, typed: goods }));
  return other === undefined ? ok(one) : err(w.whichOf({ names: found.map(({ name }) => name) }));
}
