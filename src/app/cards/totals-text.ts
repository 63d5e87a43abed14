/** A terminal's totals beside those of the tills, as lines in a language and as JSON. */

import { sumMinor } from "../../domain/money/amounts.ts";
import { type ComparedTotals } from "../../domain/terminals/terminal-totals.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { terminalTotalsWords } from "../../words/made/terminalTotals/all.ts";
import { wallToText } from "../orders/order-json.ts";
import { moneyText, type Speech } from "../speech.ts";

/** Returns what both say, brand by brand; the last line says what to do about a difference. */
export function totalsText(
  name: string,
  { all, lines, offline }: ComparedTotals,
  speech: Speech,
): ReadonlyArray<string> {
  const words = wordsIn(terminalTotalsWords, speech.locale);
  const said = all.terminal === null ? words.untold : moneyText(all.terminal, speech);
  const risk = sumMinor(offline, ({ payment }) => payment.captured?.amount ?? 0);
  return [
    words.head({ name, said, sum: moneyText(all.ledger.sum, speech) }),
    ...lines.map(({ brand, ledger, terminal }) => {
      const difference = terminal === null ? 0 : terminal.sum - ledger.sum;
      return `  ${words.line({
        brand: brand === "" ? words.noBrand : brand,
        said: terminal === null ? words.untold : moneyText(terminal.sum, speech),
        sum: moneyText(ledger.sum, speech),
        difference: difference === 0 ? "" : moneyText(difference, speech),
      })}`;
    }),
    ...(offline.length === 0
      ? []
      : [words.offline({ name, count: offline.length, money: moneyText(risk, speech) })]),
    ...adviceText(name, { all, lines }, speech),
  ];
}

/** Returns what a person does about a difference; nothing where there is none. */
export function adviceText(
  name: string,
  { all, lines }: Pick<ComparedTotals, "all" | "lines">,
  speech: Speech,
): ReadonlyArray<string> {
  const words = wordsIn(terminalTotalsWords, speech.locale);
  const difference = (all.terminal ?? all.ledger.sum) - all.ledger.sum;
  const money = moneyText(Math.abs(difference), speech);
  if (difference > 0) return [words.more({ name, money })];
  if (difference < 0) return [words.less({ name, money })];
  return lines.some(isApart) ? [words.otherBrand({ name })] : [];
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
