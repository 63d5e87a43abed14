/** `till prices export|import`: what is on the price lists, as a file. */

import {
  importPrices,
  preparePrices,
  type PreparedPrices,
} from "../../app/catalogue/import-prices.ts";
import { toListSheet } from "../../domain/office/list-sheet.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type ImportOutcome, outcomeLine } from "../import-words.ts";
import { outFile } from "../out-file.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type Sentence } from "../sentence.ts";
import { CATALOGUE_MOVED, importSheet, putSheet, takeSheet } from "../sheet-io.ts";
import {
  type JsonOptions,
  type StaffOptions,
  storeDir,
  type StoreOptions,
  whoActs,
  withTill,
} from "../with-till.ts";

export interface PricesExportOptions extends StoreOptions {
  readonly list?: string;
  readonly out?: string;
}

export interface PricesImportOptions extends JsonOptions, StaffOptions {
  readonly dryRun?: boolean;
}

export function exportThePrices(options: PricesExportOptions, console: Console): Promise<ExitCode> {
  const out = outFile(options.out, "--out", storeDir(options, console));
  const { list } = options;
  return withTill(options, console, async ({ till }) => {
    const catalogue = till.catalogue();
    if (list !== undefined && !catalogue.priceListsById.has(list)) {
      throw refusalFault({ type: "entry/unknown", of: "price-list", id: list }, till);
    }
    const rows = toListSheet({ catalogue, currency: till.currency }, list);
    await putSheet({ rows, what: "price", out }, console);
    return EXIT.fine;
  });
}

export function importThePrices(
  file: string,
  options: PricesImportOptions,
  console: Console,
): Promise<ExitCode> {
  const sheet = takeSheet(file);
  return withTill(options, console, (open) =>
    importSheet(
      {
        till: open.till,
        file,
        what: "price",
        moved: CATALOGUE_MOVED,
        prepare: () => preparePrices(open.till, sheet),
        unwritten: (done) => ({ done, isNothing: done.events.length === 0 }),
        actor: () => whoActs(open.till, options, console),
        write: (prepared, actor, onProgress) =>
          importPrices(open, actor, { rows: sheet, prepared, onProgress }),
        nothing: NOTHING,
        json: toJson,
        lines: (done, how) => [summary(done, how)],
      },
      options,
      console,
    ),
  );
}

const NOTHING = { added: 0, changed: 0, removed: 0, unchanged: 0 } as const;

function toJson({ changes }: PreparedPrices): object {
  const { added, changed, removed, unchanged } = changes;
  return {
    added: added.length,
    changed: changed.length,
    removed: removed.length,
    unchanged,
  };
}

function summary({ changes }: PreparedPrices, outcome: ImportOutcome): Sentence {
  const { added, changed, removed, unchanged } = changes;
  return outcomeLine(outcome, (words) => [
    words.added({ count: added.length }),
    words.changed({ count: changed.length }),
    words.takenOff({ count: removed.length }),
    words.unchanged({ count: unchanged }),
  ]);
}
