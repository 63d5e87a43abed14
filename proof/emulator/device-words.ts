/**
 * The commands that a person types for the emulated printer: `paper-out`, `cover open`, `off after
 * 100 bytes`, `stall for 60 s`. Any other text is refused with a sentence that lists them.
 */

import { err, ok, type Result } from "../../src/domain/base/result.ts";
import { type After, type PrinterChange } from "../../src/printer/emulator/printer-device.ts";

export interface Wish {
  readonly change: PrinterChange;
  /** The delay; undefined for none. */
  readonly after?: After | { readonly seconds: number };
}

interface Word {
  /** The first is the one that help shows. */
  readonly names: ReadonlyArray<string>;
  readonly means: string;
  readonly change: PrinterChange;
}

export const WORDS: ReadonlyArray<Word> = [
  { names: ["on"], means: "power on", change: { power: "on" } },
  {
    names: ["off", "power off", "power lost"],
    means: "power off: what it holds is lost",
    change: { power: "off" },
  },
  { names: ["paper-out", "no paper"], means: "the roll is at its end", change: { paper: "out" } },
  {
    names: ["paper-low", "near end", "paper near end"],
    means: "the roll is nearly at its end",
    change: { paper: "near-end" },
  },
  { names: ["paper", "paper in", "new paper"], means: "a new roll", change: { paper: "there" } },
  { names: ["cover-open", "open cover"], means: "somebody opened it", change: { cover: "open" } },
  {
    names: ["cover-closed", "close cover", "cover close"],
    means: "and closed it",
    change: { cover: "closed" },
  },
  {
    names: ["cutter-jam", "cutter jammed", "jam"],
    means: "the knife stops at its next cut",
    change: { cutter: "jammed" },
  },
  { names: ["cutter-free", "free cutter"], means: "no longer", change: { cutter: "free" } },
  {
    names: ["drawer-open", "open drawer", "key"],
    means: "by hand, with its key",
    change: { drawer: "open" },
  },
  {
    names: ["drawer-closed", "close drawer", "drawer close"],
    means: "and shut again",
    change: { drawer: "closed" },
  },
  {
    names: ["cable-out", "cable pulled", "unplug"],
    means: "nothing gets in or out, and nobody is told",
    change: { cable: "pulled" },
  },
  { names: ["cable-in", "cable plugged", "plug"], means: "back in", change: { cable: "plugged" } },
  {
    names: ["stall", "stalled"],
    means: "prints nothing; with `for 60 s` goes on by itself",
    change: { printing: "stalled" },
  },
  {
    names: ["swallow", "swallows everything"],
    means: "takes everything and prints nothing",
    change: { printing: "swallows" },
  },
  {
    names: ["print", "print again", "go on"],
    means: "ends stall and swallow",
    change: { printing: "normal" },
  },
  {
    names: ["mute", "answers nothing", "silent"],
    means: "answers nothing",
    change: { answering: "nothing" },
  },
  {
    names: ["garbage", "answers garbage"],
    means: "answers nonsense",
    change: { answering: "garbage" },
  },
  { names: ["answer", "answers"], means: "answers as it should", change: { answering: "normal" } },
];

/** The largest number, so that a slip of the keyboard doesn't wait for ever. */
const NUMBER_MAX = 1_000_000;
const MS_PER_SECOND = 1000;

const AFTER = /^(?<what>.*?) after (?<count>[0-9]+) ?(?<unit>lines?|bytes?|s|seconds?)$/u;
const FOR = /^(?<what>.*?) for (?<count>[0-9]+) ?(?<unit>s|seconds?)$/u;

export function readWish(text: string): Result<Wish, string> {
  const plain = text
    .trim()
    .toLowerCase()
    // A minus before a number is none between words.
    .replaceAll(/(?:[\s_]|-(?![0-9]))+/gu, " ");
  const { what = plain, count, unit = "" } = AFTER.exec(plain)?.groups ?? {};
  const change = readChange(what);
  if (change === undefined) return err(refusal(text, plain));
  if (count === undefined) return ok({ change });
  if (!isGoodNumber(count)) return err(`"${text}": a number from 1 to ${NUMBER_MAX}, please.`);
  return ok(planned(change, Number(count), unit));
}

function readChange(what: string): PrinterChange | undefined {
  const { what: timed, count = "" } = FOR.exec(what)?.groups ?? {};
  if (timed !== undefined) {
    if (changeNamed(timed)?.printing !== "stalled" || !isGoodNumber(count)) return undefined;
    return { printing: { stalledForMs: Number(count) * MS_PER_SECOND } };
  }
  return changeNamed(what);
}

function changeNamed(name: string): PrinterChange | undefined {
  return WORDS.find(({ names }) => names.some((other) => other.replaceAll("-", " ") === name))
    ?.change;
}

/** Paper and power have an end of their own, which is exact to the byte. */
function planned(change: PrinterChange, count: number, unit: string): Wish {
  if (unit.startsWith("s")) return { change, after: { seconds: count } };
  if (unit.startsWith("l")) {
    if (change.paper === "out") return { change: { paper: { lines: count } } };
    return { change, after: { lines: count } };
  }
  if (change.power === "off") return { change: { power: { lostAfterBytes: count } } };
  return { change, after: { bytes: count } };
}

function isGoodNumber(count: string): boolean {
  return Number(count) >= 1 && Number(count) <= NUMBER_MAX;
}

function refusal(text: string, plain: string): string {
  const where = / after | for /u.test(plain)
    ? ' A time is "after 12 lines", "after 100 bytes" or "after 5 s"; "stall for 60 s".'
    : "";
  return `"${text}" is none of ${WORDS.map(({ names }) => names[0]).join(", ")}.${where}`;
}
