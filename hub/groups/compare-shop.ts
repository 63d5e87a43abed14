/**
 * What a publication changes in one shop, field by field: the group's model beside what the shop says.
 *
 * Whether a shop changed a field itself follows from who wrote the value that holds there. A value that the office wrote
 * is what it published last, and gives way to what the model says now. A value that somebody in the shop wrote stays:
 * the field is free to the shop, or people are asked. Where both say the same, the office writes it once more, so that
 * what the model says later holds.
 */

import { isDeepStrictEqual } from "node:util";

import { SERVICES } from "../../src/domain/goods/catalogue.ts";
import { type BusinessDay, deviceOf, type EventId, toStreamId } from "../../src/domain/identity.ts";
import { isKept, standingWrites } from "../../src/domain/office/central-questions.ts";
import { heldPrice, priceOn } from "../../src/domain/prices/price-plans.ts";
import { valueOn } from "../../src/domain/settings/dated-values.ts";
import {
  codeField,
  emptyEntry,
  type EntryState,
  HOLDER_FIELD,
  LEFT_FIELD,
  plannedField,
  PRICE_FIELD,
  type PricePlan,
  VALUE_FIELD,
} from "../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../src/domain/state/register.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { saidOfPerson, settledPerson } from "./compare-people.ts";
import { type Entry, freedomName, isDatedSetting } from "./entry-fields.ts";
import {
  type AheadPrice,
  apartOf,
  authorOf,
  type Both,
  type Comparison,
  type FieldChange,
  type Offices,
  registerOf,
  type Said,
  saidOfRegister,
} from "./said.ts";

export function compareShop(comparison: Comparison): ReadonlyArray<FieldChange> {
  const said = comparison.model.flatMap((entry) => {
    const shop = comparison.shopState(entry.stream);
    const changes = saidOf(entry, shop, comparison)
      .flatMap((said) => changeOf(entry, said, comparison))
      .flatMap((change) => withOffer(change, shop, comparison));
    return entry.type === "staff" ? settledPerson(changes) : changes;
  });
  return [...said, ...learntBeyond(comparison)];
}

/** What the office published in the shop of which the model that came back says nothing: an entry, or a field of one. */
function learntBeyond({ model, lost, ofShop, offices }: Comparison): ReadonlyArray<FieldChange> {
  if (!lost.isAny) return [];
  const modelByStream = new Map(model.map(({ stream, state }) => [stream, state]));
  return ofShop().flatMap(({ type, id, stream, state }) => {
    const known = modelByStream.get(stream) ?? emptyEntry;
    const fields = Object.keys(state.fields).filter((field) => {
      return !Object.hasOwn(known.fields, field) && field !== LEFT_FIELD && field !== HOLDER_FIELD;
    });
    const values = fields.flatMap((field) => {
      const { id: write, value: from } = registerOf(state, field) ?? {};
      return write === undefined ? [] : [{ field, write, from }];
    });
    // Of an entry that is there its codes and plans are compared one by one.
    const listed = modelByStream.has(stream)
      ? []
      : [
          ...[...codesIn(state)].flatMap(([code, [write]]) => {
            return write === undefined ? [] : [{ field: codeField(code), write, from: true }];
          }),
          ...lastOfEach(state.plans).map(({ id: write, price: from, fromDay }) => {
            return { field: plannedField(PRICE_FIELD, fromDay), write, from };
          }),
        ];
    return [...values, ...listed].flatMap(({ field, from, write }): ReadonlyArray<FieldChange> => {
      const of = offices.has(deviceOf(write)) ? lost.of(write) : undefined;
      if (of === undefined) return [];
      return [{ type, id, stream, field, from, to: undefined, fate: "learn", over: [], of: of.at }];
    });
  });
}

function changeOf(
  { type, id, stream }: Entry,
  {
    by: author,
    isContested: isAsked,
    adoption,
    isSame: areSame,
    isItsOwn,
    isOpen,
    writes,
    ...said
  }: Said,
  { free, insists, lost }: Comparison,
): ReadonlyArray<FieldChange> {
  const lostBy = author === "office" && writes?.shop ? lost.of(writes.shop) : undefined;
  const isLost = lostBy !== undefined;
  // Somebody has said it otherwise in the model that came back: neither is the later word of the other.
  const isAnew = isLost && writes?.model !== undefined && !lost.isBefore(writes.model, lostBy);
  const by = isAnew || (isLost && said.texts !== undefined) ? "shop" : author;
  const isOffices = by !== "shop";
  const isSame = areSame ?? isDeepStrictEqual(said.from, said.to);
  if (isSame && isOffices && !isAsked && isOpen !== true) return [];
  const isFree = free.has(freedomName({ type, id }, said.field));
  const place = { type, id, stream, ...said };
  if (isAsked) return [{ ...place, fate: "contested" }];
  if (isOffices)
    return [
      lostBy === undefined || insists
        ? { ...place, fate: "write" }
        : { ...place, fate: "learn", of: lostBy.at },
    ];
  if (isFree) return isSame ? [] : [{ ...place, fate: "free" }];
  if (isItsOwn === true) return isSame ? [] : [{ ...place, fate: "own" }];
  if (isSame) return adoption === null ? [] : [{ ...place, ...adoption, fate: "adopt" }];
  return [{ ...place, fate: insists ? "write" : "own" }];
}

/** What stands in the shop against the model's value is offered there once; what is free now is asked no more. */
function withOffer(
  change: FieldChange,
  shop: EntryState,
  { day, people }: Comparison,
): ReadonlyArray<FieldChange> {
  const { field, fate, to, texts } = change;
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
    (isDeepStrictEqual(offer.value, to) ||
      (typeof texts?.to === "string" && people.shopText(offer.value) === texts.to)) &&
    about.every((write) => offer.about.includes(write));
  if (!isSame) return [{ ...change, about }];
  return [{ ...change, fate: isKept(shop, field, offer.id) ? "kept" : "asked" }];
}

function saidOf(entry: Entry, shop: EntryState, comparison: Comparison): ReadonlyArray<Said> {
  const { state } = entry;
  if (entry.type === "staff") return saidOfPerson(entry, shop, comparison);
  const plain = Object.keys(state.fields)
    .filter((field) => isPlain(entry, field, shop) && !isElsewhere(entry, field, comparison))
    .map((field) => saidOfRegister(field, { state, shop }, comparison));
  if (entry.type === "product")
    return [...plain, ...saidOfProduct({ state, shop, stream: entry.stream }, comparison)];
  if (entry.type === "tax-class") return [...plain, ...saidOfTaxes({ state, shop }, comparison)];
  if (!isDatedSetting(entry)) return plain;
  return saidByDay(VALUE_FIELD, { state, shop, base: VALUE_BASE }, comparison);
}

/** Whether a field changes at once, by itself, with what is published. */
function isPlain(entry: Entry, field: string, shop: EntryState): boolean {
  // The taxes of a class that is there change with a day, and a new one has them from its beginning.
  if (entry.type === "tax-class") {
    return isNew(shop) || (field !== TAXES_FIELD && !field.includes("@"));
  }
  if (field.includes("@") || field === LEFT_FIELD || field === HOLDER_FIELD) return false;
  return entry.type !== "product" || field !== PRICE_FIELD;
}

/** Stations are each shop's: one that this shop has not is left to it. */
function isElsewhere(entry: Entry, field: string, { shopState }: Comparison): boolean {
  if (entry.type !== "product" || field !== "station") return false;
  const station = registerOf(entry.state, field)?.value;
  if (typeof station !== "string" || station === "") return false;
  return isNew(shopState(toStreamId("cat", `station/${station}`)));
}

const TAXES_FIELD = "taxesByService";

function isNew({ fields }: EntryState): boolean {
  return Object.keys(fields).length === 0;
}

/* Prices for a day, and barcodes, which come and go one by one. */

function saidOfProduct(
  both: Both & Pick<Entry, "stream">,
  comparison: Comparison,
): ReadonlyArray<Said> {
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
  const { price: from, writes, asked } = heldPrice(shop, day);
  const writer = writes.at(-1);
  return [
    {
      field: PRICE_FIELD,
      to,
      from,
      by: authorOf(writer, offices),
      writes: { shop: writer, model: heldPrice(state, day).writes.at(-1) },
      ...apartOf(register, to, offices),
      ...(asked?.plan.price === to ? { isContested: true } : {}),
      over: openWriteIds(register),
    },
  ];
}

/** Of two prices for one day the later written one holds. By rising day. */
function lastOfEach(plans: ReadonlyArray<PricePlan>): ReadonlyArray<PricePlan> {
  return [...new Map(plans.map((plan) => [plan.fromDay, plan])).values()].toSorted((a, b) =>
    a.fromDay < b.fromDay ? -1 : 1,
  );
}

function saidOfPlans(
  { state, shop, stream }: Both & Pick<Entry, "stream">,
  comparison: Comparison,
): ReadonlyArray<Said> {
  const { day, offices } = comparison;
  const wanted = plansAfter(state, day);
  const there = plansAfter(shop, day);
  const ahead = new Map(
    comparison
      .ahead(stream)
      .filter((it) => it.day > day && !wanted.has(it.day))
      .filter((it) => {
        const isThere = authorOf(there.get(it.day)?.id, offices) === "office";
        return isThere || isOver(shop, it, comparison);
      })
      .map((it) => [it.day, it]),
  );
  const days = [...new Set([...wanted.keys(), ...there.keys(), ...ahead.keys()])].toSorted();
  const planned = days.flatMap((of): ReadonlyArray<Said> => {
    const plan = there.get(of);
    const to = wanted.get(of)?.price ?? ahead.get(of)?.price ?? null;
    const by = authorOf(plan?.id, offices);
    // A day that the shop alone has planned for is its own affair.
    if (to === null && by === "shop") return [];
    const gone = shop.plans.filter(({ fromDay }) => fromDay === of).map(({ id }) => id);
    const from = plan?.price ?? null;
    const field = plannedField(PRICE_FIELD, of);
    const writes = { shop: plan?.id, model: wanted.get(of)?.id };
    const instead = followedBy({ state, shop }, { of, plan, ahead: ahead.get(of) }, comparison);
    // A plan that follows any price was insisted on, and stays.
    const isSame = from === to && (plan?.instead === undefined || plan.instead === instead);
    const said = { field, to, from, by, writes, isSame, isContested: false, over: [], gone };
    return [instead === undefined ? said : { ...said, instead }];
  });
  return [...planned, ...saidOfAsked({ state, shop }, comparison)];
}

/** A plan that has begun and that people are asked about is given up where the model says another price by now. */
function saidOfAsked({ state, shop }: Both, { day, offices }: Comparison): ReadonlyArray<Said> {
  const { plan } = heldPrice(shop, day).asked ?? {};
  const isOld = plan !== undefined && plan.price !== priceOn(state, day);
  if (!isOld || authorOf(plan.id, offices) !== "office") return [];
  const field = plannedField(PRICE_FIELD, plan.fromDay);
  const { id, price: from } = plan;
  return [{ field, to: null, from, by: "office", isContested: false, over: [], gone: [id] }];
}

interface PlannedDay {
  readonly of: BusinessDay;
  /** What is planned in the shop. */
  readonly plan: PricePlan | undefined;
  readonly ahead: AheadPrice | undefined;
}

/**
 * Returns the price that a plan for that day follows: what the model says until then, or, where that says already what
 * is published for the day, what the office has published before; undefined where the plan is to follow any.
 */
function followedBy(
  { state, shop }: Both,
  { of, plan, ahead }: PlannedDay,
  { offices, insists }: Comparison,
): number | undefined {
  const before = addDays(of, -1);
  if (ahead === undefined) return insists ? undefined : priceOn(state, before);
  if (ahead.insists) return undefined;
  const { price, writes } = heldPrice(shop, before);
  return authorOf(writes.at(-1), offices) === "office" ? price : plan?.instead;
}

/** Whether a price for a day to come is planned ahead of it: on the day itself people are asked about one of their own. */
function isOver(shop: EntryState, { day, insists }: AheadPrice, { offices }: Comparison): boolean {
  const writer = heldPrice(shop, addDays(day, -1)).writes.at(-1);
  return writer !== undefined && (insists || offices.has(deviceOf(writer)));
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
    const writes = { shop: additions.at(-1), model: wanted.get(code)?.at(-1) };
    return [{ field: codeField(code), to, from, by, writes, isContested: false, over: additions }];
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
  const now = to === undefined ? [] : [saidOnDay(field, { to, state, shop, base }, comparison)];
  const start = plannedField(field, "");
  const later = Object.keys(state.fields)
    .filter((name) => name.startsWith(start) && name.slice(start.length) > nextDay)
    .map((name) => saidOfRegister(name, { state, shop }, comparison));
  return [...now, ...later];
}

function saidOnDay(
  field: string,
  { to, state, shop, base }: Both & { readonly to: unknown; readonly base: Base },
  { nextDay, offices }: Comparison,
): Said {
  const due = dueField(shop, field, nextDay);
  const source = shop.fields[due ?? base.field];
  const model = registerOf(state, dueField(state, field, nextDay) ?? base.field);
  const onDay = plannedField(field, nextDay);
  return {
    field: onDay,
    to,
    from: valueOn(shop, field, nextDay) ?? base.valueIn(shop),
    by: authorOf(source?.open.at(-1)?.id, offices),
    writes: { shop: source?.open.at(-1)?.id, model: model?.id },
    ...apartOf(source, to, offices),
    over: openWriteIds(shop.fields[onDay]),
    // Written as a plan for a day, what changes nothing would look like a change to come.
    ...(due === undefined ? { adoption: adoptionOf(shop, base.field) } : {}),
  };
}

/** Returns the plan of the field that holds on that day; undefined where none does. */
function dueField(entry: EntryState, field: string, day: BusinessDay): string | undefined {
  const start = plannedField(field, "");
  return Object.keys(entry.fields)
    .filter((name) => name.startsWith(start) && name.slice(start.length) <= day)
    .toSorted()
    .findLast((name) => (registerOf(entry, name)?.value ?? null) !== null);
}

function adoptionOf(shop: EntryState, field: string): NonNullable<Said["adoption"]> {
  const value = registerOf(shop, field)?.value;
  return { field, from: value, to: value, over: openWriteIds(shop.fields[field]) };
}
