/**
 * The header of an event, and the rules that make one acceptable: they are the same in every build.
 * It is checked by hand and not by a schema, because a till that catches up reads a hundred
 * thousand of them.
 */

import { HLC_PER_MS } from "../../domain/events/event.ts";
import {
  type BusinessDay,
  businessDaySchema,
  type Origin,
  type StreamId,
} from "../../domain/identity.ts";
import { DATES_END_MS } from "../../domain/text/civil-time.ts";

/** Fields that a later build adds are hashed and forwarded like the rest. */
export interface EventHeader {
  readonly [field: string]: unknown;
  readonly origin: Origin;
  readonly seq: number;
  /** Seq of the first event of its transaction. */
  readonly tx: number;
  readonly tag: string;
  readonly hlc: number;
  readonly kind: string;
  readonly v: number;
  readonly streams: ReadonlyArray<StreamId>;
  /** Names a piece of work that is too big for one transaction. */
  readonly batch?: string;
}

/** Who and when: in the header of a transaction's first event, for all of them. */
export interface FirstHeader extends EventHeader {
  readonly by: string;
  readonly approved: string;
  readonly wall: number;
  /** Minutes to add to UTC. */
  readonly zone: number;
  readonly day: BusinessDay;
}

/** 2110-01-01 as a hybrid clock: a key beyond it is malformed, or it would bar its stream for ever. */
export const HLC_MAX = DATES_END_MS * HLC_PER_MS;
/** A batch of soup names its own stream and those of a hundred ingredients. */
const STREAMS_MAX = 128;
const STREAM_CHARACTERS_MAX = 200;
const KIND_CHARACTERS_MAX = 60;
const BATCH_CHARACTERS_MAX = 40;
const NAME_CHARACTERS_MAX = 64;
const VERSION_MAX = 65_535;
const ZONE_MINUTES_MAX = 1440;

const ORIGIN = /^[0-9a-z]{26}\.[0-9a-z]{13}$/u;
const TAG = /^[0-9a-f]{8}$/u;
const KIND = /^[a-z][a-z-]*\/[a-z][a-z-]*$/u;
const STREAM = /^[a-z][a-z0-9-]*\/.+$/u;

export function isEventHeader(value: unknown): value is EventHeader {
  if (!isRecord(value)) return false;
  const { origin, seq, tx, tag, hlc, kind, v, streams, batch } = value;
  return (
    isText(origin, ORIGIN) &&
    isInteger(seq, 1, Number.MAX_SAFE_INTEGER) &&
    isInteger(tx, 1, Number.MAX_SAFE_INTEGER) &&
    isText(tag, TAG) &&
    isInteger(hlc, 0, HLC_MAX) &&
    isText(kind, KIND) &&
    kind.length <= KIND_CHARACTERS_MAX &&
    isInteger(v, 1, VERSION_MAX) &&
    Array.isArray(streams) &&
    streams.length <= STREAMS_MAX &&
    streams.every(isStream) &&
    (batch === undefined || isShort(batch, BATCH_CHARACTERS_MAX))
  );
}

export function isFirstHeader(header: EventHeader): header is FirstHeader {
  const { by, approved, wall, zone, day } = header;
  return (
    isShort(by, NAME_CHARACTERS_MAX) &&
    isShort(approved, NAME_CHARACTERS_MAX) &&
    isInteger(wall, 0, Number.MAX_SAFE_INTEGER) &&
    isInteger(zone, -ZONE_MINUTES_MAX, ZONE_MINUTES_MAX) &&
    isDay(day)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && pattern.test(value);
}

function isShort(value: unknown, most: number): boolean {
  return typeof value === "string" && value.length <= most;
}

function isInteger(value: unknown, least: number, most: number): boolean {
  return (
    typeof value === "number" && Number.isSafeInteger(value) && least <= value && value <= most
  );
}

function isStream(value: unknown): boolean {
  return (
    isText(value, STREAM) &&
    value.length <= STREAM_CHARACTERS_MAX &&
    // Half a character has no UTF-8: two such names would be one in the database.
    value.isWellFormed()
  );
}

/** Most say the same day as the one before. */
let lastDay: unknown;

function isDay(value: unknown): boolean {
  if (value === lastDay) return true;
  if (!businessDaySchema.safeParse(value).success) return false;
  lastDay = value;
  return true;
}
