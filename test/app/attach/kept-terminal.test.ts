/** The terminal of a kept register, by a clock that the test moves. */

import { createConnection, type Socket } from "node:net";
import path from "node:path";

import { expect, onTestFinished, test, vi } from "vitest";

import {
  bytesFrames,
  createFrameReader,
  FRAME,
  helloFrame,
  LAST_WORD,
  sizeFrame,
} from "../../../src/app/attach/attach-frames.ts";
import {
  AWAY_MS,
  createKeptTerminal,
  type KeptTerminal,
  PULSE_MS,
  STUCK_MS,
} from "../../../src/app/attach/kept-terminal.ts";
import { lookAtKept } from "../../../src/app/attach/look-at-kept.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { sizeOf } from "../../../src/tui/terminal/terminal-guard.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("nobody is away before 20 s without an attach, and somebody who is back is not", async () => {
  const { clock, kept, onAttach, onAway, socketPath } = await keptTerminal();

  await left(attach(socketPath), 1);
  clock.advance(AWAY_MS - 1);
  await left(attach(socketPath), 2);
  clock.advance(AWAY_MS - 1);
  expect(onAway).not.toHaveBeenCalled();
  clock.advance(1);
  expect(onAway).toHaveBeenCalledTimes(1);

  async function left(socket: Socket, attaches: number): Promise<void> {
    await vi.waitFor(() => expect(onAttach).toHaveBeenCalledTimes(attaches));
    const isAway = drainOf(kept);
    socket.destroy();
    await isAway;
  }
});

test("a terminal that has answered, and says nothing for 20 s, is away although its link stands", async () => {
  const { clock, kept, onAttach, onAway, socketPath } = await keptTerminal();
  const heard = vi.fn<() => void>();
  kept.input.on("data", heard);
  const socket = attach(socketPath);
  await vi.waitFor(() => expect(onAttach).toHaveBeenCalledTimes(1));
  await says("\u001b[0n");

  clock.advance(AWAY_MS - 1);
  await says("\u001b[0n");
  clock.advance(AWAY_MS - PULSE_MS);
  expect(onAway).not.toHaveBeenCalled();
  clock.advance(2 * PULSE_MS);
  expect(onAway).toHaveBeenCalledTimes(1);
  // It stays attached: its next key is for the lock, and it may be away once more.
  await says("q");
  clock.advance(AWAY_MS + PULSE_MS);
  expect([onAttach.mock.calls.length, onAway.mock.calls.length]).toEqual([1, 2]);
  socket.destroy();

  async function says(text: string): Promise<void> {
    const before = heard.mock.calls.length;
    socket.write(bytesFrames(Buffer.from(text)));
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(before + 1));
  }
});

test("a terminal that answers nothing is there as long as its link is", async () => {
  const { clock, onAttach, onAway, socketPath } = await keptTerminal();
  const socket = attach(socketPath);
  await vi.waitFor(() => expect(onAttach).toHaveBeenCalledTimes(1));

  clock.advance(10 * AWAY_MS);

  expect(onAway).not.toHaveBeenCalled();
  socket.destroy();
});

test("an attach that takes no byte for 5 s is let go of, and is away from then on", async () => {
  const { clock, kept, onAttach, onAway, socketPath } = await keptTerminal();
  const stopped = createConnection(socketPath);
  stopped.write(helloFrame({ columns: 80, rows: 24 }));
  await vi.waitFor(() => expect(onAttach).toHaveBeenCalledTimes(1));
  while (kept.output.write("x".repeat(10_000)));

  clock.advance(STUCK_MS - 1);
  expect(kept.output.write("x")).toBe(false);
  const drained = drainOf(kept);
  clock.advance(1);
  await drained;

  expect(kept.output.write("x")).toBe(true);
  clock.advance(AWAY_MS);
  expect(onAway).toHaveBeenCalledTimes(1);
  stopped.destroy();
});

test("of two attaches at once the later one has the register, and the other one is told", async () => {
  const { kept, onAttach, socketPath } = await keptTerminal();
  const heard: Array<string> = [];
  kept.input.on("data", (chunk) => heard.push(Buffer.from(chunk).toString()));
  const both = ["a", "b"].map((key) => talkative(socketPath, key));

  await vi.waitFor(() => expect(onAttach).toHaveBeenCalledTimes(2));
  const told = await Promise.race(both.map(({ key, last }) => last.then((word) => [key, word])));
  const winner = both.find(({ key }) => key !== told[0]);
  winner?.socket.write(bytesFrames(Buffer.from(winner.key)));
  await vi.waitFor(() => expect(heard.at(-1)).toBe(winner?.key));

  expect(told[1]).toBe(LAST_WORD.taken);
  for (const { socket } of both) socket.destroy();
});

test("a window without a size is the usual one, and a huge one is bounded", async () => {
  const { kept, onAttach, socketPath } = await keptTerminal();
  const socket = createConnection(socketPath);
  socket.resume();
  const onResize = vi.fn<() => void>();
  kept.output.on("resize", onResize);

  socket.write(helloFrame({ columns: 0, rows: 0 }));
  await vi.waitFor(() => expect(onAttach).toHaveBeenCalledTimes(1));
  expect(sizeOf(kept.output)).toEqual({ columns: 80, rows: 24 });
  socket.write(sizeFrame({ columns: 60_000, rows: 60_000 }));
  await vi.waitFor(() => expect(onResize).toHaveBeenCalledTimes(1));

  expect(sizeOf(kept.output)).toEqual({ columns: 500, rows: 500 });
  socket.destroy();
});

test("a connection is closed that says no hello within 2 s, types before it, or says it twice", async () => {
  const { clock, kept, onAttach, socketPath } = await keptTerminal();
  const heard = vi.fn<() => void>();
  kept.input.on("data", heard);
  const hello = helloFrame({ columns: 80, rows: 24 });
  const mute = closedOf(socketPath, Buffer.alloc(0));
  await closedOf(socketPath, bytesFrames(Buffer.from("q")));
  await closedOf(socketPath, sizeFrame({ columns: 80, rows: 24 }));
  await closedOf(socketPath, Buffer.concat([hello, hello]));
  await closedOf(socketPath, Buffer.from([3, 255, 255]));

  clock.advance(2000);
  await mute;

  expect(onAttach).toHaveBeenCalledTimes(1);
  expect(heard).not.toHaveBeenCalled();
});

test("whoever looks hears whether a register is kept and shown, and takes it from nobody", async () => {
  const { kept, onAttach, socketPath } = await keptTerminal();
  expect(await lookAtKept(`${socketPath}.none`, systemClock)).toBe("none");
  expect(await lookAtKept(socketPath, systemClock)).toBe("kept");
  const socket = attach(socketPath);
  await vi.waitFor(() => expect(onAttach).toHaveBeenCalledTimes(1));

  expect(await lookAtKept(socketPath, systemClock)).toBe("shown");

  expect(onAttach).toHaveBeenCalledTimes(1);
  const drained = drainOf(kept);
  socket.destroy();
  await drained;
  expect(await lookAtKept(socketPath, systemClock)).toBe("kept");
});

async function keptTerminal() {
  const clock = createManualClock();
  const socketPath = path.join(await temporaryFolder(), "till.sock");
  const kept = createKeptTerminal(socketPath, clock);
  onTestFinished(kept.close);
  const onAttach = vi.fn<() => void>();
  const onAway = vi.fn<() => void>();
  kept.onAttach(onAttach);
  kept.onAway(onAway);
  expect(await kept.listen()).toBeUndefined();
  return { clock, kept, onAttach, onAway, socketPath };
}

function drainOf(kept: KeptTerminal): Promise<void> {
  return new Promise((resolve) => kept.output.on("drain", () => resolve()));
}

/** An attach that types its key, and the register's last word to it. */
function talkative(
  socketPath: string,
  key: string,
): { readonly key: string; readonly socket: Socket; readonly last: Promise<number | undefined> } {
  const socket = attach(socketPath);
  const read = createFrameReader();
  socket.write(bytesFrames(Buffer.from(key)));
  const last = new Promise<number | undefined>((resolve) =>
    socket.on("data", (chunk) => {
      const end = read(chunk)?.find(({ kind }) => kind === FRAME.last);
      if (end !== undefined) resolve(end.bytes[0]);
    }),
  );
  return { key, socket, last };
}

/** Resolves once the other side has closed a connection that said so. */
function closedOf(socketPath: string, said: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(socketPath, () => socket.write(said));
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.resume();
  });
}

function attach(socketPath: string): Socket {
  const socket = createConnection(socketPath);
  socket.resume();
  socket.write(helloFrame({ columns: 80, rows: 24 }));
  return socket;
}
