/** The recovery sheet's enrolment of a till that belongs to the shop already. */

import { type Draft } from "../../domain/events/kinds.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Ledger } from "../ledger.ts";
import { enrolBySheet } from "../log/sheet-act.ts";
import { type RecoveryCode, recoverySecretsOf } from "./recovery-code.ts";

/**
 * An authority by the sheet's word is senior to the founder: it can shut out a founder that was stolen, and
 * nobody below the sheet can shut it out. Undefined for a device that isn't enrolled.
 */
export function enrolmentBySheet(
  ledger: Ledger,
  device: DeviceId,
  code: RecoveryCode,
): Draft | undefined {
  const admitted = ledger.admission().get(device);
  const key = ledger.keyOf(device);
  if (admitted === undefined || key === undefined) return undefined;
  const { shop } = ledger.identity;
  const { name, rights, code: letters } = admitted;
  const { signer } = recoverySecretsOf(code);
  const body = enrolBySheet(signer, { shop, key, name, rights, code: letters });
  return { kind: "device/enrolled", streams: [], body };
}
