/** The form of a staff number: short enough to type all day, and written in one way only. */

export function isStaffNumber(text: string): boolean {
  return /^[1-9][0-9]{0,5}$/u.test(text);
}
