/**
 * The next page of the book of notices, worked out of what is so now: causes that have lasted long enough
 * become notices, those of one kind together, and notices end with their last cause.
 */

import { hash } from "node:crypto";

import { type Notice } from "./notice-book.ts";
import { type Cause, urgencyOf } from "./notice.ts";

export interface SeenCauses {
  readonly causes: ReadonlyArray<Cause>;
  /** Since when each has been seen, by its key. */
  readonly sinceByKey: ReadonlyMap<string, number>;
  readonly nowMs: number;
}

const MINUTE_MS = 60_000;
/** How long an ended notice is remembered, so that lists show it and doubles are known. */
const REMEMBERED_MS = 8 * 86_400_000;
/** Ten printers behind one switch go down within seconds: those that have lasted half as long come along. */
const COMES_ALONG = 1 / 2;

/** `printer/down 4f…`: a till and a printer may have the same key. */
export function causeKey({ kind, key }: Pick<Cause, "kind" | "key">): string {
  return `${kind} ${key}`;
}

export function nextNotices(
  before: ReadonlyArray<Notice>,
  { causes, sinceByKey, nowMs }: SeenCauses,
): ReadonlyArray<Notice> {
  const current = new Set(causes.map(causeKey));
  const kept = before
    .map((notice) => endedOrNot(notice, current, nowMs))
    .filter((notice) => notice !== undefined)
    .filter((notice) => nowMs - rememberedFrom(notice, nowMs) < REMEMBERED_MS);
  const covered = new Set(
    kept.filter(({ endedMs }) => endedMs === undefined).flatMap(({ keys }) => keys),
  );
  const due = causes
    .filter((cause) => !covered.has(causeKey(cause)))
    .map((cause) => ({ cause, sinceMs: sinceOf(cause, sinceByKey, nowMs) }));
  const noticesById = new Map(kept.map((notice) => [notice.id, notice]));
  for (const group of groupsOf(due, nowMs)) {
    const notice = noticeOf(group, nowMs);
    const known = noticesById.get(notice.id);
    noticesById.set(notice.id, known === undefined ? notice : openedAgain(known, nowMs));
  }
  return [...noticesById.values()];
}

interface Seen {
  readonly cause: Cause;
  readonly sinceMs: number;
}

function sinceOf(cause: Cause, sinceByKey: SeenCauses["sinceByKey"], nowMs: number): number {
  return cause.sinceMs ?? sinceByKey.get(causeKey(cause)) ?? nowMs;
}

/** Returns the time from which a notice ages: its end, or when it was noted where it has none. */
function rememberedFrom({ kind, endedMs, notedMs }: Notice, nowMs: number): number {
  return endedMs ?? (urgencyOf(kind).isPast === true ? notedMs : nowMs);
}

/** Undefined for one that ended before anybody was told, unless it is told all the same. */
function endedOrNot(
  notice: Notice,
  current: ReadonlySet<string>,
  nowMs: number,
): Notice | undefined {
  const isOpen = notice.keys.some((key) => current.has(key));
  if (isOpen || notice.endedMs !== undefined) return notice;
  const { isPast = false } = urgencyOf(notice.kind);
  if (notice.toldMs === undefined) return isPast ? notice : undefined;
  if (isPast) return { ...notice, endedMs: nowMs, overMs: nowMs };
  return { ...notice, endedMs: nowMs, nextMs: nowMs, tries: 0 };
}

/** Something that has begun again before its end was told goes on; else it is told again. */
function openedAgain(known: Notice, nowMs: number): Notice {
  const { endedMs: _ended, overMs, ...notice } = known;
  if (overMs === undefined) return notice;
  const { toldMs: _told, ...untold } = notice;
  return { ...untold, notedMs: nowMs, nextMs: nowMs, tries: 0 };
}

/** Returns the causes that become notices now: those with names together, each of the others alone. */
function groupsOf(seen: ReadonlyArray<Seen>, nowMs: number): ReadonlyArray<ReadonlyArray<Seen>> {
  const named = seen.filter(({ cause }) => cause.name !== undefined);
  const alone = seen.filter(({ cause }) => cause.name === undefined);
  const byKind = Map.groupBy(named, ({ cause }) => `${cause.kind} ${cause.knownTo}`);
  const together = [...byKind.values()]
    .filter((group) => group.some((one) => hasLasted(one, nowMs)))
    .map((group) => group.filter((one) => hasLasted(one, nowMs, COMES_ALONG)));
  return [...together, ...alone.filter((one) => hasLasted(one, nowMs)).map((one) => [one])];
}

function hasLasted({ cause, sinceMs }: Seen, nowMs: number, share = 1): boolean {
  return nowMs - sinceMs >= cause.afterMs * share;
}

function noticeOf(group: ReadonlyArray<Seen>, nowMs: number): Notice {
  const sinceMs = Math.min(...group.map((one) => one.sinceMs));
  const [{ cause }] = group as readonly [Seen, ...Seen[]];
  const { kind, to, knownTo } = cause;
  const { dueMinutes, isUrgent = false } = urgencyOf(kind);
  const keys = group.map((one) => causeKey(one.cause)).toSorted();
  const names = group.flatMap((one) => one.cause.name ?? []);
  return {
    id: idOf(cause, { keys, sinceMs }),
    kind,
    to,
    knownTo,
    isUrgent,
    keys,
    sentence: cause.say(names),
    sinceMs,
    dueMs: sinceMs + dueMinutes * MINUTE_MS,
    notedMs: nowMs,
    tries: 0,
    nextMs: nowMs,
  };
}

const ID_DIGITS = 12;

/**
 * What the shop knows has the same id on each box. A trouble of one box may come back with the same key,
 * and is another one then.
 */
function idOf(
  { key, knownTo, name }: Cause,
  { keys, sinceMs }: Pick<Notice, "keys" | "sinceMs">,
): string {
  if (name === undefined) return key;
  const parts = knownTo === "shop" ? keys : [...keys, String(sinceMs)];
  return hash("sha256", parts.join("\0")).slice(0, ID_DIGITS);
}
