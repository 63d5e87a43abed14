/** Which drawer a command means, and how a command about a drawer goes: done by whoever acts, then told. */

import { drawerToJson } from "../app/drawers/drawer-json.ts";
import { drawerNamed } from "../app/drawers/drawer-named.ts";
import { drawerSeen } from "../app/drawers/drawer-seen.ts";
import { drawerHere } from "../app/drawers/drawers.ts";
import { type Speech } from "../app/speech.ts";
import { type Actor, type Till } from "../app/till/till.ts";
import { type DrawerSession } from "../domain/drawer/drawers.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { drawerWords } from "../words/made/drawer/all.ts";
import { type DrawerWords } from "../words/made/drawer/words.ts";
import { answer, type At } from "./answer.ts";
import { type Console } from "./console.ts";
import { type ExitCode } from "./exit-codes.ts";
import { refusalFault } from "./refusal-fault.ts";
import { type ApproverOptions } from "./with-approval.ts";
import { type JsonOptions, type StaffOptions } from "./with-till.ts";

export interface DrawerOptions extends JsonOptions, StaffOptions, ApproverOptions {}

/** What became of the drawer, for the answer. */
export interface DrawerTold {
  readonly json: object;
  readonly lines: ReadonlyArray<string>;
}

/** A till at which somebody does something with a drawer. */
export interface AtDrawer extends Omit<At, "speech"> {
  readonly actor: Actor;
  readonly speech: Speech;
  readonly words: DrawerWords;
}

/** Does something with a drawer. `read` reads what was typed, before anybody is asked who acts. */
export function atDrawer<Typed>(
  options: DrawerOptions,
  console: Console,
  {
    read,
    act,
  }: {
    readonly read: (till: Till) => Typed;
    readonly act: (at: AtDrawer, typed: Typed) => Promise<DrawerTold>;
  },
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const typed = read(at.till);
    const actor = await at.who();
    const speech = at.speech();
    const words = wordsIn(drawerWords, speech.locale);
    const { json, lines } = await act({ ...at, actor, speech, words }, typed);
    return { json: () => json, lines: () => lines, isProse: true, papers: "told" };
  });
}

/** Returns a drawer's session as the JSON of commands has it, for whoever acts. */
export function drawerJson({ till, actor }: AtDrawer, session: DrawerSession): DrawerTold["json"] {
  return {
    currency: till.currency.code,
    drawer: drawerToJson(till, drawerSeen(till, session, actor)),
  };
}

/** Finds a drawer by its name, else the one that the person sells from here. Throws where there is none. */
export function drawerMeant(
  { till, actor }: Pick<AtDrawer, "till" | "actor">,
  name: string | undefined,
): DrawerSession {
  const meant = name === undefined ? drawerHere(till, actor) : drawerNamed(till, name);
  if (meant !== undefined) return meant;
  const why = { type: "drawer/none-open", isAsked: false } as const;
  throw refusalFault(name === undefined ? why : { type: "drawer/unknown" }, till);
}
