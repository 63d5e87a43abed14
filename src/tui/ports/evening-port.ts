/** What a person sold and took since they clocked in, as they read it at the register. */

import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "./refusal-port.ts";

export interface ShownEvening {
  readonly title: string;
  readonly lines: ReadonlyArray<string>;
}

export interface EveningDesk {
  /** Returns that of whoever is logged in, so many columns wide. */
  readonly read: (columns: number) => ShownEvening;
  /** Queues the same on paper. */
  readonly print: () => Result<void, Refusal>;
}
