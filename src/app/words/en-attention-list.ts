/** What needs somebody, as commands list it in English, the reference. */

import { counted } from "../counted.ts";
import { type AttentionListWords } from "./attention-list-words.ts";

export const enAttentionList: AttentionListWords = {
  nothing: "Nothing needs anybody.",
  noHistory: "Nothing was sold under a doubt.",
  addressee: (id) => id,
  noQuestion: "No money is in question.",
  extent: ([from, to], sales, money) =>
    `events ${from} to ${to}, ${counted(sales, "sale")}, ${money}`,
  reasons: {
    "chain/forked": "The till spoke with two voices: its disk was copied, or went back in time.",
    "chain/revoked": "Said after the till was revoked.",
    "chain/retired": "Retired: a person looked at it, and it stays out.",
    "chain/too-many": "Its till began anew more often than anybody has vouched for.",
    "chain/id-taken": "Has the ids of another branch, which was admitted.",
    "device/not-enrolled":
      "No authority of the shop has enrolled this device: enrol it, and it counts.",
    "kind/not-allowed": "The device may not write this: enrol it with the right, and it counts.",
    "batch/unfinished":
      "Part of a bigger piece of work that has not ended. If it broke off, do it again, and retire this.",
    "batch/retired":
      "Part of a bigger piece of work that broke off: a person looked at it, and it stays out.",
  },
  admitted: (extent) => `Admitted: ${extent}.`,
  retired: (extent) => `Retired: ${extent}.`,
  purged: (name) => `What doesn't count of ${name} is thrown away on every till, a day from now.`,
};
