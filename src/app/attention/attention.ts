/**
 * What a person should know of chains that were settled: two voices of one till that both count, or a
 * chain that one person admitted and another retired. Nothing is left to decide; papers, or people, may
 * contradict each other.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type BusinessDay, type Origin } from "../../domain/identity.ts";
import { type AdmissionAttention } from "../../domain/membership/chain-pass.ts";
import { zeroMinor } from "../../domain/money/amounts.ts";
import { openOf, type Resolvable } from "../../domain/state/attention.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { type Till } from "../till/till.ts";

export interface SettledAttention {
  readonly origin: Origin;
  readonly till: string;
  readonly item: Resolvable<AdmissionAttention["type"]>;
  /** Receipt numbers that stand on two papers. */
  readonly numbersTwice: number;
  readonly sentence: string;
  /** Business days on which something was said that it is about. */
  readonly days: ReadonlySet<BusinessDay>;
}

/** Numbers that a sentence names one by one. */
const NAMED_MAX = 3;

export function listAttention({ ledger }: Till): ReadonlyArray<SettledAttention> {
  return ledger.read((view) =>
    ledger.attention().flatMap((attention) => {
      const { origin, after, until } = extentOf(attention);
      const [item] = openOf([toItem(attention)], view.state("attention", origin).resolved);
      if (item === undefined) return [];
      const till = tillNameOf(ledger.admission(), origin);
      const said = [...ledger.store.ofOrigin(origin, after + 1)].filter(
        ({ last }) => last <= until,
      );
      const days = new Set(said.map(({ content }) => content.first.day));
      const numbersTwice = "numbersTwice" in attention ? attention.numbersTwice.length : 0;
      const sentence = sentenceOf(attention, till);
      return [{ origin, till, item, numbersTwice, sentence, days }];
    }),
  );
}

/** A different receipt number, or a different range of the chain, is a different item. */
function toItem(attention: AdmissionAttention): Resolvable<AdmissionAttention["type"]> {
  const subject =
    attention.type === "chain/both-admitted"
      ? `${attention.common} ${attention.numbersTwice.length}`
      : `${attention.after} ${attention.until}`;
  return { type: attention.type, subject, amount: zeroMinor, voices: [] };
}

function extentOf(attention: AdmissionAttention): {
  readonly origin: Origin;
  readonly after: number;
  readonly until: number;
} {
  return attention.type === "chain/both-admitted"
    ? { origin: attention.origin, after: attention.common, until: Number.POSITIVE_INFINITY }
    : { ...attention, origin: attention.admitted.origin };
}

function sentenceOf(attention: AdmissionAttention, till: string): string {
  switch (attention.type) {
    case "chain/both-admitted":
      return `${till} spoke with two voices, and both were admitted: ${twice(attention.numbersTwice)}.`;
    case "chain/admitted-and-retired": {
      const { after, until } = attention;
      const events = until === after + 1 ? `event ${until}` : `events ${after + 1} to ${until}`;
      return `Of ${till}, ${events} were admitted and retired as well: what they sold counts.`;
    }
    default:
      return assertNever(attention, "attention");
  }
}

function twice(numbers: ReadonlyArray<string>): string {
  if (numbers.length === 0) return "no number was given twice";
  const named = numbers.slice(0, NAMED_MAX).join(", ");
  const unnamedCount = numbers.length - NAMED_MAX;
  const rest = unnamedCount > 0 ? ` and ${unnamedCount} more` : "";
  const how = numbers.length === 1 ? "receipt number stands" : "receipt numbers stand";
  return `${numbers.length} ${how} on two papers (${named}${rest})`;
}
