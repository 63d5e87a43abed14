/** The places for backups behind a person in the back office, as `till backup add` and `remove` set them. */

import { assertNever } from "../../domain/assert-never.ts";
import { type Random } from "../../domain/ports.ts";
import { err, ok } from "../../domain/result.ts";
import { type AddedBackup, type OfficeBackups } from "../../tui/ports/backups-port.ts";
import { type Words } from "../../tui/words/words-shape.ts";
import { wordsFor } from "../../tui/words/words.ts";
import { createBackupBook } from "../backup/backup-book.ts";
import { addPlace, type PlaceRefusal, removePlace } from "../backup/backup-places.ts";
import { placeStatuses } from "../backup/backup-status.ts";
import { orNoRoom } from "../store-errors.ts";
import { type Desk } from "./register-desk.ts";
import { mayChangeDevices } from "./register-office-tills.ts";

export function officeBackups(desk: Desk, random: Random): OfficeBackups {
  const { open } = desk;
  const { ledger } = open.till;
  const book = createBackupBook(ledger);
  let last: AddedBackup | undefined;
  return {
    list: () =>
      placeStatuses(ledger, { book, nowMs: open.clock.nowMs(), timeText: () => "" }).map(
        ({ name, where, age, verified, trouble }) => ({
          name,
          where,
          hours: verified === undefined ? undefined : age.hours,
          hasTrouble: trouble !== undefined,
        }),
      ),
    add: async ({ name, folder }) => {
      const allowed = mayChangeDevices(desk);
      if (!allowed.ok) return allowed;
      const { dir, clock } = open;
      const deps = { dir, ledger, book, clock, random };
      const added = await addPlace(deps, name, { type: "folder", folder });
      if (!added.ok) return err({ message: refusalSentence(wordsOf(desk), added.fault, name) });
      last = { name, isOnSameDisk: added.value.isOnSameDisk };
      return ok(last);
    },
    added: () => last,
    remove: (name) => {
      const allowed = mayChangeDevices(desk);
      if (!allowed.ok) return allowed;
      const done = orNoRoom(() => ({ isGone: removePlace(book, name) }), desk.locale());
      return typeof done === "string" ? err({ message: done }) : ok(undefined);
    },
  };
}

function wordsOf(desk: Desk): Words["officeBackups"] {
  return wordsFor({ locale: desk.locale() }).officeBackups;
}

/** As the command says it. */
function refusalSentence(w: Words["officeBackups"], refusal: PlaceRefusal, name: string): string {
  switch (refusal.type) {
    case "place/name":
      return w.badName;
    case "place/taken":
      return w.taken(name);
    case "place/no-folder":
      return w.noFolder(refusal.folder);
    case "place/own-folder":
      return w.ownFolder(refusal.folder);
    case "place/unusable":
      return w.unusable[refusal.fault.type === "place/full" ? "full" : "other"];
    case "place/no-words":
      throw new Error("A folder is no command.");
    default:
      return assertNever(refusal, "refusal of a place");
  }
}
