/**
 * The help: the keys as the list of verbs has them, and what the line understands on this screen.
 */

import { foldText } from "../domain/entry-text.ts";
import { drawable, padEnd, spread } from "./cell-text.ts";
import { COMMANDS, keyLabel } from "./commands.ts";
import { type PaneRow, type PaneSize, fillPane, row } from "./pane-row.ts";
import { type RegisterState, type Screen } from "./register-state.ts";

type Lines = ReadonlyArray<readonly [typed: string, meaning: string]>;

/** What may be typed, as data: the help and `docs/keys.md` are made of it. */
export const LINES_BY_SCREEN: Readonly<Record<Screen, Lines>> = {
  "log-in": [
    ["1 Enter", "your staff number or name, then your PIN and Enter"],
    ["Esc", "from the PIN back to who it is"],
    [":quit", "leaves the register"],
  ],
  register: [
    ["100  lo  latte", "number, short code or beginning of a name"],
    ["3*100  0.350*88", "so many, so much by weight"],
    ["100/2/3  100=2.50", "with options 2 and 3 (100/ lists them), at another price"],
    ["+  +3  *3", "of the line: one more, three more, three"],
    ["/oat  =2.80  'no ice", "of the line: option (/2 by number), price, note"],
    ["-10%  -2.00", "off the line; --10% off the order; -0% takes that back"],
    ["?100  !100  !*100", "the price, adding nothing; sold out; there again"],
    ["scan a receipt", "its goods come back; or :return 12, :return B-12"],
    [":send  :pay 20", "any key by its word"],
    ["k  >", "before a line: the kitchen has it; the keys are about it"],
    ["Left  Right", "the line above or below; or Up, Down behind a sign"],
    ["Down  Alt-1..9", "another hit; PgUp, PgDn: other goods beside the order"],
  ],
  payment: [
    ["Enter", "the rest in cash, exactly"],
    ["20  17.50", "what was given; less than due is a part"],
    ["F12  20 F12", "the rest by card, 20 of it by card"],
    ["Down", "another sum of the list"],
    ["Esc", "back to the order"],
  ],
};

/** With a word on the line, the rows that have it; all of them when none has. */
export function helpRows(state: RegisterState, size: PaneSize): ReadonlyArray<PaneRow> {
  const rows = [...keyRows(state, size), ...lineRows(state.screen)];
  const word = foldText(state.text);
  const found = word === "" ? [] : rows.filter(({ text }) => foldText(text).includes(word));
  const shown = found.length === 0 ? rows : found;
  const perPage = Math.max(1, size.height - 1);
  const pages = Math.ceil(shown.length / perPage);
  // Backwards from the first is the last.
  const page = ((state.helpPage % pages) + pages) % pages;
  const turn = pages === 1 ? "" : `${page + 1} of ${pages}, PgDn `;
  const title = spread(
    " Keys work on what is typed before them. F1 or Esc closes this.",
    turn,
    size.width,
  );
  return fillPane([row(title, "bold"), ...shown.slice(page * perPage, (page + 1) * perPage)], size);
}

function keyRows(state: RegisterState, { width, ascii }: PaneSize): ReadonlyArray<PaneRow> {
  return COMMANDS.filter((command) => !command.isLater && command.keys.length > 0).map(
    (command) => {
      const label = command.keys.map(keyLabel).join(" ");
      const text = ` ${padEnd(label, 13)} ${command.label}: ${drawable(command.description, ascii)}`;
      const works = command.available(state) === true;
      return row(spread(text, works ? " " : "not now ", width));
    },
  );
}

function lineRows(screen: Screen): ReadonlyArray<PaneRow> {
  return LINES_BY_SCREEN[screen].map(([typed, meaning]) => row(` ${padEnd(typed, 20)} ${meaning}`));
}
