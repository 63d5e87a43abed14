/** `till settings help`: what a setting means, what may be typed for it, and an example. */

import { type Till } from "../../app/till/till.ts";
import { readSettingKey, SETTING_KEYS } from "../../domain/office/setting-text.ts";
import { type SettingKey, SETTINGS } from "../../domain/settings/settings.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { typingText } from "../../words/setting-words.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { valueOf } from "../refusal-fault.ts";
import { type JsonOptions, withTill } from "../with-till.ts";
import { KEY_COLUMNS } from "./settings.ts";

export function explainSettings(
  named: string | undefined,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const keys = named === undefined ? SETTING_KEYS : [valueOf(readSettingKey(named), till)];
    if (options.json === true) {
      const { settingMeanings: meanings } = wordsFor({ locale: "en" });
      console.json({
        settings: keys.map((key) => {
          const { form = null, example = null } = typingOf(key, till) ?? {};
          return { key, meaning: meanings[key], form, example };
        }),
      });
      return EXIT.fine;
    }
    const words = wordsFor({ locale: console.locale() });
    for (const key of keys) {
      const typing = typingOf(key, till);
      const typed = typing && { ...typing, example: typing.example.map(asWord).join(" ") };
      console.out(`${key.padEnd(KEY_COLUMNS)} ${words.settingMeanings[key]}`);
      console.out(`${" ".repeat(KEY_COLUMNS)} ${typingText(words, typed)}`);
    }
    return EXIT.fine;
  });
}

function typingOf(key: SettingKey, { currency }: Pick<Till, "currency">) {
  const { typing } = SETTINGS[key];
  return typing && { form: typing.form, example: typing.example(currency) };
}

/** As a shell takes it for one word. */
function asWord(text: string): string {
  return /^[\w%+=:,./@-]+$/u.test(text) ? text : `"${text}"`;
}
