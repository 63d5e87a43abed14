/** What somebody is told who stands at no till. */

import { type Addressee } from "../../domain/state/attention.ts";

/** One thing that is so now, such as a printer that is down. */
export interface Cause {
  readonly kind: string;
  /** The same on every box that knows of it, for as long as it is the same thing. */
  readonly key: string;
  readonly to: Addressee;
  /** Whether each box of the shop knows of it, or this one alone. */
  readonly knownTo: "shop" | "box";
  /** Since when it is so; missing where only looking tells. */
  readonly sinceMs?: number | undefined;
  /** How long it lasts before it is a notice. */
  readonly afterMs: number;
  /** Says it of several at once, whose names are handed in; each is a notice of its own where it has none. */
  readonly name?: string | undefined;
  readonly say: (names: ReadonlyArray<string>) => string;
}

/** How soon somebody should have seen to it, and whether it passes in quiet hours. */
interface Urgency {
  readonly dueMinutes: number;
  readonly isUrgent?: true;
  /** It has happened, and has no end that somebody would be told of. */
  readonly isPast?: true;
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** By kind; any other is due in a day. */
const URGENCIES: Readonly<Record<string, Urgency>> = {
  "till/silent": { dueMinutes: HOUR },
  "printer/down": { dueMinutes: HOUR / 4 },
  "disk/full": { dueMinutes: 4 * HOUR, isUrgent: true },
  "backup/old": { dueMinutes: DAY },
  "clock/wrong": { dueMinutes: HOUR },
  "clock/off": { dueMinutes: 4 * HOUR },
  "till/copied": { dueMinutes: HOUR, isUrgent: true },
  "till/misbehaves": { dueMinutes: 4 * HOUR, isUrgent: true },
  "chain/flood": { dueMinutes: 4 * HOUR, isUrgent: true },
  "staff/pins-missed": { dueMinutes: 4 * HOUR, isUrgent: true },
  "tab/overnight": { dueMinutes: DAY / 2 },
  "refund/big": { dueMinutes: DAY, isPast: true },
};

export function urgencyOf(kind: string): Urgency {
  return Object.hasOwn(URGENCIES, kind) ? (URGENCIES[kind] ?? USUAL) : USUAL;
}

const USUAL: Urgency = { dueMinutes: DAY };
