/** A pairing's channel over a TLS socket whose handshake went well. */

import { type TLSSocket } from "node:tls";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock } from "../../domain/ports.ts";
import { createFrameReader, toFrame } from "../links/frames.ts";
import { LINGER_MS_MAX } from "../links/tls-link.ts";
import { EXPORTER_BYTES, EXPORTER_LABEL, type PairingBinding } from "./pairing-proof.ts";
import { type PairingChannel } from "./pairing.ts";

export interface TlsPairingChannel extends PairingChannel {
  /** Closes the channel after what was sent has gone out, if that takes no time. */
  readonly end: (reason: string) => void;
}

export const PAIRING_PROTOCOL = "tillmesh-pair/1";
/** Each side waits for the other: nobody has more to say at once. */
const UNHEARD_MAX = 4;

const NO_CONTEXT = Buffer.alloc(0);

type Heard = Result<Uint8Array, string>;

/** Asks TLS what it has to say about the connection: only right after the handshake. */
export function createPairingChannel(
  socket: TLSSocket,
  { clock, ...keys }: Pick<PairingBinding, "ownKey" | "peerKey"> & { readonly clock: Clock },
): TlsPairingChannel {
  const exported = socket.exportKeyingMaterial(EXPORTER_BYTES, EXPORTER_LABEL, NO_CONTEXT);
  const unheard: Uint8Array[] = [];
  let endReason: string | undefined;
  let waiting: ((heard: Heard) => void) | undefined;
  const reader = createFrameReader((payload) => {
    if (waiting !== undefined) waiting(ok(payload));
    else if (unheard.length < UNHEARD_MAX) unheard.push(payload);
    else abort("sent more than it was asked for");
  });

  socket.on("data", (chunk: Buffer) => {
    if (endReason === undefined && !reader.push(chunk).ok) abort("sent garbage");
  });
  socket.on("end", () => {
    finish("the other side hung up");
  });
  socket.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    finish(`the connection broke (${code ?? message})`);
  });
  socket.once("close", () => {
    finish("the connection broke");
  });
  return { binding: { exported, ...keys }, hear, say, allow: reader.allow, end };

  function hear(msMax: number): Promise<Heard> {
    const first = unheard.shift();
    if (first !== undefined) return Promise.resolve(ok(first));
    if (endReason !== undefined) return Promise.resolve(err(endReason));
    return new Promise((resolve) => {
      const cancel = clock.after(msMax, () => {
        waiting?.(err("took too long"));
      });
      waiting = (heard) => {
        waiting = undefined;
        cancel();
        resolve(heard);
      };
    });
  }

  function say(payload: Uint8Array): void {
    if (endReason === undefined) socket.write(toFrame(payload));
  }

  function end(reason: string): void {
    finish(reason);
    socket.end();
    const cancel = clock.after(LINGER_MS_MAX, () => {
      socket.destroy();
    });
    socket.once("close", cancel);
  }

  function abort(reason: string): void {
    finish(reason);
    socket.destroy();
  }

  function finish(reason: string): void {
    endReason ??= reason;
    waiting?.(err(endReason));
  }
}
