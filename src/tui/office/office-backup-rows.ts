/** The rows of the places for backups, and what stands beside them. */

import { type BackupPlaceView } from "../ports/backups-port.ts";
import { type RegisterState } from "../register-state.ts";
import { type Words, wordsFor } from "../words.ts";
import { type OfficeRow, type RowTarget } from "./office-row.ts";

const HOURS_PER_DAY = 24;

export function backupRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officeBackups: w } = wordsFor(state);
  const places = state.session?.office.backups.list() ?? [];
  return [
    ...places.map((place): OfficeRow => {
      const { name, where } = place;
      const target = { type: "backup-place", name, where } as const;
      return { label: place.name, detail: `${placeText(w, place)}: ${place.where}`, target };
    }),
    { label: w.newPlace, detail: "", target: { type: "backup-place", name: undefined } },
  ];
}

function placeText(w: Words["officeBackups"], { hours, hasTrouble }: BackupPlaceView): string {
  if (hasTrouble) return w.trouble;
  if (hours === undefined) return w.none;
  return hours < HOURS_PER_DAY
    ? w.hours({ count: hours })
    : w.days({ count: Math.floor(hours / HOURS_PER_DAY) });
}

export function backupHints(words: Words, target: RowTarget | undefined): ReadonlyArray<string> {
  const w = words.officeBackups;
  if (target?.type !== "backup-place" || target.name === undefined) return [w.hint];
  // Its row has no room for all of it.
  return [target.where ?? "", words.office.clearHint, w.placeHint];
}
