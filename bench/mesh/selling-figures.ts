/** What one process of a shop that sells tells of it. Times are the machine's. */

export interface SellingFigures {
  /** Its own events since it was told to begin. */
  readonly events: number;
  readonly sold: ReadonlyArray<Moment>;
  /** Of others, in the order in which they were there. */
  readonly heard: ReadonlyArray<Moment>;
  /** Of links that others have dialled, both ways: each link is counted once. */
  readonly bytes: number;
  readonly cpuMs: number;
}

export interface Moment {
  readonly end: { readonly origin: string; readonly seq: number };
  readonly atMs: number;
}
