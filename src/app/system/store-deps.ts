/** What a store needs of the machine. */

import { tmpdir } from "node:os";

import { type StoreDeps } from "../../ledger/open-ledger.ts";
import { readBoardNames } from "./board.ts";
import { systemCalendar } from "./calendar.ts";
import { systemClock } from "./clock.ts";
import { systemRandom } from "./random.ts";

export const systemStoreDeps: StoreDeps = {
  clock: systemClock,
  random: systemRandom,
  offsetMinutes: systemCalendar.offsetMinutes,
  board: readBoardNames(),
  copyDir: tmpdir(),
};
