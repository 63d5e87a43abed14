/**
 * Hypercore at the same work: a block appended on one side until the other side has it, proved, in its
 * storage, and has said so. `hypercore-pair.ts FOLDER BYTES`; started by itself once more as the other
 * end.
 */

import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import path from "node:path";

import { answerWith, startAsked } from "./asked.ts";
import { rival } from "./rivals.ts";

const [, , dir = "", bytes = "", end = ""] = process.argv;
const Hypercore = rival("hypercore");
/** Its own protocol says nothing of what is stored. */
const ACKNOWLEDGED = Buffer.from([1]);

if (end === "") await lead();
else answerWith({ follow });

async function lead(): Promise<void> {
  const core = new Hypercore(path.join(dir, "hypercore-near"));
  await core.ready();
  const payload = Buffer.alloc(Number(bytes), 7);
  const server = createServer({ noDelay: true }, (socket) => join(core.replicate(false), socket));
  const words = createServer({ noDelay: true });
  for (const one of [server, words]) {
    one.listen(0, "127.0.0.1");
    await once(one, "listening");
  }
  const other = startAsked(new URL("hypercore-pair.ts", import.meta.url), dir, bytes, "far");
  const connected = once(words, "connection");
  await other.ask("follow", Buffer.from(core.key).toString("hex"), portOf(server), portOf(words));
  const [word] = (await connected) as [Socket];
  let onWord: (() => void) | undefined;
  word.on("data", () => onWord?.());
  answerWith({
    times: async (count) => {
      const taken: number[] = [];
      for (let turn = 0; turn < Number(count); turn += 1) {
        const held = new Promise<void>((resolve) => (onWord = resolve));
        const began = performance.now();
        await core.append(payload);
        await held;
        taken.push(performance.now() - began);
      }
      return taken;
    },
  });
}

async function follow(key: unknown, port: unknown, wordPort: unknown): Promise<void> {
  const core = new Hypercore(path.join(dir, "hypercore-far"), Buffer.from(String(key), "hex"));
  await core.ready();
  const [socket, word] = [port, wordPort].map((one) =>
    connect({ host: "127.0.0.1", port: Number(one), noDelay: true }),
  );
  if (socket === undefined || word === undefined) throw new Error("No sockets.");
  join(core.replicate(true), socket);
  await Promise.all([socket, word].map((one) => once(one, "connect")));
  takeEach(async (index) => {
    await core.get(index);
    word.write(ACKNOWLEDGED);
  });
}

function takeEach(take: (index: number) => Promise<void>, index = 0): void {
  take(index).then(
    () => takeEach(take, index + 1),
    (cause: unknown) => {
      throw cause;
    },
  );
}

function join(stream: NodeJS.ReadWriteStream, socket: Socket): void {
  socket.on("error", () => undefined);
  stream.on("error", () => undefined);
  socket.pipe(stream).pipe(socket);
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}
