/** English: papers that wait, and what a person makes of them. */

export const enQueue = {
  queue: {
    nothing: "No paper waits.",
    noPrinter: "no printer",
    waitsNoMore: "it waits no more.",
    states: {
      queued: "next",
      sending: "in its hands",
      uncertain: "perhaps on paper",
      stale: "too late to print unasked",
      failed: "can't be printed",
      gone: "done",
    },
    sentences: {
      queued: (paper: string, printer: string, since: string) =>
        `${paper} waits for ${printer} since ${since}, and comes out by itself as soon as it can.`,
      sending: (paper: string, printer: string, since: string) =>
        `${printer} has ${paper} in hand, which waits since ${since}.`,
      uncertain: (paper: string, printer: string, since: string) =>
        `${paper} of ${since} may be on paper or not: look at ${printer}.`,
      stale: (paper: string, printer: string, since: string) =>
        `${paper} waits for ${printer} since ${since}: does anybody still need it?`,
      failed: (paper: string, printer: string, since: string) =>
        `${paper} of ${since} could not be made for ${printer}: tell the kitchen, or the guest.`,
      homeless: (paper: string, _printer: string, since: string) =>
        `${paper} waits since ${since}: no printer here prints such papers.`,
    },
    prints: {
      queued: "try its printer now",
      uncertain: "print it again, marked: may be a duplicate",
      asks: "print it now",
    },
    notNeeded: "not needed: it comes out nowhere",
    moveTo: (printer: string) => `let it come out of ${printer}`,
    tried: (paper: string) => `${paper}: its printer is tried now.`,
    moved: (paper: string, printer: string) => `${paper} comes out of ${printer}.`,
    cancels: (paper: string) => `${paper}: not needed`,
    cancelled: (paper: string) => `${paper} comes out nowhere; that is recorded.`,
  },
  cancelReasons: {
    onPaper: "it is on paper already",
    told: "whoever needs it was told",
    left: "the guest has left",
    changed: "the order was changed",
    other: "another reason",
  },
};
