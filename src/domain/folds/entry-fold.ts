/**
 * Long-lived things whose fields are registers: settings, catalogue entries, staff, roles, customers,
 * printers, areas and tables.
 *
 * The barcodes of a product are a set: added one by one, removed by naming the additions, so that
 * two tills that add and remove apart never lose one that neither removed.
 *
 * What changes with a business day, such as a tax, is a register for each day that it is planned for.
 *
 * A product's price on each price list is a register of its own too: tills that change different prices of
 * one list apart have no question.
 *
 * A price that is planned for a day waits beside the field. A price that is set on that day or after it
 * holds instead: the plan is history then.
 */

import { HLC_PER_MS } from "../events/event.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { isPlannedApart } from "../prices/price-plans.ts";
import { noteResolved } from "../state/attention.ts";
import {
  type EntryState,
  type PricePlan,
  APART_TAG,
  CUSTOMER_TAG,
  ERASED_FIELD,
  HOLDER_FIELD,
  LEFT_FIELD,
  LIMITED_TAG,
  OFFERED_TAG,
  PIN_FIELD,
  PROMOTION_TAG,
  RESCUED_FIELD,
  RESCUED_TAG,
  VALUE_FIELD,
  emptyEntry,
  fieldValue,
  listedField,
  listOfField,
  plannedField,
} from "../state/entry-state.ts";
import { type Fold, noContributions, type RowForm } from "../state/fold.ts";
import {
  emptyRegister,
  isContested,
  openWriteIds,
  writeRegister,
  type Register,
} from "../state/register.ts";

export function createEntryFold(tagOf: (state: EntryState) => string): Fold<EntryState> {
  return {
    version: 4,
    empty: emptyEntry,
    row: entryRow,
    apply: applyEntry,
    contributions: () => noContributions,
    tags: (state) => [
      tagOf(state),
      ...(isLimited(state) ? [LIMITED_TAG] : []),
      ...(state.promotions === undefined ? [] : [PROMOTION_TAG]),
      ...(state.fields[RESCUED_FIELD] === undefined ? [] : [RESCUED_TAG]),
      ...(state.offers === undefined ? [] : [OFFERED_TAG]),
      ...(Object.values(state.fields).some(isContested) || isPlannedApart(state)
        ? [APART_TAG]
        : []),
    ],
  };
}

/**
 * Whether an event of this kind may say something of what the stream is. Fields are checked by their kind, and
 * one that a kind doesn't know is kept as it is: what a customer may be named, a product must not be.
 */
function isAtHome(kind: string, stream: string): boolean {
  const [type = ""] = kind.split("/");
  // What head office offers, and what people answer, is said of any entry that it keeps.
  if (type === "hub" || type === "attention") return CENTRAL.test(stream);
  return stream.startsWith(HOMES[type] ?? `${type}/`);
}

const CENTRAL = /^(?:cat|set|role|staff)\//u;

/** The beginning of the home stream by the first word of a kind, where it is not that word. */
const HOMES: Readonly<Record<string, string>> = {
  setting: "set/",
  price: "cat/product/",
  ...Object.fromEntries(
    [
      "product",
      "category",
      "price-list",
      "modifier-group",
      "station",
      "tax-class",
      "promotion",
    ].map((type) => [type, `cat/${type}/`]),
  ),
};

/** Whether a stock is set. */
function isLimited(state: EntryState): boolean {
  return typeof fieldValue(state, LEFT_FIELD) === "number";
}

export const ERASED_CUSTOMER_TAG = "customer/erased";

/** Returns the tag; none for an erased customer, who is in no list any more. */
export function customerTag({ fields }: EntryState): string {
  return fields[ERASED_FIELD] === undefined ? CUSTOMER_TAG : ERASED_CUSTOMER_TAG;
}

export function applyEntry(state: EntryState, event: KnownEvent, stream: string): EntryState {
  return isAtHome(event.kind, stream) ? applyOwn(state, event) : state;
}

function applyOwn(state: EntryState, event: KnownEvent): EntryState {
  switch (event.kind) {
    case "setting/set":
      return writeField(state, { ...event.body, id: event.id, field: VALUE_FIELD });
    case "setting/planned":
      return writeField(state, {
        ...event.body,
        id: event.id,
        field: plannedField(VALUE_FIELD, event.body.fromDay),
      });
    case "tax-class/planned":
      return planFields(state, event);
    case "promotion/set": {
      const { id, key, body } = event;
      const write = { id, hlc: key.hlc, promotion: body.promotion };
      return { ...state, promotions: [...(state.promotions ?? []), write] };
    }
    case "staff/rescued":
      return noteRescue(state, event);
    case "staff/pin-set":
      return writeField(state, {
        field: PIN_FIELD,
        id: event.id,
        value: event.body.verifierId,
        over: event.body.over,
      });
    case "product/left-set":
      return writeField(state, {
        field: LEFT_FIELD,
        id: event.id,
        value: event.body.left,
        over: event.body.over,
      });
    case "printer/handed":
      return writeField(state, {
        field: HOLDER_FIELD,
        id: event.id,
        value: event.body.to,
        over: event.body.over,
      });
    case "product/set":
      return writeFields(pricedOn(state, event), event.id, event.body);
    case "price/planned":
      return { ...state, plans: [...state.plans, planOf(event)] };
    case "price/plan-cancelled":
      return {
        ...state,
        plans: state.plans.filter(({ id }) => id !== event.body.target),
        takings: [...(state.takings ?? []), event.id],
      };
    case "price/listed":
      return writeField(state, {
        field: listedField(event.body.list),
        id: event.id,
        value: event.body.price,
        over: event.body.over,
      });
    case "price-list/set":
    case "category/set":
    case "modifier-group/set":
    case "station/set":
    case "tax-class/set":
    case "staff/set":
    case "role/set":
    case "customer/set":
    case "printer/set":
    case "terminal/set":
    case "area/set":
    case "table/set":
      return writeFields(state, event.id, event.body);
    case "hub/offered":
      return noteOffers(state, event);
    case "attention/resolved":
      return { ...state, resolved: noteResolved(state.resolved, event.body) };
    case "customer/erased":
      return writeField(state, { field: ERASED_FIELD, id: event.id, value: true, over: [] });
    case "product/code-added":
      return { ...state, codes: [...state.codes, { id: event.id, code: event.body.code }] };
    case "product/code-removed":
      return {
        ...state,
        removedCodes: [...state.removedCodes, ...event.body.targets],
        takings: [...(state.takings ?? []), event.id],
      };
    default:
      return state;
  }
}

/** Of each field the last offer is the one that is asked about. */
function noteOffers(
  state: EntryState,
  { id, body }: Extract<KnownEvent, { readonly kind: "hub/offered" }>,
): EntryState {
  const offers = Object.entries(body.values).map(([field, value]) => {
    const about = Object.hasOwn(body.about, field) ? body.about[field] : undefined;
    return [field, { id, value, about: about ?? [] }] as const;
  });
  return { ...state, offers: { ...state.offers, ...Object.fromEntries(offers) } };
}

/** The last rescue says all: two of them, even apart, put nothing in question. */
function noteRescue(
  state: EntryState,
  { id, key }: Extract<KnownEvent, { readonly kind: "staff/rescued" }>,
): EntryState {
  const value = Math.floor(key.hlc / HLC_PER_MS);
  const over = openWriteIds(state.fields[RESCUED_FIELD]);
  return writeField(state, { field: RESCUED_FIELD, id, value, over });
}

function planFields(
  state: EntryState,
  { id, body }: Extract<KnownEvent, { readonly kind: "tax-class/planned" }>,
): EntryState {
  return Object.entries(body.set).reduce(
    (entry, [service, value]) =>
      writeField(entry, {
        field: plannedField(service, body.fromDay),
        id,
        value,
        over: body.over[service] ?? [],
      }),
    state,
  );
}

/** A plan for a day that had begun holds from the day on which it was made. */
function planOf({
  id,
  body: { price, fromDay, instead },
  act: { day },
}: Extract<KnownEvent, { readonly kind: "price/planned" }>): PricePlan {
  const plan = { id, price, fromDay: laterOf(fromDay, day) };
  return instead === undefined ? plan : { ...plan, instead };
}

function laterOf(one: BusinessDay, other: BusinessDay): BusinessDay {
  return one < other ? other : one;
}

/** Removes the plans that a price set on this day follows. */
function pricedOn(
  state: EntryState,
  { body, act: { day } }: Extract<KnownEvent, { readonly kind: "product/set" }>,
): EntryState {
  if (body.set.price === undefined || state.plans.length === 0) return state;
  return { ...state, plans: state.plans.filter(({ fromDay }) => fromDay > day) };
}

function writeFields(
  state: EntryState,
  id: EventId,
  body: {
    readonly set: Readonly<Record<string, unknown>>;
    readonly over: Readonly<Record<string, ReadonlyArray<EventId>>>;
  },
): EntryState {
  return Object.entries(body.set)
    .filter(([field]) => !isOfAnotherKind(field))
    .reduce(
      (entry, [field, value]) =>
        writeField(entry, { field, id, value, over: body.over[field] ?? [] }),
      state,
    );
}

/** Written by events of a kind of their own alone, which says what may stand in it. */
function isOfAnotherKind(field: string): boolean {
  return listOfField(field) !== undefined || field.includes("@") || OWN_KIND_FIELDS.has(field);
}

const OWN_KIND_FIELDS: ReadonlySet<string> = new Set([
  PIN_FIELD,
  LEFT_FIELD,
  HOLDER_FIELD,
  ERASED_FIELD,
  RESCUED_FIELD,
]);

function writeField(
  state: EntryState,
  write: {
    readonly field: string;
    readonly id: EventId;
    readonly value: unknown;
    readonly over: ReadonlyArray<EventId>;
  },
): EntryState {
  const register = state.fields[write.field] ?? emptyRegister<unknown>();
  return { ...state, fields: { ...state.fields, [write.field]: writeRegister(register, write) } };
}

/** Value, place of the id, and 1 for a blind one. */
type PackedWrite = readonly [value: unknown, id: number, blind?: 1];

type PackedField =
  /** The one write of a field, by the entry's first id. */
  | readonly [field: string, value: unknown]
  | readonly [field: string, open: ReadonlyArray<PackedWrite>, gone: ReadonlyArray<number>];

interface PackedEntry extends Omit<EntryState, "fields" | "codes"> {
  readonly ids: ReadonlyArray<EventId>;
  readonly fields: ReadonlyArray<PackedField>;
  readonly codes: ReadonlyArray<readonly [code: string, id: number]>;
}

/**
 * How a catalogue entry, a setting or a person stands in its row. Most of its fields were written by one
 * event, whose id is longer than what it wrote: ids stand there once, and whatever the first of them
 * wrote and nobody else did needs no more than its value. A shop of 20,000 goods is read in a third of
 * the time for it.
 */
export const entryRow: RowForm<EntryState> = {
  pack,
  unpack: (packed) => unpack(packed as PackedEntry),
};

function pack({ fields, codes, ...rest }: EntryState): PackedEntry {
  const places = new Map<EventId, number>();

  function placeOf(id: EventId): number {
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return place;
  }

  function packField([field, { open, gone }]: readonly [string, Register<unknown>]): PackedField {
    const writes = open.map(({ value, id, blind }): PackedWrite =>
      blind ? [value, placeOf(id), 1] : [value, placeOf(id)],
    );
    const [only, another] = writes;
    const isPlain = another === undefined && gone.length === 0;
    if (isPlain && only?.[1] === 0 && only[2] !== 1) return [field, only[0]];
    return [field, writes, gone.map(placeOf)];
  }

  const packed = {
    fields: Object.entries(fields).map(packField),
    codes: codes.map(({ code, id }) => [code, placeOf(id)] as const),
  };
  return { ids: [...places.keys()], ...packed, ...rest };
}

function unpack({ ids, fields, codes, ...rest }: PackedEntry): EntryState {
  function idAt(place: number): EventId {
    const id = ids[place];
    if (id === undefined) throw new RangeError(`No id at ${place}.`);
    return id;
  }

  function unpackField(packed: PackedField): [string, Register<unknown>] {
    if (packed.length === 2) {
      return [packed[0], { open: [{ id: idAt(0), value: packed[1], blind: false }], gone: [] }];
    }
    const [field, writes, gone] = packed;
    const open = writes.map(([value, id, blind]) => ({ id: idAt(id), value, blind: blind === 1 }));
    return [field, { open, gone: gone.map(idAt) }];
  }

  return {
    fields: Object.fromEntries(fields.map(unpackField)),
    codes: codes.map(([code, id]) => ({ id: idAt(id), code })),
    ...rest,
  };
}
