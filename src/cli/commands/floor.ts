/** `till floor list|show|add|set|remove|import|export`: the areas and tables of the shop. */

import {
  changeFloor,
  floorInQuestion,
  floorOf,
  importFloor,
  prepareFloor,
  type PreparedFloor,
  removeFromFloor,
} from "../../app/catalogue/floor-changes.ts";
import { type Till } from "../../app/till/till.ts";
import { padEnd } from "../../app/words/text-columns.ts";
import {
  areaFields,
  type FloorName,
  type FloorType,
  tableFields,
} from "../../domain/office/floor-edit.ts";
import { toFloorSheet } from "../../domain/office/floor-sheet.ts";
import { areaNamed, type Floor, type Table, tableNamed } from "../../domain/settings/floor.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliGoodsWords } from "../../words/made/cliGoods/all.ts";
import { type CliGoodsWords } from "../../words/made/cliGoods/words.ts";
import { type Answer, answer } from "../answer.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { toFieldText } from "../field-text.ts";
import { type ImportOutcome, missingLine, outcomeLine } from "../import-words.ts";
import { oneLine } from "../one-line.ts";
import { outFile } from "../out-file.ts";
import { isUnchanged, refusalFault } from "../refusal-fault.ts";
import { type Sentence } from "../sentence.ts";
import { sentencesOf } from "../sentences-of.ts";
import { importSheet, putSheet, TABLES_MOVED, takeSheet } from "../sheet-io.ts";
import { type ApproverOptions } from "../with-approval.ts";
import {
  type JsonOptions,
  type StaffOptions,
  storeDir,
  type StoreOptions,
  whoActs,
  withTill,
} from "../with-till.ts";

const said = sentencesOf(cliGoodsWords);

interface KindOptions {
  readonly kind: FloorType;
}

export type ShowFloorOptions = JsonOptions & KindOptions;
export type ChangeFloorOptions = JsonOptions & StaffOptions & ApproverOptions & KindOptions;

export interface FloorExportOptions extends StoreOptions {
  readonly out?: string;
}

export interface FloorImportOptions extends JsonOptions, StaffOptions {
  readonly dryRun?: boolean;
  readonly removeMissing?: boolean;
}

const NAME_COLUMNS = 14;
const FIELD_COLUMNS = 16;

export function listFloor(options: JsonOptions, console: Console): Promise<ExitCode> {
  return answer(options, console, ({ till }) => {
    const floor = floorOf(till);
    return {
      json: () => floor,
      lines: () =>
        floor.tables.length + floor.areas.length === 0
          ? [said((words) => words.floor.none)]
          : floorLines(floor, wordsIn(cliGoodsWords, console.locale()).floor),
    };
  });
}

type FloorWords = CliGoodsWords["floor"];

function floorLines({ areas, tables }: Floor, words: FloorWords): ReadonlyArray<string> {
  const byArea = Map.groupBy(tables, ({ area }) => area);
  const loose = byArea.get("") ?? [];
  return [
    ...areas.flatMap(({ id, name }) => [
      oneLine(name),
      ...(byArea.get(id) ?? []).map((table) => `  ${tableLine(table, words)}`),
    ]),
    ...loose.map((table) => tableLine(table, words)),
  ];
}

function tableLine({ name, seats }: Table, words: FloorWords): string {
  const room = seats === 0 ? "" : words.seats({ count: seats });
  return `${padEnd(oneLine(name), NAME_COLUMNS)}${room}`.trimEnd();
}

export function showFloor(
  name: string,
  options: ShowFloorOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, ({ till }) =>
    entryAnswer(till, { type: options.kind, name }, { console, done: undefined }),
  );
}

export function changeTheFloor(
  [isNew, name, fields]: readonly [boolean, string, ReadonlyArray<string>],
  options: ChangeFloorOptions,
  console: Console,
): Promise<ExitCode> {
  const texts = fields.map(toFieldText);
  const wish = { type: options.kind, name, isNew, fields: texts };
  const after = texts.find(({ field }) => field === "name")?.text ?? name;
  const done = isNew ? "added" : "changed";
  return answer(options, console, async ({ till, attempt }) => {
    const result = await attempt((actor) => changeFloor(till, actor, wish));
    const isSame = isUnchanged(result, till, "entry/same");
    const entry = { type: options.kind, name: after };
    return entryAnswer(till, entry, { console, done: isSame ? "unchanged" : done });
  });
}

export function removeTheTable(
  name: string,
  options: ChangeFloorOptions,
  console: Console,
): Promise<ExitCode> {
  const wish = { type: options.kind, name };
  return answer(options, console, async ({ till, attempt }) => {
    isUnchanged(await attempt((actor) => removeFromFloor(till, actor, wish)), till, "entry/same");
    return {
      json: () => ({ done: "removed", kind: wish.type, name }),
      lines: () => [said((words) => words.done({ name: oneLine(name), done: "removed" }))],
    };
  });
}

type Done = "added" | "changed" | "unchanged";

function entryAnswer(
  till: Till,
  { type, name }: FloorName,
  { console, done }: { readonly console: Console; readonly done: Done | undefined },
): Answer {
  const { entry, fields } = entryNamed(till, { type, name });
  const inQuestion = floorInQuestion(till, type, entry.id);
  return {
    json: () => ({ ...(done === undefined ? {} : { done }), kind: type, entry, inQuestion }),
    lines: () => {
      if (done !== undefined) {
        return [said((words) => words.done({ name: oneLine(entry.name), done }))];
      }
      const { inQuestion: doubted } = wordsIn(cliGoodsWords, console.locale());
      return fields.map(({ field, text }) => {
        const mark = inQuestion.includes(field) ? `  ${doubted}` : "";
        return `${field.padEnd(FIELD_COLUMNS)} ${oneLine(text)}${mark}`.trimEnd();
      });
    },
  };
}

function entryNamed(till: Till, { type, name }: FloorName) {
  const floor = floorOf(till);
  if (type === "table") {
    const table = tableNamed(floor, name);
    if (table !== undefined) return { entry: table, fields: tableFields(table, floor) };
    const tables = floor.tables.map((it) => it.name);
    throw refusalFault({ type: "table/unknown", text: name, tables }, till);
  }
  const area = areaNamed(floor, name);
  if (area !== undefined) return { entry: area, fields: areaFields(area) };
  const areas = floor.areas.map((it) => it.name);
  throw refusalFault({ type: "area/unknown", text: name, areas }, till);
}

export function exportFloor(options: FloorExportOptions, console: Console): Promise<ExitCode> {
  const out = outFile(options.out, "--out", storeDir(options, console));
  return withTill(options, console, async ({ till }) => {
    await putSheet({ rows: toFloorSheet(floorOf(till)), what: "table", out }, console);
    return EXIT.fine;
  });
}

export function importTheFloor(
  file: string,
  options: FloorImportOptions,
  console: Console,
): Promise<ExitCode> {
  const { removeMissing = false } = options;
  const sheet = { rows: takeSheet(file), removeMissing };
  return withTill(options, console, (open) =>
    importSheet(
      {
        till: open.till,
        file,
        what: "table",
        moved: TABLES_MOVED,
        prepare: () => prepareFloor(open.till, sheet),
        unwritten: (done) => ({ done, isNothing: done.events.length === 0 }),
        actor: () => whoActs(open.till, options, console),
        write: (prepared, actor, onProgress) =>
          importFloor(open, actor, { ...sheet, prepared, onProgress }),
        nothing: NOTHING,
        json: toJson,
        lines: summaryLines,
      },
      options,
      console,
    ),
  );
}

const NOTHING = {
  areas: [],
  added: [],
  changed: [],
  removed: [],
  unchanged: 0,
  missing: 0,
} as const;

function toJson({ areas, added, changed, removed, unchanged, missing }: PreparedFloor): object {
  return {
    areas: areas.map(({ name }) => name),
    added: added.map(({ after }) => after.name),
    changed: changed.map(({ after }) => after.name),
    removed: removed.map(({ name }) => name),
    unchanged,
    missing: missing.length,
  };
}

function summaryLines(
  { areas, added, changed, removed, unchanged, missing }: PreparedFloor,
  outcome: ImportOutcome,
): ReadonlyArray<Sentence> {
  return [
    outcomeLine(outcome, (words) => [
      words.added({ count: added.length }),
      words.changed({ count: changed.length }),
      words.unchanged({ count: unchanged }),
      ...(removed.length > 0 ? [words.removed({ count: removed.length })] : []),
      ...(areas.length > 0 ? [words.newAreas({ count: areas.length })] : []),
    ]),
    ...(missing.length > 0 ? [missingLine(missing.length, "table")] : []),
  ];
}
