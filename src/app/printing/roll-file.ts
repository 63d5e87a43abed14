/**
 * The paper of the printer in software as a file: `.txt` grows as it prints, `.svg` is drawn anew a
 * few times a second while it does. It is for its owner only: paper may hold what nobody else
 * should read.
 */

import { appendFileSync, renameSync, writeFileSync } from "node:fs";

import { type Clock } from "../../domain/ports.ts";
import { rollToSvg } from "../../printer/roll-svg.ts";
import { type RollEntry, rollToText } from "../../printer/roll.ts";

export interface RollFile {
  readonly add: (entries: ReadonlyArray<RollEntry>) => void;
  /** Begins anew. */
  readonly tearOff: () => void;
  /** What was printed last is in it, too. */
  readonly close: () => void;
}

const OWNER_ONLY = { mode: 0o600 } as const;
const DRAWN_EVERY_MS = 250;
/** A picture of more is too large for whoever looks at it; the oldest go first. */
const ENTRIES_MAX = 5000;

/** Throws what the system says when it can't be written. */
export function createRollFile(file: string, columns: number, clock: Clock): RollFile {
  return file.endsWith(".svg") ? pictureFile(file, columns, clock) : textFile(file, columns);
}

function textFile(file: string, columns: number): RollFile {
  writeFileSync(file, "", OWNER_ONLY);
  return {
    add: (entries) => {
      appendFileSync(file, rollToText(entries, columns), OWNER_ONLY);
    },
    tearOff: () => {
      writeFileSync(file, "", OWNER_ONLY);
    },
    close: () => undefined,
  };
}

function pictureFile(file: string, columns: number, clock: Clock): RollFile {
  let roll: ReadonlyArray<RollEntry> = [];
  let cancel: (() => void) | undefined;

  function draw(): void {
    cancel?.();
    cancel = undefined;
    const part = `${file}.${process.pid}.part`;
    writeFileSync(part, rollToSvg(roll, { columns }), OWNER_ONLY);
    renameSync(part, file);
  }

  draw();
  return {
    add(entries) {
      roll = [...roll, ...entries].slice(-ENTRIES_MAX);
      cancel ??= clock.after(DRAWN_EVERY_MS, draw);
    },
    tearOff() {
      roll = [];
      draw();
    },
    close: draw,
  };
}
