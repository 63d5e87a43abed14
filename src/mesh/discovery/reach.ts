/** Whether anything at all comes back from an address on this network. */

import { connect } from "node:net";

import { type Clock } from "../../domain/ports.ts";
import { type Address } from "../address.ts";

const ANSWER_MS_MAX = 1500;

/** A port that is closed says so, which is an answer of the machine. */
export function answers({ host, port }: Address, clock: Clock): Promise<boolean> {
  const socket = connect({ host, port });
  return new Promise((resolve) => {
    let hasAnswered = false;
    const cancel = clock.after(ANSWER_MS_MAX, () => {
      socket.destroy();
    });
    socket.once("connect", () => {
      hasAnswered = true;
      socket.destroy();
    });
    socket.once("error", ({ code }: NodeJS.ErrnoException) => {
      hasAnswered = code === "ECONNREFUSED" || code === "ECONNRESET";
    });
    socket.once("close", () => {
      cancel();
      resolve(hasAnswered);
    });
  });
}
