/** Says a doubt in a language, alike on papers, on screens and in the shell. Sources: see doubts.ts. */

import { type Doubts } from "./doubts.ts";
import { durationText } from "./duration-text.ts";
import { type Language, languageOf, type Locale } from "./locale.ts";

interface DoubtWords {
  readonly clock: string;
  readonly clockOff: (off: string, isAhead: boolean) => string;
  readonly behind: string;
}

const WORDS: Readonly<Record<Language, DoubtWords>> = {
  en: {
    clock: "Time not certain",
    clockOff: (off, isAhead) => `Time not certain: clock ${off} ${isAhead ? "ahead" : "behind"}`,
    behind: "Till had not heard all of the shop yet",
  },
  de: {
    clock: "Uhrzeit unsicher",
    clockOff: (off, isAhead) => `Uhrzeit unsicher: Uhr geht ${off} ${isAhead ? "vor" : "nach"}`,
    behind: "Kasse hatte noch nicht den ganzen Betrieb gehört",
  },
  fr: {
    clock: "Heure incertaine",
    clockOff: (off, isAhead) =>
      `Heure incertaine : horloge en ${isAhead ? "avance" : "retard"} de ${off}`,
    behind: "La caisse n'avait pas encore entendu tout le commerce",
  },
  es: {
    clock: "Hora no segura",
    clockOff: (off, isAhead) =>
      `Hora no segura: reloj ${isAhead ? "adelantado" : "atrasado"} ${off}`,
    behind: "La caja aún no había oído todo el negocio",
  },
};

/** Returns one text for each doubt; none where there is none. */
export function doubtTexts(doubts: Doubts | undefined, locale: Locale): ReadonlyArray<string> {
  const { clock, behind } = doubts ?? {};
  const words = WORDS[languageOf(locale)];
  return [
    ...(clock === undefined ? [] : [clockText(clock, words, locale)]),
    ...(behind === undefined ? [] : [words.behind]),
  ];
}

function clockText(
  { aheadMs }: NonNullable<Doubts["clock"]>,
  words: DoubtWords,
  locale: Locale,
): string {
  if (aheadMs === null) return words.clock;
  return words.clockOff(durationText(aheadMs, locale), aheadMs > 0);
}
