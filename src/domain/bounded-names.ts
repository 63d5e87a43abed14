/** Names of many goods in one event, whose body has a limit: the longest ones give way. */

const MARK = "…";

/** Each as long as it is, unless they are too many bytes together: then none is longer than its share. */
export function boundedNames(
  names: ReadonlyArray<string>,
  bytesMax: number,
): ReadonlyArray<string> {
  const sizes = names.map(jsonBytes);
  if (sizes.reduce((sum, size) => sum + size, 0) <= bytesMax) return names;
  const share = Math.floor(bytesMax / names.length);
  return names.map((name, at) => ((sizes[at] ?? 0) <= share ? name : cut(name, share)));
}

function cut(name: string, bytesMax: number): string {
  let left = bytesMax - jsonBytes(MARK);
  let kept = "";
  for (const sign of name) {
    left -= jsonBytes(sign);
    if (left < 0) break;
    kept += sign;
  }
  return kept + MARK;
}

/** In UTF-8, and never fewer than in JSON, which escapes some signs. */
function jsonBytes(text: string): number {
  let bytes = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0xd800 && code <= 0xdfff)) bytes += 6;
    else if (sign === '"' || sign === "\\") bytes += 2;
    else bytes += bytesOf(code);
  }
  return bytes;
}

function bytesOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x8_00) return 2;
  return code < 0x1_00_00 ? 3 : 4;
}
