/** Why how something was paid is not corrected, or a tip is asked about, in English. */

import { type CorrectionRefusals } from "./words-shape.ts";

export const enCorrection: CorrectionRefusals = {
  "correction/no-payment": () =>
    "That order has no payment that can be corrected: nothing was taken for it.",
  "correction/reason-needed": () => "Say why it is corrected: the reason is recorded.",
  "correction/which": () =>
    "It was paid by several tenders: say which was booked wrongly, with --from.",
  "correction/not-taken": () =>
    "Only money taken is corrected: what was handed out or exchanged stays.",
  "correction/in-z": () => "The Z with that payment is closed: give it back and sell it anew.",
  "correction/other-day": () =>
    "It was paid on another business day: take the goods back, sell them anew.",
  "correction/same": () => "It is booked so already: nothing was changed.",
  "correction/too-much": ({ left }, { money }) =>
    left === 0
      ? "Nothing of it is booked so any more, or it went back: nothing was changed."
      : `At most ${money(left)} can be corrected: the rest was paid otherwise, or went back.`,
  "correction/only-whole": () =>
    "Cash of another currency is corrected as a whole: leave the amount out.",
  "tip/unusual": ({ tip, due }, { money }) =>
    `A tip of ${money(tip)} on ${money(due)}? If it is right: F9 at the register, --yes in a shell.`,
  "payment/final": () =>
    "The step before took money: `till order correct` if it came otherwise, else take the goods off and pay.",
};
