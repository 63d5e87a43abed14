/** The name of a tender in a report. */

import { type DayWords } from "./day-words.ts";

/** Returns the shop's own name of it, the language's word for cash, cards and exchanges, or its id. */
export function tenderText(
  { method, name = null }: { readonly method: string; readonly name?: string | null | undefined },
  { tenders }: Pick<DayWords, "tenders">,
): string {
  return name ?? (Object.hasOwn(tenders, method) ? tenders[method] : undefined) ?? method;
}
