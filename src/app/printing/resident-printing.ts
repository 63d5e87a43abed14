/**
 * The printing of a resident process: it takes the duties when they are free, asks a command for them,
 * prints for every process on the store, and looks at the queue from time to time, whatever it is told.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type SpoolStatus } from "../../printer/spool/spool-status.ts";
import { type Spool } from "../../printer/spool/spool.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { holderPid } from "./duties-address.ts";
import { callHolder, type DutiesCall } from "./duties-call.ts";
import { PATIENCE_MS } from "./duties-holder.ts";
import { DUTIES_VERSION, type UpkeepAnswer, type DutiesQuestion } from "./duties-lines.ts";
import { type Drive, type DriveDeps, type DriveRole } from "./printer-drive.ts";

export interface ResidentPrinting {
  readonly begin: () => void;
  readonly isBegun: () => boolean;
  /** Call it when there is something new in the queue. */
  readonly wake: () => void;
  /** A person wants every printer tried. Nothing before it has begun. */
  readonly wakeAll: () => unknown;
  /** Prints all that waits for a person; resolves when nothing more can be done now. */
  readonly printNow: () => Promise<void>;
  /** The printers as whoever has the duties sees them. */
  readonly seenPrinters: () => ReadonlyArray<SpoolStatus>;
  /** The other tills, where another process has the duties. */
  readonly seenMesh: () => MeshView | undefined;
  /** Returns the process that has the duties and doesn't answer. */
  readonly silence: () => { readonly pid: number | undefined } | undefined;
  readonly close: () => Promise<void>;
}

export interface ResidentListener {
  readonly onChange: () => void;
  /** Undefined when it threw, which somebody hears of. */
  readonly attempt: <Value>(work: () => Value) => Value | undefined;
}

/**
 * The pause between tries for the duties: a waiting process has them within a second of their
 * holder's death.
 */
const LOOK_EVERY_MS = 250;
const DAY_MS = 86_400_000;
/** A paper that is done can be looked at again for so long. */
const KEPT_DAYS = 30;
const FORGET_EVERY_MS = 3_600_000;
/**
 * The jobs that are forgotten at once: more than a busy shop prints in an hour, and no more than
 * can be deleted between two sales.
 */
const FORGOTTEN_AT_ONCE = 500;
/** The last checks of a process that closes: while others keep queueing, it leaves the rest to them. */
const LAST_LOOKS_MAX = 3;

export function createResidentPrinting(
  deps: DriveDeps,
  drive: Drive,
  listener: ResidentListener,
): ResidentPrinting {
  const { dir } = deps;
  const { attempt } = listener;
  let isBegun = false;
  let isClosed = false;
  let stopLooking: (() => void) | undefined;
  const watch = createHolderWatch({
    dir,
    lookEveryMs: LOOK_EVERY_MS,
    onChange,
    onGone: look,
  });
  const looks = createLooks(deps, drive, residentDuties({ ...deps, onChange, look, wakeAll }));

  function look(): void {
    attempt(looks.look);
  }

  function onChange(): void {
    attempt(listener.onChange);
  }

  function wake(): void {
    looks.look();
    const [newest] = drive.spool() === undefined ? deps.store.latest(1) : [];
    if (newest !== undefined) watch.say({ type: "committed", job: newest.id });
  }

  function wakeAll(): Spool | undefined {
    if (!isBegun) return undefined;
    const spool = attempt(looks.wake);
    if (spool === undefined) watch.say({ type: "print-now" });
    return spool;
  }

  async function close(): Promise<void> {
    isClosed = true;
    stopLooking?.();
    watch.close();
    if (drive.spool() === undefined) return;
    await drive.letGo();
    // Another process may have found the duties taken, queued its document and ended.
    for (let round = 0; round < LAST_LOOKS_MAX && attempt(looks.hasNewJobs) === true; round += 1) {
      await wakeAll()?.idle();
      await drive.letGo();
    }
  }

  return {
    begin: () => {
      isBegun = true;
      stopLooking = keepLooking(deps, {
        look,
        watch: () => {
          if (drive.spool() === undefined) attempt(watch.look);
          else watch.close();
        },
      });
    },
    isBegun: () => isBegun && !isClosed,
    wake: () => {
      if (isBegun) attempt(wake);
    },
    wakeAll,
    printNow: async () => {
      await wakeAll()?.idle();
    },
    seenPrinters: watch.printers,
    seenMesh: watch.mesh,
    silence: watch.silence,
    close,
  };
}

/**
 * Now, from time to time, and soon after anything is heard: what other tills say may be a ticket for a
 * printer here. Returns the end of it.
 */
function keepLooking(
  { clock, ledger }: DriveDeps,
  { look, watch }: Record<"look" | "watch", () => void>,
): () => void {
  let cancelNext: (() => void) | undefined;
  let cancelSoon: (() => void) | undefined;

  function lookAndGoOn(): void {
    look();
    watch();
    cancelNext = clock.after(LOOK_EVERY_MS, lookAndGoOn);
  }

  const stopHearing = ledger.onChange(() => {
    cancelSoon ??= clock.after(0, () => {
      cancelSoon = undefined;
      look();
    });
  });
  lookAndGoOn();
  return () => {
    stopHearing();
    cancelNext?.();
    cancelSoon?.();
  };
}

function residentDuties({
  look,
  wakeAll,
  onChange,
  onAskRights = () => undefined,
}: Record<"look" | "wakeAll" | "onChange", () => void> &
  Pick<DriveDeps, "onAskRights">): DriveRole["duties"] {
  return {
    isResident: true,
    onCommitted: () => {
      look();
      // The screen may show what was committed.
      onChange();
    },
    onPrintNow: wakeAll,
    onAskRights,
    // Another resident process asks in vain: the present one keeps the duties.
    onLetGo: () => undefined,
  };
}

interface Looks {
  /** Tries every printer now. Undefined while another process has the duties. */
  readonly wake: () => Spool | undefined;
  /** Tries the printers that have something new, and all of them when they were just taken over. */
  readonly look: () => void;
  readonly hasNewJobs: () => boolean;
}

/** Throws what the store throws. */
function createLooks(
  { store, clock, tickets }: DriveDeps,
  drive: Drive,
  duties: DriveRole["duties"],
): Looks {
  /** The newest job when the printers were last told of new ones. */
  let seenJob = 0;
  let forgetAtMs = Number.NEGATIVE_INFINITY;

  function seeNewJobs(): ReadonlyArray<string> {
    const newest = store.newestSince(seenJob);
    seenJob = Math.max(seenJob, ...newest.map(({ id }) => id));
    return newest.map(({ printer }) => printer);
  }

  function wake(): Spool | undefined {
    const spool = drive.take({ queue: store, duties });
    if (spool === undefined) return undefined;
    try {
      // Documents that were printed elsewhere meanwhile are put aside before anything is printed.
      tickets.look(spool.offSinceMs());
    } finally {
      seeNewJobs();
      spool.wake();
      forgetOld();
    }
    return spool;
  }

  /** Receipts don't wait for tickets with which something is wrong. */
  function offerNew(spool: Spool): void {
    let given: Iterable<string> = [];
    try {
      given = tickets.look(spool.offSinceMs());
    } finally {
      for (const printer of new Set([...seeNewJobs(), ...given])) spool.offer(printer);
      forgetOld();
    }
  }

  function forgetOld(): void {
    const nowMs = clock.nowMs();
    if (nowMs < forgetAtMs) return;
    forgetAtMs = nowMs + FORGET_EVERY_MS;
    store.forget(nowMs - KEPT_DAYS * DAY_MS, FORGOTTEN_AT_ONCE);
  }

  return {
    wake,
    look: () => {
      drive.keepUp();
      const spool = drive.spool();
      if (spool === undefined) {
        wake();
        return;
      }
      offerNew(spool);
    },
    hasNewJobs: () => store.newestSince(seenJob).length > 0,
  };
}

interface HolderWatch {
  /** Watches the holder of the duties while that is another process. */
  readonly look: () => void;
  readonly say: (question: DutiesQuestion) => void;
  /** The printers as the holder sees them. */
  readonly printers: () => ReadonlyArray<SpoolStatus>;
  /** The other tills, as it does. */
  readonly mesh: () => MeshView | undefined;
  readonly silence: () => { readonly pid: number | undefined } | undefined;
  /** The duties are ours, or not wanted any more. */
  readonly close: () => void;
}

interface WatchOptions {
  readonly dir: string;
  readonly lookEveryMs: number;
  readonly onChange: () => void;
  /** The holder has hung up: the duties may be free. */
  readonly onGone: () => void;
}

interface Seen {
  readonly printers: ReadonlyArray<SpoolStatus>;
  readonly mesh: MeshView | undefined;
}

const NOTHING_SEEN: Seen = { printers: [], mesh: undefined };
const LOOKS_PER_QUESTION = 4;

/**
 * An eye on whoever has the duties, for a resident process that waits for them: a command is asked to
 * let go, and one that has got stuck is noticed. Nobody takes the duties from it: it may go on.
 */
function createHolderWatch({ dir, lookEveryMs, onChange, onGone }: WatchOptions): HolderWatch {
  let call: DutiesCall | undefined;
  let seen: Seen = NOTHING_SEEN;
  /** Unanswered polls are counted instead of time, because this process may have been stopped for a while. */
  let looksUnheard = 0;
  let silence: { readonly pid: number | undefined } | undefined;
  /** Whether the holder is another version: it prints, but answers no question. */
  let isForeign = false;

  function open(): DutiesCall {
    let hasSpoken = false;
    isForeign = false;
    return callHolder(dir, {
      onAnswer: (answer) => {
        hasSpoken = true;
        hear(answer);
      },
      onEnd: () => {
        call = undefined;
        if (hasSpoken) onGone();
      },
    });
  }

  function hear(answer: UpkeepAnswer): void {
    looksUnheard = 0;
    silence = undefined;
    switch (answer.type) {
      case "hello":
        isForeign = answer.version !== DUTIES_VERSION;
        if (isForeign) return onChange();
        if (!answer.isResident) call?.say({ type: "let-go" });
        call?.say({ type: "status" });
        return;
      case "status":
        seen = { printers: answer.printers, mesh: answer.mesh ?? undefined };
        onChange();
        return;
      case "looked":
        return;
      default:
        assertNever(answer, "answer of the holder of the duties");
    }
  }

  return {
    look: () => {
      call ??= open();
      if (isForeign) return;
      if (looksUnheard % LOOKS_PER_QUESTION === 0) call.say({ type: "status" });
      looksUnheard += 1;
      if (silence !== undefined || looksUnheard * lookEveryMs < PATIENCE_MS) return;
      silence = { pid: holderPid(dir) };
      onChange();
    },
    say: (question) => call?.say(question),
    printers: () => seen.printers,
    mesh: () => seen.mesh,
    silence: () => silence,
    close: () => {
      call?.hangUp();
      call = undefined;
      seen = NOTHING_SEEN;
      looksUnheard = 0;
      silence = undefined;
    },
  };
}
