/** Discovery on a real network: processes of ours and Debian's avahi in boxes on a bridge. Size: whole, waiting. */

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { beforeEach, describe, expect, test } from "vitest";

import { systemClock } from "../../src/app/system/clock.ts";
import { type Announcement } from "../../src/mesh/discovery/dns-sd.ts";
import { AVAHI_TOOLS, startAvahi } from "../support/avahi.ts";
import {
  type DiscoveryBox,
  type WorkerView,
  discoverIn,
  eventually,
} from "../support/discovery-box.ts";
import { type Box, createNetwork, whyNoNetwork } from "../support/network.ts";

const FORGER = fileURLToPath(new URL("../support/mdns-forger.ts", import.meta.url));
const TASK = fileURLToPath(new URL("../support/discovery-task.ts", import.meta.url));
const NETWORK_PAGE = fileURLToPath(new URL("../../docs/network.md", import.meta.url));
const SHOP = "abcdefghijkl";
const BRIDGE = "10.77.255.254";

describe("tills on one bridge", () => {
  beforeEach((ctx) => {
    const reason = whyNoNetwork();
    if (reason !== undefined) ctx.skip(reason);
  });

  test("find each other, and hear a goodbye", async () => {
    const network = createNetwork(BRIDGE);
    const a = discoverIn(network.addBox("a", "10.77.0.1"), ofTill("aaaaaaaa-aaaa", 7777));
    const b = discoverIn(network.addBox("b", "10.77.0.2"), ofTill("bbbbbbbb-bbbb", 7778));

    expect(await a.finds("bbbbbbbb-bbbb", "10.77.0.2")).toMatchObject({
      deviceHint: "bbbbbbbb",
      shopTag: SHOP,
      addresses: [{ host: "10.77.0.2", port: 7778 }],
      from: "10.77.0.2",
    });
    await b.finds("aaaaaaaa-aaaa", "10.77.0.1");

    await b.close();
    await a.loses("bbbbbbbb-bbbb");
    const { view } = await a.view();
    expect(view).toMatchObject({ services: [], othersHeard: 1 });
    expect(view.silence).toBeUndefined();
  });

  test("find who came long before them, and nobody of another shop", async () => {
    const network = createNetwork(BRIDGE);
    const early = discoverIn(network.addBox("early", "10.77.0.1"), ofTill("aaaaaaaa-aaaa", 7777));
    const foreign = discoverIn(network.addBox("foreign", "10.77.0.3"), {
      shopTag: "zzzzzzzzzzzz",
      announcement: { ...ofTill("cccccccc-cccc", 7777).announcement, shopTag: "zzzzzzzzzzzz" },
    });
    await eventually(() => (early.events.length > 0 && foreign.events.length > 0) || undefined);

    const late = discoverIn(network.addBox("late", "10.77.0.2"), ofTill("bbbbbbbb-bbbb", 7777));

    await late.finds("aaaaaaaa-aaaa", "10.77.0.1");
    await early.finds("bbbbbbbb-bbbb", "10.77.0.2");
    expect(foreign.events.filter(({ type }) => type === "found")).toEqual([]);
    expect((await late.view()).view.services.map(({ instance }) => instance)).toEqual([
      "aaaaaaaa-aaaa",
    ]);
  });

  test("notice that an address has changed", async () => {
    const network = createNetwork(BRIDGE);
    const boxA = network.addBox("a", "10.77.0.1");
    const a = discoverIn(boxA, ofTill("aaaaaaaa-aaaa", 7777));
    const b = discoverIn(network.addBox("b", "10.77.0.2"), ofTill("bbbbbbbb-bbbb", 7777));
    await b.finds("aaaaaaaa-aaaa", "10.77.0.1");

    boxA.setAddress("10.77.0.111");

    await b.finds("aaaaaaaa-aaaa", "10.77.0.111");
    await eventuallyView(b, ({ view: { services } }) => {
      const [found] = services;
      return found?.addresses.length === 1 && found.addresses[0]?.host === "10.77.0.111";
    });
    await a.finds("bbbbbbbb-bbbb", "10.77.0.2");
    expect(a.events).toContainEqual({ type: "networks", hosts: ["10.77.0.111"] });
  });

  test("find each other again after a cable was pulled, and over a cable that comes later", async () => {
    const network = createNetwork(BRIDGE);
    const other = createNetwork("10.88.255.254");
    const boxA = network.addBox("a", "10.77.0.1");
    const a = discoverIn(boxA, ofTill("aaaaaaaa-aaaa", 7777));
    discoverIn(network.addBox("b", "10.77.0.2"), ofTill("bbbbbbbb-bbbb", 7777));
    discoverIn(other.addBox("c", "10.88.0.3"), ofTill("cccccccc-cccc", 7777));
    await a.finds("bbbbbbbb-bbbb", "10.77.0.2");

    boxA.pullCable();
    await a.loses("bbbbbbbb-bbbb");
    expect((await a.view()).view.silence).toBe("no network");
    const seen = a.events.length;
    boxA.plugIn();
    await eventually(() => a.events.slice(seen).find(({ type }) => type === "found"));

    boxA.join(other, "10.88.0.1");
    await a.finds("cccccccc-cccc", "10.88.0.3");
    expect((await a.view()).view.networks.map(({ name }) => name)).toEqual(["eth0", "eth1"]);
  });

  test("say when an invitation is open, and when it is not any more", async () => {
    const network = createNetwork(BRIDGE);
    const options = ofTill("aaaaaaaa-aaaa", 7777);
    const a = discoverIn(network.addBox("a", "10.77.0.1"), options);
    const b = discoverIn(network.addBox("b", "10.77.0.2"), ofTill("bbbbbbbb-bbbb", 7777));
    await b.finds("aaaaaaaa-aaaa", "10.77.0.1");

    a.announce({ ...options.announcement, invitation: { id: "q7", port: 40_001 } });
    await eventually(() =>
      b.events.find((event) => event.type === "found" && event.service.invitation?.id === "q7"),
    );

    a.announce(options.announcement);
    const { view } = await eventuallyView(b, ({ view: { services } }) =>
      services.every(({ invitation }) => invitation === undefined),
    );
    expect(view.services).toHaveLength(1);
  });

  test("are found by a box that has an invitation's name, and by it alone", async () => {
    const network = createNetwork(BRIDGE);
    const boxA = network.addBox("a", "10.77.0.1");
    const joining = network.addBox("joining", "10.77.0.2");
    const options = ofTill("aaaaaaaa-aaaa", 7777);
    const announcement = { ...options.announcement, invitation: { id: "q7", port: 40_001 } };
    const a = discoverIn(boxA, { ...options, announcement });
    await eventually(() => a.events.find(({ type }) => type === "networks"));

    expect(JSON.parse(joining.run(process.execPath, TASK, "find", "q7", "10000"))).toEqual({
      ok: true,
      value: [{ host: "10.77.0.1", port: 40_001 }],
    });
    expect(JSON.parse(joining.run(process.execPath, TASK, "find", "other", "1500"))).toEqual({
      ok: false,
      fault: {
        type: "discovery/not-found",
        othersHeard: 1,
        other: [{ host: "10.77.0.1", port: 40_001 }],
      },
    });
    joining.pullCable();
    expect(JSON.parse(joining.run(process.execPath, TASK, "find", "q7", "1500"))).toEqual({
      ok: false,
      fault: { type: "discovery/silent", silence: "no network" },
    });
  });

  test("are heard by a check of multicast, unless the network filters it", async () => {
    const network = createNetwork(BRIDGE);
    const boxA = network.addBox("a", "10.77.0.1");
    const boxB = network.addBox("b", "10.77.0.2");
    const a = discoverIn(boxA, ofTill("aaaaaaaa-aaaa", 7777));
    await eventually(() => a.events.find(({ type }) => type === "networks"));
    const fine = { name: "eth0", hosts: ["10.77.0.2"], cameBack: true };

    const open = JSON.parse(boxB.run(process.execPath, TASK, "check")) as unknown;
    boxB.lose(100, boxA);
    const filtered = JSON.parse(boxB.run(process.execPath, TASK, "check")) as unknown;

    expect(open).toEqual({ networks: [fine], others: ["10.77.0.1"] });
    expect(filtered).toEqual({ networks: [fine], others: [] });
  });

  test("find and reach each other through the firewall of docs/network.md, and nobody gets further", async () => {
    const rules = /```\n(?<rules>table inet till .*?)```/su.exec(
      readFileSync(NETWORK_PAGE, "utf8"),
    );
    const network = createNetwork(BRIDGE);
    const boxA = network.addBox("a", "10.77.0.1");
    const boxB = network.addBox("b", "10.77.0.2");
    for (const box of [boxA, boxB]) box.run("nft", rules?.groups?.["rules"] ?? "");
    for (const port of [7777, 7778, 8000]) listenIn(boxA, port);

    const a = discoverIn(boxA, ofTill("aaaaaaaa-aaaa", 7777));
    const b = discoverIn(boxB, ofTill("bbbbbbbb-bbbb", 7777));

    await a.finds("bbbbbbbb-bbbb", "10.77.0.2");
    await b.finds("aaaaaaaa-aaaa", "10.77.0.1");
    await eventually(() => (answersFrom(boxB, "10.77.0.1", 7777) ? true : undefined));
    await eventually(() => (answersFrom(boxB, "10.77.0.1", 7778) ? true : undefined));
    expect(answersFrom(boxB, "10.77.0.1", 8000)).toBe(false);
  });

  test("find each other where one of five packets is lost", async () => {
    const network = createNetwork(BRIDGE);
    const boxes = [network.addBox("a", "10.77.0.1"), network.addBox("b", "10.77.0.2")] as const;
    for (const box of boxes) box.lose(20);

    const a = discoverIn(boxes[0], ofTill("aaaaaaaa-aaaa", 7777));
    const b = discoverIn(boxes[1], ofTill("bbbbbbbb-bbbb", 7777));

    await a.finds("bbbbbbbb-bbbb", "10.77.0.2");
    await b.finds("aaaaaaaa-aaaa", "10.77.0.1");
    expect((await a.view()).view.silence).toBeUndefined();
  });

  test("say why nothing can be heard, live on, and hear as soon as that is over", async () => {
    const network = createNetwork(BRIDGE);
    const boxA = network.addBox("a", "10.77.0.1");
    discoverIn(network.addBox("b", "10.77.0.2"), ofTill("bbbbbbbb-bbbb", 7777));
    const program = `require("node:dgram").createSocket("udp4").bind(5353, () => console.log("taken"))`;
    const greedy = boxA.start(process.execPath, ["-e", program]);
    if (greedy.stdout !== null) await once(greedy.stdout, "data");

    const a = discoverIn(boxA, ofTill("aaaaaaaa-aaaa", 7777));
    const silent = await eventuallyView(a, ({ view }) => view.silence === "EADDRINUSE");
    expect(silent.view.networks).toEqual([
      { name: "eth0", hosts: ["10.77.0.1"], fault: "EADDRINUSE" },
    ]);

    greedy.kill();
    await a.finds("bbbbbbbb-bbbb", "10.77.0.2");
    expect((await a.view()).view.silence).toBeUndefined();
    await a.close();
  });

  test("stay small, dial little and find each other under ten thousand forged answers", async () => {
    const network = createNetwork(BRIDGE);
    const a = discoverIn(network.addBox("a", "10.77.0.1"), {
      ...ofTill("aaaaaaaa-aaaa", 7777),
      quiet: true,
      dials: true,
    });
    const before = await a.view();
    const forger = network.addBox("forger", "10.77.66.66");
    const startedAtMs = systemClock.nowMs();

    const forging = forger.start(process.execPath, [FORGER, "10000", SHOP, "10.77.66.66"]);
    await once(forging, "exit");
    discoverIn(network.addBox("b", "10.77.0.2"), ofTill("bbbbbbbb-bbbb", 7777));

    const after = await eventuallyView(a, ({ view }) =>
      view.services.some(({ instance }) => instance === "bbbbbbbb-bbbb"),
    );
    const elapsedMs = systemClock.nowMs() - startedAtMs;
    expect(after.view.services.length).toBeLessThanOrEqual(64);
    expect(after.candidatesMost).toBeLessThanOrEqual(32);
    expect(after.dials).toBeLessThanOrEqual(32 + (elapsedMs / 5000) * 32);
    expect(after.memoryMb - before.memoryMb).toBeLessThan(64);
  });
});

describe("beside avahi", () => {
  beforeEach((ctx) => {
    const reason = whyNoNetwork(AVAHI_TOOLS);
    if (reason !== undefined) ctx.skip(reason);
  });

  test("avahi lists our tills with what they say, and no name of a shop", async () => {
    const network = createNetwork(BRIDGE);
    discoverIn(network.addBox("a", "10.77.0.1"), {
      ...ofTill("aaaaaaaa-aaaa", 7777),
      announcement: {
        ...ofTill("aaaaaaaa-aaaa", 7777).announcement,
        invitation: { id: "q7", port: 40_001 },
      },
    });
    discoverIn(network.addBox("b", "10.77.0.2"), ofTill("bbbbbbbb-bbbb", 7778));
    const avahi = await startAvahi(network.addBox("stranger", "10.77.0.9"));

    const listed = await eventually(() => {
      const lines = avahi.run("avahi-browse", "-rtp", "_tillmesh._tcp").split("\n");
      const resolved = lines.filter((line) => line.startsWith("="));
      return resolved.length === 2 ? resolved.toSorted() : undefined;
    });

    expect(listed).toEqual([
      `=;eth0;IPv4;aaaaaaaa-aaaa;_tillmesh._tcp;local;aaaaaaaa-aaaa.local;10.77.0.1;7777;"p=40001" "i=q7" "s=${SHOP}" "v=1"`,
      `=;eth0;IPv4;bbbbbbbb-bbbb;_tillmesh._tcp;local;bbbbbbbb-bbbb.local;10.77.0.2;7778;"s=${SHOP}" "v=1"`,
    ]);
    expect(avahi.run("avahi-browse", "-at")).not.toMatch(/kade|café|vm\b/iu);
  });

  test("we find what avahi publishes, also on the very host that we run on", async () => {
    const network = createNetwork(BRIDGE);
    const boxA = network.addBox("a", "10.77.0.1");
    const boxB = network.addBox("b", "10.77.0.2");
    const beside = await startAvahi(boxA);
    const alone = await startAvahi(boxB);
    const a = discoverIn(boxA, ofTill("aaaaaaaa-aaaa", 7777));

    const text = ["v=1", `s=${SHOP}`];
    alone.start("avahi-publish", "-s", "bbbbbbbb-bbbb", "_tillmesh._tcp", "7778", ...text);
    beside.start("avahi-publish", "-s", "cccccccc-cccc", "_tillmesh._tcp", "7779", ...text);

    expect((await a.finds("bbbbbbbb-bbbb", "10.77.0.2")).addresses).toEqual([
      { host: "10.77.0.2", port: 7778 },
    ]);
    await a.finds("cccccccc-cccc", "10.77.0.1");
    const listed = await eventually(() => {
      const lines = beside.run("avahi-browse", "-rtp", "_tillmesh._tcp").split("\n");
      return lines.find((line) => line.startsWith("=") && line.includes("aaaaaaaa-aaaa"));
    });
    expect(listed).toContain("10.77.0.1;7777");
  });
});

function ofTill(instance: string, port: number) {
  const announcement: Announcement = {
    instance,
    port,
    shopTag: SHOP,
    printers: [],
    invitation: undefined,
  };
  return { shopTag: SHOP, announcement };
}

function listenIn(box: Box, port: number): void {
  const program = `require("node:net").createServer((socket) => socket.end("here")).listen(${port})`;
  box.start(process.execPath, ["-e", program]);
}

function answersFrom(box: Box, host: string, port: number): boolean {
  const program = `const socket = require("node:net").connect(${port}, "${host}");
    socket.setTimeout(1000, () => socket.destroy());
    socket.on("error", () => undefined).on("data", (bytes) => console.log(String(bytes)))`;
  return box.run(process.execPath, "-e", program).includes("here");
}

async function eventuallyView(
  of: DiscoveryBox,
  isMeant: (view: WorkerView) => boolean,
): Promise<WorkerView> {
  for (;;) {
    const view = await of.view();
    if (isMeant(view)) return view;
  }
}
