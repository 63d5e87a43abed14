import { Text } from "ink";
import { type ReactNode } from "react";

import { drawable, spread, textWidth } from "../cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { useScreen } from "./screen-context.ts";

export interface TitleBarProps {
  readonly till: TillContext;
  readonly title: string;
}

/** The cells that a title has. */
export function titleRoom(
  till: TillContext,
  { ascii, columns }: { readonly ascii: boolean; readonly columns: number },
): number {
  const { before, after } = aroundTitle(till);
  // A blank at either end, and one between the two.
  return columns - textWidth(drawable(before, ascii)) - textWidth(drawable(after, ascii)) - 3;
}

function aroundTitle({ port: { shop }, words }: TillContext): {
  readonly before: string;
  readonly after: string;
} {
  const before = shop.training ? `${words.training.bar} ` : "";
  return { before, after: `${shop.name}, ${shop.device}` };
}

/** What the screen is about, and where; of a training that it is one, in words before all else. */
export function TitleBar({ till, title }: TitleBarProps): ReactNode {
  const { style, columns } = useScreen();
  const { before, after } = aroundTitle(till);
  const text = spread(
    ` ${drawable(`${before}${title}`, style.ascii)}`,
    `${drawable(after, style.ascii)} `,
    columns,
  );
  return <Text wrap="truncate">{style.reverse(text)}</Text>;
}
