/** A link and a terminal on a port over TLS: who is talked to, and what is said of money. */

import { X509Certificate } from "node:crypto";

import { expect, onTestFinished, test } from "vitest";

import { makeNexoPapers } from "../../../proof/terminal/nexo-papers.ts";
import { serveNexoTerminal } from "../../../proof/terminal/nexo-server.ts";
import { createNexoTerminal, type NexoTerminal } from "../../../proof/terminal/nexo-terminal.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { systemRandom } from "../../../src/app/system/random.ts";
import { type CardRequest } from "../../../src/card/contract.ts";
import { createNexoLink, type NexoAddress } from "../../../src/card/nexo/nexo-link.ts";
import { type CardLink, type LinkNews } from "../../../src/card/run-dialogue.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { currenciesByCode } from "../../../src/domain/money/currency.ts";

const HOST = "127.0.0.1";
const POI = "V400m-346403161";
const PASSPHRASE = "correct horse battery staple";
const [papers, others] = await Promise.all([makeNexoPapers(POI), makeNexoPapers("V400m-2")]);

interface Talk {
  readonly link: CardLink;
  readonly terminal: NexoTerminal;
  /** Asks for it on a new connection, and returns the next news. */
  readonly ask: (wish: Partial<CardRequest>) => Promise<LinkNews>;
  /** How many requests have reached the terminal. */
  readonly heard: () => number;
}

async function talk(wish: Partial<NexoAddress> = {}): Promise<Talk> {
  const terminal = createNexoTerminal({
    clock: systemClock,
    random: systemRandom,
    poi: POI,
    passphrase: PASSPHRASE,
    approveMs: 1,
    lateMs: 50,
  });
  let heard = 0;
  const counted: NexoTerminal = {
    ...terminal,
    receive: (...request) => {
      heard += 1;
      terminal.receive(...request);
    },
  };
  const server = await serveNexoTerminal(counted, { host: HOST, port: 0, papers });
  const currency = currenciesByCode.get("EUR");
  if (currency === undefined) throw new Error("There is no euro.");
  const key = { name: "till", version: 1, passphrase: PASSPHRASE };
  const address = { host: HOST, port: server.port, poi: POI, trust: papers.root, key, currency };
  let onNews: ((news: LinkNews) => void) | undefined;
  const link = createNexoLink({ ...address, sale: "TILL", ...wish }, (news) => onNews?.(news), {
    clock: systemClock,
    random: systemRandom,
  });
  onTestFinished(() => {
    link.hangUp();
    return server.close();
  });
  let count = 0;
  return {
    link,
    terminal,
    heard: () => heard,
    ask: async (request) => {
      const read = await link.read();
      if (read.type !== "read") throw new Error(`The terminal is ${read.type}.`);
      count += 1;
      const named = { sale: "TILL", service: `PAY${count}`, poi: POI };
      return new Promise((resolve) => {
        onNews = resolve;
        link.send({ act: "pay", sum: minor(2000), after: null, named, ...request });
      });
    },
  };
}

test("a terminal with a certificate of the authority, in its name, is asked", async () => {
  const { link } = await talk();

  expect(await link.read()).toEqual({ type: "read", memory: { type: "nothing" } });
});

test.each([
  ["of another authority", { trust: others.root }],
  ["in another terminal's name", { poi: "V400m-346403162" }],
  ["that is not the pinned one", { trust: `sha256:${"0".repeat(64)}` }],
  ["while what should be trusted is no certificate", { trust: "nobody" }],
  ["while nothing is trusted", { trust: "" }],
])("a terminal with a certificate %s hears nothing", async (_, wish) => {
  const { link, heard } = await talk(wish);

  expect(await link.read()).toEqual({ type: "lost", why: "stranger" });
  expect(heard()).toBe(0);
});

test("a terminal whose own certificate is pinned is asked", async () => {
  const { fingerprint256 } = new X509Certificate(papers.certificate);
  const { link } = await talk({ trust: `sha256:${fingerprint256}` });

  expect(await link.read()).toHaveProperty("type", "read");
});

test("a terminal that doesn't share the key is asked for no money", async () => {
  const key = { name: "till", version: 1, passphrase: "another" };
  const { link, terminal } = await talk({ key });

  expect(await link.read()).toEqual({ type: "lost", why: "key" });
  expect(terminal.books()).toEqual([]);
});

test("a payment of another terminal is not asked about: this one can't know it", async () => {
  const { link, heard } = await talk();
  const named = { sale: "TILL", service: "PAY1", poi: "V400m-9" };

  const answer = await link.ask({ act: "pay", sum: minor(2000), after: null, named });
  expect(answer).toEqual({ type: "read", memory: { type: "nothing" } });
  expect(heard()).toBe(0);
});

test.each([
  [true, [{ copy: "merchant" }, { copy: "customer" }]],
  // A terminal that prints by itself sends them all the same.
  [false, []],
])(
  "a payment comes with its card; where the till prints (%s) with %j",
  async (takesSlips, slips) => {
    const { ask, link } = await talk({ takesSlips });
    const card = { brand: "mc", last4: "4242", auth: "123456" };

    expect(await ask({})).toMatchObject({ type: "answered", says: { amount: 2000, card } });
    expect(link.slips()).toMatchObject(slips);
  },
);

test("a refund gives money back, and a reversal takes the payment back by its name there", async () => {
  const { ask, terminal } = await talk();
  const paid = await ask({});
  if (paid.type !== "answered") throw new Error("The payment has no answer.");
  const original = paid.says.card.transaction;
  if (original === undefined) throw new Error("The payment has no name.");

  expect(await ask({ act: "reverse", original })).toMatchObject({ says: { amount: 2000 } });
  expect(await ask({ act: "refund", sum: minor(500) })).toMatchObject({ says: { amount: 500 } });
  expect(terminal.books()).toMatchObject([
    { amount: 2000, isReversed: true },
    { amount: -500, isReversed: false },
  ]);
});

test("a reversal of what has no name at the terminal is not sent", async () => {
  const { ask, terminal } = await talk();

  expect(await ask({ act: "reverse" })).toEqual({ type: "lost" });
  expect(terminal.books()).toEqual([]);
});

test("one name is one charge, however often it is asked for", async () => {
  const { ask, terminal } = await talk();
  const named = { sale: "TILL", service: "SAME", poi: POI };

  await ask({ named });
  await ask({ named });
  expect(terminal.books()).toHaveLength(1);
});
