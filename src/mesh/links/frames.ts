/**
 * Payloads on a stream of bytes: four bytes of length (big-endian), then the payload.
 *
 * A length is judged before anything is reserved for it, and a payload is copied out of what arrived,
 * so that a few bytes never keep a whole buffer alive.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";

/** For whoever is not known to be a member: enough to introduce oneself. */
export const STRANGER_FRAME_BYTES_MAX = 4 * 1024;
/** A packed segment of a thousand events fits several times. */
export const MEMBER_FRAME_BYTES_MAX = 1024 * 1024;

export interface FrameFault {
  readonly type: "frame/empty" | "frame/too-long";
  readonly sizeBytes: number;
}

export interface FrameReader {
  /** Tells each payload that is whole now. After a fault the stream means nothing any more. */
  readonly push: (chunk: Uint8Array) => Result<undefined, FrameFault>;
  /** How many chunks in a row were small, and ended within a frame. */
  readonly scraps: () => number;
  /** Sets the largest size from the next frame on, also when that has arrived already. */
  readonly allow: (sizeBytesMax: number) => void;
}

const HEAD_BYTES = 4;
/**
 * TLS carries what is written in pieces of 16 KiB, whole or not at all: no network leaves a smaller piece
 * of a frame that was written in one go.
 */
const SCRAP_BYTES_MAX = 1024;

export function toFrame(payload: Uint8Array): Uint8Array {
  const frame = Buffer.allocUnsafe(HEAD_BYTES + payload.length);
  frame.writeUInt32BE(payload.length);
  frame.set(payload, HEAD_BYTES);
  return frame;
}

export function createFrameReader(onPayload: (payload: Uint8Array) => void): FrameReader {
  const head = Buffer.alloc(HEAD_BYTES);
  let headBytes = 0;
  let scraps = 0;
  let sizeBytesMax = STRANGER_FRAME_BYTES_MAX;
  let payload: Buffer | undefined;
  let payloadBytes = 0;

  return {
    push: (chunk) => {
      for (let at = 0; at < chunk.length;) {
        if (payload === undefined) {
          const taken = chunk.subarray(at, at + HEAD_BYTES - headBytes);
          head.set(taken, headBytes);
          headBytes += taken.length;
          at += taken.length;
          if (headBytes < HEAD_BYTES) break;
          const sizeBytes = head.readUInt32BE();
          const fault = faultOf(sizeBytes, sizeBytesMax);
          if (fault !== undefined) return err(fault);
          payload = Buffer.allocUnsafeSlow(sizeBytes);
        }
        const taken = chunk.subarray(at, at + payload.length - payloadBytes);
        payload.set(taken, payloadBytes);
        payloadBytes += taken.length;
        at += taken.length;
        if (payloadBytes === payload.length) tell(payload);
      }
      scraps = headBytes > 0 && chunk.length <= SCRAP_BYTES_MAX ? scraps + 1 : 0;
      return ok(undefined);
    },
    scraps: () => scraps,
    allow: (bytes) => {
      sizeBytesMax = bytes;
    },
  };

  function tell(whole: Buffer): void {
    payload = undefined;
    [headBytes, payloadBytes] = [0, 0];
    onPayload(whole);
  }
}

function faultOf(sizeBytes: number, sizeBytesMax: number): FrameFault | undefined {
  if (sizeBytes === 0) return { type: "frame/empty", sizeBytes };
  return sizeBytes > sizeBytesMax ? { type: "frame/too-long", sizeBytes } : undefined;
}
