/** The answers of another process that has the duties, and the fallback when it gives none. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { pause } from "../../domain/base/pause.ts";
import { type Clock } from "../../domain/ports.ts";
import { type SpoolStatus } from "../../printer/spool/spool-status.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { holderPid } from "./duties-address.ts";
import { callHolder } from "./duties-call.ts";
import { DUTIES_VERSION, type DutiesQuestion } from "./duties-lines.ts";

export type HolderAnswer =
  /** The process released the duties, or died, before it answered. */
  | { readonly type: "gone" }
  /** No process has the duties, or it doesn't answer yet, or not any more. */
  | { readonly type: "absent" }
  /** The process has the duties and doesn't answer: it is stopped, or stuck. */
  | { readonly type: "silent"; readonly pid: number | undefined }
  | {
      readonly type: "answered";
      readonly pid: number;
      readonly isResident: boolean;
      readonly printers: ReadonlyArray<SpoolStatus>;
      /** Undefined where it is connected to no other till. */
      readonly mesh: MeshView | undefined;
    };

export interface HolderDeps {
  readonly dir: string;
  readonly clock: Clock;
}

/** The patience: longer than any work that keeps a holder from answering. */
export const PATIENCE_MS = 3000;
const ASK_EVERY_MS = 1000;
export const RETRY_MS = 50;
const NO_ANSWER = { type: "answered", printers: [], mesh: undefined } as const;

/**
 * Asks once. An order goes to a resident holder only: a command prints its own papers, so the answer
 * is that it has gone, once it has.
 */
export function askHolder(
  { dir, clock }: HolderDeps,
  question: Exclude<DutiesQuestion, { readonly type: "let-go" }>,
): Promise<HolderAnswer> {
  const { promise, resolve } = Promise.withResolvers<HolderAnswer>();
  let hello: { readonly pid: number; readonly isResident: boolean } | undefined;
  let stopAsking: (() => void) | undefined;
  const call = callHolder(dir, {
    onAnswer: (answer) => {
      stopWaiting();
      stopWaiting = wait();
      switch (answer.type) {
        case "hello":
          hello = { pid: answer.pid, isResident: answer.isResident };
          if (answer.version !== DUTIES_VERSION) end({ ...hello, ...NO_ANSWER });
          else if (answer.isResident || question.type === "status") call.say(question);
          else keepAsking();
          return;
        case "status":
          if (question.type === "status" && hello !== undefined) {
            const { printers, mesh } = answer;
            end({ ...hello, type: "answered", printers, mesh: mesh ?? undefined });
          }
          return;
        case "looked":
          if (hello !== undefined) end({ ...hello, ...NO_ANSWER });
          return;
        default:
          assertNever(answer, "answer of the holder of the duties");
      }
    },
    onEnd: () => {
      end({ type: hello === undefined ? "absent" : "gone" });
    },
  });
  let stopWaiting = wait();
  return promise;

  /** The status is asked again and again, so that a process that gets stuck meanwhile is noticed. */
  function keepAsking(): void {
    call.say({ type: "status" });
    stopAsking = clock.after(ASK_EVERY_MS, keepAsking);
  }

  function wait(): () => void {
    return clock.after(PATIENCE_MS, () => {
      end({ type: "silent", pid: holderPid(dir) });
    });
  }

  function end(answer: HolderAnswer): void {
    stopWaiting();
    stopAsking?.();
    call.hangUp();
    resolve(answer);
  }
}

/** Says something to a resident holder, and waits for nothing: where none is, nothing happens. */
export function tellHolder({ dir, clock }: HolderDeps, question: DutiesQuestion): void {
  const call = callHolder(dir, {
    onAnswer: (answer) => {
      if (answer.type === "hello" && answer.isResident) call.say(question);
      else end();
    },
    onEnd: () => {
      stopWaiting();
    },
  });
  const stopWaiting = clock.after(PATIENCE_MS, end);

  function end(): void {
    stopWaiting();
    call.hangUp();
  }
}

/** Returns the process that has the duties; `absent` for none. Changes nothing. */
export async function findHolder(deps: HolderDeps): Promise<HolderAnswer> {
  for (let waitedMs = 0; ; waitedMs += RETRY_MS) {
    const answer = await askHolder(deps, { type: "status" });
    if (answer.type === "answered" || answer.type === "silent") return answer;
    const pid = holderPid(deps.dir);
    if (pid === undefined) return { type: "absent" };
    if (waitedMs >= PATIENCE_MS) return { type: "silent", pid };
    await pause(deps.clock, RETRY_MS);
  }
}
