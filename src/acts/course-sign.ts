/** `;3` is course 3, `;` the next one: at the register, and among the goods of a command, which loads no act for it. */
export const COURSE = /^;(?<course>\d)?$/u;
