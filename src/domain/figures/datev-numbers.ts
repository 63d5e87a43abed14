/** The numbers that head a file for DATEV, as a shop says them: `29098/55003`, or `29098/55003/07`. */

/**
 * Adviser (1001 to 9999999), client (1 to 99999) and the month in which the business year begins, where that is
 * not January: as DATEV's documentation of the file's head has them, fields 11 to 13.
 */
export const DATEV_NUMBERS =
  /^(?<consultant>(?!1000\/)[1-9]\d{3,6})\/(?<client>[1-9]\d{0,4})(?:\/(?<month>0[1-9]|1[0-2]))?$/u;

export interface DatevNumbers {
  readonly consultant: string;
  readonly client: string;
  /** The first month of a business year, two digits. */
  readonly month: string;
}

/** Undefined while nobody has said the numbers. */
export function readDatevNumbers(text: string): DatevNumbers | undefined {
  const { consultant, client, month = "01" } = DATEV_NUMBERS.exec(text)?.groups ?? {};
  return consultant === undefined || client === undefined
    ? undefined
    : { consultant, client, month };
}
