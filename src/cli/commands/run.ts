/** `till run`: opens the register on this terminal; without a shop, it makes one first. */

import { isHearing } from "../../app/founding/pending-join.ts";
import { hasStore } from "../../app/open-till.ts";
import { openRegister, type RegisterSurroundings } from "../../app/register/open-register.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { type Console } from "../console.ts";
import { usageFault } from "../fault.ts";
import { registerCode } from "../register-code.ts";
import { sentencesOf } from "../sentences-of.ts";
import { unlock } from "../unlock.ts";
import { storeDir, type StoreOptions } from "../with-till.ts";

const said = sentencesOf(cliWords);

export interface RunOptions extends StoreOptions {
  readonly plain?: boolean;
  readonly bell?: boolean;
  readonly touch?: RegisterSurroundings["touch"];
  readonly keep?: boolean;
  readonly socket?: string;
}

export async function run(options: RunOptions, console: Console): Promise<number> {
  const { environment, supervisor } = console;
  const { plain = false, bell = true, touch, keep = false } = options;
  if (keep || options.socket !== undefined) {
    const { runKept } = await import("./run-kept.ts");
    return runKept(options, console);
  }
  if (!environment.isTerminal && !plain) {
    throw usageFault(said(({ screen }) => screen.registerTerminal));
  }
  const dir = storeDir(options, console);
  if (!hasStore(dir) && environment.isTerminal) {
    const { firstStart } = await import("../first-start.ts");
    await firstStart(dir, options, console);
  } else if (isHearing(dir) && environment.isTerminal) {
    const { hearOn } = await import("../first-start/ask-join.ts");
    await hearOn(dir, options, console);
  }
  const surroundings = { ...environment, isPlain: plain || environment.isDumb, bell, touch };
  const deps = await unlock(dir, options, console);
  const end = await openRegister(dir, { environment: surroundings, deps, supervisor });
  return registerCode(end, console);
}
