/** `till card settle|status`: a terminal's end of day, and how each terminal stands. */

import { type SettledTerminal } from "../../app/cards/settle-terminal.ts";
import { terminalStatuses, type TerminalStatus } from "../../app/cards/terminal-status.ts";
import { reasonText, statusText } from "../../app/cards/terminal-words.ts";
import { totalsJson, totalsText } from "../../app/cards/totals-text.ts";
import { tillName } from "../../app/mesh/mesh-report.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { wallToText } from "../../app/orders/order-json.ts";
import { moneyText } from "../../app/speech.ts";
import { type Till } from "../../app/till/till.ts";
import { settlementsOf } from "../../domain/terminals/settlements.ts";
import { type ComparedTotals, compareTotals } from "../../domain/terminals/terminal-totals.ts";
import { type Terminal } from "../../domain/terminals/terminals.ts";
import { cliCardWords } from "../../words/made/cliCard/all.ts";
import { cliSettleWords } from "../../words/made/cliSettle/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conflictFault, unreachableFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
import { chosenTerminal } from "./card-pay.ts";
import { lostFault } from "./card.ts";

const said = sentencesOf(cliSettleWords);
const cardSaid = sentencesOf(cliCardWords);

/** Ends with 1 where the terminal's sums are not those of the tills. */
export function settleTheTerminal(
  id: string | undefined,
  options: JsonOptions & StaffOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till, cards } = open;
    const actor = await whoActs(till, options, console);
    const chosen = chosenTerminal(open, id)?.id ?? id;
    if (chosen === undefined) throw conflictFault(said((words) => words.none));
    const name = nameOf(open, chosen);
    const settled = await cards.settle(actor, {
      id: chosen,
      onTold: () => {
        console.say(said((words) => words.asks({ name })));
      },
      onStatus: (status) => {
        console.say((locale) => `${name}: ${statusText(status, locale)}`);
      },
    });
    const { terminal, ended } = valueOf(settled, till);
    throwUnlessEnded(terminal, ended, name);
    const compared = lastCompared(till, chosen);
    if (options.json === true) {
      console.json({
        currency: till.currency.code,
        id: chosen,
        state: "done",
        totals: compared === undefined ? null : totalsJson(compared),
      });
    } else {
      console.out(said((words) => words.done({ name })));
      const lines =
        compared === undefined ? [] : totalsText(name, compared, speechIn(console, till));
      for (const line of lines) console.out(line);
    }
    const isEven =
      compared === undefined ||
      (compared.all.terminal ?? compared.all.ledger.sum) === compared.all.ledger.sum;
    return isEven ? EXIT.fine : EXIT.foundWrong;
  });
}

function nameOf({ cards }: OpenTill, id: string): string {
  return oneLine(cards.terminals().find((terminal) => terminal.id === id)?.name ?? id);
}

function throwUnlessEnded(terminal: Terminal, ended: SettledTerminal["ended"], name: string): void {
  switch (ended.type) {
    case "ended":
      return;
    case "refused":
      throw conflictFault(
        said((words, locale) => words.refused({ name, why: reasonText(ended.code, locale) })),
      );
    case "lost":
      throw conflictFault(said((words) => words.unknown({ name })));
    default:
      if (ended.why === "busy") throw unreachableFault(cardSaid(({ pay }) => pay.busy({ name })));
      throw lostFault(
        terminal,
        ended.why === "no-answer" || ended.why === "not-begun" ? undefined : ended.why,
      );
  }
}

function lastCompared({ ledger }: Till, id: string): ComparedTotals | undefined {
  return ledger.read((view) => {
    const last = settlementsOf(view, id).at(-1);
    return last && compareTotals(view, id, last);
  });
}

export function showTerminals(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill({ ...options, onlyLooks: true }, console, ({ till }) => {
    const statuses = terminalStatuses(till);
    if (options.json === true) {
      console.json({
        currency: till.currency.code,
        terminals: statuses.map((status) => toJson(till, status)),
      });
      return EXIT.fine;
    }
    if (statuses.length === 0) console.say(cardSaid(({ list }) => list.none));
    for (const status of statuses) tell(till, status, console);
    return EXIT.fine;
  });
}

function toJson(
  till: Till,
  { terminal, isDrivenHere, last, waiting, unknown, seen }: TerminalStatus,
) {
  return {
    id: terminal.id,
    name: terminal.name,
    drivenBy: tillName(till.ledger.admission(), terminal.driver),
    isDrivenHere,
    lastEnd:
      last === undefined
        ? null
        : {
            day: last.day,
            at: wallToText(last),
            state: last.state === "open" ? "unknown" : last.state,
            amount: last.totals?.amount ?? null,
          },
    waiting,
    unknown,
    seen: seen === undefined ? null : wallToText(seen),
  };
}

function tell(till: Till, status: TerminalStatus, console: Console): void {
  const { terminal, last, waiting, unknown, seen } = status;
  const speech = speechIn(console, till);
  const driver = tillName(till.ledger.admission(), terminal.driver);
  const name = oneLine(terminal.name);
  console.out(said(({ status: s }) => s.terminal({ id: terminal.id, name, till: driver })));
  const lines = [
    last === undefined
      ? said(({ status: s }) => s.never)
      : said(({ status: s }) => s.last({ at: timeText(wallToText(last)), state: last.state })),
    said(({ status: s }) =>
      s.waiting({ count: waiting.count, money: moneyText(waiting.sum, speech) }),
    ),
    ...(unknown.count === 0
      ? []
      : [said(({ status: s }) => s.unknown({ money: moneyText(unknown.sum, speech) }))]),
    ...(seen === undefined
      ? []
      : [said(({ status: s }) => s.seen({ at: timeText(wallToText(seen)) }))]),
  ];
  for (const line of lines) console.out((locale) => `  ${line(locale)}`);
}

/** `2026-11-20 23:40` */
function timeText(at: string | null): string {
  return (at ?? "").slice(0, 16).replace("T", " ");
}
