/** Links between boxes over real sockets: who is let in, and what becomes of a link. Size: small, alone. */

import { type AddressInfo, createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";

import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { certifyRoot, newLinkKeyPair } from "../../../src/mesh/links/certificates.ts";
import { MEMBER_FRAME_BYTES_MAX } from "../../../src/mesh/links/frames.ts";
import { type Link } from "../../../src/mesh/links/link.ts";
import { DIAL_MS_MAX } from "../../../src/mesh/links/tls-dial.ts";
import { HIGH_WATER_BYTES, LINGER_MS_MAX } from "../../../src/mesh/links/tls-link.ts";
import {
  STRANGER_MS_MAX,
  TRIES_AT_ONCE,
  VISITS_AT_ONCE,
} from "../../../src/mesh/links/tls-links.ts";
import { certifyBox, foundLinkShop, type LinkBox, type LinkShop } from "../../support/link-shop.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { openTillEnd, type TillEnd } from "../../support/till-ends.ts";

let kade: LinkShop;
let other: LinkShop;
let boxes: ReadonlyArray<LinkBox>;
let stranger: LinkBox;
const hasIpv6 = Object.values(networkInterfaces()).some(
  (each) => each?.some(({ address }) => address === "::1") === true,
);

beforeAll(async () => {
  [kade, other] = await Promise.all([foundLinkShop("kade"), foundLinkShop("other")]);
  boxes = await Promise.all([kade.certify("bar"), kade.certify("front"), kade.certify("office")]);
  stranger = await other.certify("stranger");
});

describe("two boxes of a shop", () => {
  test("know each other's key, and hear what the other sends, in its order", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1)]);

    const link = await linked(bar, front);
    const back = await firstLink(front);
    for (const text of ["one", "two", "three"]) link.send(Buffer.from(text));
    back.send(Buffer.from("four"));
    await front.until(() => front.heard.length === 3);
    await bar.until(() => bar.heard.length === 1);

    expect(front.heard.map(({ text }) => text)).toEqual(["one", "two", "three"]);
    expect(bar.heard.map(({ text }) => text)).toEqual(["four"]);
    expect([link.linkKey, back.linkKey]).toEqual([front.box.linkKey, bar.box.linkKey]);
    expect([link.isDialled, back.isDialled]).toEqual([true, false]);
    expect(link.remote).toBe(`127.0.0.1:${front.port()}`);
    expect(back.remote).toMatch(/^127\.0\.0\.1:\d+$/u);
  });

  test("hear nothing on a link that rests, and each word once it is listened to", async () => {
    const [bar, office] = await Promise.all([openBox(0), openBox(2)]);
    const front = await openBox(1, {
      onPayload: (link) => {
        link.rest(true);
      },
    });
    const link = await linked(bar, front);
    const back = await firstLink(front);
    for (const word of ["one", "two", "three"]) link.send(Buffer.from(word));
    await front.until(() => front.heard.length === 1);
    const beside = await linked(office, front);
    beside.send(Buffer.from("beside"));
    await front.until(() => front.heard.length > 1);
    expect(front.heard.map(({ text }) => text)).toEqual(["one", "beside"]);

    back.rest(false);
    await front.until(() => front.heard.length > 2);
    expect(front.heard.at(-1)?.text).toBe("two");
    back.rest(false);
    await front.until(() => front.heard.length > 3);
    expect(front.heard.at(-1)?.text).toBe("three");
  });

  test("let go of a link that rests, whoever ends it", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1)]);
    await linked(bar, front);
    const back = await firstLink(front);

    back.rest(true);
    back.close("closes");

    await Promise.all([bar, front].map((box) => box.until(() => box.ends.length === 1)));
    expect(front.ends[0]?.reason).toBe("closes");
  });

  test.skipIf(!hasIpv6)("meet over IPv6 on the same port", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1)]);

    const link = await linked(bar, front, "::1");

    expect(link.remote).toBe(`[::1]:${front.port()}`);
  });

  test("exchange large payloads once they are welcome, and none before", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1, { welcomes: true })]);
    const link = await linked(bar, front);
    const back = await firstLink(front);

    link.send(Buffer.alloc(MEMBER_FRAME_BYTES_MAX, "x"));
    await front.until(() => front.heard.length === 1);
    back.send(Buffer.alloc(4097, "x"));
    await bar.until(() => bar.ends.length === 1);

    expect(front.heard[0]?.text.length).toBe(MEMBER_FRAME_BYTES_MAX);
    expect(bar.heard).toEqual([]);
    expect(bar.ends[0]?.reason).toBe("sent garbage: a frame of 4097 bytes");
  });

  test("are told of the end of a link once each, with the reason at the end that made it", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1)]);
    const link = await linked(bar, front);
    await firstLink(front);

    link.send(Buffer.from("goodbye"));
    link.close("revoked");
    link.close("again");
    expect(bar.ends).toEqual([]);
    await bar.until(() => bar.ends.length === 1);
    await front.until(() => front.ends.length === 1);

    expect(front.heard.map(({ text }) => text)).toEqual(["goodbye"]);
    expect(bar.ends[0]?.reason).toBe("revoked");
    expect(front.ends[0]?.reason).toBe("the other side hung up");
    expect(link.send(Buffer.from("late"))).toBe(false);
    expect([...bar.refusals, ...front.refusals]).toEqual([]);
  });

  test("lose the links from an address that is no more at once, and no others", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1)]);
    await linked(bar, front);
    await firstLink(front);

    bar.dropLost((ownHost) => ownHost !== "127.0.0.1");
    expect(bar.ends).toEqual([]);
    bar.dropLost((ownHost) => ownHost === "127.0.0.1");
    await bar.until(() => bar.ends.length === 1);

    expect(bar.ends[0]?.reason).toBe("the connection broke (this till has another address now)");
    await front.until(() => front.ends.length === 1);
    expect([...bar.refusals, ...front.refusals]).toEqual([]);
  });

  test("have one link when an address is dialled several times at once", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1)]);
    const address = { host: "127.0.0.1", port: front.port() };

    const dialled = await Promise.all([bar.dial(address), bar.dial(address), bar.dial(address)]);

    expect(new Set(dialled.map((each) => each.ok && each.value.id)).size).toBe(1);
    expect(bar.links.length).toBe(1);
  });

  test("have two links at most, whoever dials, and the first two stay", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1)]);
    await linked(bar, front);
    await linked(front, bar);
    await bar.until(() => bar.links.length === 2);
    await front.until(() => front.links.length === 2);

    const third = await bar.dial({ host: "127.0.0.1", port: front.port() });

    expect(third).toMatchObject({ ok: false, fault: { type: "dial/enough" } });
    expect([...bar.ends, ...front.ends]).toEqual([]);
  });

  test("are refused a third link by the other side too", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1)]);
    await linked(bar, front);
    await linked(bar, front);
    const twin = await openBox(0);

    await twin.dial({ host: "127.0.0.1", port: front.port() });
    await front.until(() => front.refusals.length === 1);
    await twin.until(() => twin.ends.length === twin.links.length);

    expect(front.refusals).toEqual([
      { remote: "127.0.0.1", reason: "there are links enough to that till", count: 1 },
    ]);
    expect([...bar.ends, ...front.ends]).toEqual([]);
  });
});

describe("a member that links and leaves in a storm", () => {
  test("is refused after a while, before its handshake too, and others are not", async () => {
    const clock = createManualClock();
    const front = await openBox(1, { clock, host: "127.0.0.1", welcomes: true });
    const bar = await openBox(0, { host: "127.0.0.1" });
    for (let visit = 1; visit <= VISITS_AT_ONCE; visit += 1) await visits(bar, front);
    expect(front.refusals).toEqual([]);

    await front.until(() => front.ends.length === front.links.length);
    for (let visit = 1; visit <= TRIES_AT_ONCE; visit += 1) await visits(bar, front);
    await bar.dial({ host: "127.0.0.1", port: front.port() });
    await front.until(() => front.refusals.length > 1);

    expect(front.links).toHaveLength(VISITS_AT_ONCE);
    expect(front.refusals).toMatchObject([
      { reason: "links too often" },
      { reason: "too many at once or in a row" },
    ]);
    clock.advance(2000);
    const office = await openBox(2, { host: "127.0.0.1" });
    await linked(office, front);
    await front.until(() => front.links.length === VISITS_AT_ONCE + 1);
  });
});

async function visits(from: TillEnd, to: TillEnd): Promise<void> {
  const dialled = await from.dial({ host: "127.0.0.1", port: to.port() });
  if (!dialled.ok) return;
  dialled.value.close("that was all");
  await from.until(() => from.ends.length === from.links.length);
}

describe("a dial", () => {
  test("to a port where nobody listens says so", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1)]);
    const port = front.port();
    await front.close();

    expect(await bar.dial({ host: "127.0.0.1", port })).toEqual({
      ok: false,
      fault: { type: "dial/unreachable", message: "no way to it (ECONNREFUSED)" },
    });
  });

  test("to a box of another shop is one to a stranger, on both sides", async () => {
    const [bar, foreign] = await Promise.all([openBox(0), openForeign()]);

    const dialled = await bar.dial({ host: "127.0.0.1", port: foreign.port() });
    await foreign.until(() => foreign.refusals.length === 1);

    expect(dialled).toMatchObject({ ok: false, fault: { type: "dial/stranger" } });
    expect([...bar.links, ...foreign.links]).toEqual([]);
  });

  test("believes no stranger either where the environment tells Node to believe everybody", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const [bar, foreign] = await Promise.all([openBox(0), openForeign([kade.root.certificate])]);

    const dialled = await bar.dial({ host: "127.0.0.1", port: foreign.port() });
    const dialledBy = await foreign.dial({ host: "127.0.0.1", port: bar.port() });
    await bar.until(() => bar.refusals.length === 1);

    expect(dialled).toMatchObject({ ok: false, fault: { type: "dial/stranger" } });
    expect(dialledBy.ok).toBe(true);
    expect(bar.links).toEqual([]);
  });

  test("gives up when nobody answers", async () => {
    const clock = createManualClock();
    const bar = await openBox(0, { clock });
    const silent = await listening(() => {
      clock.advance(DIAL_MS_MAX);
    });

    expect(await bar.dial({ host: "127.0.0.1", port: silent })).toEqual({
      ok: false,
      fault: { type: "dial/timed-out", message: "no answer in time" },
    });
  });

  test("ends when the till closes", async () => {
    const bar = await openBox(0);
    const silent = await listening(() => {
      bar.close().catch(() => undefined);
    });
    const address = { host: "127.0.0.1", port: silent };
    const closed = { ok: false, fault: { type: "dial/closed", message: "this till closes" } };

    expect(await bar.dial(address)).toEqual(closed);
    expect(await bar.dial(address)).toEqual(closed);
  });
});

describe("a shop with a new root", () => {
  test("lets in whoever is certified by it as soon as it is known, and links that are up stay", async () => {
    const second = certifyRoot(await newLinkKeyPair(), {
      shop: kade.shop,
      random: createSeededRandom("second root"),
    });
    const bar = await openBox(0);
    const front = await openBox(1);
    await linked(bar, front);
    const under = await openTillEnd(
      await certifyBox({ ...kade, root: second }, "under"),
      { root: second },
      { ...anyTime },
    );
    under.setRoots([second.certificate, kade.root.certificate]);
    const address = { host: "127.0.0.1", port: under.port() };

    expect(await bar.dial(address)).toMatchObject({ fault: { type: "dial/stranger" } });
    bar.setRoots([kade.root.certificate, "garbage", second.certificate]);
    expect(await bar.dial(address)).toMatchObject({ ok: true });
    await linked(under, bar);

    expect(bar.ends).toEqual([]);
    await under.close();
  });

  test("has nobody in it before it has any root, the world's web servers neither", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1, { roots: [] })]);

    await bar.dial({ host: "127.0.0.1", port: front.port() });
    await front.until(() => front.refusals.length === 1);
    const dialled = await front.dial({ host: "127.0.0.1", port: bar.port() });

    expect(front.links).toEqual([]);
    expect(dialled).toMatchObject({ ok: false, fault: { type: "dial/stranger" } });
  });
});

describe("a link", () => {
  test("says when too much waits, and when there is room again", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1, { welcomes: true })]);
    const link = await linked(bar, front);
    const payload = Buffer.alloc(HIGH_WATER_BYTES / 4, "x");

    let sent = 1;
    while (link.send(payload)) sent += 1;
    expect(bar.drains).toEqual([]);
    await bar.until(() => bar.drains.length === 1);
    await front.until(() => front.heard.length === sent);

    expect(sent).toBeGreaterThan(2);
    expect(bar.drains).toEqual([link]);
    expect(link.send(payload)).toBe(true);
  });

  test("ends when more than 8 MiB wait to be taken", async () => {
    const [bar, front] = await Promise.all([openBox(0), openBox(1)]);
    const link = await linked(bar, front);

    // Both ends share this thread: nothing is taken while it sends.
    for (let at = 0; at < 9; at += 1) link.send(Buffer.alloc(MEMBER_FRAME_BYTES_MAX));
    await bar.until(() => bar.ends.length === 1);

    expect(bar.ends[0]?.reason).toBe("does not listen");
  });

  test("whose other side is not welcome in time ends, once told", async () => {
    const clock = createManualClock();
    const [bar, front] = await Promise.all([openBox(0), openBox(1, { clock })]);
    await linked(bar, front);
    await firstLink(front);

    clock.advance(STRANGER_MS_MAX);
    await front.until(() => front.ends.length === 1);

    expect(front.ends[0]?.reason).toBe("did not prove in time that it belongs here");
    expect(front.refusals).toEqual([]);
  });

  test("that was welcome stays as long as it likes", async () => {
    const clock = createManualClock();
    const [bar, front] = await Promise.all([openBox(0), openBox(1, { clock, welcomes: true })]);
    const link = await linked(bar, front);
    await firstLink(front);

    clock.advance(100 * STRANGER_MS_MAX);
    link.send(Buffer.from("still here"));
    await front.until(() => front.heard.length === 1);

    expect(clock.pendingCount()).toBe(0);
    expect(front.ends).toEqual([]);
  });

  test("that is closed waits a second for the other side to take it, and no longer", async () => {
    const clock = createManualClock();
    const [bar, front] = await Promise.all([openBox(0, { clock }), openBox(1)]);
    const link = await linked(bar, front);
    await firstLink(front);
    link.send(Buffer.alloc(HIGH_WATER_BYTES));

    link.close("enough");
    clock.advance(LINGER_MS_MAX);
    await bar.until(() => bar.ends.length === 1);

    expect(bar.ends[0]?.reason).toBe("enough");
  });
});

test("a port that is taken is a fault in words", async () => {
  const bar = await openBox(0);

  await expect(openBox(1, { port: bar.port() })).rejects.toThrow("EADDRINUSE");
});

const anyTime = { clock: systemClock };

async function openBox(
  at: number,
  options: Partial<Parameters<typeof openTillEnd>[2]> & { readonly welcomes?: boolean } = {},
): Promise<TillEnd> {
  const box = boxes[at];
  if (box === undefined) throw new Error("There are three boxes");
  const end = await openTillEnd(box, kade, {
    ...anyTime,
    ...options,
    onLink: (link) => {
      if (options.welcomes === true) link.welcome();
    },
  });
  onTestFinished(end.close);
  return end;
}

/** A box of another shop; it may trust whom it likes. */
async function openForeign(roots = [other.root.certificate]): Promise<TillEnd> {
  const end = await openTillEnd(stranger, other, { ...anyTime, roots });
  onTestFinished(end.close);
  return end;
}

/** Takes connections and says nothing. */
async function listening(onConnection: () => void): Promise<number> {
  const server: Server = createServer(onConnection);
  await new Promise<void>((resolve) => {
    server.listen(0, resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function linked(from: TillEnd, to: TillEnd, host = "127.0.0.1"): Promise<Link> {
  const dialled = await from.dial({ host, port: to.port() });
  if (!dialled.ok) throw new Error(dialled.fault.message);
  return dialled.value;
}

async function firstLink(end: TillEnd): Promise<Link> {
  await end.until(() => end.links.length > 0);
  const [link] = end.links;
  if (link === undefined) throw new Error("No link");
  return link;
}
