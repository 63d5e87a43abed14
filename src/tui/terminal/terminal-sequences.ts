/** The sequences that take a terminal over and give it back, also for a supervisor whose register can't. */

/** Alternate screen, no cursor, bracketed paste. The keypad stays as it is: it has to give digits. */
export const TAKE_OVER = "\u001b[?1049h\u001b[?25l\u001b[?2004h\u001b[0m\u001b[2J\u001b[H";

export const BELL = "\u0007";

/** The Linux console has no alternate screen: what follows belongs below the last frame. */
export function giveBackSequence(rows: number): string {
  return `\u001b[0m\u001b[?2004l\u001b[?25h\u001b[${rows};1H\u001b[?1049l`;
}
