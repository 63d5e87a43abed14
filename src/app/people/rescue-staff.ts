/** Gives the right to change staff back by the code on the recovery sheet, which the caller has checked. */

import { type NewPin } from "../../domain/commands/change-staff.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { decideRescueStaff, mayRescue } from "../../domain/commands/rescue-staff.ts";
import { isSomebodyLeft } from "../../domain/commands/staff-rights.ts";
import { type PinRule } from "../../domain/people/pin-rule.ts";
import { readStaff } from "../../domain/people/staff.ts";
import { err, type Result } from "../../domain/result.ts";
import { type Till } from "../till.ts";
import { stageSecrets } from "./person-secrets.ts";
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
  wish: Omit<NewPin, "verifierId">,
): Promise<Result<undefined, Refusal>> {
  const { ledger } = deps.till;
  const secrets = stageSecrets(ledger.secrets);
  return writeWithVerifier(
    deps,
    { wish, secrets },
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
            return decision.ok ? { ok: true, value: { events: decision.value } } : decision;
          },
          also: secrets.keep,
        }),
    },
  );
}
