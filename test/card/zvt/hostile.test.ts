/** Whatever bytes come out of a terminal, they are read without harm, and in bounds. */

import { createServer, type Socket } from "node:net";

import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";

import { readCommand } from "../../../src/card/zvt/commands.ts";
import { createFrameReader, FRAME_DATA_MAX } from "../../../src/card/zvt/frame.ts";
import { readMessage } from "../../../src/card/zvt/messages.ts";
import { createSlips } from "../../../src/card/zvt/slips.ts";
import { createZvtLink } from "../../../src/card/zvt/zvt-link.ts";

const MESSAGES = [0x040f, 0x04ff, 0x060f, 0x061e, 0x06d1, 0x06d3, 0x8000, 0x8483];
const COMMANDS = [0x0600, 0x0601, 0x0622, 0x0623, 0x0624, 0x0625, 0x0630, 0x0631, 0x0620];
const data = fc.uint8Array({ maxLength: 400 });
/** Fields and tags that are known, with whatever comes between. */
const known = fc
  .array(
    fc.oneof(
      fc.constantFrom(0x04, 0x06, 0x0b, 0x22, 0x27, 0x29, 0x3b, 0x60, 0x87, 0x8b, 0x1f, 0x25, 0x07),
      fc.constantFrom(0xf0, 0xf1, 0xf9, 0x81, 0x82, 0xff, 0x00),
      fc.integer({ min: 0, max: 255 }),
    ),
    { maxLength: 200 },
  )
  .map((bytes) => Uint8Array.from(bytes));

test("whatever stands in a message, reading it throws nothing and leaves no control character", () => {
  fc.assert(
    fc.property(fc.constantFrom(...MESSAGES), fc.oneof(data, known), (command, bytes) => {
      const read = JSON.stringify(readMessage({ command, data: bytes }));
      expect(read).not.toMatch(/\\u00[0-9a-f]{2}|\\[bfnrt]/u);
      expect(read.length).toBeLessThan(20_000);
    }),
    { numRuns: 2000 },
  );
});

test("whatever stands in a command, reading it throws nothing", () => {
  fc.assert(
    fc.property(fc.constantFrom(...COMMANDS), fc.oneof(data, known), (command, bytes) => {
      readCommand({ command, data: bytes });
    }),
    { numRuns: 2000 },
  );
});

test("whatever comes in whatever pieces, the reader keeps less than one frame", () => {
  fc.assert(
    fc.property(fc.array(data, { maxLength: 20 }), (pieces) => {
      const reader = createFrameReader();
      for (const piece of pieces) {
        const read = reader.read(piece);
        if (!read.ok) return;
        for (const frame of read.value) {
          expect(frame.data.length).toBeLessThanOrEqual(FRAME_DATA_MAX);
          readMessage(frame);
        }
      }
    }),
  );
});

test("papers without an end take no more room than papers do", () => {
  const slips = createSlips();
  for (let at = 0; at < 100_000; at += 1) {
    const copy = at % 2 === 0 ? "merchant" : "customer";
    slips.take({ lines: Array<string>(50).fill("x"), copy, isEnd: at % 3 === 0 });
  }

  const lines = slips.all().map((slip) => slip.lines.length);
  expect(lines.length).toBeLessThanOrEqual(8);
  expect(Math.max(...lines)).toBeLessThanOrEqual(400);
});

/** Serves somebody who says this to whoever connects, and again as long as it is taken. */
async function serveBytes(say: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.resume();
    say(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function pour(socket: Socket, chunk: Uint8Array): void {
  let isTaken = true;
  while (isTaken && !socket.destroyed) isTaken = socket.write(chunk);
  socket.once("drain", () => {
    pour(socket, chunk);
  });
}

const POURED: ReadonlyArray<readonly [string, Uint8Array]> = [
  ["lines of paper", Buffer.from("06d10600616161616106d106006262626262".repeat(500), "hex")],
  ["messages that nobody knows", Buffer.from("040103aabbcc".repeat(500), "hex")],
  ["acknowledgements", Buffer.from("800000".repeat(500), "hex")],
  ["results without a sense", Buffer.from("040fff0040".repeat(2000), "hex")],
  ["a length that no frame has", Buffer.from("ffffffffff".repeat(2000), "hex")],
];

test.each(POURED)("a terminal that pours %s is hung up on", async (_, chunk) => {
  const port = await serveBytes((socket) => pour(socket, chunk));
  const address = { host: "127.0.0.1", port, password: "000000", currency: 978 };
  const link = createZvtLink(address, () => undefined);

  expect(await link.read()).toEqual({ type: "lost" });
});
