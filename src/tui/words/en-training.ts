/** English: what only a training says. */

export const enTraining = {
  training: {
    /** Before the title of every screen. */
    bar: "*** TRAINING ***",
    pins: "A training: everybody's PIN is 0000, and nothing gets into the books.",
  },
};
