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
import { assertNever } from "../../domain/base/assert-never.ts";
import { type Locale, withDecimal } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { backupWords } from "../../words/made/backup/all.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import {
  type CommandFault,
  conflictFault,
  notFoundFault,
  unreachableFault,
  usageFault,
} from "../fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

const said = sentencesOf(cliBoxWords);

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
    const words = wordsIn(backupWords, console.locale());
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
  return withTill(options, console, ({ backups }) => {
    if (!removePlace(backups.book, name)) throw noSuchPlace(name);
    if (options.json === true) console.json({ name, removed: true });
    else console.out(wordsIn(backupWords, console.locale()).removed({ name }));
    return EXIT.fine;
  });
}

/** Exits with 1 when the newest backup of all is older than a day. */
export function showBackups(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ backups }) => {
    const places = backups.statuses();
    const { none, status } = wordsIn(backupWords, console.locale());
    if (options.json === true) console.json({ places: places.map(toJson) });
    else if (places.length === 0) console.say(none);
    else {
      for (const place of places) {
        console.out(
          `${place.name.padEnd(12)} ${place.where}: ${status(backupFacts(place, console.locale()))}`,
        );
      }
    }
    const isOverdue = places.length > 0 && places.every(({ age }) => age.state === "overdue");
    return isOverdue ? EXIT.foundWrong : EXIT.fine;
  });
}

export function backUpNow(options: BackupNowOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ backups }) => {
    const all = backups.book.places();
    if (all.length === 0) {
      throw notFoundFault(said((words) => words.backup.nowhere));
    }
    const { place: wanted } = options;
    const places = all.filter(({ name }) => wanted === undefined || name === wanted);
    if (places.length === 0) throw noSuchPlace(wanted ?? "");
    const progress = console.progress(options);
    const outcomes = await backups.runNow(places, ({ name }, done, total) => {
      progress.show(said((words) => words.backup.segment({ name, done, count: total })));
    });
    progress.end();
    if (outcomes === undefined) {
      throw conflictFault(said((words) => words.backup.busy));
    }
    if (options.json === true) console.json({ places: outcomes.map(outcomeToJson) });
    else tellOutcomes(outcomes, console.locale(), console);
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

/** A place that doesn't hold its files outweighs one that is away. */
function codeOf(outcomes: ReadonlyArray<PlaceOutcome>): ExitCode {
  const faults = outcomes.flatMap(({ result }) => (result.ok ? [] : [result.fault.type]));
  if (faults.length === 0) return EXIT.fine;
  return faults.every((type) => type === "place/away") ? EXIT.unreachable : EXIT.foundWrong;
}

const EXAMPLE = "'rclone copyto {file} remote:{name}'";

function whereOf({ folder, command, fetch, sizes }: AddPlaceOptions): NewPlace {
  if ((folder === undefined) === (command === undefined)) {
    throw usageFault(said((words) => words.backup.sayWhere({ example: EXAMPLE })));
  }
  if (command !== undefined) return { type: "command", put: command, get: fetch, list: sizes };
  if (fetch !== undefined || sizes !== undefined) {
    throw usageFault(said((words) => words.backup.withCommand));
  }
  return { type: "folder", folder: folder ?? "" };
}

function refusalOf(refusal: PlaceRefusal, name: string): CommandFault {
  switch (refusal.type) {
    case "place/name":
      return usageFault(said((words) => words.backup.badName));
    case "place/taken":
      return conflictFault(said((words) => words.backup.taken({ name })));
    case "place/no-folder":
      return notFoundFault(said((words) => words.backup.noFolder({ folder: refusal.folder })));
    case "place/own-folder":
      return usageFault(said((words) => words.backup.ownFolder({ folder: refusal.folder })));
    case "place/no-words":
      return usageFault(
        said(({ backup: words }) =>
          refusal.words === ""
            ? words.emptyCommand
            : words.lacks({ command: refusal.command, words: refusal.words }),
        ),
      );
    case "place/unusable":
      return unreachableFault(refusal.fault.sentence);
    default:
      return assertNever(refusal, "refusal of a place");
  }
}

function noSuchPlace(name: string): CommandFault {
  return notFoundFault(said((words) => words.backup.noPlace({ name })));
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
