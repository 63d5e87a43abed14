/** `till run`: opens the register on this terminal; without a shop, it makes one first. */

import { openRegister } from "../../app/open-register.ts";
import { hasStore } from "../../app/open-till.ts";
import { type Console } from "../console.ts";
import { USUAL_DEVICE } from "../device-name.ts";
import { usageFault } from "../fault.ts";
import { askLineOrLeave } from "../first-start/ask-shop.ts";
import { askForShop } from "../first-start/real-shop.ts";
import { WORDS } from "../first-start/words.ts";
import { foundDemo } from "../found-demo.ts";
import { registerCode } from "../register-code.ts";
import { unlock } from "../unlock.ts";
import { storeDir, type StoreOptions } from "../with-till.ts";
import { foundReal } from "./init.ts";

export interface RunOptions extends StoreOptions {
  readonly plain?: boolean;
}

export async function run(options: RunOptions, console: Console): Promise<number> {
  const { environment, supervisor } = console;
  const { plain = false } = options;
  if (!environment.isTerminal && !plain) {
    throw usageFault(
      "The register needs a terminal: open one, give it lines with --plain, or use `till sell`.",
    );
  }
  const dir = storeDir(options, console);
  if (!hasStore(dir) && environment.isTerminal) await firstStart(dir, options, console);
  const surroundings = { ...environment, isPlain: plain || environment.isDumb };
  const deps = await unlock(dir, options, console);
  const end = await openRegister(dir, { environment: surroundings, deps, supervisor });
  return registerCode(end, console);
}

/** Whoever opens the register of no shop wants one: to try, or their own. */
async function firstStart(dir: string, options: StoreOptions, console: Console): Promise<void> {
  const { choices, prompt, wrong } = WORDS.demoOrReal;
  for (const line of [WORDS.noShop(dir), WORDS.lostShop, ...choices]) console.words(line);
  let choice = await askLineOrLeave(prompt, true);
  while (!["", "1", "2"].includes(choice)) {
    console.out(wrong);
    choice = await askLineOrLeave(prompt, true);
  }
  if (choice !== "2") {
    await foundDemo(dir, console);
    return;
  }
  const described = await askForShop(dir, console);
  await foundReal({ described, dir, options: { ...options, device: USUAL_DEVICE } }, console);
  // The register takes the whole screen, and with it what stands there.
  await askLineOrLeave(`\n${WORDS.enterOpens} `, true);
}
