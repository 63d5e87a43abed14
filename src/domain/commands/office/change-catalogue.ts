/** Changes or adds one entry of the catalogue; only fields that differ are written. */

import { assertNever } from "../../base/assert-never.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type BusinessDay, toStreamId } from "../../identity.ts";
import { planEdit } from "../../office/entry-edit.ts";
import { type EditContext, type EntryEdit, type EntryWish } from "../../office/entry-wish.ts";
import { SHEET_COLUMNS } from "../../office/goods-sheet.ts";
import { taxServices } from "../../office/tax-class-edit.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { priceOn } from "../../prices/price-plans.ts";
import { type EntryState } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { listPrices } from "./change-lists.ts";
import { changeProduct } from "./change-products.ts";
import { laterDay } from "./plan-price.ts";
import { planTaxes } from "./plan-values.ts";

/** Refused where nothing would change. */
export function decideChangeEntry(
  context: Pick<DecisionContext, "view" | "staff" | "day" | "at">,
  wish: EntryWish,
  shop: EditContext,
): Decision {
  const allowed = requirePermission(context, "catalogue");
  if (!allowed.ok) return allowed;
  const edit = planEdit(wish, shop);
  if (!edit.ok) return edit;
  const { type, id } = wish;
  const entry = context.view.state("cat", entryName(type, id));
  const named = wish.fields.map(({ field }) => registerOf(edit.value, field));
  if (edit.value.type === "product" && wish.isNew && wish.fromDay !== undefined) {
    return decideLaterProduct(context, edit.value, wish.fromDay);
  }
  const isUnpriced = type === "product" && priceOn(entry, context.day) === undefined;
  if (isUnpriced && named.includes("active") && !named.includes("price") && !wish.isNew) {
    return err({ type: "product/no-price", name: edit.value.after.name });
  }
  const dated = datedDrafts(context, edit.value, wish);
  if (!dated.ok) return dated;
  const drafts = [
    ...draftsOf(edit.value, entry, named),
    ...(edit.value.type === "price-list" ? listPrices(context.view, id, edit.value.prices) : []),
    ...dated.value,
  ];
  return drafts.length === 0
    ? err({ type: "entry/same", name: edit.value.after.name })
    : ok(drafts);
}

/** A product with a price only from a later day is not sold until then. */
function decideLaterProduct(
  context: Pick<DecisionContext, "view" | "day">,
  edit: Extract<EntryEdit, { readonly type: "product" }>,
  fromDay: BusinessDay,
): Decision {
  const day = laterDay(context, fromDay);
  if (!day.ok) return day;
  const { sku, price } = edit.after;
  const name = entryName("product", sku);
  const drafts = changeProduct(edit, context.view.state("cat", name)).map(unpriced);
  const body = { price, fromDay: day.value };
  return ok([...drafts, { kind: "price/planned", streams: [toStreamId("cat", name)], body }]);
}

function unpriced(draft: Draft): Draft {
  if (draft.kind !== "product/set") return draft;
  const { price: _, ...set } = draft.body.set;
  return { ...draft, body: { ...draft.body, set } };
}

/** Taxes of a class that is there change with a day; all else at once. */
function datedDrafts(
  context: Pick<DecisionContext, "view" | "staff" | "day" | "at">,
  edit: EntryEdit,
  { isNew, fields, fromDay }: EntryWish,
): Result<ReadonlyArray<Draft>, Refusal> {
  const services = edit.type === "tax-class" && !isNew ? taxServices(fields) : [];
  if (edit.type === "tax-class" && services.length > 0) {
    return planTaxes(context, edit, { services, fromDay });
  }
  return fromDay === undefined ? ok([]) : err({ type: "entry/at-once", name: edit.after.name });
}

/** Returns the name that events use for a field. */
function registerOf({ type }: EntryEdit, field: string): string {
  if (type === "product") {
    return SHEET_COLUMNS.find(([heading]) => heading === field)?.[1] ?? field;
  }
  if (type === "modifier-group") {
    if (field === "free") return "freeCount";
    if (field === "ask") return "asked";
    return /^(?:option|recipe|station)/u.test(field) ? "options" : field;
  }
  return field;
}

function draftsOf(
  edit: EntryEdit,
  entry: EntryState,
  named: ReadonlyArray<string>,
): ReadonlyArray<Draft> {
  if (edit.type === "product") return changeProduct(edit, entry, named);
  const { id, ...after } = edit.after;
  const before: Readonly<Record<string, unknown>> = { ...edit.before };
  const isDated = edit.type === "tax-class" && edit.before !== undefined;
  const changed = Object.entries(after).filter(
    ([field, value]) =>
      !(isDated && field === "taxesByService") &&
      (JSON.stringify(before[field]) !== JSON.stringify(value) ||
        isInQuestion(entry, field, named)),
  );
  if (changed.length === 0) return [];
  const set = Object.fromEntries(changed);
  const replaced = changed.map(([field]) => [field, openWriteIds(entry.fields[field])] as const);
  const over = Object.fromEntries(replaced.filter(([, writes]) => writes.length > 0));
  const place = { streams: [toStreamId("cat", entryName(edit.type, id))], body: { set, over } };
  switch (edit.type) {
    case "category":
      return [{ kind: "category/set", ...place }];
    case "station":
      return [{ kind: "station/set", ...place }];
    case "modifier-group":
      return [{ kind: "modifier-group/set", ...place }];
    case "tax-class":
      return [{ kind: "tax-class/set", ...place }];
    case "price-list":
      return [{ kind: "price-list/set", ...place }];
    default:
      return assertNever(edit, "edit");
  }
}
