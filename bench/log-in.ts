/** Mia logs in at a register of the demo shop. */

import { type Screen, type TimedTerminal } from "./timed-terminal.ts";

const ENTER = "\r";
/** At the end of a locked screen, which is drawn at once. */
export const LOCKED = "locked";

/** Waits for a locked screen: `locked` is on it, in a narrow window its title alone. */
export async function logIn(terminal: TimedTerminal, locked: string = LOCKED): Promise<void> {
  await terminal.firstMs(locked);
  // Whoever was here last is asked for the PIN at once.
  if (!isAskedForPin(terminal.screen())) await terminal.put(`1${ENTER}`, isAskedForPin);
  await terminal.put(`1111${ENTER}`, (screen) => screen.some((row) => row.includes("Hello")));
}

function isAskedForPin(screen: Screen): boolean {
  return screen.some((row) => row.startsWith(" PIN >"));
}
