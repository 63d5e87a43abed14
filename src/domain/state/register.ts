/**
 * One field that several tills may write apart.
 *
 * Folded in the total order of keys, so the last open write has the largest key and is the value. A
 * write names in `over` every write that nothing had replaced where it was made; what two tills wrote
 * apart therefore stays open beside each other until a third write names both. Source: docs/rules/merging.md, L1.
 */

import { type EventId } from "../identity.ts";

export interface Register<Value> {
  /** Writes that nothing has replaced, by rising key. */
  readonly open: ReadonlyArray<OpenWrite<Value>>;
  /** Writes that were here and are replaced: they tell an absent write from an old one. */
  readonly gone: ReadonlyArray<EventId>;
}

interface OpenWrite<Value> {
  readonly id: EventId;
  readonly value: Value;
  /**
   * The write names one that is not here, or replaces a blind one. For questions to people alone it
   * counts as having known all writes before it.
   */
  readonly blind: boolean;
}

export interface RegisterWrite<Value> {
  readonly id: EventId;
  readonly value: Value;
  readonly over: ReadonlyArray<EventId>;
}

export function emptyRegister<Value>(): Register<Value> {
  return { open: [], gone: [] };
}

export function writeRegister<Value>(
  register: Register<Value>,
  { id, value, over }: RegisterWrite<Value>,
): Register<Value> {
  if (over.length === 0)
    return { ...register, open: [...register.open, { id, value, blind: false }] };
  const writesHeard = new Set<EventId>([
    ...register.gone,
    ...register.open.map((write) => write.id),
  ]);
  const replaced = register.open.filter((write) => over.includes(write.id));
  // A write that replaces a blind one has heard what the blind one knew.
  const blind =
    over.some((named) => !writesHeard.has(named)) || replaced.some((write) => write.blind);
  return {
    open: [...register.open.filter((write) => !over.includes(write.id)), { id, value, blind }],
    gone: [...register.gone, ...replaced.map((write) => write.id)],
  };
}

export function registerValue<Value>(register: Register<Value>): Value | undefined {
  return register.open.at(-1)?.value;
}

/** The most writes that one event may name: the newest count, and a later write names the rest. */
const OVER_MAX = 256;

/** Returns the ids of the open writes of a field, which its next write has to name; the newest 256. */
export function openWriteIds(register: Register<unknown> | undefined): EventId[] {
  return (register?.open ?? []).slice(-OVER_MAX).map((write) => write.id);
}

/** Whether a field that somebody names is one that tills have written apart. */
export function isInQuestion(
  { fields }: { readonly fields: Readonly<Record<string, Register<unknown>>> },
  field: string,
  named: ReadonlyArray<string>,
): boolean {
  const register = fields[field];
  return register !== undefined && named.includes(field) && isContested(register);
}

/**
 * Returns what tills wrote apart, each value once, by the rising key of its last write; one value where nothing is in
 * question.
 */
export function openValues<Value>({ open }: Register<Value>): ReadonlyArray<OpenWrite<Value>> {
  const lastBlind = open.findLastIndex((write) => write.blind);
  const byText = new Map<string, OpenWrite<Value>>();
  for (const write of open.slice(Math.max(lastBlind, 0))) {
    const text = JSON.stringify(write.value);
    byText.delete(text);
    byText.set(text, write);
  }
  return [...byText.values()];
}

/** Whether writes made apart differ: then a person has to say which one holds. */
export function isContested(register: Register<unknown>): boolean {
  return register.open.length > 1 && openValues(register).length > 1;
}
