/** Ids of new entries, made of their names, so that whoever reads an event or a file knows them. */

import { foldText, wordsOf } from "./entry-text.ts";

const LENGTH_MAX = 40;

/** Small letters, digits and hyphens; counted on when there is one already. */
export function newEntryId(name: string, taken: ReadonlySet<string>): string {
  const words = wordsOf(foldText(name).replaceAll(/[^\u0020-\u007e]/gu, ""));
  const id = words.join("-").slice(0, LENGTH_MAX).replace(/-$/u, "");
  return firstFree(id === "" ? "new" : id, taken);
}

/** Returns a new SKU: an id in capitals. */
export function newSku(name: string, taken: { readonly has: (sku: string) => boolean }): string {
  return firstFree(newEntryId(name, new Set()).toUpperCase(), taken);
}

function firstFree(id: string, taken: { readonly has: (id: string) => boolean }): string {
  let free = id;
  for (let count = 2; taken.has(free); count += 1) free = `${id}-${count}`;
  return free;
}
