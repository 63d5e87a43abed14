/**
 * How large numbers may be that somebody writes: a member that lies writes any, and a sum, a product or a row of it
 * must not leave what numbers hold exactly.
 */

/** No number is further from zero than this: sums of thousands are exact. What is multiplied has a smaller bound, or is by BigInt. */
export const NUMBER_MAX = 1_000_000_000_000_000;
/** Of things that somebody counts, versions and turns. */
export const COUNT_MAX = 1_000_000_000;
/** The end of the year 9999, in milliseconds since 1970. */
export const TIME_MAX_MS = 253_402_300_799_999;
/** Of a chain: an event in each millisecond of thirty years. */
export const SEQ_MAX = 1_000_000_000_000;
/** The numerator and denominator of a part of a bill: thousandths of 9,999 pieces. */
export const SHARE_PART_MAX = 9_999_000;
