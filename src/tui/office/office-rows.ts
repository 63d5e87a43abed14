/** The rows of each page of the back office, as the screen shows them and Enter takes them. */

import { assertNever } from "../../domain/assert-never.ts";
import { CATALOGUE_TYPES, type CatalogueType } from "../../domain/catalogue-view.ts";
import { SERVICES } from "../../domain/catalogue.ts";
import { foldText } from "../../domain/entry-text.ts";
import { type EntryName } from "../../domain/office/entry-wish.ts";
import { isDated, KEY_LAYOUTS, SETTING_SCHEMAS, type SettingKey } from "../../domain/settings.ts";
import { LANGUAGE_NAMES } from "../language-names.ts";
import { type OfficeSetting } from "../ports/office-port.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { wordsFor } from "../words.ts";
import { customerRows, rowsOfCustomer } from "./office-customer-rows.ts";
import { comingRows, fieldRows, newEntryRows } from "./office-entry-rows.ts";
import { floorRows, rowsOfFloor } from "./office-floor-rows.ts";
import { whenListHolds } from "./office-list-rows.ts";
import { PRINTER_QUESTIONS, printerPageRows } from "./office-printer-rows.ts";
import { roleRows, rowsOfRole, rolesOf } from "./office-role-rows.ts";
import {
  type Choice,
  isFound,
  labelOf,
  LANGUAGE_CHOICES,
  type OfficeRow,
  readCalled,
  yesNo,
} from "./office-row.ts";
import { findEntries } from "./office-search.ts";
import { settingShown } from "./office-setting-words.ts";
import { type OfficePage } from "./office-state.ts";
import { tillPageRows } from "./office-till-rows.ts";
import { fieldName, officeWords } from "./office-words.ts";

/** Worked out once for each state: a frame asks for them several times. */
export function officeRows(till: TillContext, state: RegisterState): ReadonlyArray<OfficeRow> {
  const known = till.officeRows.get(state);
  if (known !== undefined) return known;
  const rows = rowsOf(till, state);
  till.officeRows.set(state, rows);
  return rows;
}

function rowsOf(till: TillContext, state: RegisterState): ReadonlyArray<OfficeRow> {
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
    case "floor":
      return floorRows(state, text);
    case "area":
    case "table":
      return rowsOfFloor(state, page);
    case "roles":
      return roleRows(state, text);
    case "role":
      return rowsOfRole(state, page.id);
    case "customers":
      return customerRows(state, text);
    case "customer":
      return rowsOfCustomer(state, page.id);
    case "tills":
    case "till":
    case "till-sheet":
    case "addresses":
    case "backups":
    case "invitation":
      return tillPageRows(till, state, page);
    case "printers":
    case "printer":
    case "printer-find":
    case "printer-at":
    case "printer-taken":
    case "printer-width":
    case "printer-use":
    case "printer-drawer":
    case "printer-add":
      return printerPageRows(till, state, page);
    case "new-customer":
    case "new-role":
    case "new-area":
    case "new-table":
      return [];
    default:
      return assertNever(page, "page");
  }
}

/** Whether a digit alone opens a row. */
export function takesDigit({ screen, office, list, approval, showsHelp }: RegisterState): boolean {
  const isFree = list === undefined && approval === undefined && !showsHelp;
  if (screen !== "office" || !isFree || office?.text !== "") return false;
  return office.page.type === "menu" || PRINTER_QUESTIONS.has(office.page.type);
}

function menuRows(state: RegisterState, text: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const pages: ReadonlyArray<readonly [string, OfficePage]> = [
    ...CATALOGUE_TYPES.filter((of) => of !== "price-list").map(
      (of) => [wordsFor(state).officePages[of], { type: "entries", of }] as const,
    ),
    [w.people, { type: "people" }],
    [w.receipt, { type: "settings", about: "receipt" }],
    [w.shop, { type: "settings", about: "shop" }],
    [w.roles, { type: "roles" }],
    [w.customers, { type: "customers" }],
    [wordsFor(state).officeTills.tills, { type: "tills" }],
    [wordsFor(state).officePrinters.printers, { type: "printers" }],
    [wordsFor(state).officeFloor.floor, { type: "floor" }],
    [wordsFor(state).officePages["price-list"], { type: "entries", of: "price-list" }],
  ];
  return pages
    .filter(([label]) => isFound(label, text))
    .map(([label, page]): OfficeRow => ({ label, detail: "", target: { type: "page", page } }))
    .concat(text.trim() === "" ? [] : foundSettings(state, text));
}

/** By their names, each with the page that it stands on: who looks for one need not know which that is. */
function foundSettings(state: RegisterState, text: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const names = wordsFor(state).officeSettings;
  const settings = state.session?.office.settings() ?? [];
  return settings
    .filter(({ key }) => isFound(names[key], text))
    .map(({ key }) => {
      const about = isOnReceipt(key) ? "receipt" : "shop";
      const page = { type: "settings", about } as const;
      return { label: names[key], detail: w[about], target: { type: "page", page, setting: key } };
    });
}

function isOnReceipt(key: SettingKey): boolean {
  return key === "receipt-head" || key === "receipt-foot";
}

/** By what is typed, and a new one of that name last. */
function entryRows(till: TillContext, of: CatalogueType, text: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(till);
  const { name: called, isNew } = readCalled(text);
  const found = isNew ? [] : findEntries(till.entryNames().of(of), text);
  const rows = found.map(({ id, name }): OfficeRow => {
    const target = { type: "page", page: { type: "entry", name: { type: of, id } } } as const;
    return { label: name, detail: detailOf(till, { type: of, id }), target };
  });
  const isThere = found.some(({ name }) => foldText(name) === foldText(called));
  if (called === "" || isThere) return rows;
  const page: OfficePage = { type: "new-entry", of, called };
  return [...rows, { label: w.newRow({ called }), detail: "", target: { type: "create", page } }];
}

function detailOf(till: TillContext, { type, id }: EntryName): string {
  const w = officeWords(till);
  if (type === "price-list") return whenListHolds(till, id);
  if (type !== "product") return "";
  const product = till.catalogue().productsBySku.get(id);
  if (product === undefined) return "";
  return product.active ? till.ownPrice(product) : w.notSold;
}

function receiptRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const names = wordsFor(state).officeSettings;
  const settings = state.session?.office.settings() ?? [];
  return settings
    .filter(({ key }) => isOnReceipt(key))
    .flatMap(({ key, texts, inQuestion }) =>
      [...texts, ""].map((text, line) => ({
        label: w.lineName({ label: names[key], no: line + 1 }),
        detail: text,
        inQuestion,
        target: { type: "setting", key, texts, line },
      })),
    );
}

function shopRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const settings = state.session?.office.settings() ?? [];
  return settings
    .filter(({ key }) => !isOnReceipt(key))
    .flatMap((setting) => settingRows(state, setting));
}

function settingRows(
  state: RegisterState,
  { key, texts, inQuestion, coming }: OfficeSetting,
): ReadonlyArray<OfficeRow> {
  const label = wordsFor(state).officeSettings[key];
  const choices = settingChoices(state, key);
  const detail = texts
    .map((text) => settingShown(state, key, labelOf(choices.choices, text)))
    .join(", ");
  if (!isDated(key)) {
    return [{ label, detail, inQuestion, target: { type: "setting", key, texts, ...choices } }];
  }
  const of = { type: "setting", key } as const;
  const dated = { type: "dated", of, field: key, name: label, ...choices } as const;
  const target = { ...dated, text: texts[0] ?? "" };
  const now: OfficeRow = { label, detail, inQuestion, target };
  return [now, ...comingRows(state, dated, coming)];
}

function settingChoices(
  state: RegisterState,
  key: SettingKey,
): { readonly choices?: ReadonlyArray<Choice> } {
  if (key === "language") return { choices: LANGUAGE_CHOICES };
  const names = wordsFor(state).officeChoices;
  if (key === "key-layout") {
    const any = { text: "any", label: names.any };
    return { choices: [any, ...KEY_LAYOUTS.map((text) => ({ text, label: text }))] };
  }
  if (
    key === "cash-direction" ||
    key === "tax-rounding" ||
    key === "tax-half" ||
    key === "hold-courses" ||
    key === "drawer-needed" ||
    key === "bill-tip"
  ) {
    return {
      choices: SETTING_SCHEMAS[key]().options.map((text) => ({ text, label: names[text] })),
    };
  }
  if (key !== "default-service") return {};
  return { choices: SERVICES.map((text) => ({ text, label: fieldName(state, text) })) };
}

/** The rows of the people who work here. */
function peopleRows(state: RegisterState, text: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const people = state.session?.office.people();
  if (people?.ok !== true) return [];
  const { name: called, isNew } = readCalled(text);
  const names = new Map(rolesOf(state).map((role) => [role.id, role.name]));
  const rows = people.value
    .filter(({ number, name }) => !isNew && (number === called || isFound(name, text)))
    .map(({ number, name, role, active, hasPin }): OfficeRow => {
      const marks = [
        names.get(role) ?? role,
        ...(active ? [] : [w.disabled]),
        ...(hasPin ? [] : [w.noPin]),
      ];
      const target = { type: "page", page: { type: "person", number } } as const;
      return { label: `${number} ${name}`, detail: marks.join(", "), target };
    });
  if (!/^\p{L}/u.test(called) || rows.length > 0) return rows;
  const page: OfficePage = { type: "new-person", name: called };
  return [{ label: w.newRow({ called }), detail: "", target: { type: "create", page } }];
}

function personRows(state: RegisterState, number: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const people = state.session?.office.people();
  const person = people?.ok === true ? people.value.find((it) => it.number === number) : undefined;
  if (person === undefined) return [];
  const { active, hasPin, badge, role, language = null } = person;
  const choices = roleChoices(state);
  return [
    { label: w.newPin, detail: hasPin ? "" : w.noPin, target: { type: "pin" } },
    {
      label: w.canSignIn,
      detail: active ? w.yes : w.no,
      target: { type: "person-active", active, choices: yesNo(w) },
    },
    { label: w.badge, detail: badge, target: { type: "badge", text: badge } },
    {
      label: w.role,
      detail: labelOf(choices, role),
      target: { type: "person-role", text: role, choices },
    },
    {
      label: wordsFor(state).labels.language,
      detail: language === null ? "" : LANGUAGE_NAMES[language],
      target: { type: "person-language", language, choices: LANGUAGE_CHOICES },
    },
  ];
}

function newPersonRows(
  state: RegisterState,
  { number = "", role = "" }: Extract<OfficePage, { type: "new-person" }>,
): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const choices = roleChoices(state);
  return [
    { label: w.number, detail: number, target: { type: "person-number" } },
    { label: w.role, detail: labelOf(choices, role), target: { type: "person-role", choices } },
    { label: w.pin, detail: "", target: { type: "pin" } },
  ];
}

function roleChoices(state: RegisterState): ReadonlyArray<Choice> {
  return rolesOf(state).map(({ id, name }) => ({ text: id, label: name }));
}
