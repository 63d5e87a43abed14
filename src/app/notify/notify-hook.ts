/**
 * The hook of the shop: it is handed one notice as JSON, on its standard input or by HTTPS, away from
 * the thread of a sale but for the start of it.
 */

import path from "node:path";

import { type NotifyHook } from "../../domain/settings/notify-rules.ts";
import { postJson } from "../system/web.ts";
import {
  NOTIFY_PATIENCE_MS,
  type Notified,
  type NotifyDeps,
  notifyProgram,
} from "./notify-command.ts";

/** The folder of programs in a box's store: whoever may write there may run programs anyway. */
export const HOOKS_FOLDER = "hooks";

export interface HookDeps extends NotifyDeps {
  /** The folder of the store. */
  readonly dir: string;
}

/** Hands a notice to the hook. Never throws: what went wrong is the result. */
export function callHook(hook: NotifyHook, text: string, deps: HookDeps): Promise<Notified> {
  return hook.type === "webhook"
    ? callWeb(hook.url, text, deps)
    : notifyProgram(path.join(deps.dir, HOOKS_FOLDER, hook.name), `${text}\n`, deps);
}

async function callWeb(
  url: string,
  text: string,
  { clock, patienceMs = NOTIFY_PATIENCE_MS, ending }: NotifyDeps,
): Promise<Notified> {
  const patience = new AbortController();
  const cancel = clock.after(patienceMs, () => patience.abort());
  const signals = [patience.signal, ...(ending === undefined ? [] : [ending])];
  const answer = await postJson(url, text, AbortSignal.any(signals));
  cancel();
  if (answer.type === "answered") {
    const isTaken = answer.status >= 200 && answer.status < 300;
    return isTaken ? { type: "sent" } : { type: "failed", code: String(answer.status) };
  }
  return patience.signal.aborted
    ? { type: "hung", seconds: patienceMs / 1000 }
    : { type: "failed", code: answer.why };
}
