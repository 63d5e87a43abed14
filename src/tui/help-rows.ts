/**
 * The help: the keys as the list of verbs has them, and what the line understands on this screen.
 */

import { foldText } from "../domain/entry-text.ts";
import { padEnd, spread, textWidth, wrapTo } from "./cell-text.ts";
import { COMMANDS, keyLabel } from "./commands.ts";
import { type PaneRow, type PaneSize, fillPane, row } from "./pane-row.ts";
import { type RegisterState } from "./register-state.ts";
import { wordsFor } from "./words/words.ts";

/** A key and what it does, or what is typed and what that means: in as many rows as it takes. */
type HelpBlock = ReadonlyArray<PaneRow>;

/** With a word on the line, what has it; all of it when nothing has. */
export function helpRows(state: RegisterState, size: PaneSize): ReadonlyArray<PaneRow> {
  const words = wordsFor(state);
  const blocks = [...keyBlocks(state, size), ...lineBlocks(state, size)];
  const word = foldText(state.screen === "office" ? (state.office?.text ?? "") : state.text);
  const found = word === "" ? [] : blocks.filter((block) => textOf(block).includes(word));
  const shown = (found.length === 0 ? blocks : found).flat();
  const perPage = Math.max(1, size.height - 1);
  const pages = Math.ceil(shown.length / perPage);
  // Backwards from the first is the last.
  const page = ((state.helpPage % pages) + pages) % pages;
  const turn = pages === 1 ? "" : `${words.side.page(page + 1, pages)} `;
  const title = spread(` ${words.help.title}`, turn, size.width);
  return fillPane([row(title, "bold"), ...shown.slice(page * perPage, (page + 1) * perPage)], size);
}

function textOf(block: HelpBlock): string {
  return foldText(block.map(({ text }) => text.trim()).join(" "));
}

/** On the locked screen only what works there, as in the list of all commands. */
function keyBlocks(state: RegisterState, { width }: PaneSize): ReadonlyArray<HelpBlock> {
  const { labels, descriptions, side } = wordsFor(state);
  const isLocked = state.screen === "log-in";
  return COMMANDS.filter(({ isLater, keys }) => !isLater && keys.length > 0).flatMap((command) => {
    const works = command.available(state) === true;
    if (isLocked && !works) return [];
    const mark = works ? " " : `${side.notNow} `;
    const label = ` ${padEnd(command.keys.map(keyLabel).join(" "), KEYS_WIDTH)} `;
    const text = `${labels[command.id]}: ${descriptions[command.id]}`;
    return [block(label, text, { width, mark })];
  });
}

const KEYS_WIDTH = 13;
const TYPED_WIDTH = 20;

function lineBlocks(state: RegisterState, { width }: PaneSize): ReadonlyArray<HelpBlock> {
  return wordsFor(state).help[state.screen].map(([typed, meaning]) =>
    block(` ${padEnd(typed, TYPED_WIDTH)} `, meaning, { width, mark: " " }),
  );
}

/** What has no room beside its mark goes on below: half of a sentence would mislead. */
function block(
  label: string,
  text: string,
  { width, mark }: { readonly width: number; readonly mark: string },
): HelpBlock {
  const [first = "", ...rest] = wrapTo(text, width - textWidth(label) - textWidth(` ${mark}`));
  const below = " ".repeat(textWidth(label));
  return [row(spread(label + first, mark, width)), ...rest.map((line) => row(below + line))];
}
