/** `till run --keep`: a register that stays when nobody looks at it, for `till attach`. */

import path from "node:path";

import { socketBeside, type SocketFault } from "../../app/attach/attach-socket.ts";
import { createKeptTerminal } from "../../app/attach/kept-terminal.ts";
import { openRegister, type RegisterSurroundings } from "../../app/register/open-register.ts";
import { systemClock } from "../../app/system/clock.ts";
import { screenOf } from "../../app/system/environment.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { type Console } from "../console.ts";
import { type CommandFault, conflictFault, usageFault } from "../fault.ts";
import { registerCode } from "../register-code.ts";
import { sentencesOf } from "../sentences-of.ts";
import { unlock } from "../unlock.ts";
import { storeDir, type StoreOptions } from "../with-till.ts";

const said = sentencesOf(cliWords);

interface KeptOptions extends StoreOptions {
  readonly plain?: boolean;
  readonly bell?: boolean;
  readonly touch?: RegisterSurroundings["touch"];
  readonly keep?: boolean;
  readonly socket?: string;
}

/** Whoever attaches comes by a terminal of today; the service that keeps the register has none. */
const ATTACHED = { TERM: "xterm-256color", LANG: "C.UTF-8" };

export async function runKept(options: KeptOptions, console: Console): Promise<number> {
  const { plain = false, bell = true, keep = false, socket, touch } = options;
  if (!keep) throw usageFault(said(({ screen }) => screen.socketOfKeep));
  if (plain) throw usageFault(said(({ screen }) => screen.keepPlain));
  const dir = storeDir(options, console);
  const socketPath = path.resolve(socket ?? socketBeside(dir));
  const { environment, supervisor } = console;
  const { signs } = screenOf(ATTACHED);
  const deps = await unlock(dir, options, console);
  const kept = createKeptTerminal(socketPath, systemClock);
  let fault: SocketFault | undefined;
  const end = await openRegister(dir, {
    environment: { ...environment, signs, isPlain: false, bell, touch },
    deps,
    supervisor,
    kept,
    begins: async () => {
      fault = await kept.listen();
      if (fault === undefined)
        console.say(said(({ screen }) => screen.keptAt({ socket: socketPath })));
      return fault === undefined;
    },
  });
  await kept.close();
  if (fault !== undefined) throw socketFault(fault, socketPath);
  return registerCode(end, console);
}

function socketFault(fault: SocketFault, socket: string): CommandFault {
  if (fault.type === "too-long") return usageFault(said(({ screen }) => screen.socketLong));
  if (fault.type === "taken") {
    return conflictFault(said(({ screen }) => screen.socketTaken({ socket })));
  }
  return usageFault(said(({ screen }) => screen.socketBlocked({ socket, why: fault.why })));
}
