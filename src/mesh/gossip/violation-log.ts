/**
 * What no till does. Who does it isn't talked to for a while, longer each time, and a person hears of it;
 * what it said that counts has been taken. That is for what can't be said by accident, nor on behalf of
 * others: to offer what nobody here needs is no violation. Who only costs too much is answered late
 * (work.ts), and named once a day.
 */

import { type DeviceId } from "../../domain/identity.ts";

export interface Violation {
  readonly device: DeviceId;
  /**
   * `said`: what no till says. `silent`: it comes again and again, and says nothing. `dated`: what it said
   * is of a day far ahead of all clocks. `greedy`: it asks for more, or says more, than a till needs to.
   */
  readonly kind: "said" | "silent" | "dated" | "greedy";
  /** The last one: what was said; of `dated` the day, `2099-01-01`. */
  readonly reason: string;
  readonly atMs: number;
  readonly count: number;
}

interface Silence {
  readonly forMs: number;
  readonly nowMs: number;
}

export interface ViolationLog {
  readonly note: (device: DeviceId, reason: string, nowMs: number) => void;
  readonly isShunned: (device: DeviceId, nowMs: number) => boolean;
  /** A link of it ended on which it had not said a word. */
  readonly stayedSilent: (device: DeviceId, silence: Silence) => void;
  readonly greeted: (device: DeviceId) => void;
  /** Notes that a device has cost more than a till needs, once a day. */
  readonly overdrew: (device: DeviceId, nowMs: number) => void;
  readonly violations: () => ReadonlyArray<Violation>;
}

/** Every box that was ever in the shop has one, and one more for each time that it was restored. */
export const CLAIMED_ENDS_MAX = 10_000;
const DAY_MS = 86_400_000;
/**
 * A cable that is pulled ends one link so, and nobody gets through TLS before it is back: whoever does so this
 * often in a row hears us, and won't answer. Told again each time that it was twice as often.
 */
const SILENCES_REPORTED_MIN = 3;
/** A link that ends sooner counts for nothing: the peer may have a reason, such as a pause for us. */
const SILENT_MS_MIN = 2000;
const SHUNNED_FIRST_MS = 10_000;
const SHUNNED_MOST_MS = 600_000;

export function createViolationLog(): ViolationLog {
  const violations = new Map<
    DeviceId,
    { readonly violation: Violation; readonly shunnedUntilMs: number }
  >();
  const greedy = new Map<DeviceId, Violation>();
  const silences = createSilences();
  return {
    note: (device, reason, nowMs) => {
      const count = 1 + (violations.get(device)?.violation.count ?? 0);
      const shunnedMs = Math.min(SHUNNED_FIRST_MS * 2 ** (count - 1), SHUNNED_MOST_MS);
      const shunnedUntilMs = nowMs + shunnedMs;
      const violation = { device, kind: "said", reason, atMs: nowMs, count } as const;
      violations.set(device, { violation, shunnedUntilMs });
    },
    stayedSilent: silences.stayed,
    greeted: silences.ended,
    isShunned: (device, nowMs) => (violations.get(device)?.shunnedUntilMs ?? nowMs) > nowMs,
    overdrew: (device, nowMs) => {
      const before = greedy.get(device);
      if (before !== undefined && nowMs - before.atMs < DAY_MS) return;
      const reason = "asks for more than a till needs";
      const count = 1 + (before?.count ?? 0);
      greedy.set(device, { device, kind: "greedy", reason, atMs: nowMs, count });
    },
    violations: () => [
      ...[...violations.values()].map(({ violation }) => violation),
      ...silences.violations(),
      ...greedy.values(),
    ],
  };
}

interface Silences {
  readonly stayed: ViolationLog["stayedSilent"];
  readonly ended: ViolationLog["greeted"];
  readonly violations: () => ReadonlyArray<Violation>;
}

/**
 * Counts links that end in silence. It costs nobody anything: a device is heard as soon as it sends
 * a message.
 */
function createSilences(): Silences {
  const known = new Map<
    DeviceId,
    { readonly inRow: number; readonly atMs: number; readonly reported: Violation | undefined }
  >();
  return {
    stayed: (device, { forMs, nowMs }) => {
      const { inRow: before = 0, atMs = 0, reported } = known.get(device) ?? {};
      // Two links that end together were one try.
      const isAnother = before === 0 || nowMs - atMs >= SILENT_MS_MIN;
      if (forMs < SILENT_MS_MIN || !isAnother) return;
      const inRow = before + 1;
      const isReported =
        inRow >= SILENCES_REPORTED_MIN &&
        Number.isInteger(Math.log2(inRow / SILENCES_REPORTED_MIN));
      const count = 1 + (reported?.count ?? 0);
      const news = { device, kind: "silent", reason: "says nothing", atMs: nowMs, count } as const;
      known.set(device, { inRow, atMs: nowMs, reported: isReported ? news : reported });
    },
    ended: (device) => {
      const reported = known.get(device)?.reported;
      if (reported === undefined) known.delete(device);
      else known.set(device, { inRow: 0, atMs: reported.atMs, reported });
    },
    violations: () => [...known.values()].flatMap(({ reported }) => reported ?? []),
  };
}
