/** The two conversations of a pairing without any network: what somebody without the code can say. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { err, ok } from "../../src/domain/base/result.ts";
import { type Invitation, openInvitation } from "../../src/mesh/pairing/invitation.ts";
import { PAIRING_VERSION } from "../../src/mesh/pairing/pairing-messages.ts";
import { ownProof, type PairingBinding } from "../../src/mesh/pairing/pairing-proof.ts";
import {
  hostPairing,
  type HostOutcome,
  type JoinFault,
  type JoinRequest,
  joinPairing,
  offerNoProof,
  type PairingChannel,
} from "../../src/mesh/pairing/pairing.ts";

const NOW_MS = 1_795_000_000_000;
const INVITE = { id: "a".repeat(16), secret: "5c".repeat(32) };
const HERE: PairingBinding = binding("this connection", "joiner", "inviter");

describe("the inviting side", () => {
  test("enrols nobody who doesn't know the code, whatever they say", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything(), { maxLength: 6 }), async (words) => {
        const { enrolled, kept, said, outcome } = await host(words);

        expect(enrolled).toEqual([]);
        expect(kept.usedBy).toBe(null);
        expect(kept.failedProofs).toBeLessThanOrEqual(1);
        expect(["pairing/left", "pairing/refused"]).toContain(outcome.type);
        // Not its own proof, with which somebody could go and try codes, nor anything of the shop.
        expect(said.map(({ type }) => type).filter((type) => type !== "refused")).toEqual([
          "hello",
        ]);
      }),
    );
  });

  test("takes no proof that was right on another connection, or for other keys", async () => {
    const others = [
      binding("another connection", "joiner", "inviter"),
      binding("this connection", "somebody", "inviter"),
      binding("this connection", "joiner", "somebody"),
      binding("this connection", "inviter", "joiner"),
    ];
    for (const elsewhere of others) {
      const proof = ownProof("J", INVITE.secret, elsewhere);
      const { outcome } = await host([message({ type: "proof", proof })]);

      expect(outcome).toEqual({ type: "pairing/refused", reason: "wrong-code" });
    }
    const proof = ownProof("J", INVITE.secret, HERE);
    const { outcome, said } = await host([message({ type: "proof", proof })]);
    expect(outcome.type).toBe("pairing/left");
    expect(said.map(({ type }) => type)).toEqual(["hello", "proof"]);
  });

  test.each(["\u001B[2J", "Bar\n2", " ", "", "x".repeat(81), "\uD83D"])(
    "takes no name that would spoil a screen: %j",
    async (name) => {
      const proof = ownProof("J", INVITE.secret, HERE);
      const request = {
        type: "request",
        deviceKey: "d".repeat(64),
        sealKey: "e".repeat(64),
        name,
        signature: "0".repeat(128),
      };
      const { outcome, kept } = await host([{ type: "proof", proof }, request].map(message));

      expect(outcome).toEqual({ type: "pairing/left", reason: "garbage" });
      expect(kept.usedBy).toBe(null);
    },
  );

  test("takes its own proof back from nobody", async () => {
    const mirrored = ownProof("A", INVITE.secret, turned(HERE));
    const { outcome } = await host([message({ type: "proof", proof: mirrored })]);

    expect(outcome).toEqual({ type: "pairing/refused", reason: "wrong-code" });
  });
});

describe("the joining side", () => {
  test("joins nobody who doesn't know the code, and tells them neither its keys nor its name", async () => {
    const hello = message({ type: "hello", version: PAIRING_VERSION, invitation: INVITE.id });
    const words = fc.array(anything(), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.boolean(), words, async (isGreeted, rest) => {
        const { joined, said } = await join(isGreeted ? [hello, ...rest] : rest);

        expect(joined.ok).toBe(false);
        expect(said.filter(({ type }) => type !== "proof")).toEqual([]);
        expect(said.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each<[string, ReadonlyArray<object>, JoinFault]>([
    [
      "another invitation",
      [{ type: "hello", version: PAIRING_VERSION, invitation: "b".repeat(16) }],
      { type: "join/other-invitation" },
    ],
    [
      "a newer version",
      [{ type: "hello", version: PAIRING_VERSION + 1, invitation: INVITE.id }],
      { type: "join/other-version", version: PAIRING_VERSION + 1 },
    ],
    [
      "that the invitation has expired",
      [{ type: "refused", reason: "expired", message: "" }],
      { type: "join/refused", reason: "expired" },
    ],
  ])("says nothing to whoever has %s", async (_, words, fault) => {
    const { joined, said } = await join(words.map(message));

    expect(joined).toEqual(err(fault));
    expect(said).toEqual([]);
  });

  test("says of a mistyped code a proof that is none, whatever was typed, and to whoever invites", async () => {
    const hello = { type: "hello", version: PAIRING_VERSION, invitation: "b".repeat(16) };
    const refused = { type: "refused", reason: "wrong-code", message: "" };

    const { channel, said } = listening(HERE, [hello, refused].map(message));

    expect(await offerNoProof(channel)).toEqual(ok("wrong-code"));
    expect(said).toEqual([{ type: "proof", proof: "0".repeat(64) }]);
    const meant = await join([hello, refused].map(message), { isMeant: true });
    expect(meant.joined).toEqual(err({ type: "join/other-invitation", refusal: "wrong-code" }));
    expect(meant.said).toEqual(said);
  });

  test("takes no certificate that others wouldn't take, nor a shop that it can't make sense of", async () => {
    const proof = ownProof("A", INVITE.secret, turned(HERE));
    const start = [
      { type: "hello", version: PAIRING_VERSION, invitation: INVITE.id },
      { type: "proof", proof },
    ];
    const admission = {
      type: "admission",
      roots: ["AAAA"],
      certificate: "AAAA",
      port: 1,
      shop: {},
    };

    const { joined } = await join([...start, admission].map(message));

    expect(joined).toEqual(err({ type: "join/unfit", what: "certificate" }));
  });
});

type Said = Record<string, unknown>;

/** Messages of every kind, with proofs that are wrong, and bytes that are none. */
function anything(): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 100 }),
    fc.json().map((text) => Buffer.from(text)),
    fc
      .oneof(
        fc.record({ type: fc.constant("proof"), proof: hex(64) }),
        fc.record({
          type: fc.constant("request"),
          deviceKey: hex(64),
          sealKey: hex(64),
          name: fc.string({ minLength: 1, maxLength: 80 }),
          signature: hex(128),
        }),
        fc.record({ type: fc.constant("thanks") }),
        fc.record({
          type: fc.constant("admission"),
          roots: fc.constant(["AAAA"]),
          certificate: fc.constant("AAAA"),
          port: fc.integer({ min: 1, max: 65_535 }),
          shop: fc.constant({ zone: "Europe/Amsterdam" }),
        }),
        fc.record({
          type: fc.constant("refused"),
          reason: fc.constant("declined"),
          message: fc.string(),
        }),
      )
      .map(message),
  );
}

function hex(length: number): fc.Arbitrary<string> {
  return fc
    .uint8Array({ minLength: length / 2, maxLength: length / 2 })
    .map((bytes) => Buffer.from(bytes).toString("hex"));
}

async function host(words: ReadonlyArray<Uint8Array>): Promise<{
  readonly outcome: HostOutcome;
  readonly said: ReadonlyArray<Said>;
  readonly enrolled: ReadonlyArray<JoinRequest>;
  readonly kept: Invitation;
}> {
  let kept = openInvitation(INVITE, NOW_MS);
  const enrolled: JoinRequest[] = [];
  const { channel, said } = listening(turned(HERE), words);
  const outcome = await hostPairing(channel, {
    book: {
      change: (change) => {
        const { outcome, next } = change(kept);
        kept = next ?? kept;
        return outcome;
      },
    },
    enrol: (request) => {
      enrolled.push(request);
      return Promise.resolve(err("Nobody is taken in here."));
    },
    nowMs: () => NOW_MS,
    onProved: () => undefined,
  });
  return { outcome, said, enrolled, kept };
}

async function join(
  words: ReadonlyArray<Uint8Array>,
  options: { readonly isMeant?: boolean } = {},
): Promise<{
  readonly joined: Awaited<ReturnType<typeof joinPairing>>;
  readonly said: ReadonlyArray<Said>;
}> {
  const { channel, said } = listening(HERE, words);
  const joined = await joinPairing(channel, {
    invite: INVITE,
    signer: { publicKey: "d".repeat(64), signStatement: () => new Uint8Array(64) },
    sealKey: "e".repeat(64),
    name: "Bar 2",
    shopSchema: z.object({ zone: z.string() }),
    ...options,
  });
  return { joined, said };
}

/** Hears these words and then nothing, and remembers what is said to it. */
function listening(
  binding: PairingBinding,
  words: ReadonlyArray<Uint8Array>,
): { readonly channel: PairingChannel; readonly said: ReadonlyArray<Said> } {
  const left = [...words];
  const said: Said[] = [];
  const channel: PairingChannel = {
    binding,
    hear: () => {
      const next = left.shift();
      return Promise.resolve(next === undefined ? err("hung up") : ok(next));
    },
    say: (payload) => said.push(JSON.parse(Buffer.from(payload).toString()) as Said),
    allow: () => undefined,
  };
  return { channel, said };
}

function message(message: object): Uint8Array {
  return Buffer.from(JSON.stringify(message));
}

function binding(exported: string, ownKey: string, peerKey: string): PairingBinding {
  return {
    exported: Buffer.from(exported),
    ownKey: Buffer.from(ownKey),
    peerKey: Buffer.from(peerKey),
  };
}

/** The same connection from its other end. */
function turned({ exported, ownKey, peerKey }: PairingBinding): PairingBinding {
  return { exported, ownKey: peerKey, peerKey: ownKey };
}
