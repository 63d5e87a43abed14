/**
 * What a publication changes in one shop, field by field: the group's model beside what the shop says.
 *
 * Whether a shop changed a field itself follows from who wrote the value that holds there. A value that the office wrote
 * is what it published last, and gives way to what the model says now. A value that somebody in the shop wrote stays:
 * the field is free to the shop, or people are asked. Where both say the same, the office writes it once more, so that
 * what the model says later holds.
 */

import { isDeepStrictEqual } from "node:util";

import { SERVICES } from "../../domain/goods/catalogue.ts";
import {
  type BusinessDay,
  type DeviceId,
  deviceOf,
  type EventId,
  type StreamId,
} from "../../domain/identity.ts";
import { isKept, standingWrites } from "../../domain/office/central-questions.ts";
import { valueOn } from "../../domain/prices/dated-values.ts";
import { priceOn } from "../../domain/prices/price-plans.ts";
import {
  codeField,
  type EntryState,
  HOLDER_FIELD,
  LEFT_FIELD,
  plannedField,
  PRICE_FIELD,
  type PricePlan,
  VALUE_FIELD,
} from "../../domain/state/entry-state.ts";
import { isContested, openWriteIds, type Register } from "../../domain/state/register.ts";
import { type Entry, freedomName, isDatedSetting } from "./entry-fields.ts";

/**
 * What becomes of a field: `write`: the shop gets the model's value. `adopt`: it has that value already, and the office
 * answers for it from now on. `free`: the shop has a value of its own, as it may. `own`: it has one that it may not have
 * without asking, so that its people are asked. `asked`: they were, and
 * have not answered. `kept`: they keep it. `later`: it is
 * published for a day that has not come. `contested`: two said otherwise apart, which people there settle first.
 */
export type Fate = "write" | "adopt" | "free" | "own" | "asked" | "kept" | "contested" | "later";

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
  /** What an offer is about: the writes that the shop's value hangs on. None: what was offered is asked no more. */
  readonly about?: ReadonlyArray<EventId>;
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
}

export function compareShop(comparison: Comparison): ReadonlyArray<FieldChange> {
  return comparison.model.flatMap((entry) => {
    const shop = comparison.shopState(entry.stream);
    return saidOf(entry, shop, comparison)
      .flatMap((said) => changeOf(entry, said, comparison))
      .flatMap((change) => withOffer(change, shop, comparison.day));
  });
}

/** One field: what the model says, and how it stands in the shop. */
interface Said {
  readonly field: string;
  readonly to: unknown;
  readonly from: unknown;
  /** Who wrote the shop's value: the office, somebody there, or nobody yet. */
  readonly by: "nobody" | "office" | "shop";
  readonly isContested: boolean;
  readonly over: ReadonlyArray<EventId>;
  readonly gone?: ReadonlyArray<EventId>;
  /** How the office answers for a value that is the same already, where not by that very field; null: not yet. */
  readonly adoption?: Pick<FieldChange, "field" | "from" | "to" | "over"> | null;
}

function changeOf(
  { type, id, stream }: Entry,
  { by, isContested: isAsked, adoption, ...said }: Said,
  { free, insists }: Comparison,
): ReadonlyArray<FieldChange> {
  const isOffices = by !== "shop";
  const isSame = isDeepStrictEqual(said.from, said.to);
  if (isSame && isOffices && !isAsked) return [];
  const isFree = free.has(freedomName({ type, id }, said.field));
  const place = { type, id, stream, ...said };
  if (isAsked) return [{ ...place, fate: "contested" }];
  if (isOffices) return [{ ...place, fate: "write" }];
  if (isFree) return isSame ? [] : [{ ...place, fate: "free" }];
  if (isSame) return adoption === null ? [] : [{ ...place, ...adoption, fate: "adopt" }];
  return [{ ...place, fate: insists ? "write" : "own" }];
}

/** What stands in the shop against the model's value is offered there once; what is free now is asked no more. */
function withOffer(
  change: FieldChange,
  shop: EntryState,
  day: BusinessDay,
): ReadonlyArray<FieldChange> {
  const { field, fate, to } = change;
  const offer = shop.offers?.[field];
  if (fate === "free") {
    const isAsked = offer !== undefined && offer.about.length > 0;
    return [isAsked ? { ...change, about: [] } : change];
  }
  // A price for a later day is asked about when that day has come.
  if (fate !== "own" || field.startsWith(plannedField(PRICE_FIELD, ""))) return [change];
  const about = standingWrites(shop, field, day);
  const isSame =
    offer !== undefined &&
    isDeepStrictEqual(offer.value, to) &&
    about.every((write) => offer.about.includes(write));
  if (!isSame) return [{ ...change, about }];
  return [{ ...change, fate: isKept(shop, field, offer.id) ? "kept" : "asked" }];
}

function saidOf(entry: Entry, shop: EntryState, comparison: Comparison): ReadonlyArray<Said> {
  const { state } = entry;
  const plain = Object.keys(state.fields)
    .filter((field) => isPlain(entry, field, shop))
    .map((field) => saidOfRegister(field, { state, shop }, comparison));
  if (entry.type === "product") return [...plain, ...saidOfProduct({ state, shop }, comparison)];
  if (entry.type === "tax-class") return [...plain, ...saidOfTaxes({ state, shop }, comparison)];
  if (!isDatedSetting(entry)) return plain;
  return saidByDay(VALUE_FIELD, { state, shop, base: VALUE_BASE }, comparison);
}

interface Both {
  /** As the model has it. */
  readonly state: EntryState;
  readonly shop: EntryState;
}

type Offices = Pick<Comparison, "offices">;

/** Whether a field changes at once, by itself, with what is published. */
function isPlain(entry: Entry, field: string, shop: EntryState): boolean {
  // The taxes of a class that is there change with a day, and a new one has them from its beginning.
  if (entry.type === "tax-class") {
    return isNew(shop) || (field !== TAXES_FIELD && !field.includes("@"));
  }
  if (field.includes("@") || field === LEFT_FIELD || field === HOLDER_FIELD) return false;
  return entry.type !== "product" || field !== PRICE_FIELD;
}

const TAXES_FIELD = "taxesByService";

function isNew({ fields }: EntryState): boolean {
  return Object.keys(fields).length === 0;
}

function saidOfRegister(field: string, { state, shop }: Both, { offices }: Offices): Said {
  const register = shop.fields[field];
  const standing = registerOf(shop, field);
  return {
    field,
    to: registerOf(state, field)?.value,
    from: standing?.value,
    by: authorOf(standing?.id, offices),
    isContested: isInQuestion(register),
    over: openWriteIds(register),
  };
}

function authorOf(event: EventId | undefined, offices: Offices["offices"]): Said["by"] {
  if (event === undefined) return "nobody";
  return offices.has(deviceOf(event)) ? "office" : "shop";
}

function registerOf(
  { fields }: EntryState,
  field: string,
): { readonly value: unknown; readonly id: EventId } | undefined {
  return fields[field]?.open.at(-1);
}

function isInQuestion(register: Register<unknown> | undefined): boolean {
  return register !== undefined && isContested(register);
}

/* Prices for a day, and barcodes, which come and go one by one. */

function saidOfProduct(both: Both, comparison: Comparison): ReadonlyArray<Said> {
  return [
    ...saidOfPrice(both, comparison),
    ...saidOfPlans(both, comparison),
    ...saidOfCodes(both, comparison),
  ];
}

function saidOfPrice({ state, shop }: Both, { day, offices }: Comparison): ReadonlyArray<Said> {
  const to = priceOn(state, day);
  if (to === undefined) return [];
  const register = shop.fields[PRICE_FIELD];
  const writer = duePlan(shop, day)?.id ?? register?.open.at(-1)?.id;
  return [
    {
      field: PRICE_FIELD,
      to,
      from: priceOn(shop, day),
      by: authorOf(writer, offices),
      isContested: isInQuestion(register),
      over: openWriteIds(register),
    },
  ];
}

function duePlan({ plans }: EntryState, day: BusinessDay): PricePlan | undefined {
  return lastOfEach(plans).findLast(({ fromDay }) => fromDay <= day);
}

/** Of two prices for one day the later written one holds. By rising day. */
function lastOfEach(plans: ReadonlyArray<PricePlan>): ReadonlyArray<PricePlan> {
  return [...new Map(plans.map((plan) => [plan.fromDay, plan])).values()].toSorted((a, b) =>
    a.fromDay < b.fromDay ? -1 : 1,
  );
}

function saidOfPlans({ state, shop }: Both, { day, offices }: Comparison): ReadonlyArray<Said> {
  const wanted = plansAfter(state, day);
  const there = plansAfter(shop, day);
  const days = [...new Set([...wanted.keys(), ...there.keys()])].toSorted();
  return days.flatMap((of): ReadonlyArray<Said> => {
    const plan = there.get(of);
    const to = wanted.get(of)?.price ?? null;
    const by = authorOf(plan?.id, offices);
    // A day that the shop alone has planned for is its own affair.
    if (to === null && by === "shop") return [];
    const gone = shop.plans.filter(({ fromDay }) => fromDay === of).map(({ id }) => id);
    const from = plan?.price ?? null;
    const field = plannedField(PRICE_FIELD, of);
    return [{ field, to, from, by, isContested: false, over: [], gone }];
  });
}

function plansAfter({ plans }: EntryState, day: BusinessDay): ReadonlyMap<BusinessDay, PricePlan> {
  const coming = lastOfEach(plans).filter(({ fromDay }) => fromDay > day);
  return new Map(coming.map((plan) => [plan.fromDay, plan]));
}

function saidOfCodes({ state, shop }: Both, { offices }: Offices): ReadonlyArray<Said> {
  const wanted = codesIn(state);
  const there = codesIn(shop);
  return [...new Set([...wanted.keys(), ...there.keys()])].flatMap((code): ReadonlyArray<Said> => {
    const additions = there.get(code) ?? [];
    const [to, from] = [wanted.has(code), additions.length > 0];
    const isAdopted = additions.some((id) => offices.has(deviceOf(id)));
    const wasThere = shop.codes.some((it) => it.code === code);
    const by = isAdopted ? "office" : wasThere ? "shop" : "nobody";
    // A code that the shop alone has added is its own. One that was removed there is asked for.
    if (!to && by === "shop") return [];
    return [{ field: codeField(code), to, from, by, isContested: false, over: additions }];
  });
}

/** Returns the additions that hold, by barcode. */
function codesIn({ codes, removedCodes }: EntryState): ReadonlyMap<string, ReadonlyArray<EventId>> {
  const removed = new Set(removedCodes);
  const held = codes.filter(({ id }) => !removed.has(id));
  return new Map(
    [...Map.groupBy(held, ({ code }) => code)].map(([code, of]) => [code, of.map(({ id }) => id)]),
  );
}

/* What changes with a business day: taxes, and some settings. */

interface Base {
  /** The field whose value holds where none is planned. */
  readonly field: string;
  readonly valueIn: (entry: EntryState) => unknown;
}

const VALUE_BASE: Base = {
  field: VALUE_FIELD,
  valueIn: (entry) => registerOf(entry, VALUE_FIELD)?.value,
};

function taxesBase(service: string): Base {
  return {
    field: TAXES_FIELD,
    valueIn: (entry) => {
      const taxes = registerOf(entry, TAXES_FIELD)?.value;
      return (taxes as Readonly<Record<string, unknown>> | undefined)?.[service] ?? [];
    },
  };
}

function saidOfTaxes(both: Both, comparison: Comparison): ReadonlyArray<Said> {
  if (isNew(both.shop)) return [];
  const said = SERVICES.flatMap((service) =>
    saidByDay(service, { ...both, base: taxesBase(service) }, comparison),
  );
  // The taxes of all services are one field: an office that answered for it would answer for the shop's own taxes.
  const isAllSame = said.every(({ from, to }) => isDeepStrictEqual(from, to));
  return isAllSame ? said : said.map(withoutAdoption);
}

function withoutAdoption(said: Said): Said {
  return said.adoption === undefined ? said : { ...said, adoption: null };
}

/**
 * A value that the model planned for a day which the shop has begun holds there from its next day on. What was planned
 * for later days stands beside it, day by day.
 */
function saidByDay(
  field: string,
  { state, shop, base }: Both & { readonly base: Base },
  comparison: Comparison,
): ReadonlyArray<Said> {
  const { nextDay } = comparison;
  const to = valueOn(state, field, nextDay) ?? base.valueIn(state);
  const now = to === undefined ? [] : [saidOnDay(field, { to, shop, base }, comparison)];
  const start = plannedField(field, "");
  const later = Object.keys(state.fields)
    .filter((name) => name.startsWith(start) && name.slice(start.length) > nextDay)
    .map((name) => saidOfRegister(name, { state, shop }, comparison));
  return [...now, ...later];
}

function saidOnDay(
  field: string,
  { to, shop, base }: { readonly to: unknown; readonly shop: EntryState; readonly base: Base },
  { nextDay, offices }: Comparison,
): Said {
  const start = plannedField(field, "");
  const due = Object.keys(shop.fields)
    .filter((name) => name.startsWith(start) && name.slice(start.length) <= nextDay)
    .toSorted()
    .findLast((name) => (registerOf(shop, name)?.value ?? null) !== null);
  const source = shop.fields[due ?? base.field];
  const onDay = plannedField(field, nextDay);
  return {
    field: onDay,
    to,
    from: valueOn(shop, field, nextDay) ?? base.valueIn(shop),
    by: authorOf(source?.open.at(-1)?.id, offices),
    isContested: isInQuestion(source),
    over: openWriteIds(shop.fields[onDay]),
    // Written as a plan for a day, what changes nothing would look like a change to come.
    ...(due === undefined ? { adoption: adoptionOf(shop, base.field) } : {}),
  };
}

function adoptionOf(shop: EntryState, field: string): NonNullable<Said["adoption"]> {
  const value = registerOf(shop, field)?.value;
  return { field, from: value, to: value, over: openWriteIds(shop.fields[field]) };
}
