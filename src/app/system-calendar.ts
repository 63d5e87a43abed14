/** Time zones by the database that the runtime carries. */

import { type Calendar } from "../domain/ports.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

export const systemCalendar: Calendar = {
  offsetMinutes: (zone, atMs) => {
    const parts = formatOf(zone).formatToParts(new Date(atMs));
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
    const match = /GMT(?<sign>[+-])(?<hours>\d{2}):(?<minutes>\d{2})/u.exec(name)?.groups;
    // Plain `GMT` is no offset.
    if (match === undefined) return 0;
    const minutes = Number(match["hours"]) * 60 + Number(match["minutes"]);
    return match["sign"] === "-" ? -minutes : minutes;
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

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, format);
  return format;
}
