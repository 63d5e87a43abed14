/**
 * The invitation of one more box, behind a person in the back office. Its code is known to them alone, as
 * long as they are here: no screen and no file keeps it.
 */

import { deviceName } from "../../domain/commands/change-device.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type OfficeTills, type TillInvitation } from "../../tui/ports/tills-port.ts";
import {
  endInvitation,
  type InvitationLook,
  inviteTill,
  lookAtInvitation,
  mayInvite,
} from "../mesh/mesh-invitation.ts";
import { ownPlaces } from "../mesh/own-places.ts";
import { codeSlip, printSlip } from "../papers/invite-slip.ts";
import { orNoRoom, orNoRoomLater } from "../store-errors.ts";
import { refusalSentence } from "./refusal-sentence.ts";
import { type Desk } from "./register-desk.ts";

type Made = { readonly id: string } & Pick<TillInvitation, "code" | "slip">;

export function invitationActions(
  desk: Desk,
  /** The till that was shut out here last: the new one comes in its place. */
  replaced: () => DeviceId | undefined,
): Pick<OfficeTills, "mayInvite" | "invite" | "invitation" | "endInvitation"> {
  const { till, open, random } = desk;
  const { ledger } = till;
  let made: Made | undefined;

  function look(): InvitationLook | undefined {
    return lookAtInvitation(ledger, open.clock.nowMs());
  }

  /** Whoever has invited answers for who comes, so nobody can vouch for it. */
  function may(): Result<void, Refusal> {
    const allowed = mayInvite(till, desk.actor);
    if (allowed.ok) return allowed;
    return err({ message: refusalSentence(allowed.fault, till, desk.locale()) });
  }

  async function make(): Promise<Result<Made, Refusal>> {
    const code = await inviteTill(till, desk.actor, {
      random,
      nowMs: open.clock.nowMs(),
      replaces: replaced(),
    });
    if (!code.ok) return err({ message: refusalSentence(code.fault, till, desk.locale()) });
    const printed = await printSlip(open, codeSlip(open, code.value));
    const slip: Made["slip"] = printed.ok
      ? {
          type: "printed",
          printer: printed.value.printer,
          isFile: printed.value.file !== undefined,
        }
      : printed.fault;
    return ok({ id: look()?.id ?? "", code: code.value, slip });
  }

  return {
    mayInvite: may,
    invite: async () => {
      const prepared = desk.prepare();
      if (!prepared.ok) return prepared;
      const done = await orNoRoomLater(make, desk.locale());
      if (typeof done === "string") return err({ message: done });
      if (!done.ok) return done;
      made = done.value;
      return ok(undefined);
    },
    invitation: () => {
      const now = look();
      return now && shown(desk, now, now.id === made?.id ? made : undefined);
    },
    endInvitation: () => {
      const now = look();
      const isOpen = now?.state === "open" && now.id === made?.id;
      const full = isOpen ? orNoRoom(() => endInvitation(ledger), desk.locale()) : undefined;
      // Its code is shown for as long as somebody can come by it.
      if (typeof full === "string") return err({ message: full });
      made = undefined;
      return ok(isOpen);
    },
  };
}

/** What another process made, or who was here before, is shown while it can still be of use. */
function shown(
  { till, open }: Desk,
  { id, state, endsAtMs, failedProofs, joined, declined }: InvitationLook,
  made: Made | undefined,
): TillInvitation | undefined {
  const awaits = open.printing.mesh()?.awaits ?? undefined;
  const newcomer = joined && till.ledger.admission().get(joined);
  const port = awaits?.id === id ? awaits.port : undefined;
  const facts = {
    code: made?.code,
    slip: made?.slip,
    endsAtMs,
    wrongCodes: failedProofs,
    port,
    places: port === undefined ? [] : ownPlaces(port),
    joined: newcomer && deviceName(newcomer),
  };
  if (state === "open") return { ...facts, state: awaits?.id === id ? "open" : "opening" };
  const isRecent = made !== undefined || open.clock.nowMs() < endsAtMs;
  if (!isRecent) return undefined;
  if (facts.joined !== undefined) return { ...facts, state: "joined" };
  if (declined !== undefined) return { ...facts, state: "declined" };
  if (state === "burnt") return { ...facts, state: "burnt" };
  return made && { ...facts, state: "over" };
}
