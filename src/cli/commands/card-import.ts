/** `till card import`: what an acquirer says that it settled. */

import path from "node:path";

import { importSettlement } from "../../app/cards/import-settlement.ts";
import { readMapping, readSettlement } from "../../app/cards/settlement-file.ts";
import { moneyText } from "../../app/speech.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { cliSettleWords } from "../../words/made/cliSettle/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { takeSheet } from "../sheet-io.ts";
import { speechIn } from "../speech-in.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(cliSettleWords);

interface ImportOptions extends JsonOptions, StaffOptions {
  readonly mapping: string;
}

export function importTheSettlement(
  file: string,
  options: ImportOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const mapping = readMapping(options.mapping);
    if (!mapping.ok) {
      throw usageFault(said((words) => words.import.mapping({ file: oneLine(options.mapping) })));
    }
    const read = readSettlement(takeSheet(file), mapping.value, till.currency.decimals);
    if (!read.ok) {
      const { line, column: name } = read.fault;
      const column = oneLine(name);
      throw usageFault(
        said((words) =>
          line === 0 ? words.import.column({ column }) : words.import.row({ line, column }),
        ),
      );
    }
    const rows = read.value;
    const name = path.basename(file);
    const isNew = valueOf(importSettlement(till, actor, { name, rows }), till);
    const sums = {
      gross: sumMinor(rows, (row) => row.gross),
      fees: sumMinor(rows, (row) => row.fee),
    };
    if (options.json === true) {
      const done = isNew ? "imported" : "unchanged";
      console.json({ currency: till.currency.code, done, payments: rows.length, ...sums });
      return EXIT.fine;
    }
    const speech = speechIn(console, till);
    const facts = {
      count: rows.length,
      gross: moneyText(sums.gross, speech),
      fees: moneyText(sums.fees, speech),
    };
    console.out(said((words) => (isNew ? words.import.done(facts) : words.import.before)));
    return EXIT.fine;
  });
}
