/** `till help TOPIC`: a section of the manual, or a page of docs, as text. */

import { type Command } from "commander";

import { cliWords } from "../../words/made/cli/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { notFoundFault } from "../fault.ts";
import { pageNames, readManual, readPage } from "../manual/manual-files.ts";
import { plainText } from "../manual/markdown.ts";
import { plainPage } from "../manual/plain-page.ts";
import { readSections, type Section } from "../manual/sections.ts";
import { findTopic, sectionsBelow } from "../manual/topics.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(cliWords);

/** Of what is no terminal. */
const USUAL_COLUMNS = 80;

/** Without a topic it is the help of the whole program. */
export function showHelp(
  topic: ReadonlyArray<string>,
  program: Command,
  console: Console,
): ExitCode {
  if (topic.length === 0) {
    program.outputHelp();
    return EXIT.fine;
  }
  for (const line of topicLines(topic.join(" "))) console.out(line);
  return EXIT.fine;
}

function topicLines(typed: string): ReadonlyArray<string> {
  const sections = readSections(readManual());
  const topic = findTopic(typed, { sections, pages: pageNames() });
  const columns = process.stdout.columns || USUAL_COLUMNS;
  switch (topic.type) {
    case "section":
      return sectionLines(topic.section, sections, columns);
    case "group":
      return [`till ${topic.name}`, ...listOf(topic.sections)];
    case "page":
      return readSections(readPage(topic.name)).flatMap(({ title, blocks }, at) => {
        const page = plainPage(title, blocks, columns);
        return at === 0 ? page : [""].concat(page);
      });
    default: {
      const { nearest: like } = topic;
      const facts = { topic: typed, like: [...like], isOne: like.length === 1 };
      throw notFoundFault(said(({ usage }) => usage.noPage(facts)));
    }
  }
}

function sectionLines(
  section: Section,
  sections: ReadonlyArray<Section>,
  columns: number,
): ReadonlyArray<string> {
  const below = sectionsBelow(section, sections);
  const page = plainPage(section.title, section.blocks, columns);
  if (section.level === 1) return page;
  return [...page, ...(below.length > 0 ? listOf(below) : moreOf(section, sections))];
}

/** The commands of a chapter with what each does. */
function listOf(sections: ReadonlyArray<Section>): ReadonlyArray<string> {
  return [
    "",
    ...sections.flatMap(({ title, blocks }) => [`  ${title}`, `      ${firstText(blocks)}`]),
  ];
}

function firstText(blocks: Section["blocks"]): string {
  const [first] = blocks;
  return first?.type === "paragraph" ? plainText(first.text) : "";
}

/** What else there is to know of a command: where its JSON stands, and each option. */
function moreOf(
  { names, title }: Section,
  sections: ReadonlyArray<Section>,
): ReadonlyArray<string> {
  if (!title.startsWith("till ")) return [];
  const [name = ""] = names;
  const shown = sections.find(({ blocks }) =>
    blocks.some((block, at) => blocks[at + 1]?.type === "code" && hasName(block, name)),
  );
  const json =
    shown === undefined || shown.names.includes(name)
      ? []
      : [`  Its JSON: till help ${shown.names[0] ?? ""}`];
  return ["", ...json, `  Each option: till ${name} --help`];
}

function hasName(block: Section["blocks"][number], name: string): boolean {
  return block.type === "paragraph" && block.text.includes(`\`till ${name}\``);
}
