/** A history as rows: when, at which till, who, and what. */

import { cleanText } from "../../domain/text/clean-text.ts";
import { durationText } from "../../domain/text/duration-text.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { historyWords } from "../../words/made/history/all.ts";
import { type Speech } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { padEnd, widest } from "../words/text-columns.ts";
import { type HistoryLine } from "./history.ts";

const TIME_CELLS = 5;
const LEAST_CELLS = 4;

/** What stands before a line is left out where it is as before. */
interface Headed {
  readonly day: string;
  readonly time: string;
  readonly till: string;
  readonly who: string;
  readonly text: string;
}

/** Returns a row for each line, and one for each day that begins. */
export function historyToText(
  till: Pick<Till, "staffName">,
  lines: ReadonlyArray<HistoryLine>,
  speech: Pick<Speech, "locale">,
): ReadonlyArray<string> {
  const rows = headedLines(till, lines, speech);
  const timeCells = widest(
    rows.map(({ time }) => time),
    TIME_CELLS,
  );
  const tillCells = widest(
    rows.map((row) => row.till),
    LEAST_CELLS,
  );
  const whoCells = widest(
    rows.map(({ who }) => who),
    LEAST_CELLS,
  );
  return rows.flatMap(({ day, time, till: where, who, text }) => {
    const cells = [padEnd(time, timeCells), padEnd(where, tillCells), padEnd(who, whoCells), text];
    return dayRow(day).concat(cleanText(cells.join("  ")));
  });
}

/** Returns the same for a narrow pane: what was done stands below when and by whom, however long it is. */
export function historyToNarrow(
  till: Pick<Till, "staffName">,
  lines: ReadonlyArray<HistoryLine>,
  speech: Pick<Speech, "locale">,
): ReadonlyArray<string> {
  return headedLines(till, lines, speech).flatMap(({ day, time, till: where, who, text }) => {
    const head = [time, where, who].filter((part) => part !== "").join("  ");
    return dayRow(day).concat(head === "" ? [] : [head], `  ${cleanText(text)}`);
  });
}

function dayRow(day: string): string[] {
  return day === "" ? [] : [day];
}

function headedLines(
  { staffName }: Pick<Till, "staffName">,
  lines: ReadonlyArray<HistoryLine>,
  { locale }: Pick<Speech, "locale">,
): ReadonlyArray<Headed> {
  const words = wordsIn(historyWords, locale);

  /** What is said of a transaction, once. */
  function ofTransaction({ approved, lateMs, isInQuestion }: HistoryLine): ReadonlyArray<string> {
    return [
      ...(approved === "" ? [] : [words.approvedBy({ person: staffName(approved) })]),
      ...(lateMs === 0 ? [] : [words.late({ span: durationText(lateMs, locale) })]),
      ...(isInQuestion ? [words.inQuestion] : []),
    ];
  }

  return lines.map((line, at) => {
    const before = lines[at - 1];
    const day = before?.day === line.day ? "" : localDate(line.day, locale);
    if (before?.transaction === line.transaction) {
      return { day, time: "", till: "", who: "", text: line.text };
    }
    const said = ofTransaction(line);
    return {
      day,
      time: line.time,
      till: line.till,
      who: line.by === "" ? "" : staffName(line.by),
      text: said.length === 0 ? line.text : `${line.text} [${said.join(", ")}]`,
    };
  });
}
