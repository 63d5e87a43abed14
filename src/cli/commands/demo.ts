/**
 * `till demo`, which is `npm start`: the demo shop, made when it is not there yet. With `--story` nothing
 * of that shop is touched.
 */

import path from "node:path";

import { playShift } from "../../app/day/demo-shift.ts";
import { type DemoShop, SALES_BY_SHOP } from "../../app/day/demo-shops.ts";
import { hasStore, openTill } from "../../app/open-till.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { type Console } from "../console.ts";
import { EXIT } from "../exit-codes.ts";
import { conflictFault, refusedFault, usageFault } from "../fault.ts";
import { demoShop, foundDemo } from "../found-demo.ts";
import { sentencesOf } from "../sentences-of.ts";
import { unlock } from "../unlock.ts";
import { run } from "./run.ts";

const said = sentencesOf(cliBoxWords);

export interface DemoOptions {
  readonly story?: string | true;
  readonly json?: boolean;
  /** The language of a shop that isn't there yet. */
  readonly language?: Locale;
  /** The café for none. */
  readonly shop?: DemoShop;
}

export async function demo(
  { story, json = false, language, shop = "cafe" }: DemoOptions,
  console: Console,
): Promise<number> {
  if (story !== undefined) {
    const option = language === undefined ? shop !== "cafe" && "--shop" : "--language";
    if (option !== false) throw usageFault(said(({ demo }) => demo.notForStory({ option })));
    // Stories are told in English, to whoever tries the program.
    console.speak("en");
    const { demoStory } = await import("../../../proof/commands/demo-story.ts");
    return demoStory({ story, json }, console);
  }
  if (json) throw usageFault(said((words) => words.demo.jsonForStory));
  const { environment } = console;
  const store = path.join(environment.dataDir, shop === "cafe" ? "demo" : `demo-${shop}`);
  if (environment.store !== undefined) {
    console.say(said((words) => words.demo.isIn({ store })));
  }
  if (!hasStore(store)) await foundDemo(store, console, { shop, language });
  else if (language !== undefined && !isStartedAgain(console)) {
    throw conflictFault(said((words) => words.demo.isThere({ store })));
  }
  if (environment.isTerminal) return run({ store }, console);

  const open = openTill(store, await unlock(store, {}, console));
  console.speak(open.till.shopLocale());
  try {
    const shift = { fixture: demoShop(shop), sales: SALES_BY_SHOP[shop] };
    const played = await playShift(open, shift, console.out);
    if (!played.ok) {
      throw refusedFault(said((words) => words.demo.otherPin({ store })));
    }
    return played.value ? EXIT.fine : EXIT.foundWrong;
  } finally {
    await open.close();
  }
}

/** Whether a register that hung or died had these options before: the shop that it made is no conflict. */
function isStartedAgain({ supervisor }: Console): boolean {
  return supervisor !== undefined && supervisor.before !== "none";
}
