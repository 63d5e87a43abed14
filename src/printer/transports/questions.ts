/** The bytes of the questions to a printer, and of the commands around a job. */

/** The numbers of `GS I`. */
export const IDENTITIES = { maker: 66, model: 67, serial: 68 } as const;

const GS = 0x1d;
const ESC = 0x1b;
/** The counter of `GS g` that counts all cuts, for ever. */
const CUTS_EVER = 0xb2;
const ALL_KINDS_OF_STATUS = 0x0f;

/** Answered when all before it has been printed. Four characters. */
export function processId(id: string): Uint8Array {
  return Uint8Array.of(GS, 0x28, 0x48, 6, 0, 0x30, 0x30, ...characters(id));
}

/** The first byte of the block that answers a process id. */
export const PROCESS_ID_BLOCK = 0x22;

/** Answered in its turn, and not before what stands in front of it has been printed. */
export const paperInTurn: Uint8Array = Uint8Array.of(GS, 0x72, 1);

export const cutsEver: Uint8Array = Uint8Array.of(GS, 0x67, 0x32, 0, CUTS_EVER, 0);

export const automaticStatus: Uint8Array = Uint8Array.of(GS, 0x61, ALL_KINDS_OF_STATUS);

export const noAutomaticStatus: Uint8Array = Uint8Array.of(GS, 0x61, 0);

/** A fault that a person has cleared is over: it goes on with the line in which it stopped. */
export const goOn: Uint8Array = Uint8Array.of(0x10, 0x05, 1);

/** Whether it can print: answered at once, whatever it is doing. */
export const statusOfNow: Uint8Array = Uint8Array.of(0x10, 0x04, 1);

export function identity(what: number): Uint8Array {
  return Uint8Array.of(GS, 0x49, what);
}

/** A reset ends automatic status: it is asked for anew right behind the one that begins the job. */
export function withAutomaticStatus(job: Uint8Array): Uint8Array {
  if (job[0] !== ESC || job[1] !== 0x40) return job;
  return joined(job.subarray(0, 2), automaticStatus, job.subarray(2));
}

/**
 * Ends whatever command a broken connection left unfinished in the printer: each of them takes less
 * than the rest of its job. Alone, a zero means nothing.
 */
export function padding(length: number): Uint8Array {
  return new Uint8Array(length);
}

export function joined(...parts: ReadonlyArray<Uint8Array>): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function characters(text: string): ReadonlyArray<number> {
  return Array.from(text, (sign) => sign.charCodeAt(0));
}
