/**
 * One link over one TLS socket whose handshake went well.
 *
 * Everything that TLS knows was read before this is made: no getter of the socket is called here.
 */

import { type TLSSocket } from "node:tls";

import { assertNever } from "../../domain/base/assert-never.ts";
import { type Clock } from "../../domain/ports.ts";
import { createFrameReader, type FrameFault, MEMBER_FRAME_BYTES_MAX, toFrame } from "./frames.ts";
import { type Link, type LinkListener } from "./link.ts";

export interface TlsLinkOptions extends Pick<Link, "id" | "linkKey" | "isDialled" | "remote"> {
  readonly clock: Clock;
  readonly listener: LinkListener;
  readonly onWelcome: () => void;
  /** Called before the listener learns of the end. */
  readonly onGone: () => void;
}

/** The bytes that may wait in the socket. Above it, only pings should follow. */
export const HIGH_WATER_BYTES = 256 * 1024;
/** Nobody who listens lets so much wait. */
export const UNSENT_BYTES_MAX = 8 * 1024 * 1024;
/** The cost of each waiting message beside its bytes: a short answer is small, and a million of them is not. */
const WAITING_BYTES = 600;
/** The scraps that are allowed: one may be all that comes before the line falls silent. */
const SCRAPS_MAX = 1;
const IN_SCRAPS = "sends byte by byte";
/** For what was sent before a close to go out. */
export const LINGER_MS_MAX = 1000;

export function createTlsLink(socket: TLSSocket, options: TlsLinkOptions): Link {
  const { id, linkKey, isDialled, remote, clock, listener } = options;
  let endReason: string | undefined;
  let isViolation = false;
  let isFull = false;
  let waiting = 0;
  let cancelLinger: (() => void) | undefined;
  const { hear, rest } = createHearing(socket, (payload) => {
    if (endReason === undefined) listener.onPayload(link, payload);
  });
  const reader = createFrameReader(hear);
  const link: Link = { id, linkKey, isDialled, remote, send, welcome, rest, close };

  socket.on("data", (chunk: Buffer) => {
    if (endReason !== undefined) return;
    const read = reader.push(chunk);
    if (!read.ok) return abortAs(frameSentence(read.fault));
    if (reader.scraps() > SCRAPS_MAX) abortAs(IN_SCRAPS);
  });
  socket.on("drain", () => {
    if (!isFull || endReason !== undefined) return;
    isFull = false;
    listener.onDrain(link);
  });
  socket.on("end", () => {
    endReason ??= "the other side hung up";
  });
  socket.on("error", (cause: NodeJS.ErrnoException) => {
    endReason ??= `the connection broke (${cause.code ?? cause.message})`;
  });
  socket.once("close", () => {
    cancelLinger?.();
    options.onGone();
    endReason ??= "the connection broke";
    const isInScraps = reader.scraps() > 0 && !isViolation;
    listener.onClose(link, isInScraps ? IN_SCRAPS : endReason, isInScraps || isViolation);
  });
  return link;

  function send(payload: Uint8Array): boolean {
    if (endReason !== undefined) return false;
    waiting += 1;
    socket.write(toFrame(payload), taken);
    const unsentBytes = socket.writableLength + waiting * WAITING_BYTES;
    // The excess may be our own, so a slow reader is no violation.
    if (unsentBytes > UNSENT_BYTES_MAX) abortAs("does not listen", false);
    isFull ||= socket.writableLength >= HIGH_WATER_BYTES;
    return !isFull && endReason === undefined;
  }

  function taken(): void {
    waiting -= 1;
  }

  function welcome(): void {
    if (endReason !== undefined) return;
    reader.allow(MEMBER_FRAME_BYTES_MAX);
    options.onWelcome();
  }

  function close(reason: string): void {
    if (endReason !== undefined) return;
    endReason = reason;
    // Nothing more is told, and the other side's end would not be heard either.
    rest(false);
    socket.end();
    cancelLinger = clock.after(LINGER_MS_MAX, () => {
      socket.destroy();
    });
  }

  function abortAs(reason: string, isTheirs = true): void {
    if (endReason !== undefined) return;
    endReason = reason;
    isViolation = isTheirs;
    socket.destroy();
  }
}

interface Hearing {
  readonly hear: (payload: Uint8Array) => void;
  readonly rest: Link["rest"];
}

function createHearing(socket: TLSSocket, tell: (payload: Uint8Array) => void): Hearing {
  /** Holds back messages that arrived in one piece with the one after which none should be handled. */
  const waiting: Uint8Array[] = [];
  let isResting = false;

  function nextToTell(): Uint8Array | undefined {
    return isResting ? undefined : waiting.shift();
  }

  function tellWaiting(): void {
    for (let payload = nextToTell(); payload !== undefined; payload = nextToTell()) tell(payload);
  }

  return {
    hear: (payload) => {
      waiting.push(payload);
      tellWaiting();
    },
    rest: (wanted) => {
      if (isResting === wanted) return;
      isResting = wanted;
      if (wanted) socket.pause();
      else tellWaiting();
      if (!isResting) socket.resume();
    },
  };
}

function frameSentence({ type, sizeBytes }: FrameFault): string {
  switch (type) {
    case "frame/empty":
      return "sent garbage: a frame of nothing";
    case "frame/too-long":
      return `sent garbage: a frame of ${sizeBytes} bytes`;
    default:
      return assertNever(type, "frame fault");
  }
}
