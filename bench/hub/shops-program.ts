/**
 * The tills of many shops, as far as an office sees them: each has a link to it, greets, answers signs of life, and
 * says what is sold at its time. `shops-program.ts FILE`: the shops, as `alike-shops.ts` made them.
 */

import { readFileSync } from "node:fs";
import { deserialize } from "node:v8";

import { systemClock, systemSteadyMs } from "../../src/app/system/clock.ts";
import { firstOrigin } from "../../src/domain/identity.ts";
import { decodeMessage, encodeMessage, type Message } from "../../src/mesh/gossip/messages.ts";
import { readCertificate } from "../../src/mesh/links/link-key.ts";
import { type Link } from "../../src/mesh/links/link.ts";
import { serverNameOf } from "../../src/mesh/links/server-name.ts";
import { dialTls } from "../../src/mesh/links/tls-dial.ts";
import { createTlsLink } from "../../src/mesh/links/tls-link.ts";
import { LINK_PROTOCOL } from "../../src/mesh/links/tls-links.ts";
import { answerWith } from "../mesh/asked.ts";
import { type AlikeShop } from "./alike-shops.ts";

const [, , file = ""] = process.argv;
// The bench has written it.
const shops = deserialize(readFileSync(file)) as ReadonlyArray<AlikeShop>;
const tills = shops.map((shop) => ({ shop, link: undefined as Link | undefined, endings: 0 }));
type Till = (typeof tills)[number];
/** No more handshakes at once than strangers get in. */
const DIALLED_AT_ONCE = 8;
/** Within a sale a key is pressed every so often. */
const KEY_EVERY_MS = 4000;
/** An office that is busy answers later. */
const DIAL_PAUSE_MS = 500;
let lastId = 0;
/** Each transaction that was sent: the shop, how many it had sent by then, and when. */
const sent: Array<readonly [shop: string, count: number, atMs: number]> = [];

answerWith({
  link: async (port) => {
    const waiting = [...tills];
    await Promise.all(
      Array.from({ length: DIALLED_AT_ONCE }, async () => {
        for (let till = waiting.shift(); till !== undefined; till = waiting.shift()) {
          await dial(till, Number(port));
        }
      }),
    );
    return tills.filter(({ link }) => link !== undefined).length;
  },
  /** Sells in all shops for so long, each as often, at times that are spread by the shop's place in the list. */
  sell: async (forMs, salesEach) => {
    const everyMs = Number(forMs) / Number(salesEach);
    await Promise.all(
      tills.map(async (till, index) => {
        await pause((everyMs * index) / tills.length);
        let count = 0;
        for (const sale of till.shop.sales.slice(0, Number(salesEach))) {
          const endMs = systemSteadyMs() + everyMs;
          for (const bytes of sale) {
            count += 1;
            till.link?.send(encodeMessage({ type: "piece", bytes }));
            sent.push([till.shop.shop, count, Date.now()]);
            if (bytes !== sale.at(-1)) await pause(KEY_EVERY_MS);
          }
          await pause(Math.max(0, endMs - systemSteadyMs()));
        }
      }),
    );
    return tills.reduce((sum, { endings }) => sum + endings, 0);
  },
  sent: () => sent,
});

async function dial(till: Till, port: number): Promise<void> {
  const { shop } = till;
  const met = await dialTls(
    { host: "127.0.0.1", port },
    {
      protocolName: LINK_PROTOCOL,
      serverName: serverNameOf(shop.shop),
      context: { key: shop.key, cert: pem(shop.certificate), ca: [pem(shop.root)] },
      clock: systemClock,
      signal: new AbortController().signal,
      meet: (socket) => {
        lastId += 1;
        const link = createTlsLink(socket, {
          id: lastId,
          linkKey: "",
          isDialled: true,
          remote: "",
          clock: systemClock,
          listener: {
            onLink: () => undefined,
            onDrain: () => undefined,
            onRefused: () => undefined,
            onPayload: (_, payload) => {
              hear(till, payload);
            },
            onClose: (_, reason) => {
              if (till.endings === 0) process.stderr.write(`a link ended: ${reason}\n`);
              till.endings += 1;
              till.link = undefined;
            },
          },
          onWelcome: () => undefined,
          onGone: () => undefined,
        });
        return { ok: true, value: link };
      },
    },
  );
  if (!met.ok) {
    await pause(DIAL_PAUSE_MS);
    return dial(till, port);
  }
  till.link = met.value;
  met.value.welcome();
  say(till, {
    type: "hello",
    version: 2,
    shop: shop.shop,
    device: shop.device,
    instance: lastId.toString(16).padStart(16, "0"),
    port: null,
    isOpen: true,
  });
}

function hear(till: Till, payload: Uint8Array): void {
  const message = decodeMessage(payload);
  if (!message.ok || message.value === undefined) return;
  const { device, seq, hash } = till.shop;
  const { type } = message.value;
  if (type === "hello") {
    // What the office has heard already.
    const end = { origin: firstOrigin(device), seq, hash };
    say(till, { type: "heads", ends: [end] } as Message);
  } else if (type === "ping") {
    say(till, { type: "pong", id: message.value.id, wallMs: Date.now() });
  } else if (type === "want") {
    say(till, { type: "want-end", id: message.value.id });
  }
}

function say({ link }: Till, message: Message): void {
  link?.send(encodeMessage(message));
}

function pem(certificate: string): string {
  const read = readCertificate(certificate);
  if (!read.ok) throw new Error(read.fault.type);
  return read.value.toString();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
