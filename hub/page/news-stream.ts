/** Says in a stream that stays open that there are new figures, never which: the page asks for them itself. */

import { type Context } from "hono";
import { streamSSE } from "hono/streaming";

import { type PageDeps } from "./page-deps.ts";

/** A busy evening has several sales a second, and nobody reads faster. */
const GATHER_MS = 2000;
/** Proxies close what is silent for a minute. */
const BEAT_MS = 25_000;
const STREAMS_MAX = 200;

export type NewsStream = (context: Context, isLoggedIn: () => boolean) => Response;

export function createNewsStream({ clock, hear }: Pick<PageDeps, "clock" | "hear">): NewsStream {
  let streams = 0;

  return (context, isLoggedIn) => {
    if (streams >= STREAMS_MAX) return context.body(null, 503);
    // A proxy must not wait for more of it.
    context.header("x-accel-buffering", "no");
    return streamSSE(context, async (stream) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      let cancelNews: (() => void) | undefined;
      let cancelBeat = clock.after(BEAT_MS, beat);
      streams += 1;
      stream.onAbort(() => {
        resolve(undefined);
      });
      const stopHearing = hear(() => {
        cancelNews ??= clock.after(GATHER_MS, () => {
          cancelNews = undefined;
          say("rows");
        });
      });
      say("begun");
      await promise;
      streams -= 1;
      stopHearing();
      cancelBeat();
      cancelNews?.();

      function beat(): void {
        cancelBeat = clock.after(BEAT_MS, beat);
        say("beat");
      }

      /** Whoever has logged out meanwhile hears nothing more. */
      function say(event: string): void {
        if (!isLoggedIn() || stream.aborted) {
          resolve(undefined);
          return;
        }
        stream.writeSSE({ event, data: "" }).catch(() => {
          resolve(undefined);
        });
      }
    });
  };
}
