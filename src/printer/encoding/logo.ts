/**
 * A shop's logo: a picture from a file, made black and white and small enough for narrow paper once,
 * when it is set up, and kept as a short text from then on.
 */

import { deflateSync, inflateSync } from "node:zlib";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { blankPicture, type DotPicture, setDot } from "./dot-picture.ts";
import { type GreyPicture, isPng, PICTURE_SIDE_MAX, type PictureFault, readPng } from "./png.ts";

/** Across 58 mm paper, so that the shop's printers all print it. */
export const LOGO_DOTS_MAX = 384;
/** Some three centimetres: more is paper that nobody reads. */
const LOGO_ROWS_MAX = 240;
const BLACK_BELOW = 128;
const LOGO_BYTES_MAX = (LOGO_DOTS_MAX / 8) * LOGO_ROWS_MAX;

/** Reads a PNG, or a PBM of 1 bit (`P1`, `P4`). */
export function readLogo(file: Uint8Array): Result<DotPicture, PictureFault> {
  const read = isPng(file) ? readPng(file) : readPbm(file);
  return read.ok ? ok(dithered(fitted(read.value))) : read;
}

/** Packed: a logo is mostly white. */
export function logoToText({ widthDots, rows }: DotPicture): string {
  const packed = deflateSync(Buffer.concat(rows), { level: 9 });
  return `${widthDots}x${rows.length}:${packed.toString("base64")}`;
}

/** Undefined for what no `logoToText` wrote: it comes from a ledger, which another build may have filled. */
export function textToLogo(text: string): DotPicture | undefined {
  const { width, height, data } =
    /^(?<width>\d{1,3})x(?<height>\d{1,3}):(?<data>[A-Za-z0-9+/=]*)$/u.exec(text)?.groups ?? {};
  const [widthDots, rows] = [Number(width), Number(height)];
  const bytes = data === undefined ? undefined : unpacked(data);
  const widthBytes = Math.ceil(widthDots / 8);
  if (bytes?.length !== widthBytes * rows || widthDots > LOGO_DOTS_MAX) return undefined;
  return {
    widthDots,
    rows: Array.from({ length: rows }, (_, row) =>
      bytes.subarray(row * widthBytes, (row + 1) * widthBytes),
    ),
  };
}

function unpacked(base64: string): Uint8Array | undefined {
  try {
    return inflateSync(Buffer.from(base64, "base64"), { maxOutputLength: LOGO_BYTES_MAX });
  } catch {
    // The text is not one that we packed, so the receipt has no logo.
    return undefined;
  }
}

/** The portable bitmap of old: its size as text, then bits, of which 1 is black. */
function readPbm(file: Uint8Array): Result<GreyPicture, PictureFault> {
  const text = Buffer.from(file).toString("latin1");
  const head =
    /^P(?<form>[14])(?:\s|#[^\n]*\n)+(?<width>\d{1,5})(?:\s|#[^\n]*\n)+(?<height>\d{1,5})\s/u.exec(
      text,
    );
  if (head?.groups === undefined) return err({ type: "picture/unreadable" });
  const [width, height] = [Number(head.groups["width"]), Number(head.groups["height"])];
  if (Math.max(width, height) > PICTURE_SIDE_MAX) {
    return err({ type: "picture/too-large", sideMax: PICTURE_SIDE_MAX });
  }
  const isText = head.groups["form"] === "1";
  const bits = isText
    ? text.slice(head[0].length).replaceAll(/[^01]/gu, "")
    : bitsOf(file.subarray(head[0].length), width, height);
  if (width * height === 0 || bits.length < width * height) {
    return err({ type: "picture/unreadable" });
  }
  const pixels = Uint8Array.from({ length: width * height }, (_, at) =>
    bits[at] === "1" ? 0 : 255,
  );
  return ok({ width, height, pixels });
}

/** Each row begins with a byte of its own. */
function bitsOf(bytes: Uint8Array, width: number, height: number): string {
  const rowBytes = Math.ceil(width / 8);
  return Array.from({ length: Math.min(height, Math.floor(bytes.length / rowBytes)) }, (_, row) =>
    Array.from(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), (byte) =>
      byte.toString(2).padStart(8, "0"),
    )
      .join("")
      .slice(0, width),
  ).join("");
}

/** Shrinks the picture to the limits of a logo; each dot is the mean of those that it covers. */
function fitted(picture: GreyPicture): GreyPicture {
  const shrink = Math.max(1, picture.width / LOGO_DOTS_MAX, picture.height / LOGO_ROWS_MAX);
  if (shrink === 1) return picture;
  const width = Math.max(1, Math.floor(picture.width / shrink));
  const height = Math.max(1, Math.floor(picture.height / shrink));
  const pixels = Uint8Array.from({ length: width * height }, (_, at) =>
    meanOf(picture, { left: at % width, top: Math.floor(at / width), shrink }),
  );
  return { width, height, pixels };
}

function meanOf(
  { width, height, pixels }: GreyPicture,
  { left, top, shrink }: { readonly left: number; readonly top: number; readonly shrink: number },
): number {
  let [sum, count] = [0, 0];
  for (let y = Math.floor(top * shrink); y < Math.min(height, (top + 1) * shrink); y += 1) {
    for (let x = Math.floor(left * shrink); x < Math.min(width, (left + 1) * shrink); x += 1) {
      sum += pixels[y * width + x] ?? 255;
      count += 1;
    }
  }
  return sum / Math.max(1, count);
}

/** Dithers by Floyd and Steinberg: the error of a dot is spread over its neighbours. */
function dithered({ width, height, pixels }: GreyPicture): DotPicture {
  const picture = blankPicture(width, height);
  const left = Float32Array.from(pixels);
  for (const [y, row] of picture.rows.entries()) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const value = left[at] ?? 255;
      const isBlack = value < BLACK_BELOW;
      if (isBlack) setDot(row, x);
      const error = value - (isBlack ? 0 : 255);
      const hasRight = x + 1 < width;
      if (hasRight) left[at + 1] = (left[at + 1] ?? 0) + (error * 7) / 16;
      if (x > 0) left[at + width - 1] = (left[at + width - 1] ?? 0) + (error * 3) / 16;
      left[at + width] = (left[at + width] ?? 0) + (error * 5) / 16;
      if (hasRight) left[at + width + 1] = (left[at + width + 1] ?? 0) + error / 16;
    }
  }
  return picture;
}
