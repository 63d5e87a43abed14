/** The sequences that take a terminal over and give it back, also for a supervisor whose register can't. */

/** Alternate screen, no cursor, bracketed paste. The keypad stays as it is: it has to give digits. */
export const TAKE_OVER = "\u001b[?1049h\u001b[?25l\u001b[?2004h\u001b[0m\u001b[2J\u001b[H";

/** The pointer with places of any size (SGR). */
export const TAPS_MODE = 1006;
/** Down and up (1000) and nothing between: some terminals send no tap where they are asked for more. */
export const TAPS_ON = `\u001b[?1000h\u001b[?${TAPS_MODE}h`;
const TAPS_OFF = `\u001b[?${TAPS_MODE}l\u001b[?1000l`;
/** Whether the terminal knows the mode (DECRQM). */
export const ASK_FOR_TAPS = `\u001b[?${TAPS_MODE}$p`;

export const BELL = "\u0007";

/**
 * Whoever restarts a register does not know whether it took taps. The Linux console has no alternate screen: what follows
 * belongs below the last frame.
 */
export function giveBackSequence(rows: number): string {
  return `\u001b[0m${TAPS_OFF}\u001b[?2004l\u001b[?25h\u001b[${rows};1H\u001b[?1049l`;
}
