/** Whole tills on networks that filter multicast, or keep every box apart from every other. Size: whole. */

import path from "node:path";

import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";

import { ON_A_NETWORK } from "../support/commands.ts";
import { joinStore } from "../support/joined-stores.ts";
import { createNetwork, type TestNetwork, whyNoNetwork } from "../support/network.ts";
import { openPseudoTerminal, type PseudoTerminal } from "../support/pseudo-terminal.ts";
import { addShopBox, type ShopBox, untilEqual } from "../support/shop-boxes.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { NODE, TILL } from "../support/till-process.ts";

const BRIDGE = "10.74.0.14";
/** 14 addresses: each is asked. */
const PREFIX_LENGTH = 28;
/** 254: to ask each takes some ten seconds. */
const LARGE_PREFIX_LENGTH = 24;
const WAIT = { timeout: 45_000, interval: 100 };

const shopCopy = shopCopies(async (store) => {
  await joinStore(store, "B", "Bar");
});
const invitedSchema = z.object({ code: z.string() });
const findingsSchema = z.object({
  findings: z.array(z.looseObject({ check: z.string(), state: z.string(), sentence: z.string() })),
});

beforeEach((ctx) => {
  const reason = whyNoNetwork(["bridge"]);
  if (reason !== undefined) ctx.skip(reason);
});

test("where multicast is filtered, each address is asked once, and the till that answers is kept", async () => {
  const { a, b } = await quietShop();
  a.startNode();
  await a.node().says(/^takes links on port 7777$/mu);

  const nobody = await a.till("mesh", "find");
  const found = await b.till("mesh", "find", "--json");
  const again = await b.till("mesh", "find");
  b.startNode();
  await b.node().says(/^connected to A /mu);

  expect(nobody).toMatchObject({ code: 3, stdout: "" });
  expect(nobody.stderr).toMatch(
    /^No other till of this shop answers at 13 addresses of 10\.74\.0\.0\/28/u,
  );
  expect(found).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(found.stdout)).toEqual({
    networks: [{ network: "eth0", asked: "10.74.0.0/28", whole: true, addresses: 13 }],
    interrupted: false,
    tills: [{ address: "10.74.0.1:7777", who: "ours", till: "A Front counter", kept: "added" }],
  });
  expect(again).toEqual({
    code: 0,
    stdout: "10.74.0.1:7777         A Front counter: known before\n",
    stderr: "",
  });
  await untilEqual([a, b], [await a.sell(), await b.sell()]);
});

test("Ctrl-C ends the asking at once: what was found is kept, and nothing is left of it", async () => {
  const { a, b } = await quietShop(LARGE_PREFIX_LENGTH);
  a.startNode();
  await a.node().says(/^takes links on port 7777$/mu);

  const terminal = openIn(b, "mesh", "find");
  // The other till is among the first, and some of the others are still to be asked, however slow the box.
  await terminal.sees(/Asking 10\.74\.0\.0\/24: (?:[5-9]\d|1\d\d) of 253; Ctrl-C ends it\./u);
  terminal.press("\u0003");

  expect(await terminal.exit).toBe(130);
  const screen = await terminal.screen();
  expect(screen).toContain("Interrupted: what was found is kept, the rest is not asked.");
  expect(screen).not.toContain("Asking");
  expect(await terminal.isCursorShown()).toBe(true);
  expect(dialledFrom(b)).toEqual([]);
  const after = await b.till("mesh", "addresses", "--json");
  expect(after.stdout).toContain("10.74.0.1:7777");
});

test("a box joins there once each address has been asked for the till that invites", async () => {
  const { a, network } = await quietShop();
  a.startNode();
  await a.node().says(/^has the printers/mu);
  const code = await codeOf(a);
  const c = addQuietBox(network, path.join(await temporaryFolder(), "kitchen"), "10.74.0.3");

  const joined = await c.till("join", "--device", "Kitchen", "--search", code);

  expect(joined).toMatchObject({ code: 0, stderr: "" });
  expect(joined.stdout).toContain("This box is C Kitchen of ");
});

test("on a terminal who joins is offered that search, by the command and by the questions alike", async () => {
  const { a, network } = await quietShop();
  a.startNode();
  await a.node().says(/^has the printers/mu);
  const folder = await temporaryFolder();
  const c = addQuietBox(network, path.join(folder, "kitchen"), "10.74.0.3");
  const d = addQuietBox(network, path.join(folder, "deck"), "10.74.0.4");

  const command = openIn(c, "join", "--device", "Kitchen", "--no-wait", await codeOf(a));
  await command.sees("Nobody at all is heard by multicast");
  await command.sees(/Ask each of the 13 addresses of 10\.74\.0\.0\/28 for it instead\?/u);
  command.press("\r");
  await command.sees("This box is C Kitchen of ");
  expect(await command.exit).toBe(0);

  const asked = openIn(d, "run");
  for (const [prompt, typed] of [
    [/1, 2 or 3 \[1\]: $/u, "3"],
    [/Language \[\w+\]: $/u, "en"],
    [/Name of this till \[Till\]: $/u, "Deck"],
    [/Code: $/u, await codeOf(a)],
    [/Address of the other till \[look again\]: $/u, "*"],
  ] as const) {
    await vi.waitFor(
      async () => expect((await asked.screen()).trimEnd()).toMatch(trimmed(prompt)),
      WAIT,
    );
    asked.type(typed);
    asked.press("\r");
  }
  await asked.sees("staff number >");
});

test("a box that is kept apart from the others, and not from the way out, is told so", async () => {
  const { a, b } = await quietShop();
  for (const { box } of [a, b]) box.run("ip", "route", "add", "default", "via", BRIDGE);
  a.startNode();
  await a.node().says(/^takes links on port 7777$/mu);
  await b.till("mesh", "add", "10.74.0.1:7777");
  b.startNode();
  await b.node().says(/^connected to A /mu);
  const before = await multicastFinding(b);

  for (const { box } of [a, b]) box.isolate();
  await b.node().says(/^lost A /mu);

  await vi.waitFor(async () => {
    expect(await multicastFinding(b)).toMatchObject({ state: "wrong" });
  }, WAIT);
  const { sentence } = await multicastFinding(b);
  expect(before.sentence).not.toContain("client isolation");
  expect(sentence).toContain(
    "On eth0 neither multicast nor 10.74.0.1:7777 answers, and the way out (10.74.0.14) does",
  );
  expect(sentence).toContain('Switch off "client isolation"');
});

async function codeOf({ till }: ShopBox): Promise<string> {
  const invited = await till("mesh", "invite", "--no-wait", "--no-slip", "--json");
  return invitedSchema.parse(JSON.parse(invited.stdout)).code;
}

/** Connections to the tills' port, and tries to have one: of those that are over the kernel waits awhile. */
function dialledFrom({ box }: ShopBox): ReadonlyArray<string> {
  return box
    .run("cat", "/proc/net/tcp")
    .split("\n")
    .filter((line) => /:1E61 0[12] /u.test(line));
}

/** The program on a terminal of the box. */
function openIn({ box, store }: ShopBox, ...words: ReadonlyArray<string>): PseudoTerminal {
  const command = ["ip", "netns", "exec", box.namespace, NODE, TILL, ...words, "--store", store];
  const terminal = openPseudoTerminal(command, { env: ON_A_NETWORK, rows: 40, columns: 100 });
  onTestFinished(terminal.close);
  return terminal;
}

/** The blanks at the end of a prompt are not on a screen that is read. */
function trimmed(prompt: RegExp): RegExp {
  return new RegExp(prompt.source.replace(/ \$$/u, "$"), "u");
}

async function multicastFinding({ till }: ShopBox) {
  const told = await till("doctor", "--json");
  const { findings } = findingsSchema.parse(JSON.parse(told.stdout));
  const found = findings.find(({ check }) => check === "multicast");
  if (found === undefined) throw new Error(`doctor says nothing of multicast:\n${told.stdout}`);
  return found;
}

/** Two boxes of one shop that hear nothing of each other by multicast; nothing runs in them yet. */
async function quietShop(prefixLength = PREFIX_LENGTH) {
  const store = await shopCopy();
  const network = createNetwork(BRIDGE, onTestFinished, prefixLength);
  return {
    network,
    a: addQuietBox(network, store, "10.74.0.1"),
    b: addQuietBox(network, path.join(path.dirname(store), "joined-B"), "10.74.0.2"),
  };
}

function addQuietBox(network: TestNetwork, store: string, address: string): ShopBox {
  const shopBox = addShopBox(network, store, address);
  const { box } = shopBox;
  box.run("nft", "add table inet filter");
  box.run("nft", "add chain inet filter in { type filter hook input priority 0 ; }");
  // What a box says itself comes back to it: the network filters, not the box.
  box.run("nft", `add rule inet filter in udp dport 5353 ip saddr != ${address} drop`);
  return shopBox;
}
