/** What `till help` is asked for: a command, a section that holds for all of them, or a page of docs. */

import { nearestTo } from "../../domain/entry/entry-nearest.ts";
import { createNameIndex } from "../../domain/text/name-index.ts";
import { type Section } from "./sections.ts";

/** Files of docs may be asked for as they are named in texts: `docs/drawers.md`. */
const FILE = /^(?:docs\/)?(?<name>[a-z-]+)\.md$/u;

export type Topic =
  | { readonly type: "section"; readonly section: Section }
  | { readonly type: "group"; readonly name: string; readonly sections: ReadonlyArray<Section> }
  | { readonly type: "page"; readonly name: string }
  | { readonly type: "unknown"; readonly nearest: ReadonlyArray<string> };

/** Returns what is meant: a section by its name, commands by the words before theirs, a page of docs by its own, else what is spelled most like it. */
export function findTopic(
  typed: string,
  {
    sections,
    pages,
  }: { readonly sections: ReadonlyArray<Section>; readonly pages: ReadonlyArray<string> },
): Topic {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^till /u, "");
  const file = FILE.exec(text)?.groups?.["name"];
  const name = (file ?? text).replaceAll(/\s+/gu, "-");
  const section = sections.find(({ names }) =>
    names.some((it) => it.replaceAll(" ", "-") === name),
  );
  if (section !== undefined && file === undefined) return { type: "section", section };
  const behind = sections.filter(({ names }) => names.some((it) => it.startsWith(`${text} `)));
  if (behind.length > 0) return { type: "group", name: text, sections: behind };
  if (pages.includes(name)) return { type: "page", name };
  return { type: "unknown", nearest: nearestNames(text, { sections, pages }) };
}

function nearestNames(
  text: string,
  {
    sections,
    pages,
  }: { readonly sections: ReadonlyArray<Section>; readonly pages: ReadonlyArray<string> },
): ReadonlyArray<string> {
  const names = [
    ...new Set([...sections.flatMap((section) => section.names), ...pages]),
  ].toSorted();
  return nearestTo(text, createNameIndex(names)).flatMap((rank) => names[rank] ?? []);
}

/** Returns the sections below one, up to the next of its level. */
export function sectionsBelow(
  section: Section,
  sections: ReadonlyArray<Section>,
): ReadonlyArray<Section> {
  const after = sections.slice(sections.indexOf(section) + 1);
  const end = after.findIndex(({ level }) => level <= section.level);
  return end === -1 ? after : after.slice(0, end);
}
