/** The port of the office's page: encrypted by the office itself, or not to be had. */

import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { request } from "node:https";
import { connect } from "node:net";
import { hostname } from "node:os";
import path from "node:path";

import { expect, onTestFinished, test, vi } from "vitest";

import { servePage } from "../../../hub/page/page-server.ts";
import { noRows, pageDeps } from "../../support/office-page.ts";
import { whyNoOpenssl } from "../../support/openssl.ts";
import { PATIENCE } from "../../support/patience.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const HERE = { host: "127.0.0.1", port: 0 } as const;
const hasOpenssl = whyNoOpenssl() === undefined;

test.skipIf(!hasOpenssl)("a page with a certificate is encrypted", async () => {
  const tls = await newKeys();
  const deps = await pageDeps(noRows());

  const page = await servePage({ ...HERE, tls }, deps);

  if ("type" in page) throw new Error(page.type);
  onTestFinished(page.close);
  expect(page.url).toMatch(/^https:/u);
  expect(await statusOf(`${page.url}log-in`, tls.cert)).toBe(200);
});

test("a page answers under names of its own and those it was given, and under no others", async () => {
  const page = await servePage({ ...HERE, names: ["Office.example"] }, await pageDeps(noRows()));
  if ("type" in page) throw new Error(page.type);
  onTestFinished(page.close);
  const { host, port } = new URL(page.url);

  const asked = ["office.example", host, `localhost:${port}`, `[::1]:${port}`, hostname()];
  for (const name of asked) {
    expect([name, (await askedAs(page.url, { host: name })).status]).toEqual([name, 200]);
  }
  const strange = { host: "evil.example", "x-forwarded-host": "office.example" };
  expect(await askedAs(page.url, strange)).toEqual({
    status: 421,
    text: expect.stringContaining("does not answer to this name") as string,
  });
});

test("a page whose certificate is none, or whose port is taken, is not served", async () => {
  const deps = await pageDeps(noRows());
  const first = await servePage(HERE, deps);
  if ("type" in first) throw new Error(first.type);
  onTestFinished(first.close);

  const port = Number(new URL(first.url).port);

  expect(await servePage({ ...HERE, tls: { cert: "x", key: "y" } }, deps)).toEqual({
    type: "page/keys",
  });
  expect(await servePage({ ...HERE, port }, deps)).toEqual({ type: "page/place" });
});

test("whoever opens connections without end keeps nobody else out", async () => {
  const page = await servePage(HERE, await pageDeps(noRows()));
  if ("type" in page) throw new Error(page.type);
  onTestFinished(page.close);
  const port = Number(new URL(page.url).port);
  let closed = 0;
  const sockets = Array.from({ length: 520 }, () => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: "127.0.0.2" });
    // One that is refused may be reset.
    socket.on("error", () => undefined).on("close", () => (closed += 1));
    return socket;
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  for (const socket of sockets) socket.write("GET /log-in HTTP/1.1\r\nHost: office\r\nX-Slow: ");

  await vi.waitFor(() => expect(closed).toBe(420), PATIENCE);

  const [answer] = (await once(get(`${page.url}log-in`), "response")) as [IncomingMessage];
  answer.resume();
  expect(answer.statusCode).toBe(200);
});

function askedAs(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | undefined; readonly text: string }> {
  return new Promise((resolve, reject) => {
    get(`${url}log-in`, { headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.once("end", () => {
        resolve({ status: answer.statusCode, text });
      });
    }).on("error", reject);
  });
}

async function newKeys(): Promise<{ readonly cert: string; readonly key: string }> {
  const folder = await temporaryFolder();
  const [cert, key] = [path.join(folder, "cert.pem"), path.join(folder, "key.pem")];
  const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2";
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
  const { status } = spawnSync("openssl", [
    ...words.split(" "),
    ...names,
    "-keyout",
    key,
    "-out",
    cert,
  ]);
  expect(status).toBe(0);
  return { cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") };
}

/** Asks as a browser does that trusts the certificate. */
function statusOf(url: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ca, agent: false }, (response) => {
      response.resume();
      response.on("end", () => {
        resolve(response.statusCode);
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}
