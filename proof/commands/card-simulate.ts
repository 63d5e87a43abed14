/** `till card simulate`: a card terminal in software on a port, until somebody ends it. */

import { systemClock } from "../../src/app/system/clock.ts";
import { type Console } from "../../src/cli/console.ts";
import { usageFault } from "../../src/cli/fault.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { TERMINAL_DRIVERS } from "../../src/domain/events/terminal-events.ts";
import { civilTime } from "../../src/domain/text/civil-time.ts";
import { cliCardWords } from "../../src/words/made/cliCard/all.ts";
import { serveTerminal } from "../terminal/terminal-server.ts";
import { TERMINAL_FAULTS } from "../terminal/zvt-faults.ts";
import { createSimulatedTerminal } from "../terminal/zvt-terminal.ts";
import {
  readDelay,
  readFaults,
  serveUntilEnd,
  type SimulateOptions,
} from "./simulated-terminal.ts";

const said = sentencesOf(cliCardWords);

const LAST_RECEIPT = 470;

export async function simulateTerminal(
  driver: string,
  options: SimulateOptions,
  console: Console,
): Promise<number> {
  switch (driver) {
    case "zvt":
      return simulateZvt(options, console);
    case "nexo":
      return (await import("./card-simulate-nexo.ts")).simulateNexo(options, console);
    default: {
      const facts = { field: "<driver>", text: driver, form: TERMINAL_DRIVERS.join(" / ") };
      throw usageFault(said(({ set }) => set.wrong(facts)));
    }
  }
}

function simulateZvt(options: SimulateOptions, console: Console): Promise<number> {
  const terminal = createSimulatedTerminal({
    clock: systemClock,
    approveMs: readDelay(options),
    date: monthAndDay,
    time: timeOfDay,
    lastReceipt: LAST_RECEIPT,
    show: console.out,
  });
  terminal.set(readFaults(options, TERMINAL_FAULTS));
  return serveUntilEnd(options, console, (place) => serveTerminal(terminal, place));
}

/** In UTC: only the order of days matters to a till. */
function monthAndDay(): string {
  const { date = "2000-01-01" } = civilTime(systemClock.nowMs(), 0);
  return date.slice(5).replace("-", "");
}

/** In UTC as well, `HHMMSS`. */
function timeOfDay(): string {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" })
    .format(systemClock.nowMs())
    .replaceAll(":", "");
}
