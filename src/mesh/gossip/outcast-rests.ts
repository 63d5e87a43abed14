/**
 * How long a revoked device is not listened to, after it was: it is told what has become of it, tells what
 * it sold, and has nothing more to say. Whoever dials again and again costs a handshake each time, and no
 * word. By the key of its links, so that a new link changes nothing.
 */

export interface OutcastRests {
  /** It is told what has become of it: while there is something new to tell it is heard. */
  readonly told: (linkKey: string, verdict: string) => void;
  /** A link to one that is out has ended. */
  readonly left: (linkKey: string, lastedMs: number, nowMs: number) => void;
  readonly isOn: (linkKey: string, verdict: string, nowMs: number) => boolean;
  /** It is let in again. */
  readonly end: (linkKey: string) => void;
}

interface Rest {
  /** Links in a row. */
  readonly count: number;
  readonly untilMs: number;
  readonly verdict: string;
}

/** One that breaks before leaves something to tell: it may come again soon, some times. */
const HEARD_OUT_MS = 8000;
const BRIEF_FREE = 2;
const FIRST_MS = 5000;
/** Shorter than a revoked till waits that wants to know whether it still is. */
const MOST_MS = 600_000;
/** More than a shop has tills that are out. */
const RESTS_MAX = 128;

export function createOutcastRests(): OutcastRests {
  const rests = new Map<string, Rest>();

  function keep(linkKey: string, rest: Rest): void {
    rests.delete(linkKey);
    rests.set(linkKey, rest);
    const [oldest] = rests.keys();
    if (rests.size > RESTS_MAX && oldest !== undefined) rests.delete(oldest);
  }

  function restOf(linkKey: string): Rest {
    return rests.get(linkKey) ?? { count: 0, untilMs: Number.NEGATIVE_INFINITY, verdict: "" };
  }

  return {
    told: (linkKey, verdict) => {
      keep(linkKey, { ...restOf(linkKey), verdict });
    },
    left: (linkKey, lastedMs, nowMs) => {
      const before = restOf(linkKey);
      const count = before.count + 1;
      const isFree = lastedMs < HEARD_OUT_MS && count <= BRIEF_FREE;
      const pauseMs = isFree ? 0 : Math.min(FIRST_MS * 2 ** (count - 1), MOST_MS);
      keep(linkKey, { ...before, count, untilMs: nowMs + pauseMs });
    },
    isOn: (linkKey, verdict, nowMs) => {
      const { untilMs, verdict: told } = restOf(linkKey);
      return nowMs < untilMs && told === verdict;
    },
    end: (linkKey) => {
      rests.delete(linkKey);
    },
  };
}
