/** `till run`: opens the register on this terminal. */
import { openRegister } from "../../app/open-register.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { storeDir, type StoreOptions } from "../with-till.ts";

export async function run(options: StoreOptions, console: Console): Promise<ExitCode> {
  const { environment } = console;
  if (!environment.isTerminal) {
    throw usageFault("The register needs a terminal: open one, or use `till sell`.");
  }
  const end = await openRegister(storeDir(options, console), environment);
  if (end.crash === undefined) return EXIT.fine;
  console.say(`The register stopped; every order is safe. What happened is in ${end.crash.log}`);
  return EXIT.foundWrong;
}
