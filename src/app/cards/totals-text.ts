/** A terminal's totals beside those of the tills, as lines in a language and as JSON. */

import { sumMinor, zeroMinor } from "../../domain/money/amounts.ts";
import { movedAt } from "../../domain/terminals/settlements.ts";
import { type ComparedTotals } from "../../domain/terminals/terminal-totals.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { terminalTotalsWords } from "../../words/made/terminalTotals/all.ts";
import { wallToText } from "../orders/order-json.ts";
import { moneyText, type Speech } from "../speech.ts";

/** Returns what both say, all together and brand by brand, and what to do about a difference. */
export function totalsText(
  name: string,
  compared: ComparedTotals,
  speech: Speech,
): ReadonlyArray<string> {
  const words = wordsIn(terminalTotalsWords, speech.locale);
  const { offline } = compared;
  const { ledger, terminal } = compared.all;
  const risk = sumMinor(offline, (payment) => movedAt(payment) ?? zeroMinor);
  const said = terminal === null ? words.untold : moneyText(terminal, speech);
  const difference = (terminal ?? ledger.sum) - ledger.sum;
  return [
    words.head({ name, said, sum: moneyText(ledger.sum, speech) }),
    ...brandsText(name, compared, speech),
    ...(offline.length === 0
      ? []
      : [words.offline({ name, count: offline.length, money: moneyText(risk, speech) })]),
    ...(difference === 0 ? [] : [adviceText(name, difference, speech)]),
  ];
}

/** Returns the same by brand, and whether a brand only has another name. */
export function brandsText(
  name: string,
  { all, lines }: ComparedTotals,
  speech: Speech,
): ReadonlyArray<string> {
  const words = wordsIn(terminalTotalsWords, speech.locale);
  const isSumEven = all.terminal === null || all.terminal === all.ledger.sum;
  return [
    ...lines.map(({ brand, ledger, terminal }) => {
      const difference = terminal === null ? 0 : terminal.sum - ledger.sum;
      return `  ${words.line({
        brand: brand === "" ? words.noBrand : brand,
        said: terminal === null ? words.untold : moneyText(terminal.sum, speech),
        sum: moneyText(ledger.sum, speech),
        difference: difference === 0 ? "" : moneyText(difference, speech),
      })}`;
    }),
    ...(isSumEven && lines.some(isApart) ? [words.otherBrand({ name })] : []),
  ];
}

/** Returns what a person does about a difference: above zero the terminal has more than the tills. */
export function adviceText(name: string, difference: number, speech: Speech): string {
  const words = wordsIn(terminalTotalsWords, speech.locale);
  const money = moneyText(Math.abs(difference), speech);
  return difference > 0 ? words.more({ name, money }) : words.less({ name, money });
}

function isApart({ terminal, ledger }: ComparedTotals["lines"][number]): boolean {
  return terminal !== null && terminal.sum !== ledger.sum;
}

export function totalsJson({
  settled,
  since,
  all,
  lines,
  offline,
}: ComparedTotals): Readonly<Record<string, unknown>> {
  return {
    at: wallToText(settled),
    since: since === undefined ? null : wallToText(since),
    terminal: all.terminal,
    tills: all.ledger.sum,
    brands: lines.map(({ brand, ledger, terminal }) => ({
      brand,
      terminal: terminal?.sum ?? null,
      terminalCount: terminal?.count ?? null,
      tills: ledger.sum,
      tillsCount: ledger.count,
    })),
    offline: offline.map(({ id }) => id),
  };
}
