/**
 * `till demo`, which is `npm start`: the demo shop, made when it is not there yet. With `--story` nothing
 * of that shop is touched.
 */

import path from "node:path";

import { playShift } from "../../app/day/demo-shift.ts";
import { hasStore, openTill } from "../../app/open-till.ts";
import { type Locale } from "../../domain/locale.ts";
import { type Console } from "../console.ts";
import { EXIT } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { demoShop, foundDemo } from "../found-demo.ts";
import { unlock } from "../unlock.ts";
import { run } from "./run.ts";

export interface DemoOptions {
  readonly story?: string | true;
  readonly json?: boolean;
  /** Of a shop that isn't there yet. */
  readonly language?: Locale;
}

export async function demo(
  { story, json = false, language }: DemoOptions,
  console: Console,
): Promise<number> {
  if (story !== undefined) {
    if (language !== undefined)
      throw usageFault("--language is for the shop, and not for a story.");
    const { demoStory } = await import("./demo-story.ts");
    return demoStory({ story, json }, console);
  }
  if (json) throw usageFault("--json is for a story: such as `till demo --story 4 --json`.");
  const { environment } = console;
  const store = path.join(environment.dataDir, "demo");
  if (environment.store !== undefined) {
    console.say(`The demo shop is in ${store}: TILL_HOME is for a shop of your own.`);
  }
  if (!hasStore(store)) await foundDemo(store, console, language);
  else if (language !== undefined) {
    throw new CommandFault(
      EXIT.conflict,
      `The demo shop is in ${store} already: the settings of its back office have its language.`,
    );
  }
  if (environment.isTerminal) return run({ store }, console);

  const open = openTill(store, await unlock(store, {}, console));
  try {
    const played = await playShift(open, demoShop(), console.out);
    if (!played.ok) {
      throw new CommandFault(
        EXIT.refused,
        `The demo's first PIN doesn't open it any more: \`till run --store ${store}\` asks for yours.`,
      );
    }
    return played.value ? EXIT.fine : EXIT.foundWrong;
  } finally {
    await open.close();
  }
}
