/** Ends a switch over a union: a forgotten member is a compile error, and a loud stop at run time. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
