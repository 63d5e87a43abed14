/** Why a day was not closed. */

export type DayRefusal =
  /** The till has done nothing since its last Z. */
  | { readonly type: "z/nothing" }
  | { readonly type: "day/not-come"; readonly day: string }
  | { readonly type: "day/before-shop"; readonly day: string }
  /** Named as one of which nothing will be heard, and it is there. */
  | { readonly type: "day/without-heard"; readonly name: string }
  | { readonly type: "day/without-reason"; readonly name: string }
  /** The close of another till counts what the device said beyond what is here of it. */
  | {
      readonly type: "day/counted-beyond";
      readonly name: string;
      readonly day: string;
      /** What the till is called that closed it. */
      readonly closer: string;
      /** Number of the last event that the close knew, and of the last one that is here. */
      readonly known: number;
      readonly here: number;
    }
  | { readonly type: "z/unknown"; readonly text: string };
