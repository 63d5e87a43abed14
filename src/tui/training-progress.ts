/** How far somebody is with the exercises of a training. */

interface Passed {
  readonly pressed: number;
  readonly fewest: number;
}

/** The progress that outlives a screen that hangs. */
export interface Progress {
  /** Which of them, from 0; behind the last one all are over. */
  readonly at: number;
  readonly passed: ReadonlyArray<Passed>;
  readonly skipped: number;
  readonly leftOut: number;
}

/** The text on the screen about the present exercise. */
export interface ShownExercise {
  readonly title: string;
  readonly text: string;
  /** The progress, the same object as long as the exercise is the same. */
  readonly progress: Progress;
}
