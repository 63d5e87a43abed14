/** The fields of a card terminal as people type them, in the back office and in the shell. */

import { TAB_DAYS_MAX } from "../events/terminal-events.ts";
import { readTcpPlace } from "../text/tcp-place.ts";
import { type Terminal } from "./terminals.ts";

/**
 * `bound`: to this till alone; `repeats`: it tells its last receipt; `wait`: in seconds; `tabs`: in days;
 * `slips`: who prints them.
 */
export const TERMINAL_TEXTS = [
  "name",
  "at",
  "password",
  "bound",
  "repeats",
  "wait",
  "tabs",
  "slips",
] as const;
export type TerminalText = (typeof TERMINAL_TEXTS)[number];

/** The longest wait, in seconds. */
export const WAIT_MAX = 300;

/** Returns the field that was typed; undefined for a text that it can't be. `port`: where the text has none. */
export function readTerminalText(
  field: TerminalText,
  text: string,
  port: number,
): Partial<Terminal> | undefined {
  switch (field) {
    case "at":
      return readTcpPlace(text, port);
    case "password":
      return /^\d{6}$/u.test(text) ? { password: text } : undefined;
    case "bound":
      return isYesOrNo(text) ? { isBound: text === "yes" } : undefined;
    case "repeats":
      return isYesOrNo(text) ? { canRepeat: text === "yes" } : undefined;
    case "wait": {
      const settleSeconds = /^\d{1,3}$/u.test(text) ? Number(text) : Number.NaN;
      return settleSeconds <= WAIT_MAX ? { settleSeconds } : undefined;
    }
    case "tabs": {
      const tabDays = /^\d{1,2}$/u.test(text) ? Number(text) : Number.NaN;
      return tabDays >= 1 && tabDays <= TAB_DAYS_MAX ? { tabDays } : undefined;
    }
    case "slips":
      return SLIP_PRINTERS.some((who) => who === text)
        ? { takesSlips: text === "till" }
        : undefined;
    default:
      return { name: text };
  }
}

/** Who prints what a terminal has to print, as it is typed. */
export const SLIP_PRINTERS = ["terminal", "till"] as const;
type SlipPrinter = (typeof SLIP_PRINTERS)[number];

/** Returns who prints the terminal's slips, as it is typed. */
export function slipPrinter({ takesSlips }: Pick<Terminal, "takesSlips">): SlipPrinter {
  return takesSlips ? "till" : "terminal";
}

function isYesOrNo(text: string): boolean {
  return text === "yes" || text === "no";
}

/** `192.0.2.7:20007` */
export function terminalPlace({ host, port }: Pick<Terminal, "host" | "port">): string {
  return `${host}:${port}`;
}
