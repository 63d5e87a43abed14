import { textWidth } from "../../domain/text/text-width.ts";
import { drawable, spreadShort, type Signs } from "../terminal/cell-text.ts";
import { isNarrow } from "../terminal/window-size.ts";
import { type TillContext } from "../till-context.ts";
import { type ScreenFacts } from "./frame.ts";

/** The cells that a title has. */
export function titleRoom(
  till: TillContext,
  { signs, columns }: { readonly signs: Signs; readonly columns: number },
): number {
  const { before, after } = aroundTitle(till, columns);
  // A blank at either end, and one between the two.
  return columns - textWidth(drawable(before, signs)) - textWidth(drawable(after, signs)) - 3;
}

/** In a narrow window whoever holds it knows where they are. */
function aroundTitle(
  { port: { shop }, words }: TillContext,
  columns: number,
): {
  readonly before: string;
  readonly after: string;
} {
  const before = shop.training ? `${words.training.bar} ` : "";
  return { before, after: isNarrow(columns) ? "" : `${shop.name}, ${shop.device}` };
}

/**
 * Returns the title: what the screen shows, and where; for a training, that it is one comes first.
 * The part that `lead` names stands out.
 */
export function titleLine(
  till: TillContext,
  { title, lead }: { readonly title: string; readonly lead: string },
  { style, columns }: ScreenFacts,
): string {
  const { before, after } = aroundTitle(till, columns);
  const { signs } = style;
  const left = ` ${drawable(`${before}${title}`, signs)}`;
  const text = spreadShort(left, `${drawable(after, signs)} `, { width: columns, signs });
  const name = drawable(lead, signs);
  const at = text.indexOf(name);
  if (name === "" || at < 0) return style.reverse(text);
  // Dark in a bright bar, or the other way round, on every terminal.
  const bars = [text.slice(0, at), text.slice(at + name.length)];
  return bars.map(style.reverse).join(style.bold(name));
}
