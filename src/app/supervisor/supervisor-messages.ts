/** The messages between a register and its supervisor, in memory and nowhere else. */

/** How the register before this one came to its end. */
export type Before =
  /** There was no register before. */
  | "none"
  /** The register hung, and was ended. */
  | "hung"
  /** The register was gone without a message. */
  | "died";

/** The state that outlives a register. */
export interface Kept {
  /** The screen, without anything of a log-in. The next register checks it: the supervisor only holds it. */
  readonly screen?: unknown;
  /** The typed passphrase of the store. */
  readonly passphrase?: string;
  /** The folder of a shop that is thrown away with the register: the next one goes on in it. */
  readonly throwAway?: string;
}

export type FromRegister =
  | { readonly type: "alive" }
  /** The register may be silent for so long, until its next message. */
  | { readonly type: "busy"; readonly forMs: number }
  /** The register has given the terminal back, and ends by itself. */
  | { readonly type: "leaving" }
  /** Somebody told it to stop, at this moment of the machine: only both together give the shell its turn. */
  | { readonly type: "stop"; readonly requestedAtMs: number }
  | { readonly type: "keep"; readonly kept: Kept };

/** The first thing that a register hears, and the only one. */
export interface ToRegister extends Kept {
  readonly before: Before;
}
