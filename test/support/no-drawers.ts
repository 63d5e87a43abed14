/** The drawers of a till that has none open, and opens none. */

import { err } from "../../src/domain/base/result.ts";
import { zeroMinor } from "../../src/domain/money/amounts.ts";
import { type DrawerDesk } from "../../src/tui/ports/drawer-port.ts";

export const noDrawers: DrawerDesk = {
  list: () => [],
  named: () => undefined,
  nextNo: () => 1,
  hasPouch: () => false,
  stayed: () => ({ own: zeroMinor, pieces: [], foreign: [] }),
  usualFloat: () => zeroMinor,
  opensByPrinter: () => false,
  openToCount: () => undefined,
  counted: () => undefined,
  look: () => undefined,
  x: () => ({ receipts: 0, total: undefined }),
  printX: refuse,
};

function refuse() {
  return err({ message: "This till has no drawers." });
}
