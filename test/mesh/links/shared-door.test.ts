/** One port of head office for the links of several shops: each sees the certificate of its own alone. */

import { once } from "node:events";
import { connect } from "node:tls";

import { beforeAll, expect, onTestFinished, test } from "vitest";

import { systemClock } from "../../../src/app/system/clock.ts";
import { createRefusalLog } from "../../../src/mesh/links/refusal-log.ts";
import { serverNameOf } from "../../../src/mesh/links/server-name.ts";
import { openSharedDoor, type SharedDoor } from "../../../src/mesh/links/shared-door.ts";
import { LINK_LIMITS, LINK_PROTOCOL } from "../../../src/mesh/links/tls-links.ts";
import { foundLinkShop, type LinkBox, type LinkShop } from "../../support/link-shop.ts";
import { openTillEnd, type TillEnd } from "../../support/till-ends.ts";

interface Side {
  readonly shop: LinkShop;
  /** The office, as a box of that shop. */
  readonly office: LinkBox;
  readonly till: LinkBox;
}

let kade: Side;
let dock: Side;

beforeAll(async () => {
  [kade, dock] = await Promise.all([newSide("kade"), newSide("dock")]);
});

test("Tills of two shops link at one port, each with its own office", async () => {
  const { door, ends } = await openDoor();

  for (const [at, side] of [kade, dock].entries()) {
    const till = await openTillEnd(side.till, side.shop, { ...named(side), host: "127.0.0.1" });
    onTestFinished(till.close);
    const dialled = await till.dial({ host: "127.0.0.1", port: door.port() });
    expect(dialled).toMatchObject({ ok: true });
    await ends[at]?.until(() => ends[at]?.links.length === 1);
    expect(till.links.map(({ linkKey }) => linkKey)).toEqual([side.office.linkKey]);
    expect(ends[at]?.links.map(({ linkKey }) => linkKey)).toEqual([side.till.linkKey]);
  }
});

test("Whoever names one shop sees its certificate, and who names none sees no certificate", async () => {
  const { door } = await openDoor();

  expect(await certificateFor(door, serverNameOf(kade.shop.shop))).toBe(kade.office.certificate);
  expect(await certificateFor(door, serverNameOf(dock.shop.shop))).toBe(dock.office.certificate);
  expect(await certificateFor(door, "third.tillmesh.local")).toBe(undefined);
  expect(await certificateFor(door, undefined)).toBe(undefined);
});

test("A till that names another shop than its own is not let in", async () => {
  const { door, ends } = await openDoor();
  const till = await openTillEnd(kade.till, kade.shop, { ...named(dock), host: "127.0.0.1" });
  onTestFinished(till.close);

  expect(await till.dial({ host: "127.0.0.1", port: door.port() })).toMatchObject({ ok: false });
  expect(ends.flatMap(({ links }) => links)).toEqual([]);
});

test("A stranger who shows no certificate of the shop is shown out, whatever it trusts itself", async () => {
  const { door, ends } = await openDoor();
  const socket = connect({
    host: "127.0.0.1",
    port: door.port(),
    servername: serverNameOf(kade.shop.shop),
    ALPNProtocols: [LINK_PROTOCOL],
    rejectUnauthorized: false,
  });
  socket.on("error", () => undefined);
  socket.resume();

  await once(socket, "close");

  expect(ends.flatMap(({ links }) => links)).toEqual([]);
});

async function newSide(name: string): Promise<Side> {
  const shop = await foundLinkShop(name);
  const [office, till] = await Promise.all([shop.certify("office"), shop.certify("till")]);
  return { shop, office, till };
}

function named({ shop }: Side): {
  readonly clock: typeof systemClock;
  readonly serverName: string;
} {
  return { clock: systemClock, serverName: serverNameOf(shop.shop) };
}

/** A door with an end for each shop. */
async function openDoor(): Promise<{
  readonly door: SharedDoor;
  readonly ends: ReadonlyArray<TillEnd>;
}> {
  const refusals = createRefusalLog(systemClock, () => undefined);
  const opened = await openSharedDoor({
    host: "127.0.0.1",
    port: 0,
    protocolName: LINK_PROTOCOL,
    limits: LINK_LIMITS,
    clock: systemClock,
    refusals,
  });
  if (!opened.ok) throw new Error(opened.fault.message);
  const { value: door } = opened;
  const ends: TillEnd[] = [];
  for (const side of [kade, dock]) {
    const listen = door.listenFor(serverNameOf(side.shop.shop));
    ends.push(await openTillEnd(side.office, side.shop, { ...named(side), listen }));
  }
  onTestFinished(async () => {
    for (const end of ends) await end.close();
    await door.close();
    refusals.close();
  });
  return { door, ends };
}

/** Returns the certificate that a stranger is shown, in base64; undefined where there is no handshake. */
async function certificateFor(
  door: SharedDoor,
  servername: string | undefined,
): Promise<string | undefined> {
  const socket = connect({
    host: "127.0.0.1",
    port: door.port(),
    ...(servername === undefined ? {} : { servername }),
    ALPNProtocols: [LINK_PROTOCOL],
    rejectUnauthorized: false,
  });
  try {
    await once(socket, "secureConnect");
    return socket.getPeerCertificate().raw.toString("base64");
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}
