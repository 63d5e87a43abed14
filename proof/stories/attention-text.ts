/** The items that need a person, as the tills of a story list them, with their answers. */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../src/app/attention/open-item.ts";
import { type OpenDesk } from "../sim/world.ts";

/** Papers are each box's own affair. */
export function openItems(desk: OpenDesk): ReadonlyArray<OpenItem> {
  return listAttentionItems(desk, "en").filter(({ subject }) => subject.type !== "paper");
}

export function attentionText(items: ReadonlyArray<OpenItem>): ReadonlyArray<string> {
  if (items.length === 0) return ["Nothing needs anybody."];
  return items.flatMap(({ text, addressee, answers }) => [
    `${text} (${addressee})`,
    ...answers.map((answer) => `  ${answer.text}`),
  ]);
}
