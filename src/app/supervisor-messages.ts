/** What a register and the process that watches it tell each other, in memory and nowhere else. */

/** How the register before this one came to its end. */
export type Before =
  /** There was none. */
  | "none"
  /** It gave no sign of life, and was ended. */
  | "hung"
  /** It was gone without a word. */
  | "died";

/** What outlives a register. */
export interface Kept {
  /** Never anything of a log-in. Whoever gets it back checks it: this process only holds it. */
  readonly screen?: unknown;
  /** What opens the store, where somebody has typed it. */
  readonly passphrase?: string;
  /** The folder of a shop that is thrown away with the register: the next one goes on in it. */
  readonly throwAway?: string;
}

export type FromRegister =
  | { readonly type: "alive" }
  /** It will be silent for so long at most: until it says anything. */
  | { readonly type: "busy"; readonly forMs: number }
  /** It has given the terminal back, and ends by itself. */
  | { readonly type: "leaving" }
  /** Somebody told it to stop, at this moment of the machine: only both together give the shell its turn. */
  | { readonly type: "stop"; readonly requestedAtMs: number }
  | { readonly type: "keep"; readonly kept: Kept };

/** The first thing that a register hears, and the only one. */
export interface ToRegister extends Kept {
  readonly before: Before;
}
