import { expect, test } from "vitest";

import { createReplyReader, type Reply } from "../../../src/printer/transports/replies.ts";

test.each<[string, ReadonlyArray<number>, ReadonlyArray<Reply>]>([
  ["a real-time status", [0x16], [{ type: "status", byte: 0x16 }]],
  [
    "automatic status",
    [0x18, 0x00, 0x0c, 0x0f],
    [{ type: "automatic", bytes: [0x18, 0, 0x0c, 0x0f] }],
  ],
  ["a status in its turn", [0x0c], [{ type: "plain", byte: 0x0c }]],
  [
    "a process id",
    [0x37, 0x22, 0x30, 0x30, 0x34, 0x32, 0x00],
    [{ type: "block", id: 0x22, text: "0042" }],
  ],
  ["a serial number", [0x5f, 0x4a, 0x37, 0x00], [{ type: "text", text: "J7" }]],
  ["an older form of text", [0x3d, 0x41, 0x00], [{ type: "text", text: "A" }]],
  ["what no printer says", [0xff, 0x41], [{ type: "garbage" }, { type: "plain", byte: 0x41 }]],
])("%s is told from the others", (_name, bytes, replies) => {
  expect(createReplyReader().read(Uint8Array.from(bytes))).toEqual(replies);
});

test("one stream of everything is the same, however it is cut into pieces", () => {
  const bytes = [0x12, 0x37, 0x25, 0x00, 0x10, 0, 0, 0, 0x5f, 0x31, 0x00, 0x12, 0x00, 0x16];
  const whole = createReplyReader().read(Uint8Array.from(bytes));

  const reader = createReplyReader();
  const pieces = bytes.flatMap((byte) => reader.read(Uint8Array.of(byte)));

  expect(pieces).toEqual(whole);
  expect(whole.map(({ type }) => type)).toEqual([
    "status",
    "block",
    "automatic",
    "text",
    "status",
    "plain",
    "status",
  ]);
});

test("flow control may come in the middle of a block", () => {
  const bytes = Uint8Array.of(0x37, 0x22, 0x30, 0x13, 0x30, 0x31, 0x11, 0x32, 0x00);

  const replies = createReplyReader().read(bytes);

  expect(replies.filter(({ type }) => type !== "flow")).toEqual([
    { type: "block", id: 0x22, text: "0012" },
  ]);
});

test("a block without an end does not swallow all that comes after it", () => {
  const reader = createReplyReader();

  reader.read(Uint8Array.from([0x5f, ...Array.from({ length: 200 }, () => 0x41)]));
  const after = reader.read(Uint8Array.of(0xff, 0x12));

  expect(after).toContainEqual({ type: "status", byte: 0x12 });
});
