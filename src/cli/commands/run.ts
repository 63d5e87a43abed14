/** `till run`: opens the register on this terminal; without a shop, it makes one first. */

import { openRegister } from "../../app/open-register.ts";
import { hasStore } from "../../app/open-till.ts";
import { type Console } from "../console.ts";
import { USUAL_DEVICE } from "../device-name.ts";
import { usageFault } from "../fault.ts";
import { askToJoin } from "../first-start/ask-join.ts";
import { askLineOrLeave } from "../first-start/ask-shop.ts";
import { ENGLISH_WORDS } from "../first-start/english-words.ts";
import { askForShop } from "../first-start/real-shop.ts";
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

/** Whoever opens the register of no shop wants one: to try, their own, or to be one more till of it. */
async function firstStart(dir: string, options: StoreOptions, console: Console): Promise<void> {
  for (const line of [ENGLISH_WORDS.noShop(dir), ENGLISH_WORDS.lostShop]) console.words(line);
  let choice = await askWhich(console);
  // Whoever goes back from there is asked again.
  while (choice === "3") {
    if ((await askToJoin(dir, options, console)) !== undefined) return;
    choice = await askWhich(console);
  }
  if (choice === "1") {
    await foundDemo(dir, console);
    return;
  }
  const described = await askForShop(dir, console);
  await foundReal({ described, dir, options: { ...options, device: USUAL_DEVICE } }, console);
  // The register takes the whole screen, and with it what stands there.
  const { enterOpens, interrupted } = described.words;
  await askLineOrLeave(`\n${enterOpens} `, true, interrupted);
}

async function askWhich({ words, out }: Console): Promise<"1" | "2" | "3"> {
  const { choices, prompt, wrong } = ENGLISH_WORDS.which;
  for (const line of choices) words(line);
  for (;;) {
    const choice = await askLineOrLeave(prompt, true);
    if (choice === "") return "1";
    if (choice === "1" || choice === "2" || choice === "3") return choice;
    out(wrong);
  }
}
