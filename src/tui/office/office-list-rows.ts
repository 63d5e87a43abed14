/** The rows of a price list: when it holds, and what is on it. */

import { SERVICES } from "../../domain/catalogue.ts";
import { DAY_WORDS, listFields, ONE_PRICE } from "../../domain/office/list-edit.ts";
import { listedPriceText } from "../../domain/office/listed-price-text.ts";
import { type TillContext } from "../till-context.ts";
import { wordsFor } from "../words.ts";
import { type Choice, type OfficeRow, type RowTarget, severalText, yesNo } from "./office-row.ts";
import { amountText, fieldName, officeWords } from "./office-words.ts";

/** The row in which goods are put on the list. */
export const NEW_PRICE = "listed";

/** When and for whom it holds. */
const WHEN_FIELDS: ReadonlySet<string> = new Set(["days", "hours", "services", "groups"]);

/** Each group of customers that a list which is in use is for. */
export function groupsOfLists(till: Pick<TillContext, "catalogue">): ReadonlyArray<string> {
  const lists = [...till.catalogue().priceListsById.values()].filter(({ active }) => active);
  return [...new Set(lists.flatMap(({ groups }) => groups))].toSorted();
}

/** Beside its name in the list of them. */
export function whenListHolds(till: TillContext, id: string): string {
  const w = officeWords(till);
  const list = till.catalogue().priceListsById.get(id);
  if (list === undefined) return "";
  if (!list.active) return w.listEnded;
  const texts = listFields(list, new Map(), till.currency)
    .filter(({ field, text }) => WHEN_FIELDS.has(field) && text !== "")
    .map(({ field, text }) => severalText(listTarget(till, field, text).choices, text));
  return texts.length === 0 ? w.listAlways : texts.join(", ");
}

/** What a field of a list is called: a price is called as its product. */
export function listFieldName(till: TillContext, field: string): string {
  if (field === "active") return fieldName(till, "in use");
  if (!field.startsWith(ONE_PRICE)) return fieldName(till, field);
  const sku = field.slice(ONE_PRICE.length);
  return till.catalogue().productsBySku.get(sku)?.name ?? sku;
}

/** Typed as text, which `-` takes away. */
const CLEARED: ReadonlySet<string> = new Set(["hours", "groups"]);

export function listTarget(
  till: TillContext,
  field: string,
  text: string,
): Extract<RowTarget, { type: "field" }> {
  const target = { type: "field", field, text } as const;
  switch (field) {
    case "days":
      return { ...target, choices: dayChoices(till), several: true, clears: true };
    case "services":
      return { ...target, choices: serviceChoices(till), several: true, clears: true };
    case "active":
      return { ...target, choices: yesNo(officeWords(till)) };
    default:
      return { ...target, clears: CLEARED.has(field) || field.startsWith(ONE_PRICE) };
  }
}

/** What nothing stands for in the fields of a list. */
export function listDetail(till: TillContext, field: string, text: string): string {
  const w = officeWords(till);
  const nothing: Readonly<Record<string, string>> = {
    days: w.everyDay,
    hours: w.allDay,
    services: w.allServices,
    groups: w.allGroups,
  };
  return text === ""
    ? (nothing[field] ?? "")
    : severalText(listTarget(till, field, text).choices, text);
}

/** Below a product's own price: each list that it is on, or may be, which Enter opens. */
export function rowsOfLists(till: TillContext, sku: string): ReadonlyArray<OfficeRow> {
  const { priceListsById, listedPrices, askedOff } = till.catalogue();
  const prices = listedPrices.get(sku);
  const lists = [...(prices?.keys() ?? []), ...(askedOff.get(sku) ?? [])];
  return lists.flatMap((id): ReadonlyArray<OfficeRow> => {
    const list = priceListsById.get(id);
    if (list === undefined) return [];
    const price = prices?.get(id);
    const name = { type: "price-list", id } as const;
    return [
      {
        label: list.name,
        detail: price === undefined ? "" : amountText(till, listedPriceText(price, till.currency)),
        inQuestion: price?.inQuestion ?? true,
        target: { type: "page", page: { type: "entry", name } },
      },
    ];
  });
}

function dayChoices(till: TillContext): ReadonlyArray<Choice> {
  const names = wordsFor(till).officeDays;
  return DAY_WORDS.map((text) => ({ text, label: names[text] }));
}

function serviceChoices(till: TillContext): ReadonlyArray<Choice> {
  return SERVICES.map((text) => ({ text, label: fieldName(till, text) }));
}
