/** Lines of a pipe. One ends where its Enter is: half a line is nobody's word, and is not done. */

import { StringDecoder } from "node:string_decoder";

import { drawable } from "../terminal/cell-text.ts";
import { type LinesDeps, type PlainLines } from "./plain-lines.ts";

/** No line of the register is nearly as long: what goes on is no script. */
const LINE_LENGTH_MAX = 4096;
/** A CR at the end of a read may be half of an Enter. */
const LINE_END = /\r\n|\n|\r(?=[^])/u;

export function createPipedLines(deps: LinesDeps): PlainLines {
  const { clock, stdout, signs } = deps;
  const characters = new StringDecoder("utf8");
  let half = "";
  let lines: ReadonlyArray<string> = [];
  let isAsked = false;
  let cancel: (() => void) | undefined;

  function say(sentences: ReadonlyArray<string>): void {
    stdout.write(sentences.map((sentence) => `${drawable(sentence, signs)}\n`).join(""));
  }

  /** One in a turn: printers and signals come between two lines as between those of a person. */
  function give(): void {
    if (!isAsked || lines.length === 0) return;
    isAsked = false;
    cancel = clock.after(0, () => {
      const [line = "", ...rest] = lines;
      lines = rest;
      deps.attempt(() => deps.dialogue().take(line));
    });
  }

  function add(more: ReadonlyArray<string>): void {
    lines = [...lines, ...more.map(typeable)];
    give();
  }

  return {
    say,
    ask: () => {
      isAsked = true;
      give();
    },
    push: (bytes) => {
      const parts = (half + characters.write(bytes)).split(LINE_END);
      half = (parts.pop() ?? "").slice(0, LINE_LENGTH_MAX);
      add(parts);
    },
    isEmpty: () => lines.length === 0,
    enter: ignore,
    end: () => {
      if (half.endsWith("\r")) add([half]);
      else if (typeable(half) !== "") {
        say([
          deps
            .dialogue()
            .words()
            .plain.halfLine({ text: typeable(half) }),
        ]);
      }
      half = "";
    },
    leave: () => cancel?.(),
  };
}

/** As a keyboard would have brought it. */
function typeable(line: string): string {
  return line
    .replaceAll(/\p{Cc}+/gu, " ")
    .replaceAll(/[\p{Cf}\p{Cs}\ufffd]/gu, "")
    .trim();
}

function ignore(): void {
  // A pipe is as it is.
}
