/** The rows of one entry of the catalogue: its fields, and prices that are still to come. */

import { type CatalogueType } from "../../domain/catalogue-view.ts";
import { type Service, SERVICES } from "../../domain/catalogue.ts";
import { entryFields } from "../../domain/office/entry-edit.ts";
import { type EntryName } from "../../domain/office/entry-wish.ts";
import { type ComingText } from "../ports/office-port.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import {
  listDetail,
  listFieldName,
  listTarget,
  NEW_PRICE,
  rowsOfLists,
} from "./office-list-rows.ts";
import {
  choicesOf,
  labelOf,
  labelsOf,
  type OfficeRow,
  type RowTarget,
  yesNo,
} from "./office-row.ts";
import { type OfficePage } from "./office-state.ts";
import { dayText, valueText, fieldName, officeWords } from "./office-words.ts";

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

const ADDED_ONE_BY_ONE: Readonly<Partial<Record<CatalogueType, string>>> = {
  "modifier-group": "option",
  "price-list": NEW_PRICE,
};

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
  const rows = ordered.flatMap(({ field, text }): ReadonlyArray<OfficeRow> => {
    if (name.type === "price-list") {
      const label = listFieldName(till, field);
      const detail = listDetail(till, field, text);
      const target = listTarget(till, field, text);
      return [{ label, detail, inQuestion: inQuestion.has(field), target }];
    }
    if (name.type === "tax-class" && isService(field)) {
      return taxRows(till, session, { name, service: field, text });
    }
    const target = fieldTarget(till, field, text);
    const detail = valueText(till, field, labelsOf(target, text));
    const isAsked = inQuestion.has(field);
    const row: OfficeRow = { label: fieldName(till, field), detail, inQuestion: isAsked, target };
    if (field !== "price") return [row];
    return [row].concat(planRows(till, session, name.id), rowsOfLists(till, name.id));
  });
  const added = ADDED_ONE_BY_ONE[name.type];
  if (added === undefined) return rows;
  const target = { type: "field", field: added, text: "" } as const;
  return [...rows, { label: fieldName(till, added), detail: "", target }];
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

/** The taxes of one service, and those that are still to come. */
function taxRows(
  till: TillContext,
  session: RegisterState["session"],
  {
    name,
    service,
    text,
  }: { readonly name: EntryName; readonly service: Service; readonly text: string },
): ReadonlyArray<OfficeRow> {
  const label = fieldName(till, service);
  const of = { type: "taxes", name, service } as const;
  const dated = { type: "dated", of, field: service, name: label } as const;
  const coming = session?.office.plannedTaxes(name.id) ?? [];
  return [
    { label, detail: text, target: { ...dated, text } },
    ...comingRows(
      till,
      dated,
      coming.filter(({ field }) => field === service),
    ),
  ];
}

/** Below the field: from a day on, and what then. */
export function comingRows(
  who: Parameters<typeof officeWords>[0],
  dated: Omit<Extract<RowTarget, { readonly type: "dated" }>, "text" | "fromDay">,
  coming: ReadonlyArray<ComingText>,
): ReadonlyArray<OfficeRow> {
  return coming.map(({ text, fromDay, inQuestion }) => ({
    label: officeWords(who).priceRow({ day: dayText(who, fromDay) }),
    detail: labelOf(dated.choices, text),
    inQuestion,
    target: { ...dated, text, fromDay },
  }));
}

function isService(field: string): field is Service {
  return SERVICES.some((service) => service === field);
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
      label: w.priceRow({ day: dayText(till, fromDay) }),
      detail: text,
      target: { type: "plan", fromDay, text },
    };
  });
}

export function newEntryRows(
  till: TillContext,
  { of }: Extract<OfficePage, { type: "new-entry" }>,
): ReadonlyArray<OfficeRow> {
  const field = FIRST_FIELD[of] ?? "name";
  const target = { type: "field", field, text: "" } as const;
  return [{ label: fieldName(till, field), detail: "", target }];
}
