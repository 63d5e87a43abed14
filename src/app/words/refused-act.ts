/** The name of the act that somebody was refused, in a language. */

import { PERMISSIONS } from "../../domain/events/permission.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { tillWords } from "../../words/made/till/all.ts";

/** The permission as after `may not`; `pin`, `inactive` and what a newer build refuses stay as they are. */
export function refusedAct(what: string, locale: Locale): string {
  const permission = PERMISSIONS.find((one) => one === what);
  return permission === undefined ? what : wordsIn(tillWords, locale).permissions[permission];
}
