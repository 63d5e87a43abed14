/**
 * PNG pictures as brightness, for a logo. Whatever colours they have, a receipt is black and white; what
 * is transparent there is paper. Pictures of the size of a photo are refused before they are unpacked.
 */

import { inflateSync } from "node:zlib";

import { err, ok, type Result } from "../../domain/base/result.ts";

export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row: 0 is black, 255 is white. */
  readonly pixels: Uint8Array;
}

export type PictureFault =
  /** The file is no picture of a kind that is read here, or is cut short. */
  | { readonly type: "picture/unreadable" }
  /** Saved so that it appears in passes: to be saved anew without. */
  | { readonly type: "picture/interlaced" }
  | { readonly type: "picture/too-large"; readonly sideMax: number };

/** Far more than a line of any printer has dots. */
export const PICTURE_SIDE_MAX = 2048;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const CHUNK_FRAME_BYTES = 12;
/** Values of a pixel: grey; red, green and blue; a place in the palette; the first two with alpha. */
const SAMPLES_BY_COLOUR: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
const PALETTE = 3;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly samples: number;
}

interface Chunks {
  readonly header: Uint8Array;
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array;
  readonly data: Uint8Array;
}

export function isPng(file: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => file[at] === byte);
}

export function readPng(file: Uint8Array): Result<GreyPicture, PictureFault> {
  const chunks = readChunks(file);
  const header = readHeader(chunks.header);
  if (!header.ok) return header;
  const { width, height, depth, samples } = header.value;
  const rowBytes = Math.ceil((width * depth * samples) / 8);
  const raw = unpacked(chunks.data, (rowBytes + 1) * height);
  if (raw === undefined) return err({ type: "picture/unreadable" });
  const step = Math.max(1, (depth * samples) >> 3);
  const rows = unfilter(raw, { height, rowBytes, step });
  const pixels = new Uint8Array(width * height);
  const brightnessAt = brightnessIn(header.value, chunks);
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = brightnessAt(x, row);
  }
  return ok({ width, height, pixels });
}

function readChunks(file: Uint8Array): Chunks {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const parts = new Map<string, Uint8Array[]>();
  let at = SIGNATURE.length;
  while (at + CHUNK_FRAME_BYTES <= file.length) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...file.subarray(at + 4, at + 8));
    const part = file.subarray(at + 8, at + 8 + length);
    const others = parts.get(name);
    if (others === undefined) parts.set(name, [part]);
    else others.push(part);
    at += length + CHUNK_FRAME_BYTES;
  }
  const nothing = new Uint8Array(0);
  return {
    header: parts.get("IHDR")?.[0] ?? nothing,
    palette: parts.get("PLTE")?.[0] ?? nothing,
    transparency: parts.get("tRNS")?.[0] ?? nothing,
    data: Buffer.concat(parts.get("IDAT") ?? []),
  };
}

function readHeader(bytes: Uint8Array): Result<Header, PictureFault> {
  if (bytes.length < 13) return err({ type: "picture/unreadable" });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, colour = 0, , , interlaced] = bytes.subarray(8);
  const samples = SAMPLES_BY_COLOUR.get(colour);
  if (samples === undefined || ![1, 2, 4, 8, 16].includes(depth) || width * height === 0) {
    return err({ type: "picture/unreadable" });
  }
  if (Math.max(width, height) > PICTURE_SIDE_MAX) {
    return err({ type: "picture/too-large", sideMax: PICTURE_SIDE_MAX });
  }
  return interlaced === 0
    ? ok({ width, height, depth, colour, samples })
    : err({ type: "picture/interlaced" });
}

/** Undefined when it is not whole. */
function unpacked(data: Uint8Array, length: number): Uint8Array | undefined {
  try {
    const raw = inflateSync(data, { maxOutputLength: length });
    return raw.length === length ? raw : undefined;
  } catch {
    // Broken, cut off, or larger than its header says: in any case it is not this picture.
    return undefined;
  }
}

/** Each row says how it was foretold from its neighbours: nothing, left, above, both, or the nearest. */
function unfilter(
  raw: Uint8Array,
  { height, rowBytes, step }: { height: number; rowBytes: number; step: number },
): ReadonlyArray<Uint8Array> {
  const rows: Uint8Array[] = [];
  let above = new Uint8Array(rowBytes);
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1);
    const filter = raw[start] ?? 0;
    const row = raw.slice(start + 1, start + 1 + rowBytes);
    for (let at = 0; at < rowBytes; at += 1) {
      const left = row[at - step] ?? 0;
      const foretold = foretell(filter, left, {
        above: above[at] ?? 0,
        corner: above[at - step] ?? 0,
      });
      row[at] = (row[at] ?? 0) + foretold;
    }
    rows.push(row);
    above = row;
  }
  return rows;
}

function foretell(
  filter: number,
  left: number,
  { above, corner }: { readonly above: number; readonly corner: number },
): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return filter === 4 ? nearest(left, above, corner) : 0;
}

/** Paeth's: whichever of the three comes closest to left and above taken together. */
function nearest(left: number, above: number, corner: number): number {
  const sum = left + above - corner;
  const [toLeft, toAbove, toCorner] = [sum - left, sum - above, sum - corner].map(Math.abs);
  if (toLeft === undefined || toAbove === undefined || toCorner === undefined) return 0;
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function brightnessIn(header: Header, chunks: Chunks): (x: number, row: Uint8Array) => number {
  const { colour, samples, depth } = header;
  const largest = (1 << depth) - 1;
  return colour === PALETTE ? paletteBrightness : sampleBrightness;

  function paletteBrightness(x: number, row: Uint8Array): number {
    const place = sampleAt(row, x, depth);
    const [red = 0, green = 0, blue = 0] = chunks.palette.subarray(3 * place, 3 * place + 3);
    return onPaper(grey(red, green, blue), chunks.transparency[place] ?? 255);
  }

  function sampleBrightness(x: number, row: Uint8Array): number {
    const [first = 0, second = 255, third = 0, fourth = 255] = Array.from(
      { length: samples },
      (_, sample) => {
        const value = sampleAt(row, x * samples + sample, depth);
        return depth < 8 ? Math.round((value * 255) / largest) : value;
      },
    );
    return samples < 3 ? onPaper(first, second) : onPaper(grey(first, second, third), fourth);
  }
}

/** Of a sample with sixteen bits the upper eight are read. */
function sampleAt(row: Uint8Array, at: number, depth: number): number {
  if (depth === 16) return row[2 * at] ?? 0;
  const bits = at * depth;
  return ((row[bits >> 3] ?? 0) >> (8 - depth - (bits & 7))) & ((1 << depth) - 1);
}

/** The weights are those of the eye for each colour. */
function grey(red: number, green: number, blue: number): number {
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
}

function onPaper(value: number, alpha: number): number {
  return Math.round((value * alpha + 255 * (255 - alpha)) / 255);
}
