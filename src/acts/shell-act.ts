/** What the shell knows of an act before that is loaded: made of the acts at set-up (`scripts/shell-acts.mjs`). */

import { type Question } from "../domain/questions.ts";
import { type Act, type ShellWord } from "./act.ts";
import { type ActId, type AnyAct } from "./all.ts";

export interface ShellAct {
  readonly id: ActId;
  readonly on: Act<ActId, unknown, object, unknown>["on"];
  /** Where it stands, such as "order note". */
  readonly path: string;
  readonly help: string;
  readonly words: ReadonlyArray<ShellWord>;
  readonly options: ReadonlyArray<ShellWord>;
  readonly example: string;
  readonly hasDryRun: boolean;
  readonly asks: ReadonlyArray<Question>;
  readonly load: () => Promise<AnyAct>;
}
