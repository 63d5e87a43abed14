/** Asks for a secret on the terminal without showing it: a PIN, a passphrase. */

import { stderr, stdin } from "node:process";

const ENTER = /[\r\n]/u;
const BACKSPACES = new Set(["\b", "\u007F"]);
const INTERRUPT = "\u0003";

/** Resolves with what was typed before Enter; undefined after Ctrl-C. */
export function readSecret(label: string): Promise<string | undefined> {
  // First: what is typed at once must not be shown, nor Ctrl-C end us without a word.
  stdin.setRawMode(true);
  stderr.write(`${label}: `);
  stdin.resume();
  return new Promise((resolve) => {
    let secret = "";
    // A slow line may bring half a letter.
    const decoder = new TextDecoder();
    function end(result: string | undefined): void {
      stdin.off("data", onData);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write("\n");
      resolve(result);
    }
    function onData(data: Buffer): void {
      for (const character of decoder.decode(data, { stream: true })) {
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
