/** Which drawer a command means, and how one that did something with a drawer ends. */

import { drawerNamed } from "../app/drawers/drawer-named.ts";
import { drawerHere } from "../app/drawers/drawers.ts";
import { type OpenTill } from "../app/open-till.ts";
import { type Speech } from "../app/speech.ts";
import { type Actor, type Till } from "../app/till.ts";
import { type DrawerSession } from "../domain/drawer/drawers.ts";
import { wordsIn } from "../domain/words-in.ts";
import { findingsWords } from "../words/made/findings/all.ts";
import { orderWords } from "../words/made/order/all.ts";
import { type Console } from "./console.ts";
import { sayHeld } from "./printer-named.ts";
import { refusalFault } from "./refusal-fault.ts";

/** Finds a drawer by its name, else the one that the person sells from here. Throws where there is none. */
export function drawerMeant(till: Till, actor: Actor, name: string | undefined): DrawerSession {
  if (name !== undefined) {
    const named = drawerNamed(till, name);
    if (named === undefined) throw refusalFault({ type: "drawer/unknown" }, till);
    return named;
  }
  const here = drawerHere(till, actor);
  if (here === undefined) throw refusalFault({ type: "drawer/none-open", isAsked: false }, till);
  return here;
}

/**
 * Waits until its papers are printed or known to wait, and then prints the result, as JSON where
 * that is asked for.
 */
export async function tellDrawer(
  open: OpenTill,
  console: Console,
  {
    json,
    value,
    lines,
    speech,
  }: {
    readonly json: boolean | undefined;
    readonly value: unknown;
    readonly lines: ReadonlyArray<string>;
    readonly speech: Speech;
  },
): Promise<void> {
  const settled = await open.printing.settleOwn();
  if (settled.type === "silent") {
    const words = wordsIn(orderWords, speech.locale);
    console.say(
      words.papersWait({
        why: wordsIn(findingsWords, speech.locale).holderSilent({ pid: settled.pid }),
      }),
    );
  }
  if (json === true) console.json(value);
  else for (const line of lines) console.words(line);
  await sayHeld(open, console, settled);
}
