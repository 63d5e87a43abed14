/** What a card terminal says in its protocol's numbers and names, as short sentences for people. */

import { OFFLINE_LIMIT } from "../../card/dialogue.ts";
import { statusMeaning } from "../../card/zvt/intermediate-status.ts";
import { resultKey } from "../../card/zvt/result-codes.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { terminalSaysWords } from "../../words/made/terminalSays/all.ts";
import { type TerminalSaysWords } from "../../words/made/terminalSays/words.ts";

type ReasonKey = keyof TerminalSaysWords["reasons"];

/** The reasons of a Nexo terminal, and the till's own. Source: nexo Retailer protocol 3.0, ErrorCondition. */
const NEXO_REASONS: Readonly<Record<string, ReasonKey>> = {
  Aborted: "stopped",
  Busy: "busy",
  Cancel: "stopped",
  DeviceOut: "deviceMissing",
  InsertedCard: "cardInside",
  InvalidCard: "notAccepted",
  NoPaper: "printer",
  MessageFormat: "protocol",
  NotAllowed: "notPossible",
  OutOfOrder: "printer",
  PaperJam: "printer",
  PaymentRestriction: "notAccepted",
  [OFFLINE_LIMIT]: "tooMuchOffline",
  UnavailableDevice: "deviceMissing",
  UnavailableService: "notPossible",
  UnreachableHost: "noHost",
  WrongPIN: "wrongPin",
};

/**
 * Returns why a terminal did not do it, as half a sentence of at most 60 cells: of a code of two hexadecimal
 * digits as ZVT has it, or of a name as Nexo has it. What nobody knows is returned as it is, nothing as nothing.
 */
export function reasonText(code: string, locale: Locale): string {
  const words = wordsIn(terminalSaysWords, locale).reasons;
  const key = reasonKey(code);
  return key === undefined ? code : sentence(words[key], code);
}

/** Returns the reason itself; undefined for one that nobody knows. */
export function reasonKey(code: string): ReasonKey | undefined {
  if (!/^[0-9a-f]{2}$/u.test(code)) return NEXO_REASONS[code];
  return resultKey(Number.parseInt(code, 16));
}

function sentence(
  words: string | ((facts: { readonly code: string }) => string),
  code: string,
): string {
  return typeof words === "string" ? words : words({ code });
}

/** Returns what a ZVT terminal is at, by its intermediate status, in at most 60 cells. */
export function statusText(number: number, locale: Locale): string {
  const { statuses, thenRemove } = wordsIn(terminalSaysWords, locale);
  const { key, wantsCardOut } = statusMeaning(number);
  const status = statuses[key];
  return wantsCardOut ? thenRemove({ status }) : status;
}
