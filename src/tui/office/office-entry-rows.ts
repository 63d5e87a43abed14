/** The rows of one entry of the catalogue: its fields, and prices that are still to come. */

import { type CatalogueType } from "../../domain/catalogue-view.ts";
import { entryFields } from "../../domain/entry-edit.ts";
import { type EntryName } from "../../domain/entry-wish.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { choicesOf, labelOf, type OfficeRow, type RowTarget, yesNo } from "./office-row.ts";
import { type OfficePage } from "./office-state.ts";
import { fieldName, officeWords } from "./office-words.ts";

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

export function fieldRows(
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

export function newEntryRows(
  till: TillContext,
  { of, called }: Extract<OfficePage, { type: "new-entry" }>,
): ReadonlyArray<OfficeRow> {
  const field = FIRST_FIELD[of] ?? "name";
  const target = { type: "field", field, text: "" } as const;
  return [{ label: fieldName(till, field), detail: called, target }];
}
