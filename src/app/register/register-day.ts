/** The close of a day at the register: what is open, and what the close came to. */

import { err, ok } from "../../domain/base/result.ts";
import { closedDay } from "../../domain/day/closed-day.ts";
import { shopTimeOn } from "../../domain/settings/shop-time.ts";
import { localDay, type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type DayDesk, type DayOpen } from "../../tui/ports/day-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { offText } from "../day/close-text.ts";
import { type DayTurn } from "../day/day-turn.ts";
import { askToClose, whatIsOpen } from "../day/what-is-open.ts";
import { findZ, zDocument } from "../day/z-papers.ts";
import { maySeeCash } from "../drawers/drawer-seen.ts";
import { tryStore } from "../store-errors.ts";
import { type Till } from "../till/till.ts";
import { resultOf } from "./day-closings.ts";
import { type Desk } from "./register-desk.ts";
import { printDayPaper, shownDrawerName } from "./register-drawers.ts";

export function dayActions(desk: Desk): DayDesk {
  const { till, actor, closings, turns } = desk;
  let seen: { readonly at: string; readonly open: DayOpen } | undefined;

  function look(): DayOpen {
    // The answer is kept for a second, because each part of a frame asks for it.
    const second = Math.floor(desk.open.clock.nowMs() / 1000);
    const at = `${second} ${till.ledger.store.lastArrival()}`;
    if (seen?.at !== at) seen = { at, open: openNow(desk) };
    return seen.open;
  }

  return {
    look,
    close: () => {
      const { now: day } = till.days();
      // Nothing is written by it: the box closes, and a person asks for it.
      const asked = askToClose(till, actor);
      if (!asked.ok) return desk.refused(asked.fault);
      const locale = desk.locale();
      closings.start({ day, locale, asked: actor.approval?.by ?? actor.number });
      desk.undos.push(desk.screen.order(), [{ type: "stays", what: "day" }]);
      return ok(undefined);
    },
    printZ: (name) => {
      const z = findZ(till, name);
      if (z === undefined) return desk.refused({ type: "z/unknown", text: name });
      return printDayPaper(desk, { id: z.id, document: zDocument(till, z) });
    },
    turn: (begins) => {
      if (begins) tryStore(() => turns.begin(actor), desk.locale());
      else turns.goOn(actor);
    },
  };
}

function openNow({ till, actor, open, ...desk }: Desk): DayOpen {
  const { now: day } = till.days();
  const locale = desk.locale();
  const view = open.printing.mesh();
  const seesExpected = maySeeCash(till, actor);
  const found = whatIsOpen({ ...open, view }, { day, seesExpected });
  const { orders, waiting, drawers, tabs, people, papers, attention, tills } = found;
  const closed = till.ledger.read((read) => closedDay(read, day));
  return {
    day: localDay(day, locale),
    orders,
    waiting: waiting.map(({ number, destination: { table, name }, goods }) => ({
      number,
      table,
      name,
      goods,
    })),
    drawers: drawers.map(({ place }) => shownDrawerName(till, place)),
    tabs: tabs.map(({ order: number, destination: { table, name }, sum, until }) => {
      return {
        number,
        table,
        name,
        sum,
        until: until === undefined ? "" : localDay(until, locale),
      };
    }),
    people,
    papers,
    attention,
    tills: tills.map(({ name }) => name),
    off: offText(tills, { locale }),
    closed: closed.closes.length === 0 ? undefined : resultOf(till, { day, locale }, closed),
  };
}

/** Which day it is to be, of somebody who stayed past the cut-over with something of theirs open. */
export function askDay(
  { ledger, founding }: Pick<Till, "ledger" | "founding">,
  { from, to }: Extract<DayTurn, { type: "asks" }>,
  locale: Locale,
): { readonly ok: false; readonly fault: Refusal } {
  const { cutover } = ledger.read((view) => shopTimeOn(view, founding, to));
  const time = `${twoDigits(Math.floor(cutover / 60))}:${twoDigits(cutover % 60)}`;
  const { pastCutover } = wordsIn(tillWords, locale).desk;
  const asksDay = { from: localDay(from, locale), to: localDay(to, locale) };
  return err({ message: pastCutover({ time, from: asksDay.from, to: asksDay.to }), asksDay });
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
