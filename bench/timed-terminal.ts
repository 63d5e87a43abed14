/** A pseudo-terminal that tells when what was typed stood on the screen. */

import { existsSync } from "node:fs";

import pty from "@lydell/node-pty";
import xterm from "@xterm/headless";

import { quantile } from "./measurement.ts";
import { processTree } from "./process-tree.ts";

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

export interface TimedTerminal {
  readonly pid: number;
  /** Milliseconds from the start of the program until the screen shows the text, now at most. */
  readonly firstMs: (wanted: string) => Promise<number>;
  /** Writes all of it at once; resolves when the screen shows what it must, with the milliseconds. */
  readonly put: (bytes: string, shows: (screen: Screen) => boolean) => Promise<number>;
  /** The same; until the program has drawn all that it draws for it. */
  readonly frame: (bytes: string, shows: (screen: Screen) => boolean) => Promise<Drawn>;
  /** Of what somebody else does now. */
  readonly sees: (shows: (screen: Screen) => boolean) => Promise<number>;
  readonly screen: () => Screen;
  readonly end: () => Promise<void>;
}

/** Rows of text, from the top. */
export type Screen = ReadonlyArray<string>;

export interface Drawn {
  /** Until the key itself stood on the screen. */
  readonly echoMs: number;
  /** Until the last byte of what it led to. */
  readonly frameMs: number;
  readonly bytes: number;
}

/** Nothing more comes after so long. */
const QUIET_MS = 25;
const PATIENCE_MS = 20_000;

export function openTimedTerminal(
  [file = "", ...words]: ReadonlyArray<string>,
  { columns, rows }: ScreenSize,
  patienceMs: number = PATIENCE_MS,
): TimedTerminal {
  const shown = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const startedMs = performance.now();
  const child = pty.spawn(file, words, { name: "xterm-256color", cols: columns, rows, env: ENV });
  let onChunk: ((atMs: number, bytes: number) => void) | undefined;
  child.onData((text) => {
    const atMs = performance.now();
    shown.write(text, () => onChunk?.(atMs, Buffer.byteLength(text)));
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  child.onExit(() => end());

  function screen(): Screen {
    const { active } = shown.buffer;
    return Array.from({ length: rows }, (_, at) => {
      return active.getLine(active.baseY + at)?.translateToString(true) ?? "";
    });
  }

  /** With `quietMs` until nothing has come for so long since. */
  function until(
    shows: (screen: Screen) => boolean,
    { fromMs, quietMs }: { readonly fromMs: number; readonly quietMs: number },
  ): Promise<Drawn> {
    const { promise, resolve, reject } = Promise.withResolvers<Drawn>();
    const patience = setTimeout(() => {
      reject(new Error(`Never shown. The screen:\n${screen().join("\n")}`));
    }, patienceMs);
    let [bytes, echoMs] = [0, 0];
    let quiet: NodeJS.Timeout | undefined;
    onChunk = (atMs, size) => {
      bytes += size;
      if (echoMs === 0 && shows(screen())) echoMs = atMs - fromMs;
      if (echoMs === 0) return;
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        clearTimeout(patience);
        resolve({ echoMs, frameMs: atMs - fromMs, bytes });
      }, quietMs);
    };
    return promise;
  }

  function write(
    bytes: string,
    shows: (screen: Screen) => boolean,
    quietMs: number,
  ): Promise<Drawn> {
    const drawn = until(shows, { fromMs: performance.now(), quietMs });
    child.write(bytes);
    return drawn;
  }

  return {
    pid: child.pid,
    firstMs: async (wanted) => {
      function isThere(rows: Screen): boolean {
        return rows.some((row) => row.includes(wanted));
      }
      if (isThere(screen())) return performance.now() - startedMs;
      return (await until(isThere, { fromMs: startedMs, quietMs: 0 })).echoMs;
    },
    put: async (bytes, shows) => (await write(bytes, shows, 0)).echoMs,
    frame: (bytes, shows) => write(bytes, shows, QUIET_MS),
    sees: async (shows) => {
      const drawn = await until(shows, { fromMs: performance.now(), quietMs: 0 });
      return drawn.echoMs;
    },
    screen,
    end: async () => {
      // A register outlives the process that watches it for a moment, and keeps its store so long.
      const [, ...others] = processTree(child.pid);
      child.kill("SIGKILL");
      await ended;
      for (const pid of others) await gone(pid);
      shown.dispose();
    },
  };
}

async function gone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`)) {
    await new Promise((resolve) => {
      setTimeout(resolve, QUIET_MS);
    });
  }
}

/** No word goes out on this machine's own networks. */
const ENV = {
  TILL_MESH_HOST: "127.0.0.1",
  PATH: process.env["PATH"] ?? "",
  HOME: "/nowhere",
  LANG: "C.UTF-8",
  TZ: "UTC",
};

export interface KeyTimes {
  readonly p50: number;
  readonly p99: number;
}

export function keyTimes(milliseconds: ReadonlyArray<number>): KeyTimes {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}
