/** The plan of Enter, or why it does nothing. */
export type Previewed =
  | { readonly type: "idle" }
  | { readonly type: "refused"; readonly why: string; readonly byKeys?: string }
  | {
      readonly type: "choose" | "ready";
      readonly preview: string;
      /** The first Enter only asks. */
      readonly isTwice?: true;
    };
