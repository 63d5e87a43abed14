import { Text } from "ink";
import { type ReactNode } from "react";

import { drawable, spread } from "../cell-text.ts";
import { useScreen } from "./screen-context.ts";

export interface StatusLineProps {
  /** From left to right. */
  readonly fields: ReadonlyArray<string>;
  readonly time: string;
}

export function StatusLine({ fields, time }: StatusLineProps): ReactNode {
  const { style, columns } = useScreen();
  const left = drawable(fields.filter((field) => field !== "").join(" | "), style.ascii);
  return <Text wrap="truncate">{style.reverse(spread(` ${left}`, `${time} `, columns))}</Text>;
}
