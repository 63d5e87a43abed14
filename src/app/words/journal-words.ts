/** What the technical journal says: one shape for all languages. */

/** Who was refused what; `act` as after `may not`, or `pin`, or `inactive`. */
export interface RefusedWords {
  readonly person: string;
  readonly act: string;
  readonly day: string;
  /** Those where it was, one after the other. */
  readonly tills: string;
}

export interface JournalWords {
  readonly nothing: (day: string) => string;
  readonly nothingAtAll: string;
  /** `act` as after `may not`. */
  readonly refused: (act: string, times: number) => string;
  readonly wrongPins: (times: number) => string;
  readonly inactive: (times: number) => string;
  /** What went beyond the lines that one till writes for a day. */
  readonly more: (times: number) => string;
  readonly trainingBegan: string;
  /** Null where its receipts can't be counted any more. */
  readonly trainingEnded: (receipts: number | null) => string;
  readonly rescued: string;
  /** Follows a line that the other tills have not been told yet. */
  readonly notWritten: string;
  /** What needs somebody: one person on one day, at all tills together. */
  readonly refusedOften: (what: RefusedWords, count: number) => string;
}
