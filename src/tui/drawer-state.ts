/** Where somebody stands with a cash drawer: what the line is about, and what was counted so far. */

import { type EventId } from "../domain/identity.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";
import { type CashToMove } from "./ports/drawer-port.ts";

/** Cash that goes from one place to another. */
export const CASH_WAYS = ["in", "out", "drop", "tips", "safe-in", "safe-out", "bank"] as const;
export type CashWay = (typeof CASH_WAYS)[number];

export type DrawerStep =
  /** What the line says is in a drawer that is about to be opened; `no`: null for a pouch. */
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
  /** It is counted; what stays in it is null as long as it is what usually does. */
  | { readonly type: "counted"; readonly session: EventId; readonly leaves: MinorUnits | null }
  | { readonly type: "move"; readonly way: CashWay };

/** What was typed of a count that is not written yet. */
export interface BegunCount {
  /** The drawer's session; `float` for what is put into one that is not open yet. */
  readonly of: string;
  /** As it was typed, in that order. */
  readonly typed: ReadonlyArray<string>;
  /** On the line, not entered yet. */
  readonly text: string;
}

/** What a drawer is opened with. */
export const FLOAT = "float";

/** Why cash moves, a drawer is opened without a sale, or differs. */
export type DrawerWhy =
  | ({ readonly type: "move" } & Pick<CashToMove, "currency" | "amount"> & {
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
  /** Of the till where no drawer is open. */
  | { readonly type: "x"; readonly session: EventId | undefined };

/** A row of one of these pages. */
export type DrawerChoice =
  | { readonly type: "drawer-menu"; readonly what: DrawerMenu }
  /** One that stands elsewhere, to be counted here. */
  | { readonly type: "drawer-count"; readonly session: EventId }
  | { readonly type: "drawer-take"; readonly session: EventId }
  | { readonly type: "drawer-print" }
  | { readonly type: "drawer-float"; readonly no: number | undefined }
  | {
      readonly type: "drawer-why";
      readonly about: DrawerWhy;
      readonly reason: string;
      /** It is closed without what the difference needs. */
      readonly anyway?: true;
    };
