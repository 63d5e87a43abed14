import { Text } from "ink";
import { type ReactNode } from "react";

import { drawable, spread } from "../cell-text.ts";
import { useScreen } from "./screen-context.ts";

export interface TitleBarProps {
  readonly left: string;
  readonly right: string;
}

export function TitleBar({ left, right }: TitleBarProps): ReactNode {
  const { style, columns } = useScreen();
  const text = spread(
    ` ${drawable(left, style.ascii)}`,
    `${drawable(right, style.ascii)} `,
    columns,
  );
  return <Text wrap="truncate">{style.reverse(text)}</Text>;
}
