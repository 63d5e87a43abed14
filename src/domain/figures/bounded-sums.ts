/** Figures with texts that people write have room in a Z for so many bytes, and no more. */

import { sumNamed } from "./day-sums.ts";
import { type Figure, type FigureBytes } from "./figure.ts";
import { FIGURES } from "./figures.ts";

/** The bytes of a sum beside its name. */
export const SUM_BYTES = 16;

const BOUNDED = (Object.values(FIGURES) as unknown as ReadonlyArray<Figure>).filter(
  ({ bytes }) => bytes !== undefined,
);
const ENCODER = new TextEncoder();

/** Whether the sum has room of its own in a Z. */
export function hasOwnRoom(name: string): boolean {
  return sumNamed(name)?.figure.bytes !== undefined;
}

/**
 * Keeps the largest sums that a Z has room for; the rest of each figure is summed under the same other
 * dimensions, and no text.
 */
export function boundedSums(
  sums: ReadonlyMap<string, number>,
  of: keyof FigureBytes,
  figures: ReadonlyArray<Pick<Figure, "parse" | "name" | "dimensions" | "bytes">> = BOUNDED,
): ReadonlyMap<string, number> {
  let bounded: Map<string, number> | undefined;
  for (const figure of figures) {
    let left = figure.bytes?.[of] ?? 0;
    const named = [...sums].flatMap(([name, amount]) => {
      const parsed = figure.parse(name);
      return parsed === undefined ? [] : [{ ...parsed, name, amount }];
    });
    const beyond = named
      .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.name < b.name ? -1 : 1))
      .filter(({ name }) => {
        left -= ENCODER.encode(name).length + SUM_BYTES;
        return left < 0;
      });
    for (const { name, amount, row, sum } of beyond) {
      const texts = figure.dimensions.filter(({ isText }) => isText);
      const untold = Object.fromEntries(texts.map((dimension) => [dimension.name, ""]));
      const rest = figure.name({ ...row, ...untold }, sum);
      if (name === rest) continue;
      bounded ??= new Map(sums);
      bounded.delete(name);
      bounded.set(rest, (bounded.get(rest) ?? 0) + amount);
    }
  }
  return bounded ?? sums;
}
