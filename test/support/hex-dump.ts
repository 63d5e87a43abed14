/** Bytes as 16 pairs of digits a line: made for reading a difference, and for `xxd -r -p`. */
export function hexDump(bytes: Uint8Array): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
  const lines = Array.from({ length: Math.ceil(pairs.length / 16) }, (_, line) =>
    pairs.slice(line * 16, line * 16 + 16).join(" "),
  );
  return `${lines.join("\n")}\n`;
}
