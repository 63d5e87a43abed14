/** What a price did since the delivery before. */

import { milliPercent } from "../../domain/money/amounts.ts";
import { type Locale, localRate } from "../../domain/text/locale.ts";

/** Thousandths of a percent. */
const PER_TENTH = 100;

/** Says by how much it was dearer than the time before; nothing where it was not. */
export function riseText(rise: number | null | undefined, locale: Locale): string {
  if (rise === undefined || rise === null || rise === 0) return "";
  const tenths = Math.round(Math.abs(rise) / PER_TENTH) * PER_TENTH;
  return `${rise > 0 ? "+" : "−"}${localRate(milliPercent(tenths), locale)}`;
}
