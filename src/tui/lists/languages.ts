/**
 * The language of a person's own screens: it changes at once and holds from every log-in on, at each
 * till. The locked screen, papers and what is recorded stay in the shop's.
 */

import { foldText } from "../../domain/text/entry-text.ts";
import { factsOfLocale, type Locale, LOCALES } from "../../domain/text/locale.ts";
import { wordsFor } from "../../words/screen-words.ts";
import {
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "../register-state.ts";
import { does, HARMLESS, type ListRows, numbered } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const languagesList = {
  opens: { language: askLanguage },
  title: ({ lists }) => lists.languages,
  rows: languageRows,
} as const satisfies ListKind<"languages">;

/** A code or a name before it takes it at once; else they are listed. */
function askLanguage(till: TillContext, state: RegisterState): RegisterState {
  const typed = foldText(state.text);
  const list = { type: "languages" as const, filter: "", at: 0 };
  if (typed === "") return { ...state, list, showsHelp: false, message: undefined };
  const found =
    LOCALES.find((locale) => foldText(locale) === typed) ??
    LOCALES.find((locale) => foldText(factsOfLocale(locale).name) === typed) ??
    LOCALES.find((locale) => foldText(factsOfLocale(locale).name).startsWith(typed));
  if (found === undefined) {
    return refused(
      state,
      till.words.language.unknown({ typed: state.text.trim(), codes: LOCALES.join(", ") }),
    );
  }
  const next = speak(till, state, found);
  return next.message?.level === "error" ? next : withEntryDone(next);
}

function speak(
  till: TillContext,
  state: RegisterState,
  language: Locale | undefined,
): RegisterState {
  const done = state.session?.perform({ act: "language", language: language ?? null });
  if (done === undefined) return state;
  if (!done.ok) return refusedBy(state, done.fault);
  const { shop } = till.port;
  const next = { ...state, locale: language ?? shop.locale };
  const name = factsOfLocale(language ?? shop.locale).name;
  const { changed, shops } = wordsFor(next).language;
  return reported(next, changed({ name: language === undefined ? shops({ name }) : name }));
}

/** The shop's first, then all, each in its own words. */
function languageRows(
  till: TillContext,
  _list: ListOf<"languages">,
  { locale }: RegisterState,
): ListRows {
  const { shop } = till.port;
  const { language } = till.words;
  const all: ReadonlyArray<Locale | undefined> = [undefined, ...LOCALES];
  return numbered(all, (own) => {
    const name = factsOfLocale(own ?? shop.locale).name;
    const label = own === undefined ? language.shops({ name }) : name;
    return {
      label,
      detail: own === locale ? language.spoken : "",
      words: own ?? shop.locale,
      choice: does((here, state) => speak(here, { ...state, list: undefined }, own), HARMLESS),
    };
  });
}
