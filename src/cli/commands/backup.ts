/** `till backup`: copies that outlive this box, and how they stand. */

import {
  addPlace,
  type NewPlace,
  type PlaceRefusal,
  placeText,
  removePlace,
} from "../../app/backup/backup-places.ts";
import { backupFacts, type PlaceStatus, troubleFacts } from "../../app/backup/backup-status.ts";
import { type PlaceOutcome } from "../../app/backup/backups.ts";
import { counted } from "../../app/counted.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { type Locale, withDecimal } from "../../domain/locale.ts";
import { wordsIn } from "../../domain/words-in.ts";
import { backupWords } from "../../words/made/backup/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

export interface AddPlaceOptions extends JsonOptions {
  readonly name: string;
  readonly folder?: string;
  readonly command?: string;
  readonly fetch?: string;
  readonly sizes?: string;
}

export interface BackupNowOptions extends JsonOptions {
  readonly place?: string;
}

export function addBackupPlace(options: AddPlaceOptions, console: Console): Promise<ExitCode> {
  const where = whereOf(options);
  return withTill(options, console, async (open) => {
    const { book } = open.backups;
    const { dir, till, clock, random } = open;
    const deps = { dir, ledger: till.ledger, book, clock, random };
    const added = await addPlace(deps, options.name, where);
    if (!added.ok) throw refusalOf(added.fault, options.name);
    const { place, isOnSameDisk } = added.value;
    const words = wordsIn(backupWords, till.shopLocale());
    if (isOnSameDisk) {
      console.say(words.sameDisk({ name: place.name }));
    }
    if (options.json === true) console.json({ name: place.name, ...where });
    else console.out(words.added({ name: place.name }));
    return EXIT.fine;
  });
}

export function removeBackupPlace(
  name: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, ({ till, backups }) => {
    if (!removePlace(backups.book, name)) throw noSuchPlace(name);
    if (options.json === true) console.json({ name, removed: true });
    else console.out(wordsIn(backupWords, till.shopLocale()).removed({ name }));
    return EXIT.fine;
  });
}

/** Exits with 1 when the newest backup of all is older than a day. */
export function showBackups(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till, backups }) => {
    const places = backups.statuses();
    const { none, status } = wordsIn(backupWords, till.shopLocale());
    if (options.json === true) console.json({ places: places.map(toJson) });
    else if (places.length === 0) console.say(none);
    else {
      for (const place of places) {
        console.out(
          `${place.name.padEnd(12)} ${place.where}: ${status(backupFacts(place, till.shopLocale()))}`,
        );
      }
    }
    const isOverdue = places.length > 0 && places.every(({ age }) => age.state === "overdue");
    return isOverdue ? EXIT.foundWrong : EXIT.fine;
  });
}

export function backUpNow(options: BackupNowOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till, backups }) => {
    const all = backups.book.places();
    if (all.length === 0) {
      throw new CommandFault(EXIT.notFound, "No place for backups: `till backup add` names one.");
    }
    const { place: wanted } = options;
    const places = all.filter(({ name }) => wanted === undefined || name === wanted);
    if (places.length === 0) throw noSuchPlace(wanted ?? "");
    const progress = console.progress(options);
    const outcomes = await backups.runNow(places, ({ name }, done, total) => {
      progress.show(`${name}: ${done} of ${counted(total, "segment")}`);
    });
    progress.end();
    if (outcomes === undefined) {
      const sentence =
        "Another window is making a backup: wait for it, `till backup status` tells.";
      throw new CommandFault(EXIT.conflict, sentence);
    }
    if (options.json === true) console.json({ places: outcomes.map(outcomeToJson) });
    else tellOutcomes(outcomes, till.shopLocale(), console);
    return codeOf(outcomes);
  });
}

function tellOutcomes(
  outcomes: ReadonlyArray<PlaceOutcome>,
  locale: Locale,
  console: Console,
): void {
  const words = wordsIn(backupWords, locale);
  for (const { place, result } of outcomes) {
    if (!result.ok) {
      console.say(`${place.name}: ${words.trouble(troubleFacts(result.fault, placeText(place)))}`);
      continue;
    }
    const { files, bytes, proof } = result.value;
    const extent = { files, megabytes: withDecimal((bytes / 1_000_000).toFixed(1), locale) };
    console.out(words.whole({ name: place.name, ...extent, proof }));
  }
}

/** What does not hold what it was given outweighs what is away. */
function codeOf(outcomes: ReadonlyArray<PlaceOutcome>): ExitCode {
  const faults = outcomes.flatMap(({ result }) => (result.ok ? [] : [result.fault.type]));
  if (faults.length === 0) return EXIT.fine;
  return faults.every((type) => type === "place/away") ? EXIT.unreachable : EXIT.foundWrong;
}

function whereOf({ folder, command, fetch, sizes }: AddPlaceOptions): NewPlace {
  if ((folder === undefined) === (command === undefined)) {
    throw usageFault("Say where: --folder DIR, or --command 'rclone copyto {file} remote:{name}'.");
  }
  if (command !== undefined) return { type: "command", put: command, get: fetch, list: sizes };
  if (fetch !== undefined || sizes !== undefined) {
    throw usageFault("--fetch and --sizes go with --command: a folder is read by itself.");
  }
  return { type: "folder", folder: folder ?? "" };
}

function refusalOf(refusal: PlaceRefusal, name: string): CommandFault {
  switch (refusal.type) {
    case "place/name":
      return usageFault("--name needs 1 to 40 letters, digits, spaces, dots or dashes.");
    case "place/taken":
      return new CommandFault(EXIT.conflict, `There is a place ${name} already.`);
    case "place/no-folder":
      return new CommandFault(
        EXIT.notFound,
        `${refusal.folder} is no folder: plug the stick in, or make it.`,
      );
    case "place/own-folder":
      return usageFault(
        `${refusal.folder} is in the till's own folder: a copy there dies with it.`,
      );
    case "place/no-words":
      return usageFault(
        refusal.words === ""
          ? "A command is empty: say what to run."
          : `\`${refusal.command}\` lacks ${refusal.words}: the file to send, and its name there.`,
      );
    case "place/unusable":
      return new CommandFault(EXIT.unreachable, refusal.fault.sentence);
    default:
      return assertNever(refusal, "refusal of a place");
  }
}

function noSuchPlace(name: string): CommandFault {
  return new CommandFault(EXIT.notFound, `There is no place ${name}: \`till backup list\`.`);
}

function toJson({ name, where, age, verified, pendingEvents, trouble }: PlaceStatus) {
  return {
    name,
    where,
    state: age.state,
    ageHours: age.hours,
    verifiedAt: verified?.at ?? null,
    proof: verified?.proof ?? null,
    files: verified?.files ?? 0,
    bytes: verified?.bytes ?? 0,
    pendingEvents,
    trouble: trouble?.sentence ?? null,
  };
}

function outcomeToJson({ place, result }: PlaceOutcome) {
  if (!result.ok) return { name: place.name, ok: false, trouble: result.fault.sentence };
  const { proof, files, bytes } = result.value;
  return { name: place.name, ok: true, proof, files, bytes };
}
