/** English: what only a training says. */

/** Of all exercises together. */
export interface TrainingSum {
  readonly passed: number;
  readonly keys: number;
  readonly fewest: number;
  readonly skipped: number;
  readonly leftOut: number;
}

/** By their numbers, and why: none is dropped in silence. */
export interface MissingExercises {
  readonly lacks: "options" | "kitchen" | "other";
  readonly numbers: ReadonlyArray<number>;
}

const LACKS = {
  options: "no goods with options",
  kitchen: "nothing goes to a kitchen",
  other: "nothing to do it with",
};

export const enTraining = {
  training: {
    /** Before the title of every screen. */
    bar: "*** TRAINING ***",
    pins: "A training: everybody's PIN is 0000, and nothing gets into the books.",
    leave: ":quit leaves the training.",
    pinToLeave: "PIN, then the training ends. Esc: it goes on.",
    numberToLeave: "Staff number and PIN, then the training ends. Esc: it goes on.",
    stays: "The training goes on.",
    already: "This is a training already: :quit on its locked screen leaves it.",
    begins: "The training begins: a shop to learn in is being made.",
    over: "The training is over; nothing of it is in the books.",
    openAlready: "A training of this till is open already: go to its window.",
    failed: "The training could not begin; the till's log says why, nothing else was changed.",
  },
  exercises: {
    at: (number: number, of: number) => `Exercise ${number} of ${of}.`,
    words: ":hint shows the keys, :next skips, :again begins anew.",
    done: (keys: number, fewest: number) => `Well done: ${keys} keys, ${fewest} would do.`,
    hint: (keys: string) => `Keys: ${keys}`,
    summary: ({ passed, keys, fewest, skipped, leftOut }: TrainingSum) =>
      `The exercises are over: ${passed} done with ${keys} keys, where ${fewest} would do; ${skipped} skipped, ${leftOut} left out, because this shop has nothing to do them with. Go on as you like; nothing gets into the books.`,
    without: (missing: ReadonlyArray<MissingExercises>) =>
      `Left out in this shop: ${missing.map(({ lacks, numbers }) => `${numbers.join(", ")} (${LACKS[lacks]})`).join("; ")}.`,
    note: "hot",
    cash: (goods: string) => `A customer wants one ${goods} and gives the exact cash.`,
    away: (goods: string, option: string, money: string) =>
      `A customer wants two ${goods}, ${option}, to take away, and gives ${money} in cash.`,
    undo: (goods: string) => `Ring up one ${goods}, as by a slip, and take it back.`,
    kitchen: (goods: string, note: string) =>
      `One ${goods}, with the note “${note}”: tell the kitchen first, then take exact cash.`,
    park: (goods: string) =>
      `Ring up one ${goods} and park it; sell another customer one for exact cash; bring the first back and take its cash.`,
    split: (goods: string, money: string) =>
      `A customer pays for one ${goods}: ${money} by card, the rest in cash.`,
    parts: (goods: string) =>
      `Three customers share 3 ${goods}: the bill in three parts, each by card.`,
    reprint: (receipt: string) =>
      `Receipt ${receipt} is wanted once more: find in the help (F1) how, and print it.`,
    void: (goods: string) => `Ring up one ${goods} and send it; it was a mistake: take it off.`,
    refund: (receipt: string) =>
      `Everything on receipt ${receipt} comes back: open it, and give the money back in cash.`,
    discount: (goods: string, percent: string) =>
      `A good customer gets one ${goods} for ${percent} % less, and pays in cash, exactly.`,
    table: (goods: string, table: string) =>
      `${table}: two guests sit down and want one ${goods}. Open it for two, and tell the kitchen.`,
    move: (goods: string, from: string, to: string) =>
      `${from}: ring up one ${goods}; then its guests sit down elsewhere. Carry all of it to ${to}.`,
    vouch: (names: ReadonlyArray<string>) => `${names.join(" or ")} can approve that, PIN 0000.`,
  },
};
