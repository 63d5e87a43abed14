/**
 * What can go wrong at a simulated terminal, by the word that asks for it. One that befalls a transaction
 * befalls the next one, once; the others last until they are taken away.
 */

const FAULTS = {
  /** The guest presses the red key. */
  decline: "once",
  /** The host says no, with a result before the end. */
  "decline-host": "once",
  "decline-expired": "once",
  "decline-currency": "once",
  /** The start is refused at once, and nothing begins. */
  "refuse-start": "once",
  /** Nothing comes after the request for a card. */
  "no-answer": "once",
  /** The start is never taken up. */
  "drop-at-start": "once",
  /** It is taken up, and nothing is charged. */
  "drop-after-start": "once",
  /** The connection ends while a guest holds the card there, who goes on paying. */
  "drop-while-paying": "once",
  "drop-before-result": "once",
  "drop-after-result": "once",
  "drop-before-completion": "once",
  /** After the approval, before the result. */
  "power-loss": "once",
  /** An approval whose result nobody acknowledged stands; else it is taken back when the card comes out. */
  keeps: "once",
  "duplicate-result": "once",
  "duplicate-completion": "once",
  /** Half of the sum is approved. */
  partial: "once",
  /** The sum that is told is not the one that is charged. */
  "wrong-amount": "once",
  "wrong-currency": "once",
  /** Approved without asking the host. */
  offline: "once",
  /** The same, and the host refuses it at the end of day. */
  "late-refusal": "once",
  /** A length that no frame has. */
  garbage: "once",
  /** A frame whose end never comes. */
  "long-length": "once",
  /** A field that is longer than its frame. */
  "wrong-length": "once",
  /** Ten megabytes of print lines before the result. */
  flood: "once",
  /** Texts clear screens and ring bells. */
  "control-characters": "once",
  /** The whole number of the card stands in its field, in texts and on papers. */
  "full-number": "once",
  /** The merchant's paper wants a signature. */
  signature: "once",
  /** A command that nobody knows, before the result. */
  "unknown-message": "once",
  /** The last receipt can't be told. */
  "no-memory": "lasting",
  /** The receipt before the last is told as the last. */
  "old-receipt": "lasting",
  busy: "lasting",
  /** It rests, and its printer does not. */
  "no-paper": "lasting",
  /** A till that registers is told another currency than its own. */
  "other-currency": "lasting",
  /** A till of another currency is refused when it registers. */
  "refuse-currency": "lasting",
  /** Tells the receipt before it while a guest still holds the card. */
  "answers-while-busy": "lasting",
  /** Each byte in a segment of its own. */
  split: "lasting",
  /** Several messages in one segment. */
  merged: "lasting",
  /** The end of day clears the memory. */
  forgets: "lasting",
  /** The end of day is done, and nobody is told. */
  "drop-in-end-of-day": "lasting",
  /** The end of day is not possible now. */
  "no-end-of-day": "lasting",
  "no-refund": "lasting",
  "no-reversal": "lasting",
  "no-reservation": "lasting",
} as const satisfies Readonly<Record<string, "once" | "lasting">>;

export type TerminalFault = keyof typeof FAULTS;
export const TERMINAL_FAULTS = Object.keys(FAULTS) as ReadonlyArray<TerminalFault>;

export interface FaultSwitch {
  readonly set: (faults: ReadonlyArray<TerminalFault>) => void;
  /** Returns those that have not befallen anything yet, and those that last. */
  readonly all: () => ReadonlyArray<TerminalFault>;
  readonly has: (fault: TerminalFault) => boolean;
  /** Returns the faults of a transaction that begins; those that happen once are gone with it. */
  readonly take: () => ReadonlySet<TerminalFault>;
}

export function createFaultSwitch(): FaultSwitch {
  let faults: ReadonlySet<TerminalFault> = new Set();
  return {
    set: (next) => {
      faults = new Set(next);
    },
    all: () => [...faults],
    has: (fault) => faults.has(fault),
    take: () => {
      const taken = faults;
      faults = new Set([...taken].filter((fault) => FAULTS[fault] === "lasting"));
      return taken;
    },
  };
}
