/**
 * Text that is read from right to left, in the order in which its signs stand on paper: the rules of
 * Unicode's bidirectional algorithm (UAX 9) without explicit embeddings, isolates and pairs of
 * brackets, which names of goods don't use.
 */

/** As the algorithm calls them; a mark belongs to the sign that it stands on. */
type Kind = "L" | "R" | "AL" | "EN" | "AN" | "ES" | "ET" | "CS" | "ON";

interface Sign {
  /** With the marks on it. */
  readonly text: string;
  readonly kind: Kind;
}

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const ARABIC_LETTER = /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]$/u;
const SIGNS = /.\p{Mark}*/gsu;
const KINDS: ReadonlyArray<readonly [RegExp, Kind]> = [
  [/^[0-9\u{6F0}-\u{6F9}]/u, "EN"],
  [/^[\u{660}-\u{669}\u{66B}\u{66C}]/u, "AN"],
  [/^[+\-\u{2212}]/u, "ES"],
  [/^[#%\u{B0}\u{2030}\u{66A}\p{Currency_Symbol}]/u, "ET"],
  [/^[,./:\u{A0}]/u, "CS"],
];
const MIRRORED = "()[]{}<>«»‹›≤≥";

export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** A line of a paragraph as it stands on paper, from the left. */
export function toVisualOrder(line: string, paragraph: string = line): string {
  if (!isRightToLeft(line)) return line;
  const signs = (line.match(SIGNS) ?? []).map((text): Sign => ({ text, kind: kindOf(text) }));
  const base = baseLevel(paragraph);
  const levels = levelsOf(resolve(signs, base), base);
  // Spaces at the end of a line stay there.
  for (let at = signs.length - 1; signs[at]?.text === " "; at -= 1) levels[at] = base;
  return inOrder(signs, levels);
}

function kindOf(sign: string): Kind {
  const known = KINDS.find(([pattern]) => pattern.test(sign))?.[1];
  if (known !== undefined) return known;
  const [first = ""] = sign;
  if (!/^[\p{Letter}\p{Number}]$/u.test(first)) return "ON";
  if (ARABIC_LETTER.test(first)) return "AL";
  return RIGHT_TO_LEFT.test(first) ? "R" : "L";
}

/** Of the first letter that has a direction: 1 from right to left. */
function baseLevel(paragraph: string): number {
  const first = /[\p{Letter}]/u.exec(paragraph)?.[0] ?? "";
  return RIGHT_TO_LEFT.test(first) ? 1 : 0;
}

/** W1 to W7, then N1 and N2: what is neither letter nor digit goes with what it stands between. */
function resolve(signs: ReadonlyArray<Sign>, base: number): ReadonlyArray<Kind> {
  const kinds = signs.map(({ kind }) => kind);
  const start: Kind = base === 1 ? "R" : "L";
  resolveDigits(kinds, start);
  resolveSeparators(kinds);
  resolveLatinDigits(kinds, start);
  resolveNeutrals(kinds, start);
  return kinds;
}

/** Digits after an Arabic letter are Arabic ones, and the letter itself counts like the others from the right. */
function resolveDigits(kinds: Kind[], start: Kind): void {
  let strong = start;
  for (const [at, kind] of kinds.entries()) {
    if (kind === "L" || kind === "R" || kind === "AL") strong = kind;
    if (kind === "EN" && strong === "AL") kinds[at] = "AN";
  }
  for (const [at, kind] of kinds.entries()) if (kind === "AL") kinds[at] = "R";
}

/** A point within a number is a part of it, and so is a currency beside it. */
function resolveSeparators(kinds: Kind[]): void {
  for (const [at, kind] of kinds.entries()) {
    const [before, after] = [kinds[at - 1], kinds[at + 1]];
    const isBetween = before === after && (before === "EN" || (before === "AN" && kind === "CS"));
    if ((kind === "ES" || kind === "CS") && isBetween && before !== undefined) kinds[at] = before;
  }
  for (let at = 0; at < kinds.length; at += 1) {
    if (kinds[at] !== "ET") continue;
    let end = at;
    while (kinds[end] === "ET") end += 1;
    const isMoney = kinds[at - 1] === "EN" || kinds[end] === "EN";
    kinds.fill(isMoney ? "EN" : "ON", at, end);
    at = end - 1;
  }
  for (const [at, kind] of kinds.entries()) {
    if (kind === "ES" || kind === "CS") kinds[at] = "ON";
  }
}

function resolveLatinDigits(kinds: Kind[], start: Kind): void {
  let strong = start;
  for (const [at, kind] of kinds.entries()) {
    if (kind === "L" || kind === "R") strong = kind;
    if (kind === "EN" && strong === "L") kinds[at] = "L";
  }
}

function resolveNeutrals(kinds: Kind[], start: Kind): void {
  for (let at = 0; at < kinds.length; at += 1) {
    if (kinds[at] !== "ON") continue;
    let end = at;
    while (kinds[end] === "ON") end += 1;
    const before = at === 0 ? start : directionOf(kinds[at - 1]);
    const after = end === kinds.length ? start : directionOf(kinds[end]);
    kinds.fill(before === after ? before : start, at, end);
    at = end - 1;
  }
}

/** Numbers stand in text from the right as its letters do. */
function directionOf(kind: Kind | undefined): Kind {
  return kind === "L" ? "L" : "R";
}

function levelsOf(kinds: ReadonlyArray<Kind>, base: number): number[] {
  return kinds.map((kind) => {
    if (kind === "R") return 1;
    if (kind === "L") return base === 0 ? 0 : 2;
    return 2;
  });
}

/** From the highest level down, each run of signs of that level or above is turned round. */
function inOrder(signs: ReadonlyArray<Sign>, levels: ReadonlyArray<number>): string {
  const places = signs.map((_, at) => at);
  for (let level = 2; level >= 1; level -= 1) {
    for (let at = 0; at < places.length; at += 1) {
      let end = at;
      while (end < places.length && (levels[places[end] ?? 0] ?? 0) >= level) end += 1;
      if (end === at) continue;
      places.splice(at, end - at, ...places.slice(at, end).toReversed());
      at = end;
    }
  }
  return places.map((place) => shown(signs[place]?.text ?? "", levels[place] ?? 0)).join("");
}

/** A bracket that opens, opens towards the text that follows it. */
function shown(sign: string, level: number): string {
  const place = MIRRORED.indexOf(sign);
  if (level % 2 === 0 || place === -1) return sign;
  return MIRRORED[place % 2 === 0 ? place + 1 : place - 1] ?? sign;
}
