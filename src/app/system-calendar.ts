/** Time zones by the database that the runtime carries. */

import { type Calendar } from "../domain/ports.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Offsets change at the full quarter of an hour, if they do; each key asks for that of now. */
const QUARTER_MS = 900_000;
let last = { zone: "", quarter: Number.NaN, minutes: 0 };

export const systemCalendar: Calendar = {
  offsetMinutes: (zone, atMs) => {
    const quarter = Math.floor(atMs / QUARTER_MS);
    if (last.zone !== zone || last.quarter !== quarter) {
      last = { zone, quarter, minutes: offsetOf(zone, atMs) };
    }
    return last.minutes;
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
  const known = systemCalendar.isZone(zone) ? zone : systemZone();
  const parts = formatOf(known).formatToParts(new Date(atMs));
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const match = /GMT(?<sign>[+-])(?<hours>\d{2}):(?<minutes>\d{2})/u.exec(name)?.groups;
  // Plain `GMT` is no offset.
  if (match === undefined) return 0;
  const minutes = Number(match["hours"]) * 60 + Number(match["minutes"]);
  return match["sign"] === "-" ? -minutes : minutes;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, format);
  return format;
}

/** Where this box says that it stands; `UTC` when nobody told it. */
export function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
