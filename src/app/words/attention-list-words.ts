/** What commands list of what needs somebody, and of money in question: one shape for all languages. */

import { type Addressee } from "../../domain/attention.ts";
import { type QuarantineReason } from "../../ledger/log/stage-one.ts";

export interface AttentionListWords {
  readonly nothing: string;
  readonly noHistory: string;
  /** Whose business it is: by the id, which scripts know, and as people call it. */
  readonly addressee: (id: Addressee, called: string) => string;
  readonly noQuestion: string;
  /** What of a chain is in question; `money` with its currency. */
  readonly extent: (
    events: readonly [from: number, to: number],
    sales: number,
    money: string,
  ) => string;
  /** Why it counts for nothing: whole sentences. */
  readonly reasons: Readonly<Record<QuarantineReason, string>>;
  readonly admitted: (extent: string) => string;
  readonly retired: (extent: string) => string;
  /** `name`: of a till, or of a device that nobody knows. */
  readonly purged: (name: string) => string;
}
