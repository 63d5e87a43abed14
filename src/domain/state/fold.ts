/**
 * What a fold is: a pure, total function over the events of one stream, and what that stream adds to
 * the sums and to the index.
 *
 * Sums move by new contributions minus old, so a late event corrects them without a second book.
 */

import { type Contribution } from "../base/contribution.ts";
import { type KnownEvent } from "../events/kinds.ts";

export interface Fold<State> {
  /** Rows name it: tills compare only rows of equal versions. */
  readonly version: number;
  readonly empty: State;
  /** Applies an event and never throws; an event that means nothing in this state leaves it as it is. */
  readonly apply: (state: State, event: KnownEvent, stream: string) => State;
  /** Key and amount of everything that this stream counts for. */
  readonly contributions: (state: State) => ReadonlyArray<Contribution>;
  /**
   * Keys of sums to which the stream adds the number of its events, read or not. Streams only grow, so such a
   * sum never comes back to what it was: what was worked out of its streams holds while it stands still.
   */
  readonly stamps?: (state: State) => ReadonlyArray<string>;
  /** Words under which the stream is found, such as `order/open`. */
  readonly tags: (state: State) => ReadonlyArray<string>;
  /** How the state stands in its row, where that is much shorter than the state itself. */
  readonly row?: RowForm<State>;
}

export interface RowForm<State> {
  /** JSON; equal states give equal ones. */
  readonly pack: (state: State) => unknown;
  /** Unpacks a value that `pack` made. */
  readonly unpack: (packed: unknown) => State;
}

export const noContributions: ReadonlyArray<Contribution> = [];
