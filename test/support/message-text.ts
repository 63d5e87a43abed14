/** Returns what a message says, whichever facts it takes. Those of a message file are one object. */

type Message = string | ((...facts: ReadonlyArray<unknown>) => string | ReadonlyArray<string>);

export function messageText(message: unknown, ...facts: ReadonlyArray<unknown>): string {
  const known = message as Message;
  return typeof known === "function" ? String(known(...facts)) : known;
}
