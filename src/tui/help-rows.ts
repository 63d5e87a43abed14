/**
 * The help: the keys as the list of verbs has them, and what the line understands.
 */
import { drawable, padEnd } from "./cell-text.ts";
import { COMMANDS, keyLabel } from "./commands.ts";
import { type PaneRow, type PaneSize, blankRow, fillPane, row } from "./pane-row.ts";
import { type RegisterState } from "./register-state.ts";

const LINE_HELP: ReadonlyArray<readonly [string, string]> = [
  ["100  lo  latte", "number, short code or beginning of a name"],
  ["3*100  0.350*88", "so many, so much by weight"],
  ["100/2/3  100=2.50", "with options 2 and 3, at another price"],
  ["+  +3  *3", "of the line: one more, three more, three"],
  ["/2  /oat  'no ice", "of the line: option, option by name, note"],
  ["?100  100?", "the price, adding nothing"],
  [":send  :pay 20", "any key by its word"],
];

export function helpRows(state: RegisterState, size: PaneSize): ReadonlyArray<PaneRow> {
  const keys = COMMANDS.filter((command) => !command.isLater && command.keys.length > 0).map(
    (command) => {
      const reason = command.available(state);
      const label = command.keys.map(keyLabel).join(" ");
      const text = reason === true ? command.description : `${command.description} (${reason})`;
      return row(` ${padEnd(label, 13)} ${drawable(text, size.ascii)}`);
    },
  );
  const line = LINE_HELP.map(([typed, meaning]) => row(` ${padEnd(typed, 19)} ${meaning}`));
  return fillPane(
    [
      row(" Keys work on what is typed before them. F1 or Esc closes this.", "bold"),
      ...keys,
      blankRow,
      ...line,
    ],
    size,
  );
}
