/** `;3` is course 3, `;` the next one: at the register, and among the goods of a command, which loads no act for it. */
export const COURSE = /^;(?<course>\d)?$/u;

/** Returns the course of an argument, 0 to 9; undefined for what is none. */
export function readCourse(text: string): number | undefined {
  return /^\d$/u.test(text) ? Number(text) : undefined;
}
