/** Settings of the shop and of its receipts: each is a field, and each line of a paper is one. */

import { SERVICES } from "../../domain/catalogue.ts";
import { foldText } from "../../domain/entry-text.ts";
import { fieldSentence } from "../../domain/office/field-text.ts";
import { readSettingText } from "../../domain/office/setting-text.ts";
import { RECEIPT_WAYS, type ReceiptWay } from "../../domain/receipt-printing.ts";
import { err, ok } from "../../domain/result.ts";
import { isDated, KEY_LAYOUTS, SETTING_SCHEMAS, type SettingKey } from "../../domain/settings.ts";
import { type OfficeSetting } from "../ports/office-port.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { wordsFor } from "../words.ts";
import { datedRows } from "./office-dated.ts";
import { type Field, fieldRow, nextRow } from "./office-form.ts";
import {
  type Choice,
  isFound,
  labelOf,
  LANGUAGE_CHOICES,
  type OfficeRow,
  openPage,
  ready,
  withOffice,
} from "./office-row.ts";
import { fieldName, officeWords, type Speaking } from "./office-words.ts";

type About = "receipt" | "shop";

function aboutOf(key: SettingKey): About {
  return key === "receipt-head" || key === "receipt-foot" ? "receipt" : "shop";
}

/** By their names, each with the page that it stands on: who looks for one need not know which that is. */
export function foundSettings(till: TillContext, state: RegisterState): ReadonlyArray<OfficeRow> {
  const { text = "" } = state.office ?? {};
  const w = officeWords(state);
  const names = wordsFor(state).officeSettings;
  const settings = state.session?.office.settings() ?? [];
  return settings
    .filter(({ key }) => isFound(names[key], text))
    .map(({ key }) => {
      const page = { type: "settings", about: aboutOf(key) } as const;
      const plan = ready(names[key], (now) => {
        const opened = openPage(now, page);
        const at = settingRows(till, opened, page.about).findIndex(({ id }) => id === key);
        return withOffice(opened, { at: Math.max(0, at) });
      });
      return { label: names[key], detail: w[page.about], page, enter: () => plan };
    });
}

export function settingRows(
  till: TillContext,
  state: RegisterState,
  about: About,
): ReadonlyArray<OfficeRow> {
  const settings = state.session?.office.settings() ?? [];
  return settings
    .filter(({ key }) => aboutOf(key) === about)
    .flatMap((setting): ReadonlyArray<OfficeRow> => {
      if (isDated(setting.key)) return datedSettingRows(till, state, setting);
      if (about === "shop") return [fieldRow(state, settingField(till, state, setting))];
      const lines = [...setting.texts, ""];
      return lines.map((_text, line) => fieldRow(state, lineField(till, state, { setting, line })));
    });
}

function datedSettingRows(
  till: TillContext,
  state: RegisterState,
  { key, texts, inQuestion }: OfficeSetting,
): ReadonlyArray<OfficeRow> {
  const label = wordsFor(state).officeSettings[key];
  return datedRows(state, {
    id: key,
    label,
    text: texts[0] ?? "",
    inQuestion,
    choices: choicesOf(state, key),
    hints: ownHints(state, key),
    coming: (office) => office.settings().find((it) => it.key === key)?.coming ?? [],
    wrong: (text) => faultOf(till, label, { key, texts: [text] }),
    write: (office, text, fromDay) => office.changeSetting({ key, texts: [text], fromDay }),
    cancel: (office, fromDay) => office.cancelSetting({ key, fromDay }),
  });
}

function settingField(till: TillContext, state: RegisterState, setting: OfficeSetting): Field {
  const w = officeWords(state);
  const { key, texts, inQuestion } = setting;
  const label = wordsFor(state).officeSettings[key];
  const choices = choicesOf(state, key);
  return {
    id: key,
    label,
    text: texts.join(", "),
    shown: (text) => settingShown(state, key, labelOf(choices, text)),
    inQuestion,
    repeats: true,
    choices,
    hints: [...(choices === undefined ? [] : [w.pickHint]), ...ownHints(state, key)],
    read: (typed) => {
      const text = settingTyped(state, key, typed);
      const fault = faultOf(till, label, { key, texts: [text] });
      return fault === undefined ? ok(text) : err(fault);
    },
    ...writtenBy(setting, (text) => [text]),
  };
}

/** One line of a paper; after the last one a new one. */
function lineField(
  till: TillContext,
  state: RegisterState,
  { setting, line }: { readonly setting: OfficeSetting; readonly line: number },
): Field {
  const w = officeWords(state);
  const { key, texts, inQuestion } = setting;
  const label = w.lineName({ label: wordsFor(state).officeSettings[key], no: line + 1 });
  const before = texts[line] ?? "";
  const columns = state.session?.office.paperColumns() ?? 0;

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
      const fault = faultOf(till, label, { key, texts: withLine(text) });
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
  { currency }: TillContext,
  label: string,
  wish: Parameters<typeof readSettingText>[0],
): string | undefined {
  const read = readSettingText(wish, { currency });
  if (read.ok || !("message" in read.fault)) return undefined;
  return fieldSentence(label, read.fault.message);
}

/** Beside a setting: what it is counted in, and from when on it holds where that is not at once. */
function ownHints(state: RegisterState, key: SettingKey): ReadonlyArray<string> {
  const w = officeWords(state);
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

function choicesOf(state: RegisterState, key: SettingKey): ReadonlyArray<Choice> | undefined {
  const names = wordsFor(state).officeChoices;
  switch (key) {
    case "language":
      return LANGUAGE_CHOICES;
    case "key-layout":
      return [
        { text: "any", label: names.any },
        ...KEY_LAYOUTS.map((text) => ({ text, label: text })),
      ];
    case "default-service":
      return SERVICES.map((text) => ({ text, label: fieldName(state, text) }));
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
function settingShown(who: Speaking, key: SettingKey, text: string): string {
  if (key !== "receipts") return text;
  return text.replaceAll(WORD, (word) => {
    const way = RECEIPT_WAYS.find((one) => one === word);
    return way === undefined ? word : wayName(who, way);
  });
}

/** The other way round; the English words are taken in every language. */
function settingTyped(who: Speaking, key: SettingKey, typed: string): string {
  if (key !== "receipts") return typed;
  return typed.replaceAll(WORD, (word) => {
    const found = RECEIPT_WAYS.find((way) => foldText(wayName(who, way)) === foldText(word));
    return found ?? word;
  });
}

function wayName(who: Speaking, way: ReceiptWay): string {
  const { always, never, onRequest } = wordsFor(who).officeChoices;
  return { always, never, "on-request": onRequest }[way];
}
