/** `till drawer safe in|out|bank|show`. */

import { maySeeCash } from "../../app/drawers/drawer-seen.ts";
import { cashText } from "../../app/drawers/drawer-text.ts";
import { safeNow } from "../../app/drawers/drawers.ts";
import { performBeside } from "../../app/orders/perform-act.ts";
import { type Speech } from "../../app/speech.ts";
import { type Till } from "../../app/till/till.ts";
import { textColumns } from "../../app/words/text-columns.ts";
import { OWN, type SafeMove } from "../../domain/events/drawer-events.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { drawerWords } from "../../words/made/drawer/all.ts";
import { answer } from "../answer.ts";
import { oneAmount } from "../cash-words.ts";
import { type Console } from "../console.ts";
import { type DrawerOptions } from "../drawer-here.ts";
import { type ExitCode } from "../exit-codes.ts";
import { refusalFault } from "../refusal-fault.ts";
import { whoIsThere } from "../with-till.ts";

export function moveTheSafe(
  [what, text, words]: readonly [SafeMove, string, ReadonlyArray<string>],
  options: DrawerOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { till } = at;
    const { currency, amount } = oneAmount(text, till.currency);
    const reason = words.join(" ");
    await at.perform((by) =>
      performBeside(till, by, { act: "move-safe", what, currency, amount, reason }),
    );
    return {
      json: () => safeToJson(till),
      lines: () => {
        const speech = at.speech();
        const { safe } = wordsIn(drawerWords, speech.locale);
        const moved = safe[what]({ money: cashText(amount, currency ?? OWN, speech) });
        return [moved, ...safeLines(till, speech)];
      },
    };
  });
}

export function showTheSafe(options: DrawerOptions, console: Console): Promise<ExitCode> {
  return answer(options, console, async ({ till, speech }) => {
    const actor = await whoIsThere(till, options, console);
    if (!maySeeCash(till, actor)) {
      const staff = actor.number;
      throw refusalFault({ type: "permission/missing", permission: "reports", staff }, till);
    }
    return { json: () => safeToJson(till), lines: () => safeLines(till, speech()) };
  });
}

function safeToJson(till: Till) {
  return {
    currency: till.currency.code,
    safe: rowsOf(till).map(([currency, amount]) => ({
      currency: currency === OWN ? till.currency.code : currency,
      amount,
    })),
  };
}

function safeLines(till: Till, speech: Speech): ReadonlyArray<string> {
  const words = wordsIn(drawerWords, speech.locale);
  const rows = rowsOf(till).map(([currency, amount]) => ({
    label: words.inSafe({ currency: currency === OWN ? till.currency.code : currency }),
    amount: cashText(amount, currency, speech),
  }));
  return textColumns(rows, { labelCells: 34, amountCells: 10 });
}

/** The shop's own money stands there also where none of it lies in the safe. */
function rowsOf(till: Till): ReadonlyArray<readonly [string, number]> {
  const sums = new Map(safeNow(till));
  const own = sums.get(OWN) ?? 0;
  return [[OWN, own], ...[...sums].filter(([currency, sum]) => currency !== OWN && sum !== 0)];
}
