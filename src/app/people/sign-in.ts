/**
 * Staff number and PIN, checked. A number that nobody has costs the same time and the same waits as
 * one that somebody has, and gets the same answer.
 */

import { type Refusal } from "../../domain/commands/refusal.ts";
import { EVERYBODY, HOUR_MISSES_TOLD, MISSES_TOLD, NOBODY } from "../../domain/people/pin-waits.ts";
import { readStaffMember, type StaffMember } from "../../domain/people/staff.ts";
import { INACTIVE, WRONG_PIN } from "../../domain/refusals-of-day.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Secrets } from "../../ledger/secrets.ts";
import { tellMissedPins } from "./missed-pins.ts";
import { createPinTries, type PinTriesDeps, type WithoutRoom } from "./pin-tries.ts";
import { bytesToVerifier, isPin, spendPinCheck } from "./pin.ts";
import { type RefusalNotes } from "./refusal-notes.ts";
import { staffMemberName } from "./staff-member-name.ts";

export type SignIn = (
  number: string,
  pin: string,
  withoutRoom?: WithoutRoom,
) => Promise<Result<{ readonly number: string; readonly name: string }, Refusal>>;

export interface SignInDeps extends PinTriesDeps {
  readonly refusals: Pick<RefusalNotes, "noteLogIn">;
}

export function createSignIn(deps: SignInDeps): SignIn {
  const { ledger, refusals } = deps;
  const tries = createPinTries(deps);

  return async (number, pin, withoutRoom = "refuse") => {
    const tried = await tries.make(number, withoutRoom, () => {
      const member = ledger.read((view) => readStaffMember(view, number));
      return checkPin(ledger.secrets, member, { staff: number, pin });
    });
    if (!tried.ok) return err({ ...tried.fault, staff: number });
    const { isRight, waitMs, misses, isBurst } = tried.value;
    const member = ledger.read((view) => readStaffMember(view, number));
    // Also of numbers that nobody has: else the time that it takes would tell which ones are taken.
    if (!isRight && misses % MISSES_TOLD === 0) {
      tellMissedPins(ledger, member === undefined ? NOBODY : number, misses);
    }
    if (!isRight) refusals.noteLogIn(member === undefined ? NOBODY : number, WRONG_PIN);
    if (isBurst) tellMissedPins(ledger, EVERYBODY, HOUR_MISSES_TOLD);
    if (!isRight || member === undefined) return err({ type: "pin/wrong", staff: number, waitMs });
    // Only after the PIN: who left is nobody's business.
    if (!member.active) {
      refusals.noteLogIn(number, INACTIVE);
      return err({ type: "staff/inactive", staff: number });
    }
    return ok({ number, name: staffMemberName(ledger.secrets, number, member) });
  };
}

async function checkPin(
  secrets: Secrets,
  member: StaffMember | undefined,
  claim: { readonly staff: string; readonly pin: string },
): Promise<boolean> {
  const id = member?.verifierId;
  const stored = id === undefined ? undefined : secrets.get(id);
  const verifier = stored === undefined ? undefined : bytesToVerifier(stored);
  const peppers = verifier === undefined ? [] : secrets.values(verifier.pepper);
  if (verifier === undefined || peppers.length === 0) {
    await spendPinCheck(claim);
    return false;
  }
  try {
    return await isPin(verifier, { ...claim, peppers });
  } catch {
    // Of a cost that can't be paid: nobody's PIN.
    return false;
  }
}
