import { Text } from "ink";
import { type ReactNode } from "react";

import { drawable, spread, textWidth } from "../cell-text.ts";
import { useScreen } from "./screen-context.ts";

export interface StatusLineProps {
  /** What is wrong: it comes first, and in red where there is colour. */
  readonly troubles?: ReadonlyArray<string>;
  /** From left to right; the last ones are left out when there is no room. */
  readonly fields: ReadonlyArray<string>;
  readonly time: string;
}

const NONE: ReadonlyArray<string> = [];

export function StatusLine({ troubles = NONE, fields, time }: StatusLineProps): ReactNode {
  const { style, columns } = useScreen();
  const room = columns - time.length - 3;
  let left = "";
  let wrong = "";
  for (const [at, field] of [...troubles, ...fields].entries()) {
    const longer = [left, drawable(field, style.ascii)].filter((it) => it !== "").join(" | ");
    if (left !== "" && textWidth(longer) > room) break;
    left = longer;
    if (at < troubles.length) wrong = longer;
  }
  const whole = spread(` ${left}`, `${time} `, columns);
  const head = ` ${wrong} `;
  // One that is longer than the screen was cut.
  const told =
    wrong !== "" && whole.startsWith(head) ? style.error(head) + whole.slice(head.length) : whole;
  return <Text wrap="truncate">{style.reverse(told)}</Text>;
}
