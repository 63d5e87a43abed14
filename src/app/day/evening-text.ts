/** A person's own evening, as rows of a label and what stands at its end. */

import { isTraining } from "../../domain/events/series.ts";
import { clockText, markTwice } from "../../domain/text/clock-text.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { centred, demoBlocks, textBlock } from "../../printer/documents/text-block.ts";
import { paperWords } from "../../printer/paper-words.ts";
import { eveningWords } from "../../words/made/evening/all.ts";
import { drawerLabel } from "../drawer-label.ts";
import { tenderName } from "../drawers/drawer-text.ts";
import { moneyText, type Speech } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { padEnd } from "../words/text-columns.ts";
import { type OwnEvening } from "./own-evening.ts";

const AMOUNT_CELLS = 10;

type Row = readonly [label: string, end: string];

/** Of whom and since when: above the rows. */
export function eveningTitle(till: Till, evening: OwnEvening, { locale }: Speech): string {
  const { staff, since, day } = evening;
  const words = wordsIn(eveningWords, locale);
  const person = till.staffName(staff);
  return since === undefined
    ? `${person}, ${localDate(day, locale)}`
    : words.ofShift({ person, time: clockText(markTwice(since, till.offsetMinutes)) });
}

/** Returns the rows in so many cells. */
export function eveningLines(
  till: Till,
  evening: OwnEvening,
  { speech, cells }: { readonly speech: Speech; readonly cells: number },
): ReadonlyArray<string> {
  const labelCells = cells - AMOUNT_CELLS - 1;
  return rowsOf(till, evening, speech).map(
    ([label, end]) => `${padEnd(label, labelCells)} ${end.padStart(AMOUNT_CELLS)}`,
  );
}

export function eveningToDocument(till: Till, evening: OwnEvening, speech: Speech): PrintDocument {
  const { founding } = till;
  const { receipt } = paperWords(speech.locale);
  return {
    kind: "report",
    blocks: [
      ...demoBlocks({ demo: founding.demo, training: isTraining(founding) }, receipt),
      centred(founding.name, { bold: true }),
      centred(eveningTitle(till, evening, speech)),
      { type: "rule" },
      {
        type: "table",
        aligns: ["left", "right"],
        rows: rowsOf(till, evening, speech),
      },
      textBlock(""),
      { type: "cut" },
    ],
  };
}

function rowsOf(till: Till, evening: OwnEvening, speech: Speech): ReadonlyArray<Row> {
  const words = wordsIn(eveningWords, speech.locale);
  const { receipts, sales, tenders, tips, inHand, drawers } = evening;
  return [
    [words.sales({ receipts }), moneyText(sales, speech)],
    ...tenders.map(({ method, name, amount }): Row => {
      return [name ?? tenderName(till, method, speech), moneyText(amount, speech)];
    }),
    ...drawers.map(({ place, cash }): Row => {
      const label = words.drawer({ drawer: drawerLabel(till, place) });
      return [label, cash === undefined ? words.count : moneyText(cash, speech)];
    }),
    [words.tips, moneyText(tips, speech)],
    [words.inHand, moneyText(inHand, speech)],
  ];
}
