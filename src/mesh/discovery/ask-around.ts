/**
 * Asking address by address whether a till takes links there: for networks that filter multicast, once,
 * when a person wants it. Nothing is said but the name of the protocol, which every till says by multicast
 * too: no certificate, no name or number of the shop. Who answers shows a certificate, as to anybody.
 */

import { connect, type TLSSocket } from "node:tls";

import { type Clock } from "../../domain/ports.ts";
import { type Address } from "../address.ts";
import { TLS_RULES } from "../links/guarded-server.ts";
import { linkKeyOf, readCertificate } from "../links/link-key.ts";
import { peerKeyOf } from "../links/tls-dial.ts";

export interface AskAroundOptions {
  readonly hosts: ReadonlyArray<string>;
  readonly port: number;
  readonly protocolName: string;
  /** PEM, or DER in base64: whose certificates are the shop's. */
  readonly roots: ReadonlyArray<string>;
  readonly clock: Clock;
  /** Asks nobody any more; what was found so far is the result. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: AskProgress) => void;
}

export interface AskProgress {
  readonly asked: number;
  readonly all: number;
}

/** A till that takes links, or awaits a new one, by that protocol. */
export interface AnsweredTill {
  readonly address: Address;
  /** The link key in its certificate, where a root of the shop has signed that; else undefined. */
  readonly linkKey: string | undefined;
}

/** A network's equipment may take more for an attack. */
export const ASKED_AT_ONCE = 16;
/**
 * The longest wait for a connection: on one network it takes a few milliseconds, and most addresses
 * have nobody.
 */
export const CONNECT_MS_MAX = 750;
/** Slow boxes work for a while at a handshake. */
const HANDSHAKE_MS_MAX = 4000;

/** Returns the tills that answer, in the order of their addresses. */
export async function askAround(options: AskAroundOptions): Promise<ReadonlyArray<AnsweredTill>> {
  const { hosts, port, signal, onProgress } = options;
  const ca = options.roots.flatMap((root) => {
    const read = readCertificate(root);
    return read.ok ? [read.value.toString()] : [];
  });
  const found: Array<AnsweredTill | undefined> = [];
  let next = 0;
  let asked = 0;

  function isOver(): boolean {
    return next >= hosts.length || signal?.aborted === true;
  }

  async function askInTurn(): Promise<void> {
    while (!isOver()) {
      const at = next;
      next += 1;
      const address = { host: hosts[at] ?? "", port };
      found[at] = await ask(address, { ...options, ca });
      asked += 1;
      onProgress?.({ asked, all: hosts.length });
    }
  }

  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, askInTurn));
  return found.filter((one) => one !== undefined);
}

function ask(
  address: Address,
  {
    protocolName,
    ca,
    clock,
    signal,
  }: Pick<AskAroundOptions, "protocolName" | "clock" | "signal"> & {
    readonly ca: ReadonlyArray<string>;
  },
): Promise<AnsweredTill | undefined> {
  const socket = connect({
    ...address,
    ...TLS_RULES,
    ca: [...ca],
    // A stranger's certificate is an answer too: nothing is told to whoever shows it.
    rejectUnauthorized: false,
    ALPNProtocols: [protocolName],
    checkServerIdentity: () => undefined,
  });
  return new Promise((resolve) => {
    let answer: AnsweredTill | undefined;
    let cancel = clock.after(CONNECT_MS_MAX, hangUp);
    signal?.addEventListener("abort", hangUp);
    socket.once("connect", () => {
      cancel();
      cancel = clock.after(HANDSHAKE_MS_MAX, hangUp);
    });
    socket.once("secureConnect", () => {
      if (socket.alpnProtocol === protocolName) answer = { address, linkKey: linkKeyIn(socket) };
      hangUp();
    });
    // Nobody there, or no till: either way there is nothing to tell.
    socket.on("error", () => undefined);
    socket.once("close", () => {
      cancel();
      signal?.removeEventListener("abort", hangUp);
      resolve(answer);
    });

    function hangUp(): void {
      socket.destroy();
    }
  });
}

/** Returns the link key of a certificate that a root of the shop has signed. Without roots there is none. */
function linkKeyIn(socket: TLSSocket): string | undefined {
  const key = socket.authorized ? peerKeyOf(socket) : undefined;
  return key && linkKeyOf(key);
}
