/** What takes time in the back office: PINs, the code of an invitation, a printer that is asked. */

import { ok, type Result } from "../../domain/result.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type TillSession } from "../ports/till-port.ts";
import { type RegisterState } from "../register-state.ts";
import { type Words } from "../words.ts";
import { answeredBackup } from "./office-backup-plan.ts";
import { answeredPerson, savePerson } from "./office-people.ts";
import { answeredPrinter, answeredProbe } from "./office-printer-plan.ts";
import { type Saving } from "./office-state.ts";
import { answeredInvite } from "./office-till-changes.ts";

export async function save(
  session: TillSession,
  saving: Saving,
): Promise<Result<TillSession, Refusal>> {
  const { tills, printers, backups } = session.office;
  const done = await saved();
  return done.ok ? ok(session) : done;

  function saved(): Promise<Result<unknown, Refusal>> {
    switch (saving.type) {
      case "invite":
        return tills.invite();
      case "add-printer":
        return printers.add(saving.printer);
      case "probe-printer":
        return printers.probe(saving.id);
      case "add-backup":
        return backups.add(saving.place);
      default:
        return savePerson(session, saving);
    }
  }
}

/** It is written, or why not. */
export function answeredSaving(
  state: RegisterState,
  saving: Saving,
  outcome: Result<TillSession, Refusal>,
): RegisterState {
  if (saving.type === "add-printer") return answeredPrinter(state, saving.printer, outcome);
  if (saving.type === "probe-printer") return answeredProbe(state, saving.id, outcome);
  if (saving.type === "add-backup") return answeredBackup(state, outcome);
  return saving.type === "invite"
    ? answeredInvite(state, outcome)
    : answeredPerson(state, saving, outcome);
}

/** While it takes its time. */
export function savingText(words: Words, { type }: Saving): string {
  if (type === "add-printer" || type === "probe-printer") return words.officePrinters.asking;
  if (type === "add-backup") return words.officeBackups.looking;
  return type === "invite" ? words.officeTills.making : words.office.savingPin;
}

/** When it has gone wrong otherwise than by a refusal. */
export function savingFailed(words: Words, saving: Saving | undefined): string {
  if (saving?.type === "add-printer") return words.officePrinters.failed;
  if (saving?.type === "probe-printer") return words.officePrinters.notAsked;
  if (saving?.type === "add-backup") return words.officeBackups.failed;
  return saving?.type === "invite" ? words.officeTills.failed : words.logIn.failed;
}
