/** What can be said of a printer's buzzer, and of the pulse to its drawer. */

export const BUZZES_MAX = 9;
/** Shorter opens none, and what says how long has one byte of two milliseconds each. */
export const PULSE_MS_MIN = 10;
export const PULSE_MS_MAX = 510;
