/** Sentences on lines of the terminal's width, broken between words: a bare console cuts through them. */

/**
 * Lines after the first stand as far in as the first one, or `hang` cells: below what stands behind a
 * column of names. A word wider than the line stays whole.
 */
export function wordWrap(text: string, columns: number, hang = 0): ReadonlyArray<string> {
  return text.split("\n").flatMap((line) => wrapLine(line, columns, hang));
}

function wrapLine(line: string, columns: number, hang: number): ReadonlyArray<string> {
  if (line.length <= columns) return [line];
  const indent = /^ */u.exec(line)?.[0] ?? "";
  // On a narrow terminal the names leave no room for a column beside them.
  const begin = hang > indent.length && hang <= columns / 2 ? " ".repeat(hang) : indent;
  const names = line.slice(indent.length, begin.length);
  const lines: string[] = [];
  let current = indent + names;
  let hasWord = names.trim() !== "";
  let gap = "";
  for (const word of line
    .slice(indent.length + names.length)
    .trimEnd()
    .split(" ")) {
    const longer = current + gap + word;
    if (longer.length > columns && hasWord) {
      lines.push(current);
      current = begin + word;
    } else {
      current = longer;
    }
    hasWord = true;
    gap = " ";
  }
  return [...lines, current];
}
