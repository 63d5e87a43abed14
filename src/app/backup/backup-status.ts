/** How the backups stand, for lists, the doctor and the screen. */

import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { backupWords } from "../../words/made/backup/all.ts";
import { type BackupWords } from "../../words/made/backup/words.ts";
import { type BackupBook, type Proof } from "./backup-book.ts";
import { placeText } from "./backup-places.ts";

export interface BackupAge {
  readonly hours: number;
  /** `behind`: an hour was missed. `overdue`: a day without a verified backup, a person has to look. */
  readonly state: "fresh" | "behind" | "overdue";
}

export interface PlaceStatus {
  readonly name: string;
  readonly where: string;
  /** The time since the newest verified backup there, or since the place was added. */
  readonly age: BackupAge;
  readonly verified:
    | {
        /** The local time of the shop, with its offset. */
        readonly at: string;
        readonly proof: Proof;
        readonly files: number;
        readonly bytes: number;
      }
    | undefined;
  /** The number of events that are not in it yet. */
  readonly pendingEvents: number;
  /** Why there is no newer one: what is the matter and what to do. */
  readonly trouble: { readonly type: string; readonly sentence: string } | undefined;
}

export interface StatusDeps {
  readonly book: BackupBook;
  readonly nowMs: number;
  readonly timeText: (atMs: number) => string;
}

const HOUR_MS = 3_600_000;
const BEHIND_HOURS = 2;
const OVERDUE_HOURS = 24;

export function backupAge(ageMs: number): BackupAge {
  const hours = Math.max(0, Math.floor(ageMs / HOUR_MS));
  if (hours >= OVERDUE_HOURS) return { hours, state: "overdue" };
  return { hours, state: hours >= BEHIND_HOURS ? "behind" : "fresh" };
}

export function placeStatuses(
  ledger: Ledger,
  { book, nowMs, timeText }: StatusDeps,
): ReadonlyArray<PlaceStatus> {
  const heads = ledger.heads();
  return book.places().map((place) => {
    const { verified, trouble } = book.state(place.id);
    const copied = new Map<string, number>();
    for (const { origin, seq } of verified?.heads ?? []) {
      copied.set(origin, Math.max(seq, copied.get(origin) ?? 0));
    }
    const pending = [...heads].map(([origin, { seq }]) => seq - (copied.get(origin) ?? 0));
    return {
      name: place.name,
      where: placeText(place),
      age: backupAge(nowMs - (verified?.atMs ?? place.addedMs)),
      verified:
        verified === undefined
          ? undefined
          : {
              at: timeText(verified.atMs),
              proof: verified.proof,
              files: verified.files,
              bytes: verified.bytes,
            },
      pendingEvents: pending.reduce((sum, count) => sum + Math.max(0, count), 0),
      trouble,
    };
  });
}

/**
 * Returns the facts of a sentence about a place: the age of its backup, its proof, what is not in
 * it, and its trouble.
 */
export function backupFacts(
  { age, verified, pendingEvents, trouble, where }: PlaceStatus,
  locale: Locale,
): Parameters<BackupWords["status"]>[0] {
  return {
    hours: age.hours,
    files: verified?.files ?? 0,
    proof: verified?.proof,
    pendingEvents,
    trouble:
      trouble === undefined
        ? ""
        : wordsIn(backupWords, locale).trouble(troubleFacts(trouble, where)),
  };
}

/** Why a place has no newer backup. The sentence is English. */
export function troubleFacts(
  { type, sentence }: NonNullable<PlaceStatus["trouble"]>,
  where: string,
): Parameters<BackupWords["trouble"]>[0] {
  const trouble = TROUBLES.find((name) => type === `place/${name}`);
  return { trouble: trouble ?? "other", where, sentence };
}

const TROUBLES = ["away", "full", "failed", "unverified", "interrupted"] as const;
