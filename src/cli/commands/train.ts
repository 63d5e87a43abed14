/** `till train`: the register on a shop of its own, where nothing that is done gets into the books. */

import { noteTraining, onStore } from "../../app/founding/note-training.ts";
import { beginTraining } from "../../app/founding/open-training.ts";
import { openRegister } from "../../app/register/open-register.ts";
import { systemStoreDeps } from "../../app/system/store-deps.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { type Console } from "../console.ts";
import { conflictFault, usageFault } from "../fault.ts";
import { registerCode } from "../register-code.ts";
import { sentencesOf } from "../sentences-of.ts";
import { unlock } from "../unlock.ts";
import { storeDir, type StoreOptions } from "../with-till.ts";

const said = sentencesOf(cliWords);

export interface TrainOptions extends StoreOptions {
  readonly plain?: boolean;
  readonly bell?: boolean;
  readonly print?: boolean;
}

export async function train(options: TrainOptions, console: Console): Promise<number> {
  const { environment, supervisor } = console;
  const { plain = false, bell = true, print: prints = false } = options;
  if (!environment.isTerminal && !plain) {
    throw usageFault(said(({ screen }) => screen.trainingTerminal));
  }
  const store = storeDir(options, console);
  const deps = await unlock(store, options, console);
  const training = await beginTraining(
    {
      store,
      prints,
      before: supervisor?.throwAway,
      onFolder: (throwAway) => supervisor?.keep({ throwAway }),
    },
    deps,
  );
  if (training === undefined) {
    throw conflictFault(said(({ screen }) => screen.trainingOpen));
  }
  const noted = noteTraining(training, "", onStore(store, deps));
  try {
    const end = await openRegister(training.dir, {
      environment: { ...environment, isPlain: plain || environment.isDumb, bell },
      deps: systemStoreDeps,
      supervisor,
      paperHome: training.paperHome,
    });
    return registerCode(end, console);
  } finally {
    noted.end();
  }
}
