/**
 * Frames of ZVT, the protocol of German card terminals: two bytes of command, the length, the data. Over TCP
 * nothing stands around them. Source: ZVT-Protokoll, PA00P015 revision 13.09, section 1.4, and PA00P016.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";

export interface Frame {
  /** Class and instruction, such as 0x0601 for a payment. */
  readonly command: number;
  readonly data: Uint8Array;
}

/** From this byte on the length has two more, the lower one first. */
const LONG = 0xff;
/** More than any terminal says at once: who says more is no terminal. */
export const FRAME_DATA_MAX = 32 * 1024;

export function frameBytes({ command, data }: Frame): Uint8Array {
  const { length } = data;
  const size = length < LONG ? [length] : [LONG, length & 0xff, length >> 8];
  return Uint8Array.from([command >> 8, command & 0xff, ...size, ...data]);
}

export interface FrameReader {
  /**
   * Takes bytes in pieces of any size; returns the frames that are whole now, in their order. An error for a
   * frame beyond the limit: nothing after it can be read.
   */
  readonly read: (bytes: Uint8Array) => Result<ReadonlyArray<Frame>, "too-long">;
}

export function createFrameReader(): FrameReader {
  let rest: Uint8Array = new Uint8Array();

  function takeFrame(): Result<Frame | undefined, "too-long"> {
    const [high, low, short] = rest;
    if (high === undefined || low === undefined || short === undefined) return ok(undefined);
    const isLong = short === LONG;
    const [lower, upper] = isLong ? rest.subarray(3) : [short, 0];
    if (lower === undefined || upper === undefined) return ok(undefined);
    const length = lower | (upper << 8);
    if (length > FRAME_DATA_MAX) return err("too-long");
    const from = isLong ? 5 : 3;
    if (rest.length < from + length) return ok(undefined);
    const data = rest.slice(from, from + length);
    rest = rest.subarray(from + length);
    return ok({ command: (high << 8) | low, data });
  }

  return {
    read: (bytes) => {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const frames: Frame[] = [];
      for (;;) {
        const taken = takeFrame();
        if (!taken.ok) return taken;
        if (taken.value === undefined) return ok(frames);
        frames.push(taken.value);
      }
    },
  };
}
