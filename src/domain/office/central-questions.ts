/**
 * What a shop and head office say otherwise: of a field that the shop changed by itself the office has offered another
 * value, or both wrote the field apart. Worked out of the entries, never stored.
 */

import { type SealedText, sealedTextSchema } from "../events/people-events.ts";
import {
  type BusinessDay,
  type DeviceId,
  deviceOf,
  type EventId,
  streamName,
  type StreamId,
  streamType,
} from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type AdmittedDevice } from "../membership/admission.ts";
import { minor } from "../money/amounts.ts";
import { heldPrice, priceOn } from "../prices/price-plans.ts";
import { valueOn } from "../settings/dated-values.ts";
import { openOf, type Resolvable } from "../state/attention.ts";
import {
  APART_TAG,
  codeOfField,
  type EntryState,
  fieldRegister,
  fieldValue,
  OFFERED_TAG,
  PRICE_FIELD,
  VALUE_FIELD,
} from "../state/entry-state.ts";
import { isContested, openWriteIds } from "../state/register.ts";
import { centralTypeOf, isWritable } from "./change-fields.ts";

export interface CentralQuestion {
  readonly item: Resolvable<"entry/offered" | "entry/apart">;
  readonly stream: StreamId;
  readonly field: string;
  /** What the shop says, and what head office does. */
  readonly own: unknown;
  readonly theirs: unknown;
}

/** The devices that are, or were, head office and nothing else. */
export function officesIn(devices: Iterable<AdmittedDevice>): ReadonlySet<DeviceId> {
  return new Set(
    [...devices].flatMap(({ device, rights }) =>
      rights.includes("hub") && !rights.includes("till") ? [device] : [],
    ),
  );
}

export interface QuestionContext {
  readonly offices: ReadonlySet<DeviceId>;
  readonly day: BusinessDay;
  /** Reads what is sealed of people; undefined where its key is not here. */
  readonly textOf: (sealed: SealedText) => string | undefined;
}

export function centralQuestions(
  view: LedgerView,
  context: QuestionContext,
): ReadonlyArray<CentralQuestion> {
  if (context.offices.size === 0) return [];
  const streams = [...new Set([...view.tagged(OFFERED_TAG), ...view.tagged(APART_TAG)])];
  return streams.toSorted().flatMap((stream) => questionsOf(view, stream, context));
}

/** Returns the questions of one entry. */
export function questionsOf(
  view: LedgerView,
  stream: StreamId,
  context: QuestionContext,
): ReadonlyArray<CentralQuestion> {
  const { offices, day } = context;
  const type = CENTRAL_STREAMS.find((it) => it === streamType(stream));
  if (type === undefined) return [];
  const entry = view.state(type, streamName(stream));
  const questions = offered(stream, entry, day);
  const asked = type === "staff" ? ofPerson(entry, questions, context) : questions;
  const all = [...asked, ...apart(stream, entry, offices)];
  const planned = plannedApart(stream, entry, context);
  // Whatever else is said of the price, the plan is what head office has it cost today.
  return planned === undefined
    ? all
    : [...all.filter(({ field }) => field !== PRICE_FIELD), planned];
}

const CENTRAL_STREAMS = ["cat", "set", "role", "staff"] as const;

const NAME = "name";

/**
 * People with one number and one name are the same person. With another name it is asked first whose number it is: where
 * people keep their own, nothing else of the office's person is asked.
 */
function ofPerson(
  entry: EntryState,
  questions: ReadonlyArray<CentralQuestion>,
  context: QuestionContext,
): ReadonlyArray<CentralQuestion> {
  const others = questions.filter(({ field }) => field !== NAME);
  const named = namedBeside(entry, context);
  if (named === undefined || named.isSame === true) return others;
  return named.isSame === undefined ? [] : questions.filter(({ field }) => field === NAME);
}

interface NamedBeside {
  readonly offered: SealedText;
  /** Undefined where a key is not here yet. */
  readonly isSame: boolean | undefined;
}

/** Returns the name that head office offers beside the one of the shop's own person; undefined where it offers none. */
export function namedBeside(
  entry: EntryState,
  { day, textOf }: Pick<QuestionContext, "day" | "textOf">,
): NamedBeside | undefined {
  const offer = entry.offers?.[NAME];
  if (offer === undefined || !isAbout(entry, NAME, day) || !isSealed(offer.value)) return undefined;
  const value = fieldValue(entry, NAME);
  const [own, theirs] = [isSealed(value) ? textOf(value) : undefined, textOf(offer.value)];
  const isSame = own === undefined || theirs === undefined ? undefined : own === theirs;
  return { offered: offer.value, isSame };
}

/** Whether nobody has written the field since it was offered otherwise. */
function isAbout(entry: EntryState, field: string, day: BusinessDay): boolean {
  const about = entry.offers?.[field]?.about ?? [];
  return (
    about.length > 0 && standingWrites(entry, field, day).every((write) => about.includes(write))
  );
}

/** Whether a value of a person's field is sealed. */
export function isSealed(value: unknown): value is SealedText {
  return sealedTextSchema().safeParse(value).success;
}

function offered(
  stream: StreamId,
  entry: EntryState,
  day: BusinessDay,
): ReadonlyArray<CentralQuestion> {
  const type = centralTypeOf(stream);
  return Object.entries(entry.offers ?? {}).flatMap(([field, { id, value }]) => {
    const isTakeable =
      type !== undefined && isWritable({ stream, type, field, to: value, over: [] });
    if (!isTakeable || !isAbout(entry, field, day)) return [];
    const item = resolvable("entry/offered", field, [id]);
    const own = valueOfField(entry, field, day) ?? null;
    return openOf([item], entry.resolved).map(() => {
      return { item, stream, field, own, theirs: value };
    });
  });
}

/** Whether people keep the shop's own value against an offer. */
export function isKept(entry: EntryState, field: string, offer: EventId): boolean {
  return openOf([resolvable("entry/offered", field, [offer])], entry.resolved).length === 0;
}

function apart(
  stream: StreamId,
  { fields }: EntryState,
  offices: ReadonlySet<DeviceId>,
): ReadonlyArray<CentralQuestion> {
  return Object.entries(fields).flatMap(([field, register]): ReadonlyArray<CentralQuestion> => {
    if (!isContested(register)) return [];
    const { open } = register;
    const theirs = open.findLast(({ id }) => offices.has(deviceOf(id)));
    const own = open.findLast(({ id }) => !offices.has(deviceOf(id)));
    if (theirs === undefined || own === undefined) return [];
    const item = resolvable("entry/apart", field, openWriteIds(register));
    return [{ item, stream, field, own: own.value, theirs: theirs.value }];
  });
}

/** A price that head office planned for a day that has begun, beside the one that the shop has set itself. */
function plannedApart(
  stream: StreamId,
  entry: EntryState,
  { day, offices }: QuestionContext,
): CentralQuestion | undefined {
  const { asked } = heldPrice(entry, day);
  if (asked === undefined || !offices.has(deviceOf(asked.plan.id))) return undefined;
  const { plan, own } = asked;
  const open = openWriteIds(fieldRegister(entry, PRICE_FIELD));
  const item = resolvable("entry/apart", PRICE_FIELD, [...open, plan.id]);
  return { item, stream, field: PRICE_FIELD, own, theirs: plan.price };
}

function resolvable<Type extends CentralQuestion["item"]["type"]>(
  type: Type,
  subject: string,
  voices: ReadonlyArray<EventId>,
): Resolvable<Type> {
  return { type, subject, amount: minor(0), voices };
}

/** Returns the writes that the value of a field hangs on, as an offer names them. */
export function standingWrites(
  entry: EntryState,
  field: string,
  day: BusinessDay,
): ReadonlyArray<EventId> {
  const code = codeOfField(field);
  if (code !== undefined) return entry.codes.filter((it) => it.code === code).map(({ id }) => id);
  if (field === PRICE_FIELD) return heldPrice(entry, day).writes;
  const [base = "", from] = field.split("@");
  return openWriteIds(
    fieldRegister(entry, from === undefined ? field : sourceOf(entry, base, from)),
  );
}

/** Returns the field that says what holds on that day: the last plan before it, or where none is planned. */
function sourceOf({ fields }: EntryState, base: string, day: string): string {
  const plan = Object.keys(fields)
    .filter((name) => name.startsWith(`${base}@`) && name.slice(base.length + 1) <= day)
    .toSorted()
    .findLast((name) => (fields[name]?.open.at(-1)?.value ?? null) !== null);
  return plan ?? (base === VALUE_FIELD ? VALUE_FIELD : "taxesByService");
}

function valueOfField(entry: EntryState, field: string, day: BusinessDay): unknown {
  const code = codeOfField(field);
  if (code !== undefined) {
    return entry.codes.some((it) => it.code === code && !entry.removedCodes.includes(it.id));
  }
  if (field === PRICE_FIELD) return priceOn(entry, day);
  const [base = "", from] = field.split("@");
  if (from === undefined) return fieldValue(entry, field);
  const planned = valueOn(entry, base, from as BusinessDay);
  if (planned !== undefined || base === VALUE_FIELD) return planned;
  const taxes = fieldValue(entry, "taxesByService");
  return new Map(Object.entries(taxes ?? {})).get(base);
}
