/**
 * The frames between a kept register and the terminal that shows it: a kind, a length of two bytes,
 * and so many bytes. Both sides bound what they read, because anybody in the socket's group may write.
 */

import { type TerminalSize } from "../../tui/terminal/window-size.ts";

/** The kinds of frames, by their first byte. */
export const FRAME = {
  /** The first frame of an attach: the protocol's name, and the size of its window. */
  hello: 1,
  /** Window size: columns and rows, two bytes each. A kept register draws all of it anew. */
  size: 2,
  /** Keys one way, what is drawn the other way. */
  bytes: 3,
  /** The register's last word, one of `LAST_WORD`. */
  last: 4,
  /** A question instead of a hello, and its answer: whether somebody is attached. */
  look: 5,
} as const;

/** The reasons why a register lets an attach go. */
export const LAST_WORD = { taken: 1, ended: 2 } as const;

const PROTOCOL = Buffer.from("tillmesh-attach/1");
/** The most bytes that one frame carries. */
const FRAME_BYTES_MAX = 16_384;
const HEAD_BYTES = 3;
const SIZE_BYTES = 4;
/** No window has more; a register that believed a larger number would fill its memory with cells. */
const CELLS_MAX = 500;

export interface AttachFrame {
  readonly kind: number;
  readonly bytes: Buffer;
}

/** Returns the bytes as one frame after another, each within the bound. */
export function bytesFrames(bytes: Uint8Array): Buffer {
  const frames: Array<Buffer> = [];
  for (let at = 0; at < bytes.length; at += FRAME_BYTES_MAX) {
    frames.push(frameOf(FRAME.bytes, bytes.subarray(at, at + FRAME_BYTES_MAX)));
  }
  return Buffer.concat(frames);
}

export function helloFrame(size: TerminalSize): Buffer {
  return frameOf(FRAME.hello, Buffer.concat([PROTOCOL, sizeBytes(size)]));
}

export function sizeFrame(size: TerminalSize): Buffer {
  return frameOf(FRAME.size, sizeBytes(size));
}

export function lastFrame(word: keyof typeof LAST_WORD): Buffer {
  return frameOf(FRAME.last, Buffer.from([LAST_WORD[word]]));
}

/** The question, and the answer to it. */
export function lookFrame(isShown?: boolean): Buffer {
  return frameOf(FRAME.look, Buffer.from(isShown === undefined ? [] : [Number(isShown)]));
}

/** Returns the size that a hello or size frame tells, within bounds; undefined for anything else. */
export function sizeIn({ kind, bytes }: AttachFrame): TerminalSize | undefined {
  const begin = kind === FRAME.hello ? PROTOCOL.length : 0;
  if (bytes.length !== begin + SIZE_BYTES) return undefined;
  if (begin > 0 && !bytes.subarray(0, begin).equals(PROTOCOL)) return undefined;
  return {
    columns: Math.min(bytes.readUInt16BE(begin), CELLS_MAX),
    rows: Math.min(bytes.readUInt16BE(begin + 2), CELLS_MAX),
  };
}

/** Takes what came, and returns the frames that are whole; undefined once something is no frame. */
export function createFrameReader(): (chunk: Uint8Array) => ReadonlyArray<AttachFrame> | undefined {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const frames: Array<AttachFrame> = [];
    while (rest.length >= HEAD_BYTES) {
      const kind = rest.readUInt8(0);
      const length = rest.readUInt16BE(1);
      if (kind < FRAME.hello || kind > FRAME.look || length > FRAME_BYTES_MAX) return undefined;
      if (rest.length < HEAD_BYTES + length) break;
      frames.push({ kind, bytes: rest.subarray(HEAD_BYTES, HEAD_BYTES + length) });
      rest = rest.subarray(HEAD_BYTES + length);
    }
    return frames;
  };
}

function frameOf(kind: number, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(kind, 0);
  head.writeUInt16BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function sizeBytes({ columns, rows }: TerminalSize): Buffer {
  const bytes = Buffer.alloc(SIZE_BYTES);
  bytes.writeUInt16BE(Math.min(columns, CELLS_MAX), 0);
  bytes.writeUInt16BE(Math.min(rows, CELLS_MAX), 2);
  return bytes;
}
