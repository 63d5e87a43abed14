/** What became of the terminals' ends of day at a close, for people and scripts. */

import { wordsIn } from "../../domain/text/words-in.ts";
import { closeWords } from "../../words/made/close/all.ts";
import { moneyText, type Speech } from "../speech.ts";
import { type TerminalAtClose } from "./settle-all.ts";
import { reasonText } from "./terminal-words.ts";

/** Returns a sentence; whatever is not done says what to do. */
export function terminalAtCloseText(at: TerminalAtClose, speech: Speech): string {
  const words = wordsIn(closeWords, speech.locale).terminal;
  const { name, id } = at.terminal;
  switch (at.type) {
    case "done":
      return words.done({ name, money: at.amount === null ? "" : moneyText(at.amount, speech) });
    case "refused":
      return words.refused({ name, id, why: reasonText(at.code, speech.locale) });
    case "held":
      return words.held({ name, money: moneyText(at.amount, speech) });
    case "by-person":
      return words.byPerson({ name, id });
    case "unknown":
      return words.unknown({ name });
    default:
      return words[at.type]({ name, id });
  }
}

export function terminalAtCloseJson(at: TerminalAtClose): Readonly<Record<string, unknown>> {
  const { terminal, type } = at;
  return {
    id: terminal.id,
    name: terminal.name,
    state: type,
    amount: "amount" in at ? at.amount : null,
  };
}
