/** The JSON shapes that pages promise, to be held beside what commands print. */

export type Json =
  | string
  | number
  | boolean
  | null
  | ReadonlyArray<Json>
  | { readonly [key: string]: Json };

/** The fenced documents, under each of the commands that the line before them names. */
export function documentedShapes(text: string): ReadonlyMap<string, Json> {
  const blocks = text.matchAll(/^(?<commands>`till .*)\n\n```json\n(?<json>[\s\S]*?)```/gmu);
  return new Map(
    [...blocks].flatMap(({ groups }) => {
      const names = (groups?.["commands"] ?? "").matchAll(/`(?<name>till [a-z -]+)`/gu);
      const json = JSON.parse(groups?.["json"] ?? "") as Json;
      return [...names].map((name) => [name.groups?.["name"] ?? "", json] as const);
    }),
  );
}

/** `order.receipts[]: string`; what may be null is documented with a question mark. */
export function fieldsOf(document: Json, at = ""): ReadonlyArray<string> {
  if (Array.isArray(document)) {
    const elements: ReadonlyArray<Json> = document;
    return [
      ...new Set([at, ...elements.flatMap((element) => fieldsOf(element, `${at}[]`))]),
    ].toSorted();
  }
  if (typeof document === "object" && document !== null) {
    const entries = Object.entries(document);
    return entries
      .flatMap(([key, value]) => fieldsOf(value, `${at}.${key.replace(/\?$/u, "")}`))
      .toSorted();
  }
  return [at];
}
