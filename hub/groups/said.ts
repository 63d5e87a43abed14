/** How a field of an entry stands in a shop beside what the group's model says, and what becomes of it. */

import { isDeepStrictEqual } from "node:util";

import {
  type BusinessDay,
  type ChainEnd,
  type DeviceId,
  deviceOf,
  type EventId,
  type StreamId,
} from "../../src/domain/identity.ts";
import { type EntryState } from "../../src/domain/state/entry-state.ts";
import { isContested, openWriteIds, type Register } from "../../src/domain/state/register.ts";
import { type Entry } from "./entry-fields.ts";
import { type Lost } from "./model-marks.ts";

/**
 * What becomes of a field: `write`: the shop gets the model's value. `adopt`: it has that value already, and the office
 * answers for it from now on. `free`: the shop has a value of its own, as it may. `own`: it has one that it may not have
 * without asking, so that its people are asked. `asked`: they were, and have not answered. `kept`: they keep it. `later`: it
 * is published for a day that has not come. `contested`: two said otherwise apart, which people there settle first.
 * `learn`: the office published it after the copy that the model came back from, so that the model learns it.
 * `theirs`: the name of a person whom the shop had already, which the office can't read: people there are asked where it
 * is another one.
 */
export type Fate =
  | "write"
  | "adopt"
  | "free"
  | "own"
  | "asked"
  | "kept"
  | "contested"
  | "later"
  | "learn"
  | "theirs";

export interface FieldChange {
  readonly stream: StreamId;
  readonly type: Entry["type"];
  readonly id: string;
  /** As the entry's state names it, or a barcode by `codeField`. */
  readonly field: string;
  /** The shop's value; undefined where it has none. */
  readonly from: unknown;
  readonly to: unknown;
  readonly fate: Fate;
  /** The open writes in the shop, which the office's names. */
  readonly over: ReadonlyArray<EventId>;
  /** Plans of the office for that day that hold no longer. */
  readonly gone?: ReadonlyArray<EventId>;
  /** The only price that a planned one follows by itself in the shop. */
  readonly instead?: number;
  /** What an offer is about: the writes that the shop's value hangs on. None: what was offered is asked no more. */
  readonly about?: ReadonlyArray<EventId>;
  /** Where the model ended that the office published `from` of, and that is lost. */
  readonly of?: ChainEnd;
  /** What is sealed in `from` and `to`, as text; null where the office can't read the shop's, or there is none. */
  readonly texts?: Texts;
}

export interface Texts {
  readonly from: string | null;
  readonly to: string | null;
}

/** Returns the change with another fate, of which nobody is asked. */
export function unasked(change: FieldChange, fate: Fate): FieldChange {
  const { type, id, stream, field, from, to, over, texts } = change;
  const place = { type, id, stream, field, from, to, over };
  return { ...place, fate, ...(texts === undefined ? {} : { texts }) };
}

export interface AheadPrice {
  readonly day: BusinessDay;
  readonly price: unknown;
  /** Whether a price of the shop's own gives way. */
  readonly insists: boolean;
}

export interface Comparison {
  readonly model: ReadonlyArray<Entry>;
  /** Returns how an entry stands in the shop. */
  readonly shopState: (stream: StreamId) => EntryState;
  /** The devices of the shop that are, or were, head office. */
  readonly offices: ReadonlySet<DeviceId>;
  /** Names of `freedomName`. */
  readonly free: ReadonlySet<string>;
  /** Whether values of the shop's own give way as well, except those of free fields. */
  readonly insists: boolean;
  /** The business day of the shop. */
  readonly day: BusinessDay;
  /** The first day that no till of the shop has begun: taxes change then. */
  readonly nextDay: BusinessDay;
  readonly people: PeopleTexts;
  readonly lost: Lost;
  /** Returns the prices that are published for a day to come: they are planned there ahead of it. */
  readonly ahead: (stream: StreamId) => ReadonlyArray<AheadPrice>;
  /** Returns the shop's own entries, but for its people. */
  readonly ofShop: () => ReadonlyArray<Entry>;
}

/** What is sealed of people, as far as the office can read it. */
export interface PeopleTexts {
  /** The office in the shop. */
  readonly self: DeviceId;
  readonly modelText: (sealed: unknown) => string | undefined;
  readonly shopText: (sealed: unknown) => string | undefined;
  /** Whether its key is to be destroyed in the shop. */
  readonly isErased: (sealed: unknown) => boolean;
}

/** One field: what the model says, and how it stands in the shop. */
export interface Said {
  readonly field: string;
  readonly to: unknown;
  readonly from: unknown;
  /** Who wrote the shop's value: the office, somebody there, or nobody yet. */
  readonly by: "nobody" | "office" | "shop";
  /** The write that says the shop's value, and the model's own; missing where there is none. */
  readonly writes?: { readonly shop?: EventId | undefined; readonly model?: EventId | undefined };
  readonly isContested: boolean;
  /** Whether an earlier word of the office still stands beside what both say now. */
  readonly isOpen?: boolean;
  readonly over: ReadonlyArray<EventId>;
  readonly gone?: ReadonlyArray<EventId>;
  /** The only price that a planned one follows by itself in the shop. */
  readonly instead?: number;
  /** Whether both say the same; missing where that shows in the values. */
  readonly isSame?: boolean;
  /** The shop's value gives way to nothing but a word of its people, and the office never answers for it. */
  readonly isItsOwn?: boolean;
  readonly texts?: Texts;
  /** How the office answers for a value that is the same already, where not by that very field; null: not yet. */
  readonly adoption?: Pick<FieldChange, "field" | "from" | "to" | "over"> | null;
}

export interface Both {
  /** As the model has it. */
  readonly state: EntryState;
  readonly shop: EntryState;
}

export type Offices = Pick<Comparison, "offices">;

export function saidOfRegister(field: string, { state, shop }: Both, { offices }: Offices): Said {
  const register = shop.fields[field];
  const standing = registerOf(shop, field);
  const to = registerOf(state, field)?.value;
  return {
    field,
    to,
    from: standing?.value,
    by: authorOf(standing?.id, offices),
    writes: { shop: standing?.id, model: registerOf(state, field)?.id },
    ...apartOf(register, to, offices),
    over: openWriteIds(register),
  };
}

export function authorOf(event: EventId | undefined, offices: Offices["offices"]): Said["by"] {
  if (event === undefined) return "nobody";
  return offices.has(deviceOf(event)) ? "office" : "shop";
}

export function registerOf(
  { fields }: EntryState,
  field: string,
): { readonly value: unknown; readonly id: EventId } | undefined {
  return fields[field]?.open.at(-1);
}

/**
 * Whether people in the shop settle a field that was said otherwise apart. Where none of them says anything else than the
 * model does now, it is the office's own earlier word alone that differs, and the office says it anew.
 */
export function apartOf(
  register: Register<unknown> | undefined,
  to: unknown,
  offices: Offices["offices"],
): Pick<Said, "isContested" | "isOpen"> {
  if (register === undefined || !isContested(register)) return { isContested: false };
  const others = register.open.filter(({ id }) => !offices.has(deviceOf(id)));
  return others.some(({ value }) => !isDeepStrictEqual(value, to))
    ? { isContested: true }
    : { isContested: false, isOpen: true };
}

export function isInQuestion(register: Register<unknown> | undefined): boolean {
  return register !== undefined && isContested(register);
}
