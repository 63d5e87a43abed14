/** The questions of `till run` where there is no shop yet: which one to make, or to join. */

import { tryFolder } from "../app/founding/try-folder.ts";
import { foundReal } from "./commands/init.ts";
import { type Console } from "./console.ts";
import { askToJoin } from "./first-start/ask-join.ts";
import { askLineOrLeave } from "./first-start/ask-shop.ts";
import { askForShop, boxLanguage, wordsIn } from "./first-start/real-shop.ts";
import { type FirstStartWords } from "./first-start/words.ts";
import { foundDemo } from "./found-demo.ts";
import { isKeyOpen } from "./key-choice.ts";
import { type StoreOptions } from "./with-till.ts";

/** Asks which shop to open: a demo, a new one, or one to join. */
export async function firstStart(
  dir: string,
  options: StoreOptions,
  console: Console,
): Promise<void> {
  tryFolder(dir);
  const asking = wordsIn(boxLanguage());
  for (const line of [asking.noShop({ dir }), asking.lostShop]) console.words(line);
  let choice = await askWhich(asking, console);
  // A person who goes back from joining is asked again.
  while (choice === "3") {
    if ((await askToJoin(dir, options, console)) !== undefined) return;
    choice = await askWhich(asking, console);
  }
  if (choice === "1") {
    await foundDemo(dir, console, { shop: "cafe", language: undefined });
    return;
  }
  const described = await askForShop(dir, { asksKey: isKeyOpen(options) }, console);
  await foundReal({ described, dir, options }, console);
  // The register takes the whole screen, and with it what stands there.
  const { enterOpens, interrupted } = described.words;
  await askLineOrLeave(`\n${enterOpens} `, true, interrupted);
}

async function askWhich(
  { which, interrupted }: FirstStartWords,
  { words, out }: Console,
): Promise<"1" | "2" | "3"> {
  const { choices, prompt, wrong } = which;
  for (const line of choices) words(line);
  for (;;) {
    const choice = await askLineOrLeave(prompt, true, interrupted);
    if (choice === "") return "1";
    if (choice === "1" || choice === "2" || choice === "3") return choice;
    out(wrong);
  }
}
