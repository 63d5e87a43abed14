/**
 * The entries of a ledger that head office keeps for a group of shops, and their fields by the names that freedom is
 * given by: `product.price`, `role.permissions`, `setting.lock-after`.
 */

import { KINDS } from "../../src/domain/events/kinds.ts";
import { chainPosition, streamName, type StreamId, streamType } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { type CentralType } from "../../src/domain/office/change-fields.ts";
import { isDated, type SettingKey, SETTINGS } from "../../src/domain/settings/settings.ts";
import { codeOfField, type EntryState, listOfField } from "../../src/domain/state/entry-state.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";

const ENTRY_TYPES = [
  "setting",
  "tax-class",
  "category",
  "modifier-group",
  "price-list",
  "product",
  "role",
  "staff",
] as const satisfies ReadonlyArray<CentralType>;
export type EntryType = CentralType;

export interface Entry {
  readonly type: EntryType;
  /** The SKU of a product, the key of a setting, the id of anything else. */
  readonly id: string;
  readonly stream: StreamId;
  readonly state: EntryState;
}

/** Names of what a product has beside its fields: prices on lists, barcodes, prices for a later day. */
export const LISTED = "listed";
export const BARCODES = "barcodes";
export const PLANNED = "planned";

/** Settings of a shop's place, its boxes and its books: no group keeps them. */
const OWN_SETTINGS: ReadonlySet<string> = new Set<SettingKey>([
  "zone",
  "cutover",
  "language",
  "receipts",
  "routes",
  "key-layout",
  "scale-labels",
  "notify",
  "notify-to",
  "receipt-command",
  "hub",
  "datev",
  "xero-tax",
  "receipt-head",
]);

/** All names that freedom can be given by, by rising type. */
export function fieldNames(): ReadonlyArray<string> {
  const ofEntries = ENTRY_TYPES.flatMap((type) =>
    type === "setting" ? [] : fieldsOf(type).map((field) => `${type}.${field}`),
  );
  const settings = Object.keys(SETTINGS).filter((key) => !OWN_SETTINGS.has(key));
  return [
    ...ofEntries,
    ...[LISTED, BARCODES, PLANNED].map((field) => `product.${field}`),
    ...settings.map((key) => `setting.${key}`),
  ];
}

/** A person with another name is somebody else, so no shop is free to change that. */
function fieldsOf(type: Exclude<EntryType, "setting">): ReadonlyArray<string> {
  const fields = Object.keys(KINDS[`${type}/set`].schema().shape.set.shape);
  return type === "staff" ? fields.filter((field) => field !== "name") : fields;
}

/** Returns the name that freedom is given by, for a field as an entry's state names it. */
export function freedomName({ type, id }: Pick<Entry, "type" | "id">, field: string): string {
  if (type === "setting") return `setting.${id}`;
  if (type === "product") {
    if (listOfField(field) !== undefined) return `product.${LISTED}`;
    if (codeOfField(field) !== undefined) return `product.${BARCODES}`;
    if (field.startsWith("price@")) return `product.${PLANNED}`;
  }
  return type === "tax-class" && field.includes("@")
    ? "tax-class.taxesByService"
    : `${type}.${field}`;
}

/** Returns the entries that a group keeps, each as it stands in that ledger; for its people see `groupPeople`. */
export function entriesOf(view: LedgerView): ReadonlyArray<Entry> {
  return (["set", "cat", "role"] as const).flatMap((tag) =>
    view.tagged(tag).flatMap((stream): ReadonlyArray<Entry> => {
      const named = entryNamed(stream);
      if (named === undefined) return [];
      return [{ ...named, stream, state: stateOf(view, stream) }];
    }),
  );
}

/**
 * Returns the people whom a model keeps for its shops: all but those that it was founded with, who look after it. These
 * were written by the ledger itself, and whoever came later by a person.
 */
export function groupPeople(model: Ledger): ReadonlyArray<Entry> {
  return model.read((view) =>
    view.tagged("staff").flatMap((stream): ReadonlyArray<Entry> => {
      const state = stateOf(view, stream);
      const name = state.fields["name"];
      const first = name?.gone[0] ?? name?.open[0]?.id;
      if (first === undefined) return [];
      const { origin, seq } = chainPosition(first);
      const by = model.store.at(origin, seq)?.content.first.by ?? "";
      return by === "" ? [] : [{ type: "staff", id: streamName(stream), stream, state }];
    }),
  );
}

/** Returns how an entry stands there. */
export function stateOf(view: LedgerView, stream: StreamId): EntryState {
  return view.glance(streamType(stream) as "cat" | "set" | "role" | "staff", streamName(stream));
}

/** Returns what a stream is as an entry; undefined for any other, and for settings that a shop has for itself. */
export function entryNamed(stream: StreamId): Pick<Entry, "type" | "id"> | undefined {
  const name = streamName(stream);
  switch (streamType(stream)) {
    case "set":
      return isKept(name) ? { type: "setting", id: name } : undefined;
    case "role":
    case "staff":
      return { type: streamType(stream) as "role" | "staff", id: name };
    case "cat": {
      const cut = name.indexOf("/");
      const type = ENTRY_TYPES.find((it) => it === name.slice(0, cut));
      return type === undefined ? undefined : { type, id: name.slice(cut + 1) };
    }
    default:
      return undefined;
  }
}

function isKept(key: string): boolean {
  return Object.hasOwn(SETTINGS, key) && !OWN_SETTINGS.has(key);
}

/** Whether the entry is a setting that changes with a business day. */
export function isDatedSetting({ type, id }: Pick<Entry, "type" | "id">): boolean {
  return type === "setting" && isDated(id as SettingKey);
}
