/**
 * The help: the keys as the list of verbs has them, and what the line understands on this screen.
 */

import { foldText } from "../../domain/text/entry-text.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { colonOf, wordsFor } from "../../words/screen-words.ts";
import { COMMANDS, keyLabel } from "../commands.ts";
import { type RegisterState } from "../register-state.ts";
import { SIGN_VERBS } from "../sign-verbs.ts";
import { padEnd, spread, wrapTo } from "../terminal/cell-text.ts";
import { wordsOfCommand, wordsOfSignVerb } from "./command-rows.ts";
import { type PaneRows, type PaneSize, fillPane, row } from "./pane-row.ts";

/** A key and what it does, or what is typed and what that means: in as many rows as it takes. */
interface HelpBlock {
  readonly rows: PaneRows;
  /** The other words by which it is found. */
  readonly words: string;
  /** Whether the key does nothing now. */
  readonly isIdle: boolean;
}

/**
 * Returns the help about the word on the line; all of it, where there is no word or none matches. `about`: what stands
 * before all of it.
 */
export function helpRows(state: RegisterState, size: PaneSize, about: PaneRows = []): PaneRows {
  const words = wordsFor(state);
  const blocks = blocksOf(state, size);
  const typed = (state.screen === "office" ? (state.office?.text ?? "") : state.text).trim();
  const word = foldText(typed);
  const found = word === "" ? [] : blocks.filter((block) => isAbout(block, word));
  const isVain = word !== "" && found.length === 0;
  const vain = isVain ? wrapTo(words.help.nothing({ word: typed }), size.width - 2) : [];
  const shown = [
    ...vain.map((text) => row(` ${text}`, "hint")),
    ...(word === "" ? about : []),
    ...(found.length === 0 ? blocks : found).flatMap(({ rows }) => rows),
  ];
  const pages = Math.max(1, Math.ceil(shown.length / Math.max(1, size.height - 1)));
  // The pages are equally long, so that none has only one line.
  const perPage = Math.ceil(shown.length / pages);
  // Backwards from the first is the last.
  const page = ((state.helpPage % pages) + pages) % pages;
  const turn = pages === 1 ? "" : `${words.side.page({ at: page + 1, of: pages })} `;
  const title = spread(` ${words.help.title}`, turn, size.width);
  return fillPane([row(title, "bold"), ...shown.slice(page * perPage, (page + 1) * perPage)], size);
}

/** While money is taken, most keys wait: what works then comes before them. */
function blocksOf(state: RegisterState, size: PaneSize): ReadonlyArray<HelpBlock> {
  const keys = keyBlocks(state, size);
  const lines = lineBlocks(state, size);
  if (state.screen !== "payment") return [...keys, ...lines];
  return [
    ...keys.filter(({ isIdle }) => !isIdle),
    ...lines,
    ...keys.filter(({ isIdle }) => isIdle),
  ];
}

function isAbout({ rows, words }: HelpBlock, word: string): boolean {
  const text = foldText(rows.map((it) => it.text.trim()).join(" "));
  return text.includes(word) || ` ${foldText(words)}`.includes(` ${word}`);
}

/** Returns the keys; on the locked screen only those that work there, as in the list of all commands. */
function keyBlocks(state: RegisterState, { width }: PaneSize): ReadonlyArray<HelpBlock> {
  const { labels, descriptions, side } = wordsFor(state);
  const isLocked = state.screen === "log-in";
  return COMMANDS.filter(({ keys }) => keys.length > 0).flatMap((command) => {
    const works = command.available(state) === true;
    if (isLocked && !works) return [];
    const mark = works ? " " : `${side.notNow} `;
    const label = ` ${padEnd(command.keys.map(keyLabel).join(" "), KEYS_WIDTH)} `;
    const text = labels[command.id] + colonOf(state) + descriptions[command.id];
    const rows = block(label, text, { width, mark });
    return [{ rows, words: wordsOfCommand(command), isIdle: !works }];
  });
}

const KEYS_WIDTH = 13;
const TYPED_WIDTH = 20;

function lineBlocks(state: RegisterState, { width }: PaneSize): ReadonlyArray<HelpBlock> {
  return wordsFor(state).help[state.screen].map(([typed, meaning]) => {
    const parts = typed.split(" ");
    const verbs = SIGN_VERBS.filter(({ sign }) => parts.some((part) => part.startsWith(sign)));
    return {
      rows: block(` ${padEnd(typed, TYPED_WIDTH)} `, meaning, { width, mark: " " }),
      words: verbs.map(({ id }) => wordsOfSignVerb(id)).join(" "),
      isIdle: false,
    };
  });
}

/** Text that doesn't fit beside its mark goes on below: half of a sentence would mislead. */
function block(
  label: string,
  text: string,
  { width, mark }: { readonly width: number; readonly mark: string },
): HelpBlock["rows"] {
  const [first = "", ...rest] = wrapTo(text, width - textWidth(label) - textWidth(` ${mark}`));
  const below = " ".repeat(textWidth(label));
  return [row(spread(label + first, mark, width)), ...rest.map((line) => row(below + line))];
}
