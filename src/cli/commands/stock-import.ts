/** `till stock import`: deliveries or counts of a CSV file. */

import {
  bookedBefore,
  importStock,
  prepareStock,
  type PreparedStock,
} from "../../app/stock/import-stock.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockImportWords } from "../../words/made/stockImport/all.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { conflictFault } from "../fault.ts";
import { type ImportOutcome, outcomeLine } from "../import-words.ts";
import { type Sentence } from "../sentence.ts";
import { CATALOGUE_MOVED, importSheet, takeSheet } from "../sheet-io.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
import { SALES_FLOOR } from "./stock.ts";

export interface StockImportOptions extends JsonOptions, StaffOptions {
  readonly counts?: boolean;
  readonly again?: boolean;
  readonly dryRun?: boolean;
}

export function importTheStock(
  file: string,
  options: StockImportOptions,
  console: Console,
): Promise<ExitCode> {
  const { counts: areCounts = false, again = false } = options;
  const wish = { rows: takeSheet(file), areCounts, salesFloor: SALES_FLOOR };
  return withTill(options, console, (open) => {
    const { till } = open;
    return importSheet(
      {
        till,
        file,
        what: "product",
        moved: CATALOGUE_MOVED,
        prepare: () => {
          const prepared = prepareStock(till, wish);
          const day = prepared.ok && !again ? bookedBefore(till, prepared.value) : undefined;
          if (day === undefined) return prepared;
          throw conflictFault((locale) =>
            wordsIn(stockImportWords, locale).again({ file, day: localDate(day, locale) }),
          );
        },
        unwritten: (done) => ({ done, isNothing: done.events.length === 0 }),
        actor: () => whoActs(till, options, console),
        write: (prepared, actor, onProgress) =>
          importStock(open, actor, { wish, prepared, onProgress }),
        nothing: { booked: 0, unchanged: 0 },
        json: ({ events, unchanged }) => ({ booked: events.length, unchanged }),
        lines: (done, how) => [summary(done, how)],
      },
      options,
      console,
    );
  });
}

function summary({ events, unchanged }: PreparedStock, outcome: ImportOutcome): Sentence {
  return outcomeLine(outcome, (words) => [
    words.added({ count: events.length }),
    words.unchanged({ count: unchanged }),
  ]);
}
