/** Time zones by the database that the runtime carries. */

import { lazy } from "../../domain/base/lazy.ts";
import { type Calendar } from "../../domain/ports.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Offsets change at the full quarter of an hour, if they do; each key asks for that of now. */
const QUARTER_MS = 900_000;
const FARTHEST_MINUTES = 840;
const HALF_YEAR_MS = 182 * 86_400_000;
/** The offsets of recent moments: one sale needs now, and a few moments on its papers. */
const offsets = new Map<string, number>();
const OFFSETS_MAX = 64;

/** The last moment that the runtime's dates can show. */
const DATE_MS_MAX = 8_640_000_000_000_000;

export const systemCalendar: Calendar = {
  offsetMinutes: (zone, wantedMs) => {
    const atMs = Math.min(Math.max(wantedMs, -DATE_MS_MAX), DATE_MS_MAX - HALF_YEAR_MS);
    const quarter = Math.floor(atMs / QUARTER_MS);
    const key = `${zone} ${quarter}`;
    const kept = offsets.get(key);
    if (kept !== undefined) return kept;
    const minutes = offsetOf(zone, atMs);
    if (offsets.size >= OFFSETS_MAX) offsets.clear();
    offsets.set(key, minutes);
    return minutes;
  },
  isZone: (zone) => {
    try {
      formatOf(zone);
      return true;
    } catch {
      return false;
    }
  },
};

/** A zone that only another box's newer database knows is no reason not to sell: this box's own then. */
function offsetOf(zone: string, atMs: number): number {
  if (zone === "UTC") return 0;
  if (!canChangeZone()) return offsetByName(zone, atMs);
  const minutes = asOwnZone(zone, atMs);
  // A zone that the runtime doesn't know is UTC to it, without a word; one that moves its clocks is known.
  const isKnown = minutes !== 0 || asOwnZone(zone, atMs + HALF_YEAR_MS) !== 0;
  return isKnown ? minutes : offsetByName(zone, atMs);
}

/** A thread of its own has the process's zone, whatever its environment says. */
const canChangeZone = lazy(() => asOwnZone("Etc/GMT-14", 0) === FARTHEST_MINUTES);

/**
 * Returns the offset by making the zone the whole process's for a moment. That takes 0.1 ms; the
 * first format of a process takes 10, and somebody waits for a first frame.
 */
function asOwnZone(zone: string, atMs: number): number {
  const { env } = process;
  const zoneBefore = env["TZ"];
  env["TZ"] = zone;
  // Some offsets before 1972 have seconds.
  const minutes = Math.trunc(-new Date(atMs).getTimezoneOffset());
  if (zoneBefore === undefined) delete env["TZ"];
  else env["TZ"] = zoneBefore;
  // No offset at all comes as less than nothing.
  return minutes === 0 ? 0 : minutes;
}

function offsetByName(zone: string, atMs: number): number {
  const zoneKnown = systemCalendar.isZone(zone) ? zone : systemZone();
  const parts = formatOf(zoneKnown).formatToParts(new Date(atMs));
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const match = /GMT(?<sign>[+-])(?<hours>\d{2}):(?<minutes>\d{2})/u.exec(name)?.groups;
  // Plain `GMT` is no offset.
  if (match === undefined) return 0;
  const minutes = Number(match["hours"]) * 60 + Number(match["minutes"]);
  return match["sign"] === "-" ? -minutes : minutes;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const kept = formats.get(zone);
  if (kept !== undefined) return kept;
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, format);
  return format;
}

/** Returns the time zone of this box; `UTC` when none is set. */
export function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
