/**
 * The connection on which head office hands a shop's copy to a new box. Whoever asks proves that the recovery sheet lies
 * before them: they sign what TLS derived for this very connection, so that nobody in the middle can use what they prove.
 */

import { type TLSSocket } from "node:tls";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type Address } from "../address.ts";
import { type LinkKeyPair } from "../links/certificates.ts";
import { createFrameReader, toFrame } from "../links/frames.ts";
import { type GuardedServer, type Visitor } from "../links/guarded-server.ts";
import { type DialFault, type ListenFault } from "../links/link.ts";
import { type SharedDoor } from "../links/shared-door.ts";
import { dialTls } from "../links/tls-dial.ts";
import { LINK_PROTOCOL } from "../links/tls-links.ts";
import { pairingContext } from "./pairing-context.ts";

const LABEL = "EXPORTER-tillmesh-restore-1";
const EXPORTED_BYTES = 32;
const NO_CONTEXT = Buffer.alloc(0);
/** A shop of a hundred years has some MB of names. */
const FRAME_BYTES_MAX = 32 * 1024 * 1024;
/** An office reads its database before it says anything. */
const SILENCE_MS_MAX = 120_000;

export interface SheetRoomOptions {
  readonly door: SharedDoor;
  /** What the recovery sheet's shop is called by whoever dials. */
  readonly serverName: string;
  /** The keys that the office shows to strangers. */
  readonly keys: LinkKeyPair;
  readonly random: Random;
  /** Whether the sheet has signed the statement. */
  readonly isSigned: (statement: string, signature: Uint8Array) => boolean;
  /** What is sent to whoever has proved it. */
  readonly payloads: () => AsyncIterable<Uint8Array>;
  readonly onLog: (line: string) => void;
  readonly onFault: (cause: unknown) => void;
}

/** Answers whoever proves the recovery sheet of one shop, until it is closed. */
export function openSheetRoom(
  options: SheetRoomOptions,
): Promise<Result<GuardedServer, ListenFault>> {
  const { door, serverName, keys, random } = options;
  return door.listenFor(serverName)({
    context: pairingContext(keys, random),
    onVisitor: (socket, visitor) => {
      meet(socket, visitor, options);
      return visitor.refuse;
    },
  });
}

function meet(socket: TLSSocket, visitor: Visitor, options: SheetRoomOptions): void {
  const statement = bindingOf(socket);
  let isHeard = false;
  const reader = createFrameReader((signature) => {
    if (isHeard) return;
    isHeard = true;
    if (options.isSigned(statement, signature)) {
      visitor.welcome();
      handOver(socket, visitor, options).catch(options.onFault);
    } else visitor.refuse("showed no recovery sheet");
  });
  socket.on("data", (chunk: Buffer) => {
    if (!reader.push(chunk).ok) visitor.refuse("sent garbage");
  });
}

async function handOver(
  socket: TLSSocket,
  { remote, refuse }: Visitor,
  { payloads, onLog, onFault }: SheetRoomOptions,
): Promise<void> {
  onLog(`restore: ${remote} has shown the recovery sheet`);
  try {
    for await (const payload of payloads()) await sendFrame(socket, payload);
    socket.end();
  } catch (cause) {
    // The box may have gone away meanwhile.
    if (!socket.destroyed) onFault(cause);
    refuse("the copy could not be sent");
  }
}

function sendFrame(socket: TLSSocket, payload: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(toFrame(payload), (cause) => {
      if (cause === undefined || cause === null) resolve();
      else reject(cause);
    });
  });
}

export interface SheetDialOptions {
  readonly serverName: string;
  readonly clock: Clock;
  readonly sign: (statement: string) => Uint8Array;
  /** Hears each payload; false once nothing more is wanted. */
  readonly onPayload: (payload: Uint8Array) => boolean;
}

/** Resolves when all that is wanted was heard, or the other side has hung up. */
export async function dialWithSheet(
  address: Address,
  { serverName, clock, sign, onPayload }: SheetDialOptions,
): Promise<Result<undefined, DialFault>> {
  const dialled = await dialTls(address, {
    protocolName: LINK_PROTOCOL,
    serverName,
    // The office is known by what it sends: only the shop's own tills could have written that.
    context: { ca: [], rejectUnauthorized: false },
    clock,
    signal: new AbortController().signal,
    meet: (socket) => ok({ socket, statement: bindingOf(socket) }),
  });
  if (!dialled.ok) return err(dialled.fault);
  const { socket, statement } = dialled.value;
  let isWanted = true;
  const reader = createFrameReader((payload) => {
    isWanted &&= onPayload(payload);
  });
  reader.allow(FRAME_BYTES_MAX);
  socket.setTimeout(SILENCE_MS_MAX, () => socket.destroy());
  socket.write(toFrame(sign(statement)));
  return new Promise((resolve) => {
    socket.on("data", (chunk: Buffer) => {
      if (!reader.push(chunk).ok || !isWanted) socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("end", () => socket.destroy());
    socket.once("close", () => {
      resolve(ok(undefined));
    });
  });
}

function bindingOf(socket: TLSSocket): string {
  return socket.exportKeyingMaterial(EXPORTED_BYTES, LABEL, NO_CONTEXT).toString("hex");
}
