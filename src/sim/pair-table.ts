/** The page that says what comes of each pair of acts, made of a run. */

import { type OpenItem } from "../app/attention/attention-items.ts";
import { localMoney } from "../domain/locale.ts";
import { type MinorUnits, minor, sumMinor } from "../domain/money/amounts.ts";
import { currenciesByCode, type Currency } from "../domain/money/currency.ts";
import { ACT_NAMES, TABLE_SUMS } from "./pair-acts.ts";
import { TOO_MUCH } from "./pair-looks.ts";
import { type PairResult } from "./pairs.ts";
import { FOUNDING } from "./shop-set-up.ts";

const CURRENCY = currencyOf(FOUNDING.currency);
const HEAD = [
  "on one till",
  "on the other",
  "what holds",
  "paid",
  "open",
  "too much",
  "a person is asked",
];

export function pairPage(pairs: ReadonlyArray<PairResult>): string {
  const rows = ACT_NAMES.flatMap((first, at) =>
    ACT_NAMES.slice(at).flatMap((second) => {
      const one = cellsOf(pairs, first, second);
      const other = cellsOf(pairs, second, first);
      return sameCells(one, other)
        ? [[first, second, ...one]]
        : [
            [`${first}, first`, `${second}, later`, ...one],
            [`${first}, later`, `${second}, first`, ...other],
          ];
    }),
  );
  const lines = [HEAD, HEAD.map(() => "---"), ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `${intro()}\n\n${table}\n`;
}

function intro(): string {
  const { order, other } = TABLE_SUMS;
  return `# One order on two tills apart

Two tills don't hear each other, and each does one thing to the same order. Then they hear each other. The table says what comes of it. It is made by \`npm run docs\` from a run of the simulator (\`src/sim/pairs.ts\`): real ledgers, real use cases, a virtual network. \`test/sim/pairs.test.ts\` plays it again, and holds besides that

- both tills are equal to the byte, and \`till verify\` finds nothing on either;
- each piece that was ordered lies on one bill, and is voided, paid, or open there; each cent that was taken is on a receipt, or waits on a bill;
- what was paid too much is asked about once, to the cent, and the question names the sum, the receipts and their tills; a question about what two tills said names both;
- whatever the kitchen reads twice is marked, carrying to a table apart;
- the guests can pay what is open then: nothing stays open, and nothing new is asked.

The order of ${money(order)} has two soups that are sent, a steak that the kitchen holds, a soup that nobody has sent, and three cakes. Two tables beside it have a tea of ${money(other)} each: one is where the one till moves a soup to, or puts the order, the other is where the other till does. Where a part is paid, the bill was split by two before. Who changes, changes the soups to three; who voids, voids them; a discount is 10 %; a split is by three. Where both tills do the same, the other one wants it otherwise: four soups, 20 %, by four. \`paid\`, \`open\` and \`too much\` are sums of all three orders. A row without a word on which was first is the same whichever was.`;
}

type Cells = ReadonlyArray<string>;

function cellsOf(pairs: ReadonlyArray<PairResult>, first: string, second: string): Cells {
  const pair = pairs.find((it) => it.first === first && it.second === second);
  if (pair === undefined) throw new Error(`${first} and ${second} were not played.`);
  const { receipts, open, asked } = pair.healed;
  const tooMuch = asked.filter(({ kind }) => TOO_MUCH.includes(kind));
  return [
    holdsText(pair),
    sumText(sumMinor(receipts, ({ total }) => total)),
    sumText(sumMinor(open, ({ due }) => due)),
    sumText(sumMinor(tooMuch, ({ amount = 0 }) => amount)),
    questionsText(asked),
  ];
}

/** The other way round the first act is the second one. */
function sameCells(one: Cells, other: Cells): boolean {
  return one.join("\n") === other.join("\n");
}

function holdsText({ first, second, stands: [isFirst, isSecond] }: PairResult): string {
  if (isFirst && isSecond) return "both";
  if (!isFirst && !isSecond) return "neither";
  if (first === second) return isFirst ? "the first" : "the later one";
  return `only ${isFirst ? first : second}`;
}

/** One for each kind of question, with the sum of all. */
function questionsText(asked: ReadonlyArray<OpenItem>): string {
  const byPhrase = Map.groupBy(asked, ({ text }) => phraseOf(text));
  return [...byPhrase]
    .map(([phrase, items]) => {
      const sum = sumMinor(items, ({ amount = 0 }) => amount);
      const tills = [...new Set(items.flatMap(({ text }) => tillsIn(text)))].toSorted();
      const [, other] = tills;
      const receipts =
        other === undefined ? "the receipt of its till" : "the receipts of both tills";
      const isNamed = items.some(({ text }) => /\(Till A, Till B\)/u.test(text));
      const named = isNamed ? ", with the names of both" : "";
      const about = tills.length === 0 ? named : `, with ${receipts}`;
      return `${phrase}${about}${sum === 0 ? "" : `: ${money(sum)}`}`;
    })
    .join("; ");
}

/** Without which order, which goods, whose words, which receipts and how much: `Order A7: SOUP, … (Till A, Till B), A-000001 (Till A): 7.95`. */
function phraseOf(text: string): string {
  return text
    .replace(/^Order [A-Z0-9]+: /u, "")
    .replace(/^[A-Z]+, /u, "")
    .replaceAll(/, [A-Z]-[0-9]+ \([^)]*\)/gu, "")
    .replace(/ \(Till [A-Z](?:, Till [A-Z])*\)/u, "")
    .replace(/: [0-9.,]+$/u, "");
}

function tillsIn(text: string): ReadonlyArray<string> {
  return [...text.matchAll(/\((?<till>Till [A-Z])\)/gu)].map(
    (match) => match.groups?.["till"] ?? "",
  );
}

function sumText(amount: MinorUnits): string {
  return amount === 0 ? "" : money(amount);
}

function currencyOf(code: string): Currency {
  const currency = currenciesByCode.get(code);
  if (currency === undefined) throw new Error(`There is no money called ${code}.`);
  return currency;
}

function money(amount: number): string {
  return localMoney(minor(amount), CURRENCY, "en");
}
