/**
 * Arabic letters as they look beside their neighbours. The font draws a letter of the alphabet as it
 * stands alone; how it looks at the beginning, in the middle and at the end of a word is in Unicode's
 * presentation forms, which stand there in that order for each letter.
 */

/** The forms of one letter. Letters that never join the one after them have the first two only. */
interface LetterForms {
  readonly alone: string;
  readonly end: string | undefined;
  readonly begin: string | undefined;
  readonly middle: string | undefined;
}

const ARABIC = /\p{Script=Arabic}/u;
const MARK = /^\p{Mark}$/u;
/** Stretches a word, and joins on both sides; a zero-width joiner does that unseen. */
const JOINERS: ReadonlySet<string> = new Set(["\u{640}", "\u{200D}"]);
/** Forms A as far as they are letters of other languages, and forms B. */
const BLOCKS: ReadonlyArray<readonly [number, number]> = [
  [0xfb50, 0xfbb1],
  [0xfbd3, 0xfbe7],
  [0xfbfc, 0xfbff],
  [0xfe80, 0xfefc],
];
const LAM = "\u{644}";

const FORMS = readForms();

/** The text with each letter in its form; still in the order in which it is read. */
export function withArabicForms(text: string): string {
  if (!ARABIC.test(text)) return text;
  const letters = Array.from(text);
  let shaped = "";
  let joinsBefore = false;
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? "";
    if (MARK.test(letter)) {
      shaped += letter;
      continue;
    }
    const ligature = letter === LAM ? ligatureAt(letters, at) : undefined;
    const forms = ligature?.forms ?? FORMS.get(letter);
    const end = ligature?.end ?? at;
    const joinsAfter = canJoinAfter(letter, forms) && joinsWithNext(letters, end);
    shaped += formOf(forms, joinsBefore, joinsAfter) ?? letter;
    // Marks between the two letters of a ligature stand on it.
    shaped += letters.slice(at + 1, end).join("");
    joinsBefore = joinsAfter;
    at = end;
  }
  return shaped;
}

function formOf(
  forms: LetterForms | undefined,
  joinsBefore: boolean,
  joinsAfter: boolean,
): string | undefined {
  if (joinsBefore) return (joinsAfter ? forms?.middle : forms?.end) ?? forms?.alone;
  return joinsAfter ? forms?.begin : forms?.alone;
}

function canJoinAfter(letter: string, forms: LetterForms | undefined): boolean {
  return JOINERS.has(letter) || forms?.begin !== undefined;
}

/** Whether the letter after this one takes a hand. */
function joinsWithNext(letters: ReadonlyArray<string>, at: number): boolean {
  const next = letters.slice(at + 1).find((letter) => !MARK.test(letter)) ?? "";
  return JOINERS.has(next) || FORMS.get(next)?.end !== undefined;
}

/** Lam and alef are one sign. */
function ligatureAt(
  letters: ReadonlyArray<string>,
  at: number,
): { readonly forms: LetterForms; readonly end: number } | undefined {
  let end = at + 1;
  while (MARK.test(letters[end] ?? "")) end += 1;
  const forms = FORMS.get(LAM + (letters[end] ?? ""));
  return forms === undefined ? undefined : { forms, end };
}

/** Reads the forms by the letters that they stand for: one, or the two of a ligature. */
function readForms(): ReadonlyMap<string, LetterForms> {
  const codes = new Map<string, string[]>();
  for (const [from, to] of BLOCKS) {
    for (let code = from; code <= to; code += 1) {
      const form = String.fromCodePoint(code);
      const stoodFor = form.normalize("NFKC");
      if (stoodFor !== form) codes.set(stoodFor, [...(codes.get(stoodFor) ?? []), form]);
    }
  }
  return new Map(
    Array.from(codes, ([letters, [alone = "", end, begin, middle]]) => [
      letters,
      { alone, end, begin, middle },
    ]),
  );
}
