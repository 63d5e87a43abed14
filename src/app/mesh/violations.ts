/**
 * Tills that did what no till does (said it, said nothing, or dated it far ahead), until a person at this
 * box has said that they have seen it: its own affair, in no event. What comes after that is news again.
 * Whoever restarts the program has not seen it by that: of each such till the last is kept, and how many
 * there were.
 */

import * as z from "zod";

import { assertNever } from "../../domain/base/assert-never.ts";
import { type BusinessDay, type DeviceId, deviceIdSchema } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { localDate, type Locale } from "../../domain/text/locale.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type Store } from "../../ledger/store.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { type Violation } from "../../mesh/gossip/violation-log.ts";
import { type MeshStatusWords } from "../../words/made/meshStatus/words.ts";
import { type MeshView, violationKindSchema } from "../membership/mesh-view.ts";

export type SeenViolation = MeshView["violations"][number];

export interface ViolationDeps {
  readonly till: { readonly ledger: Pick<Ledger, "store"> };
  readonly printing: { readonly mesh: () => MeshView | undefined };
  readonly clock: Clock;
}

export interface ViolationNotes {
  /** Keeps what has happened since the last look. */
  readonly look: (status: Pick<MeshStatus, "violations">, steadyMs: number) => void;
  /** Returns the violations that nobody has seen before this run, and those of this run. */
  readonly list: () => ReadonlyArray<SeenViolation>;
}

type LocalStore = Pick<Store, "local" | "setLocal">;

/** The reason of a violation in place of a day: a till has signed what no clock shows. */
export const NO_DATE = "no date";

const KEPT_KEY = "violations";
const SEEN_KEY = "violations-seen";
/** The most that are kept, one for each till; older ones are dropped. */
const KEPT_MAX = 100;
const REASON_CHARACTERS_MAX = 200;
const DAY_MS = 86_400_000;

const keptSchema = z.array(
  z.object({
    device: deviceIdSchema,
    kind: violationKindSchema,
    reason: z.string(),
    count: z.int(),
    /** The time of the last one, by this box's clock. */
    atMs: z.number(),
  }),
);
type Kept = z.infer<typeof keptSchema>[number];

/** The times by device, by this box's clock. */
const seenSchema = z.record(z.string(), z.number());

/** Keeps the last violation of each device, and their number. */
export function openViolations({
  till: { ledger },
  printing,
  clock,
}: ViolationDeps): ReadonlyArray<SeenViolation> {
  const { store } = ledger;
  const nowMs = clock.nowMs();
  // While nobody has the links, those of before still want to be seen.
  const violations =
    printing.mesh()?.violations ?? keptViolations(store).map((one) => toSeen(one, nowMs));
  if (violations.length === 0) return [];
  const seen = seenMs(store);
  return violations.filter((one) => isNews(seen[one.device], toMoment(one, nowMs), nowMs));
}

export function seeViolation(
  { till, clock }: Pick<ViolationDeps, "till" | "clock">,
  device: string,
): void {
  const { store } = till.ledger;
  store.setLocal(SEEN_KEY, JSON.stringify({ ...seenMs(store), [device]: clock.nowMs() }));
}

/** For whoever has the links, from when it begins. */
export function createViolationNotes(
  store: LocalStore,
  clock: Pick<Clock, "nowMs">,
): ViolationNotes {
  const beganMs = clock.nowMs();
  const seen = seenMs(store);
  const kept = new Map<DeviceId, Kept>();
  for (const one of keptViolations(store)) {
    if (isNews(seen[one.device], one, beganMs)) kept.set(one.device, one);
  }
  /** How many of each kind in this run stand in `kept`. */
  const counted = new Map<string, number>();

  return {
    look: ({ violations }, steadyMs) => {
      const news = violations.filter((one) => counted.get(countKey(one)) !== one.count);
      if (news.length === 0) return;
      for (const one of news.toSorted((a, b) => a.atMs - b.atMs)) {
        const { device, kind, reason, count, atMs } = one;
        const before = (kept.get(device)?.count ?? 0) - (counted.get(countKey(one)) ?? 0);
        counted.set(countKey(one), count);
        kept.set(device, {
          device,
          kind,
          reason: reason.slice(0, REASON_CHARACTERS_MAX),
          count: before + count,
          atMs: Math.trunc(clock.nowMs() - (steadyMs - atMs)),
        });
      }
      const newest = [...kept.values()].toSorted((one, other) => other.atMs - one.atMs);
      store.setLocal(KEPT_KEY, JSON.stringify(newest.slice(0, KEPT_MAX)));
    },
    list: () => {
      const nowMs = clock.nowMs();
      return [...kept.values()].map((one) => toSeen(one, nowMs));
    },
  };
}

type ViolationWords = Pick<MeshStatusWords, "staysSilent" | "misdated" | "undated" | "asksTooMuch">;

interface ViolationFacts {
  /** The name of the till. */
  readonly name: string;
  /** The sentence for what no till says. */
  readonly said: string;
  readonly locale: Locale;
}

/** Returns the sentence of a violation of any kind. */
export function violationSentence(
  { kind, reason }: Pick<SeenViolation, "kind" | "reason">,
  words: ViolationWords,
  { name, said, locale }: ViolationFacts,
): string {
  switch (kind) {
    case "said":
      return said;
    case "silent":
      return words.staysSilent({ till: name });
    case "dated":
      if (reason === NO_DATE) return words.undated({ till: name });
      // Else a violation of this kind has the day for its reason.
      return words.misdated({ till: name, date: localDate(reason as BusinessDay, locale) });
    case "greedy":
      return words.asksTooMuch({ till: name });
    default:
      return assertNever(kind, "kind of violation");
  }
}

function countKey({ device, kind }: Violation): string {
  return `${device} ${kind}`;
}

function toSeen({ atMs, ...rest }: Kept, nowMs: number): SeenViolation {
  return { ...rest, agoMs: Math.max(0, nowMs - atMs) };
}

function toMoment({ kind, agoMs }: SeenViolation, nowMs: number): Pick<Kept, "kind" | "atMs"> {
  return { kind, atMs: nowMs - agoMs };
}

/**
 * A clock that was set back has seen nothing of what comes now. Who asks for too much goes on with it, and
 * is asked about once a day.
 */
function isNews(
  seenAtMs: number | undefined,
  { kind, atMs }: Pick<Kept, "kind" | "atMs">,
  nowMs: number,
): boolean {
  const restMs = kind === "greedy" ? DAY_MS : 0;
  return seenAtMs === undefined || seenAtMs > nowMs || atMs > seenAtMs + restMs;
}

function keptViolations(store: Pick<Store, "local">): ReadonlyArray<Kept> {
  const text = store.local(KEPT_KEY);
  return text === undefined ? [] : (keptSchema.safeParse(JSON.parse(text)).data ?? []);
}

function seenMs(store: Pick<Store, "local">): Readonly<Record<string, number>> {
  const text = store.local(SEEN_KEY);
  return text === undefined ? {} : (seenSchema.safeParse(JSON.parse(text)).data ?? {});
}
