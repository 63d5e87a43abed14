/**
 * A member that makes the others work, over a real link with its real keys: `liar.ts STORE`. It asks for
 * everything that fits into a question, makes up what it holds, and repeats what all have, as fast as it is
 * read, and comes again when it is sent away.
 */

import { type TLSSocket } from "node:tls";

import { linkIdentity } from "../../src/app/mesh/mesh-keys.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Hash, originSchema } from "../../src/domain/identity.ts";
import {
  encodeMessage,
  ENDS_MAX,
  MESH_VERSION,
  type Message,
  type MessageOf,
} from "../../src/mesh/gossip/messages.ts";
import { toFrame } from "../../src/mesh/links/frames.ts";
import { dialTls } from "../../src/mesh/links/tls-dial.ts";
import { LINK_PROTOCOL } from "../../src/mesh/links/tls-links.ts";
import { pem } from "../../test/support/link-shop.ts";
import { openBenchTill } from "../shop.ts";
import { answerWith } from "./asked.ts";

const [, , store = ""] = process.argv;
const COMES_AGAIN_MS = 200;
/** In its own socket: it says no more than is read. */
const UNREAD_BYTES_MAX = 2_000_000;
const HASH = "cd".repeat(32) as Hash;

const { till } = openBenchTill(store);
const { ledger } = till;
const { shop, key: deviceKey } = ledger.identity;
const origins = [...ledger.heads().keys()];
const frames = [want(), heads(), ...pieces()].map((message) => toFrame(encodeMessage(message)));
let socket: TLSSocket | undefined;
let port = 0;
let working: NodeJS.Timeout | undefined;
let isComing = false;
let turn = 0;

answerWith({
  /** From now on, until it is told to rest. */
  attack: (at, everyMs) => {
    port = Number(at);
    working = setInterval(work, Number(everyMs));
  },
  rest: () => {
    port = 0;
    clearInterval(working);
    socket?.destroy();
  },
});

function work(): void {
  if (socket === undefined) {
    if (!isComing) come().catch(() => undefined);
    return;
  }
  while (socket.writableLength < UNREAD_BYTES_MAX) {
    turn += 1;
    socket.write(frames[turn % frames.length] ?? Buffer.alloc(0));
  }
}

async function come(): Promise<void> {
  isComing = true;
  const identity = linkIdentity(ledger);
  if (identity === undefined) throw new Error("It has no keys for links.");
  const { key, certificate } = identity;
  const dialled = await dialTls(
    { host: "127.0.0.1", port },
    {
      protocolName: LINK_PROTOCOL,
      context: { key, cert: pem(certificate), ca: ledger.roots().map(pem) },
      clock: systemClock,
      signal: new AbortController().signal,
      meet: ok,
    },
  );
  setTimeout(() => {
    isComing = false;
  }, COMES_AGAIN_MS);
  if (!dialled.ok) return;
  const met = dialled.value;
  met.on("error", () => undefined);
  met.once("close", () => {
    socket = undefined;
  });
  met.resume();
  const { device } = deviceKey;
  const hello = { type: "hello", version: MESH_VERSION, shop, device, port: null } as const;
  met.write(toFrame(encodeMessage({ ...hello, instance: "0123456789abcdef", isOpen: true })));
  socket = met.destroyed ? undefined : met;
}

/** Of each chain that is there, as if it had parted from all of them. */
function want(): Message {
  const asked = Array.from({ length: ENDS_MAX }, (_, at) => origins[at % origins.length]);
  const some = asked.flatMap((origin) => origin ?? []);
  const ends = some.map((origin, at) => ({ origin, seq: 1 + (at % 50), hash: HASH }));
  return { type: "want", id: 1, origins: some, ends };
}

function heads(): MessageOf<"heads"> {
  const ends = Array.from({ length: ENDS_MAX }, (_, at) => {
    const origin = originSchema.parse(`${String(at).padStart(26, "a")}.${"a".repeat(13)}`);
    return { origin, seq: 1_000_000, hash: HASH };
  });
  return { type: "heads", ends };
}

/** What everybody has. */
function pieces(): ReadonlyArray<Message> {
  const known = origins.flatMap((origin) => ledger.piecesOf(origin, 1));
  return known.slice(0, 50).map((bytes) => ({ type: "piece", bytes }));
}
