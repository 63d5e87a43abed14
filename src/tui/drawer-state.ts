/** The step at a cash drawer: the meaning of the line, and the count so far. */

import { type SafeToMove } from "../domain/commands/money/drawer.ts";
import { type EventId } from "../domain/identity.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";

/** Cash that goes from one place to another. */
export const CASH_WAYS = ["in", "out", "drop", "tips", "safe-in", "safe-out", "bank"] as const;
export type CashWay = (typeof CASH_WAYS)[number];

export type DrawerStep =
  /** The line is the float of a drawer that is about to be opened; `no`: null for a pouch. */
  | { readonly type: "float"; readonly no: number | null }
  /**
   * `closes`: F9 closes it by the count as well, where nothing has to be said. `at`: the coin or note that a
   * number alone counts, of the currency's; null as long as the arrows have chosen none.
   */
  | {
      readonly type: "count";
      readonly session: EventId;
      readonly closes: boolean;
      readonly at: number | null;
    }
  /** The drawer is counted; `leaves` is null as long as the usual amount stays in it. */
  | { readonly type: "counted"; readonly session: EventId; readonly leaves: MinorUnits | null }
  | { readonly type: "move"; readonly way: CashWay };

/** The typed lines of a count that is not written yet. */
export interface BegunCount {
  /** The drawer's session; `float` for what is put into one that is not open yet. */
  readonly of: string;
  /** The lines as they were typed, in that order. */
  readonly typed: ReadonlyArray<string>;
  /** The text on the line, not entered yet. */
  readonly text: string;
}

/** The key of the count of a float. */
export const FLOAT = "float";

/** Why cash moves, a drawer is opened without a sale, or differs. */
export type DrawerWhy =
  | ({ readonly type: "move" } & Pick<SafeToMove, "amount"> & {
        readonly currency: string | undefined;
      } & {
        readonly way: CashWay;
      })
  | { readonly type: "no-sale" }
  | {
      readonly type: "close";
      readonly session: EventId;
      readonly leaves: MinorUnits | undefined;
    };

export const DRAWER_MENU = [
  "open",
  "in",
  "out",
  "drop",
  "tips",
  "no-sale",
  "take",
  "count",
  "close",
  "x",
  "bank",
  "safe-in",
  "safe-out",
  "day",
] as const;
export type DrawerMenu = (typeof DRAWER_MENU)[number];

/** A page of the list under F10 7. */
export type DrawerPage =
  | { readonly type: "menu" }
  /** Which one somebody sells from now on. */
  | { readonly type: "which" }
  | { readonly type: "why"; readonly about: DrawerWhy }
  /** The X of a till where no drawer is open. */
  | { readonly type: "x"; readonly session: EventId | undefined };
