/** The process that watches this one, as the register sees it: signs of life go there, and what is to be kept. */

import { type KeptScreen } from "../../tui/kept-screen.ts";
import { machineMs } from "../system/clock.ts";
import { keptScreenSchema } from "./kept-screen-schema.ts";
import {
  type Before,
  type FromRegister,
  type Kept,
  type ToRegister,
} from "./supervisor-messages.ts";

export interface RegisterSupervisor {
  readonly before: Before;
  /** The screen of the register before; undefined when this build can't read it. */
  readonly screen: KeptScreen | undefined;
  readonly passphrase: string | undefined;
  /** The folder of a shop that the register before was at, and that nobody needs after this one. */
  readonly throwAway: string | undefined;
  /** For a register that is started in this one's place. */
  readonly keep: (
    kept:
      | { readonly screen: KeptScreen }
      | { readonly passphrase: string }
      | { readonly throwAway: string },
  ) => void;
  /**
   * Gives signs of life, in earnest from the next turn of the loop on: who is silent for three seconds
   * after that is ended. The returned function is called when the terminal is given back.
   */
  readonly watch: () => () => void;
  /** Announces that this turn of the event loop may take long. */
  readonly busy: () => void;
}

const ALIVE_EVERY_MS = 500;
/** Nothing that is worth waiting for takes longer. */
const BUSY: FromRegister = { type: "busy", forMs: 60_000 };

/** `begin` is what the supervisor said first. */
export function connectSupervisor(begin: ToRegister): RegisterSupervisor {
  const post = createPost();
  stopTogether(post.say);
  return {
    before: begin.before,
    screen:
      begin.screen === undefined ? undefined : keptScreenSchema().safeParse(begin.screen).data,
    passphrase: begin.passphrase,
    throwAway: begin.throwAway,
    keep: post.keep,
    watch: () => {
      // The first frame may take a while.
      post.say(BUSY);
      const first = setTimeout(post.alive, 0);
      const others = setInterval(post.alive, ALIVE_EVERY_MS);
      return () => {
        clearTimeout(first);
        clearInterval(others);
        post.say({ type: "leaving" });
      };
    },
    busy: () => {
      post.say(BUSY);
      setTimeout(post.alive, 0);
    },
  };
}

interface Post {
  readonly say: (message: FromRegister) => void;
  readonly alive: () => void;
  readonly keep: (kept: Kept) => void;
}

/** Sends one message at a time: a supervisor that is stopped must not fill this memory. */
function createPost(): Post {
  let isOnItsWay = false;
  let unsaid: Kept | undefined;
  /** Whether the turn that was announced as long is over, and the supervisor doesn't know it yet. */
  let isAliveUnsaid = false;

  function say(message: FromRegister): void {
    if (process.send === undefined || !process.connected) return;
    isOnItsWay = true;
    process.send(message, undefined, undefined, () => {
      isOnItsWay = false;
      const kept = unsaid;
      if (kept === undefined && !isAliveUnsaid) return;
      unsaid = undefined;
      isAliveUnsaid = false;
      say(kept === undefined ? { type: "alive" } : { type: "keep", kept });
    });
  }

  return {
    say,
    alive: () => {
      if (isOnItsWay) isAliveUnsaid = true;
      else say({ type: "alive" });
    },
    keep: (kept) => {
      if (isOnItsWay) unsaid = { ...unsaid, ...kept };
      else say({ type: "keep", kept });
    },
  };
}

/**
 * Who stops this process stops the supervisor, and with it this one: only that gives the shell its turn.
 * The supervisor may have been told too, and stop this process at any point of its work; that the stop
 * is over is then heard in the next turn of the loop, and asked for only after that one.
 */
function stopTogether(say: Post["say"]): void {
  let requestedAtMs: number | undefined;
  function ask(): void {
    if (requestedAtMs === undefined) return;
    say({ type: "stop", requestedAtMs });
    requestedAtMs = undefined;
  }

  process.on("SIGTSTP", () => {
    requestedAtMs = machineMs();
    setImmediate(() => setImmediate(ask));
  });
  process.on("SIGCONT", () => {
    requestedAtMs = undefined;
  });
}
