/** What a paper says in English that may be there already, behind which of its job's papers it is. */
export const REPRINT_MARK = "MAY BE DUPLICATE";
