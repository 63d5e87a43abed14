/**
 * Asks for a line on the terminal that must not stay there: a PIN, a passphrase, a code from paper.
 * What shows its letters does so on stdout, which whoever asks knows to be the terminal: stderr may be
 * a log. What shows nothing asks there, and keeps out of results.
 */

const ENTER = /[\r\n]/u;
const BACKSPACES = new Set(["\b", "\u007F"]);
const INTERRUPT = "\u0003";
const BACK = "\u001A";
/** The escape key by itself; keys such as the arrows send more behind it. */
const ESC = "\u001B";
const CONTROL = /\p{Cc}/u;
const RUB_OUT = "\b \b";
/** Back to the begin of the line, and away with it. */
const WIPE_LINE = "\r\u001B[2K";
/** Away with what is on the screen, and with what has left it at the top. */
const WIPE_SCREEN = "\u001B[H\u001B[2J\u001B[3J";

export interface Question {
  /** The question; the answer goes behind its last line. */
  readonly prompt: string;
  /** Whether the letters appear while they are typed: too many to type blindly. */
  readonly isShown: boolean;
  /**
   * Whether it is one of several questions: its answer stays on the screen where it is shown,
   * Ctrl-Z and Esc answer `<`, and text pasted or typed after Enter answers the next one.
   */
  readonly isOfSeveral?: boolean;
}

/** Resolves with what was typed before Enter; undefined after Ctrl-C. Leaves no letter behind. */
export function askLine({
  prompt,
  isShown,
  isOfSeveral = false,
}: Question): Promise<string | undefined> {
  const { stdin, stdout, stderr } = process;
  const screen = isShown ? stdout : stderr;
  function show(text: string): void {
    if (isShown) screen.write(text);
  }

  // First: what is typed at once must not be shown by the terminal, nor Ctrl-C end us without a word.
  stdin.setRawMode(true);
  stdin.resume();
  screen.write(prompt);
  return new Promise((resolve) => {
    let line = "";
    // A slow line may bring half a letter.
    const decoder = new TextDecoder();
    function end(result: string | undefined): void {
      stdin.off("data", onData);
      stdin.setRawMode(false);
      stdin.pause();
      if (!isOfSeveral) show(WIPE_LINE + (prompt.split("\n").at(-1) ?? ""));
      screen.write("\n");
      resolve(result);
    }
    function onData(data: Buffer): void {
      let left = decoder.decode(data, { stream: true });
      if (isOfSeveral && left === ESC) return end("<");
      for (const character of left) {
        left = left.slice(character.length);
        if (character === INTERRUPT) return end(undefined);
        if (isOfSeveral && character === BACK) return end("<");
        if (ENTER.test(character)) {
          const next = character === "\r" ? left.replace(/^\n/u, "") : left;
          end(line);
          if (isOfSeveral && next !== "") stdin.unshift(Buffer.from(next));
          return undefined;
        }
        if (BACKSPACES.has(character)) {
          if (line !== "") show(RUB_OUT);
          line = withoutLast(line);
        } else if (!CONTROL.test(character)) {
          line += character;
          show(character);
        }
      }
      return undefined;
    }
    stdin.on("data", onData);
  });
}

/** A PIN, a passphrase: nobody may read it over a shoulder. */
export function readSecret(label: string): Promise<string | undefined> {
  return askLine({ prompt: `${label}: `, isShown: false });
}

/** A character may be of two code units. */
function withoutLast(text: string): string {
  return Array.from(text).slice(0, -1).join("");
}

/** Leaves nothing of what was shown, where somebody could scroll back to it. */
export function wipeScreen(): void {
  process.stdout.write(WIPE_SCREEN);
}
