/** The note of a restored till: up to when its backup knew the shop, and when that was restored. */

import * as z from "zod";

import { type Store } from "../../ledger/store.ts";

const RESTORED_KEY = "restored";
/** Everybody who works at the till within a day reads it once they log in. */
const SHOWN_MS = 24 * 3_600_000;

const noteSchema = z.object({ knowsUntilMs: z.number(), restoredMs: z.number() });

export function noteRestored(
  store: Pick<Store, "setLocal">,
  note: z.output<typeof noteSchema>,
): void {
  store.setLocal(RESTORED_KEY, JSON.stringify(note));
}

/** Returns up to when a till knew the shop that was restored of late; undefined for any other. */
export function restoredUntilMs(store: Pick<Store, "local">, nowMs: number): number | undefined {
  const text = store.local(RESTORED_KEY);
  if (text === undefined) return undefined;
  const { knowsUntilMs, restoredMs } = noteSchema.parse(JSON.parse(text));
  return nowMs - restoredMs < SHOWN_MS ? knowsUntilMs : undefined;
}
