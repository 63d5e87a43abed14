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
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { fromDayOf } from "../later-day.ts";
import { oneLine } from "../one-line.ts";
import { isUnchanged, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { actWithApproval, type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, withTill } from "../with-till.ts";

const said = sentencesOf(cliGoodsWords);

export interface SetSettingOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly from?: string;
}

export function listTheSettings(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    if (options.json === true) {
      console.json({
        settings: Object.fromEntries(SETTING_KEYS.map((key) => [key, settingJson(till, key)])),
        coming: SETTING_KEYS.flatMap((key) => comingJson(till, key)),
      });
      return EXIT.fine;
    }
    const words = wordsIn(cliGoodsWords, console.locale());
    for (const key of SETTING_KEYS) {
      const texts = settingTexts(key, settingNow(till, key), till.currency).map(oneLine);
      const mark = isInDoubt(till, key) ? `  ${words.inQuestion}` : "";
      console.out(`${key.padEnd(KEY_COLUMNS)} ${texts.join(" / ")}${mark}`.trimEnd());
      for (const { text, fromDay, inQuestion } of plannedSettings(till, key)) {
        const asked = inQuestion ? `  ${words.inQuestion}` : "";
        const from = words.from({ text: oneLine(text), day: fromDay });
        console.out(`${key.padEnd(KEY_COLUMNS)} ${from}${asked}`);
      }
    }
    return EXIT.fine;
  });
}

export function setSetting(
  [key, texts]: readonly [string, ReadonlyArray<string>],
  options: SetSettingOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const result = await actWithApproval({ till, console }, options, (by) =>
      changeSetting(till, by, { key, texts, fromDay: fromDayOf(till, options) }),
    );
    const isSame = isUnchanged(result, till, "setting/same");
    const known = SETTING_KEYS.find((it) => it === key.trim().toLowerCase());
    const value = known === undefined ? undefined : settingJson(till, known);
    const isPlanned = known !== undefined && isDated(known);
    const done = isSame ? "unchanged" : isPlanned ? "planned" : "changed";
    const coming = known === undefined ? [] : comingJson(till, known);
    if (options.json === true) console.json({ done, key: known, value, coming });
    else if (isSame) console.out(said(({ setting }) => setting.same({ key })));
    else if (isPlanned) console.out(said(({ setting }) => plannedSentence(till, known, setting)));
    else console.out(said(({ setting }) => setting.changed({ key })));
    return EXIT.fine;
  });
}

export function unplanSetting(
  key: string,
  options: SetSettingOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const result = await actWithApproval({ till, console }, options, (by) =>
      cancelSetting(till, by, { key, fromDay: fromDayOf(till, options) }),
    );
    valueOf(result, till);
    const known = SETTING_KEYS.find((it) => it === key);
    if (known === undefined) throw new Error("An unknown setting had a plan.");
    if (options.json === true) {
      const coming = comingJson(till, known);
      console.json({ done: "cancelled", key, value: settingNow(till, known), coming });
    } else console.out(said(({ setting }) => setting.cancelled({ key })));
    return EXIT.fine;
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
