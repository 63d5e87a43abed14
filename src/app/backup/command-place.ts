/**
 * Copies that a command carries away, such as rclone: `{file}` stands for a file on this box, `{name}`
 * for what it is called there. What such a place holds is only known as far as it can be asked.
 */

import { spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { type Clock } from "../../domain/ports.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type BackupPlace, type PlaceFault } from "./backup-place.ts";

export interface PlaceCommands {
  /** Sends `{file}` there as `{name}`. */
  readonly put: string;
  /** Brings `{name}` from there into `{file}`. */
  readonly get?: string | undefined;
  /** Prints what is there, a line each: size and name, as `rclone ls` does. */
  readonly list?: string | undefined;
}

export interface CommandPlaceDeps {
  readonly commands: PlaceCommands;
  /** The folder of the copy, in front of each name there. */
  readonly prefix: string;
  /** Where the files lie that the commands read and write. */
  readonly workFolder: string;
  readonly clock: Clock;
  /** Ends what runs. */
  readonly ending: AbortSignal;
}

/** A line that is dead by then will not come back to life. */
const PATIENCE_MS = 15 * 60_000;
/** The last words of a command that failed. */
const COMPLAINT_CHARACTERS_MAX = 200;
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
const LISTED = /^\s*(?<size>\d+)\s+(?<name>.+?)\s*$/u;

export function createCommandPlace(deps: CommandPlaceDeps): BackupPlace {
  const { commands, prefix, workFolder } = deps;
  const { get, list } = commands;

  /** One file at a time: a place is used by one run. */
  async function withFile<Value>(
    work: (file: string) => Promise<Result<Value, PlaceFault>>,
  ): Promise<Result<Value, PlaceFault>> {
    await mkdir(workFolder, { recursive: true, mode: 0o700 });
    const file = path.join(workFolder, "file");
    try {
      return await work(file);
    } finally {
      await rm(workFolder, { recursive: true, force: true });
    }
  }

  return {
    list: async () => {
      if (list === undefined) return ok(undefined);
      const listed = await run(deps, list, {});
      return listed.ok ? ok(sizesFrom(listed.value, prefix)) : listed;
    },
    put: (name, bytes) =>
      withFile(async (file) => {
        await writeFile(file, bytes, { mode: 0o600 });
        const sent = await run(deps, commands.put, { file, name: `${prefix}/${name}` });
        return sent.ok ? ok(undefined) : sent;
      }),
    ...(get === undefined
      ? {}
      : {
          get: (name) =>
            withFile(async (file) => {
              const fetched = await run(deps, get, { file, name: `${prefix}/${name}` });
              return fetched.ok ? readFetched(file, get) : fetched;
            }),
        }),
  };
}

async function readFetched(file: string, command: string): Promise<Result<Buffer, PlaceFault>> {
  try {
    return ok(await readFile(file));
  } catch {
    return err(failed(command, "it brought no file"));
  }
}

/** By the last part of each name, because some tools print the whole path; other folders stay out. */
function sizesFrom(output: string, prefix: string): ReadonlyMap<string, number> {
  return new Map(
    output.split("\n").flatMap((line) => {
      const { size, name = "" } = LISTED.exec(line)?.groups ?? {};
      const at = name.lastIndexOf("/");
      const isElsewhere = at >= 0 && !`/${name.slice(0, at)}`.endsWith(`/${prefix}`);
      return size === undefined || isElsewhere ? [] : [[name.slice(at + 1), Number(size)] as const];
    }),
  );
}

/** Resolves with what it printed. */
function run(
  { clock, prefix, ending }: CommandPlaceDeps,
  command: string,
  { file = "", name = prefix }: { readonly file?: string; readonly name?: string },
): Promise<Result<string, PlaceFault>> {
  const interrupted: PlaceFault = {
    type: "place/interrupted",
    sentence: `\`${command}\` was interrupted.`,
  };
  if (ending.aborted) return Promise.resolve(err(interrupted));
  const words = command.replaceAll("{file}", quoted(file)).replaceAll("{name}", quoted(name));
  const { promise, resolve } = Promise.withResolvers<Result<string, PlaceFault>>();
  // A group of its own, so that what the shell started ends with it.
  const child = spawn("/bin/sh", ["-c", words], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  let complaint = "";
  function end(fault: PlaceFault): void {
    if (child.pid !== undefined) killGroup(child.pid);
    resolve(err(fault));
  }
  function onEnding(): void {
    end(interrupted);
  }
  const cancel = clock.after(PATIENCE_MS, () => {
    end(failed(command, "no end after 15 minutes"));
  });
  ending.addEventListener("abort", onEnding);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (output.length < OUTPUT_BYTES_MAX) output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-COMPLAINT_CHARACTERS_MAX);
  });
  child.on("error", (error) => {
    cancel();
    resolve(err(failed(command, error.message)));
  });
  child.on("close", (code, signal) => {
    cancel();
    ending.removeEventListener("abort", onEnding);
    const why = complaint.trim().split("\n").at(-1) ?? "";
    const how = signal ?? `exit code ${code ?? 0}`;
    if (code === 0) resolve(ok(output));
    else resolve(err(failed(command, why === "" ? how : `${how}: ${why}`)));
  });
  return promise;
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // All of it has ended; something in a group of its own still holds what it printed to.
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function failed(command: string, why: string): PlaceFault {
  return { type: "place/failed", sentence: `\`${command}\` did not do it: ${why}.` };
}
