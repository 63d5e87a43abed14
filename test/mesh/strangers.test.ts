/**
 * What a stranger on the shop's network can do to a till's port, with the tools that strangers have.
 *
 * Size: small, alone.
 */

import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";

import { beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { certifyNobody } from "../../src/mesh/links/certificates.ts";
import { toFrame } from "../../src/mesh/links/frames.ts";
import { HANDSHAKE_MS_MAX, DAWDLE_MS } from "../../src/mesh/links/guarded-server.ts";
import { type Link } from "../../src/mesh/links/link.ts";
import { STRANGER_MS_MAX, STRANGERS_MAX, TRIES_AT_ONCE } from "../../src/mesh/links/tls-links.ts";
import { foundLinkShop, type LinkBox, type LinkShop, pem } from "../support/link-shop.ts";
import { createManualClock, type ManualClock } from "../support/manual-clock.ts";
import { type Openssl, pemFolder, startOpenssl, whyNoOpenssl } from "../support/openssl.ts";
import { openTillEnd, type TillEnd } from "../support/till-ends.ts";

const noOpenssl = whyNoOpenssl() !== undefined;
let kade: LinkShop;
let bar: LinkBox;
let front: LinkBox;
let thief: LinkBox;

beforeAll(async () => {
  const other = await foundLinkShop("other");
  kade = await foundLinkShop("kade");
  [bar, front, thief] = await Promise.all([
    kade.certify("bar"),
    kade.certify("front"),
    other.certify("thief"),
  ]);
});

describe.skipIf(noOpenssl)("a stranger with openssl", () => {
  test("hears something only with a certificate of the shop: as a check of the tests below", async () => {
    const till = await openTalkative();
    const openssl = await knock(till, { box: bar });

    await openssl.says(GREETING);
    openssl.process.stdin.write(toFrame(Buffer.from("good evening")));
    await till.until(() => till.heard.length === 1);
    openssl.process.stdin.end();
    const said = await openssl.ended;

    expect(said).toContain("Verification: OK");
    expect(said).toContain(GREETING);
    expect(till.heard.map(({ text }) => text)).toEqual(["good evening"]);
    expect(till.refusals).toEqual([]);
  });

  test.each<[string, () => Knock, string]>([
    ["no certificate", () => ({}), "certificate required"],
    ["a certificate signed by himself", () => ({ box: ownBox() }), ""],
    ["a certificate of another shop", () => ({ box: thief }), ""],
    ["TLS 1.2", () => ({ box: bar, args: ["-tls1_2"] }), "alert protocol version"],
    ["no name of a protocol", () => ({ box: bar, protocol: "" }), ""],
    ["another protocol", () => ({ box: bar, protocol: "h2" }), "no application protocol"],
    ["pairing", () => ({ box: bar, protocol: "tillmesh-pair/1" }), "no application protocol"],
  ])("and %s hears nothing, and is told of once", async (_, how, alert) => {
    const till = await openTalkative();

    const openssl = await knock(till, how());
    await till.until(() => till.refusals.length === 1);
    openssl.process.stdin.end();
    const said = await openssl.ended;

    expect(said).not.toContain(GREETING);
    expect(said).toContain(alert);
    expect(till.links).toEqual([]);
    expect(till.refusals).toMatchObject([{ remote: "127.0.0.1", count: 1 }]);
    await expectGoesOn(till);
  });

  test("and a session that he stole is nobody: a till keeps no sessions", async () => {
    const till = await openTalkative();
    const write = await pemFolder();
    const session = write("session.pem", "");
    const owner = await knock(till, { box: bar, args: ["-sess_out", session] });
    await owner.says(GREETING);
    owner.process.stdin.end();
    await owner.ended;
    expect(readFileSync(session, "utf8")).toContain("BEGIN SSL SESSION");

    const openssl = await knock(till, { args: ["-sess_in", session] });
    await till.until(() => till.refusals.length === 1);
    openssl.process.stdin.end();
    const said = await openssl.ended;

    expect(said).not.toContain(GREETING);
    expect(said).not.toContain("Reused");
    expect(till.links.length).toBe(1);
    await expectGoesOn(till);
  });

  test("who reads no name of shop or till in what the till shows him", async () => {
    const till = await openTalkative();
    const openssl = await knock(till, { args: ["-showcerts"] });
    await till.until(() => till.refusals.length === 1);
    openssl.process.stdin.end();
    const said = await openssl.ended;

    expect(said).toMatch(/subject=.*CN = frontb+/u);
    expect(said.toLowerCase()).not.toContain("kade");
  });
});

describe.skipIf(noOpenssl)("a box whose clock is wrong", () => {
  test.each([
    ["in 1970", 0],
    ["in 2099", 4_070_908_800],
  ])("and lives %s dials and is let in", async (_, atSeconds) => {
    const till = await openTalkative();
    const openssl = await knock(till, { box: bar, args: ["-attime", String(atSeconds)] });
    await openssl.says(GREETING);

    expect(openssl.said()).toContain("Verification: OK");
  });

  test.each([
    ["in 1970", 0],
    ["in 2099", 4_070_908_800],
  ])("and lives %s lets in who dials", async (_, atSeconds) => {
    const write = await pemFolder();
    const till = await openTalkative();
    const server = startOpenssl(
      words(
        "s_server -accept 127.0.0.1:0 -alpn tillmesh/1 -tls1_3 -naccept 1",
        `-key ${write("key.pem", bar.privateKey)} -cert ${write("cert.pem", pem(bar.certificate))}`,
        `-CAfile ${write("ca.pem", pem(kade.root.certificate))} -Verify 1`,
        `-verify_return_error -attime ${atSeconds}`,
      ),
    );
    await server.says("ACCEPT 127.0.0.1:");
    const port = Number(/ACCEPT 127\.0\.0\.1:(?<port>\d+)/u.exec(server.said())?.groups?.["port"]);

    const dialled = await till.dial({ host: "127.0.0.1", port });
    await server.says(GREETING);

    expect(dialled.ok && dialled.value.linkKey).toBe(bar.linkKey);
    expect(server.said()).not.toContain("verify error");
  });
});

describe("a stranger with a socket", () => {
  test.each([
    ["speaks HTTP", (socket: Socket) => socket.write("GET / HTTP/1.0\r\n\r\n")],
    ["sends garbage", (socket: Socket) => socket.write(createSeededRandom("garbage").bytes(5000))],
    ["hangs up at once", (socket: Socket) => socket.end()],
    ["resets the connection", (socket: Socket) => socket.resetAndDestroy()],
    ["begins a handshake and leaves", (socket: Socket) => socket.end(CLIENT_HELLO_BEGIN)],
  ])("who %s hears nothing, and is told of once", async (_, act) => {
    const till = await openTalkative();
    const { socket, heard, closed } = await plainly(till);

    act(socket);
    await till.until(() => till.refusals.length === 1);
    await closed;

    expect(heard().includes(GREETING)).toBe(false);
    expect(till.links).toEqual([]);
    expect(till.refusals).toMatchObject([{ remote: "127.0.0.1", count: 1 }]);
    await expectGoesOn(till);
  });

  test.each([
    ["says nothing", () => undefined],
    [
      "sends a byte now and then",
      (socket: Socket) => socket.write(CLIENT_HELLO_BEGIN.subarray(0, 1)),
    ],
  ])("who %s has to go after five seconds", async (_, act) => {
    const clock = createManualClock();
    const till = await openTalkative({ clock });
    const { socket, closed } = await plainly(till);
    act(socket);
    await till.until(() => clock.pendingCount() === 1);

    for (let second = 1; second < 5; second += 1) {
      clock.advance(1000);
      act(socket);
    }
    expect(till.refusals).toEqual([]);
    clock.advance(1000);
    await closed;
    await till.until(() => till.refusals.length === 1);

    expect(till.refusals).toMatchObject([{ reason: "took too long for the handshake" }]);
    await expectGoesOn(till);
  });

  test("who comes again and again is not listened to for a while, and others are", async () => {
    const clock = createManualClock();
    const till = await openTalkative({ clock });

    for (let at = 0; at < TRIES_AT_ONCE; at += 1) {
      const { socket, closed } = await plainly(till, "127.0.0.2");
      socket.write("GET / HTTP/1.0\r\n\r\n");
      await closed;
    }
    const { heard, closed } = await plainly(till, "127.0.0.2");
    await closed;

    expect(heard()).toBe("");
    expect(till.refusals).toMatchObject([
      { remote: "127.0.0.2", count: 1 },
      { remote: "127.0.0.2", reason: "too many at once or in a row", count: 1 },
    ]);
    await expectGoesOn(till);
    clock.advance(60_000);
    expect(till.refusals[2]).toMatchObject({ remote: "127.0.0.2", count: TRIES_AT_ONCE - 1 });
  });

  test("who takes all places with silent sockets loses them to the tills", async () => {
    const clock = createManualClock();
    const till = await openTalkative({ clock });
    const sockets = await Promise.all(
      Array.from({ length: STRANGERS_MAX }, (_, at) => plainly(till, `127.0.0.${2 + (at % 3)}`)),
    );
    await till.until(() => clock.pendingCount() === STRANGERS_MAX);

    const { closed } = await plainly(till, "127.0.0.9");
    await closed;
    expect(till.refusals).toMatchObject([{ remote: "127.0.0.9" }]);

    clock.advance(DAWDLE_MS);
    await expectGoesOn(till);
    await sockets[0]?.closed;
    clock.advance(HANDSHAKE_MS_MAX);
    await Promise.all(sockets.map(({ closed }) => closed));
    await till.until(() => clock.pendingCount() < STRANGERS_MAX);
  });
});

describe("somebody with a certificate of the shop", () => {
  test.each<[string, Buffer, RegExp]>([
    ["announces two gigabytes", lengthOf(2 ** 31), /^sent garbage: a frame of 2147483648 bytes$/u],
    ["announces a little too much", lengthOf(4097), /^sent garbage: a frame of 4097 bytes$/u],
    ["speaks HTTP", Buffer.from("GET / HTTP/1.0\r\n\r\n"), /^sent garbage: a frame of \d+ bytes$/u],
    ["announces nothing", lengthOf(0), /^sent garbage: a frame of nothing$/u],
  ])("who %s is hung up on, and others are not", async (_, bytes, reason) => {
    const till = await openTalkative();
    const others = await openBox(front);
    await others.dial({ host: "127.0.0.1", port: till.port() });
    const socket = secretly(till);
    await till.until(() => till.links.length === 2);

    const before = process.memoryUsage().external;
    socket.write(bytes);
    await till.until(() => till.ends.length === 1);

    expect(till.ends[0]?.reason).toMatch(reason);
    expect(till.heard).toEqual([]);
    expect(process.memoryUsage().external - before).toBeLessThan(50 * 1024 * 1024);
    expect(others.ends).toEqual([]);
  });

  test("who sends a frame byte by byte has a few seconds for it, and is told of once", async () => {
    const clock = createManualClock();
    const till = await openTalkative({ clock });
    const socket = secretly(till);
    await till.until(() => till.links.length === 1);

    const frame = toFrame(Buffer.from("slow"));
    for (let second = 0; second < 7; second += 1) {
      socket.write(frame.subarray(second, second + 1));
      clock.advance(1000);
    }
    expect(till.ends).toEqual([]);
    clock.advance(STRANGER_MS_MAX - 7000);
    await till.until(() => till.ends.length === 1);

    expect(till.heard).toEqual([]);
    expect(till.ends[0]?.reason).toBe("did not prove in time that it belongs here");
    expect(till.refusals).toEqual([]);
  });

  test.skipIf(noOpenssl)("who stops reading costs few megabytes, and ends", async () => {
    const links: Link[] = [];
    const till = await openBox(front, {
      onLink: (link) => {
        link.welcome();
        links.push(link);
      },
    });
    const openssl = await knock(till, { box: bar });
    await till.until(() => till.links.length === 1);
    openssl.process.kill("SIGSTOP");
    onTestFinished(() => {
      openssl.process.kill("SIGCONT");
    });
    const before = process.memoryUsage().external;

    let sent = 0;
    while (till.ends.length === 0 && sent < 200) {
      links[0]?.send(Buffer.alloc(1024 * 1024));
      sent += 1;
      await new Promise<void>((resolve) => {
        systemClock.after(0, resolve);
      });
    }

    // What waits here, and what the kernel keeps for both sides.
    expect(sent).toBeLessThan(40);
    expect(process.memoryUsage().external - before).toBeLessThan(100 * 1024 * 1024);
    expect(till.ends[0]?.reason).toBe("does not listen");
  });
});

const GREETING = "welcome to the mesh";
/** A record of TLS that says: a handshake of 512 bytes follows. */
const CLIENT_HELLO_BEGIN = Buffer.from("16030102000100", "hex");

/** Says something to whoever gets in. */
function openTalkative({ clock }: { readonly clock?: ManualClock } = {}): Promise<TillEnd> {
  return openBox(front, {
    ...(clock === undefined ? {} : { clock }),
    onLink: (link) => {
      link.send(Buffer.from(GREETING));
    },
  });
}

async function openBox(
  box: LinkBox,
  options: Partial<Parameters<typeof openTillEnd>[2]> = {},
): Promise<TillEnd> {
  const end = await openTillEnd(box, kade, { clock: systemClock, ...options });
  onTestFinished(end.close);
  return end;
}

/** A till that knocks now is let in. */
async function expectGoesOn(till: TillEnd): Promise<void> {
  const other = await openBox(bar);
  const dialled = await other.dial({ host: "127.0.0.1", port: till.port() });
  expect(dialled).toMatchObject({ ok: true });
  await other.until(() => other.heard.some(({ text }) => text === GREETING));
}

interface Knock {
  /** Whose key and certificate are shown; nobody's. */
  readonly box?: LinkBox;
  readonly protocol?: string;
  readonly args?: ReadonlyArray<string>;
}

/** `openssl s_client`, which trusts the shop's root; it hangs up when its input ends. */
async function knock(
  till: TillEnd,
  { box, protocol = "tillmesh/1", args = [] }: Knock,
): Promise<Openssl> {
  const write = await pemFolder();
  const shown =
    box === undefined
      ? ""
      : `-key ${write("key.pem", box.privateKey)} -cert ${write("cert.pem", pem(box.certificate))}`;
  return startOpenssl([
    ...words(
      `s_client -connect 127.0.0.1:${till.port()} -verify_return_error`,
      `-CAfile ${write("ca.pem", pem(kade.root.certificate))}`,
      protocol === "" ? "" : `-alpn ${protocol}`,
      shown,
    ),
    ...args,
  ]);
}

function words(...lines: ReadonlyArray<string>): ReadonlyArray<string> {
  return lines.flatMap((line) => line.split(" ")).filter((word) => word !== "");
}

/** The key of a box, under a certificate that it gave itself. */
function ownBox(): LinkBox {
  return { ...thief, certificate: certifyNobody(thief, createSeededRandom("own")) };
}

interface Plain {
  readonly socket: Socket;
  readonly heard: () => string;
  readonly closed: Promise<void>;
}

/** A connection without TLS, from an address of this machine. */
async function plainly(till: TillEnd, localAddress = "127.0.0.1"): Promise<Plain> {
  const socket = connect({ host: "127.0.0.1", port: till.port(), localAddress });
  let heard = "";
  socket.on("data", (chunk: Buffer) => (heard += chunk.toString("latin1")));
  socket.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => {
      resolve();
    });
  });
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    socket.once("connect", resolve);
  });
  return { socket, heard: () => heard, closed };
}

/** A connection of a box that is certified, but speaks as it likes. */
function secretly(till: TillEnd): TLSSocket {
  const socket = connectTls({
    host: "127.0.0.1",
    port: till.port(),
    ALPNProtocols: ["tillmesh/1"],
    key: bar.privateKey,
    cert: pem(bar.certificate),
    ca: pem(kade.root.certificate),
    checkServerIdentity: () => undefined,
  });
  socket.on("error", () => undefined);
  onTestFinished(() => {
    socket.destroy();
  });
  return socket;
}

function lengthOf(sizeBytes: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(sizeBytes);
  return head;
}
