/** A row of the back office: what it says, what Enter does on it, and what it takes. */

import { type Service } from "../../domain/catalogue.ts";
import { foldText, wordsOf } from "../../domain/entry-text.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type Locale, LOCALES } from "../../domain/locale.ts";
import { type EntryName } from "../../domain/office/entry-wish.ts";
import { type Result } from "../../domain/result.ts";
import { type SettingKey } from "../../domain/settings.ts";
import { LANGUAGE_NAMES } from "../language-names.ts";
import { type OfficeSession } from "../ports/office-port.ts";
import {
  type NewPrinter,
  type PrinterDoes,
  type PrinterFieldText,
} from "../ports/printers-port.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type OfficePage, type OfficeState } from "./office-state.ts";
import { type OfficeWords } from "./office-words.ts";

export interface Choice {
  /** What is written. */
  readonly text: string;
  readonly label: string;
}

export type DatedOwner =
  | { readonly type: "taxes"; readonly name: EntryName; readonly service: Service }
  | { readonly type: "setting"; readonly key: SettingKey };

export type RowTarget =
  /** `setting`: the arrows stand on that row of it. */
  | { readonly type: "page"; readonly page: OfficePage; readonly setting?: SettingKey }
  | { readonly type: "create"; readonly page: OfficePage }
  | {
      readonly type: "field";
      readonly field: string;
      readonly text: string;
      readonly choices?: ReadonlyArray<Choice>;
      /** Each choice goes in or out by itself. */
      readonly several?: boolean;
      readonly clears?: boolean;
    }
  | { readonly type: "plan"; readonly fromDay: BusinessDay; readonly text: string }
  | {
      readonly type: "setting";
      readonly key: SettingKey;
      readonly texts: ReadonlyArray<string>;
      /** Of the lines of a paper; after the last one for a new one. */
      readonly line?: number;
      readonly choices?: ReadonlyArray<Choice>;
    }
  | {
      /** Changes with a business day; `fromDay`: what is planned already. */
      readonly type: "dated";
      readonly of: DatedOwner;
      readonly field: string;
      /** Of the field, also where the row says the day. */
      readonly name: string;
      readonly text: string;
      readonly fromDay?: BusinessDay;
      readonly choices?: ReadonlyArray<Choice>;
    }
  | { readonly type: "pin" }
  | { readonly type: "badge"; readonly text: string }
  | {
      readonly type: "person-language";
      /** Null is the shop's. */
      readonly language: Locale | null;
      readonly choices: ReadonlyArray<Choice>;
    }
  | { readonly type: "person-number" }
  | {
      readonly type: "person-role";
      /** The one that the person has; undefined of somebody new. */
      readonly text?: string;
      readonly choices: ReadonlyArray<Choice>;
    }
  | { readonly type: "record"; readonly field: RecordField }
  | { readonly type: "customer-erase"; readonly choices: ReadonlyArray<Choice> }
  /** Only to be read. */
  | { readonly type: "told" }
  | { readonly type: "till-shut-out"; readonly choices: ReadonlyArray<Choice> }
  | { readonly type: "till-replace"; readonly choices: ReadonlyArray<Choice> }
  | { readonly type: "till-promote"; readonly choices: ReadonlyArray<Choice> }
  | { readonly type: "till-invite" }
  | { readonly type: "till-sheet" }
  /** Undefined for one that is not there yet. */
  | { readonly type: "till-address"; readonly address: string | undefined }
  /** The same of a place for backups. */
  | { readonly type: "backup-place"; readonly name: string | undefined; readonly where?: string }
  | { readonly type: "printer-look" }
  | { readonly type: "printer-numbers" }
  | { readonly type: "printer-test" }
  | { readonly type: "printer-probe" }
  | { readonly type: "printer-at" }
  | { readonly type: "printer-add"; readonly printer: NewPrinter }
  | {
      readonly type: "printer-does";
      /** `receipts`, or a station. */
      readonly what: string;
      readonly does: PrinterDoes;
      readonly choices: ReadonlyArray<Choice>;
    }
  | {
      readonly type: "printer-field";
      readonly field: PrinterFieldText["field"];
      /** As it is written. */
      readonly text: string;
      readonly choices?: ReadonlyArray<Choice>;
    }
  | { readonly type: "printer-replace"; readonly choices: ReadonlyArray<Choice> }
  | { readonly type: "printer-remove"; readonly choices: ReadonlyArray<Choice> }
  | { readonly type: "floor-remove"; readonly choices: ReadonlyArray<Choice> }
  | {
      readonly type: "person-active";
      readonly active: boolean;
      readonly choices: ReadonlyArray<Choice>;
    };

export interface OfficeRow {
  readonly label: string;
  readonly detail: string;
  /** Two tills have said otherwise. */
  readonly inQuestion?: boolean;
  readonly target: RowTarget;
}

/** One field of a customer, a role, an area or a table: what it says, and how what is typed is written. */
export interface RecordField {
  /** What is called `name` is renamed by a second Enter only. */
  readonly field: string;
  /** As it may be typed; of choices the text of one. */
  readonly text: string;
  /** Two tills have said otherwise: the same text may be written again. */
  readonly inQuestion: boolean;
  readonly choices?: ReadonlyArray<Choice>;
  readonly hints: ReadonlyArray<string>;
  /** Returns the text that is written, or why none is. */
  readonly read?: (typed: string) => Result<string, string>;
  readonly write: (office: OfficeSession, text: string) => Result<unknown, Refusal>;
  /** Ctrl-Z takes back what is still as Enter has left it; undefined for what is gone. */
  readonly now: (office: OfficeSession) => string | undefined;
  /** Said once it is written. */
  readonly warning?: (office: OfficeSession) => string | undefined;
  readonly customer?: string;
}

/** `detail`: what the row shows, where that is not the text or the choice. */
export function recordRow(
  field: RecordField,
  { label, detail }: { readonly label: string; readonly detail?: string },
): OfficeRow {
  const { text, choices, inQuestion } = field;
  const target = { type: "record", field } as const;
  return { label, detail: detail ?? labelOf(choices, text), inQuestion, target };
}

export function yesNo(w: OfficeWords): ReadonlyArray<Choice> {
  return [
    { text: "yes", label: w.yes },
    { text: "no", label: w.no },
  ];
}

export const LANGUAGE_CHOICES: ReadonlyArray<Choice> = LOCALES.map((text) => ({
  text,
  label: LANGUAGE_NAMES[text],
}));

export function labelOf(choices: ReadonlyArray<Choice> | undefined, text: string): string {
  return choices?.find((choice) => choice.text === text)?.label ?? text;
}

/** Several of them, as words with blanks between them. */
export function severalText(choices: ReadonlyArray<Choice> | undefined, words: string): string {
  if (choices === undefined) return words;
  return words
    .split(" ")
    .map((word) => labelOf(choices, word))
    .join(", ");
}

/** Choices that fit what is typed. */
export function fittingChoices(
  choices: ReadonlyArray<Choice>,
  typed: string,
): ReadonlyArray<Choice> {
  const folded = foldText(typed);
  if (folded === "") return choices;
  const exact = choices.filter(({ label, text }) =>
    [label, text].some((it) => foldText(it) === folded),
  );
  if (exact.length > 0) return exact;
  const byNumber = /^[1-9][0-9]?$/u.test(folded) ? choices[Number(folded) - 1] : undefined;
  if (byNumber !== undefined) return [byNumber];
  return choices.filter(({ label }) => isFound(label, typed));
}

export function choicesOf(
  entries: ReadonlyMap<string, { readonly name: string; readonly position?: number }>,
): ReadonlyArray<Choice> {
  return [...entries]
    .toSorted(([, a], [, b]) => (a.position ?? 0) - (b.position ?? 0))
    .map(([text, { name }]) => ({ text, label: name }));
}

/** As its row has it: of several each by its name. */
export function labelsOf(
  { choices, several }: Pick<Extract<RowTarget, { type: "field" }>, "choices" | "several">,
  text: string,
): string {
  return several === true ? severalText(choices, text) : labelOf(choices, text);
}

/** What a new one is called; after `+` it is new also where others are called so. */
export interface Called {
  readonly name: string;
  readonly isNew: boolean;
}

export function readCalled(text: string): Called {
  const isNew = text.startsWith("+");
  return { name: (isNew ? text.slice(1) : text).trim(), isNew };
}

/** Each typed word begins a word of it. */
export function isFound(label: string, typed: string): boolean {
  const have = wordsOf(foldText(label));
  return wordsOf(foldText(typed)).every((word) => have.some((it) => it.startsWith(word)));
}

export function selectedRow(
  rows: ReadonlyArray<OfficeRow>,
  { at }: Pick<OfficeState, "at">,
): OfficeRow | undefined {
  return rows[Math.max(0, Math.min(at, rows.length - 1))];
}
