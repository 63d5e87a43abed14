import { type ChainEnd, type Hash } from "../identity.ts";

/** Some of an origin's transactions: of those that follow one of them, it is said of each by itself. */
export interface ChainRule {
  /** The number up to which the part counts that all branches share; infinite for most. */
  readonly until: number;
  /** The transactions beyond the fork that count, by their hash. */
  readonly beyondFork: ReadonlySet<Hash>;
}

export function isCounted({ until, beyondFork }: ChainRule, place: ChainEnd): boolean {
  return place.seq <= until || beyondFork.has(place.hash);
}
