/** Why somebody was not seated, moved to a seat, let go, or handed over. */

export type TableRefusal =
  | { readonly type: "covers/invalid"; readonly max: number }
  | { readonly type: "seat/invalid"; readonly max: number }
  /** No table is called so, where nobody has said which ones there are. */
  | { readonly type: "table/no-name"; readonly text: string }
  /** A name of signs alone, or with signs that no paper shows. */
  | { readonly type: "name/unreadable" }
  /** Whoever leaves without ordering has nothing on their order. */
  | { readonly type: "order/has-goods" }
  /** Nobody sits there any more. */
  | { readonly type: "order/nobody-there" }
  /** Nobody has said that they left. */
  | { readonly type: "order/there" }
  | { readonly type: "owner/same"; readonly staff: string }
  /** Nothing that is open is theirs. */
  | { readonly type: "owner/nothing"; readonly staff: string };
