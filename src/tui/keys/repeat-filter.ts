/**
 * A key that is held, or hit twice by a nervous finger, counts once: verbs within 150 ms unless something
 * is typed between, what takes money within 700 ms. Enter takes money only now and then: after what is
 * typed it waits for the last money, not for the last Enter. Just after a part of a split bill was paid,
 * no key takes the next guest's.
 */

import { FUNCTION_KEYS, type KeyName } from "./key-event.ts";

const VERB_GAP_MS = 150;
const MONEY_GAP_MS = 700;
const NEXT_PART_GAP_MS = 600;

const MONEY_KEYS: ReadonlySet<KeyName> = new Set<KeyName>(["f9", "ctrl-y", "f12", "ctrl-v"]);
/** The keys that take what is due, and that of the list where a digit takes it. */
const PART_KEYS: ReadonlySet<KeyName> = new Set<KeyName>([...MONEY_KEYS, "enter", "f10", "ctrl-o"]);
const FUNCTION_KEY_NAMES: ReadonlySet<string> = new Set(FUNCTION_KEYS);

export interface RepeatFilter {
  /** Whether the key counts. `inPayment`: Enter takes money there. */
  readonly counts: (key: KeyName, nowMs: number, inPayment: boolean) => boolean;
  /** Something was typed: a finger that did so holds no verb. What takes money waits all the same. */
  readonly typed: () => void;
  /**
   * Money was taken, by whichever key: Enter takes no more of it for a while. `isPart`: another part of
   * that bill follows, which no key takes for a while.
   */
  readonly tookMoney: (nowMs: number, isPart: boolean) => void;
}

export function createRepeatFilter(): RepeatFilter {
  const pressedMsByKey = new Map<KeyName, number>();
  const countedMsByKey = new Map<KeyName, number>();
  let tookMoneyMs: number | undefined;
  let tookPartMs: number | undefined;

  function counts(key: KeyName, nowMs: number, inPayment: boolean): boolean {
    const gapMs = gapOf(key, inPayment);
    if (gapMs === 0) return true;
    // A held key repeats itself from repeat to repeat; a second press waits from the first that counted.
    const isHeld = isWithin(VERB_GAP_MS, pressedMsByKey.get(key), nowMs);
    pressedMsByKey.set(key, nowMs);
    if (isHeld || isWithin(gapMs, countedMsByKey.get(key), nowMs)) return false;
    if (PART_KEYS.has(key) && isWithin(NEXT_PART_GAP_MS, tookPartMs, nowMs)) return false;
    if (key === "enter" && isWithin(gapMs, tookMoneyMs, nowMs)) return false;
    countedMsByKey.set(key, nowMs);
    return true;
  }

  function typed(): void {
    for (const keys of [pressedMsByKey, countedMsByKey]) {
      for (const key of keys.keys()) if (!MONEY_KEYS.has(key)) keys.delete(key);
    }
  }

  function tookMoney(nowMs: number, isPart: boolean): void {
    tookMoneyMs = nowMs;
    tookPartMs = isPart ? nowMs : undefined;
  }

  return { counts, typed, tookMoney };
}

/** A clock that was set back makes nobody wait. */
function isWithin(gapMs: number, fromMs: number | undefined, nowMs: number): boolean {
  return fromMs !== undefined && nowMs >= fromMs && nowMs - fromMs < gapMs;
}

function gapOf(key: KeyName, inPayment: boolean): number {
  if (MONEY_KEYS.has(key)) return MONEY_GAP_MS;
  if (key === "enter") return inPayment ? MONEY_GAP_MS : 0;
  return FUNCTION_KEY_NAMES.has(key) || key.startsWith("ctrl-") ? VERB_GAP_MS : 0;
}
