/**
 * One dial: TCP and TLS until the other side has shown a certificate of the shop.
 *
 * Nothing is asked of the socket after it failed: some of Node's getters crash the process then.
 */

import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";

import { err, type Result } from "../../domain/base/result.ts";
import { type Clock } from "../../domain/ports.ts";
import { type Address } from "../address.ts";
import { TLS_RULES } from "./guarded-server.ts";
import { spkiOf } from "./link-key.ts";
import { type DialFault } from "./link.ts";

export interface DialOptions<Met> {
  readonly protocolName: string;
  /** The shop that is asked for, where one port may take the links of several. */
  readonly serverName?: string;
  /** Key, certificate, whom to trust. */
  readonly context: ConnectionOptions;
  readonly clock: Clock;
  /** Hangs up while nobody has been met. */
  readonly signal: AbortSignal;
  /** Takes over the socket, or refuses it. Handed the public key of the other side (SPKI, DER). */
  readonly meet: (socket: TLSSocket, peerKey: Buffer) => Result<Met, DialFault>;
}

export const DIAL_MS_MAX = 5000;
const STRANGER: DialFault = {
  type: "dial/stranger",
  message: "whoever answers there is no till of this shop",
};

export function dialTls<Met>(
  { host, port }: Address,
  options: DialOptions<Met>,
): Promise<Result<Met, DialFault>> {
  const { context, protocolName, serverName, clock, signal } = options;
  const socket = connect({
    host,
    port,
    ...(serverName === undefined ? {} : { servername: serverName }),
    // The option is set here, because the environment may turn it off for Node.
    rejectUnauthorized: true,
    ...context,
    ...TLS_RULES,
    ALPNProtocols: [protocolName],
    // The name in a certificate identifies nobody: its key does, and is checked later.
    checkServerIdentity: () => undefined,
  });
  socket.setNoDelay(true);
  return new Promise((resolve) => {
    let fault: DialFault | undefined;
    let isAnswered = false;
    const cancel = clock.after(DIAL_MS_MAX, () => {
      giveUp({ type: "dial/timed-out", message: "no answer in time" });
    });
    signal.addEventListener("abort", hangUp);
    socket.once("connect", () => {
      isAnswered = true;
    });
    socket.on("error", onError).once("close", onClose).once("secureConnect", onSecure);

    function onSecure(): void {
      const peerKey = peerKeyOf(socket);
      const isOurs = peerKey !== undefined && socket.alpnProtocol === protocolName;
      const met = isOurs ? options.meet(socket, peerKey) : err(STRANGER);
      if (met.ok) done(met);
      else giveUp(met.fault);
    }

    function onError(cause: NodeJS.ErrnoException): void {
      fault ??= isAnswered ? STRANGER : unreachable(cause);
    }

    function onClose(): void {
      done(err(fault ?? STRANGER));
    }

    function hangUp(): void {
      giveUp({ type: "dial/closed", message: "this till closes" });
    }

    function giveUp(why: DialFault): void {
      fault ??= why;
      socket.destroy();
    }

    function done(result: Result<Met, DialFault>): void {
      cancel();
      signal.removeEventListener("abort", hangUp);
      resolve(result);
    }
  });
}

/** The public key (SPKI, DER) of the other side. To be asked once, when the handshake has gone well. */
export function peerKeyOf(socket: TLSSocket): Buffer | undefined {
  const certificate = socket.getPeerX509Certificate();
  return certificate === undefined ? undefined : spkiOf(certificate.publicKey);
}

function unreachable({ code, message }: NodeJS.ErrnoException): DialFault {
  return { type: "dial/unreachable", message: `no way to it (${code ?? message})` };
}
