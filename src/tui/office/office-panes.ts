/** The panes of the back office: its rows, and beside them what the chosen one may be. */

import { textWidth } from "../../domain/text/text-width.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { LIST_PAGES, type OfficeState } from "../office-state.ts";
import { type RegisterState } from "../register-state.ts";
import {
  blankRow,
  fillPane,
  markedWindow,
  type PaneRows,
  type PaneSize,
  row,
} from "../rows/pane-row.ts";
import { drawable, padEnd, shortened, spreadShort, wrapTo } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { officeHints, officeRows, takesDigit } from "./office-pages.ts";
import { meantRow } from "./office-printers.ts";
import { fittingChoices, type OfficeRow, selectedRow } from "./office-row.ts";
import { invitationHead } from "./office-tills.ts";

/** As wide as the rows are. */
export const ROWS_WIDTH = 46;
const LABEL_WIDTH = 16;
const DIGITS = 10;
/** The rows of a value that its own row has no room for. */
const WHOLE_ROWS_MAX = 5;

export function officePaneRows(till: TillContext, state: RegisterState, size: PaneSize): PaneRows {
  const { office } = state;
  if (office === undefined) return fillPane([], size);
  const { type } = office.page;
  const rows = officeRows(till, state);
  const chosen = meantRow(rows, office);
  const shown = rows.map((it, at) => {
    const text = rowText(state, { it, at, size });
    return row(text, it === chosen ? "reverse" : isMarked(it) ? "error" : "plain");
  });
  const at = chosen === undefined ? 0 : rows.indexOf(chosen);
  const head = type === "invitation" ? invitationHead(state, size, shown.length) : [];
  const height = size.height - head.length;
  const { order } = wordsFor(till);
  return fillPane([...head, ...markedWindow(shown, { at, height }, order)], size);
}

function rowText(
  state: RegisterState,
  { it, at, size }: { readonly it: OfficeRow; readonly at: number; readonly size: PaneSize },
): string {
  const type = state.office?.page.type ?? "menu";
  // Beyond the tenth only arrows and letters lead there.
  const digit = at < DIGITS ? String((at + 1) % DIGITS) : " ";
  const sign = takesDigit(state) || type === "printer-find" ? `${digit} ` : "";
  const isList = LIST_PAGES.has(type) || type.startsWith("printer");
  return isList ? listText(it, sign, size) : fieldText(it, sign, size);
}

function isMarked({ inQuestion, isWrong }: OfficeRow): boolean {
  return inQuestion === true || isWrong === true;
}

/** The label keeps so much of its room beside any detail that one reads what the row is. */
export function listText(
  { label, detail }: OfficeRow,
  sign: string,
  { width, signs }: PaneSize,
): string {
  const left = ` ${sign}${drawable(label, signs)}`;
  const kept = Math.min(textWidth(left), sign.length + LABEL_WIDTH);
  const right = shortened(drawable(detail, signs), { width: width - kept - 2, signs });
  return spreadShort(left, `${right} `, { width, signs });
}

function fieldText({ label, detail }: OfficeRow, sign: string, { width, signs }: PaneSize): string {
  const name = padEnd(drawable(label, signs), LABEL_WIDTH);
  return shortened(` ${sign}${name} ${drawable(detail, signs)}`, { width, signs });
}

export function officeSideRows(till: TillContext, state: RegisterState, size: PaneSize): PaneRows {
  const { office } = state;
  if (office === undefined || state.session === undefined) return fillPane([], size);
  const chosen = selectedRow(officeRows(till, state), office);
  const hints = hintRows(officeHints(till, state, chosen), size);
  const { keysHint } = wordsFor(till).office;
  const hint = keysHint({ takesBack: takesBack(office) });
  const keys = wrapTo(hint, size.width - 2).map((part) => row(` ${part}`, "hint"));
  const whole = wholeRows(state, { chosen, size });
  const choices = chosen === undefined ? [] : choiceRows(chosen, office.text.trim(), size);
  const room = size.height - whole.length - hints.length - keys.length - 2;
  return fillPane(
    [...whole, ...choices.slice(0, Math.max(0, room)), blankRow, ...hints, blankRow, ...keys],
    size,
  );
}

/** What the chosen row is, on the whole width: its hints, with its name above them. */
export function chosenHelp(till: TillContext, state: RegisterState, size: PaneSize): PaneRows {
  const chosen = state.office && selectedRow(officeRows(till, state), state.office);
  const hints = hintRows(officeHints(till, state, chosen), size);
  if (chosen === undefined || hints.length === 0) return [];
  return [row(` ${drawable(chosen.label, size.signs)}`, "bold"), ...hints, blankRow];
}

function hintRows(hints: ReadonlyArray<string>, { width, signs }: PaneSize): PaneRows {
  return hints.flatMap((line) =>
    wrapTo(drawable(line, signs), width - 2).map((part) => row(` ${part}`)),
  );
}

/** What is booked of stock stays booked: there Ctrl-Z takes nothing back. */
function takesBack({ page, changes }: OfficeState): boolean {
  return changes.length > 0 && !page.type.startsWith("stock");
}

/** What the chosen row has no room for stands whole beside it, unless its hints say it. */
function wholeRows(
  state: RegisterState,
  { chosen, size }: { readonly chosen: OfficeRow | undefined; readonly size: PaneSize },
): PaneRows {
  if (chosen === undefined || state.office === undefined) return [];
  const { signs, width } = size;
  const text = rowText(state, { it: chosen, at: 0, size: { ...size, width: ROWS_WIDTH } });
  const hints = chosen.hints ?? [];
  const cut = [chosen.label, chosen.detail].filter(
    (part) => !text.includes(drawable(part, signs)) && !hints.includes(part),
  );
  const rows = cut.flatMap((part) => wrapTo(drawable(part, signs), width - 2));
  const shown = rows.slice(0, WHOLE_ROWS_MAX).map((part) => row(` ${part}`));
  return shown.length === 0 ? [] : [...shown, blankRow];
}

function choiceRows(
  { choices = [], chosen = [] }: OfficeRow,
  typed: string,
  { width, signs }: PaneSize,
): PaneRows {
  const fitting = fittingChoices(choices, typed);
  return fitting.map((choice) => {
    const number = padEnd(String(choices.indexOf(choice) + 1), 3);
    const isNow = chosen.includes(choice.text);
    const text = ` ${number}${drawable(choice.label, signs)}${isNow ? " *" : ""}`;
    const isMeant = typed !== "" && fitting.length === 1;
    return row(shortened(text, { width, signs }), isMeant ? "reverse" : "plain");
  });
}
