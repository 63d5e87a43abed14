/** The tables of a till at which nobody sits. */

import { err } from "../../src/domain/base/result.ts";
import { type TableSession } from "../../src/tui/ports/table-port.ts";

export const noTables: TableSession = {
  openTables: () => [],
  waitingTables: () => [],
  goodsAtPass: () => [],
  seesOthers: () => true,
  floor: () => ({ areas: [], tables: [] }),
  colleagues: () => [],
  placeCalled: refuse,
  seat: () => 0,
  sitAt: refuse,
};

function refuse() {
  return err({ message: "-" });
}
