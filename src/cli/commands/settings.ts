/** `till settings list|set`: what holds in the whole shop. */

import {
  cancelSetting,
  changeSetting,
  plannedSettings,
  settingNow,
} from "../../app/catalogue/catalogue-changes.ts";
import { type Till } from "../../app/till/till.ts";
import { SETTING_KEYS, settingTexts } from "../../domain/office/setting-text.ts";
import { shownHook } from "../../domain/settings/notify-rules.ts";
import { isDated, type SettingKey } from "../../domain/settings/settings.ts";
import { VALUE_FIELD } from "../../domain/state/entry-state.ts";
import { isContested } from "../../domain/state/register.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliGoodsWords } from "../../words/made/cliGoods/all.ts";
import { type CliGoodsWords } from "../../words/made/cliGoods/words.ts";
import { answer } from "../answer.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { fromDayOf } from "../later-day.ts";
import { oneLine } from "../one-line.ts";
import { isUnchanged } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";

const said = sentencesOf(cliGoodsWords);

export interface SetSettingOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly from?: string;
}

export function listTheSettings(options: JsonOptions, console: Console): Promise<ExitCode> {
  return answer(options, console, ({ till, speech }) => ({
    json: () => ({
      settings: Object.fromEntries(SETTING_KEYS.map((key) => [key, settingJson(till, key)])),
      coming: SETTING_KEYS.flatMap((key) => comingJson(till, key)),
    }),
    lines: () => {
      const words = wordsIn(cliGoodsWords, speech().locale);
      return SETTING_KEYS.flatMap((key) => settingLines(till, key, words));
    },
  }));
}

/** A setting as it is, and below it what it will be. */
function settingLines(till: Till, key: SettingKey, words: CliGoodsWords): ReadonlyArray<string> {
  const texts = settingTexts(key, settingNow(till, key), till.currency).map(oneLine);
  const mark = isInDoubt(till, key) ? `  ${words.inQuestion}` : "";
  const coming = plannedSettings(till, key).map(({ text, fromDay, inQuestion }) => {
    const asked = inQuestion ? `  ${words.inQuestion}` : "";
    const from = words.from({ text: oneLine(text), day: fromDay });
    return `${key.padEnd(KEY_COLUMNS)} ${from}${asked}`;
  });
  return [`${key.padEnd(KEY_COLUMNS)} ${texts.join(" / ")}${mark}`.trimEnd(), ...coming];
}

export function setSetting(
  [key, texts]: readonly [string, ReadonlyArray<string>],
  options: SetSettingOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, attempt }) => {
    const result = await attempt((by) =>
      changeSetting(till, by, { key, texts, fromDay: fromDayOf(till, options) }),
    );
    const isSame = isUnchanged(result, till, "setting/same");
    const known = SETTING_KEYS.find((it) => it === key.trim().toLowerCase());
    const value = known === undefined ? undefined : settingJson(till, known);
    const isPlanned = known !== undefined && isDated(known);
    const done = isSame ? "unchanged" : isPlanned ? "planned" : "changed";
    const coming = known === undefined ? [] : comingJson(till, known);
    const sentence = said(({ setting }) => {
      if (isSame) return setting.same({ key });
      return isPlanned ? plannedSentence(till, known, setting) : setting.changed({ key });
    });
    return { json: () => ({ done, key: known, value, coming }), lines: () => [sentence] };
  });
}

export function unplanSetting(
  key: string,
  options: SetSettingOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, perform }) => {
    await perform((by) => cancelSetting(till, by, { key, fromDay: fromDayOf(till, options) }));
    const known = SETTING_KEYS.find((it) => it === key);
    if (known === undefined) throw new Error("An unknown setting had a plan.");
    return {
      json: () => {
        const coming = comingJson(till, known);
        return { done: "cancelled", key, value: settingNow(till, known), coming };
      },
      lines: () => [said(({ setting }) => setting.cancelled({ key }))],
    };
  });
}

function plannedSentence(till: Till, key: SettingKey, words: CliGoodsWords["setting"]): string {
  const coming = plannedSettings(till, key).map(({ text, fromDay }) =>
    words.fromOn({ text, day: fromDay }),
  );
  return words.planned({ key, coming });
}

/** Output goes to logs and chats: what stands behind a webhook's host does not. */
function settingJson(till: Till, key: SettingKey): unknown {
  const value = settingNow(till, key);
  return key === "notify" && typeof value === "string" && value !== "" ? shownHook(value) : value;
}

function comingJson(till: Till, key: SettingKey) {
  return plannedSettings(till, key).map(({ text: value, fromDay }) => ({ key, value, fromDay }));
}

/** The room of a key in lists of settings. */
export const KEY_COLUMNS = 17;

function isInDoubt(till: Till, key: SettingKey): boolean {
  const register = till.ledger.read((view) => view.state("set", key)).fields[VALUE_FIELD];
  return register !== undefined && isContested(register);
}
