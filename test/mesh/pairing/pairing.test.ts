/** A till joins a shop, and everybody else doesn't, over real TLS on this machine. Size: whole. */

import {
  connect as connectPlain,
  createServer as createPlainServer,
  type Server,
  type Socket,
} from "node:net";
import { connect, type ConnectionOptions, createServer, type TLSSocket } from "node:tls";

import { beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { createFrameReader, toFrame } from "../../../src/mesh/links/frames.ts";
import { spkiOf } from "../../../src/mesh/links/link-key.ts";
import {
  FAILED_PROOFS_MAX,
  INVITATION_MS,
  type Invitation,
} from "../../../src/mesh/pairing/invitation.ts";
import {
  inviteSecretOf,
  newInviteCode,
  parseInviteCode,
} from "../../../src/mesh/pairing/invite-code.ts";
import { reportWrongCode } from "../../../src/mesh/pairing/pairing-client.ts";
import { pairingContext } from "../../../src/mesh/pairing/pairing-context.ts";
import { PAIRING_VERSION } from "../../../src/mesh/pairing/pairing-messages.ts";
import { ownProof } from "../../../src/mesh/pairing/pairing-proof.ts";
import { PROOF_MS_MAX } from "../../../src/mesh/pairing/pairing.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import {
  declined,
  foundInvitingShop,
  invite,
  type InvitingEnd,
  type InvitingShop,
  join,
  type JoiningTill,
  newTill,
  tries,
} from "../../support/pairing-ends.ts";
import { openTillEnd } from "../../support/till-ends.ts";
import { createWaiting } from "../../support/waiting.ts";

let kade: InvitingShop;
let other: InvitingShop;
let bar: JoiningTill;
let kitchen: JoiningTill;
let mallory: JoiningTill;

beforeAll(async () => {
  [kade, other, bar, kitchen, mallory] = await Promise.all([
    foundInvitingShop("kade"),
    foundInvitingShop("other"),
    newTill("bar"),
    newTill("kitchen"),
    newTill("mallory"),
  ]);
});

describe("a code of no invitation", () => {
  test("is one wrong try at the till that invites, which is told nothing of what was typed", async () => {
    const inviter = await invite(kade);
    const ends = { keys: bar, clock: systemClock, random: createSeededRandom("wrong") };
    const address = { host: "127.0.0.1", port: inviter.port() };

    const told = await reportWrongCode([address, address], ends);

    expect(told).toBe("wrong-code");
    expect(inviter.invitation()).toMatchObject({ failedProofs: 1, usedBy: null });
    expect(inviter.outcomes).toEqual([{ type: "pairing/refused", reason: "wrong-code" }]);
    expect((await join(bar, { code: inviter.code, ports: [inviter.port()] })).ok).toBe(true);
  });

  test("five times burns the invitation, and the right one after them is refused", async () => {
    const inviter = await invite(kade);
    const ends = { keys: bar, clock: systemClock, random: createSeededRandom("wrong") };
    const address = { host: "127.0.0.1", port: inviter.port() };

    for (let tried = 0; tried < FAILED_PROOFS_MAX; tried += 1) {
      expect(await reportWrongCode([address], ends)).toBe("wrong-code");
    }
    await inviter.until(() => inviter.ends.length === 1);

    expect(inviter.ends).toEqual(["burnt"]);
    expect((await join(bar, { code: inviter.code, ports: [inviter.port()] })).ok).toBe(false);
  });

  test("is told to nobody where nobody invites", async () => {
    const ends = { keys: bar, clock: systemClock, random: createSeededRandom("wrong") };

    expect(await reportWrongCode([], ends)).toBeUndefined();
  });
});

describe("a till with the right code", () => {
  test("joins, and both sides know each other's keys", async () => {
    const inviter = await invite(kade);

    const joined = await join(bar, { code: inviter.code, ports: [inviter.port()] });
    await inviter.until(() => inviter.ends.length === 1);

    expect(joined).toMatchObject({
      ok: true,
      value: {
        roots: [kade.root.certificate],
        peer: { linkKey: kade.box.linkKey, host: "127.0.0.1", port: 7777 },
        shop: { zone: "Europe/Amsterdam", code: "B" },
      },
    });
    expect(inviter.enrolled).toEqual([
      {
        deviceKey: bar.signer.publicKey,
        linkKey: bar.linkKey,
        linkSpki: bar.publicKey,
        sealKey: "5e".repeat(32),
        name: "Bar 2",
      },
    ]);
    expect(inviter.outcomes).toMatchObject([{ type: "pairing/joined", isHeard: true }]);
    expect(inviter.invitation()).toMatchObject({ usedBy: bar.linkKey, failedProofs: 0 });
    expect(inviter.ends).toEqual(["used"]);
    expect(inviter.refusals).toEqual([]);
  });

  test("is let in on links with what it was given, and knows whom it has met", async () => {
    const inviter = await invite(kade);
    const joined = await join(bar, { code: inviter.code, ports: [inviter.port()] });
    if (!joined.ok) throw new Error(joined.fault.type);
    const { certificate, roots, peer } = joined.value;

    const ends = { clock: systemClock };
    const host = await openTillEnd(kade.box, kade, ends);
    const own = await openTillEnd({ ...bar, certificate }, kade, { ...ends, roots });
    onTestFinished(host.close);
    onTestFinished(own.close);
    const dialled = await own.dial({ host: "127.0.0.1", port: host.port() });
    await host.until(() => host.links.length === 1);

    expect(dialled).toMatchObject({ ok: true, value: { linkKey: peer.linkKey } });
    expect(host.links[0]?.linkKey).toBe(bar.linkKey);
  });

  test.each([
    ["in small letters", (code: string) => code.toLowerCase()],
    ["without dashes", (code: string) => code.replaceAll("-", "")],
    ["with letters for digits", (code: string) => code.replaceAll("0", "o").replaceAll("1", "l")],
  ])("joins with it %s", async (_, spell) => {
    const code = newInviteCode({ bytes: () => Buffer.from("00443214c74254b635cf", "hex") });
    const inviter = await invite(kade, { code });
    const typed = parseInviteCode(spell(code));

    const joined = await join(bar, {
      code: typed.ok ? typed.value : code,
      ports: [inviter.port()],
    });

    expect(typed).toEqual(ok(code));
    expect(joined.ok).toBe(true);
  });

  test("hears when somebody there is asked", async () => {
    const inviter = await invite(kade);
    let proved = 0;

    await join(bar, { code: inviter.code, ports: [inviter.port()], onProved: () => (proved += 1) });

    expect(proved).toBe(1);
  });

  test("is told in words when somebody there says no, and the code is used up", async () => {
    const inviter = await invite(kade, { enrol: () => declined("Not today.") });
    const at = { code: inviter.code, ports: [inviter.port()] };

    const joined = await join(bar, at);
    await inviter.until(() => inviter.ends.length === 1);

    expect(joined).toEqual({
      ok: false,
      fault: { type: "join/declined", reason: "declined", message: "Not today." },
    });
    expect(inviter.outcomes).toMatchObject([{ type: "pairing/declined", message: "Not today." }]);
    expect(inviter.invitation()?.usedBy).toBe(bar.linkKey);
  });

  test("finds its own shop among several that invite on one network, and tries nobody else's", async () => {
    const [inviter, neighbour] = await Promise.all([invite(kade), invite(other)]);
    const ports = [1, neighbour.port(), inviter.port()];

    const joined = await join(bar, { code: inviter.code, ports });

    expect(joined).toMatchObject({ ok: true, value: { peer: { linkKey: kade.box.linkKey } } });
    expect(neighbour.invitation()).toMatchObject({ failedProofs: 0, usedBy: null });
    expect(neighbour.outcomes).toEqual([]);
  });

  test("joins after somebody else got it wrong", async () => {
    const inviter = await invite(kade);

    for (let at = 1; at < FAILED_PROOFS_MAX; at += 1) await guess(inviter);
    const joined = await join(bar, { code: inviter.code, ports: [inviter.port()] });

    expect(joined.ok).toBe(true);
    expect(inviter.invitation()?.failedProofs).toBe(FAILED_PROOFS_MAX - 1);
  });
});

describe("a till with a wrong code", () => {
  test("says nothing to a shop whose invitation it isn't", async () => {
    const inviter = await invite(kade);
    const code = newInviteCode(createSeededRandom("wrong"));

    const joined = await join(bar, { code, ports: [inviter.port()] });

    expect(tries(joined)).toEqual(["join/other-invitation"]);
    expect(inviter.invitation()).toMatchObject({ failedProofs: 0, usedBy: null });
    expect(inviter.enrolled).toEqual([]);
  });

  test("is refused and counted when it tries all the same", async () => {
    const inviter = await invite(kade);

    const said = await guess(inviter);

    expect(said).toEqual([{ type: "refused", reason: "wrong-code", message: "" }]);
    expect(inviter.invitation()?.failedProofs).toBe(1);
    expect(inviter.outcomes).toEqual([{ type: "pairing/refused", reason: "wrong-code" }]);
  });

  test("burns the invitation at the fifth try, for the right code too", async () => {
    const inviter = await invite(kade);
    const late = await talk(inviter.port(), bar);
    await late.hears(1);

    for (let at = 0; at < FAILED_PROOFS_MAX; at += 1) await guess(inviter);
    await inviter.until(() => inviter.ends.length === 1);
    const joined = await join(bar, { code: inviter.code, ports: [inviter.port()] });

    expect(inviter.ends).toEqual(["burnt"]);
    expect(tries(joined)).toEqual(["dial/unreachable"]);
    expect(inviter.enrolled).toEqual([]);
  });

  test("burns it at five tries that come at once, and the right code after them is refused", async () => {
    const inviter = await invite(kade);
    const wrong = await Promise.all(
      Array.from({ length: FAILED_PROOFS_MAX }, () => talk(inviter.port(), mallory)),
    );
    const right = await talk(inviter.port(), bar);
    await Promise.all([...wrong, right].map(({ hears }) => hears(1)));
    const { secret } = await inviteSecretOf(inviter.code);

    for (const { say } of wrong) say({ type: "proof", proof: "0".repeat(64) });
    await inviter.until(() => inviter.invitation()?.failedProofs === FAILED_PROOFS_MAX);
    right.say({ type: "proof", proof: ownProof("J", secret, right.binding) });
    await Promise.all([...wrong, right].map(({ closed }) => closed));

    expect(inviter.invitation()).toMatchObject({ failedProofs: 5, usedBy: null });
    expect(right.heard.filter(({ type }) => type === "proof")).toEqual([]);
    expect(inviter.enrolled).toEqual([]);
  });
});

describe("an invitation", () => {
  test("takes nobody after ten minutes, and its port closes", async () => {
    const clock = createManualClock(1_795_000_000_000);
    const inviter = await invite(kade, { clock });

    clock.advance(INVITATION_MS);
    await inviter.until(() => inviter.ends.length === 1);
    const joined = await join(bar, { code: inviter.code, ports: [inviter.port()] });

    expect(inviter.ends).toEqual(["expired"]);
    expect(tries(joined)).toEqual(["dial/unreachable"]);
  });

  test("takes nobody who was there before it expired by the wall clock", async () => {
    const clock = createManualClock(1_795_000_000_000);
    const inviter = await invite(kade, { clock });
    const { secret } = await inviteSecretOf(inviter.code);
    const early = await talk(inviter.port(), bar);
    await early.hears(1);

    clock.set(1_795_000_000_000 + INVITATION_MS);
    early.say({ type: "proof", proof: ownProof("J", secret, early.binding) });
    await early.hears(2);

    expect(early.heard[1]).toEqual({ type: "refused", reason: "expired", message: "" });
  });

  test("is used by one of two who come at once, and the other is told", async () => {
    const releases: Array<() => void> = [];
    const inviter = await invite(kade, {
      enrol: (_, admit) =>
        new Promise((resolve) => {
          releases.push(() => {
            resolve(ok(admit()));
          });
        }),
    });
    const at = { code: inviter.code, ports: [inviter.port()] };

    const both = Promise.all([join(bar, at), join(kitchen, at)]);
    await inviter.until(() => inviter.outcomes.length === 1);
    for (const release of releases) release();
    const joined = await both;
    await inviter.until(() => inviter.outcomes.length === 2);

    expect(joined.filter((each) => each.ok).length).toBe(1);
    expect(inviter.outcomes).toMatchObject([
      { type: "pairing/refused", reason: "used" },
      { type: "pairing/joined", isHeard: true },
    ]);
    expect(inviter.enrolled.length).toBe(1);
    // With its proof or with its request, whichever came too late.
    expect(JSON.stringify(joined.find((each) => !each.ok))).toContain('"reason":"used"');
  });

  test("is used once: the same code opens nothing again", async () => {
    const inviter = await invite(kade);
    const port = inviter.port();
    await join(bar, { code: inviter.code, ports: [port] });
    await inviter.until(() => inviter.ends.length === 1);

    // The till opens its port again, with what it has kept.
    const kept = inviter.invitation();
    const again = await invite(kade, {
      code: inviter.code,
      book: { change: (change) => change(kept).outcome },
    });
    const joined = await join(kitchen, { code: inviter.code, ports: [again.port()] });

    expect(tries(joined)).toEqual(["join/refused: used"]);
    expect(again.enrolled).toEqual([]);
  });

  test("is written down as used before anybody is enrolled, and as tried before an answer", async () => {
    const log: string[] = [];
    let kept: Invitation | undefined;
    const code = newInviteCode(createSeededRandom("order of things"));
    const secret = await inviteSecretOf(code);
    kept = { ...secret, openedAtMs: systemClock.nowMs(), failedProofs: 0, usedBy: null };
    const inviter = await invite(kade, {
      code,
      book: {
        change: (change) => {
          const { outcome, next } = change(kept);
          if (next !== undefined)
            log.push(`used by ${String(next.usedBy)}, ${next.failedProofs} wrong`);
          kept = next ?? kept;
          return outcome;
        },
      },
      enrol: (_, admit) => {
        log.push("enrolled");
        return Promise.resolve(ok(admit()));
      },
    });

    await guess(inviter);
    log.push("answered");
    await join(bar, { code, ports: [inviter.port()] });

    expect(log).toEqual([
      "used by null, 1 wrong",
      "answered",
      `used by ${bar.linkKey}, 1 wrong`,
      "enrolled",
    ]);
  });

  test("whose till can't write it down lets nobody in, and its till lives", async () => {
    const inviter = await invite(kade, {
      book: {
        change: () => {
          throw new Error("The disk is full");
        },
      },
    });

    const joined = await join(bar, { code: inviter.code, ports: [inviter.port()] });

    expect(joined.ok).toBe(false);
    expect(inviter.faults.length).toBeGreaterThan(0);
    expect(inviter.enrolled).toEqual([]);
  });
});

describe("somebody in the middle", () => {
  test("who relays both sides fails, although the code is right: the shop hears nothing true", async () => {
    const inviter = await invite(kade);
    const relay = await relayTo(inviter.port());

    const joined = await join(bar, { code: inviter.code, ports: [relay.port] });
    await inviter.until(() => inviter.outcomes.length === 1);

    expect(relay.relayed()).toBeGreaterThan(1);
    expect(tries(joined)).toEqual(["join/refused: wrong-code"]);
    expect(inviter.invitation()).toMatchObject({ failedProofs: 1, usedBy: null });
    expect(inviter.enrolled).toEqual([]);
  });

  test("keeps nobody from the right one at another address", async () => {
    const inviter = await invite(kade);
    const relay = await relayTo(inviter.port());

    const joined = await join(bar, { code: inviter.code, ports: [relay.port, inviter.port()] });

    expect(joined.ok).toBe(true);
  });

  test("who answers in the shop's place with its invitation's name proves nothing", async () => {
    const code = newInviteCode(createSeededRandom("impostor"));
    const { id } = await inviteSecretOf(code);
    const port = await impostor((said, say) => {
      if (said === undefined) say({ type: "hello", version: PAIRING_VERSION, invitation: id });
      else say({ type: "proof", proof: said["proof"] });
    });

    const joined = await join(bar, { code, ports: [port] });

    expect(tries(joined)).toEqual(["join/impostor"]);
  });
});

describe("a connection that goes wrong", () => {
  test.each([
    ["garbage", Buffer.from("garbage that is no frame")],
    ["two gigabytes", Buffer.from("80000000", "hex")],
    ["a message of another kind", toFrame(Buffer.from('{"type":"thanks"}'))],
    ["something that isn't JSON", toFrame(Buffer.from("{"))],
    ["a proof of another length", toFrame(Buffer.from('{"type":"proof","proof":"00"}'))],
  ])("says %s, is told of once, and counts as no try", async (_, bytes) => {
    const inviter = await invite(kade);
    const { socket, closed } = await talk(inviter.port(), mallory);

    socket.write(bytes);
    await closed;
    await inviter.until(() => inviter.refusals.length === 1);

    expect(inviter.refusals).toMatchObject([{ remote: "127.0.0.1", count: 1 }]);
    expect(inviter.invitation()).toMatchObject({ failedProofs: 0, usedBy: null });
    expect((await join(bar, { code: inviter.code, ports: [inviter.port()] })).ok).toBe(true);
  });

  test("speaks no TLS, or shows no key, and hears nothing", async () => {
    const inviter = await invite(kade);
    const keyless = connect({
      host: "127.0.0.1",
      port: inviter.port(),
      rejectUnauthorized: false,
      ALPNProtocols: ["tillmesh-pair/1"],
    });
    keyless.on("error", () => undefined).resume();
    const plain = connectPlain(inviter.port(), "127.0.0.1");
    plain.on("error", () => undefined).resume();
    plain.write("GET / HTTP/1.0\r\n\r\n");

    await inviter.until(() => inviter.refusals.length === 2);

    expect((await join(bar, { code: inviter.code, ports: [inviter.port()] })).ok).toBe(true);
  });

  test("is too slow with its proof and has to go", async () => {
    const clock = createManualClock(1_795_000_000_000);
    const inviter = await invite(kade, { clock });
    const slow = await talk(inviter.port(), mallory);
    await slow.hears(1);

    clock.advance(PROOF_MS_MAX);
    clock.advance(PROOF_MS_MAX);
    await slow.closed;
    await inviter.until(() => inviter.refusals.length === 1);

    expect(inviter.refusals).toMatchObject([
      { reason: "did not prove in time that it belongs here", count: 1 },
    ]);
    expect(inviter.ends).toEqual([]);
  });

  test("loses the inviting till in the middle: the joining one is told that the code is used", async () => {
    const inviter = await invite(kade, {
      enrol: () => {
        wire.cut();
        return declined("The wire is cut.");
      },
    });
    const wire = await wireTo(inviter.port());

    const joined = await join(bar, { code: inviter.code, ports: [wire.port] });

    expect(joined).toMatchObject({ ok: false, fault: { type: "join/broken-off", isUsed: true } });
    expect(inviter.invitation()?.usedBy).toBe(bar.linkKey);
  });

  test("is let go when the inviting till closes, unless it is being enrolled: that one hears its answer", async () => {
    const answers: Array<() => void> = [];
    const inviter = await invite(kade, {
      enrol: (_, admit) =>
        new Promise((resolve) => {
          answers.push(() => {
            resolve(ok(admit()));
          });
        }),
    });
    const late = await talk(inviter.port(), mallory);
    await late.hears(1);
    const joining = join(bar, { code: inviter.code, ports: [inviter.port()] });
    await inviter.until(() => inviter.enrolled.length === 1);

    const closing = inviter.close();
    await late.closed;
    for (const answer of answers) answer();
    const joined = await joining;
    await closing;

    expect(joined.ok).toBe(true);
    expect(inviter.outcomes).toMatchObject([{ type: "pairing/joined", isHeard: true }]);
    expect(inviter.ends).toEqual(["open"]);
  });

  test("loses the joining till before it has heard the answer: the shop has a till, and knows", async () => {
    const hanging = new AbortController();
    const inviter = await invite(kade, {
      enrol: (_, admit) => {
        hanging.abort();
        return Promise.resolve(ok(admit()));
      },
    });

    const joined = await join(bar, {
      code: inviter.code,
      ports: [inviter.port()],
      signal: hanging.signal,
    });
    await inviter.until(() => inviter.ends.length === 1);

    expect(joined).toMatchObject({ ok: false, fault: { type: "join/broken-off", isUsed: true } });
    expect(inviter.outcomes).toMatchObject([{ type: "pairing/joined", isHeard: false }]);
  });

  test("gives a request that its device key hasn't signed, and is refused without being used", async () => {
    const inviter = await invite(kade);
    const { secret } = await inviteSecretOf(inviter.code);
    const thief = await talk(inviter.port(), mallory);
    await thief.hears(1);
    thief.say({ type: "proof", proof: ownProof("J", secret, thief.binding) });
    await thief.hears(2);

    thief.say({
      type: "request",
      deviceKey: bar.signer.publicKey,
      sealKey: "5e".repeat(32),
      name: "Bar 2",
      signature: "0".repeat(128),
    });
    await thief.hears(3);

    expect(thief.heard[2]).toEqual({ type: "refused", reason: "bad-request", message: "" });
    expect(inviter.invitation()?.usedBy).toBe(null);
    expect(inviter.enrolled).toEqual([]);
  });
});

type Said = Record<string, unknown>;

interface Talk {
  readonly socket: TLSSocket;
  readonly binding: Parameters<typeof ownProof>[2];
  readonly heard: ReadonlyArray<Said>;
  readonly say: (message: Said) => void;
  readonly hears: (count: number) => Promise<void>;
  readonly closed: Promise<void>;
}

/** Somebody who speaks the protocol, but says what he likes. */
async function talk(port: number, till: JoiningTill): Promise<Talk> {
  const socket = connect({ host: "127.0.0.1", port, ...shown(till) });
  onTestFinished(() => {
    socket.destroy();
  });
  const heard: Said[] = [];
  const { until, look } = createWaiting();
  const reader = createFrameReader((payload) => {
    heard.push(JSON.parse(Buffer.from(payload).toString()) as Said);
    look();
  });
  socket.on("error", () => undefined).on("data", (chunk: Buffer) => reader.push(chunk));
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => {
      resolve();
    });
  });
  await new Promise<void>((resolve) => {
    socket.once("secureConnect", resolve);
  });
  return {
    socket,
    binding: bindingOf(socket, till),
    heard,
    say: (message) => socket.write(toFrame(Buffer.from(JSON.stringify(message)))),
    hears: (count) => until(() => heard.length >= count),
    closed,
  };
}

/** Shows a wrong proof, and returns what is said to that. */
async function guess(inviter: InvitingEnd): Promise<ReadonlyArray<Said>> {
  const { heard, hears, say, closed } = await talk(inviter.port(), mallory);
  await hears(1);
  say({ type: "proof", proof: "0".repeat(64) });
  await hears(2);
  await closed;
  return heard.slice(1);
}

/** Stands between the two with a TLS connection and certificates of his own to each, and passes on every byte. */
async function relayTo(target: number): Promise<{ port: number; relayed: () => number }> {
  let relayed = 0;
  const port = await tlsPort((near) => {
    const far = connect({ host: "127.0.0.1", port: target, ...shown(mallory) });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("data", (chunk: Buffer) => {
        relayed += 1;
        to.write(chunk);
      });
      from.on("error", () => undefined).on("end", () => to.end());
    }
  });
  return { port, relayed: () => relayed };
}

/** A wire that passes on every byte as it is, until it is cut. */
async function wireTo(target: number): Promise<{ port: number; cut: () => void }> {
  const ends: Socket[] = [];
  const server = createPlainServer((near) => {
    const far = connectPlain(target, "127.0.0.1");
    ends.push(near, far);
    near.on("error", () => undefined).pipe(far);
    far.on("error", () => undefined).pipe(near);
  });
  const port = await listening(server);
  return {
    port,
    cut: () => {
      for (const end of ends) end.destroy();
    },
  };
}

/** Says what `act` says: first to nobody's word, then to each. */
function impostor(
  act: (said: Said | undefined, say: (message: Said) => void) => void,
): Promise<number> {
  return tlsPort((socket) => {
    const reader = createFrameReader((payload) => {
      act(JSON.parse(Buffer.from(payload).toString()) as Said, say);
    });
    socket.on("error", () => undefined).on("data", (chunk: Buffer) => reader.push(chunk));
    act(undefined, say);

    function say(message: Said): void {
      socket.write(toFrame(Buffer.from(JSON.stringify(message))));
    }
  });
}

type Shown = ReturnType<typeof pairingContext> & Pick<ConnectionOptions, "ALPNProtocols">;

function tlsPort(onConnection: (socket: TLSSocket) => void): Promise<number> {
  return listening(createServer({ ...shown(mallory), requestCert: true }, onConnection));
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

function shown(till: JoiningTill): Shown {
  const random = createSeededRandom("shown");
  return { ...pairingContext(till, random), ALPNProtocols: ["tillmesh-pair/1"] };
}

function bindingOf(socket: TLSSocket, till: JoiningTill): Parameters<typeof ownProof>[2] {
  const exported = socket.exportKeyingMaterial(32, "EXPORTER-tillmesh-pair-1", Buffer.alloc(0));
  const peer = socket.getPeerX509Certificate();
  if (peer === undefined) throw new Error("No certificate");
  return { exported, ownKey: till.publicKey, peerKey: spkiOf(peer.publicKey) };
}
