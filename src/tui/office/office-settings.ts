/** Settings of the shop and of its receipts: each is a field, and each line of a paper is one. */

import { SERVICES } from "../../domain/catalogue.ts";
import { foldText } from "../../domain/entry-text.ts";
import { fieldSentence } from "../../domain/office/field-text.ts";
import { readSettingText } from "../../domain/office/setting-text.ts";
import { RECEIPT_WAYS, type ReceiptWay } from "../../domain/receipt-printing.ts";
import { err, ok } from "../../domain/result.ts";
import { isDated, KEY_LAYOUTS, SETTING_SCHEMAS, type SettingKey } from "../../domain/settings.ts";
import { type OfficeSetting } from "../ports/office-port.ts";
import { type Words } from "../words.ts";
import { datedRows } from "./office-dated.ts";
import { type Field, fieldRow, nextRow, standAt, type View } from "./office-form.ts";
import {
  actRow,
  type Choice,
  isFound,
  labelOf,
  LANGUAGE_CHOICES,
  openPage,
  ready,
  type Rows,
} from "./office-row.ts";
import { fieldName } from "./office-words.ts";

type About = "receipt" | "shop";

function aboutOf(key: SettingKey): About {
  return key === "receipt-head" || key === "receipt-foot" ? "receipt" : "shop";
}

/** By their names, each with the page that it stands on: who looks for one need not know which that is. */
export function foundSettings(view: View): Rows {
  const { office, text, w, words } = view;
  const names = words.officeSettings;
  const settings = office.settings().filter(({ key }) => isFound(names[key], text));
  return settings.map(({ key }) => {
    const page = { type: "settings", about: aboutOf(key) } as const;
    const plan = ready(names[key], (now) =>
      standAt({ ...view, page }, { state: openPage(now, page), rows: settingRows, ids: [key] }),
    );
    return actRow(names[key], () => plan, { detail: w[page.about], page });
  });
}

export function settingRows(view: View<{ readonly about: About }>): Rows {
  const { about } = view.page;
  const settings = view.office.settings().filter(({ key }) => aboutOf(key) === about);
  return settings.flatMap((setting): Rows => {
    if (isDated(setting.key)) return datedSettingRows(view, setting);
    if (about === "shop") return [fieldRow(view, settingField(view, setting))];
    return [...setting.texts, ""].map((_, line) => fieldRow(view, lineField(view, setting, line)));
  });
}

function datedSettingRows(view: View, { key, texts, inQuestion }: OfficeSetting): Rows {
  const label = view.words.officeSettings[key];
  return datedRows(view, {
    id: key,
    label,
    text: texts[0] ?? "",
    inQuestion,
    choices: choicesOf(view, key),
    hints: ownHints(view, key),
    coming: (office) => office.settings().find((it) => it.key === key)?.coming ?? [],
    wrong: (text) => faultOf(view, label, { key, texts: [text] }),
    write: (office, text, fromDay) => office.changeSetting({ key, texts: [text], fromDay }),
    cancel: (office, fromDay) => office.cancelSetting({ key, fromDay }),
  });
}

function settingField(view: View, setting: OfficeSetting): Field {
  const { key, texts, inQuestion } = setting;
  const label = view.words.officeSettings[key];
  const choices = choicesOf(view, key);
  return {
    id: key,
    label,
    text: texts.join(", "),
    shown: (text) => settingShown(view, key, labelOf(choices, text)),
    inQuestion,
    repeats: true,
    choices,
    hints: [...(choices === undefined ? [] : [view.w.pickHint]), ...ownHints(view, key)],
    read: (typed) => {
      const text = settingTyped(view, key, typed);
      const fault = faultOf(view, label, { key, texts: [text] });
      return fault === undefined ? ok(text) : err(fault);
    },
    ...writtenBy(setting, (text) => [text]),
  };
}

/** One line of a paper; after the last one a new one. */
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
    hints: [w.clearHint],
    read: (text) => {
      const fault = faultOf(view, label, { key, texts: withLine(text) });
      return fault === undefined ? ok(text) : err(fault);
    },
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

/** Why a setting can't say that. */
function faultOf(
  { till }: View,
  label: string,
  wish: Parameters<typeof readSettingText>[0],
): string | undefined {
  const read = readSettingText(wish, till);
  if (read.ok || !("message" in read.fault)) return undefined;
  return fieldSentence(label, read.fault.message);
}

/** Beside a setting: what it is counted in, and from when on it holds where that is not at once. */
function ownHints({ w }: View, key: SettingKey): ReadonlyArray<string> {
  const hints: Readonly<Partial<Record<SettingKey, string>>> = {
    "lock-after": w.lockAfterHint,
    "erase-after": w.eraseAfterHint,
    language: w.languageHint,
    "key-layout": w.keyLayoutHint,
    rates: w.ratesHint,
    tenders: w.tendersHint,
    zone: w.zoneHint,
    cutover: w.cutoverHint,
  };
  const hint = hints[key];
  return hint === undefined ? [] : [hint];
}

function choicesOf({ words, till }: View, key: SettingKey): ReadonlyArray<Choice> | undefined {
  const names = words.officeChoices;
  switch (key) {
    case "language":
      return LANGUAGE_CHOICES;
    case "key-layout":
      return [
        { text: "any", label: names.any },
        ...KEY_LAYOUTS.map((text) => ({ text, label: text })),
      ];
    case "default-service":
      return SERVICES.map((text) => ({ text, label: fieldName(till, text) }));
    case "cash-direction":
    case "tax-rounding":
    case "tax-half":
    case "hold-courses":
    case "drawer-needed":
    case "bill-tip":
      return SETTING_SCHEMAS[key]().options.map((text) => ({ text, label: names[text] }));
    default:
      return undefined;
  }
}

/* When receipts come out, in the language's words: what is kept says it in the command line's. */

/** Between the blanks, commas and signs of a rule. */
const WORD = /[^\s,=]+/gu;

/** `takeaway=never` is `takeaway=nie`. */
function settingShown({ words }: View, key: SettingKey, text: string): string {
  if (key !== "receipts") return text;
  return text.replaceAll(WORD, (word) => {
    const way = RECEIPT_WAYS.find((one) => one === word);
    return way === undefined ? word : wayName(words, way);
  });
}

/** The other way round; the English words are taken in every language. */
function settingTyped({ words }: View, key: SettingKey, typed: string): string {
  if (key !== "receipts") return typed;
  return typed.replaceAll(WORD, (word) => {
    const found = RECEIPT_WAYS.find((way) => foldText(wayName(words, way)) === foldText(word));
    return found ?? word;
  });
}

function wayName({ officeChoices }: Words, way: ReceiptWay): string {
  const { always, never, onRequest } = officeChoices;
  return { always, never, "on-request": onRequest }[way];
}
