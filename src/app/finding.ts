/** One thing that was looked at on a box, and how it is. */

export interface Finding {
  readonly check: string;
  readonly state: "ok" | "note" | "wrong";
  /** One sentence; for what is wrong, also what to do. */
  readonly sentence: string;
}
