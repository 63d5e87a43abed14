/** Bars of block characters, as terminals draw them. */

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const HEIGHTS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** Returns a bar of at most so many cells; `part` is 0 to 1, below zero is no bar. An eighth of a cell shows. */
export function bar(part: number, cells: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, part)) * cells * 8);
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}

/** Returns a character per value: the greatest is a whole block, zero and less the lowest. */
export function sparkline(values: ReadonlyArray<number>): string {
  const most = Math.max(0, ...values);
  return values
    .map((value) => {
      const height = most === 0 ? 0 : Math.round((Math.max(0, value) / most) * 7);
      return HEIGHTS[height] ?? "";
    })
    .join("");
}
