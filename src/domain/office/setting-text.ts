/**
 * Settings of the shop as somebody types them: one text, or one for each line of a paper.
 *
 * What needs more than a text is not changed so.
 */

import { refusal, type RefusalOf } from "../base/refusal-table.ts";
import { err, ok, type Result } from "../base/result.ts";
import { type Currency } from "../money/currency.ts";
import { type SettingKey, SETTINGS, type SettingValue } from "../settings/settings.ts";
import { type EditContext } from "./entry-wish.ts";

export const SETTING_FAULTS = {
  "setting/unknown": refusal<{ text: string; keys: ReadonlyArray<SettingKey> }>("unknown"),
  /** `message` goes on after the key. */
  "setting/wrong": refusal<{ key: SettingKey; message: string }>("wrong"),
  /** The setting was fixed when the shop was founded. */
  "setting/never": refusal<{ key: "currency" | "demo" }>("conflict"),
  /** The setting has no text form. */
  "setting/not-here": refusal<{ key: SettingKey }>("conflict"),
};

export type SettingFault = RefusalOf<typeof SETTING_FAULTS>;

export const SETTING_KEYS = Object.keys(SETTINGS) as ReadonlyArray<SettingKey>;

export interface SettingWish {
  readonly key: string;
  /** The texts of a setting: one, or one for each line of the receipt's head or foot. */
  readonly texts: ReadonlyArray<string>;
}

export interface TypedSetting {
  readonly key: SettingKey;
  readonly value: SettingValue<SettingKey>;
}

/** Whether a text stands for the setting. */
export function isTypedSetting(key: SettingKey): boolean {
  return SETTINGS[key].typing !== undefined;
}

/** Returns the key that somebody has typed. */
export function readSettingKey(text: string): Result<SettingKey, SettingFault> {
  const typed = text.trim().toLowerCase();
  const never = (["currency", "demo"] as const).find((it) => it === typed);
  if (never !== undefined) return err({ type: "setting/never", key: never });
  const key = SETTING_KEYS.find((it) => it === typed);
  return key === undefined ? err({ type: "setting/unknown", text, keys: SETTING_KEYS }) : ok(key);
}

export function readSettingText(
  { key: typed, texts }: SettingWish,
  { currency }: Pick<EditContext, "currency">,
): Result<TypedSetting, SettingFault> {
  const found = readSettingKey(typed);
  if (!found.ok) return found;
  const key = found.value;
  const { typing } = SETTINGS[key];
  if (typing === undefined) return err({ type: "setting/not-here", key });
  const read: Result<TypedSetting["value"], string> = typing.read(texts, currency);
  return read.ok
    ? ok({ key, value: read.value })
    : err({ type: "setting/wrong", key, message: read.fault });
}

/**
 * Returns the setting as texts that change nothing when typed again, or as words for a setting that
 * isn't typed.
 */
export function settingTexts<Key extends SettingKey>(
  key: Key,
  value: SettingValue<Key>,
  currency: Currency,
): ReadonlyArray<string> {
  const show = SETTINGS[key].show as Show<SettingValue<Key>>;
  return show(value, currency);
}

type Show<Value> = (value: Value, currency: Currency) => ReadonlyArray<string>;
