/**
 * How a till joins a shop, as two conversations over a channel: one inviting, one joining.
 *
 * The joiner proves first that it knows the code; the inviting till says nothing of the shop before
 * that, and then proves it too, so that a code typed at a stranger's box joins no stranger's shop. Who
 * knows the code has used it: that is written down before anything is answered.
 */

import type * as z from "zod";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { checkCertificate } from "../links/certificates.ts";
import { linkKeyOf } from "../links/link-key.ts";
import { type InvitationBook, invitationState, takeProof, takeUse } from "./invitation.ts";
import { type InviteSecret } from "./invite-code.ts";
import {
  ADMISSION_BYTES_MAX,
  admissionSchema,
  fromPayload,
  helloSchema,
  MESSAGE_CHARACTERS_MAX,
  PAIRING_VERSION,
  type PairingMessage,
  proofSchema,
  type RefusalReason,
  refusedSchema,
  requestSchema,
  thanksSchema,
  toPayload,
} from "./pairing-messages.ts";
import {
  isPeerProof,
  isPossessedBy,
  ownProof,
  PAIRING_PREFIX,
  type PairingBinding,
  possession,
} from "./pairing-proof.ts";

/** One connection of a pairing. */
export interface PairingChannel {
  readonly binding: PairingBinding;
  /** The next payload. A fault says why there is none: it ended, or took longer than it may. */
  readonly hear: (msMax: number) => Promise<Result<Uint8Array, string>>;
  readonly say: (payload: Uint8Array) => void;
  /** Longer payloads are taken from now on. */
  readonly allow: (sizeBytesMax: number) => void;
}

/** Who wants to join: proven to hold these keys, and to know the code. */
export interface JoinRequest {
  /** Ed25519, raw, hexadecimal. */
  readonly deviceKey: string;
  /** SPKI, DER. */
  readonly linkSpki: Buffer;
  readonly linkKey: string;
  /** X25519, raw, hexadecimal. */
  readonly sealKey: string;
  readonly name: string;
}

/** The inviting till's answer to a box that joins. */
export interface Admission {
  /** DER in base64. */
  readonly roots: ReadonlyArray<string>;
  readonly certificate: string;
  /** The port at which the inviting till takes links. */
  readonly port: number;
  /** JSON: whatever the joining till needs to make its ledger. */
  readonly shop: unknown;
}

export interface HostOptions {
  readonly book: InvitationBook;
  /** Somebody decides, and writes down that the device belongs to the shop. The fault is a sentence. */
  readonly enrol: (request: JoinRequest) => Promise<Result<Admission, string>>;
  readonly nowMs: () => number;
  /** Called when the other side has proved that it knows the code. */
  readonly onProved: () => void;
}

export type HostOutcome =
  | { readonly type: "pairing/joined"; readonly request: JoinRequest; readonly isHeard: boolean }
  | { readonly type: "pairing/declined"; readonly request: JoinRequest; readonly message: string }
  | { readonly type: "pairing/refused"; readonly reason: RefusalReason }
  /** Nobody said that they know the code. */
  | { readonly type: "pairing/left"; readonly reason: string };

export const HELLO_MS_MAX = 3000;
export const PROOF_MS_MAX = 10_000;
export const REQUEST_MS_MAX = 10_000;
/** The longest wait for thanks: the box sends them at once, or has received nothing. */
export const THANKS_MS_MAX = 3000;
/** A person at the inviting till is asked. */
export const ANSWER_MS_MAX = 180_000;

/** The inviting side of one connection. */
export async function hostPairing(
  channel: PairingChannel,
  { book, enrol, nowMs, onProved }: HostOptions,
): Promise<HostOutcome> {
  const { binding } = channel;
  const open = book.change((invitation) => ({ outcome: invitation }));
  if (open === undefined) return refuse(channel, "expired");
  const state = invitationState(open, nowMs());
  if (state !== "open") return refuse(channel, state);
  const { id, secret } = open;
  say(channel, { type: "hello", version: PAIRING_VERSION, invitation: id });

  const proof = await hear(channel, proofSchema(), PROOF_MS_MAX);
  if (!proof.ok) return { type: "pairing/left", reason: proof.fault };
  const isRight = isPeerProof({ side: "J", proof: proof.value.proof }, secret, binding);
  const judged = book.change((kept) => takeProof(kept, { id, isRight, nowMs: nowMs() }));
  if (judged !== "right") return refuse(channel, judged === "wrong" ? "wrong-code" : judged);
  onProved();
  say(channel, { type: "proof", proof: ownProof("A", secret, binding) });

  const heard = await hear(channel, requestSchema(), REQUEST_MS_MAX);
  if (!heard.ok) return { type: "pairing/left", reason: heard.fault };
  const { deviceKey, sealKey, name, signature } = heard.value;
  const statement = possession(binding, { joinerKey: binding.peerKey, sealKey });
  if (!isPossessedBy(deviceKey, statement, signature)) return refuse(channel, "bad-request");
  const linkKey = linkKeyOf(binding.peerKey);
  const used = book.change((kept) => takeUse(kept, { id, linkKey, nowMs: nowMs() }));
  if (used !== "taken") return refuse(channel, used);

  const request = { deviceKey, sealKey, name, linkKey, linkSpki: binding.peerKey };
  return answer(channel, request, await enrol(request));
}

async function answer(
  channel: PairingChannel,
  request: JoinRequest,
  enrolled: Result<Admission, string>,
): Promise<HostOutcome> {
  if (!enrolled.ok) {
    const message = enrolled.fault.replaceAll(/\p{Cc}+/gu, " ").slice(0, MESSAGE_CHARACTERS_MAX);
    say(channel, { type: "refused", reason: "declined", message });
    return { type: "pairing/declined", request, message };
  }
  const { roots, certificate, port, shop } = enrolled.value;
  say(channel, { type: "admission", roots: [...roots], certificate, port, shop });
  const thanks = await hear(channel, thanksSchema(), THANKS_MS_MAX);
  return { type: "pairing/joined", request, isHeard: thanks.ok };
}

export interface JoinOptions<Shop> {
  readonly invite: InviteSecret;
  readonly signer: JoinSigner;
  readonly sealKey: string;
  readonly name: string;
  readonly shopSchema: z.ZodType<Shop>;
  /** A person has named this very till: a code that is not its own is a wrong one there. */
  readonly isMeant?: boolean;
  /** The other side knows the code: somebody there may be asked now. */
  readonly onProved?: (() => void) | undefined;
}

/** The device key, which never leaves whoever holds it. */
export interface JoinSigner {
  /** Ed25519, raw, hexadecimal. */
  readonly publicKey: string;
  readonly signStatement: (prefix: string, statement: string) => Uint8Array;
}

export interface Joined<Shop> {
  readonly roots: ReadonlyArray<string>;
  readonly certificate: string;
  /** The key and port of the inviting till. */
  readonly peer: { readonly linkKey: string; readonly port: number };
  readonly shop: Shop;
}

export type JoinFault =
  /** Somebody else's invitation: nothing was said of ours. `told` is the answer to that it is not. */
  | { readonly type: "join/other-invitation"; readonly refusal?: RefusalReason }
  | { readonly type: "join/other-version"; readonly version: number }
  /** The refusal of a till that doesn't know the code: anybody on the network may have sent it. */
  | { readonly type: "join/refused"; readonly reason: RefusalReason }
  /** The answer of a till that doesn't know the code either: somebody stands between the two, or pretends. */
  | { readonly type: "join/impostor" }
  /** The refusal of the inviting till. */
  | { readonly type: "join/declined"; readonly reason: RefusalReason; readonly message: string }
  | { readonly type: "join/broken-off"; readonly reason: string; readonly isUsed: boolean }
  /** The admission can't be used to join. */
  | { readonly type: "join/unfit"; readonly what: "certificate" | "shop" };

/** The joining side of one connection. */
export async function joinPairing<Shop>(
  channel: PairingChannel,
  options: JoinOptions<Shop>,
): Promise<Result<Joined<Shop>, JoinFault>> {
  const { binding } = channel;
  const { id, secret } = options.invite;
  const hello = await hearOr(channel, helloSchema(), HELLO_MS_MAX);
  if (hello.type === "silence") return brokenOff(hello.reason);
  if (hello.type === "refused") return err({ type: "join/refused", reason: hello.reason });
  if (hello.version !== PAIRING_VERSION) {
    return err({ type: "join/other-version", version: hello.version });
  }
  if (hello.invitation !== id) {
    const answer = options.isMeant === true ? await sayNoProof(channel) : undefined;
    const refusal = answer?.ok === true ? { refusal: answer.value } : {};
    return err({ type: "join/other-invitation", ...refusal });
  }

  say(channel, { type: "proof", proof: ownProof("J", secret, binding) });
  const proof = await hearOr(channel, proofSchema(), PROOF_MS_MAX);
  if (proof.type === "silence") return brokenOff(proof.reason);
  if (proof.type === "refused") return err({ type: "join/refused", reason: proof.reason });
  if (!isPeerProof({ side: "A", proof: proof.proof }, secret, binding)) {
    return err({ type: "join/impostor" });
  }
  options.onProved?.();
  return request(channel, options);
}

/**
 * Tells a till that invites that somebody has typed a code which is not its own: by a proof that is none,
 * so nothing is said of what was typed. What it answers, where it answers.
 */
export async function offerNoProof(
  channel: PairingChannel,
): Promise<Result<RefusalReason, JoinFault>> {
  const hello = await hearOr(channel, helloSchema(), HELLO_MS_MAX);
  if (hello.type === "silence") return brokenOff(hello.reason);
  if (hello.type === "refused") return ok(hello.reason);
  if (hello.version !== PAIRING_VERSION) {
    return err({ type: "join/other-version", version: hello.version });
  }
  return await sayNoProof(channel);
}

async function sayNoProof(channel: PairingChannel): Promise<Result<RefusalReason, JoinFault>> {
  say(channel, { type: "proof", proof: NO_PROOF });
  const answer = await hearOr(channel, refusedSchema(), PROOF_MS_MAX);
  return answer.type === "refused" ? ok(answer.reason) : brokenOff(answer.reason);
}

/** An empty proof, as long as a real one. */
const NO_PROOF = "0".repeat(64);

async function request<Shop>(
  channel: PairingChannel,
  { signer, sealKey, name, shopSchema }: JoinOptions<Shop>,
): Promise<Result<Joined<Shop>, JoinFault>> {
  const { binding } = channel;
  const statement = possession(binding, { joinerKey: binding.ownKey, sealKey });
  const signature = Buffer.from(signer.signStatement(PAIRING_PREFIX, statement)).toString("hex");
  channel.allow(ADMISSION_BYTES_MAX);
  say(channel, { type: "request", deviceKey: signer.publicKey, sealKey, name, signature });

  const heard = await hearOr(channel, admissionSchema(), ANSWER_MS_MAX);
  if (heard.type === "silence") return brokenOff(heard.reason, true);
  if (heard.type === "refused") {
    return err({ type: "join/declined", reason: heard.reason, message: heard.message });
  }
  const { roots, certificate, port } = heard;
  const isFit = checkCertificate(certificate, { linkKey: linkKeyOf(binding.ownKey), roots });
  if (!isFit.ok) return err({ type: "join/unfit", what: "certificate" });
  const shop = shopSchema.safeParse(heard.shop);
  if (!shop.success) return err({ type: "join/unfit", what: "shop" });
  say(channel, { type: "thanks" });
  const peer = { linkKey: linkKeyOf(binding.peerKey), port };
  return ok({ roots, certificate, peer, shop: shop.data });
}

function say(channel: PairingChannel, message: PairingMessage): void {
  channel.say(toPayload(message));
}

async function hear<Message>(
  channel: PairingChannel,
  schema: z.ZodType<Message>,
  msMax: number,
): Promise<Result<Message, string>> {
  const heard = await channel.hear(msMax);
  return heard.ok ? fromPayload(heard.value, schema) : heard;
}

/** Waits for a message. Fails when the other side refuses, or sends nothing that makes sense. */
async function hearOr<Message extends { readonly type: string }>(
  channel: PairingChannel,
  schema: z.ZodType<Message>,
  msMax: number,
): Promise<
  | Message
  | z.infer<ReturnType<typeof refusedSchema>>
  | { readonly type: "silence"; readonly reason: string }
> {
  const heard = await hear(channel, schema.or(refusedSchema()), msMax);
  return heard.ok ? heard.value : { type: "silence", reason: heard.fault };
}

function refuse(channel: PairingChannel, reason: RefusalReason): HostOutcome {
  say(channel, { type: "refused", reason, message: "" });
  return { type: "pairing/refused", reason };
}

function brokenOff(reason: string, isUsed = false): Result<never, JoinFault> {
  return err({ type: "join/broken-off", reason, isUsed });
}
