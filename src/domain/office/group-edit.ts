/**
 * Groups of options as somebody types them. Each option is a field of its own, `option:oat`, that says
 * its name and what it adds to the price: `Oat 0.50`; with `*` before it, it is taken when nobody says
 * otherwise. An empty text takes the option away, the field `option` adds one.
 */

import { type Catalogue, type ModifierGroup, type ModifierOption } from "../catalogue.ts";
import { newEntryId } from "../entry-id.ts";
import { minor, zeroMinor } from "../money/amounts.ts";
import { type Currency, formatMoney, parseMoney } from "../money/currency.ts";
import { lowestPrice } from "../price-lists.ts";
import { err, ok, type Result } from "../result.ts";
import { type EntryEdit, type EditFault, type FieldText } from "./entry-wish.ts";
import { readCount, readEntryName, wrongField } from "./field-text.ts";
import { shown } from "./goods-cell.ts";
import { groupProblems } from "./group-rules.ts";
import { lowestModifiers } from "./product-rules.ts";

interface Wish {
  readonly id: string;
  readonly fields: ReadonlyArray<FieldText>;
  readonly catalogue: Catalogue;
  readonly currency: Currency;
}

/** As many as an event may say. */
const COUNT_MAX = 99;
const ADD_OPTION = "option";
const ONE_OPTION = `${ADD_OPTION}:`;
const COUNTS = { min: "min", max: "max", free: "freeCount" } as const;

export function groupFields(group: ModifierGroup, currency: Currency): ReadonlyArray<FieldText> {
  return [
    { field: "name", text: group.name },
    { field: "min", text: String(group.min) },
    { field: "max", text: String(group.max) },
    { field: "free", text: String(group.freeCount) },
    ...group.options.map((option) => ({
      field: ONE_OPTION + option.id,
      text: optionText(option, currency),
    })),
  ];
}

/** A new one lets the guest take one of its options, or none. */
export function readGroup({ id, fields, catalogue, currency }: Wish): Result<EntryEdit, EditFault> {
  const before = catalogue.modifierGroupsById.get(id);
  let after: ModifierGroup = before ?? { id, name: "", min: 0, max: 1, freeCount: 0, options: [] };
  for (const one of fields) {
    const read = readField(after, one, currency);
    if (!read.ok) return wrongField(one.field, read.fault);
    after = read.value;
  }
  const [problem] = groupProblems(after);
  if (problem !== undefined) {
    const field = problem.field === "freeCount" ? "free" : problem.field;
    return wrongField(field, problem.message);
  }
  const below = productBelowZero(after, catalogue);
  if (below !== undefined) {
    return wrongField("options", `would bring ${below} below zero: change its price first`);
  }
  return ok({ type: "modifier-group", before, after });
}

function readField(
  group: ModifierGroup,
  { field, text }: FieldText,
  currency: Currency,
): Result<ModifierGroup, string> {
  if (field === "name") {
    const name = readEntryName(text);
    return name.ok ? ok({ ...group, name: name.value }) : name;
  }
  if (field === "min" || field === "max" || field === "free") {
    const count = readCount(text, COUNT_MAX);
    return count.ok ? ok({ ...group, [COUNTS[field]]: count.value }) : count;
  }
  if (field === ADD_OPTION) {
    const option = readOption(text, currency);
    if (!option.ok) return option;
    if (group.options.length >= COUNT_MAX) return err(`is one too many: at most ${COUNT_MAX}`);
    const id = newEntryId(option.value.name, new Set(group.options.map((other) => other.id)));
    return ok({ ...group, options: [...group.options, { id, ...option.value }] });
  }
  const id = field.startsWith(ONE_OPTION) ? field.slice(ONE_OPTION.length) : undefined;
  if (id === undefined)
    return err("is no field: there are name, min, max, free, option, option:ID");
  if (!group.options.some((option) => option.id === id)) return err("is not in the group");
  if (text.trim() === "") {
    return ok({ ...group, options: group.options.filter((option) => option.id !== id) });
  }
  const read = readOption(text, currency);
  if (!read.ok) return read;
  const options = group.options.map((it) => (it.id === id ? { id, ...read.value } : it));
  return ok({ ...group, options });
}

/** `*Oat 0.50`, `Small -0.30`; without an amount it costs nothing. */
function readOption(text: string, currency: Currency): Result<Omit<ModifierOption, "id">, string> {
  const typed = text.trim();
  const byDefault = typed.startsWith("*");
  const [, name = "", sign = "", amount] =
    /^(.*?)(?:\s+([-−+]?)([0-9]+(?:[.,][0-9]+)?))?$/u.exec(
      byDefault ? typed.slice(1).trim() : typed,
    ) ?? [];
  const read = readEntryName(name);
  if (!read.ok) return read;
  if (amount === undefined) return ok({ name, price: zeroMinor, byDefault });
  const price = parseMoney(amount, currency);
  if (!price.ok) return err(`${shown(amount)} is no amount: such as Oat ${half(currency)}`);
  const isLess = sign === "-" || sign === "−";
  return ok({ name, price: isLess ? minor(0 - price.value) : price.value, byDefault });
}

function half(currency: Currency): string {
  return formatMoney(minor(50), currency);
}

function optionText({ name, price, byDefault }: ModifierOption, currency: Currency): string {
  return `${byDefault ? "*" : ""}${name} ${formatMoney(price, currency)}`;
}

/** A guest never gets money for taking something. */
function productBelowZero(group: ModifierGroup, catalogue: Catalogue): string | undefined {
  if (lowestModifiers([group]) === 0) return undefined;
  const groups = new Map(catalogue.modifierGroupsById).set(group.id, group);
  return [...catalogue.productsBySku.values()].find((product) => {
    const { openPrice, modifierGroups } = product;
    if (openPrice || !modifierGroups.includes(group.id)) return false;
    const own = modifierGroups.flatMap((id) => groups.get(id) ?? []);
    return lowestPrice(catalogue, product) + lowestModifiers(own) < zeroMinor;
  })?.name;
}
