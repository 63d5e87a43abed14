/** `till printer status`: how each printer of the shop is, and what it needs. */

import { tillName } from "../../app/mesh/mesh-report.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { lostLetters } from "../../app/printing/lost-letters.ts";
import { NO_PRINTER } from "../../app/printing/papers.ts";
import { type PrinterReport, reportPrinters } from "../../app/printing/printer-report.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliPrintersWords } from "../../words/made/cliPrinters/all.ts";
import { type CliPrintersWords } from "../../words/made/cliPrinters/words.ts";
import { troubleWords } from "../../words/made/trouble/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

const said = sentencesOf(cliPrintersWords);

export function statusOfPrinters(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const holder = await open.printing.askHolder();
    const mesh = holder.type === "answered" ? holder.mesh : undefined;
    const locale = console.locale();
    const lost = new Map(lostLetters(open).map(({ id, letters }) => [id, letters]));
    const printers = reportPrinters(open, mesh).map((report) =>
      Object.assign(toJson(open, report, locale), { lost: lost.get(report.id) ?? [] }),
    );
    if (options.json === true) console.json({ printers });
    else if (printers.length === 0) console.say(said(({ status }) => status.none));
    else {
      for (const { name, sentence, lost: letters } of printers) {
        const facts = { name, sentence, letters: letters.join(" ") };
        console.words(
          said(({ status }) => oneLine(status.row(facts))),
          2,
        );
      }
    }
    return printers.every(({ isWell }) => isWell) ? EXIT.fine : EXIT.foundWrong;
  });
}

function toJson(open: OpenTill, report: PrinterReport, locale: Locale) {
  const { id, name, state, trouble, waiting, asking, awaited, driver } = report;
  const admission = open.till.ledger.admission();
  return {
    id,
    name,
    state,
    trouble: trouble ?? null,
    sentence: sentenceOf(open, report, locale),
    drivenBy: driver === undefined ? null : tillName(admission, driver),
    waiting,
    asking,
    awaited,
    isWell: state === "ok" || (state === "far" && awaited === 0),
  };
}

function sentenceOf(open: OpenTill, report: PrinterReport, locale: Locale): string {
  const { state, trouble, id } = report;
  const { status } = wordsIn(cliPrintersWords, locale);
  const papers = papersText(report, status);
  switch (state) {
    case "ok":
      return report.isUnasked ? status.unasked : status.ready;
    case "waiting":
    case "asking":
      return papers;
    case "gone":
      return id === NO_PRINTER ? status.unserved({ papers }) : status.gone({ papers, id });
    case "off": {
      const why = wordsIn(troubleWords, locale)[trouble ?? "off"];
      return [why, papers].filter((text) => text !== "").join("; ");
    }
    case "undriven":
      return status.undriven;
    case "far":
      return farSentence(open, report, status);
    default:
      return assertNever(state, "state of a printer");
  }
}

type StatusWords = CliPrintersWords["status"];

function papersText({ waiting, asking }: PrinterReport, words: StatusWords): string {
  return [
    ...(waiting === 0 ? [] : [words.waiting({ count: waiting })]),
    ...(asking === 0 ? [] : [words.asking({ count: asking })]),
  ].join(", ");
}

function farSentence({ till }: OpenTill, report: PrinterReport, words: StatusWords): string {
  const { driver, isConnected, awaited } = report;
  if (driver === undefined) throw new Error(`Nobody drives ${report.id}.`);
  return words.far({
    till: tillName(till.ledger.admission(), driver),
    isConnected: isConnected !== false,
    awaited,
    papers: papersText(report, words),
  });
}
