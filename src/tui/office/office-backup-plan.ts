/** What Enter does on a place for backups: a folder is typed, looked at and marked, or left alone. */

import { type Result } from "../../domain/result.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type RegisterState, refusedBy, said } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { notDone } from "./office-changes.ts";
import { type OfficePlan, ready, refusedPlan, TAKE_AWAY, type Typed } from "./office-enter.ts";
import { spentHere, withOffice } from "./office-moves.ts";
import { type RowTarget } from "./office-row.ts";
import { type NewBackupPlace } from "./office-state.ts";

export type BackupTarget = Extract<RowTarget, { readonly type: "backup-place" }>;

export function planBackupPlace(
  state: RegisterState,
  { target, typed }: Typed<BackupTarget>,
): OfficePlan {
  const { officeBackups: w } = wordsFor(state);
  if (target.name !== undefined) {
    const { name } = target;
    if (typed !== TAKE_AWAY) return refusedPlan(w.typeMinus);
    return ready(w.removes({ name }), (now) => removeBackup(now, name));
  }
  const place = readPlace(typed);
  if (place === undefined) return refusedPlan(w.typeFolder);
  return ready(w.adds({ name: place.name, folder: place.folder }), (now) =>
    withOffice({ ...now, message: undefined }, { saving: { type: "add-backup", place } }),
  );
}

/** `/media/usb`, or a name before it. */
function readPlace(typed: string): NewBackupPlace | undefined {
  const at = typed.indexOf("/");
  if (at < 0) return undefined;
  const folder = typed.slice(at).trim();
  const name = typed.slice(0, at).trim();
  return { folder, name: name === "" ? lastOf(folder) : name };
}

function lastOf(folder: string): string {
  return folder.split("/").findLast((part) => part !== "") ?? folder;
}

export function answeredBackup(
  state: RegisterState,
  outcome: Result<unknown, Refusal>,
): RegisterState {
  const next = withOffice(state, { saving: undefined });
  if (!outcome.ok) return refusedBy(next, outcome.fault);
  const { officeBackups: w } = wordsFor(state);
  const added = state.session?.office.backups.added();
  const { name = "", isOnSameDisk = false } = added ?? {};
  const shown = withOffice(spentHere(next), { at: (state.office?.at ?? 0) + 1 });
  return isOnSameDisk
    ? said(shown, "hint", w.sameDisk({ name }))
    : said(shown, "done", w.added({ name }));
}

function removeBackup(state: RegisterState, name: string): RegisterState {
  const { officeBackups: w } = wordsFor(state);
  const done = state.session?.office.backups.remove(name);
  if (done?.ok !== true) return notDone(state, done, w.removes({ name }));
  return said(spentHere(state), "done", w.removed({ name }));
}
