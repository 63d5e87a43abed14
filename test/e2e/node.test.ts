/** Boxes without a screen, as real processes: they are one shop as long as they run. Size: whole. */

import { describe, expect, test, vi } from "vitest";
import { z } from "zod";

import { linkIdentity } from "../../src/app/mesh/mesh-keys.ts";
import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { listOrders } from "../../src/app/orders/orders.ts";
import { MIA, refused } from "../support/commands.ts";
import { joinStore } from "../support/joined-stores.ts";
import { foundLinkShop, pem } from "../support/link-shop.ts";
import { type NodeProcess, startNode } from "../support/node-process.ts";
import { pemFolder, startOpenssl, whyNoOpenssl } from "../support/openssl.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();
const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
/** Of what a till says first. */
const GREETING = "instance";
const WAIT = { timeout: 45_000, interval: 20 };

const statusSchema = z.object({
  state: z.string(),
  process: z.int().nullable(),
  port: z.int().nullable(),
  safeOn: z.int().nullable(),
  devices: z.array(
    z.object({
      code: z.string(),
      self: z.boolean(),
      connected: z.boolean(),
      heardAt: z.string().nullable(),
      behind: z.int().nullable(),
      roundTripMs: z.int().nullable(),
      clockAheadMs: z.int().nullable(),
      address: z.string().nullable(),
    }),
  ),
});

const daySchema = z.object({
  complete: z.boolean(),
  tiesOut: z.boolean(),
  sales: z.object({ receipts: z.int() }),
  tills: z.array(z.looseObject({ code: z.string(), heardAt: z.string().nullable() })),
});

describe("two nodes of one shop", () => {
  test("share what a command sells, and say who came and who was lost", async () => {
    const { a, b, first, second } = await connected();

    const other = openTill(b);
    const sold = await till(["sell", "--store", a, "100", "--cash", "3"], { env: MIA });
    await vi.waitFor(() => expect(receiptsIn(other)).toEqual(["A-000001"]), WAIT);
    await other.close();

    expect(sold).toMatchObject({ code: 0, stderr: "" });
    const status = await whole(a);
    expect(status).toMatchObject({ state: "linked", process: first.pid, safeOn: 1 });
    const address = `127.0.0.1:${await portOf(second)}`;
    expect(status.devices[1]).toMatchObject({ code: "B", connected: true, behind: 0, address });

    second.kill("SIGKILL");
    expect(await second.exit).toBe("SIGKILL");
    await first.says(/^lost B Bar$/mu);
    const lost = await till(["mesh", "status", "--store", a]);
    expect(lost.code).toBe(6);
    expect(lost.stdout).toMatch(/^B Bar +not connected, last heard at \d\d:\d\d, /mu);
    await till(["sell", "--store", a, "101", "--cash", "10"], { env: MIA });

    const again = startNode(b);
    await again.says(/^connected to A Front counter$/mu);
    await vi.waitFor(async () => expect(await receiptsOf(b)).toHaveLength(2), WAIT);
    const safe = "what this till said last is safe on 1 of 1 other till";
    // How far away it is, it knows with the first answer.
    await vi.waitFor(async () => {
      const { code, stdout, stderr } = await till(["mesh", "status", "--store", a]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(
        new RegExp(`^Connected by process \\d+ on port \\d+; ${safe}\\.$`, "mu"),
      );
      expect(stdout).toMatch(/^A Front counter +authority, this till$/mu);
      expect(stdout).toMatch(/^B Bar +connected, has everything, round trip \d+ ms, \S+:\d+$/mu);
    }, WAIT);
  });

  test("find each other again where each was, though nobody says so any more", async () => {
    const { a, b, first, second } = await connected();
    const place = `127.0.0.1:${await portOf(first)}`;
    const words = ["mesh", "remove", place, "--store", b];
    expect(await till(words)).toMatchObject({ code: 0 });
    for (const node of [first, second]) {
      node.kill("SIGKILL");
      await node.exit;
    }

    const [again, other] = [startNode(a), startNode(b)];

    await again.says(/^connected to B Bar$/mu);
    await other.says(/^connected to A Front counter$/mu);
  });

  test("end cleanly when they are told to", async () => {
    const { first, second } = await connected();

    second.kill("SIGTERM");
    expect(await second.exit).toBe(143);
    await first.says(/^lost B Bar$/mu);
    first.kill("SIGINT");

    expect(await first.exit).toBe(130);
  });
});

describe.skipIf(whyNoOpenssl() !== undefined)("strangers at its port", () => {
  test("hear nothing, are told of in its log, and it lives on", async () => {
    const a = await shopCopy();
    const [b, gone] = [await joinStore(a, "B", "Bar"), await joinStore(a, "C", "Kitchen")];
    const words = ["mesh", "revoke", "C", "--reason", "stolen", "--yes", "--store", a];
    expect(await till(words, { env: OWNER })).toMatchObject({ code: 0 });
    const [member, revoked, other] = [await shownBy(b), await shownBy(gone), await strangersKey()];
    const node = startNode(a);
    const place = `127.0.0.1:${await portOf(node)}`;
    const at = ["-connect", place];
    const ours = ["-alpn", "tillmesh/1"];

    const knocks: ReadonlyArray<readonly [why: RegExp, args: ReadonlyArray<string>]> = [
      [/^refused 127\.0\.0\.1: no handshake of ours/mu, ours],
      [
        /^refused 127\.0\.0\.1: broke off the handshake, or showed a certificate/mu,
        [...ours, ...other],
      ],
      [
        /^refused 127\.0\.0\.1: no handshake of ours \(.*PROTOCOL\)/mu,
        [...ours, ...member, "-tls1_2"],
      ],
      [/^refused 127\.0\.0\.1: speaks no protocol of ours/mu, member],
      [/^the link to 127\.0\.0\.1 ended: /mu, [...ours, ...revoked]],
    ];
    for (const [why, args] of knocks) {
      expect(node.said()).not.toMatch(why);
      const openssl = startOpenssl(["s_client", ...at, ...args]);
      await node.says(why);
      openssl.process.stdin.end();
      expect(await openssl.ended).not.toContain(GREETING);
    }
    const known = startOpenssl(["s_client", ...at, ...ours, ...member]);
    await known.says(GREETING);
    known.process.kill();

    await till(["mesh", "add", place, "--store", b]);
    const second = startNode(b);
    await second.says(/^connected to A Front counter$/mu);
  });
});

describe("a day's report", () => {
  test("is complete while the other one is connected, and names it once it isn't", async () => {
    const { a, b, first, second } = await connected();
    await till(["sell", "--store", b, "100", "--cash", "3"], { env: MIA });
    await whole(a);

    const together = await dayAt(a, 0);
    expect(together).toMatchObject({ complete: true, tiesOut: true });
    expect(together.tills).toMatchObject([
      { code: "A", self: true, complete: true },
      { code: "B", connected: true, inStep: true, complete: true, chains: [{ series: "B" }] },
    ]);
    const text = await till(["reconcile", "--store", a]);
    expect(text.stdout).toMatch(/\nTies out to the cent\.\n$/u);

    second.kill("SIGKILL");
    await first.says(/^lost B Bar$/mu);
    await till(["sell", "--store", b, "100", "--cash", "3"], { env: MIA });

    const apart = await dayAt(a, 8);
    expect(apart).toMatchObject({ complete: false, tiesOut: false, sales: { receipts: 1 } });
    expect(apart.tills).toMatchObject([
      { code: "A", complete: true },
      { code: "B", connected: false, inStep: false, complete: false, shutOut: null },
    ]);
    expect(apart.tills[1]?.heardAt).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/u);
    const lacking = await till(["reconcile", "--store", a]);
    expect(lacking).toMatchObject({ code: 8, stderr: "" });
    expect(lacking.stdout).toMatch(/^! B Bar: not heard since \d\d:\d\d, /mu);
    expect(lacking.stdout).toMatch(
      /^Incomplete: B Bar \(not heard since \d\d:\d\d\)\. As far as is known here, the day ties out to the cent\.$/mu,
    );

    startNode(b);
    await vi.waitFor(() => dayAt(a, 0), WAIT);
    // Nobody is connected where no program runs, and since when is known all the same.
    first.kill("SIGTERM");
    await first.exit;
    const alone = await till(["reconcile", "--store", a]);
    expect(alone).toMatchObject({ code: 8, stderr: "" });
    expect(alone.stdout).toMatch(/^Incomplete: B Bar \(not heard since \d\d:\d\d\)\. As /mu);
  });

  test("says of a till that was shut out from when on nobody knows what it sold", async () => {
    const a = await shopCopy();
    const b = await joinStore(a, "B", "Bar");
    await till(["sell", "--store", b, "100", "--cash", "3"], { env: MIA });
    const revoke = ["mesh", "revoke", "B", "--reason", "broken", "--yes", "--store", a];
    expect(await till(revoke, { env: OWNER })).toMatchObject({ code: 0 });

    const report = await till(["reconcile", "--store", a]);

    expect(report).toMatchObject({ code: 8, stderr: "" });
    expect(report.stdout).toMatch(/^! B Bar: shut out \(broken\), unknown from the beginning, /mu);
    expect(report.stdout).toMatch(/^Incomplete: B Bar \(unknown from the beginning\)\. As /mu);
  });
});

describe("a second program on the store", () => {
  test("waits for the one that has the links, and takes over when it dies", async () => {
    const store = await shopCopy();
    await joinStore(store, "B", "Bar");
    const first = startNode(store);
    await first.says(/^takes links on port/mu);

    const second = startNode(store);
    await second.says(new RegExp(`^waits for process ${first.pid}, which has the printers`, "mu"));
    first.kill("SIGKILL");

    await second.says(/^takes links on port/mu);
    expect(await portOf(second)).toBeGreaterThan(0);
  });

  test("that is quiet says nothing", async () => {
    const store = await shopCopy();
    await joinStore(store, "B", "Bar");
    const quiet = startNode(store, { words: ["--quiet"] });

    await vi.waitFor(async () => {
      const { stdout } = await till(["mesh", "status", "--store", store, "--json"]);
      expect(statusSchema.parse(JSON.parse(stdout)).state).toBe("linked");
    }, WAIT);
    quiet.kill("SIGTERM");

    expect(await quiet.exit).toBe(143);
    expect(quiet.said()).toBe("");
  });
});

describe("a node of a single till", () => {
  test("says that there is nobody to be connected to, and opens no port", async () => {
    const store = await shopCopy();
    const node = startNode(store);

    await node.says(/^has the printers; a single till, so nobody is to be connected to$/mu);
    const status = await till(["mesh", "status", "--store", store]);

    expect(status).toMatchObject({ code: 0, stderr: "" });
    expect(status.stdout).toContain("Single till: what it sells is on this box alone.\n");
    expect(node.said()).not.toContain("port");
  });

  test("needs a shop", async () => {
    expect(await till(["node", "--store", "/nowhere"])).toEqual(
      refused(3, "There is no shop in /nowhere: `till init` makes one."),
    );
  });
});

describe("addresses that people type in", () => {
  test("are taken up by whoever runs, tried, and told of", async () => {
    const store = await shopCopy();
    const other = await joinStore(store, "B", "Bar");
    const first = startNode(store);
    const second = startNode(other);
    const port = await portOf(first);
    await second.says(/^takes links on port/mu);

    const done = [
      await till(["mesh", "add", "127.0.0.1:1", "--store", other]),
      await till(["mesh", "add", `127.0.0.1:${port}`, "--store", other]),
    ];

    expect(done.map(({ code }) => code)).toEqual([0, 0]);
    await second.says(/^connected to A Front counter$/mu);
    await vi.waitFor(async () => {
      const { stdout } = await till(["mesh", "addresses", "--store", other]);
      expect(stdout).toMatch(/^127\.0\.0\.1:1 +typed in: nobody answers \(\d+ tr/mu);
      expect(stdout).toMatch(
        new RegExp(
          `^127\\.0\\.0\\.1:${port} +(?:worked before, )?typed in.*: leads to A Front counter, conn`,
          "mu",
        ),
      );
    }, WAIT);
    const gone = await till(["mesh", "remove", "127.0.0.1:1", "--store", other]);
    expect(gone).toMatchObject({ code: 0, stderr: "" });
    await vi.waitFor(async () => {
      const { stdout } = await till(["mesh", "addresses", "--store", other, "--json"]);
      const listed = z.object({ addresses: z.array(z.object({ address: z.string() })) });
      const addresses = listed.parse(JSON.parse(stdout)).addresses.map(({ address }) => address);
      expect(addresses).not.toContain("127.0.0.1:1");
    }, WAIT);
  });
});

/** Two boxes that have found each other. */
async function connected() {
  const a = await shopCopy();
  const b = await joinStore(a, "B", "Bar");
  const first = startNode(a);
  const added = await till(["mesh", "add", `127.0.0.1:${await portOf(first)}`, "--store", b]);
  expect(added).toMatchObject({ code: 0 });
  const second = startNode(b);
  await Promise.all([
    first.says(/^connected to B Bar$/mu),
    second.says(/^connected to A Front counter$/mu),
  ]);
  return { a, b, first, second };
}

/** What `openssl` is told, so that it has the keys of that till. */
async function shownBy(store: string): Promise<ReadonlyArray<string>> {
  const { till: of, close } = openTill(store);
  const identity = linkIdentity(of.ledger);
  await close();
  if (identity === undefined) throw new Error(`${store} has no keys for links.`);
  return shown(identity.key, identity.certificate);
}

async function strangersKey(): Promise<ReadonlyArray<string>> {
  const { privateKey, certificate } = await (await foundLinkShop("other")).certify("thief");
  return shown(privateKey, certificate);
}

async function shown(key: string, certificate: string): Promise<ReadonlyArray<string>> {
  const write = await pemFolder();
  return ["-key", write("key.pem", key), "-cert", write("cert.pem", pem(certificate))];
}

async function portOf(node: NodeProcess): Promise<number> {
  const [, port] = await node.says(/^takes links on port (\d+)$/mu);
  return Number(port);
}

function receiptsIn({ till: other }: OpenTill): ReadonlyArray<string> {
  const { now } = other.days();
  return listOrders(other, { day: now, openOnly: false }).flatMap(({ receipts }) => receipts);
}

async function receiptsOf(store: string): Promise<ReadonlyArray<string>> {
  const { stdout } = await till(["order", "list", "--store", store, "--json"]);
  const listed = z.object({ orders: z.array(z.object({ receipts: z.array(z.string()) })) });
  return listed.parse(JSON.parse(stdout)).orders.flatMap(({ receipts }) => receipts);
}

async function dayAt(store: string, wanted: number) {
  const { code, stdout } = await till(["reconcile", "--store", store, "--json"]);
  expect({ code, stdout }).toMatchObject({ code: wanted });
  return daySchema.parse(JSON.parse(stdout));
}

/** Once everything is everywhere. */
function whole(store: string) {
  return vi.waitFor(async () => {
    const { code, stdout } = await till(["mesh", "status", "--store", store, "--json"]);
    expect(code).toBe(0);
    return statusSchema.parse(JSON.parse(stdout));
  }, WAIT);
}
