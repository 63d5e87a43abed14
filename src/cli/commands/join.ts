/** `till join`: this box becomes a till of a shop that has invited it. */

import {
  type Fetched,
  fetchShop,
  joinTheShop,
  type JoinWish,
  readInvite,
  readPlace,
} from "../../app/join-shop.ts";
import { type MeshView } from "../../app/mesh-view.ts";
import { hasStore } from "../../app/open-till.ts";
import { percent } from "../../app/percent.ts";
import { depsToFound } from "../../app/store-keys.ts";
import { onProcessEnd } from "../../app/system-process.ts";
import { askCode } from "../ask-code.ts";
import { type Console } from "../console.ts";
import { deviceNameFrom } from "../device-name.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { chosenForNew } from "../key-choice.ts";
import { storeFault } from "../store-fault.ts";
import { unlock } from "../unlock.ts";
import { type JsonOptions, storeDir } from "../with-till.ts";

export interface JoinOptions extends JsonOptions {
  readonly device?: string;
  readonly at?: string;
  readonly resume?: boolean;
  readonly wait: boolean;
  readonly passphrase?: boolean;
  readonly credential?: boolean | string;
}

/** Nobody stands beside a box for longer than that when it could sell. */
const REST_PATIENCE_MS = 30_000;

export async function join(
  text: string | undefined,
  options: JoinOptions,
  console: Console,
): Promise<ExitCode> {
  const dir = storeDir(options, console);
  if (options.resume === true) {
    if (!hasStore(dir)) throw new CommandFault(EXIT.notFound, `There is no shop in ${dir}.`);
    return await hearShop(dir, options, console);
  }
  if (hasStore(dir)) throw new CommandFault(EXIT.conflict, `There is a shop in ${dir} already.`);
  if (options.device === undefined) {
    throw usageFault('Say what this till is called: --device "Bar".');
  }
  const deviceName = deviceNameFrom(options.device, "--device");
  const at = options.at === undefined ? undefined : readPlace(options.at);
  if (options.at !== undefined && at === undefined) {
    throw usageFault(`--at ${options.at} names no place: say HOST or HOST:PORT.`);
  }
  const code = await codeFrom(text, console);
  const deps = depsToFound(await chosenForNew(options, console), console.environment);
  const progress = console.progress(options);
  const wish: JoinWish = {
    dir,
    deviceName,
    code,
    ...(at === undefined ? {} : { at }),
    onLooking: (secondsLeft) => {
      progress.show(`Looking for the till that has invited (${secondsLeft} s) …`);
    },
    onProved: () => {
      progress.show("The other till knows the code too …");
    },
  };
  const joined = await joinTheShop(wish, deps);
  progress.end();
  if (!joined.ok) throw new CommandFault(EXIT.unreachable, joined.fault);
  const { name, code: letters } = joined.value;
  if (options.json !== true) console.out(`This box is ${letters} ${deviceName} of ${name}.`);
  return await hearShop(dir, { ...options, letters }, console);
}

async function codeFrom(
  text: string | undefined,
  { environment }: Console,
): Promise<JoinWish["code"]> {
  if (text !== undefined) {
    const code = readInvite(text);
    if (!code.ok) throw usageFault(code.fault);
    return code.value;
  }
  if (!environment.isTerminal) throw usageFault("Say the code of the invitation: till join CODE.");
  return await askCode({
    words: "The code stands on the other till, or on its slip: type it, or scan it.\n",
    prompt: "Code: ",
    read: readInvite,
    interrupted: () => new CommandFault(EXIT.interrupted, "Interrupted; nothing was done."),
  });
}

/** Everything that the others have, as far as they are there. What has come stays when it is cut short. */
async function hearShop(
  dir: string,
  options: JoinOptions & { readonly letters?: string },
  console: Console,
): Promise<ExitCode> {
  const deps = await unlock(dir, options, console);
  const progress = console.progress(options);
  const ending = new AbortController();
  let fault: unknown;
  let fetched: Fetched;
  let far = "";
  const release = onProcessEnd((end) => {
    if (end.type === "fault") fault = end.error;
    ending.abort();
  });
  try {
    fetched = await fetchShop(
      dir,
      {
        restPatienceMs: options.wait ? REST_PATIENCE_MS : 0,
        signal: ending.signal,
        onProgress: ({ view, canSell }) => {
          far = farOf(view);
          const already = canSell ? ": it can sell already, Ctrl-C waits no longer" : " …";
          progress.show(`Hearing the shop${far}${already}`);
        },
      },
      deps,
    );
    if (fault !== undefined) throw storeFault(fault);
    if (fetched === "too-little") {
      throw new CommandFault(
        EXIT.interrupted,
        "Interrupted: what has come is kept, and `till join --resume` goes on.",
      );
    }
  } finally {
    progress.end();
    release();
  }
  if (options.json === true) {
    console.json({ store: dir, code: options.letters ?? null, heard: fetched === "whole" });
    return EXIT.fine;
  }
  console.out(
    fetched === "whole"
      ? "It has all of the shop."
      : `It can sell, and has${far === "" ? " not all" : far} of the shop: the rest comes while its register or its node runs. Until then a price may be an old one.`,
  );
  console.out(`Open the register: till run --store ${dir}`);
  return EXIT.fine;
}

function farOf(view: MeshView | undefined): string {
  const { catchUp } = view ?? {};
  if (catchUp === undefined || catchUp === null) return "";
  return ` ${percent({ done: catchUp.held, total: catchUp.known })}`;
}
