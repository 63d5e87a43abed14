/**
 * The limits of a printer's buzzer, of the pulse to its drawer, and of the picture at the head of
 * its receipts.
 */

export const BUZZES_MAX = 9;
/** Shorter opens none, and what says how long has one byte of two milliseconds each. */
export const PULSE_MS_MIN = 10;
export const PULSE_MS_MAX = 510;
/** Characters of a packed picture, however badly it packs: each till keeps it, and hears it anew with each change. */
export const LOGO_LENGTH_MAX = 20_000;
