/** `till customer export|import`: whom the shop knows, as a file. */

import { mayLookUp } from "../../app/people/customer-changes.ts";
import {
  importCustomers,
  type ImportedCustomers,
  prepareCustomers,
} from "../../app/people/import-customers.ts";
import { type CustomersRead, toCustomerSheet } from "../../domain/office/customer-sheet.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type ImportOutcome, outcomeLine } from "../import-words.ts";
import { outFile } from "../out-file.ts";
import { valueOf } from "../refusal-fault.ts";
import { type Sentence } from "../sentence.ts";
import { CUSTOMERS_MOVED, importSheet, putSheet, takeSheet } from "../sheet-io.ts";
import { beginDay, type StoreOptions, storeDir, whoIsThere, withTill } from "../with-till.ts";
import { type CustomerOptions } from "./customer.ts";

export interface CustomerExportOptions extends StoreOptions, CustomerOptions {
  readonly out?: string;
}

export interface CustomerImportOptions extends CustomerOptions {
  readonly dryRun?: boolean;
}

export function exportCustomers(
  options: CustomerExportOptions,
  console: Console,
): Promise<ExitCode> {
  const out = outFile(options.out, "--out", storeDir(options, console));
  return withTill(options, console, async ({ till }) => {
    valueOf(mayLookUp(till, await whoIsThere(till, options, console)), till);
    const rows = toCustomerSheet(till.customers.all());
    await putSheet({ rows, what: "customer", out }, console);
    return EXIT.fine;
  });
}

/** Refuses a person who may not look customers up: not even the differences are printed. */
export function importTheCustomers(
  file: string,
  options: CustomerImportOptions,
  console: Console,
): Promise<ExitCode> {
  const sheet = takeSheet(file);
  return withTill(options, console, async (open) => {
    const { till } = open;
    const who = await whoIsThere(till, options, console);
    valueOf(mayLookUp(till, who), till);
    return importSheet(
      {
        till,
        file,
        what: "customer",
        moved: CUSTOMERS_MOVED,
        prepare: () => prepareCustomers(till, sheet),
        unwritten: ({ changes }): { done: ImportedCustomers; isNothing: boolean } => ({
          done: { changes, added: [] },
          isNothing: changes.added.length + changes.changed.length === 0,
        }),
        actor: async () => {
          // A file that is wrong begins no day.
          beginDay(till, who, options);
          return who;
        },
        write: (prepared, actor, onProgress) =>
          importCustomers(open, actor, { rows: sheet, prepared, onProgress }),
        nothing: NOTHING,
        json: toJson,
        lines: ({ changes }, how) => [summary(changes, how)],
      },
      options,
      console,
    );
  });
}

const NOTHING = { added: 0, changed: 0, unchanged: 0, ids: [] } as const;

function toJson({ changes, added: ids }: ImportedCustomers, { isWritten }: ImportOutcome) {
  const { added, changed, unchanged } = changes;
  return {
    added: added.length,
    changed: changed.length,
    unchanged,
    ids: isWritten ? [...ids, ...changed.map(({ id }) => id)] : [],
  };
}

function summary({ added, changed, unchanged }: CustomersRead, outcome: ImportOutcome): Sentence {
  return outcomeLine(outcome, (words) => [
    words.added({ count: added.length }),
    words.changed({ count: changed.length }),
    words.unchanged({ count: unchanged }),
  ]);
}
