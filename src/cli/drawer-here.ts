/** Which drawer a command means, and how a command about a drawer goes: done by whoever acts, then told. */

import { drawerToJson } from "../app/drawers/drawer-json.ts";
import { drawerNamed } from "../app/drawers/drawer-named.ts";
import { drawerSeen } from "../app/drawers/drawer-seen.ts";
import { drawerHere } from "../app/drawers/drawers.ts";
import { type OpenTill } from "../app/open-till.ts";
import { type Speech } from "../app/speech.ts";
import { type Actor, type Till } from "../app/till/till.ts";
import { type Result } from "../domain/base/result.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type DrawerSession } from "../domain/drawer/drawers.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { drawerWords } from "../words/made/drawer/all.ts";
import { type DrawerWords } from "../words/made/drawer/words.ts";
import { type Console } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { sayHeld, settleOwn } from "./printer-named.ts";
import { refusalFault, valueOf } from "./refusal-fault.ts";
import { speechIn } from "./speech-in.ts";
import { type ApproverOptions, withApproval } from "./with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "./with-till.ts";

export interface DrawerOptions extends JsonOptions, StaffOptions, ApproverOptions {}

type Work<Value> = (by: Actor) => Result<Value, Refusal>;

/** A till at which somebody does something with a drawer. */
export interface AtDrawer {
  readonly open: OpenTill;
  readonly till: Till;
  readonly actor: Actor;
  readonly speech: Speech;
  readonly words: DrawerWords;
  /** Tries it, with an approver's word where it needs one. */
  readonly attempt: <Value>(work: Work<Value>) => Promise<Result<Value, Refusal>>;
  /** Does it so; throws the fault of what is refused. */
  readonly perform: <Value>(work: Work<Value>) => Promise<Value>;
}

/** The result of a command, as JSON and as text. */
export interface DrawerTold {
  readonly json: Readonly<Record<string, unknown>>;
  readonly lines: ReadonlyArray<string>;
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
  return withTill(options, console, async (open) => {
    const { till } = open;
    const typed = read(till);
    const actor = await whoActs(till, options, console);
    const speech = speechIn(console, till);
    const words = wordsIn(drawerWords, speech.locale);

    function attempt<Value>(work: Work<Value>): Promise<Result<Value, Refusal>> {
      return withApproval({ till, actor, console }, options, work);
    }

    const told = await act(
      {
        open,
        till,
        actor,
        speech,
        words,
        attempt,
        perform: async (work) => valueOf(await attempt(work), till),
      },
      typed,
    );
    await tellWhenPrinted(open, console, { ...told, isJson: options.json === true });
    return EXIT.fine;
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

/** Prints the result once its papers are printed, or known to wait. */
async function tellWhenPrinted(
  open: OpenTill,
  console: Console,
  { json, lines, isJson }: DrawerTold & { readonly isJson: boolean },
): Promise<void> {
  const settled = await settleOwn(open, console, { waits: "papersWait" });
  if (isJson) console.json(json);
  else for (const line of lines) console.words(line);
  await sayHeld(open, console, settled);
}
