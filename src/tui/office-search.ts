/** Entries of the catalogue by what is typed, also those that are not sold any more; fast with 20,000. */

import { toGtin14 } from "../domain/goods/barcode.ts";
import { type Catalogue } from "../domain/goods/catalogue.ts";
import { entriesOf } from "../domain/office/entry-edit.ts";
import { type CatalogueType } from "../domain/prices/catalogue-view.ts";
import { compareText, foldName, foldText, wordsOf } from "../domain/text/entry-text.ts";

export interface FoundEntry {
  readonly id: string;
  readonly name: string;
}

/** The most rows of a search: a person types more of the name instead. */
const FOUND_MAX = 200;

interface NamedEntry extends FoundEntry {
  readonly folded: string;
  readonly words: ReadonlyArray<string>;
  /** The texts that the other fields are made of: while they are the same, the others are. */
  readonly source: string;
  /** Folded: SKU or id, PLU, short code, barcodes. */
  readonly codes: ReadonlyArray<string>;
}

/** Folded once for each state of the catalogue. */
export interface EntryNames {
  readonly of: (type: CatalogueType) => ReadonlyArray<NamedEntry>;
  /** The types that were asked for so far. */
  readonly known: ReadonlyMap<CatalogueType, ReadonlyArray<NamedEntry>>;
}

/** `before`: of a catalogue that differs little, so that not every name is folded anew. */
export function createEntryNames(catalogue: Catalogue, before?: EntryNames): EntryNames {
  const known = new Map<CatalogueType, ReadonlyArray<NamedEntry>>();
  // Nothing else of before, which has the one before that in hand, and each a catalogue.
  const knownBefore = before?.known;
  return {
    known,
    of: (type) => {
      const names = known.get(type) ?? namesOf(catalogue, type, knownBefore?.get(type) ?? []);
      known.set(type, names);
      return names;
    },
  };
}

/**
 * Finds entries by a code or by words of the name: first who has the code, then who is called so, then whose
 * name begins so, each in the order of names.
 */
export function findEntries(
  entries: ReadonlyArray<NamedEntry>,
  typed: string,
): ReadonlyArray<FoundEntry> {
  const folded = foldText(typed);
  const words = wordsOf(folded);
  const code = toFoldedCode(typed);
  if (folded === "") return entries.slice(0, FOUND_MAX);
  const byCode = entries.filter(({ codes }) => codes.includes(code));
  const named =
    words.length === 0
      ? []
      : entries.filter((entry) =>
          words.every((word) => entry.words.some((it) => it.startsWith(word))),
        );
  const called = named.filter((entry) => entry.folded === folded);
  const begun = named.filter((entry) => entry.folded.startsWith(folded));
  return [...new Set([...byCode, ...called, ...begun, ...named])].slice(0, FOUND_MAX);
}

function namesOf(
  catalogue: Catalogue,
  type: CatalogueType,
  before: ReadonlyArray<NamedEntry>,
): ReadonlyArray<NamedEntry> {
  const beforeById = new Map(before.map((entry) => [entry.id, entry]));
  return [...entriesOf(catalogue, type)]
    .map(([id, { name }]): NamedEntry => {
      const codes = codesOf(catalogue, type, id);
      const source = [name, ...codes].join("\n");
      const known = beforeById.get(id);
      if (known?.source === source) return known;
      const folded = foldName(name);
      return { id, name, source, folded, words: wordsOf(folded), codes: codes.map(toFoldedCode) };
    })
    .toSorted((a, b) => compareText(a.folded, b.folded) || compareText(a.id, b.id));
}

function codesOf(catalogue: Catalogue, type: CatalogueType, id: string): ReadonlyArray<string> {
  const product = type === "product" ? catalogue.productsBySku.get(id) : undefined;
  if (product === undefined) return [id];
  const { plu, shortCode, barcodes } = product;
  return [id, plu, shortCode, ...barcodes].filter((code) => code !== "");
}

/** Barcodes of 8, 12 and 13 digits are the same as with noughts before them. */
function toFoldedCode(code: string): string {
  const folded = foldText(code);
  return /^[0-9]{8,14}$/u.test(folded) ? toGtin14(folded) : folded;
}
