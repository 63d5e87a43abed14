import { Text } from "ink";
import { type ReactNode } from "react";

import { drawable, spread, textWidth } from "../cell-text.ts";
import { useScreen } from "./screen-context.ts";

export interface StatusLineProps {
  /** From left to right; the last ones are left out when there is no room. */
  readonly fields: ReadonlyArray<string>;
  readonly time: string;
}

export function StatusLine({ fields, time }: StatusLineProps): ReactNode {
  const { style, columns } = useScreen();
  const room = columns - time.length - 3;
  let left = "";
  for (const field of fields) {
    const longer = [left, drawable(field, style.ascii)].filter((it) => it !== "").join(" | ");
    if (left !== "" && textWidth(longer) > room) break;
    left = longer;
  }
  return <Text wrap="truncate">{style.reverse(spread(` ${left}`, `${time} `, columns))}</Text>;
}
