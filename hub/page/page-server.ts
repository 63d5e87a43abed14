/** The port of the page: with a certificate it encrypts by itself, else it is for this box alone or a proxy on it. */

import { type Server } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, type Socket } from "node:net";

import { createAdaptorServer } from "@hono/node-server";

import { networkOf } from "./network-of.ts";
import { pageApp } from "./page-app.ts";
import { type PageDeps } from "./page-deps.ts";
import { ownNames } from "./page-names.ts";

export interface PagePlace {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** In PEM. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Further names under which the page answers, such as that of a proxy. */
  readonly names?: ReadonlyArray<string> | undefined;
}

export interface RunningPage {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Somebody who sends a request byte by byte holds nothing for long. */
const REQUEST_MS_MAX = 20_000;
const CONNECTIONS_MAX = 500;
/** Somebody who opens them one after another leaves room for others; a proxy on this box needs no more. */
const CONNECTIONS_OF_ONE_MAX = 100;

/** The port is taken, or the address is none of this box; or certificate and key are none, or not of each other. */
export type PageFault = { readonly type: "page/place" } | { readonly type: "page/keys" };

export async function servePage(
  place: PagePlace,
  deps: Omit<PageDeps, "isEncrypted" | "isOwnName">,
): Promise<RunningPage | PageFault> {
  const { host, port, tls } = place;
  const app = pageApp({ ...deps, isEncrypted: tls !== undefined, isOwnName: ownNames(place) });
  const server = serverOf(app.fetch, tls);
  if (server === undefined) return { type: "page/keys" };
  server.requestTimeout = REQUEST_MS_MAX;
  server.headersTimeout = REQUEST_MS_MAX;
  server.maxConnections = CONNECTIONS_MAX;
  boundEach(server);
  const isListening = await new Promise<boolean>((resolve) => {
    server.once("error", () => {
      resolve(false);
    });
    server.listen(port, host, () => {
      resolve(true);
    });
  });
  if (!isListening) return { type: "page/place" };
  const { port: taken } = server.address() as AddressInfo;
  const name = host.includes(":") ? `[${host}]` : host;
  return {
    url: `${tls === undefined ? "http" : "https"}://${name}:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function boundEach(server: Server): void {
  const counts = new Map<string, number>();

  function change(address: string, by: number): number {
    const count = (counts.get(address) ?? 0) + by;
    if (count === 0) counts.delete(address);
    else counts.set(address, count);
    return count;
  }

  server.on("connection", (socket: Socket) => {
    const address = networkOf(socket.remoteAddress ?? "");
    const count = change(address, 1);
    socket.once("close", () => {
      change(address, -1);
    });
    if (count > CONNECTIONS_OF_ONE_MAX) socket.destroy();
  });
}

function serverOf(
  fetch: Parameters<typeof createAdaptorServer>[0]["fetch"],
  tls: PagePlace["tls"],
): Server | undefined {
  if (tls === undefined) return createAdaptorServer({ fetch }) as Server;
  const serverOptions = { ...tls, minVersion: "TLSv1.2" } as const;
  try {
    return createAdaptorServer({ fetch, createServer, serverOptions }) as Server;
  } catch {
    return undefined;
  }
}
