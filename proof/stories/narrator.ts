/** Tells a story line by line, as somebody would who stands in the shop, and keeps what it has told. */

export interface Narrator {
  /** A line as it is. */
  readonly line: (text: string) => void;
  /** Somebody at a till does or sees something; `~` is what happens to the boxes themselves. */
  readonly event: (who: string, text: string) => void;
  /** Nothing of what is done meanwhile is told: there is too much of it. */
  readonly quietly: <Done>(work: () => Done) => Done;
  /** States a sentence that must hold in the end, and whether it does. */
  readonly holds: (sentence: string, isSo: boolean) => void;
  readonly lines: () => ReadonlyArray<string>;
  readonly checks: () => ReadonlyArray<Check>;
}

export interface Check {
  readonly sentence: string;
  readonly holds: boolean;
}

export interface NarratorOptions {
  readonly onLine: (line: string) => void;
  /** When it is, in the time of the story. */
  readonly time: () => string;
}

export function createNarrator({ onLine, time }: NarratorOptions): Narrator {
  const lines: string[] = [];
  const checks: Check[] = [];
  let isQuiet = false;

  function line(text: string): void {
    lines.push(text);
    onLine(text);
  }

  return {
    line,
    event: (who, text) => {
      if (!isQuiet) line(`${time()}  ${who}  ${text}`);
    },
    quietly: (work) => {
      isQuiet = true;
      try {
        return work();
      } finally {
        isQuiet = false;
      }
    },
    holds: (sentence, isSo) => {
      checks.push({ sentence, holds: isSo });
      line(`${isSo ? "ok" : "NO"}  ${sentence}`);
    },
    lines: () => lines,
    checks: () => checks,
  };
}
