/** Settings of the shop and of its receipts: each is a field, and each line of a paper is one. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { EXEMPT_PAYS } from "../../domain/events/exempt-events.ts";
import { SERVICES } from "../../domain/goods/catalogue.ts";
import { fieldSentence } from "../../domain/office/field-text.ts";
import { isTypedSetting, readSettingText } from "../../domain/office/setting-text.ts";
import { RECEIPT_MODES, type ReceiptMode } from "../../domain/printers/receipt-printing.ts";
import { KEY_LAYOUTS } from "../../domain/settings/setting-readers.ts";
import { isDated, type SettingKey, SETTINGS } from "../../domain/settings/settings.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { type Words } from "../../words/screen-words.ts";
import { type OfficeSetting } from "../ports/office-port.ts";
import { type DatedField, datedRows } from "./office-dated.ts";
import { type Field, fieldRow, nextRow, openAt, type View } from "./office-form.ts";
import {
  actRow,
  type Choices,
  isFound,
  labelOf,
  LANGUAGE_CHOICES,
  type OfficeRow,
  ready,
  refusedPlan,
  rowOf,
  type Rows,
} from "./office-row.ts";
import { fieldName } from "./office-words.ts";

type About = "receipt" | "shop";

function aboutOf(key: SettingKey): About {
  return key === "receipt-head" || key === "receipt-foot" ? "receipt" : "shop";
}

/** Finds settings by their names, so that nobody needs to know on which page one stands. */
export function foundSettings(view: View): Rows {
  const { office, text, w, words } = view;
  const names = words.officeSettings;
  const settings = office.settings().filter(({ key }) => isFound(names[key], text));
  return settings.map(({ key }) => {
    const page = { type: "settings", about: aboutOf(key) } as const;
    const plan = ready(names[key], (now) =>
      openAt(view, now, { page, rows: settingRows, ids: [key] }),
    );
    return actRow(names[key], () => plan, { detail: w[page.about], page });
  });
}

export function settingRows(view: View<{ readonly about: About }>): Rows {
  const { about } = view.page;
  const settings = view.office.settings().filter(({ key }) => aboutOf(key) === about);
  return settings.flatMap((setting): Rows => {
    if (isDated(setting.key)) return datedSettingRows(view, setting);
    if (!isTypedSetting(setting.key)) return [untypedRow(view, setting)];
    if (about === "shop") return [fieldRow(view, settingField(view, setting))];
    return [...setting.texts, ""].map((_, line) => fieldRow(view, lineField(view, setting, line)));
  });
}

/** A setting that no text stands for: it is only shown. */
function untypedRow(view: View, { key, texts, inQuestion }: OfficeSetting): OfficeRow {
  const { w, words } = view;
  const why = key === "logo" ? w.logoHint : w.notTyped;
  return rowOf(words.officeSettings[key], {
    id: key,
    detail: texts.join(", "),
    inQuestion,
    hints: [...meaningOf(view, key), why],
    take: () => refusedPlan(why),
  });
}

function datedSettingRows(view: View, { key, texts, inQuestion }: OfficeSetting): Rows {
  const label = view.words.officeSettings[key];
  return datedRows(view, {
    id: key,
    label,
    text: texts[0] ?? "",
    inQuestion,
    ...factsOf(view, key),
    coming: (office) => office.settings().find((it) => it.key === key)?.coming ?? [],
    read: (text) => faultOf(view, label, { key, texts: [text] }) ?? ok(text),
    write: (office, text, fromDay) => office.changeSetting({ key, texts: [text], fromDay }),
    cancel: (office, fromDay) => office.cancelSetting({ key, fromDay }),
  });
}

function settingField(view: View, setting: OfficeSetting): Field {
  const { key, texts, inQuestion } = setting;
  const label = view.words.officeSettings[key];
  const { choices, hints } = factsOf(view, key);
  return {
    id: key,
    label,
    text: texts.join(", "),
    shown: (text) => settingShown(view, key, labelOf(choices, text)),
    inQuestion,
    repeats: true,
    choices,
    hints: [...(choices === undefined ? [] : [view.w.pickHint]), ...hints],
    read: (typed) => {
      const text = settingTyped(view, key, typed);
      return faultOf(view, label, { key, texts: [text] }) ?? ok(text);
    },
    ...writtenBy(setting, (text) => [text]),
  };
}

/** One line of the receipt's head or foot; after the last one an empty line for a new one. */
function lineField(view: View, setting: OfficeSetting, line: number): Field {
  const { w, words, office } = view;
  const { key, texts, inQuestion } = setting;
  const label = w.lineName({ label: words.officeSettings[key], no: line + 1 });
  const before = texts[line] ?? "";
  const columns = office.paperColumns();

  function withLine(text: string): ReadonlyArray<string> {
    return [...texts.slice(0, line), ...(text === "" ? [] : [text]), ...texts.slice(line + 1)];
  }

  return {
    id: key,
    label,
    text: before,
    inQuestion,
    repeats: true,
    clears: true,
    hints: [words.settingMeanings[key], w.clearHint],
    read: (text) => faultOf(view, label, { key, texts: withLine(text) }) ?? ok(text),
    preview: (text) => {
      const wide = text.length > columns ? ` (${w.tooWide({ columns })})` : "";
      return w.changeOf({ label, before, after: text }) + wide;
    },
    ...writtenBy(setting, withLine),
  };
}

/** All texts of a setting are written together; where one goes the arrows stay. */
function writtenBy(
  { key, texts }: OfficeSetting,
  after: (text: string) => ReadonlyArray<string>,
): Pick<Field, "write" | "goesTo" | "takeBack" | "now"> {
  return {
    write: (office, text) => office.changeSetting({ key, texts: after(text) }),
    goesTo: (now, text) => (after(text).length < texts.length ? now : nextRow(now)),
    takeBack: (office) => office.changeSetting({ key, texts }),
    now: (office) => JSON.stringify(office.settings().find((it) => it.key === key)?.texts),
  };
}

/** Says why a setting can't have those texts. */
function faultOf(
  { till }: View,
  label: string,
  wish: Parameters<typeof readSettingText>[0],
): Result<never, string> | undefined {
  const read = readSettingText(wish, till);
  if (read.ok || !("message" in read.fault)) return undefined;
  return err(fieldSentence(label, read.fault.message));
}

/** How a setting is chosen, where it is. */
const CHOICES: Readonly<Partial<Record<SettingKey, (view: View) => Choices>>> = {
  "exempt-pays": () => EXEMPT_PAYS.map((text) => ({ text, label: text })),
  language: () => LANGUAGE_CHOICES,
  "key-layout": ({ words }) => [
    { text: "any", label: words.officeChoices.any },
    ...KEY_LAYOUTS.map((text) => ({ text, label: text })),
  ],
  "default-service": ({ till }) => SERVICES.map((text) => ({ text, label: fieldName(till, text) })),
};

function factsOf(view: View, key: SettingKey): Pick<DatedField, "choices" | "hints"> {
  return { choices: CHOICES[key]?.(view) ?? wordsOf(view, key), hints: meaningOf(view, key) };
}

/** What the setting means, and of what is no choice how it is typed. */
function meaningOf(view: View, key: SettingKey): ReadonlyArray<string> {
  const { settingMeanings, settingForms } = view.words;
  const { typing } = SETTINGS[key];
  if (typing === undefined || typing.form.type === "words") return [settingMeanings[key]];
  const example = typing.example(view.till.currency).join(", ");
  const shown = settingShown(view, key, example);
  return [settingMeanings[key], settingForms.suchAs({ example: shown })];
}

/** Each word of a choice has a name; undefined for another kind of setting. */
function wordsOf({ words }: View, key: SettingKey): Choices | undefined {
  const setting = SETTINGS[key];
  if (setting.kind !== "choice") return undefined;
  return setting.words.map((text) => ({ text, label: words.officeChoices[text] }));
}

/* The rules of receipts are shown and typed in the language's words, and kept in the command line's. */

/** The words between the blanks, commas and signs of a rule. */
const WORD = /[^\s,=]+/gu;

/** `takeaway=never` is `takeaway=nie`. */
function settingShown({ words }: View, key: SettingKey, text: string): string {
  if (key !== "receipts") return text;
  return text.replaceAll(WORD, (word) => {
    const way = RECEIPT_MODES.find((one) => one === word);
    return way === undefined ? word : wayName(words, way);
  });
}

/** The other way round; the English words are taken in every language. */
function settingTyped({ words }: View, key: SettingKey, typed: string): string {
  if (key !== "receipts") return typed;
  return typed.replaceAll(WORD, (word) => {
    const found = RECEIPT_MODES.find((way) => foldText(wayName(words, way)) === foldText(word));
    return found ?? word;
  });
}

function wayName({ officeChoices }: Words, way: ReceiptMode): string {
  return officeChoices[way];
}
