/**
 * Looks for numbers of payment cards in whatever a till keeps, prints or exports. It is written apart from the
 * product's own rule (`card-numbers.ts`), from the same source: ISO/IEC 7812-1.
 */

import { type OpenTill } from "../../src/app/open-till.ts";
import { exportedText } from "./exported-text.ts";
import { openStore } from "./ledger-reader.ts";

/** Digits that at most a blank or a hyphen parts, with no letter or digit beside them. */
const RUN = /(?<![\p{L}\p{N}])\d+(?:[ -]\d+)*(?![\p{L}\p{N}])/gu;

/** How a number begins, and its digits, as the schemes have them. */
const SCHEMES = [
  /^4\d{15}(?:\d{3})?$/u,
  /^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/u,
  /^3[47]\d{13}$/u,
  /^(?:50|5[6-9]|6\d)\d{13,17}$/u,
];

export function cardNumbersIn(text: string): ReadonlyArray<string> {
  return (text.match(RUN) ?? []).flatMap((run) => {
    const groups = run.split(/[ -]/u);
    const all = groups.flatMap((_, from) =>
      groups.slice(from).map((__, to) => groups.slice(from, from + to + 1).join("")),
    );
    return all.filter(
      (digits) => SCHEMES.some((scheme) => scheme.test(digits)) && hasCheckDigit(digits),
    );
  });
}

function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (const [at, digit] of Array.from(digits).toReversed().entries()) {
    const twice = Number(digit) * 2;
    sum += at % 2 === 0 ? Number(digit) : Math.floor(twice / 10) + (twice % 10);
  }
  return sum % 10 === 0;
}

/** Returns all that the till keeps: each row of its store as text, and all events as they are exported. */
export function keptText({ dir, till }: Pick<OpenTill, "dir" | "till">): string {
  const db = openStore(dir);
  try {
    const tables = db
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all();
    const rows = tables.flatMap(({ name }) => db.prepare(`SELECT * FROM "${name}"`).all());
    return [exportedText(till), ...rows.map(rowText)].join("\n");
  } finally {
    db.close();
  }
}

/** What a row counts is no text: only texts and bytes can hold a number of a card. */
function rowText(row: unknown): string {
  return Object.values(row as Readonly<Record<string, unknown>>)
    .flatMap((value) => {
      if (value instanceof Uint8Array) return [Buffer.from(value).toString("latin1")];
      return typeof value === "string" ? [value] : [];
    })
    .join("\n");
}
