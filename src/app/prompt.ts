/** Asks for a secret on the terminal without showing it: a PIN, a passphrase. */

import { stderr, stdin } from "node:process";

const ENTER = /[\r\n]/u;
const BACKSPACES = new Set(["\b", "\u007F"]);
const INTERRUPT = "\u0003";

/** Resolves with what was typed before Enter; undefined after Ctrl-C. */
export function readSecret(label: string): Promise<string | undefined> {
  stderr.write(`${label}: `);
  stdin.setRawMode(true);
  stdin.resume();
  return new Promise((resolve) => {
    let secret = "";
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
        if (ENTER.test(character)) return end(secret);
        secret = BACKSPACES.has(character) ? withoutLast(secret) : secret + character;
      }
      return undefined;
    }
    stdin.on("data", onData);
  });
}

/** A character may be of two code units. */
function withoutLast(text: string): string {
  return Array.from(text).slice(0, -1).join("");
}
