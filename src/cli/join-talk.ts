/** The output while a box joins, for the command and for the first start. */

import { type JoinProblem, type JoinRefusal } from "../app/founding/join-problem.ts";
import { type Fetched, fetchShop } from "../app/founding/join-shop.ts";
import { type PastProgress } from "../app/membership/shop-past.ts";
import { onProcessEnd } from "../app/system/process.ts";
import { percent } from "../app/words/percent.ts";
import { assertNever } from "../domain/base/assert-never.ts";
import { type Progress } from "./console.ts";
import { interruptedFault } from "./fault.ts";
import { type FirstStartWords } from "./first-start/words.ts";
import { storeFault } from "./store-fault.ts";

export function problemSentence(
  problem: JoinProblem,
  { joining: { problem: words, refused } }: FirstStartWords,
): string {
  switch (problem.type) {
    case "deaf":
      return words.deaf({ silence: problem.silence });
    case "nobody-heard":
      return words.nobodyHeard;
    case "no-such-code":
      return withCount(words.noSuchCode, problem.refusal, { problem: words, refused });
    case "other-code":
      return withCount(words.otherCode({ place: problem.place }), problem.refusal, {
        problem: words,
        refused,
      });
    case "nobody-there":
      return words.nobodyThere({ place: problem.place });
    case "impostor":
      return words.impostor;
    case "refused":
      return refused[problem.reason];
    case "declined":
      return problem.message === ""
        ? words.refusesAnew({ why: problem.reason })
        : words.refuses({ why: problem.message });
    case "broken-off":
      return words.brokenOff({ why: problem.reason });
    case "unfit":
      return words.unfit;
    default:
      return assertNever(problem, "problem of joining");
  }
}

/** Adds to the sentence of a wrong code what the inviting till counted. */
export function withCount(
  sentence: string,
  refusal: JoinRefusal | undefined,
  { problem, refused }: Pick<FirstStartWords["joining"], "problem" | "refused">,
): string {
  if (refusal === "wrong-code") return `${sentence} ${problem.counted}`;
  return refusal === "burnt" ? `${sentence} ${refused.burnt}` : sentence;
}

export interface Hearing {
  readonly words: FirstStartWords;
  readonly progress: Progress;
  /** Whether it waits for all that the shop had said when the box joined. */
  readonly waits: boolean;
  readonly isOffice?: boolean;
}

/** Everything that the others have, as far as they are there. What has come stays when it is cut short. */
export async function hearShop(
  dir: string,
  { words: { joining }, progress, waits, isOffice }: Hearing,
  deps: Parameters<typeof fetchShop>[2],
): Promise<{ readonly fetched: Exclude<Fetched, "too-little">; readonly far: string }> {
  const ending = new AbortController();
  let fault: unknown;
  let far = "";
  const release = onProcessEnd((end) => {
    if (end.type === "fault") fault = end.error;
    ending.abort();
  });
  try {
    const fetched = await fetchShop(
      dir,
      {
        waits,
        isOffice,
        signal: ending.signal,
        onProgress: ({ past, canSell, isSilent }) => {
          far = farOf(past);
          const hears = isSilent ? joining.hearsNobody({ far }) : joining.hears({ far });
          progress.show(canSell ? joining.canSell({ far }) : hears);
        },
      },
      deps,
    );
    if (fault !== undefined) throw storeFault(fault);
    if (fetched === "too-little") throw interruptedFault(joining.cutShort);
    return { fetched, far };
  } finally {
    progress.end();
    release();
  }
}

function farOf(past: PastProgress | undefined): string {
  return past === undefined ? "" : ` ${percent({ done: past.held, total: past.known })}`;
}
