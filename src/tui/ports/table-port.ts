/** Tables and tabs: who sits where, and whose goods follow. */

import { type Result } from "../../domain/base/result.ts";
import { type EventId } from "../../domain/identity.ts";
import { type TableView } from "../../domain/order/table-view.ts";
import { type Floor } from "../../domain/settings/floor.ts";
import { type GoodsCount } from "../../domain/views.ts";
import { type Refusal, type StaffTile } from "./refusal-port.ts";

/** What a text before F7 names: one of the two is empty. */
export interface TableOrName {
  readonly table: string;
  readonly name: string;
}

/** By the person at the till. */
export interface TableSession {
  /** All orders that somebody sits at, or asks for by a name, at whichever till. */
  readonly openTables: () => ReadonlyArray<TableView>;
  /** All that are paid while their guests still wait for something. */
  readonly waitingTables: () => ReadonlyArray<TableView>;
  /** What the kitchen has made of an order, and nobody has carried yet. */
  readonly goodsAtPass: (order: EventId) => ReadonlyArray<GoodsCount>;
  /** Whether the person may see what others' guests have. */
  readonly seesOthers: () => boolean;
  /** The shop's areas and tables; none where nobody has said which there are. */
  readonly floor: () => Floor;
  /** Everybody else who works here, by staff number. */
  readonly colleagues: () => ReadonlyArray<Pick<StaffTile, "number" | "name">>;
  /** Whether a text is a table's or a tab's; refused for a table that the shop doesn't have. */
  readonly placeCalled: (text: string) => Result<TableOrName, Refusal>;
  /** Whose is what is added from here on; 0 for the whole table. */
  readonly seat: () => number;
  readonly sitAt: (seat: number) => Result<number, Refusal>;
}

export interface OrderLook {
  readonly staff: string;
  readonly order: EventId;
}

/** Whoever is there. */
export interface TablePort {
  /** What people call somebody who works here, by staff number. */
  readonly staffName: (number: string) => string;
  /** Says which order somebody has before them, by staff number, to the other tills; undefined for nobody. */
  readonly looksAt: (look: OrderLook | undefined) => void;
  /** Staff numbers of those who have that order before them at other tills. */
  readonly lookedAtBy: (order: EventId) => ReadonlyArray<string>;
}
