/** Payments that were booked by the wrong tender, and whoever notices puts them right: now and then two do. */

import { type createUnseenSession } from "../app/register/unseen-session.ts";
import { type Dice } from "./dice.ts";

export interface Corrections {
  /** What was just done, and what was put right after that. */
  readonly after: (done: string) => string;
}

export interface CorrectionsDeps {
  readonly session: Pick<ReturnType<typeof createUnseenSession>, "correctable" | "correct">;
  /** Numbers on papers of guests who may come back and say so; those who stand there have none yet. */
  readonly papers: () => ReadonlyArray<string>;
  /** Of its own: what else a seed's people do stays what it was before anybody corrected. */
  readonly dice: Dice;
}

const CORRECTED_SHARE = 0.06;
/** Of those: by a paper, at whatever till. */
const BY_PAPER_SHARE = 0.8;
/** So many that tills apart know some of the same ones, and so few that two people are brought one. */
const PAPERS = 8;

export function createCorrections({ session, papers, dice }: CorrectionsDeps): Corrections {
  return {
    after: (done) => {
      if (!dice.chance(CORRECTED_SHARE)) return done;
      const brought = papers().slice(0 - PAPERS);
      const isBrought = dice.chance(BY_PAPER_SHARE) && brought.length > 0;
      const found = session.correctable(isBrought ? dice.pick(brought) : "");
      if (!found.ok) return `${done}; correct: ${found.fault.message}`;
      const { order, name, ways } = found.value;
      const way = dice.pick(ways);
      const put = session.correct(order, way, "wrong key");
      const how = `${way.from.method} to ${way.to.method} of ${name}`;
      return `${done}; correct ${how}: ${put.ok ? "done" : put.fault.message}`;
    },
  };
}
