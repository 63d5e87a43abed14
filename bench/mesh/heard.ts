/** What a process that has heard a whole history tells of it. */

export interface Heard {
  /** From the first look for the other one: until all is on the disk, as far as anybody sees to that. */
  readonly storedMs: number;
  /** The same, until it can be used. */
  readonly readyMs: number;
  readonly peakMb: number;
}
