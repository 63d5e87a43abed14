/** German: what only a training says. */

import { type Words } from "./words-shape.ts";

export const deTraining: Pick<Words, "training"> = {
  training: {
    bar: "*** SCHULUNG ***",
    pins: "Eine Schulung: alle haben die PIN 0000, und nichts kommt in die Bücher.",
  },
};
