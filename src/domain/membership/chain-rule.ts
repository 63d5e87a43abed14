import { type ChainEnd, type Hash } from "../identity.ts";

/** Some of an origin's transactions: of those that follow one of them, it is said of each by itself. */
export interface ChainRule {
  /** Up to this number, on the part that all branches share. Infinite for most. */
  readonly until: number;
  /** And beyond that: transactions by their hash. */
  readonly beyondFork: ReadonlySet<Hash>;
}

export function isCounted({ until, beyondFork }: ChainRule, place: ChainEnd): boolean {
  return place.seq <= until || beyondFork.has(place.hash);
}
