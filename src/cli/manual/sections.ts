/** The sections of the manual: one for each command, and those that hold for all of them. */

import { type Block, plainText, readBlocks } from "./markdown.ts";

export interface Section {
  /** `till order add ORDER GOODS…`. */
  readonly title: string;
  readonly level: number;
  /** What it is asked for by: `order add`, `exit codes`; several where a section is about several commands. */
  readonly names: ReadonlyArray<string>;
  /** All below its title, up to the next one. */
  readonly blocks: ReadonlyArray<Block>;
}

export function readSections(markdown: string): ReadonlyArray<Section> {
  const sections: (Omit<Section, "blocks"> & { readonly blocks: Block[] })[] = [];
  for (const block of readBlocks(markdown)) {
    if (block.type === "heading") {
      const { level, text } = block;
      const title = plainText(text);
      sections.push({ title, level, names: namesOf(title), blocks: [] });
    } else sections.at(-1)?.blocks.push(block);
  }
  return sections;
}

/** Returns the paths of the commands that a title names, without what they take; of another title all of it. */
function namesOf(title: string): ReadonlyArray<string> {
  if (!title.startsWith("till ")) return [title.toLowerCase()];
  return title.split(", ").map((one) => {
    const words = one.split(" ").slice(1);
    const end = words.findIndex((word) => !/^[a-z][a-z-]*$/u.test(word));
    return (end === -1 ? words : words.slice(0, end)).join(" ");
  });
}
