/**
 * Commands on a small box: whole processes, from their start to their end, under a fifth of a processor and beside the
 * same on the whole machine. A bare Node stands beside them, because nothing that is made of it can take less.
 */

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { type Measurement, rounded } from "../measurement.ts";
import { foundBenchShop } from "../shop.ts";
import { openSmallBox, type SmallBox, SMALLEST_BOX } from "../small-box.ts";
import { SMALLEST_NOTE, SMALLEST_WHY, sayNoBox } from "./no-box.ts";

const TILL = fileURLToPath(new URL("../../bin/till.js", import.meta.url));
/** The first run of each command compiles, and keeps what it has compiled. */
const WARM_UPS = 1;

interface ShellSizes {
  readonly rounds: number;
}

interface Program {
  readonly name: string;
  readonly words: ReadonlyArray<string>;
  readonly limitMs?: number;
}

/** The least of so many rounds, each of which runs every program once. */
export async function measureSmallShell(
  dir: string,
  { rounds }: ShellSizes,
): Promise<ReadonlyArray<Measurement>> {
  const box = openSmallBox(`till-shell-${process.pid}`, SMALLEST_BOX);
  if (box === undefined) return sayNoBox("Commands");
  try {
    const programs = await programsOf(dir);
    const inBox = leastOf(dir, programs, { box, rounds });
    const beside = leastOf(dir, programs, { rounds });
    return programs.map((program, at) => rowOf(program, rounds, [inBox[at], beside[at]]));
  } finally {
    box.close();
  }
}

function rowOf(
  { name, limitMs }: Program,
  rounds: number,
  [own, whole]: readonly [Taken | undefined, Taken | undefined],
): Measurement {
  if (own === undefined || whole === undefined) throw new Error("A program was not measured.");
  const cpu = `${rounded(own.cpuMs, 0)} ms of a processor`;
  const row = {
    name: `${name}, from its start to its end`,
    value: rounded(own.wallMs, 0),
    unit: "ms",
    note: `${SMALLEST_NOTE}; ${cpu}; without ${rounded(whole.wallMs, 0)} ms; the least of ${rounds}`,
  };
  return limitMs === undefined ? row : { ...row, limit: limitMs, why: SMALLEST_WHY };
}

async function programsOf(dir: string): Promise<ReadonlyArray<Program>> {
  const store = await foundBenchShop(dir, "shop");
  const empty = path.join(dir, "empty.mjs");
  writeFileSync(empty, "");
  const inStore = ["--store", store];
  return [
    { name: "a bare Node", words: [empty] },
    { name: "till --help", words: [TILL, "--help"], limitMs: 600 },
    {
      name: "till sell",
      words: [TILL, "sell", "espresso", "--cash", "20", ...inStore],
      limitMs: 1000,
    },
    { name: "till order show", words: [TILL, "order", "show", "A-000001", ...inStore] },
    { name: "till reconcile", words: [TILL, "reconcile", ...inStore], limitMs: 1000 },
  ];
}

interface Taken {
  readonly wallMs: number;
  readonly cpuMs: number;
}

function leastOf(
  dir: string,
  programs: ReadonlyArray<Program>,
  { box, rounds }: { readonly box?: SmallBox; readonly rounds: number },
): ReadonlyArray<Taken> {
  const taken: Taken[][] = programs.map(() => []);
  for (let round = 0; round < rounds + WARM_UPS; round += 1) {
    for (const [at, { words }] of programs.entries()) {
      const one = timed(dir, box, words);
      if (round >= WARM_UPS) taken[at]?.push(one);
    }
  }
  return taken.map((all) => ({
    wallMs: Math.min(...all.map(({ wallMs }) => wallMs)),
    cpuMs: Math.min(...all.map(({ cpuMs }) => cpuMs)),
  }));
}

function timed(dir: string, box: SmallBox | undefined, words: ReadonlyArray<string>): Taken {
  const command = [process.execPath, ...words];
  const [file = "", ...rest] = box?.command(command) ?? command;
  const before = cpuOfChildren();
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(file, rest, {
    env: {
      PATH: process.env["PATH"] ?? "",
      LANG: "C.UTF-8",
      TZ: "UTC",
      NODE_COMPILE_CACHE: path.join(dir, "compiled"),
      TILL_MESH_HOST: "127.0.0.1",
      TILL_STAFF: "1",
      TILL_PIN: "1111",
    },
    encoding: "utf8",
  });
  const wallMs = performance.now() - startedMs;
  if (status !== 0) throw new Error(`${words.join(" ")}: ${stderr}`);
  return { wallMs, cpuMs: cpuOfChildren() - before };
}

/** Milliseconds of a processor that programs which have ended took; the kernel counts in steps of ten. */
function cpuOfChildren(): number {
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
