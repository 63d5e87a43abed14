/**
 * The invitation of this box: one at a time, for whoever knows its code. It is kept in the store, so that
 * the process that made it may be another one than the process that takes the new till in.
 */

import * as z from "zod";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { inheritPrinters } from "../../domain/commands/kitchen/hand-printers.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { decideEnrolDevice, inheritSettings } from "../../domain/commands/office/enrol-device.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type DeviceId, deviceIdSchema } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type AdmittedDevice } from "../../domain/membership/admission.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { type Random } from "../../domain/ports.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { deviceIdOf } from "../../ledger/log/chain.ts";
import { type Root } from "../../mesh/links/certificates.ts";
import {
  INVITATION_MS,
  type InvitationBook,
  invitationState,
  type InvitationState,
  openInvitation,
} from "../../mesh/pairing/invitation.ts";
import { type InviteCode, inviteSecretOf, newInviteCode } from "../../mesh/pairing/invite-code.ts";
import { type Admission, type JoinRequest } from "../../mesh/pairing/pairing.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { keepReplacement, shortRevocation } from "../membership/revocation.ts";
import { pastEnds } from "../membership/shop-past.ts";
import { type Actor, type Till } from "../till/till.ts";
import { type JoiningShop } from "./joining-shop.ts";
import { certificateBy, heldRoot, knownRoots, openDoor, shareRoot } from "./mesh-keys.ts";

const INVITATION_KEY = "mesh-invitation";

const keptSchema = z.object({
  id: z.string(),
  secret: z.string(),
  openedAtMs: z.number(),
  failedProofs: z.int(),
  usedBy: z.string().nullable(),
  /** Staff number of who has invited. */
  by: z.string(),
  /** Whether a till is awaited, or head office. */
  right: z.enum(["till", "hub"]).default("till"),
  /** The till that the new one replaces, whose belongings it gets. */
  replaces: deviceIdSchema.nullable().default(null),
  /** The till that joined, once its enrolment is written. */
  joined: deviceIdSchema.nullable(),
  /** Why whoever came was not taken in. */
  declined: z.string().nullable(),
});
type Kept = z.infer<typeof keptSchema>;

/** The state of the last invitation. */
export interface InvitationLook {
  readonly id: string;
  readonly state: InvitationState;
  /** The time when it ends, whatever comes. */
  readonly endsAtMs: number;
  readonly failedProofs: number;
  readonly joined: DeviceId | undefined;
  readonly declined: string | undefined;
}

/** Whether somebody may invite here. */
export function mayInvite({ ledger }: Till, actor: Actor): Result<undefined, Refusal> {
  const { device } = ledger.identity.key;
  if (isSelfRevoked(ledger))
    return err({ type: "device/revoked", ...shortRevocation(ledger, device) });
  const member = ledger.read((view) => readStaffMember(view, actor.number));
  if (member?.permissions.has("devices") !== true) {
    return err({ type: "permission/missing", permission: "devices", staff: actor.number });
  }
  if (ledger.admission().get(device)?.authority !== true) {
    return err({ type: "chain/no-authority" });
  }
  return ok(undefined);
}

export interface NewInvitation {
  readonly random: Random;
  readonly nowMs: number;
  /** Head office joins, which sells nothing; missing for a till. */
  readonly right?: Kept["right"] | undefined;
  /** The till that the new one replaces, if any. */
  readonly replaces?: DeviceId | undefined;
}

/** Ends an invitation that is open. The code is kept nowhere: show it now. */
export async function inviteTill(
  till: Till,
  actor: Actor,
  { random, nowMs, right = "till", replaces }: NewInvitation,
): Promise<Result<InviteCode, Refusal>> {
  const { ledger } = till;
  const allowed = mayInvite(till, actor);
  if (!allowed.ok) return allowed;
  await openDoor(ledger, random);
  const code = newInviteCode(random);
  const invitation = openInvitation(await inviteSecretOf(code), nowMs);
  keep(ledger, {
    ...invitation,
    by: actor.number,
    right,
    replaces: replaces ?? null,
    joined: null,
    declined: null,
  });
  return ok(code);
}

/** Ends the invitation, so that nobody can use it any more. */
export function endInvitation(ledger: Ledger): void {
  const kept = keptIn(ledger);
  if (kept !== undefined && kept.usedBy === null) keep(ledger, { ...kept, usedBy: "ended" });
}

export function lookAtInvitation(ledger: Ledger, nowMs: number): InvitationLook | undefined {
  const kept = keptIn(ledger);
  if (kept === undefined) return undefined;
  const { id, openedAtMs, failedProofs, joined, declined } = kept;
  return {
    id,
    state: invitationState(kept, nowMs),
    endsAtMs: openedAtMs + INVITATION_MS,
    failedProofs,
    joined: joined ?? undefined,
    declined: declined ?? undefined,
  };
}

/** For the port on which the new till is awaited: each change is durable before anything is answered. */
export function invitationBook(ledger: Ledger): InvitationBook {
  return {
    change: (change) =>
      ledger.db.write(() => {
        const kept = keptIn(ledger);
        const { outcome, next } = change(kept);
        if (kept !== undefined && next !== undefined) keep(ledger, { ...kept, ...next });
        return outcome;
      }),
  };
}

/** Takes whoever knows the code into the shop, in the name of who has invited. */
export function enrolJoiner(
  till: Till,
  request: JoinRequest,
  { random, port }: { readonly random: Random; readonly port: number },
): Result<Admission, string> {
  const enrolled = enrol(till, request, random);
  const kept = keptIn(till.ledger);
  if (kept !== undefined) {
    const declined = enrolled.ok ? null : enrolled.fault;
    const joined = enrolled.ok ? deviceIdOf(request.deviceKey) : null;
    keep(till.ledger, { ...kept, joined, declined });
  }
  if (!enrolled.ok) return enrolled;
  const { certificate, shop } = enrolled.value;
  return ok({ roots: knownRoots(till.ledger), certificate, port, shop });
}

function enrol(
  till: Till,
  { deviceKey: key, linkSpki, linkKey, sealKey, name }: JoinRequest,
  random: Random,
): Result<{ readonly certificate: string; readonly shop: JoiningShop }, string> {
  const { ledger } = till;
  const root = heldRoot(ledger);
  if (root === undefined) return err("The till that has invited has no key of the shop's root.");
  const { by = "", right = "till", replaces = null } = keptIn(ledger) ?? {};
  const device = deviceIdOf(key);
  const member = ledger.admission().get(device);
  if (member !== undefined) {
    const again = mayComeAgain(till, member, { linkKey, by });
    if (!again.ok) return again;
    return ok(admitted(till, { device, linkSpki, root, random }));
  }
  const wish = { device, key, name, rights: [right], linkKey, sealKey };
  const done = till.act({ number: by, name: till.staffName(by) }, "enrol device", (context) => {
    const decided = decideEnrolDevice(context, { ...wish, devices: ledger.admission() });
    if (!decided.ok || replaces === null) return decided;
    const devices = ledger.admission();
    return ok([
      ...decided.value,
      ...replacementDrafts(context.view, decided.value, devices.get(replaces)),
    ]);
  });
  if (!done.ok) return err(mayNot(done.fault));
  if (replaces !== null) keepReplacement(ledger, replaces, device);
  return ok(admitted(till, { device, linkSpki, root, random }));
}

/** Returns the drafts that give the new till what belonged to the old one, or was set by its letters. */
function replacementDrafts(
  view: LedgerView,
  enrolling: ReadonlyArray<Draft>,
  old: AdmittedDevice | undefined,
): ReadonlyArray<Draft> {
  const enrolled = enrolling.find((draft) => draft.kind === "device/enrolled")?.body;
  if (old === undefined || enrolled === undefined) return [];
  return [
    ...inheritPrinters(view, old.device, enrolled.device),
    ...inheritSettings(view, old.code, enrolled.code),
  ];
}

/** Whether the box was enrolled and did not learn so: with the same keys it is the same till. */
function mayComeAgain(
  till: Till,
  before: AdmittedDevice,
  { linkKey, by }: { readonly linkKey: string; readonly by: string },
): Result<undefined, string> {
  if (before.revoked) return err(`${deviceName(before)} was shut out: invite this box anew.`);
  if (!before.linkKeys.includes(linkKey)) {
    return err(
      `${deviceName(before)} is in the shop with other keys: shut it out, and invite anew.`,
    );
  }
  const allowed = mayInvite(till, { number: by, name: till.staffName(by) });
  return allowed.ok ? allowed : err(mayNot(allowed.fault));
}

function mayNot({ type }: Refusal): string {
  return `Who has invited may not take tills in (${type}).`;
}

function admitted(
  { ledger, founding }: Till,
  {
    device,
    linkSpki,
    root,
    random,
  }: {
    readonly device: DeviceId;
    readonly linkSpki: Buffer;
    readonly root: Root;
    readonly random: Random;
  },
): { readonly certificate: string; readonly shop: JoiningShop } {
  shareRoot(ledger, root, random);
  const { shop, founder, key } = ledger.identity;
  const publicKey = { linkPublicKey: linkSpki.toString("base64") };
  const { code = "" } = ledger.admission().get(device) ?? {};
  return {
    certificate: certificateBy(root, publicKey, { shop, device, random }),
    shop: {
      shop,
      founder,
      inviter: key.device,
      zone: founding.zone,
      name: founding.name,
      demo: founding.demo,
      code,
      past: pastEnds(ledger),
    },
  };
}

function keptIn({ store }: Ledger): Kept | undefined {
  const text = store.local(INVITATION_KEY);
  return text === undefined ? undefined : keptSchema.parse(JSON.parse(text));
}

function keep({ store }: Ledger, kept: Kept): void {
  store.setLocal(INVITATION_KEY, JSON.stringify(kept));
}
