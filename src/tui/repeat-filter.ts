/**
 * A key that is held, or hit twice by a nervous finger, counts once: verbs within 150 ms, what takes
 * money within 700 ms.
 */

import { FUNCTION_KEYS, type KeyName } from "./key-event.ts";

const VERB_GAP_MS = 150;
const MONEY_GAP_MS = 700;

const MONEY_KEYS: ReadonlySet<KeyName> = new Set<KeyName>(["f9", "ctrl-y", "f12", "ctrl-v"]);
const FUNCTION_KEY_NAMES: ReadonlySet<string> = new Set(FUNCTION_KEYS);

export interface RepeatFilter {
  /** Whether the key counts. `inPayment`: Enter takes money there. */
  readonly counts: (key: KeyName, nowMs: number, inPayment: boolean) => boolean;
  /** Money was taken, by whichever key: Enter takes no more of it for a while. */
  readonly tookMoney: (nowMs: number) => void;
}

export function createRepeatFilter(): RepeatFilter {
  const lastMsByKey = new Map<KeyName, number>();

  function counts(key: KeyName, nowMs: number, inPayment: boolean): boolean {
    const gapMs = gapOf(key, inPayment);
    if (gapMs === 0) return true;
    const lastMs = lastMsByKey.get(key);
    // Remembered although it does not count: a held key repeats itself from repeat to repeat.
    lastMsByKey.set(key, nowMs);
    return lastMs === undefined || nowMs < lastMs || nowMs - lastMs >= gapMs;
  }

  function tookMoney(nowMs: number): void {
    lastMsByKey.set("enter", nowMs);
  }

  return { counts, tookMoney };
}

function gapOf(key: KeyName, inPayment: boolean): number {
  if (MONEY_KEYS.has(key)) return MONEY_GAP_MS;
  if (key === "enter") return inPayment ? MONEY_GAP_MS : 0;
  return FUNCTION_KEY_NAMES.has(key) || key.startsWith("ctrl-") ? VERB_GAP_MS : 0;
}
