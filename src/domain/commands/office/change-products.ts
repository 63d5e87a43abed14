/** The events that make products what they are to be: only what differs is written. */

import { type Draft } from "../../events/kinds.ts";
import { type Product } from "../../goods/catalogue.ts";
import { USUAL_RULES } from "../../goods/sale-rules.ts";
import { USUAL_KEEPING } from "../../goods/stock-keeping.ts";
import { toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { changedFields, type ProductChange } from "../../office/goods-import.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { type EntryState } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds } from "../../state/register.ts";

type ProductSet = Extract<Draft, { readonly kind: "product/set" }>["body"]["set"];
/**
 * The fields that a product's entry keeps; the SKU is the stream's name, and barcodes come and go
 * one by one.
 */
type Field = Exclude<keyof Product, "sku" | "barcodes">;

const SELDOM = { ...USUAL_KEEPING, ...USUAL_RULES };
const SELDOM_FIELDS = Object.keys(SELDOM) as ReadonlyArray<keyof typeof SELDOM>;

export function changeProducts(
  view: Pick<LedgerView, "state">,
  changes: ReadonlyArray<ProductChange>,
): ReadonlyArray<Draft> {
  return changes.flatMap((change) =>
    changeProduct(change, view.state("cat", entryName("product", change.after.sku))),
  );
}

/**
 * `entry` is what the ledger holds of the product; its empty state for one that is new. `named` are the
 * fields that somebody has said: one that nobody had said before is written, and where tills have written
 * one apart, saying it ends the question.
 */
export function changeProduct(
  { before, after }: ProductChange,
  entry: EntryState,
  named: ReadonlyArray<string> = [],
): ReadonlyArray<Draft> {
  const streams = [toStreamId("cat", entryName("product", after.sku))];
  const fields = fieldsToWrite(
    before,
    after,
    (field) =>
      isInQuestion(entry, field, named) ||
      (named.includes(field) && entry.fields[field] === undefined),
  );
  const set: ProductSet = Object.fromEntries(fields.map((field) => [field, after[field]]));
  const replaced = fields.map((field) => [field, openWriteIds(entry.fields[field])] as const);
  const over = Object.fromEntries(replaced.filter(([, writes]) => writes.length > 0));
  const writes: ReadonlyArray<Draft> =
    fields.length === 0 ? [] : [{ kind: "product/set", streams, body: { set, over } }];
  const codesBefore = new Set(before?.barcodes);
  const added = [...new Set(after.barcodes).difference(codesBefore)];
  const gone = codesBefore.difference(new Set(after.barcodes));
  const removed = new Set(entry.removedCodes);
  const targets = entry.codes
    .filter(({ id, code }) => gone.has(code) && !removed.has(id))
    .map(({ id }) => id);
  return [
    ...writes,
    ...added.map((code): Draft => ({
      kind: "product/code-added",
      streams,
      body: { code, type: "ean" },
    })),
    ...(targets.length === 0
      ? []
      : [{ kind: "product/code-removed", streams, body: { targets } } as const]),
  ];
}

function fieldsToWrite(
  before: Product | undefined,
  after: Product,
  isWanted: (field: string) => boolean,
): ReadonlyArray<Field> {
  const all = Object.keys(after) as ReadonlyArray<keyof Product>;
  const changed = new Set(before === undefined ? all : changedFields(before, after));
  // Most goods have none, and say nothing of it.
  for (const field of before === undefined ? SELDOM_FIELDS : []) {
    if (JSON.stringify(after[field]) === JSON.stringify(SELDOM[field])) changed.delete(field);
  }
  if (before === undefined && after.combo.length === 0) changed.delete("combo");
  if (before === undefined && after.deposits.length === 0) changed.delete("deposits");
  return all
    .filter((field): field is Field => field !== "sku" && field !== "barcodes")
    .filter((field) => changed.has(field) || isWanted(field));
}
