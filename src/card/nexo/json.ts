/** JSON as it comes from outside: undefined for what is none. */

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
