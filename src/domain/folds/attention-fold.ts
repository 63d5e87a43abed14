/** The fold of what was settled of one till's chains, which belong to no other stream. */

import { noteResolved, type ResolvedByName } from "../attention.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type Fold, noContributions } from "./fold.ts";

export interface AttentionState {
  readonly resolved: ResolvedByName;
}

export const attentionFold: Fold<AttentionState> = {
  version: 1,
  empty: { resolved: {} },
  apply: (state: AttentionState, event: KnownEvent): AttentionState =>
    event.kind === "attention/resolved"
      ? { resolved: noteResolved(state.resolved, event.body) }
      : state,
  contributions: () => noContributions,
  tags: () => [],
};
