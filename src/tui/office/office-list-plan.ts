/** Goods that are put on a price list: `pilsner 2.50`, `pilsner 20%`. */

import { foldName } from "../../domain/entry-text.ts";
import { entryFields, fieldsAfter, planEdit } from "../../domain/office/entry-edit.ts";
import { type EditFault, type EntryName, type EntryWish } from "../../domain/office/entry-wish.ts";
import { fieldSentence } from "../../domain/office/field-text.ts";
import { ONE_PRICE } from "../../domain/office/list-edit.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type TillContext } from "../till-context.ts";
import { changeField } from "./office-changes.ts";
import { type OfficePlan, ready, refusedPlan, type Typed } from "./office-enter.ts";
import { listFieldName } from "./office-list-rows.ts";
import { type RowTarget } from "./office-row.ts";
import { findEntries, type FoundEntry } from "./office-search.ts";
import { fieldName, officeWords } from "./office-words.ts";

/** The price is what comes last. */
const GOODS_AND_PRICE = /^(?<goods>.*\S)\s+(?<price>[0-9]+(?:[.,][0-9]+)?\s?%?)$/u;

export function planListed(
  till: TillContext,
  { label, typed }: Typed<Extract<RowTarget, { type: "field" }>>,
  name: EntryName,
): OfficePlan {
  const w = officeWords(till);
  const { goods = "", price = "" } = GOODS_AND_PRICE.exec(typed)?.groups ?? {};
  if (goods === "") return refusedPlan(w.listedHow);
  const found = findOne(till, goods, label);
  if (!found.ok) return refusedPlan(found.fault);
  const field = ONE_PRICE + found.value.id;
  const shop = { catalogue: till.catalogue(), currency: till.currency };
  const wish: EntryWish = { ...name, isNew: false, fields: [{ field, text: price }] };
  const planned = planEdit(wish, shop);
  if (!planned.ok) return refusedPlan(faultSentence(till, planned.fault));
  const [before = "", after = ""] = [entryFields(name, shop), fieldsAfter(planned.value, shop)].map(
    (fields) => fields?.find((it) => it.field === field)?.text,
  );
  if (before === after) return refusedPlan(w.sameAlready({ label: found.value.name, text: after }));
  const preview = w.changeOf({ label: found.value.name, before, after });
  return ready(preview, (state) => changeField(till, state, { wish, what: preview }));
}

/** By a code, by the whole name, or by words that nothing else has. */
function findOne(till: TillContext, goods: string, label: string): Result<FoundEntry, string> {
  const w = officeWords(till);
  const found = findEntries(till.entryNames().of("product"), goods);
  const folded = foldName(goods);
  const exact = found.filter(({ name }) => foldName(name) === folded);
  const [one, other] = exact.length === 1 ? exact : found;
  if (one === undefined) return err(w.noSuch({ label, typed: goods }));
  return other === undefined ? ok(one) : err(w.whichOf({ names: found.map(({ name }) => name) }));
}

export function faultSentence(till: TillContext, fault: EditFault): string {
  const w = officeWords(till);
  if (fault.type === "entry/wrong") {
    const name = fault.field.startsWith(ONE_PRICE)
      ? listFieldName(till, fault.field)
      : fieldName(till, fault.field);
    return fieldSentence(name, fault.message);
  }
  return w.noSuch({ label: fault.of, typed: fault.id });
}
