/**
 * People of the group beside those of a shop. Names are sealed, and the office reads in a shop what it sealed itself alone:
 * whom it brought, or whom the shop's people took from it, it knows. Anybody else with that number is the shop's own, whose
 * fields stay until people there take what the office says. PINs are no field of the group's.
 */

import { isDeepStrictEqual } from "node:util";

import { deviceOf } from "../../src/domain/identity.ts";
import { type EntryState } from "../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../src/domain/state/register.ts";
import { type Entry } from "./entry-fields.ts";
import {
  type Comparison,
  type FieldChange,
  isInQuestion,
  registerOf,
  type Said,
  saidOfRegister,
  unasked,
} from "./said.ts";

const NAME = "name";
/** Sealed under the key of the name. */
const SEALED_BESIDE = ["badge", "rate"] as const;
const PLAIN = ["role", "active", "language"] as const;

export function saidOfPerson(
  { state }: Pick<Entry, "state">,
  shop: EntryState,
  comparison: Comparison,
): ReadonlyArray<Said> {
  const isNew = registerOf(shop, NAME) === undefined;
  // Nobody hears of a person who has left.
  if (isNew && registerOf(state, "active")?.value === false) return [];
  const isStranger = !isNew && !isKnown(shop, comparison);
  const sealed = isStranger ? [NAME] : [NAME, ...SEALED_BESIDE];
  return [
    ...sealed.flatMap((field) => saidOfSealed(field, { state, shop }, comparison)),
    ...PLAIN.flatMap((field): ReadonlyArray<Said> => {
      if (state.fields[field] === undefined) return [];
      const said = saidOfRegister(field, { state, shop }, comparison);
      // Null is what holds where nothing is said.
      const isSame = isDeepStrictEqual(said.from ?? null, said.to ?? null);
      if (isSame && said.by === "nobody") return [];
      return [{ ...said, isSame, ...(isStranger ? { isItsOwn: true, by: "shop" } : {}) }];
    }),
  ];
}

/** Whether the office brought that person, or the shop's people took its name for them. */
function isKnown(shop: EntryState, { people }: Comparison): boolean {
  const name = registerOf(shop, NAME);
  if (name === undefined) return false;
  return deviceOf(name.id) === people.self || people.shopText(name.value) !== undefined;
}

function saidOfSealed(
  field: string,
  { state, shop }: { readonly state: EntryState; readonly shop: EntryState },
  { people }: Comparison,
): ReadonlyArray<Said> {
  const wanted = registerOf(state, field);
  if (wanted === undefined) return [];
  const to = people.modelText(wanted.value) ?? null;
  // Erased in the model: nobody can say what it was.
  if (to === null && wanted.value !== null) return [];
  const register = shop.fields[field];
  const standing = registerOf(shop, field);
  const value = standing?.value ?? null;
  if (value === null && to === null) return [];
  if (value !== null && people.isErased(value)) return [];
  const from = value === null ? null : (people.shopText(value) ?? null);
  const isOwn = standing !== undefined && deviceOf(standing.id) === people.self;
  return [
    {
      field,
      to: wanted.value,
      from: standing?.value,
      by: standing === undefined ? "nobody" : isOwn ? "office" : "shop",
      isSame: from === to && (from !== null || value === null),
      isItsOwn: true,
      isContested: isInQuestion(register),
      over: openWriteIds(register),
      texts: { from, to },
    },
  ];
}

/**
 * Where people keep the name of their own person, the office's is somebody else, of whom nothing is said there. A name
 * that was offered is asked about only where it is another one, which the office can't tell.
 */
export function settledPerson(changes: ReadonlyArray<FieldChange>): ReadonlyArray<FieldChange> {
  const name = changes.find(({ field }) => field === NAME);
  if (name?.fate === "kept") {
    return changes.map((change) => unasked(change, "kept"));
  }
  if (name?.fate !== "asked" || name.texts?.from !== null) return changes;
  return changes.map((change) => (change === name ? { ...change, fate: "theirs" } : change));
}
