/**
 * `npm run words`: makes the words of the program from the message files, and says how complete each language is.
 *
 * `--if-changed` makes them where a message file has changed, and says nothing but what is wrong; `--report` makes
 * nothing. `--po de` prints a language as PO, `--from-po FILE` takes one back.
 */

import { ensureWords, makeWords } from "./words/make.mjs";
import { reportWords } from "./words/report.mjs";

const [option, argument] = process.argv.slice(2);

try {
  await run();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function run() {
  switch (option) {
    case "--if-changed":
      return ensureWords();
    case "--report":
      return process.stdout.write(reportWords({ onlyLooks: true }));
    case "--po": {
      const { toPo } = await import("./words/po.mjs");
      return process.stdout.write(toPo(argument));
    }
    case "--from-po": {
      const { takePo } = await import("./words/po.mjs");
      takePo(argument);
    }
  }
  makeWords();
  return process.stdout.write(reportWords({ onlyLooks: false }));
}
