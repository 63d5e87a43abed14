/**
 * Lines that somebody types on a terminal: the same keys as on the screen, and no escape sequence
 * goes out.
 */

import { createKeyDecoder } from "../keys/key-decoder.ts";
import { type InputEvent } from "../keys/key-event.ts";
import { createRepeatFilter } from "../keys/repeat-filter.ts";
import { createScanDetector } from "../keys/scan-detector.ts";
import { type RegisterState } from "../register-state.ts";
import { hasPaid, takesMoney } from "../register-store.ts";
import { isRefusedScan } from "../scan.ts";
import { BELL } from "../terminal/terminal-sequences.ts";
import { type PersonAsked, createLineEditor } from "./line-editor.ts";
import { type PlainDialogue } from "./plain-dialogue.ts";
import { type LinesDeps, type PlainLines } from "./plain-lines.ts";

export function createTypedLines(deps: LinesDeps): PlainLines {
  const { clock, stdin, stdout, dialogue, hooks } = deps;
  const filter = createRepeatFilter();
  const detector = createScanDetector();
  const editor = createLineEditor({
    write: (text) => stdout.write(text),
    echoes: deps.isOutputTerminal,
    signs: deps.signs,
    prompt: () => dialogue().prompt(),
    isSecret: (typed) => dialogue().isSecret(typed),
    personAsked: () => personAsked(dialogue().getState()),
    lastText: () => dialogue().getState().lastText,
    onLine: (line) => dialogue().take(line),
    onInterrupt: deps.onInterrupt,
    howToLeave: () => howToLeave(dialogue()),
    onEnd: deps.onEnd,
  });
  const decoder = createKeyDecoder({
    clock,
    onKeys: (keys) => {
      deps.attempt(() => {
        dialogue().touched();
        for (const key of keys) press(detector.accept(key, clock.nowMs()));
      });
    },
  });
  let unsubscribe: ReadonlyArray<() => void> = [];

  function press(event: InputEvent): void {
    const before = dialogue().getState();
    if (!counts(event)) return;
    editor.press(event);
    if (deps.bell && isRefusedScan(event, before, dialogue().getState())) stdout.write(BELL);
    if (hasPaid(before, dialogue().getState())) filter.tookMoney(clock.nowMs());
  }

  /** A nervous finger counts once; what was typed before Enter was typed by nobody nervous. */
  function counts(event: InputEvent): boolean {
    if (event.type !== "key" || (event.key === "enter" && !editor.isEmpty())) return true;
    return filter.counts(event.key, clock.nowMs(), takesMoney(dialogue().getState()));
  }

  function setRaw(isRaw: boolean): void {
    stdin.setRawMode?.(isRaw);
  }

  return {
    say: editor.say,
    ask: editor.ask,
    push: decoder.push,
    // Half a line is nobody's word.
    isEmpty: () => true,
    enter: () => {
      setRaw(true);
      unsubscribe = aroundStops(hooks, setRaw, editor.ask);
    },
    end: () => {
      decoder.close();
      editor.stop();
    },
    leave: () => {
      for (const stop of unsubscribe) stop();
      decoder.close();
      editor.stop();
      setRaw(false);
    },
  };
}

/** While the process is stopped the terminal is a shell's, which sets it its own way. */
function aroundStops(
  hooks: LinesDeps["hooks"],
  setRaw: (isRaw: boolean) => void,
  ask: () => void,
): ReadonlyArray<() => void> {
  if (hooks === undefined) return [];
  const stopped = hooks.onStop(() => setRaw(false));
  const goesOn = hooks.onContinue(() => {
    setRaw(false);
    setRaw(true);
    ask();
  });
  return [stopped, goesOn, hooks.onExit(() => setRaw(false))];
}

function howToLeave(dialogue: PlainDialogue): string {
  const { session } = dialogue.getState();
  return dialogue.words().plain.howToLeave({ isLocked: session === undefined });
}

function personAsked({ approval, screen }: RegisterState): PersonAsked {
  if (approval !== undefined) return "approval";
  return screen === "log-in" ? "log-in" : "nobody";
}
