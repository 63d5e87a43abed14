/** A row of the settings says all about a setting: its example is taken in any currency, and shown as it stands there. */

import { expect, test } from "vitest";

import { currenciesByCode } from "../../../src/domain/money/currency.ts";
import {
  readSettingText,
  SETTING_KEYS,
  settingTexts,
} from "../../../src/domain/office/setting-text.ts";
import { SETTINGS } from "../../../src/domain/settings/settings.ts";
import { valueOf } from "../../support/shop.ts";
import { euro } from "../../support/small-shop.ts";

const TYPED = SETTING_KEYS.filter((key) => SETTINGS[key].typing !== undefined);

test("all settings but the picture and the labels of scales are typed", () => {
  expect(SETTING_KEYS.filter((key) => !TYPED.includes(key))).toEqual(["scale-labels", "logo"]);
});

test.each(TYPED)("the example of %s is taken, and shown as it is typed", (key) => {
  for (const currency of currenciesByCode.values()) {
    const texts = SETTINGS[key].typing?.example(currency) ?? [];
    const { value } = valueOf(readSettingText({ key, texts }, { currency }));

    expect(SETTINGS[key].schema().safeParse(value).success).toBe(true);
    expect(settingTexts(key, value, currency)).toEqual(texts);
  }
});

test.each(TYPED)("the example of %s is another value than the usual one", (key) => {
  const setting = SETTINGS[key];
  const texts = setting.typing?.example(euro) ?? [];
  const { value } = valueOf(readSettingText({ key, texts }, { currency: euro }));

  expect(value).not.toEqual("usual" in setting ? setting.usual : undefined);
});

/** A paper without lines is written without a text; what the founding sets has no usual value. */
const IN_A_TEXT = TYPED.filter(
  (key) => "usual" in SETTINGS[key] && key !== "receipt-head" && key !== "receipt-foot",
);

test.each(IN_A_TEXT)("what is shown of the usual value of %s is taken again", (key) => {
  const setting = SETTINGS[key];
  const usual = "usual" in setting ? setting.usual : [];
  const texts = settingTexts(key, usual, euro);
  const shown = texts.length === 0 || texts[0] === "" ? ["none"] : texts;

  expect(valueOf(readSettingText({ key, texts: shown }, { currency: euro })).value).toEqual(usual);
});
