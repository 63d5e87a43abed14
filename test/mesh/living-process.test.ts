/**
 * Some getters of Node's TLS sockets end the process without a word when they are called after a
 * handshake failed; a plain HTTP request is then enough to stop a till. So a process of its own is
 * knocked at, and knocks, in every way that fails, and has to be there afterwards.
 */

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { type Readable, type Writable } from "node:stream";
import {
  connect as connectTls,
  type ConnectionOptions,
  createServer as createTlsServer,
  type TlsOptions,
} from "node:tls";
import { fileURLToPath } from "node:url";

import { beforeAll, expect, onTestFinished, test } from "vitest";

import { foundLinkShop, type LinkBox, type LinkShop, pem } from "../support/link-shop.ts";
import { NODE } from "../support/till-process.ts";
import { createWaiting } from "../support/waiting.ts";

const WORKER = fileURLToPath(new URL("../support/links-worker.ts", import.meta.url));
let kade: LinkShop;
let thief: LinkBox;

beforeAll(async () => {
  kade = await foundLinkShop("kade");
  thief = await (await foundLinkShop("other")).certify("thief");
});

test("a till lives on, whatever knocks at it", async () => {
  const till = await startTill("front");
  const bar = await kade.certify("bar");
  const own = { key: bar.privateKey, cert: pem(bar.certificate) };
  const strange = { key: thief.privateKey, cert: pem(thief.certificate) };
  const ALPNProtocols = ["tillmesh/1"];

  await knock(till, { ALPNProtocols });
  await knock(till, { ...own, ALPNProtocols: ["h2"] });
  await knock(till, { ...strange, ALPNProtocols });
  await knock(till, { ...own, maxVersion: "TLSv1.2", ALPNProtocols });
  await knock(till, own);
  for (const text of ["GET / HTTP/1.0\r\n\r\n", "\u0016\u0003\u0001", "garbage".repeat(100)]) {
    await say(till, text);
  }
  await till.until(() => till.lines.filter((line) => line.startsWith("refused")).length >= 7);

  expect(await hear(till, { ...own, ALPNProtocols })).toContain("here");
  expect(till.exitCode()).toBe(null);
});

test("a till lives on, whatever it dials", async () => {
  const till = await startTill("front");
  const bar = await kade.certify("bar");
  const own = { key: bar.privateKey, cert: pem(bar.certificate) };
  const strange = { key: thief.privateKey, cert: pem(thief.certificate) };
  const ALPNProtocols = ["tillmesh/1"];
  const ports = [
    await tlsPort({ ...own, ALPNProtocols: ["h2"] }),
    await tlsPort({ ...own }),
    await tlsPort({ ...strange, ALPNProtocols }),
    await tlsPort({ ...own, maxVersion: "TLSv1.2", ALPNProtocols }),
    await tlsPort({ ...own, ca: pem(thief.certificate), requestCert: true, ALPNProtocols }),
    await plainPort((socket) => socket.end("HTTP/1.0 400 Bad Request\r\n\r\n")),
    await plainPort((socket) => socket.resetAndDestroy()),
    1,
  ];

  for (const port of ports) till.process.stdin.write(`${port}\n`);
  await till.until(() => till.lines.filter((line) => line.startsWith("dial")).length >= 8);

  expect(till.lines.filter((line) => line.startsWith("dial:")).length).toBe(7);
  expect(await hear(till, { ...own, ALPNProtocols })).toContain("here");
  expect(till.exitCode()).toBe(null);
});

interface WorkerTill {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly port: number;
  readonly lines: ReadonlyArray<string>;
  readonly until: (isSo: () => boolean) => Promise<void>;
  readonly exitCode: () => number | null;
}

async function startTill(name: string): Promise<WorkerTill> {
  const box = await kade.certify(name);
  const { certificate } = box;
  const worker = spawnWorker({ key: box.privateKey, certificate, roots: [kade.root.certificate] });
  const { until, look } = createWaiting();
  let output = "";
  const lines: string[] = [];
  worker.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    const whole = output.split("\n");
    output = whole.pop() ?? "";
    lines.push(...whole);
    look();
  });
  onTestFinished(() => {
    worker.kill();
  });
  await until(() => lines.length > 0);
  const port = Number(lines[0]?.replace("port: ", ""));
  return { process: worker, port, lines, until, exitCode: () => worker.exitCode };
}

function spawnWorker(box: object): ChildProcessByStdio<Writable, Readable, null> {
  return spawn(NODE, [WORKER, JSON.stringify(box)], { stdio: ["pipe", "pipe", "inherit"] });
}

/** Until the till has hung up. */
function knock({ port }: WorkerTill, options: ConnectionOptions): Promise<void> {
  return new Promise((resolve) => {
    const socket = connectTls({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options });
    socket
      .on("error", () => undefined)
      .on("close", () => {
        resolve();
      });
    socket.resume();
  });
}

function say({ port }: WorkerTill, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket
      .on("error", () => undefined)
      .on("close", () => {
        resolve();
      });
    socket.resume();
    socket.end(text);
  });
}

/** The first words of the till to somebody whom it lets in. */
function hear({ port }: WorkerTill, options: ConnectionOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options });
    socket.on("error", reject).once("data", (chunk: Buffer) => {
      resolve(chunk.toString("latin1"));
      socket.destroy();
    });
  });
}

async function tlsPort(options: TlsOptions): Promise<number> {
  const server = createTlsServer({ ...options });
  server.on("tlsClientError", (_, socket) => socket.destroy());
  server.on("secureConnection", (socket) => {
    socket.on("error", () => undefined).resume();
  });
  return listening(server);
}

function plainPort(act: (socket: Socket) => void): Promise<number> {
  return listening(
    createServer((socket) => {
      socket.on("error", () => undefined).resume();
      act(socket);
    }),
  );
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
