/** Digits and signs for fingers, where no keyboard is: at the log-in, in the payment, and where somebody asks for them. */

import { type TapPress } from "../keys/key-event.ts";
import { type RegisterState } from "../register-state.ts";
import { padEnd, type Signs } from "../terminal/cell-text.ts";
import { type PaneRow, type PaneRows } from "./pane-row.ts";

interface PadKey {
  readonly label: string;
  readonly presses: ReadonlyArray<TapPress>;
}

const TWO_ZEROS: ReadonlyArray<TapPress> = [{ type: "text", text: "00" }];

const KEYS: ReadonlyArray<ReadonlyArray<PadKey>> = [
  [...typed("789"), { label: "<-", presses: [{ type: "key", key: "backspace" }] }],
  typed("456*"),
  typed("123-"),
  [
    ...typed("0."),
    { label: "Esc", presses: [{ type: "key", key: "escape" }] },
    { label: "Enter", presses: [{ type: "key", key: "enter" }] },
  ],
];
/** A bill is split and tips are given by signs, each beside the digits it goes with. */
const PAYMENT_KEYS: ReadonlyArray<ReadonlyArray<PadKey>> = KEYS.map((keys, row) => [
  ...keys,
  ...([typed("/"), typed("+"), typed("%"), [{ label: "00", presses: TWO_ZEROS }]][row] ?? []),
]);
/** A row of a phone is lower than a finger is wide. */
const KEY_ROWS = 2;
export const PAD_ROWS = KEYS.length * KEY_ROWS;
/** What is asked about stands above it. */
const ROWS_ABOVE_MIN = 7;

function typed(signs: string): ReadonlyArray<PadKey> {
  return Array.from(signs, (text) => ({ label: text, presses: [{ type: "text", text }] }));
}

/** Whether the pad stands there: in a low pane the device's own keyboard has taken its room. */
export function hasPad(
  { screen, approval, showsPad, showsHelp, list }: RegisterState,
  { height, isTapped }: { readonly height: number; readonly isTapped: boolean },
): boolean {
  if (!isTapped || showsHelp || height < PAD_ROWS + ROWS_ABOVE_MIN) return false;
  const isAsked = screen === "log-in" || screen === "payment" || approval !== undefined;
  return showsPad || (isAsked && list === undefined);
}

export function padRows(
  { screen }: Pick<RegisterState, "screen">,
  { width, signs }: { readonly width: number; readonly signs: Signs },
): PaneRows {
  const rows = screen === "payment" ? PAYMENT_KEYS : KEYS;
  const [bar, line] = signs === "all" ? ["│", "─"] : ["|", "-"];
  const cross = signs === "all" ? "┼" : "+";
  const columns = rows[0]?.length ?? 1;
  const cell = Math.floor((width - columns + 1) / columns);
  return rows.flatMap((keys): ReadonlyArray<PaneRow> => {
    const zones = keys.map(({ presses }, at) => {
      const from = at * (cell + 1);
      return { from, to: from + cell + 1, presses };
    });
    const labels = keys.map(({ label }) => {
      const before = " ".repeat(Math.floor((cell - label.length) / 2));
      return padEnd(before + label, cell);
    });
    return [
      { text: padEnd(labels.join(bar), width), look: "bold", zones },
      { text: padEnd(keys.map(() => line.repeat(cell)).join(cross), width), look: "plain", zones },
    ];
  });
}
