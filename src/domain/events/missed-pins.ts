/** Each time that the PIN of a number was wrong so many more times in a row, the other tills hear of it. */
export const MISSES_PER_REPORT = 5;
