/**
 * Facts of a report as JSON, with nothing said twice: lists and fields as they are, money in minor units as it is
 * kept, and each moment as text. A moment that knows its business day has it in the field before.
 */

import { type WallTime } from "../../domain/text/clock-text.ts";
import { wallToText } from "../orders/order-json.ts";

export type Json = Readonly<Record<string, unknown>>;

export function plainJson(facts: Json): Json {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]): ReadonlyArray<[string, unknown]> => {
      const said: [string, unknown] = [name, plain(fact)];
      return isMoment(fact) && fact.day !== undefined ? [["day", fact.day], said] : [said];
    }),
  );
}

function plain(fact: unknown): unknown {
  if (Array.isArray(fact)) return fact.map(plain);
  if (typeof fact !== "object" || fact === null) return fact;
  return isMoment(fact) ? wallToText(fact) : plainJson(fact as Json);
}

interface Moment extends WallTime {
  readonly day?: string;
}

function isMoment(fact: unknown): fact is Moment {
  return typeof fact === "object" && fact !== null && "wallMs" in fact && "offsetMinutes" in fact;
}
