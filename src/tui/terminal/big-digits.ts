/**
 * Amounts that are read from across the counter: five rows high, of blocks that every font has.
 */
const GLYPHS: ReadonlyMap<string, ReadonlyArray<string>> = new Map([
  ["0", ["####", "#  #", "#  #", "#  #", "####"]],
  ["1", ["  # ", " ## ", "  # ", "  # ", " ###"]],
  ["2", ["####", "   #", "####", "#   ", "####"]],
  ["3", ["####", "   #", " ###", "   #", "####"]],
  ["4", ["#  #", "#  #", "####", "   #", "   #"]],
  ["5", ["####", "#   ", "####", "   #", "####"]],
  ["6", ["####", "#   ", "####", "#  #", "####"]],
  ["7", ["####", "   #", "  # ", " #  ", " #  "]],
  ["8", ["####", "#  #", "####", "#  #", "####"]],
  ["9", ["####", "#  #", "####", "   #", "####"]],
  [".", [" ", " ", " ", " ", "#"]],
  [",", ["  ", "  ", "  ", " #", "# "]],
  ["-", ["   ", "   ", "###", "   ", "   "]],
]);

const HEIGHT = 5;

export function bigDigits(text: string, block: string): ReadonlyArray<string> {
  return Array.from({ length: HEIGHT }, (_, line) =>
    Array.from(text, (sign) => GLYPHS.get(sign)?.[line] ?? "")
      .join(" ")
      .replaceAll("#", block),
  );
}
