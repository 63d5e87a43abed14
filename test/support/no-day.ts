/** The day of a till at which nothing is open, and which nobody closes. */

import { err } from "../../src/domain/base/result.ts";
import { zeroMinor } from "../../src/domain/money/amounts.ts";
import { type DayDesk } from "../../src/tui/ports/day-port.ts";

export const noDay: DayDesk = {
  look: () => ({
    day: "Fri 20 Nov 2026",
    orders: { count: 0, due: zeroMinor },
    waiting: [],
    drawers: [],
    tabs: [],
    people: [],
    papers: 0,
    attention: 0,
    tills: [],
    off: [],
    closed: undefined,
  }),
  close: () => err({ message: "This till closes no day." }),
  printZ: () => err({ message: "This till has no Z." }),
  turn: () => undefined,
};
