/** The areas and tables of the shop, for whoever keeps them in the back office. */

import { type Result } from "../../domain/base/result.ts";
import { type FloorName, type FloorType, type FloorWish } from "../../domain/office/floor-edit.ts";
import { type Floor } from "../../domain/settings/floor.ts";
import { type Refusal } from "./refusal-port.ts";

export interface OfficeFloor {
  /** Returns the floor as the plan shows it. */
  readonly look: () => Floor;
  /** Fields that tills have written apart, and differently. */
  readonly inQuestion: (type: FloorType, id: string) => ReadonlyArray<string>;
  readonly change: (wish: FloorWish) => Result<void, Refusal>;
  readonly remove: (name: FloorName) => Result<void, Refusal>;
}
