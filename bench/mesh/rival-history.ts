/**
 * The same history in another library: `rival-history.ts RIVAL FOLDER` holds it in files and serves it,
 * or hears all of it from another one.
 *
 * Yjs and Loro bring neither files nor links: they get what is simplest here, one file that is synced
 * once, and plain TCP. Nobody signs, seals or folds anything there; Hypercore signs its tree.
 */

import { once } from "node:events";
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import path from "node:path";

import { peakMb } from "../peak-memory.ts";
import { answerWith } from "./asked.ts";
import { readBlocks } from "./blocks.ts";
import { type Heard } from "./heard.ts";
import { rival } from "./rivals.ts";

interface Library {
  /** Takes the history, before anything is measured; what the other end must know of it. */
  readonly take: (events: ReadonlyArray<Uint8Array>) => Promise<string>;
  readonly serve: (socket: Socket) => void;
  /** Resolves when all of it is there. */
  readonly hear: (socket: Socket, known: string, count: number) => Promise<void>;
}

const [, , name = "", dir = ""] = process.argv;
const HEAD_BYTES = 4;
const library = libraryOf(name);

answerWith({
  take: (file) => library.take(readBlocks(readFileSync(String(file)))),
  serve: async () => {
    const server = createServer({ noDelay: true }, library.serve);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" ? address?.port : undefined;
  },
  hear: async (port, known, count): Promise<Heard> => {
    const began = performance.now();
    const socket = connect({ host: "127.0.0.1", port: Number(port), noDelay: true });
    await once(socket, "connect");
    await library.hear(socket, String(known), Number(count));
    const ms = performance.now() - began;
    return { storedMs: ms, readyMs: ms, peakMb: peakMb() };
  },
  peakMb,
});

function libraryOf(name: string): Library {
  if (name === "hypercore") return hypercore();
  return wholeDocument(name === "yjs" ? yjs() : loro());
}

function hypercore(): Library {
  const Hypercore = rival("hypercore");
  const core = new Hypercore(path.join(dir, "core"));
  return {
    take: async (events) => {
      await core.ready();
      await core.append(events);
      return Buffer.from(core.key).toString("hex");
    },
    serve: (socket) => {
      join(core.replicate(false), socket);
    },
    hear: async (socket, known, count) => {
      const copy = new Hypercore(path.join(dir, "copy"), Buffer.from(known, "hex"));
      await copy.ready();
      join(copy.replicate(true), socket);
      await copy.download({ start: 0, end: count }).done();
    },
  };
}

interface Document {
  readonly push: (event: string) => void;
  readonly toBytes: () => Uint8Array;
  readonly merge: (bytes: Uint8Array) => void;
  readonly count: () => number;
}

function yjs(): Document {
  const { Doc, encodeStateAsUpdate, applyUpdate } = rival("yjs");
  const doc = new Doc();
  const events = doc.getArray("events");
  return {
    push: (event) => {
      events.push([event]);
    },
    toBytes: () => encodeStateAsUpdate(doc),
    merge: (bytes) => {
      applyUpdate(doc, bytes);
    },
    count: () => events.length,
  };
}

function loro(): Document {
  const { LoroDoc } = rival("loro-crdt");
  const doc = new LoroDoc();
  const events = doc.getList("events");
  return {
    push: (event) => {
      events.push(event);
      doc.commit();
    },
    toBytes: () => doc.export({ mode: "update" }),
    merge: (bytes) => {
      doc.import(bytes);
    },
    count: () => events.length,
  };
}

/** All of it in one message, into a file that is synced once. */
function wholeDocument(document: Document): Library {
  return {
    take: (events) => {
      for (const event of events) document.push(Buffer.from(event).toString());
      keep(document.toBytes());
      return Promise.resolve("");
    },
    serve: (socket) => {
      const bytes = document.toBytes();
      const head = Buffer.alloc(HEAD_BYTES);
      head.writeUInt32BE(bytes.length);
      socket.end(Buffer.concat([head, bytes]));
    },
    hear: async (socket, _, count) => {
      const chunks: Buffer[] = [];
      for await (const chunk of socket) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks).subarray(HEAD_BYTES);
      document.merge(bytes);
      if (document.count() !== count) throw new Error("Not all of it came.");
      keep(bytes);
    },
  };
}

function keep(bytes: Uint8Array): void {
  const file = openSync(path.join(dir, "document"), "w");
  writeSync(file, bytes);
  fdatasyncSync(file);
  closeSync(file);
}

function join(stream: NodeJS.ReadWriteStream, socket: Socket): void {
  socket.on("error", () => undefined);
  stream.on("error", () => undefined);
  socket.pipe(stream).pipe(socket);
}
