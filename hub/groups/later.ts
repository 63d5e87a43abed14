/**
 * Publications for a business day, kept beside the group's model until each shop has begun that day. What they say of a
 * field is published by nothing else until then.
 */

import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";

import { type BusinessDay, type ShopId, type StreamId } from "../../src/domain/identity.ts";
import { PRICE_FIELD } from "../../src/domain/state/entry-state.ts";
import { type Entry } from "./entry-fields.ts";
import { groupFolder } from "./group-folder.ts";
import { type AheadPrice, type FieldChange } from "./said.ts";

export interface Later {
  /** The name by which a shop's ledger says that it has it. */
  readonly id: string;
  readonly day: BusinessDay;
  /** The entries as the model had them. */
  readonly entries: ReadonlyArray<Entry>;
  /** What is published of them, by `fieldKey`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether values of a shop's own give way as well; missing in what an older program kept. */
  readonly insists?: boolean;
  /** The only shop that it is for; missing where it is for all of the group. */
  readonly shop?: ShopId;
}

export function fieldKey({ stream, field }: Pick<FieldChange, "stream" | "field">): string {
  return `${stream} ${field}`;
}

/** Returns the streams of the products whose price is published for that day. */
export function pricedStreams({ entries, values }: Later): ReadonlyArray<StreamId> {
  return entries
    .map(({ stream }) => stream)
    .filter((stream) => Object.hasOwn(values, fieldKey({ stream, field: PRICE_FIELD })));
}

/** Returns the prices of a product that are published for days to come. */
export function aheadIn(
  all: ReadonlyArray<Later>,
): (stream: StreamId) => ReadonlyArray<AheadPrice> {
  return (stream) =>
    all.flatMap(({ day, values, insists = false }) => {
      const key = fieldKey({ stream, field: PRICE_FIELD });
      return Object.hasOwn(values, key) ? [{ day, price: values[key], insists }] : [];
    });
}

/** Prices for a later day, taxes and some settings have their days in the model. */
export function hasOwnDay({ field }: Pick<FieldChange, "field">): boolean {
  return field.includes("@");
}

function fileOf(hub: string, name: string): string {
  return `${groupFolder(hub, name)}.later.json`;
}

export function readLater(hub: string, name: string): ReadonlyArray<Later> {
  const file = fileOf(hub, name);
  // Written by this program alone, and whole.
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ReadonlyArray<Later>) : [];
}

/** Returns another text once somebody has written what is kept. */
export function laterStamp(hub: string, name: string): string {
  const file = statSync(fileOf(hub, name), { throwIfNoEntry: false });
  return `${file?.ino} ${file?.mtimeMs}`;
}

export function writeLater(hub: string, name: string, all: ReadonlyArray<Later>): void {
  const file = fileOf(hub, name);
  writeFileSync(`${file}.part`, JSON.stringify(all), { mode: 0o600, flush: true });
  renameSync(`${file}.part`, file);
}

/** Adds a publication, which says instead of those before it for the same shops what it says. */
export function withLater(all: ReadonlyArray<Later>, later: Later): ReadonlyArray<Later> {
  const before = all.flatMap((it) => {
    if (it.shop !== later.shop) return [it];
    const values = Object.entries(it.values).filter(([key]) => !Object.hasOwn(later.values, key));
    return values.length === 0
      ? []
      : [Object.assign({}, it, { values: Object.fromEntries(values) })];
  });
  return [...before, later];
}
