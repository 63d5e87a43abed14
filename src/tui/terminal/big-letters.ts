/** The letters of codes, five rows high, for a terminal of any kind. */

const ROWS = 5;
const COLUMNS = 3;

/** Crockford's alphabet, which has no I, L, O and U; each letter's rows from above, parted by a bar. */
const LETTERS: Readonly<Record<string, string>> = {
  "0": "###|# #|# #|# #|###",
  "1": " # |## | # | # |###",
  "2": "###|  #|###|#  |###",
  "3": "###|  #| ##|  #|###",
  "4": "# #|# #|###|  #|  #",
  "5": "###|#  |###|  #|###",
  "6": "###|#  |###|# #|###",
  "7": "###|  #| # | # | # ",
  "8": "###|# #|###|# #|###",
  "9": "###|# #|###|  #|###",
  A: " # |# #|###|# #|# #",
  B: "## |# #|## |# #|## ",
  C: " ##|#  |#  |#  | ##",
  D: "## |# #|# #|# #|## ",
  E: "###|#  |## |#  |###",
  F: "###|#  |## |#  |#  ",
  G: " ##|#  |# #|# #| ##",
  H: "# #|# #|###|# #|# #",
  J: "  #|  #|  #|# #| # ",
  K: "# #|# #|## |# #|# #",
  M: "# #|###|###|# #|# #",
  N: "## |# #|# #|# #|# #",
  P: "###|# #|###|#  |#  ",
  Q: "###|# #|# #|###|  #",
  R: "## |# #|## |# #|# #",
  S: " ##|#  | # |  #|## ",
  T: "###| # | # | # | # ",
  V: "# #|# #|# #|# #| # ",
  W: "# #|# #|###|###|# #",
  X: "# #|# #| # |# #|# #",
  Y: "# #|# #| # | # | # ",
  Z: "###|  #| # |#  |###",
  "-": "   |   | # |   |   ",
};

/** Draws the text; characters without such a letter are left blank. */
export function bigLetters(text: string): ReadonlyArray<string> {
  const letters = Array.from(text, (character) => LETTERS[character]?.split("|") ?? []);
  return Array.from({ length: ROWS }, (_, row) =>
    letters
      .map((rows) => (rows[row] ?? "").padEnd(COLUMNS))
      .join(" ")
      .trimEnd(),
  );
}

/** A code of groups, `ABCD-EFGH-JKMN-PQRS`, on two lines: one is too wide for a console. */
export function codeLines(code: string): readonly [upper: string, lower: string] {
  const groups = code.split("-");
  return [groups.slice(0, 2).join("-"), groups.slice(2).join("-")];
}
