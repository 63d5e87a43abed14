/** Whether a day is all here, till by till, as text in a language. */

import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type DayTill } from "../../report/day-tills.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { type DayWords } from "../../words/made/day/words.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { type Till } from "../till/till.ts";

export interface DayTillsText {
  /** A line for each till, where one is missing; otherwise the figures are enough. */
  readonly lines: ReadonlyArray<string>;
  /** The missing tills, and since when; undefined for none. */
  readonly missing: string | undefined;
}

/** The text where no till is missing, as in a shop of one till. */
export const ALL_HEARD: DayTillsText = { lines: [], missing: undefined };

export function dayTillsToText(
  tills: ReadonlyArray<DayTill>,
  {
    till: { offsetMinutes },
    locale,
    nowMs,
  }: {
    readonly till: Pick<Till, "offsetMinutes">;
    readonly locale: Locale;
    readonly nowMs: number;
  },
): DayTillsText {
  const missing = tills.filter(({ isWhole }) => !isWhole);
  if (missing.length === 0) return ALL_HEARD;
  const words = wordsIn(dayWords, locale).till;

  function since(one: DayTill): string | undefined {
    return one.heardAt && shopTimeText({ offsetMinutes, locale }, one.heardAt.wallMs, nowMs);
  }

  function tillLine(one: DayTill): string {
    const state = [stateText(one, since(one), words), heldText(one, words)].join(", ");
    return `${one.isWhole ? " " : "!"} ${deviceName(one)}: ${state}`;
  }

  return {
    lines: tills.map(tillLine),
    missing: missing.map((one) => missingText(one, since(one), words)).join(", "),
  };
}

function stateText(one: DayTill, since: string | undefined, words: DayWords["till"]): string {
  const { isSelf, isWhole, isConnected, shutOut, without } = one;
  if (isSelf) return words.self;
  if (without !== undefined) return words.without({ reason: without });
  if (isWhole) return isConnected ? words.inStep : words.heardSince;
  if (shutOut !== undefined) return words.shutOut({ reason: shutOut.reason, since });
  return isConnected ? words.behind : words.notHeard({ since });
}

/** `D Terrace (not heard since 14:02)` */
function missingText(one: DayTill, since: string | undefined, words: DayWords["till"]): string {
  const isOut = one.shutOut !== undefined;
  const how = isOut ? words.unknown({ since }) : stateText(one, since, words);
  return `${deviceName(one)} (${how})`;
}

function heldText({ chains }: DayTill, words: DayWords["till"]): string {
  const last = chains.at(-1);
  return last === undefined
    ? words.heldNothing
    : words.held({ series: last.series, seq: last.seq });
}
