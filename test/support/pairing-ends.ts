/** Both ends of a pairing on this machine: real ports, real codes, and a shop that enrols. */

import { generateKeyPairSync, sign } from "node:crypto";

import { onTestFinished } from "vitest";
import { z } from "zod";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { err, ok, type Result } from "../../src/domain/base/result.ts";
import { type Clock } from "../../src/domain/ports.ts";
import { certifyDevice } from "../../src/mesh/links/certificates.ts";
import { type Refusal } from "../../src/mesh/links/link.ts";
import {
  type Invitation,
  type InvitationBook,
  type InvitationState,
  openInvitation,
} from "../../src/mesh/pairing/invitation.ts";
import {
  type InviteCode,
  inviteSecretOf,
  newInviteCode,
} from "../../src/mesh/pairing/invite-code.ts";
import {
  joinShop,
  type JoinedShop,
  type JoinShopFault,
} from "../../src/mesh/pairing/pairing-client.ts";
import { openPairing, type PairingServer } from "../../src/mesh/pairing/pairing-server.ts";
import {
  type Admission,
  type HostOutcome,
  type JoinRequest,
  type JoinSigner,
} from "../../src/mesh/pairing/pairing.ts";
import { foundLinkShop, type LinkBox, type LinkShop } from "./link-shop.ts";
import { createWaiting, type Waiting } from "./waiting.ts";

export const shopSchema = z.object({ zone: z.string(), code: z.string() });
export type JoinedTestShop = JoinedShop<z.infer<typeof shopSchema>>;

/** A shop that can invite, with keys that take a while to make. */
export interface InvitingShop extends LinkShop {
  readonly box: LinkBox;
}

export async function foundInvitingShop(name: string): Promise<InvitingShop> {
  const shop = await foundLinkShop(name);
  return { ...shop, box: await shop.certify("inviter") };
}

export interface InvitingEnd extends PairingServer {
  readonly code: InviteCode;
  readonly invitation: () => Invitation | undefined;
  readonly outcomes: ReadonlyArray<HostOutcome>;
  readonly refusals: ReadonlyArray<Refusal>;
  readonly ends: ReadonlyArray<InvitationState>;
  readonly faults: ReadonlyArray<unknown>;
  readonly enrolled: ReadonlyArray<JoinRequest>;
  readonly until: Waiting["until"];
}

export interface InvitingOptions {
  readonly clock?: Clock;
  readonly code?: InviteCode;
  readonly port?: number;
  readonly book?: InvitationBook;
  readonly enrol?: (
    request: JoinRequest,
    admit: () => Admission,
  ) => Promise<Result<Admission, string>>;
}

export async function invite(
  shop: InvitingShop,
  options: InvitingOptions = {},
): Promise<InvitingEnd> {
  const { clock = systemClock, enrol = (_, admit) => Promise.resolve(ok(admit())) } = options;
  const code = options.code ?? newInviteCode(createSeededRandom(shop.shop));
  let kept: Invitation | undefined = openInvitation(await inviteSecretOf(code), clock.nowMs());
  const outcomes: HostOutcome[] = [];
  const refusals: Refusal[] = [];
  const ends: InvitationState[] = [];
  const faults: unknown[] = [];
  const enrolled: JoinRequest[] = [];
  const { until, look } = createWaiting();
  const opened = await openPairing({
    keys: shop.box,
    port: options.port ?? 0,
    clock,
    random: createSeededRandom("pairing certificate"),
    book: options.book ?? {
      change: (change) => {
        const { outcome, next } = change(kept);
        kept = next ?? kept;
        return outcome;
      },
    },
    enrol: (request) => {
      enrolled.push(request);
      look();
      return enrol(request, () => admissionOf(shop, request));
    },
    listener: {
      onOutcome: (outcome) => {
        outcomes.push(outcome);
        look();
      },
      onRefused: (refusal) => {
        refusals.push(refusal);
        look();
      },
      onEnd: (state) => {
        ends.push(state);
        look();
      },
      onFault: (cause) => {
        faults.push(cause);
        look();
      },
    },
  });
  if (!opened.ok) throw new Error(opened.fault.message);
  onTestFinished(opened.value.close);
  const told = { outcomes, refusals, ends, faults, enrolled };
  return { ...opened.value, code, invitation: () => kept, ...told, until };
}

export interface JoiningTill extends Pick<LinkBox, "privateKey" | "publicKey" | "linkKey"> {
  readonly signer: JoinSigner;
}

export async function newTill(name: string): Promise<JoiningTill> {
  const box = await (await foundLinkShop("nobody yet")).certify(name);
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const { x } = publicKey.export({ format: "jwk" });
  const signer: JoinSigner = {
    publicKey: Buffer.from(x ?? "", "base64url").toString("hex"),
    signStatement: (prefix, statement) => sign(null, Buffer.from(prefix + statement), privateKey),
  };
  return { ...box, signer };
}

export async function join(
  till: JoiningTill,
  {
    code,
    ports,
    clock = systemClock,
    ...rest
  }: {
    readonly code: InviteCode;
    readonly ports: ReadonlyArray<number>;
    readonly clock?: Clock;
    readonly onProved?: () => void;
    readonly signal?: AbortSignal;
  },
): Promise<Result<JoinedTestShop, JoinShopFault>> {
  return joinShop({
    invite: await inviteSecretOf(code),
    addresses: ports.map((port) => ({ host: "127.0.0.1", port })),
    keys: till,
    signer: till.signer,
    sealKey: "5e".repeat(32),
    name: "Bar 2",
    shopSchema,
    clock,
    random: createSeededRandom("joining certificate"),
    ...rest,
  });
}

/** What became of each address at which nobody was that had invited. */
export function tries(joined: Result<JoinedTestShop, JoinShopFault>): ReadonlyArray<string> {
  if (joined.ok || joined.fault.type !== "join/nowhere") return [];
  return joined.fault.tries.map(({ fault }) =>
    "reason" in fault ? `${fault.type}: ${fault.reason}` : fault.type,
  );
}

export function declined(sentence: string): Promise<Result<never, string>> {
  return Promise.resolve(err(sentence));
}

function admissionOf({ shop, root }: LinkShop, { linkSpki }: JoinRequest): Admission {
  const random = createSeededRandom("admission");
  const device = "j".repeat(26) as LinkBox["device"];
  const certified = certifyDevice(root, { publicKey: linkSpki, shop, device, random });
  if (!certified.ok) throw new Error(certified.fault.type);
  const facts = { zone: "Europe/Amsterdam", code: "B" };
  return { roots: [root.certificate], certificate: certified.value, port: 7777, shop: facts };
}
