/**
 * The least that it takes until two disks hold something: written and synced, told over a TLS link with
 * certificates on both sides, written and synced there, and acknowledged. `raw-link.ts FOLDER BYTES`;
 * started by itself once more as the other end. `raw-link.ts FOLDER BYTES print`: the other end neither
 * writes nor acknowledges, but passes it on to a printer, a socket of this process.
 */

import { once } from "node:events";
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import {
  connect as connectPlain,
  createServer as createPlainServer,
  type Server,
  type Socket,
} from "node:net";
import path from "node:path";
import { connect, createServer } from "node:tls";

import { foundLinkShop, pem } from "../../test/support/link-shop.ts";
import { answerWith, startAsked } from "./asked.ts";

const [, , dir = "", bytes = "", end = ""] = process.argv;
const PAGE_BYTES = 4096;
const PAGES = 8;
const page = Buffer.alloc(PAGE_BYTES, 7);
const payload = Buffer.alloc(Number(bytes), 7);
const acknowledgement = Buffer.alloc(64, 7);

const file = openSync(path.join(dir, `raw-${end}`), "w");
for (let at = 0; at < PAGES; at += 1) writeSync(file, page, 0, PAGE_BYTES, at * PAGE_BYTES);
process.on("exit", () => closeSync(file));
let written = 0;

if (end === "far") answerWith({ listen });
else await callOther();

function write(): void {
  writeSync(file, page, 0, PAGE_BYTES, (written % PAGES) * PAGE_BYTES);
  fdatasyncSync(file);
  written += 1;
}

async function callOther(): Promise<void> {
  const shop = await foundLinkShop("bench");
  const [near, far] = [await shop.certify("near"), await shop.certify("far")];
  const ca = shop.root.certificate;
  const other = startAsked(new URL("raw-link.ts", import.meta.url), dir, bytes, "far");
  let onWhole: (() => void) | undefined;
  const printer = end === "print" ? await startPrinter(() => onWhole?.()) : 0;
  const keys = [far.privateKey, pem(far.certificate), pem(ca)];
  const port = await other.ask<number>("listen", ...keys, printer);
  const socket = connect({
    host: "127.0.0.1",
    port,
    key: near.privateKey,
    cert: pem(near.certificate),
    ca: pem(ca),
    minVersion: "TLSv1.3",
    checkServerIdentity: () => undefined,
  });
  await once(socket, "secureConnect");
  socket.setNoDelay(true);
  hearWhole(socket, acknowledgement.length, () => onWhole?.());
  answerWith({
    times: async (count) => {
      const taken: number[] = [];
      for (let turn = 0; turn < Number(count); turn += 1) {
        const began = performance.now();
        write();
        socket.write(payload);
        await new Promise<void>((resolve) => (onWhole = resolve));
        taken.push(performance.now() - began);
      }
      return taken;
    },
  });
}

/** The other end: says where it listens. `printer`: the port of one; 0 for none. */
async function listen(...[key, cert, ca, printer]: ReadonlyArray<unknown>): Promise<number> {
  const paper = printer === 0 ? undefined : connectPlain(Number(printer), "127.0.0.1").setNoDelay();
  const server = createServer(
    {
      key: String(key),
      cert: String(cert),
      ca: String(ca),
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: "TLSv1.3",
    },
    (socket) => {
      socket.setNoDelay(true);
      hearWhole(socket, payload.length, () => {
        if (paper !== undefined) {
          paper.write(payload);
          return;
        }
        write();
        socket.write(acknowledgement);
      });
    },
  );
  return portOf(server);
}

function startPrinter(onWhole: () => void): Promise<number> {
  const server = createPlainServer((socket) => {
    hearWhole(socket, payload.length, onWhole);
  });
  return portOf(server);
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

function hearWhole(socket: Socket, size: number, onWhole: () => void): void {
  let heard = 0;
  socket.on("data", (chunk: Buffer) => {
    heard += chunk.length;
    while (heard >= size) {
      heard -= size;
      onWhole();
    }
  });
}
