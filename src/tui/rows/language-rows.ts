/** The languages that a person's own screens may have. */

import { type Locale, LOCALES } from "../../domain/locale.ts";
import { LANGUAGE_NAMES } from "../language-names.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { type ListRow } from "./list-row.ts";

/** The shop's first, then all, each in its own words. */
export function languageRows(till: TillContext, { locale }: RegisterState): ReadonlyArray<ListRow> {
  const { shop } = till.port;
  const { language } = till.words;
  const all: ReadonlyArray<Locale | undefined> = [undefined, ...LOCALES];
  return all.map((own, at) => {
    const name = LANGUAGE_NAMES[own ?? shop.locale];
    const label = own === undefined ? language.shops({ name }) : name;
    return {
      sign: String(at + 1),
      label,
      detail: own === locale ? language.spoken : "",
      words: own ?? shop.locale,
      choice: { type: "language" as const, language: own },
    };
  });
}
