/** Sentences on lines of the terminal's width, broken between words: a bare console cuts through them. */

/** Lines after the first stand as far in as the first one. A word wider than the line stays whole. */
export function wordWrap(text: string, columns: number): ReadonlyArray<string> {
  return text.split("\n").flatMap((line) => wrapLine(line, columns));
}

function wrapLine(line: string, columns: number): ReadonlyArray<string> {
  if (line.length <= columns) return [line];
  const indent = /^ */u.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = "";
  for (const word of line.trim().split(" ")) {
    const longer = current === "" ? indent + word : `${current} ${word}`;
    if (longer.length > columns && current !== "") {
      lines.push(current);
      current = indent + word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}
