/** Asks for a PIN on the terminal without showing it. */

import { stderr, stdin } from "node:process";

const ENTER = /[\r\n]/u;
const BACKSPACES = new Set(["\b", "\u007F"]);
const INTERRUPT = "\u0003";

/** Resolves with what was typed before Enter; undefined after Ctrl-C. */
export function readPin(): Promise<string | undefined> {
  stderr.write("PIN: ");
  stdin.setRawMode(true);
  stdin.resume();
  return new Promise((resolve) => {
    let pin = "";
    function end(result: string | undefined): void {
      stdin.off("data", onData);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write("\n");
      resolve(result);
    }
    function onData(data: Buffer): void {
      for (const character of data.toString("utf8")) {
        if (character === INTERRUPT) return end(undefined);
        if (ENTER.test(character)) return end(pin);
        pin = BACKSPACES.has(character) ? pin.slice(0, -1) : pin + character;
      }
      return undefined;
    }
    stdin.on("data", onData);
  });
}
