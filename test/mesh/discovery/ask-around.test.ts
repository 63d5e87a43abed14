import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

import { beforeAll, expect, onTestFinished, test, vi } from "vitest";

import { systemClock } from "../../../src/app/system/clock.ts";
import { askAround, ASKED_AT_ONCE } from "../../../src/mesh/discovery/ask-around.ts";
import { LINK_PROTOCOL } from "../../../src/mesh/links/tls-links.ts";
import { foundLinkShop, type LinkBox, type LinkShop, pem } from "../../support/link-shop.ts";
import { openTillEnd, type TillEnd } from "../../support/till-ends.ts";

let kade: LinkShop;
let other: LinkShop;
let bar: LinkBox;
let stranger: LinkBox;

beforeAll(async () => {
  [kade, other] = await Promise.all([foundLinkShop("kade"), foundLinkShop("other")]);
  [bar, stranger] = await Promise.all([kade.certify("bar"), other.certify("stranger")]);
});

test("tills of the shop are told from those of others, and from whatever else answers", async () => {
  const ours = await openTill(bar, kade, { host: "127.0.0.1" });
  const port = ours.port();
  const theirs = await openTill(stranger, other, { host: "127.0.0.2", port });
  const silent = createServer((socket) => socket.end("SSH-2.0-x\r\n")).listen(port, "127.0.0.3");
  onTestFinished(() => void silent.close());
  await once(silent, "listening");

  const told = await ask(["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"], port);

  expect(told).toEqual([
    { address: { host: "127.0.0.1", port }, linkKey: bar.linkKey },
    { address: { host: "127.0.0.2", port }, linkKey: undefined },
  ]);
  await theirs.until(() => theirs.refusals.length > 0);
  expect([...ours.links, ...theirs.links]).toEqual([]);
});

test("whoever is asked hears no certificate, no name and no number of the shop", async () => {
  const said: Array<{ readonly servername: unknown; readonly protocols: ReadonlyArray<string> }> =
    [];
  const certificates: Array<object> = [];
  const server = createTlsServer({
    key: stranger.privateKey,
    cert: pem(stranger.certificate),
    requestCert: true,
    rejectUnauthorized: false,
    ALPNCallback: (hello) => {
      said.push(hello);
      return LINK_PROTOCOL;
    },
  }).listen(0, "127.0.0.1");
  server.on("secureConnection", (socket) => {
    certificates.push(socket.on("error", () => undefined).getPeerCertificate());
  });
  server.on("tlsClientError", () => certificates.push({}));
  onTestFinished(() => void server.close());
  await once(server, "listening");

  const told = await ask(["127.0.0.1"], portOf(server));
  await vi.waitFor(() => expect(certificates).toEqual([{}]));

  expect(told).toMatchObject([{ linkKey: undefined }]);
  // No name of a host either.
  expect(said).toEqual([{ servername: false, protocols: [LINK_PROTOCOL] }]);
});

test("no more than a few are asked at once, and none once it is ended", async () => {
  const waiting: Socket[] = [];
  const ending = new AbortController();
  const server = createServer((socket) => {
    waiting.push(socket.on("error", () => undefined));
    if (waiting.length === ASKED_AT_ONCE) ending.abort();
  }).listen(0, "0.0.0.0");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const hosts = Array.from({ length: 100 }, (_, at) => `127.0.1.${at + 1}`);

  const told = await ask(hosts, portOf(server), ending.signal);

  expect(told).toEqual([]);
  expect(waiting).toHaveLength(ASKED_AT_ONCE);
});

function portOf(server: Server): number {
  const place = server.address();
  if (place === null || typeof place === "string") throw new Error("it has no port");
  return place.port;
}

function ask(hosts: ReadonlyArray<string>, port: number, signal?: AbortSignal) {
  const roots = [kade.root.certificate];
  return askAround({ hosts, port, protocolName: LINK_PROTOCOL, roots, clock: systemClock, signal });
}

async function openTill(
  box: LinkBox,
  shop: LinkShop,
  place: { readonly host: string; readonly port?: number },
): Promise<TillEnd> {
  const end = await openTillEnd(box, shop, { clock: systemClock, ...place });
  onTestFinished(end.close);
  return end;
}
