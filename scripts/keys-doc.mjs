/**
 * Writes docs/keys.md from the register's own list of keys and of what may be typed; with `--check` it
 * only says whether the page is what the list says. What is wrong on the page is mended there.
 */

import { readFileSync, writeFileSync } from "node:fs";

import { format } from "oxfmt";

import { COMMANDS, keyLabel } from "../src/tui/commands.ts";
import { SIGN_VERBS } from "../src/tui/sign-verbs.ts";
import { enScreen as en } from "../test/support/english-words.ts";
import { takeGenerated } from "./lock.cjs";

takeGenerated();

const PAGE = new URL("../docs/keys.md", import.meta.url);

const INTRO = `# Keys of the register

Made from \`src/tui/commands.ts\`, \`src/acts\` and \`src/words/en/help.arb\` by \`npm run docs\`: change it there.

One line is always ready for typing; above the message stands what Enter will do, and Enter does exactly that. Letters and digits are goods, signs are commands, keys are verbs that take what is typed before them: \`4\` F5 takes line 4 off. A key that can't use the text does nothing, keeps it and says why.`;

const SCREENS = [
  ["register", "Typed in the register"],
  ["payment", "Typed in the payment, where digits are only money"],
  ["drawer", "Typed at a cash drawer"],
  ["log-in", "Typed at the log-in"],
  ["office", "Typed in the back office"],
];

const COURSES = `**Courses.** Goods are in the course of their product until somebody says another one. \`;3\` puts what is rung up from then on into course 3, \`;\` into the one after; with Left, Right on a line it moves that line and all below it as well, but for what is paid. The course belongs to the order, whoever goes on with it and at whichever till. \`;0\` is back to each in its own. What the kitchen has already it hears of with the next Send, as a change; Ctrl-Z takes all of it back in one step.`;

const ROWS = `**Equal goods.** Five scans of one thing are one row, \`5 Cola\`, and stay five scans: Ctrl-Z takes the last one back, F5 takes one off, \`3*1\` F5 three of row 1, \`*\` F5 the whole row; \`*3\` makes the row three. \`-10%\`, \`=2.80\` or \`'cold\` are about the whole row where the arrows stand on it; else they are about the last scan alone, which then has a row of its own. What is said of the row is in the preview: \`10% off 5 × Cola\`. The setting \`equal-lines\` says of which goods: those with a barcode, all, or none.`;

const LEFT = `**What is left.** \`!6*salmon\`, or \`!salmon 6\`, says that six are left, of goods by weight in kg; \`!salmon\` sold out, \`!*salmon\` no limit. From then on each line of an order takes from the six, at every till, paid or not; what comes off an order is there again, what was on orders before takes nothing. The number stands beside the hits and the goods, in the preview and in \`?salmon\`; a pack from the scales takes what it weighs, by the price on it where the label has only that; at none it is sold out, and more than there is is refused with a question: F9 sells it all the same, by the right to or with the PIN of somebody who has it; the ticket says \`SOLD OUT, SOLD ALL THE SAME\`, the day's report counts it for that person, and nobody is asked about it later. Tills that don't hear each other may sell more than there is: that stands, each till's status line says so, and \`till doctor\` by how much, until somebody says what is left. The same where one sells what another has sold out since: one item for the shop says how many, and on which till; what was sold before the word, by the tills' clocks, is nobody's business. It ends with another word of what is left (\`!salmon\` once more is one), or when what was sold is off its order. It is asked of orders that are open or about a day old. \`!licor 4\`, where Licor 43 is another one, does nothing before it is clear: \`!4*licor\` or \`!licor 43\`.`;

const DRAWER = `**The cash drawer.** The digits under F10 7 are always the same: \`1\` opens a drawer with its float (Enter alone: what stayed there), \`2\` pays in, \`3\` pays out, \`4\` brings into the safe, \`5\` pays out tips of cards, \`6\` opens it without a sale, \`7\` takes another drawer or one's own pouch, \`8\` counts, \`9\` counts and closes, \`0\` is the X; \`-\` is from the safe to the bank, \`+\` into the safe, \`*\` out of it. \`F10 7 9 612.40 Enter F9\` closes a drawer. Whoever may not see reports counts blind: nothing on the screen says what cash is expected, the X neither, until the count is written; then it stands beside what was counted, and never changes: whoever counts anew writes another one. F9 closes it within the shop's limit at once; beyond it asks why, far beyond it somebody else vouches, and \`0\` closes it all the same, which somebody is asked about later. What was typed of a count stays through Esc, the lock, another person and a screen that hangs. Every other drawer that is open in the shop, also of a till that is gone or somebody's pouch, stands at the end of that list to be counted here. Nothing of a drawer is taken back by Ctrl-Z, which says what does instead. Where a shop asks for a drawer and none is open, F9 once more takes the cash all the same.`;

const DAY = `**The day's close.** \`:close\`, or \`F10 7 /\`, lists what is open first: orders, drawers, people who are clocked in, papers, what needs somebody, tills that were not heard; a digit goes there, Esc comes back, and none of it holds the close up. F9 closes: the till makes its Z, the others have three seconds for theirs, and the message line says what it came to; the list has all Zs of the day, and closes it once more. Whoever stays logged in past the cut-over with an order or a drawer of theirs open is asked which day it is, at their first act: \`1\` goes on with the day before, \`2\` begins the next one.`;

const KEYPAD = `**A keypad alone.** The digits and signs under F10 are always the same. \`1\` there is what is sold out (86), \`2\` a price: what is typed before is their object, else they ask for it, and Enter does it. \`-\` clears the line. \`7\` opens the cash drawer; 5 is free. What begins with a sign stands in that list with its sign: ${SIGN_VERBS.map(({ id, sign }) => `${en.signVerbs[id].label} ${codeOf(sign)}`).join(", ")}. The list is searched by the words of every language.`;

const OUTRO = `Enter, Esc (one step back; clears the text first), arrows and PgUp, PgDn for hits, lines and pages; Up on an empty line brings back the last text. What is typed when the till is locked waits for who typed it: whoever else signs in starts on an empty line. A list takes one digit, or words to search it; it waits a moment, so that a scan never chooses. A key that repeats itself counts once. A till that nobody touches for as many minutes as its shop says (\`lockAfterMinutes\`; 0 is never) locks itself, with all that is on it; a page of the back office is there again for the same person. The locked screen lists the orders that are open there and whose they are. With a colleague's number before Ctrl-L the colleague's PIN is asked for at once; Esc leads back to who was here, until a PIN was wrong or a minute has passed without a key. \`:quit\` on the locked screen takes the PIN of who was there last, or number and PIN of anybody else who may log in, then the till stops; Esc, or a minute without a key, leaves it on. No sign of a PIN is shown, nor of one that is typed behind another sign or in the field for the number. Ctrl-C does nothing but say how to leave.`;

const { code } = await format("docs/keys.md", page(), { printWidth: 100 });
if (!process.argv.includes("--check")) writeFileSync(PAGE, code);
else if (readFileSync(PAGE, "utf8") !== code) {
  console.error("docs/keys.md is not what the register's lists say: npm run docs");
  process.exitCode = 1;
}

function page() {
  return [
    INTRO,
    "## Verbs",
    table(["key", "or", "word", "under F10", "verb", "what it does"], COMMANDS.map(verbRow)),
    ...SCREENS.flatMap(([screen, title]) => [
      `## ${title}`,
      table(["typed", "meaning"], en.help[screen].map(lineRow)),
    ]),
    COURSES,
    ROWS,
    LEFT,
    DRAWER,
    DAY,
    KEYPAD,
    OUTRO,
  ].join("\n\n");
}

function verbRow({ id, keys, words, listSign = "" }) {
  const [first = "", ...others] = keys.map(keyLabel);
  const sign = listSign === "" ? "" : codeOf(listSign);
  const spoken = words.map((word) => codeOf(`:${word}`)).join(" ");
  return [first, others.join(" "), spoken, sign, en.labels[id], escaped(en.descriptions[id])];
}

function keysOf({ keys, words }) {
  return `${keys.map(keyLabel).join(" ")} (${words[0]})`;
}

function lineRow([typed, meaning]) {
  return [typed.split(/ {2,}/u).map(codeOf).join(" "), escaped(meaning)];
}

function codeOf(text) {
  return `\`${text}\``;
}

function escaped(text) {
  return text.replaceAll(/[|*]/gu, (sign) => `\\${sign}`);
}

function table(head, rows) {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
