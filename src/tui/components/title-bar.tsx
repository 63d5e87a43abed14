import { Text } from "ink";
import { type ReactNode } from "react";

import { drawable, spread } from "../cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { useScreen } from "./screen-context.ts";

export interface TitleBarProps {
  readonly till: TillContext;
  readonly title: string;
}

/** What the screen is about, and where; of a training that it is one, in words before all else. */
export function TitleBar({ till, title }: TitleBarProps): ReactNode {
  const { style, columns } = useScreen();
  const { shop } = till.port;
  const left = shop.training ? `${till.words.training.bar} ${title}` : title;
  const right = `${shop.name}, ${shop.device}`;
  const text = spread(
    ` ${drawable(left, style.ascii)}`,
    `${drawable(right, style.ascii)} `,
    columns,
  );
  return <Text wrap="truncate">{style.reverse(text)}</Text>;
}
