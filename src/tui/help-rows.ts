/**
 * The help: the keys as the list of verbs has them, and what the line understands on this screen.
 */

import { foldText } from "../domain/entry-text.ts";
import { padEnd, spread } from "./cell-text.ts";
import { COMMANDS, keyLabel } from "./commands.ts";
import { type PaneRow, type PaneSize, fillPane, row } from "./pane-row.ts";
import { type RegisterState } from "./register-state.ts";
import { wordsFor } from "./words/words.ts";

/** With a word on the line, the rows that have it; all of them when none has. */
export function helpRows(state: RegisterState, size: PaneSize): ReadonlyArray<PaneRow> {
  const words = wordsFor(state);
  const rows = [...keyRows(state, size), ...lineRows(state)];
  const word = foldText(state.screen === "office" ? (state.office?.text ?? "") : state.text);
  const found = word === "" ? [] : rows.filter(({ text }) => foldText(text).includes(word));
  const shown = found.length === 0 ? rows : found;
  const perPage = Math.max(1, size.height - 1);
  const pages = Math.ceil(shown.length / perPage);
  // Backwards from the first is the last.
  const page = ((state.helpPage % pages) + pages) % pages;
  const turn = pages === 1 ? "" : `${words.side.page(page + 1, pages)} `;
  const title = spread(` ${words.help.title}`, turn, size.width);
  return fillPane([row(title, "bold"), ...shown.slice(page * perPage, (page + 1) * perPage)], size);
}

function keyRows(state: RegisterState, { width }: PaneSize): ReadonlyArray<PaneRow> {
  const { labels, descriptions, side } = wordsFor(state);
  return COMMANDS.filter((command) => !command.isLater && command.keys.length > 0).map(
    (command) => {
      const label = command.keys.map(keyLabel).join(" ");
      const text = ` ${padEnd(label, 13)} ${labels[command.id]}: ${descriptions[command.id]}`;
      const works = command.available(state) === true;
      return row(spread(text, works ? " " : `${side.notNow} `, width));
    },
  );
}

function lineRows(state: RegisterState): ReadonlyArray<PaneRow> {
  return wordsFor(state).help[state.screen].map(([typed, meaning]) =>
    row(` ${padEnd(typed, 20)} ${meaning}`),
  );
}
