/**
 * How the card terminals of this register were when somebody logged in, or last asked: of one that is not well
 * the register says what to do, once in the line of messages and on the status line until it is known better.
 */

import { type Terminal } from "../../domain/terminals/terminals.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type TerminalNews, type TerminalTrouble } from "../../tui/ports/card-port.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import { type TestedTerminal } from "../cards/card-desk.ts";
import { reasonKey, reasonText } from "../cards/terminal-words.ts";

export interface SeenTerminals {
  /** Notes how a terminal is; `isNews`: nobody has been told yet. */
  readonly note: (tested: TestedTerminal, isNews: boolean) => void;
  /** Forgets what was wrong with a terminal: it is at work. */
  readonly forget: (id: string) => void;
  /** Returns what is wrong with the terminals that the register drives. */
  readonly troubles: (locale: Locale) => ReadonlyArray<TerminalTrouble>;
  /** Returns what nobody was told of yet. */
  readonly take: (locale: Locale) => ReadonlyArray<TerminalNews>;
}

/** `code`: what a terminal that answers says of itself, by its protocol. */
type Ill =
  | { readonly type: "noAnswer" | "stranger" | "key" | "currency" | "printer" }
  | { readonly type: "other"; readonly code: string };

export function seenTerminals(driven: () => ReadonlyArray<Terminal>): SeenTerminals {
  const illById = new Map<string, Ill>();
  const untold = new Set<string>();

  function troublesOf(locale: Locale): ReadonlyArray<TerminalTrouble & Pick<Terminal, "id">> {
    // It is asked for with each key, and a till without such a trouble reads nothing.
    if (illById.size === 0) return [];
    const words = wordsFor({ locale });
    return driven().flatMap(({ id, name }) => {
      const ill = illById.get(id);
      return ill === undefined ? [] : [{ id, ...troubleOf(words, { name, ill, locale }) }];
    });
  }

  return {
    note: (tested, isNews) => {
      const { id } = tested.terminal;
      const ill = illOf(tested);
      if (ill === undefined) illById.delete(id);
      else illById.set(id, ill);
      if (ill !== undefined && isNews) untold.add(id);
      else untold.delete(id);
    },
    forget: (id) => {
      illById.delete(id);
      untold.delete(id);
    },
    troubles: troublesOf,
    take: (locale) => {
      if (untold.size === 0) return [];
      const news = troublesOf(locale).filter(({ id }) => untold.has(id));
      untold.clear();
      return news.map(({ says }) => ({ level: "error", text: says }));
    },
  };
}

/** Returns what is wrong with a terminal that was asked; undefined for one that is well. */
export function troubleOfTested(
  tested: TestedTerminal,
  locale: Locale,
): TerminalTrouble | undefined {
  const ill = illOf(tested);
  const { name } = tested.terminal;
  return ill && troubleOf(wordsFor({ locale }), { name, ill, locale });
}

/** Undefined for one that is well, or that somebody is at. */
function illOf({ answer }: TestedTerminal): Ill | undefined {
  switch (answer.type) {
    case "busy":
      return undefined;
    case "lost":
      return { type: answer.why ?? "noAnswer" };
    default: {
      const { trouble: code } = answer;
      if (code === undefined) return undefined;
      const key = reasonKey(code);
      if (key === "printer") return { type: key };
      return key === "wrongCurrency" ? { type: "currency" } : { type: "other", code };
    }
  }
}

function troubleOf(
  { terminalTroubles: { short, says } }: Words,
  { name, ill, locale }: Pick<Terminal, "name"> & { readonly ill: Ill; readonly locale: Locale },
): TerminalTrouble {
  const why = ill.type === "other" ? reasonText(ill.code, locale) : "";
  return { short: `${name}: ${short[ill.type]}`, says: says[ill.type]({ name, why }) };
}
