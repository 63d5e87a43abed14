/**
 * The ends of day that a register has its card terminals make. One may take minutes and the till sells on
 * meanwhile: what is known soon is said to whoever asked, and all else is news.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { type Clock } from "../../domain/ports.ts";
import { endBefore, movedSinceEnd, settlementsOf } from "../../domain/terminals/settlements.ts";
import { terminalPlace } from "../../domain/terminals/terminal-text.ts";
import { type ComparedTotals, compareTotals } from "../../domain/terminals/terminal-totals.ts";
import { type Terminal } from "../../domain/terminals/terminals.ts";
import { momentText } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type TerminalNews } from "../../tui/ports/card-port.ts";
import { type EndedTerminalDay } from "../../tui/ports/terminals-port.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { type CardDesk } from "../cards/card-desk.ts";
import { type SettledTerminal } from "../cards/settle-terminal.ts";
import { reasonText, statusText } from "../cards/terminal-words.ts";
import { errorText } from "../error-text.ts";
import { moneyText } from "../speech.ts";
import { type Actor, type Till } from "../till/till.ts";
import { refusalSentence } from "./refusal-sentence.ts";

/** Somebody who waits for longer has other things to do. */
const SOON_MS = 2000;

/** What became of it; undefined while it is under way. */
type Ended = Result<SettledTerminal, RefusalFacts> | undefined;

export interface EndsOfDay {
  /** Has a terminal end its day; resolves once it has, or soon with undefined where it takes longer. */
  readonly begin: (actor: Actor, id: string) => Promise<Ended>;
  /** Returns what a terminal is at that ends its day; undefined for one that does not. */
  readonly atWork: (id: string, locale: Locale) => string | undefined;
  /** Returns what became of those that took longer, once. */
  readonly take: (locale: Locale) => ReadonlyArray<TerminalNews>;
}

export interface EndsOfDayDeps {
  readonly till: Till;
  readonly cards: Pick<CardDesk, "settle">;
  readonly clock: Clock;
  readonly changed: () => void;
  readonly onLog: (line: string) => void;
}

export function endsOfDay({ till, cards, clock, changed, onLog }: EndsOfDayDeps): EndsOfDay {
  const statusById = new Map<string, number | undefined>();
  let news: ReadonlyArray<Result<SettledTerminal, RefusalFacts>> = [];

  return {
    begin: async (actor, id) => {
      let isLate = false;
      const { promise: soon, resolve } = Promise.withResolvers<undefined>();
      const stopWaiting = clock.after(SOON_MS, () => {
        isLate = true;
        resolve(undefined);
      });

      async function settle(): Promise<Ended> {
        statusById.set(id, undefined);
        try {
          const ended = await cards.settle(actor, { id, onStatus });
          if (isLate) news = [...news, ended];
          return ended;
        } finally {
          stopWaiting();
          statusById.delete(id);
          changed();
        }
      }

      function onStatus(status: number): void {
        statusById.set(id, status);
        changed();
      }

      const settled = settle();
      settled.catch((error: unknown) => {
        onLog(errorText(error));
      });
      return Promise.race([settled, soon]);
    },
    atWork: (id, locale) => {
      if (!statusById.has(id)) return undefined;
      const status = statusById.get(id);
      const { asking } = wordsFor({ locale }).officeTerminals;
      return status === undefined ? asking : statusText(status, locale);
    },
    take: (locale) => {
      if (news.length === 0) return [];
      const taken = news;
      news = [];
      return taken.map((ended) => {
        const said = endedText(till, ended, locale);
        return said.ok ? { level: "done", text: said.value } : { level: "error", text: said.fault };
      });
    },
  };
}

/** Returns what became of an end of day; a fault for whatever a person has to see to. */
export function endedText(
  till: Till,
  settled: Result<SettledTerminal, RefusalFacts>,
  locale: Locale,
): Result<string, string> {
  if (!settled.ok) return err(refusalSentence(settled.fault, till, locale));
  const { terminal, ended } = settled.value;
  const { officeTerminals: w, cards } = wordsFor({ locale });
  const { name } = terminal;
  switch (ended.type) {
    case "ended":
      return sumsText(till, terminal, locale);
    case "refused":
      return err(w.notEnded({ name, why: reasonText(ended.code, locale) }));
    case "lost":
      return err(w.endUnknown({ name }));
    default: {
      const { why } = ended;
      if (why === "busy") return err(w.isBusy({ name }));
      if (why === "no-answer" || why === "not-begun") {
        return err(w.noAnswer({ name, at: terminalPlace(terminal) }));
      }
      return err(cards[why]({ name }));
    }
  }
}

function sumsText(till: Till, { id, name }: Terminal, locale: Locale): Result<string, string> {
  const { officeTerminals: w } = wordsFor({ locale });
  const all = lastSums(till, id)?.all;
  const sum = all?.ledger.sum ?? 0;
  const difference = (all?.terminal ?? sum) - sum;
  const speech = { locale, currency: till.currency };
  if (difference === 0) return ok(w.endedDay({ name, money: moneyText(sum, speech) }));
  return err(w.endedApart({ name, money: moneyText(Math.abs(difference), speech) }));
}

function lastSums({ ledger }: Till, id: string): ComparedTotals | undefined {
  return ledger.read((view) => {
    const last = settlementsOf(view, id).at(-1);
    return last && compareTotals(view, id, last);
  });
}

/** Returns the last end of day that the terminal was told; undefined for none that is kept. */
export function lastEndOf(till: Till, id: string, locale: Locale): EndedTerminalDay | undefined {
  const sums = lastSums(till, id);
  if (sums === undefined) return undefined;
  const { settled, lines, all } = sums;
  const state = settled.state === "open" ? "unknown" : settled.state;
  const at = momentText({ ...settled, isTwice: false }, locale);
  if (state !== "done") return { at, state, sums: [] };
  const { noBrand } = wordsFor({ locale }).officeTerminals;
  return {
    at,
    state,
    sums: [
      { brand: undefined, terminal: all.terminal, tills: all.ledger.sum },
      ...lines.map(({ brand, terminal, ledger }) => ({
        brand: brand === "" ? noBrand : brand,
        terminal: terminal?.sum ?? null,
        tills: ledger.sum,
      })),
    ],
  };
}

/** Whether the terminal has ended its day today, and moved nothing since: nothing is left to end. */
export function hasNothingToEnd({ ledger, days }: Till, id: string): boolean {
  return ledger.read((view) => {
    const last = endBefore(settlementsOf(view, id), undefined);
    return last?.day === days().now && movedSinceEnd(view, id).length === 0;
  });
}
