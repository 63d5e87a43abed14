/**
 * One HTTPS connection to a Nexo terminal, for one request. No byte of it goes out before the terminal has
 * shown a certificate of the authority that the installer named, in the terminal's own name.
 */

import type * as Http from "node:http";
import { type PeerCertificate, type TLSSocket } from "node:tls";

import { type NoTalk } from "../dialogue.ts";

export interface NexoPlace {
  readonly host: string;
  readonly port: number;
  /** The terminal by model and serial number, such as `V400m-346403161`. */
  readonly poi: string;
  /** PEM certificates that a terminal's has to be by; or `sha256:` and the fingerprint of the terminal's own. */
  readonly trust: string;
}

export interface NexoLine {
  /** Posts the text, once. Returns what came back; undefined where nothing whole did. */
  readonly post: (text: string) => Promise<string | undefined>;
  readonly close: () => void;
}

export interface LostLine {
  readonly type: "lost";
  readonly why?: NoTalk;
}

const PATH = "/nexo";
/** More than any answer with its receipts. */
const ANSWER_BYTES_MAX = 1_000_000;

/** Resolves once the terminal is known to be the one that is meant. `onSocket` has the socket from its beginning. */
export async function openLine(
  place: NexoPlace,
  onSocket: (socket: TLSSocket) => void,
): Promise<NexoLine | LostLine> {
  // A shop without such a terminal loads neither.
  const [{ connect }, http] = await Promise.all([import("node:tls"), import("node:http")]);
  return new Promise((resolve) => {
    const pin = pinOf(place.trust);
    const socket = connect({
      host: place.host,
      port: place.port,
      minVersion: "TLSv1.2",
      // A pinned certificate is compared by itself; who signed it says nothing more.
      rejectUnauthorized: pin === undefined,
      ...(pin === undefined ? { ca: certificatesIn(place.trust) } : {}),
      checkServerIdentity: (_host, certificate) => notOf(place.poi, certificate),
    });
    onSocket(socket);
    let isThere = false;
    socket.once("connect", () => {
      isThere = true;
    });
    socket.once("secureConnect", () => {
      const { fingerprint256 } = socket.getPeerCertificate();
      if (pin === undefined || plain(fingerprint256) === pin) resolve(lineOn(socket, http));
      else socket.destroy(new Error("Another certificate than the pinned one."));
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      const isStranger = isThere && error.code !== "ECONNRESET";
      resolve(isStranger ? { type: "lost", why: "stranger" } : { type: "lost" });
    });
    socket.once("close", () => {
      resolve({ type: "lost" });
    });
  });
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/gu;

/** Returns them as OpenSSL reads them: a text out of the ledger has no line breaks, and PEM needs some. */
function certificatesIn(text: string): string[] {
  return Array.from(text.matchAll(CERTIFICATE), ([, base64 = ""]) =>
    ["-----BEGIN CERTIFICATE-----", base64.trim().split(/\s+/u), "-----END CERTIFICATE-----", ""]
      .flat()
      .join("\n"),
  );
}

/** Returns the fingerprint without colons; undefined for certificates. */
function pinOf(trust: string): string | undefined {
  // Without any certificates Node would trust those that the world trusts.
  if (trust === "") return trust;
  const [, fingerprint] = /^sha256:(.+)$/u.exec(trust) ?? [];
  return fingerprint === undefined ? undefined : plain(fingerprint);
}

function plain(fingerprint: string): string {
  return fingerprint.replaceAll(":", "").toLowerCase();
}

/** Returns what is wrong with a certificate's name. Source: Adyen, "Validate the terminal certificate". */
function notOf(poi: string, { subject }: PeerCertificate): Error | undefined {
  const names = [poi, "legacy-terminal-certificate"].flatMap((name) => [
    `${name}.live.terminal.adyen.com`,
    `${name}.test.terminal.adyen.com`,
  ]);
  const { CN } = subject;
  return names.includes(String(CN)) ? undefined : new Error("The certificate names another one.");
}

function lineOn(socket: TLSSocket, http: typeof Http): NexoLine {
  let isUsed = false;
  return {
    post: (text) => {
      if (isUsed || socket.destroyed) return Promise.resolve(undefined);
      isUsed = true;
      return post(socket, http, text);
    },
    close: () => socket.destroy(),
  };
}

function post(socket: TLSSocket, http: typeof Http, text: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const body = Buffer.from(text, "utf8");

    function nothing(): void {
      socket.destroy();
      resolve(undefined);
    }

    const request = http.request(
      {
        method: "POST",
        path: PATH,
        headers: {
          Host: socket.remoteAddress ?? "",
          "Content-Type": "application/json",
          "Content-Length": body.length,
        },
        createConnection: () => socket,
      },
      (response) => {
        const parts: Buffer[] = [];
        let length = 0;
        response.on("data", (part: Buffer) => {
          length += part.length;
          parts.push(part);
          if (length > ANSWER_BYTES_MAX) nothing();
        });
        response.on("error", nothing);
        response.on("end", () => {
          socket.destroy();
          const isWhole = response.complete && response.statusCode === 200;
          resolve(isWhole ? Buffer.concat(parts).toString("utf8") : undefined);
        });
      },
    );
    request.on("error", nothing);
    socket.once("close", nothing);
    request.end(body);
  });
}
