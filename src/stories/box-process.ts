/** `till node` as a process of its own, as a box runs it; over as soon as whoever tells the story is. */

import { spawn } from "node:child_process";
import path from "node:path";

import { projectFolder } from "../app/catalogue/project-folder.ts";

export interface BoxProcess {
  /** What it has said so far. */
  readonly said: () => string;
  /** Hangs, and goes on. */
  readonly halt: () => void;
  readonly goOn: () => void;
  /** Resolves when it is over. */
  readonly end: (signal: "SIGTERM" | "SIGKILL") => Promise<void>;
}

export function startBox(store: string): BoxProcess {
  const launcher = path.join(projectFolder(), "bin/till.js");
  const child = spawn(process.execPath, [launcher, "node", "--store", store], {
    // By loopback alone, whatever surrounds the story; nothing of the reader's own settings.
    env: { HOME: path.dirname(store), LANG: "C.UTF-8", TILL_MESH_HOST: "127.0.0.1" },
    // The launcher ends a till whose parent is gone: that takes a channel.
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const { promise: over, resolve } = Promise.withResolvers<undefined>();
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.on("error", (error) => {
    said += error.message;
    resolve(undefined);
  });
  child.on("exit", () => {
    resolve(undefined);
  });
  return {
    said: () => said,
    halt: () => {
      child.kill("SIGSTOP");
    },
    goOn: () => {
      child.kill("SIGCONT");
    },
    end: (signal) => {
      child.kill(signal);
      return over;
    },
  };
}
