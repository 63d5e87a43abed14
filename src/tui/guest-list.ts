/** Lists of who sits where: which of them is meant, on whose bill something goes, and to whom it is handed. */

import { type MovedLine } from "../domain/commands/order/move-lines.ts";
import { type EventId } from "../domain/identity.ts";
import { type TableOrName } from "./ports/table-port.ts";

export type GuestList =
  /** Several that one text names: bills of one table, guests of one name. */
  | {
      readonly type: "tables";
      readonly title: string;
      readonly orders: ReadonlyArray<EventId>;
    }
  /** The target of a move has guests: their bill becomes the one for both. */
  | {
      readonly type: "move-onto";
      readonly orders: ReadonlyArray<EventId>;
      /** Empty for all of the order. */
      readonly lines: ReadonlyArray<MovedLine>;
      readonly place: TableOrName;
    }
  /** Orders that were put on the bill on the screen. */
  | { readonly type: "joined" }
  /** To whom an order goes, or all of whoever serves it. */
  | {
      readonly type: "hand-over";
      readonly order: EventId;
      readonly isAll: boolean;
    };
