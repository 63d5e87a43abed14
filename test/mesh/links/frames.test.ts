/** Frames of a link, as streams cut them and strangers make them. Size: small, alone. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  createFrameReader,
  type FrameReader,
  MEMBER_FRAME_BYTES_MAX,
  STRANGER_FRAME_BYTES_MAX,
  toFrame,
} from "../../../src/mesh/links/frames.ts";

describe("frames", () => {
  test("arrive as they were sent, however the stream is cut", () => {
    const payloads = fc.array(fc.uint8Array({ minLength: 1, maxLength: 600 }), { maxLength: 8 });
    fc.assert(
      fc.property(payloads, fc.infiniteStream(fc.integer({ min: 1, max: 900 })), (sent, cuts) => {
        const { reader, heard } = collecting();
        const stream = Buffer.concat(sent.map(toFrame));

        for (let at = 0; at < stream.length;) {
          const next = at + Number(cuts.next().value);
          expect(reader.push(stream.subarray(at, next)).ok).toBe(true);
          at = next;
        }

        expect(heard.map(hex)).toEqual(sent.map(hex));
      }),
    );
  });

  test("of up to 4 KiB are taken of anybody, larger ones of members", () => {
    const { reader, heard } = collecting();

    expect(reader.push(toFrame(new Uint8Array(STRANGER_FRAME_BYTES_MAX))).ok).toBe(true);
    reader.allow(MEMBER_FRAME_BYTES_MAX);
    expect(reader.push(toFrame(new Uint8Array(MEMBER_FRAME_BYTES_MAX))).ok).toBe(true);

    expect(heard.map(({ length }) => length)).toEqual([4096, 1_048_576]);
    expect(reader.push(lengthOf(MEMBER_FRAME_BYTES_MAX + 1))).toEqual({
      ok: false,
      fault: { type: "frame/too-long", sizeBytes: MEMBER_FRAME_BYTES_MAX + 1 },
    });
  });

  test("are allowed to be larger from the first payload on, within one chunk too", () => {
    const heard: number[] = [];
    const reader: FrameReader = createFrameReader((payload) => {
      heard.push(payload.length);
      reader.allow(MEMBER_FRAME_BYTES_MAX);
    });

    reader.push(Buffer.concat([toFrame(new Uint8Array(1)), toFrame(new Uint8Array(100_000))]));

    expect(heard).toEqual([1, 100_000]);
  });

  test("of two gigabytes are refused before anything is reserved for them", () => {
    const { reader } = collecting();
    const before = process.memoryUsage().arrayBuffers;

    expect(reader.push(lengthOf(2 ** 31))).toEqual({
      ok: false,
      fault: { type: "frame/too-long", sizeBytes: 2 ** 31 },
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });

  test("of nothing are refused", () => {
    expect(collecting().reader.push(lengthOf(0))).toEqual({
      ok: false,
      fault: { type: "frame/empty", sizeBytes: 0 },
    });
  });

  test("keep nothing of the buffer in which they arrived", () => {
    const { reader, heard } = collecting();
    const chunk = toFrame(Buffer.from("abc"));

    reader.push(chunk);
    chunk.fill(0);

    expect(heard.map(hex)).toEqual([Buffer.from("abc").toString("hex")]);
    expect(heard[0]?.buffer.byteLength).toBe(3);
  });
});

function collecting(): { readonly reader: FrameReader; readonly heard: ReadonlyArray<Uint8Array> } {
  const heard: Uint8Array[] = [];
  return { reader: createFrameReader((payload) => heard.push(payload)), heard };
}

function lengthOf(sizeBytes: number): Uint8Array {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(sizeBytes);
  return head;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
