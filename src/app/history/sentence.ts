/** The type of what says in words what an event did: one that is missing for a kind does not compile. */

import { type KnownEvent } from "../../domain/events/kinds.ts";
import { type Teller } from "./teller.ts";

export type Sentences<Kinds extends KnownEvent["kind"]> = {
  readonly [Kind in Kinds]: (
    event: Extract<KnownEvent, { readonly kind: Kind }>,
    say: Teller,
  ) => string;
};
