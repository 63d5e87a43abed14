import { drawable, spreadShort, textWidth } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { type ScreenFacts } from "./frame.ts";

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
export function titleLine(
  till: TillContext,
  title: string,
  { style, columns }: ScreenFacts,
): string {
  const { before, after } = aroundTitle(till);
  const { ascii } = style;
  const left = ` ${drawable(`${before}${title}`, ascii)}`;
  const text = spreadShort(left, `${drawable(after, ascii)} `, { width: columns, ascii });
  return style.reverse(text);
}
