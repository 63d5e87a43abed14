/** What becomes of each field that tills say differently apart, as docs/merge.md has it: made of the tables of the folds. */

import { APART } from "../src/domain/folds/apart.ts";
import { type Apart } from "../src/domain/state/apart.ts";

const BECOMES: Readonly<Record<Extract<Apart, string>, string>> = {
  added: "both count",
  latest: "both count; of several that stand for the same, the last",
  one: "the same is one",
  last: "the later one; the history has both",
  marked: "the later one; its list says that it is in question, until somebody writes it again",
  follows: "what the others come to",
};

const HEAD = ["of", "field", "said apart"];

/** Returns the chapter, without a blank line at its end. */
export function apartChapter(): string {
  const tables = Map.groupBy(Object.entries(APART), ([, table]) => JSON.stringify(table));
  const rows = [...tables.values()].flatMap((alike) => {
    const of = alike.map(([name]) => name).join(", ");
    const [[, table] = ["", {}]] = alike;
    const byText = Map.groupBy(Object.entries(table), ([, apart]) => becomes(apart));
    return [...byText].map(([text, fields]) => [of, fields.map(([name]) => name).join(", "), text]);
  });
  const lines = [HEAD, HEAD.map(() => "---"), ...rows];
  return `## Field by field

What becomes of each field of each stream that two tills said apart, as its fold declares it (\`src/domain/folds/apart.ts\`, without which it doesn't compile). Where a person is asked, the later value holds until they answer, and the question is named; an answer is given once, at any till. What a till writes that has heard both replaces both. The history of an order says of each line where it was said otherwise apart.

${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}`;
}

function becomes(apart: Apart): string {
  return typeof apart === "string" ? BECOMES[apart] : `a person is asked: \`${apart.asks}\``;
}
