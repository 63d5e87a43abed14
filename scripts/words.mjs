/**
 * `npm run words`: makes the words of the program from the message files, and says how complete each language is.
 *
 * `--if-changed` makes them where a message file has changed, and says nothing but what is wrong; `--report` makes
 * nothing.
 */

import { ensureWords, makeWords } from "./words/make.mjs";
import { reportWords } from "./words/report.mjs";

try {
  if (process.argv.includes("--if-changed")) ensureWords();
  else {
    const onlyLooks = process.argv.includes("--report");
    if (!onlyLooks) makeWords();
    process.stdout.write(reportWords({ onlyLooks }));
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
