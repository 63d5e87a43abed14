/**
 * The clock, the randomness and the calendar that the code is handed instead of reaching for the
 * machine, so that one seed simulates a whole shop.
 */

/** Wall time and timers. The time may be wrong, so nothing that is folded depends on it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z by this machine's clock. */
  readonly nowMs: () => number;
  /** Runs `action` once after `delayMs`; the returned function cancels it. */
  readonly after: (delayMs: number, action: () => void) => () => void;
}

/** A source of unpredictable bytes (seeded in simulations). */
export interface Random {
  readonly bytes: (count: number) => Uint8Array;
}

/** Time zones, which need a database that the domain does not carry. */
export interface Calendar {
  /** Minutes to add to UTC for the local time of `zone` (an IANA name) at that instant. */
  readonly offsetMinutes: (zone: string, atMs: number) => number;
  /** Whether `zone` is an IANA name that this machine knows. */
  readonly isZone: (zone: string) => boolean;
}
