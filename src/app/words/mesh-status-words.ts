/** How the tills of the shop stand, as `till mesh status` tells it: one shape for all languages. */

export interface MeshStatusWords {
  readonly keyless: string;
  readonly noProgram: string;
  readonly unlinked: (pid: number) => string;
  /** `safe`: on how many of the others is what this till said last; undefined where it said nothing. */
  readonly linked: (
    program: { readonly pid: number; readonly port: number },
    safeOn: number | undefined,
    others: number,
  ) => string;
  /** Words of one till, behind its name and with commas between them. */
  readonly self: string;
  readonly authority: string;
  readonly revoked: (reason: string, replacedBy: string | undefined) => string;
  readonly lastEvent: (when: string) => string;
  readonly nothingHere: string;
  /** The box itself may not know that it was taken in. */
  readonly joinAgain: string;
  readonly safeOn: (others: number) => string;
  readonly unopened: string;
  readonly connected: string;
  readonly notConnected: string;
  /** `when` is undefined where nothing was heard since the program began. */
  readonly lastHeard: (when: string | undefined) => string;
  readonly hasAll: string;
  readonly lacks: (events: number) => string;
  readonly lacksUpTo: (events: number) => string;
  readonly roundTrip: (duration: string) => string;
  readonly clock: (off: string, isAhead: boolean) => string;
  /** Whole sentences, below the tills. */
  readonly fetching: (percent: string, held: number, known: number) => string;
  readonly noRoom: string;
  readonly misdeed: (till: string, reason: string, count: number) => string;
  readonly staysSilent: (till: string) => string;
  readonly misdated: (till: string, date: string) => string;
  readonly asksTooMuch: (till: string) => string;
}
