/** Brings a shop what the model of its group says: compared, and written into the shop's ledger as one batch. */

import { isDeepStrictEqual } from "node:util";

import { type BodyOf, type Draft } from "../../src/domain/events/kinds.ts";
import {
  type BusinessDay,
  deviceOf,
  type ShopId,
  type StreamId,
  toStreamId,
} from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { officesIn } from "../../src/domain/office/central-questions.ts";
import { fieldDrafts, type FieldWrite } from "../../src/domain/office/change-fields.ts";
import { nextDay } from "../../src/domain/settings/dated-values.ts";
import { suggestedDay } from "../../src/domain/settings/shop-time.ts";
import {
  codeOfField,
  fieldRegister,
  fieldValue,
  plannedField,
  PRICE_FIELD,
  VALUE_FIELD,
} from "../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../src/domain/state/register.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { commitBatch } from "../../src/ledger/commit-batch.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { compareShop } from "./compare-shop.ts";
import { type Entry, entriesOf, groupPeople, stateOf } from "./entry-fields.ts";
import { aheadIn, fieldKey, type Later } from "./later.ts";
import { lostIn, markOf, type ModelSource, nothingLost } from "./model-marks.ts";
import { type ModelTexts, peopleTexts, sealedFor } from "./people-texts.ts";
import { type FieldChange, unasked } from "./said.ts";

export interface Publication {
  readonly model: ReadonlyArray<Entry>;
  /** What is sealed in it of people. */
  readonly texts: ModelTexts;
  readonly source: ModelSource;
  readonly free: ReadonlySet<string>;
  /** Whether values of the shop's own give way as well, except those of free fields. */
  readonly insists: boolean;
  /** What is published for days to come, and by nothing else until then. */
  readonly later: ReadonlyArray<Later>;
  /** Where this is such a publication: only what it says, once, on its day. */
  readonly due?: Later;
}

export interface ShopChanges {
  readonly shop: ShopId;
  readonly name: string;
  readonly currency: string;
  /** The business day of the shop; missing where nothing of it has been heard. */
  readonly day?: BusinessDay;
  readonly changes: ReadonlyArray<FieldChange>;
  /** The entries among them that the shop has not yet. */
  readonly added: ReadonlyArray<Pick<Entry, "type" | "id" | "stream">>;
}

type TimeDeps = Pick<StoreDeps, "clock" | "random" | "offsetMinutes">;

export function modelEntries(model: Ledger): ReadonlyArray<Entry> {
  return [...model.read(entriesOf), ...groupPeople(model)];
}

/** Returns what a publication would change. Nothing for a shop of which too little was heard to say. */
export function changesIn(ledger: Ledger, publication: Publication, deps: TimeDeps): ShopChanges {
  const { shop } = ledger.identity;
  const founding = ledger.founding();
  const { name = "", currency = "" } = founding ?? {};
  const isUnready = founding === undefined || ledger.growth() !== undefined;
  if (isUnready || wrongClock(ledger, deps) !== undefined) {
    return { shop, name, currency, changes: [], added: [] };
  }
  // What an office that was shut out has published is no word of the shop's own.
  const offices = officesIn(ledger.admission().values());
  return ledger.read((view) => {
    const day = dayOf(view, ledger, deps);
    const { due } = publication;
    const had = appliedIn(view);
    if (due !== undefined && (day < due.day || had.includes(due.id))) {
      return { shop, name, currency, changes: [], added: [] };
    }
    const later = publication.later.filter(({ id }) => !had.includes(id));
    const compared = compareShop({
      ...publication,
      offices,
      day,
      nextDay: nextDay(view, day),
      people: peopleTexts(ledger, publication.texts),
      shopState: (stream) => stateOf(view, stream),
      // What is kept for a day was said before that day's publication was lost.
      lost: due === undefined ? lostIn(view, publication.source) : nothingLost,
      ahead: due === undefined ? aheadIn(later) : () => [],
      ofShop: () => entriesOf(view),
    });
    const changes =
      due === undefined
        ? // Nobody is asked before the day.
          compared.map((change) => (isLater(change, later) ? unasked(change, "later") : change))
        : compared.filter((change) => isSaidBy(change, due));
    const changed = new Set(changes.map(({ stream }) => stream));
    const added = publication.model.filter(({ stream }) => {
      return changed.has(stream) && Object.keys(stateOf(view, stream).fields).length === 0;
    });
    return { shop, name, currency, day, changes, added };
  });
}

export interface WrongClock {
  readonly shop: string;
  /** By the office's clock. */
  readonly day: BusinessDay;
  /** The latest on which a till of the shop was heard. */
  readonly heard: BusinessDay;
}

const CLOCK_DAYS_MAX = 400;

/**
 * Returns how far the office's clock is from the days of the shop, where what it published would be dated wrong for
 * ever: no till was heard within the year before its day, nor on the one after it.
 */
export function wrongClock(ledger: Ledger, deps: TimeDeps): WrongClock | undefined {
  const offices = officesIn(ledger.admission().values());
  const days = [...ledger.heads()]
    .filter(([origin]) => !offices.has(deviceOf(origin)))
    .map(([, { day }]) => day)
    .toSorted();
  const heard = days.at(-1);
  const day = ledger.read((view) => dayOf(view, ledger, deps));
  const isNear = days.some((it) => it >= addDays(day, -CLOCK_DAYS_MAX) && it <= addDays(day, 1));
  if (heard === undefined || isNear) return undefined;
  return { shop: ledger.founding()?.name ?? "", day, heard };
}

/**
 * Plans the prices of a publication for a day ahead of it, so that they hold from the first sale of that day on; and
 * gives up those that `publication.later` says no more. Returns whether it is done: a shop of which too little was heard
 * waits. `priced`: the products, and the days that are looked at.
 */
export function planIn(
  ledger: Ledger,
  publication: Publication,
  { priced, deps, due }: Ahead,
): boolean {
  const found = changesIn(ledger, publication, deps);
  const wanted = new Set(
    priced.flatMap(({ stream, day }) =>
      fieldKey({ stream, field: plannedField(PRICE_FIELD, day) }),
    ),
  );
  const changes = found.changes.filter((change) => {
    return change.fate === "write" && wanted.has(fieldKey(change));
  });
  const applying = due === undefined ? {} : { due: { ...due, id: aheadId(due) } };
  writeIn(ledger, { source: publication.source, ...applying, day: found.day, changes }, deps);
  return found.day !== undefined;
}

export interface Ahead {
  readonly priced: ReadonlyArray<{ readonly stream: StreamId; readonly day: BusinessDay }>;
  /** What the shop is to note that it has; missing where something is given up. */
  readonly due?: Later;
  readonly deps: TimeDeps;
}

/** The name by which a shop says that it has the prices of a publication for a day to come. */
export function aheadId({ id }: Pick<Later, "id">): string {
  return `${id} ahead`;
}

/** Writes into the model what its shops have from a later one, each value as it was published last; returns how many. Durable then. */
export function learnIn(
  model: Ledger,
  found: ReadonlyArray<Pick<ShopChanges, "day" | "changes">>,
  deps: TimeDeps,
): number {
  // Shops that were published to last have the latest.
  const learnt = found
    .flatMap(({ changes }) => changes.filter(({ fate }) => fate === "learn"))
    .toSorted((one, other) => (one.of?.seq ?? 0) - (other.of?.seq ?? 0));
  const day = found
    .flatMap(({ day: of }) => of ?? [])
    .toSorted()
    .at(-1);
  const byField = new Map(learnt.map((change) => [fieldKey(change), change]));
  const writes = model.read((view) =>
    [...byField.values()].map(({ type, stream, field, from: to }): FieldWrite => {
      const entry = stateOf(view, stream);
      const code = codeOfField(field);
      const gone = entry.plans
        .filter(({ fromDay }) => field === plannedField(PRICE_FIELD, fromDay))
        .map(({ id }) => id);
      const over =
        code === undefined
          ? openWriteIds(fieldRegister(entry, field))
          : entry.codes.filter((it) => it.code === code).map(({ id }) => id);
      return { type, stream, field, to, over, gone };
    }),
  );
  const events = fieldDrafts(writes);
  commitBatch(
    model,
    { by: "", name: "learn", events, ...(day === undefined ? {} : { day }) },
    deps.random,
  );
  return writes.length;
}

/** Returns the day that the shop is on by the office's clock. */
export function shopDay(ledger: Ledger, deps: TimeDeps): BusinessDay {
  return ledger.read((view) => dayOf(view, ledger, deps));
}

/** Writes what `changesIn` says, all of it or nothing. Durable when it returns. */
export function publishIn(ledger: Ledger, publication: Publication, deps: TimeDeps): ShopChanges {
  const found = changesIn(ledger, publication, deps);
  writeIn(ledger, { ...publication, ...found }, deps);
  return found;
}

/**
 * Answers for what the shop has as the model says it, and changes nothing. Of a shop that was put into a group nobody
 * has changed these values: what the model says of them later is published.
 */
export function adoptIn(ledger: Ledger, publication: Publication, deps: TimeDeps): void {
  const found = changesIn(ledger, publication, deps);
  const changes = found.changes.filter(({ fate }) => fate === "adopt");
  writeIn(ledger, { ...publication, ...found, changes }, deps);
}

type Written = Pick<Publication, "due" | "source">;

function writeIn(
  ledger: Ledger,
  {
    day,
    changes,
    due,
    source,
  }: { readonly day?: BusinessDay | undefined } & Pick<ShopChanges, "changes"> & Written,
  deps: TimeDeps,
): void {
  if (day === undefined) return;
  const said = changes.filter((change) => isWritten(change) || change.about !== undefined);
  const sealed = sealedFor(ledger, said, deps.random);
  const written = [
    ...sealed.written,
    ...fieldDrafts(sealed.changes.filter(isWritten)),
    ...offerDrafts(sealed.changes),
    ...(due === undefined ? [] : [ledger.read((view) => applied(view, due))]),
  ];
  // A mark stands before all that it says.
  const mark = written.length === 0 ? [] : ledger.read((view) => markOf(view, source));
  const events = [...mark, ...written];
  const also = sealed.keepKeysOf;
  commitBatch(ledger, { by: "", name: "publish", events, day, also }, deps.random);
}

/** Whether a field waits for a day, and the model says of it what it said then. */
function isLater(change: FieldChange, later: ReadonlyArray<Later>): boolean {
  return change.fate !== "adopt" && later.some((it) => isSaidBy(change, it));
}

function isSaidBy(change: FieldChange, { values }: Later): boolean {
  const key = fieldKey(change);
  return Object.hasOwn(values, key) && isDeepStrictEqual(values[key], change.to);
}

/** The setting by which a shop's ledger says which publications for a day it has: they are published there once. */
const APPLIED_KEY = "hub-days";
const APPLIED_MAX = 100;

/** Whether the shop has that publication. */
export function hasApplied(ledger: Ledger, { id }: Pick<Later, "id">): boolean {
  return ledger.read(appliedIn).includes(id);
}

function appliedIn(view: LedgerView): ReadonlyArray<unknown> {
  const value = fieldValue(view.state("set", APPLIED_KEY), VALUE_FIELD);
  return Array.isArray(value) ? value : [];
}

function applied(view: LedgerView, { id }: Later): Draft {
  const value = [...appliedIn(view), id].slice(-APPLIED_MAX) as string[];
  const over = openWriteIds(view.state("set", APPLIED_KEY).fields[VALUE_FIELD]);
  return { kind: "setting/set", streams: [toStreamId("set", APPLIED_KEY)], body: { value, over } };
}

function isWritten({ fate }: FieldChange): boolean {
  return fate === "write" || fate === "adopt";
}

/** What people in the shop are asked, an entry's fields together. */
export function offerDrafts(changes: ReadonlyArray<FieldChange>): ReadonlyArray<Draft> {
  const offered = changes.filter(({ about }) => about !== undefined);
  return [...Map.groupBy(offered, ({ stream }) => stream)].map(([stream, of]): Draft => {
    const values = Object.fromEntries(of.map(({ field, to }) => [field, to as JsonValue]));
    const about = Object.fromEntries(
      of.map(({ field, about: writes = [] }) => [field, [...writes]]),
    );
    return { kind: "hub/offered", streams: [stream], body: { values, about } };
  });
}

type JsonValue = BodyOf<"hub/offered">["values"][string];

/** The day that the shop is on by the office's clock, and none before the last one that the office wrote on. */
function dayOf(view: LedgerView, ledger: Ledger, deps: TimeDeps): BusinessDay {
  const founding = ledger.founding();
  const own = ledger.head(ledger.identity.origin)?.day;
  const { zone = "UTC", cutover = 0 } = founding ?? {};
  const { clock, offsetMinutes } = deps;
  const today = suggestedDay(view, { zone, cutover }, { atMs: clock.nowMs(), offsetMinutes });
  return own !== undefined && own > today ? own : today;
}
