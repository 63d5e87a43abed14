/**
 * Gives the right to change staff back by the code on the recovery sheet, which the caller has checked.
 *
 * It has to work whatever a liar has done: the new PIN is checked by a pepper of its own, so that no other
 * one has to be here or to be true, and none of a liar's ceases to count under it once that one is shut out.
 * Only an authority may write a pepper: where this till isn't one, the sheet makes it one.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type NewPin } from "../../domain/commands/people/change-staff.ts";
import { decideRescueStaff, mayRescue } from "../../domain/commands/people/rescue-staff.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { isSomebodyLeft } from "../../domain/commands/staff-rights.ts";
import { type PinRule } from "../../domain/people/pin-rule.ts";
import { readStaff } from "../../domain/people/staff.ts";
import { type RecoveryCode } from "../../ledger/recovery/recovery-code.ts";
import { enrolmentBySheet } from "../../ledger/recovery/sheet-enrolment.ts";
import { stageSecrets } from "../../ledger/staged-secrets.ts";
import { stagePepper } from "../till/person-secrets.ts";
import { type Till } from "../till/till.ts";
import { type StaffDeps, writeWithVerifier } from "./staff-changes.ts";

/** Whether anybody who can sign in may change staff. */
export function isManaged({ ledger }: Till): boolean {
  return ledger.read((view) => isSomebodyLeft(readStaff(view)));
}

/** Which PINs the person may have then. */
export function askToRescue({ ledger }: Till, number: string): Result<PinRule, Refusal> {
  return ledger.read((view) => mayRescue({ view }, number));
}

/** Written by the till itself: nobody who is signed in has a say in it. */
export function rescueStaff(
  deps: StaffDeps,
  { code, ...wish }: Omit<NewPin, "verifierId"> & { readonly code: RecoveryCode },
): Promise<Result<undefined, Refusal>> {
  const { ledger } = deps.till;
  const { device: self } = ledger.identity.key;
  const secrets = stageSecrets(ledger.secrets);
  const isAuthority = ledger.admission().get(self)?.authority === true;
  const enrolment = isAuthority ? undefined : enrolmentBySheet(ledger, self, code);
  const mayWrite = isAuthority || enrolment !== undefined;
  const pepper = mayWrite ? stagePepper(secrets, deps.random) : undefined;
  return writeWithVerifier(
    deps,
    { wish, secrets, pepper },
    {
      ask: (verifierId) =>
        ledger.read((view) => decideRescueStaff({ view }, { ...wish, verifierId })),
      write: (verifierId) =>
        ledger.commit<Refusal>({
          by: "",
          name: "rescue staff",
          decide: ({ view, admission, device }) => {
            if (admission.get(device)?.revoked === true) return err({ type: "device/revoked" });
            const decision = decideRescueStaff({ view }, { ...wish, verifierId });
            const written = secrets.with(decision);
            const enrolled = enrolment === undefined ? [] : [enrolment];
            return written.ok ? ok({ events: [...enrolled, ...written.value] }) : written;
          },
          also: secrets.keep,
        }),
    },
  );
}
