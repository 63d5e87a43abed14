/** Somebody on a till's port, from the connection until they are welcome or gone. */

import { type Socket } from "node:net";

import { type Clock } from "../../domain/ports.ts";
import { type RefusalLog } from "./refusal-log.ts";
import { type Place } from "./stranger-gate.ts";

export interface TlsCaller {
  /** Why they will have gone; the first reason counts. */
  readonly blame: (reason: string) => void;
  /** They have to go. */
  readonly dismiss: (reason: string) => void;
  /** From now on they have so long, and whoever met them tells their end and lets them go. */
  readonly handOver: (msMax: number) => void;
  readonly letGoBy: (dismiss: (reason: string) => void) => void;
  /** Their end is told here after all. */
  readonly refuse: (reason: string) => void;
  readonly welcome: () => void;
}

export interface CallerOptions {
  readonly raw: Socket;
  readonly address: string;
  readonly place: Place;
  readonly clock: Clock;
  readonly refusals: RefusalLog;
  /** They are welcome, or gone. */
  readonly onSettled: () => void;
}

export const HANDSHAKE_MS_MAX = 5000;
/** Node drops a wrong certificate without a word: it looks as if the other side had hung up. */
const NO_HANDSHAKE = "broke off the handshake, or showed a certificate that is not this shop's";

export function createTlsCaller(options: CallerOptions): TlsCaller {
  const { raw, address, place, clock, refusals, onSettled } = options;
  let reason: string | undefined;
  let isToldElsewhere = false;
  let isGone = false;
  let letGo = refuse;
  let cancelTimer = clock.after(HANDSHAKE_MS_MAX, () => {
    refuse("took too long for the handshake");
  });

  raw.on("error", (cause: NodeJS.ErrnoException) => {
    blame(brokenOff(cause));
  });
  raw.once("close", () => {
    cancelTimer();
    place.leave();
    onSettled();
    isGone = true;
    if (!isToldElsewhere) tell();
  });
  return { blame, dismiss, handOver, letGoBy, refuse, welcome };

  function blame(why: string): void {
    reason ??= why;
  }

  function dismiss(why: string): void {
    letGo(why);
  }

  function handOver(msMax: number): void {
    isToldElsewhere = true;
    cancelTimer();
    cancelTimer = clock.after(msMax, () => {
      dismiss("did not prove in time that it belongs here");
    });
  }

  function letGoBy(dismiss: (reason: string) => void): void {
    letGo = dismiss;
  }

  function refuse(why: string): void {
    blame(why);
    if (isGone && isToldElsewhere) tell();
    isToldElsewhere = false;
    raw.destroy();
  }

  function tell(): void {
    refusals.note(address, reason ?? NO_HANDSHAKE);
  }

  function welcome(): void {
    cancelTimer();
    place.clear();
    onSettled();
  }
}

export function brokenOff({ code }: NodeJS.ErrnoException): string {
  return `broke off (${code ?? "no reason given"})`;
}
