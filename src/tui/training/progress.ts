/** How far somebody is with the exercises of a training. */

interface Passed {
  readonly pressed: number;
  readonly fewest: number;
}

/** What outlives a screen that hangs. */
export interface Progress {
  /** Which of them, from 0; behind the last one all are over. */
  readonly at: number;
  readonly passed: ReadonlyArray<Passed>;
  readonly skipped: number;
  readonly leftOut: number;
}

/** What the screen says of the exercise that is done now. */
export interface ToldExercise {
  readonly title: string;
  readonly text: string;
  /** The same as long as it is the same exercise. */
  readonly progress: Progress;
}
