/** What happened to an order, a receipt or by a person, as somebody at the register reads it. */

import { type Result } from "../../domain/base/result.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Refusal } from "./refusal-port.ts";

/** What is meant: the order on the screen, a person by staff number, or a number or name that somebody typed. */
export type HistoryWish =
  | { readonly order: EventId }
  | { readonly person: string }
  | { readonly typed: string };

export interface ShownHistory {
  readonly title: string;
  /** As long as they are; what was done is indented below who did it. */
  readonly lines: ReadonlyArray<string>;
}

export interface HistoryDesk {
  /** Refused for who may not see reports, and where nothing is called so. */
  readonly read: (wish: HistoryWish) => Result<ShownHistory, Refusal>;
}
