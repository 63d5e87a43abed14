/** Reads a number of guests or of a seat. One beyond what there can be is refused by the till, as at the register. */
export function readCount(text: string): number | undefined {
  return /^\d{1,6}$/u.test(text) ? Number(text) : undefined;
}
