/** What head office writes down of a business day's closes and Zs. A pure function of the day's state. */

import { closedDay } from "../../src/domain/day/closed-day.ts";
import { type DayState } from "../../src/domain/folds/day-fold.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { type ShopRows } from "./tables.ts";

export function dayRows(stream: string, day: BusinessDay, state: DayState): ShopRows {
  const { closes, missingZs, laterZs, total, figuresByTill } = closedDay(
    { state: () => state as never },
    day,
  );
  return {
    day: [
      {
        stream,
        day,
        closed: closes.length > 0,
        total,
        missing_zs: missingZs.length,
        later_zs: laterZs.length,
        missing_tills: namesOf(closes.at(-1)?.body.missing ?? []),
      },
    ],
    day_close: closes.map(({ id, till, wallMs, body }) => ({
      stream,
      close: id,
      day,
      till,
      at_ms: wallMs,
      asked: body.asked,
      zs: body.zs.length,
      missing_tills: namesOf(body.missing),
    })),
    z: state.zs.map(({ id, wallMs, body }) => ({
      stream,
      z: id,
      series: body.series,
      no: body.no,
      day,
      till: body.till,
      at_ms: wallMs,
      first: body.from,
      last: body.to,
      total: body.total,
      program: body.program,
    })),
    frontier: [...furthestOf(closes)].map(([origin, last]) => ({ stream, origin, last })),
    closed_sum: [...figuresByTill].flatMap(([till, figures]) =>
      Object.entries(figures).map(([what, amount]) => ({ stream, day, till, what, amount })),
    ),
  };
}

function furthestOf(closes: DayState["closes"]): ReadonlyMap<string, number> {
  const furthest = new Map<string, number>();
  for (const { origin, seq } of closes.flatMap(({ body }) => body.frontier)) {
    furthest.set(origin, Math.max(seq, furthest.get(origin) ?? 0));
  }
  return furthest;
}

function namesOf(devices: ReadonlyArray<string>): string {
  return devices.toSorted().join(" ");
}
