/** `till attach`: shows a kept register on this terminal, until another one does. */

import { existsSync } from "node:fs";
import path from "node:path";

import { socketBeside } from "../../app/attach/attach-socket.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { type AttachTask, runAttachTask } from "../attach-task.ts";
import { type Console } from "../console.ts";
import { usageFault } from "../fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { storeDir } from "../with-till.ts";

const said = sentencesOf(cliWords);

/** Beside this file in the build; there is none where the program runs from its sources. */
const PROCESS = path.join(import.meta.dirname, "attach.js");
/** It makes next to nothing anew. */
const MEMORY_FLAGS = ["--max-semi-space-size=1", "--min-semi-space-size=1"];

interface AttachOptions {
  readonly store?: string;
  readonly socket?: string;
}

export async function attach(options: AttachOptions, console: Console): Promise<number> {
  if (!console.environment.isTerminal) {
    throw usageFault(said(({ screen }) => screen.attachTerminal));
  }
  const socket = path.resolve(options.socket ?? socketBeside(storeDir(options, console)));
  const task: AttachTask = {
    socketPath: socket,
    waits: console.text(said(({ screen }) => screen.attachWaits)),
    ends: {
      taken: console.text(said(({ screen }) => screen.attachTaken)),
      ended: console.text(said(({ screen }) => screen.attachEnded)),
      lost: console.text(said(({ screen }) => screen.attachLost)),
      none: console.text(said(({ screen }) => screen.noneKept({ socket }))),
      refused: console.text(said(({ screen }) => screen.attachRefused({ socket }))),
    },
  };
  becomeAttach(task);
  return runAttachTask(task);
}

/** In the same process, which returns where it can't be done. A launcher that waits for this one goes on with it. */
function becomeAttach(task: AttachTask): void {
  if (process.channel !== undefined || !existsSync(PROCESS)) return;
  const { execPath } = process;
  try {
    process.execve?.(execPath, [execPath, ...MEMORY_FLAGS, PROCESS, JSON.stringify(task)]);
  } catch {
    // A system that can't do it has memory enough.
  }
}
