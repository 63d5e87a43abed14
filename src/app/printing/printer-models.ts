/** Which model a printer is, by what it calls itself, and how wide it prints then. */

import { carefulFor, type Printer, USUAL_PRINTER } from "../../domain/printers/printers.ts";
import { factsOfLocale, type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { isEasy } from "../../printer/encoding/printable-text.ts";
import { generic80, profileNamed } from "../../printer/encoding/profile.ts";
import { tillWords } from "../../words/made/till/all.ts";

/** The profiles by a printer's own name; the first that fits. */
const MODELS: ReadonlyArray<readonly [RegExp, string]> = [
  [/tm-?t88 ?(?:vii|vi|v)\b/u, "epson-tm-t88"],
  [/tm-?t88 ?iv\b/u, "epson-tm-t88iv"],
  [/tm-?t88/u, "epson-tm-t88iii"],
  [/tm-?t20/u, "epson-tm-t20"],
  [/tm-?m30/u, "epson-tm-m30"],
  [/tm-?u220/u, "epson-tm-u220"],
  [/epson/u, "epson-80"],
  [/star|tsp|mc-?print/u, "star"],
  [/citizen|ct-s/u, "citizen"],
  [/bixolon|srp-/u, "bixolon"],
  [/rongta|rp32\d|rp33\d/u, "rongta"],
  [/munbyn|itpp047/u, "munbyn"],
  [/kr-306|yhd-8390/u, "kr-306"],
  [/th230/u, "wincor-th230"],
  [/5890|p822d/u, "pos-5890"],
];
/** The profiles that fit any model of a maker, and say less than one of the model. */
const OF_MAKER: ReadonlySet<string> = new Set(["epson-80"]);

/** The columns on 58 mm paper. */
export const NARROW_COLUMNS = 32;

/** Returns the profile of a model. An unknown model gets no command that only some understand. */
export function profileFor(model: string, width: 58 | 80): string {
  return profileCalled(model) ?? carefulFor(width);
}

/** Returns the models of a profile: makers' names as they are, and in words of the language where there is none. */
export function modelsOf(profile: string, locale: Locale): string {
  const inWords: Readonly<Record<string, string>> = wordsIn(tillWords, locale).printerModels;
  return inWords[profile] ?? profileNamed(profile)?.models ?? profile;
}

/** Returns the columns in font A, on the widest paper. */
export function columnsOf(profile: string): number {
  return profileNamed(profile)?.columns ?? USUAL_PRINTER.columns;
}

/** Whether the model is known to have a buzzer. */
export function hasBuzzer(profile: string): boolean {
  return profileNamed(profile)?.buzzer !== undefined;
}

/** Letters of that language that it has on no code page: it prints a line with one as a picture. */
export function picturedLetters(
  { profile }: Pick<Printer, "profile">,
  locale: Locale,
): ReadonlyArray<string> {
  const model = profileNamed(profile) ?? generic80;
  return Array.from(factsOfLocale(locale).letters).filter((letter) => !isEasy(letter, model));
}

function profileCalled(model: string): string | undefined {
  const name = model.toLowerCase();
  return MODELS.find(([pattern]) => pattern.test(name))?.[1];
}

type Spoken = Pick<Printer, "profile" | "columns">;

/**
 * How one is spoken to that calls itself so. What a person has said of its paper holds: a printer
 * doesn't know how wide its roll is.
 */
export function spokenTo(model: string, now: Spoken): Spoken {
  const profile = profileCalled(model) ?? now.profile;
  const isLess = OF_MAKER.has(profile) && now.profile.startsWith("epson-");
  if (profile === now.profile || isLess) return { profile: now.profile, columns: now.columns };
  const { columns } = profileNamed(profile) ?? now;
  const isSaid =
    now.columns <= NARROW_COLUMNS || now.columns !== profileNamed(now.profile)?.columns;
  return { profile, columns: isSaid ? Math.min(now.columns, columns) : columns };
}
