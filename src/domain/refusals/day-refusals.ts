/** Why a day was not closed. */

import { refusal } from "../base/refusal-table.ts";

export const DAY_REFUSALS = {
  "day/far-jump": refusal<{ from: string; to: string }>("wrong"),
  "day/not-come": refusal<{ day: string }>("wrong"),
  "day/before-shop": refusal<{ day: string }>("wrong"),
  /** A till that was declared silent for good is there. */
  "day/without-heard": refusal<{ name: string }>("conflict"),
  "day/history-awaited": refusal("conflict"),
  /** Figures that add up what happened, while this till has been told today alone. */
  "report/history-awaited": refusal("conflict"),
  "day/without-reason": refusal<{ name: string }>("wrong"),
  /** The close of another till counts what the device said beyond what is here of it. */
  "day/counted-beyond": refusal<{
    name: string;
    day: string;
    /** The name of the till that closed the day. */
    closer: string;
    /** Number of the last event that the close knew, and of the last one that is here. */
    known: number;
    here: number;
  }>("conflict"),
  /** The close of another till, or this one, counts what the revocation is meant to take back. */
  "day/counted-before": refusal<{ name: string; day: string; closer: string; known: number }>(
    "conflict",
  ),
  /** The till has done nothing since its last Z. */
  "z/nothing": refusal("conflict"),
  "z/unknown": refusal<{ text: string }>("unknown"),
};
