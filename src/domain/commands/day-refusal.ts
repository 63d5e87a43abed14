/** Why a day was not closed. */

export type DayRefusal =
  /** The till has done nothing since its last Z. */
  | { readonly type: "z/nothing" }
  | { readonly type: "day/not-come"; readonly day: string }
  | { readonly type: "day/before-shop"; readonly day: string }
  | { readonly type: "z/unknown"; readonly text: string };
