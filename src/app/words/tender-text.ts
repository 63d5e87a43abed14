import { type DayWords } from "../../words/made/day/words.ts";
/** The name of a tender in a report. */

/** Returns the shop's own name of it, the language's word for cash, cards and exchanges, or its id. */
export function tenderText(
  { method, name = null }: { readonly method: string; readonly name?: string | null | undefined },
  { tenders }: Pick<DayWords, "tenders">,
): string {
  const nameByMethod: Readonly<Record<string, string>> = tenders;
  return name ?? (Object.hasOwn(nameByMethod, method) ? nameByMethod[method] : undefined) ?? method;
}
