/** Texts of HTML: what stands in it is escaped unless it is HTML itself. */

/** A piece of HTML. Only `html` makes one. */
export interface Html {
  readonly markup: string;
}

type Part = string | number | Html | ReadonlyArray<Part>;

/** Returns the markup with its parts in it; texts and numbers are escaped, lists are joined. */
export function html(texts: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html {
  const markup = texts.map(
    (text, at) => text + (at < parts.length ? markupOf(parts[at] ?? "") : ""),
  );
  return { markup: markup.join("") };
}

function markupOf(part: Part): string {
  if (typeof part === "object") {
    return "markup" in part ? part.markup : part.map(markupOf).join("");
  }
  return String(part).replaceAll(/[&<>"']/gu, (sign) => ESCAPES[sign] ?? sign);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
