/** Errors of the store, for those above who may not know the ledger. */

import { type Locale } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { type StoreError, storeErrorOf } from "../ledger/store-error.ts";
import { tillWords } from "../words/made/till/all.ts";

/** Undefined for anything that no store and no file system says: a fault of ours. */
export function asStoreError(cause: unknown): StoreError | undefined {
  return storeErrorOf(cause);
}

/**
 * The sentence when the store refused for now, and nothing was written: the register goes on. Any
 * other trouble of the store ends it, because then nobody knows what the disk holds.
 */
export function tryStore<Value>(work: () => Value, locale: Locale = "en"): Value | string {
  try {
    return work();
  } catch (cause) {
    return noRoomSentence(cause, locale);
  }
}

/** Runs asynchronous work on the store, with the same sentence for a full disk. */
export async function tryStoreAsync<Value>(
  work: () => Promise<Value>,
  locale: Locale,
): Promise<Value | string> {
  try {
    return await work();
  } catch (cause) {
    return noRoomSentence(cause, locale);
  }
}

/** Throws what is no such refusal. */
function noRoomSentence(cause: unknown, locale: Locale): string {
  const storeError = asStoreError(cause);
  if (storeError?.type === "store/full") return wordsIn(tillWords, locale).desk.full;
  if (storeError?.type === "store/locked") return wordsIn(tillWords, locale).desk.locked;
  throw cause;
}
