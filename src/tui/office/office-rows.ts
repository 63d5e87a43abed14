/** The rows of each page of the back office, as the screen shows them and Enter takes them. */

import { assertNever } from "../../domain/assert-never.ts";
import { CATALOGUE_TYPES, type CatalogueType } from "../../domain/catalogue-view.ts";
import { SERVICES } from "../../domain/catalogue.ts";
import { entryFields } from "../../domain/entry-edit.ts";
import { foldText, wordsOf } from "../../domain/entry-text.ts";
import { type EntryName } from "../../domain/entry-wish.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { LOCALES } from "../../domain/locale.ts";
import { KEY_LAYOUTS, type SettingKey } from "../../domain/settings.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { wordsFor } from "../words/words.ts";
import { findEntries } from "./office-search.ts";
import { type OfficePage, type OfficeState } from "./office-state.ts";
import { fieldName, officeWords, type OfficeWords } from "./office-words.ts";

export interface Choice {
  /** What is written. */
  readonly text: string;
  readonly label: string;
}

export type RowTarget =
  | { readonly type: "page"; readonly page: OfficePage }
  | { readonly type: "create"; readonly page: OfficePage }
  | {
      readonly type: "field";
      readonly field: string;
      readonly text: string;
      readonly choices?: ReadonlyArray<Choice>;
      /** Each choice goes in or out by itself. */
      readonly several?: boolean;
      readonly clears?: boolean;
    }
  | { readonly type: "plan"; readonly fromDay: BusinessDay; readonly text: string }
  | {
      readonly type: "setting";
      readonly key: SettingKey;
      readonly texts: ReadonlyArray<string>;
      /** Of the lines of a paper; after the last one for a new one. */
      readonly line?: number;
      readonly choices?: ReadonlyArray<Choice>;
    }
  | { readonly type: "pin" }
  | { readonly type: "badge"; readonly text: string }
  | { readonly type: "person-number" }
  | { readonly type: "person-role"; readonly choices: ReadonlyArray<Choice> }
  | {
      readonly type: "person-active";
      readonly active: boolean;
      readonly choices: ReadonlyArray<Choice>;
    };

export interface OfficeRow {
  readonly label: string;
  readonly detail: string;
  /** Two tills have said otherwise. */
  readonly inQuestion?: boolean;
  readonly target: RowTarget;
}

function yesNo(w: OfficeWords): ReadonlyArray<Choice> {
  return [
    { text: "yes", label: w.yes },
    { text: "no", label: w.no },
  ];
}

/** What a shop changes most comes first. */
const PRODUCT_ROWS = [
  "name",
  "price",
  "category",
  "station",
  "tax class",
  "active",
  "plu",
  "short code",
  "kitchen",
  "barcodes",
  "modifier groups",
  "sold by",
  "open price",
  "course",
];

const CLEARED = new Set(["kitchen", "plu", "short code", "barcodes"]);

/** What somebody has to say before there is a new one. */
export const FIRST_FIELD: Readonly<Partial<Record<CatalogueType, string>>> = {
  product: "price",
  "tax-class": "taxes",
};

export function officeRows(till: TillContext, state: RegisterState): ReadonlyArray<OfficeRow> {
  const { office, session } = state;
  if (office === undefined || session === undefined) return [];
  const { page, text } = office;
  switch (page.type) {
    case "menu":
      return menuRows(state, text);
    case "entries":
      return entryRows(till, page.of, text);
    case "entry":
      return fieldRows(till, state, page.name);
    case "new-entry":
      return newEntryRows(till, page);
    case "settings":
      return page.about === "receipt" ? receiptRows(state) : shopRows(state);
    case "people":
      return peopleRows(state, text);
    case "person":
      return personRows(state, page.number);
    case "new-person":
      return newPersonRows(state, page);
    default:
      return assertNever(page, "page");
  }
}

/** Whether a digit alone opens a row. */
export function takesDigit({ screen, office, list, approval, showsHelp }: RegisterState): boolean {
  const isFree = list === undefined && approval === undefined && !showsHelp;
  return screen === "office" && isFree && office?.page.type === "menu" && office.text === "";
}

function menuRows(state: RegisterState, text: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const pages: ReadonlyArray<readonly [string, OfficePage]> = [
    ...CATALOGUE_TYPES.map(
      (of) => [wordsFor(state).officePages[of], { type: "entries", of }] as const,
    ),
    [w.people, { type: "people" }],
    [w.receipt, { type: "settings", about: "receipt" }],
    [w.shop, { type: "settings", about: "shop" }],
  ];
  return pages
    .filter(([label]) => isFound(label, text))
    .map(([label, page]) => ({ label, detail: "", target: { type: "page", page } }));
}

/** By what is typed, and a new one of that name last. */
function entryRows(till: TillContext, of: CatalogueType, text: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(till);
  const isNew = text.startsWith("+");
  const called = (isNew ? text.slice(1) : text).trim();
  const found = isNew ? [] : findEntries(till.entryNames().of(of), text);
  const rows = found.map(({ id, name }): OfficeRow => {
    const target = { type: "page", page: { type: "entry", name: { type: of, id } } } as const;
    return { label: name, detail: detailOf(till, { type: of, id }), target };
  });
  const isThere = found.some(({ name }) => foldText(name) === foldText(called));
  if (called === "" || isThere) return rows;
  const page: OfficePage = { type: "new-entry", of, called };
  return [...rows, { label: w.newRow(called), detail: "", target: { type: "create", page } }];
}

function detailOf(till: TillContext, { type, id }: EntryName): string {
  const w = officeWords(till);
  if (type !== "product") return "";
  const product = till.catalogue().productsBySku.get(id);
  if (product === undefined) return "";
  return product.active ? till.listPrice(product) : w.notSold;
}

function fieldRows(
  till: TillContext,
  { session }: RegisterState,
  name: EntryName,
): ReadonlyArray<OfficeRow> {
  const catalogue = till.catalogue();
  const fields = entryFields(name, { catalogue, currency: till.currency }) ?? [];
  const inQuestion = new Set(session?.office.inQuestion(name));
  const ordered =
    name.type === "product"
      ? PRODUCT_ROWS.flatMap((field) => fields.find((it) => it.field === field) ?? [])
      : fields;
  const rows = ordered.flatMap(({ field, text }) => {
    const target = fieldTarget(till, field, text);
    const detail = target.several === true ? text : labelOf(target.choices, text);
    const isAsked = inQuestion.has(field);
    const row: OfficeRow = { label: fieldName(till, field), detail, inQuestion: isAsked, target };
    return field === "price" ? [row].concat(planRows(till, session, name.id)) : [row];
  });
  if (name.type !== "modifier-group") return rows;
  const target = { type: "field", field: "option", text: "" } as const;
  return [...rows, { label: fieldName(till, "option"), detail: "", target }];
}

function fieldTarget(
  till: TillContext,
  field: string,
  text: string,
): Extract<RowTarget, { type: "field" }> {
  const w = officeWords(till);
  const catalogue = till.catalogue();
  const target = { type: "field", field, text } as const;
  switch (field) {
    case "category":
      return { ...target, choices: choicesOf(catalogue.categoriesById) };
    case "tax class":
      return { ...target, choices: choicesOf(catalogue.taxClassesById) };
    case "station": {
      const none = { text: "", label: w.none };
      return { ...target, choices: [...choicesOf(catalogue.stationsById), none] };
    }
    case "modifier groups":
      return { ...target, choices: choicesOf(catalogue.modifierGroupsById), several: true };
    case "sold by":
      return {
        ...target,
        choices: [
          { text: "each", label: w.each },
          { text: "weight", label: w.weight },
        ],
      };
    case "active":
    case "open price":
      return { ...target, choices: yesNo(w) };
    default:
      return { ...target, clears: CLEARED.has(field) || field.startsWith("option:") };
  }
}

function planRows(
  till: TillContext,
  session: RegisterState["session"],
  sku: string,
): ReadonlyArray<OfficeRow> {
  const w = officeWords(till);
  return (session?.office.planned(sku) ?? []).map(({ price, fromDay }) => {
    const text = till.money(price);
    return {
      label: w.priceRow(fromDay),
      detail: text,
      target: { type: "plan", fromDay, text },
    };
  });
}

function newEntryRows(
  till: TillContext,
  { of, called }: Extract<OfficePage, { type: "new-entry" }>,
): ReadonlyArray<OfficeRow> {
  const field = FIRST_FIELD[of] ?? "name";
  const target = { type: "field", field, text: "" } as const;
  return [{ label: fieldName(till, field), detail: called, target }];
}

function receiptRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const names = wordsFor(state).officeSettings;
  const settings = state.session?.office.settings() ?? [];
  return settings
    .filter(({ key }) => key === "receipt-head" || key === "receipt-foot")
    .flatMap(({ key, texts, inQuestion }) =>
      [...texts, ""].map((text, line) => ({
        label: w.lineName(names[key], line),
        detail: text,
        inQuestion,
        target: { type: "setting", key, texts, line },
      })),
    );
}

function shopRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const names = wordsFor(state).officeSettings;
  const settings = state.session?.office.settings() ?? [];
  return settings
    .filter(({ key }) => key !== "receipt-head" && key !== "receipt-foot")
    .map(({ key, texts, inQuestion }) => ({
      label: names[key],
      detail: texts.join(", "),
      inQuestion,
      target: {
        type: "setting",
        key,
        texts,
        ...settingChoices(state, key),
      },
    }));
}

function settingChoices(
  state: RegisterState,
  key: SettingKey,
): { readonly choices?: ReadonlyArray<Choice> } {
  if (key === "language") return { choices: LOCALES.map((text) => ({ text, label: text })) };
  if (key === "key-layout") {
    return { choices: ["any", ...KEY_LAYOUTS].map((text) => ({ text, label: text })) };
  }
  if (key !== "default-service") return {};
  return { choices: SERVICES.map((text) => ({ text, label: fieldName(state, text) })) };
}

function peopleRows(state: RegisterState, text: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const people = state.session?.office.people();
  if (people?.ok !== true) return [];
  const called = text.trim();
  const rows = people.value
    .filter(({ number, name }) => number === called || isFound(name, text))
    .map(({ number, name, role, active, hasPin }): OfficeRow => {
      const marks = [role, ...(active ? [] : [w.disabled]), ...(hasPin ? [] : [w.noPin])];
      const target = { type: "page", page: { type: "person", number } } as const;
      return { label: `${number} ${name}`, detail: marks.join(", "), target };
    });
  if (!/^\p{L}/u.test(called) || rows.length > 0) return rows;
  const page: OfficePage = { type: "new-person", name: called };
  return [{ label: w.newRow(called), detail: "", target: { type: "create", page } }];
}

function personRows(state: RegisterState, number: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const people = state.session?.office.people();
  const person = people?.ok === true ? people.value.find((it) => it.number === number) : undefined;
  if (person === undefined) return [];
  const { active, hasPin, badge } = person;
  return [
    { label: w.newPin, detail: hasPin ? "" : w.noPin, target: { type: "pin" } },
    {
      label: w.canSignIn,
      detail: active ? w.yes : w.no,
      target: { type: "person-active", active, choices: yesNo(w) },
    },
    { label: w.badge, detail: badge, target: { type: "badge", text: badge } },
  ];
}

function newPersonRows(
  state: RegisterState,
  { number = "", role = "" }: Extract<OfficePage, { type: "new-person" }>,
): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const choices = (state.session?.office.roles() ?? []).map((text) => ({ text, label: text }));
  return [
    { label: w.number, detail: number, target: { type: "person-number" } },
    { label: w.role, detail: role, target: { type: "person-role", choices } },
    { label: w.pin, detail: "", target: { type: "pin" } },
  ];
}

export function labelOf(choices: ReadonlyArray<Choice> | undefined, text: string): string {
  return choices?.find((choice) => choice.text === text)?.label ?? text;
}

/** Choices that fit what is typed. */
export function fittingChoices(
  choices: ReadonlyArray<Choice>,
  typed: string,
): ReadonlyArray<Choice> {
  const folded = foldText(typed);
  if (folded === "") return choices;
  const exact = choices.filter(({ label, text }) => foldText(label) === folded || text === folded);
  if (exact.length > 0) return exact;
  const byNumber = /^[1-9][0-9]?$/u.test(folded) ? choices[Number(folded) - 1] : undefined;
  if (byNumber !== undefined) return [byNumber];
  return choices.filter(({ label }) => isFound(label, typed));
}

function choicesOf(
  entries: ReadonlyMap<string, { readonly name: string; readonly position?: number }>,
): ReadonlyArray<Choice> {
  return [...entries]
    .toSorted(([, a], [, b]) => (a.position ?? 0) - (b.position ?? 0))
    .map(([text, { name }]) => ({ text, label: name }));
}

/** Each typed word begins a word of it. */
function isFound(label: string, typed: string): boolean {
  const have = wordsOf(foldText(label));
  return wordsOf(foldText(typed)).every((word) => have.some((it) => it.startsWith(word)));
}

export function selectedRow(
  rows: ReadonlyArray<OfficeRow>,
  { at }: Pick<OfficeState, "at">,
): OfficeRow | undefined {
  return rows[Math.max(0, Math.min(at, rows.length - 1))];
}
