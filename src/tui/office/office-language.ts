/** The language of somebody's own screens, in the back office: it holds from their next log-in on. */

import { type Locale, LOCALES } from "../../domain/locale.ts";
import { LANGUAGE_NAMES } from "../language-names.ts";
import { type RegisterState, said } from "../register-state.ts";
import { notDone, personOf } from "./office-changes.ts";
import { chooseOne, type OfficePlan, ready, TAKE_AWAY, type Typed } from "./office-enter.ts";
import { noteChange, spentHere } from "./office-moves.ts";
import { type RowTarget } from "./office-row.ts";
import { officeWords } from "./office-words.ts";

export function planLanguage(
  state: RegisterState,
  { target, label, typed }: Typed<Extract<RowTarget, { type: "person-language" }>>,
): OfficePlan {
  const w = officeWords(state);
  const before = nameOf(target.language);
  if (typed === TAKE_AWAY) {
    return ready(w.changeOf({ label, before, after: "" }), (now) => setLanguage(now, null));
  }
  const chosen = chooseOne(w, target.choices, { label, typed });
  if (!chosen.ok) return { type: "refused", why: chosen.fault };
  const language = LOCALES.find((locale) => locale === chosen.value.text) ?? null;
  const preview = w.changeOf({ label, before, after: chosen.value.label });
  return ready(preview, (now) => setLanguage(now, language));
}

/** Whoever is there now goes on as they are, also by Ctrl-Z. */
function setLanguage(state: RegisterState, language: Locale | null): RegisterState {
  const w = officeWords(state);
  const page = state.office?.page;
  if (page?.type !== "person") return state;
  const { number } = page;
  const { name = number, language: before = null } = personOf(state, number) ?? {};
  const what = w.languageSet({ name, language: nameOf(language) });
  const done = state.session?.office.setLanguage(number, language);
  if (done?.ok !== true) return notDone(state, done, what);
  const noted = noteChange(spentHere(state), {
    what: w.languageSet({ name, language: nameOf(before) }),
    takeBack: (office) => office.setLanguage(number, before),
  });
  return said(noted, "done", what);
}

function nameOf(language: Locale | null): string {
  return language === null ? "" : LANGUAGE_NAMES[language];
}
