/** `till printer probe`, and what `till printer add` asks a printer: what it can, and which one it is. */

import { type OpenTill } from "../../app/open-till.ts";
import { ask, probe, type Probe, type ProbeFault } from "../../app/printing/printer-finding.ts";
import { modelsOf, NARROW_COLUMNS, picturedLetters } from "../../app/printing/printer-models.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { isInSoftware } from "../../domain/events/printer-connection.ts";
import { type PrinterFields } from "../../domain/office/printer-text.ts";
import {
  carefulFor,
  isDrivenBy,
  type Printer,
  USUAL_PRINTER,
} from "../../domain/printers/printers.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliPrintersWords } from "../../words/made/cliPrinters/all.ts";
import { troubleWords } from "../../words/made/trouble/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type CommandFault, conflictFault, unreachableFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { type ChangePrinterOptions, ownPrinter } from "../printer-named.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { whoActs, withTill } from "../with-till.ts";

const say = sentencesOf(cliPrintersWords);

export interface ProbeOptions extends ChangePrinterOptions {
  /** Nothing is written, so anybody may. */
  readonly dryRun?: boolean;
}

export function probeThePrinter(
  id: string,
  options: ProbeOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const printer = ownPrinter(open, id);
    const asked =
      options.dryRun === true
        ? await ask(open, printer)
        : await probe(open, await whoActs(open.till, options, console), printer);
    if (!asked.ok) throw probeFault(open, id, asked.fault);
    const isSaved = options.dryRun !== true;
    if (options.json === true) console.json(toJson(asked.value, isSaved));
    else {
      const locale = console.locale();
      for (const line of toLines(asked.value, isSaved, locale)) console.out(line);
    }
    return EXIT.fine;
  });
}

/**
 * Returns the settings of a printer that is new, or at a new place, with its own answers; only the given
 * ones where it can't be asked now.
 */
export async function asLearned(
  open: OpenTill,
  {
    id,
    said,
    before,
  }: {
    readonly id: string;
    readonly said: PrinterFields;
    /** Missing for a new one. */
    readonly before?: Printer | undefined;
  },
  console: Console,
): Promise<PrinterFields> {
  const { connection, till } = said;
  const isElsewhere =
    till !== undefined ||
    (before !== undefined && !isDrivenBy(before, open.till.ledger.identity.key.device));
  if (connection === undefined || isInSoftware(connection) || isElsewhere) return said;
  const { columns, profile } = said;
  const width = columns ?? before?.columns ?? USUAL_PRINTER.columns;
  const asked = await ask(open, {
    ...USUAL_PRINTER,
    ...before,
    id,
    name: id,
    connection,
    // What the printer that was there before could is nothing that this one is known to do.
    abilities: undefined,
    profile: profile ?? carefulFor(width <= NARROW_COLUMNS ? 58 : 80),
    columns: width,
  });
  if (!asked.ok) {
    if (asked.fault.type === "trouble") {
      const why = wordsIn(troubleWords, console.locale())[asked.fault.trouble];
      console.say(say(({ probe: words }) => words.notAsked({ why, id })));
    }
    return said;
  }
  const { after, probed } = asked.value;
  console.say(say(({ probe: words }) => words.it({ who: whoIs(probed) })));
  const { abilities = [] } = after;
  if (whoIs(probed) === "" && columns === undefined && profile === undefined) {
    console.say(say(({ probe: words }) => words.width({ id, columns: width })));
  }
  // The person's own settings stay.
  const spoken = profile ?? after.profile;
  const letters = picturedLetters({ profile: spoken }, open.till.shopLocale());
  if (letters.length > 0) {
    console.say(say(({ probe: words }) => words.pictures({ letters: letters.join("") })));
  }
  return { ...said, connection: after.connection, abilities, profile: spoken };
}

/** `EPSON TM-T88V J7K0012345`; empty where it says nothing of itself. */
function whoIs({ maker, model, serial }: Probe["probed"]): string {
  return oneLine([maker, model, serial].filter((text) => text !== undefined).join(" "));
}

/** Returns the fields that change, or would change. */
function changesOf({ before, after }: Probe): ReadonlyArray<PrinterChange> {
  const fields = [
    { field: "profile", before: before.profile, after: after.profile },
    { field: "columns", before: before.columns, after: after.columns },
    { field: "serial", before: serialOf(before), after: serialOf(after) },
    { field: "abilities", before: before.abilities ?? null, after: after.abilities ?? null },
  ] as const;
  return fields.filter((it) => JSON.stringify(it.before) !== JSON.stringify(it.after));
}

interface PrinterChange {
  readonly field: "profile" | "columns" | "serial" | "abilities";
  readonly before: unknown;
  readonly after: unknown;
}

function serialOf({ connection }: Printer): string | null {
  return connection.type === "network" ? (connection.serial ?? null) : null;
}

function toJson(probe: Probe, isSaved: boolean): unknown {
  const { abilities, maker = null, model = null, serial = null } = probe.probed;
  const { id, profile, columns } = probe.after;
  const changes = changesOf(probe);
  return { id, maker, model, serial, abilities, profile, columns, changes, saved: isSaved };
}

function toLines(probe: Probe, isSaved: boolean, locale: Locale): ReadonlyArray<string> {
  const { probe: words, abilities: can } = wordsIn(cliPrintersWords, locale);
  const { probed, after } = probe;
  const abilities = Object.entries(probed.abilities).map(
    ([ability, has]) => `  ${can[ability as keyof typeof can]}: ${words.yesNo({ can: has })}`,
  );
  const changes = changesOf(probe).map((change) => changeText(probe, change, locale));
  const kept = changes.length === 0 ? words.allKnown : `${changes.join("; ")}.`;
  const done = isSaved || changes.length === 0 ? "" : ` ${words.notKept}`;
  return [words.named({ id: after.id, who: whoIs(probed) }), ...abilities, `${kept}${done}`];
}

function changeText({ before, after }: Probe, { field }: PrinterChange, locale: Locale): string {
  const { probe: words } = wordsIn(cliPrintersWords, locale);
  switch (field) {
    case "profile":
      return words.profile({
        models: modelsOf(after.profile, locale),
        after: after.profile,
        before: before.profile,
      });
    case "columns":
      return words.columns({ after: after.columns, before: before.columns });
    case "serial":
      return oneLine(words.serial({ serial: serialOf(after) ?? "" }));
    case "abilities":
      return before.abilities === undefined ? words.firstAsked : words.otherThings;
    default:
      return assertNever(field, "field of a printer");
  }
}

function probeFault({ till }: OpenTill, id: string, fault: ProbeFault): CommandFault {
  switch (fault.type) {
    case "software":
      return conflictFault(say(({ probe: words }) => words.software({ id })));
    case "in-hand":
      return conflictFault(say(({ probe: words }) => words.inHand({ id })));
    case "trouble":
      return unreachableFault(
        say(({ probe: words }, locale) =>
          words.notNow({ id, why: wordsIn(troubleWords, locale)[fault.trouble] }),
        ),
      );
    case "refused":
      return refusalFault(fault.refusal, till);
    default:
      return assertNever(fault, "fault of a probe");
  }
}
