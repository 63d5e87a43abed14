/** What a message of a language says, whichever facts it takes. */

type Message = string | ((...facts: ReadonlyArray<unknown>) => string | ReadonlyArray<string>);

export function messageText(message: unknown, ...facts: ReadonlyArray<unknown>): string {
  const known = message as Message;
  return typeof known === "function" ? String(known(...facts)) : known;
}
