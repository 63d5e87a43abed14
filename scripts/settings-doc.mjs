/**
 * Writes docs/settings.md from the table of settings and the English sentences about them; with `--check` it only says
 * whether the page is what these say. What is wrong on the page is mended there.
 */

import { readFileSync, writeFileSync } from "node:fs";

import { format } from "oxfmt";

import { currenciesByCode } from "../src/domain/money/currency.ts";
import { DATED_KEYS, SETTINGS } from "../src/domain/settings/settings.ts";
import { typingText } from "../src/words/setting-words.ts";
import { enScreen as en } from "../test/support/english-words.ts";
import { takeGenerated } from "./lock.cjs";

takeGenerated();

const PAGE = new URL("../docs/settings.md", import.meta.url);

const INTRO = `# Settings

Made from \`src/domain/settings/settings.ts\` and \`src/words/en/settings.arb\` by \`npm run docs\`: change it there.

What holds in the whole shop. \`till settings set KEY VALUE…\` and the back office change them, for whoever may change settings; \`till settings list\` shows what holds, \`till settings help KEY\` says what stands here, with sums in the shop's money. The back office shows it beside the chosen setting, and F1 before the keys.`;

const DATED = `What rounds sums, and the times of the shop, change with a business day: ${listed(DATED_KEYS)}, with the next day that no till has begun or that of \`--from\`. Everything else changes at once, and \`--from\` is refused (2). \`language\` and \`key-layout\` hold at a register from its next log-in and its next start on.

A number out of reason is refused (2), and the refusal says the most there is: for money so many of the largest notes of the shop's currency, such as one of them for what a point takes off. The printers stay as they were founded, and so do \`currency\` and \`demo\`, for ever (5). As JSON sums are in minor units, rates in 1/1000 %, \`cutover\` in minutes after midnight. Lists show no more of an address of \`notify\` than its host.

\`own-cards\`: 15 to 19 digits with a right check digit that begin as a payment card does (2221 to 2720, 34, 37, 4, 50 to 69) are refused in every text that somebody types (2), whatever parts them, and those of the setting are not. \`receipts\` takes rules for services and tills such as \`takeaway=never\`, \`B=always\` or \`B/takeaway=never\`. \`charges\` takes a rule a value: \`"Service=12.5% from=6 service=dine-in area=terrace tax=standard"\` or, for each guest, \`"Coperto=2.00 service=dine-in tax=reduced"\`; with \`goods=food,STEAK\` only while one of these is on the bill, each a SKU or a category. A charge is the same by whichever tender it is paid.

More about them: [receipts](printing.md) and [who sends them](receipts.md), [stations](kitchen.md), [promotions](promotions.md), [half and half](catalogue.md), [empties](bottle-deposits.md), [points](points.md), [tips](tips.md), [languages](languages.md), [taps](handheld.md), [accounts](journal.md) and [books](books.md), [notices](notify.md), [head office](hub.md).`;

const { code } = await format("docs/settings.md", page(), { printWidth: 100, proseWrap: "never" });
if (!process.argv.includes("--check")) writeFileSync(PAGE, code);
else if (readFileSync(PAGE, "utf8") !== code) {
  console.error("docs/settings.md is not what the table of settings says: npm run docs");
  process.exitCode = 1;
}

function page() {
  const rows = Object.entries(SETTINGS).map(([key, { typing }]) => {
    return [codeOf(key), en.settingMeanings[key], typingText(en, shownTyping(typing))];
  });
  const head = ["setting", "what it means", "what is typed"];
  return [INTRO, table([head, head.map(() => "---"), ...rows]), DATED].join("\n\n");
}

function shownTyping(typing) {
  if (typing === undefined) return undefined;
  const { form } = typing;
  const words = form.type === "words" ? { ...form, words: form.words.map(codeOf) } : form;
  const example = typing.example(currenciesByCode.get("EUR")).map(codeOf).join(" ");
  return { form: words, example };
}

function table(rows) {
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function listed(keys) {
  return keys.map(codeOf).join(", ");
}

function codeOf(text) {
  return `\`${text}\``;
}
