/** What commands say of tills that are listed, looked for, shut out and replaced, in English, the reference. */

import { counted } from "../counted.ts";
import { revocationText } from "../revocation.ts";
import { type MeshChangeWords } from "./mesh-change-words.ts";

export const enMeshChange: MeshChangeWords = {
  right: (name) => name,
  isRevoked: (reason, replacedBy) => {
    const why = revocationText({ reason, replacedBy });
    return why === "" ? "REVOKED" : `REVOKED (${why})`;
  },
  self: "this till",
  fingerprint: (digits) => `fingerprint ${digits}`,
  chain: (name, events, when) => `${name}  ${counted(events, "event")}, the last at ${when}`,
  cost: {
    stored: (transactions, size) => `${counted(transactions, "transaction")}, ${size}`,
    chains: (count) => counted(count, "chain"),
    doubted: (transactions) => `${transactions} that nobody needs`,
    refused: (transactions) => `${transactions} refused`,
    work: (work, size) => `${work} of work, ${size} sent and heard`,
    waited: (times) => `made to wait ${counted(times, "time")}`,
  },
  promoted: (till) => `${till} may enrol, promote and revoke tills from now on.`,
  revoked: (till) => `${till} is revoked. What goes on counting of it:`,
  countsUpTo: (chain, seq, hash) => `${chain}  up to event ${seq}  ${hash}`,
  saidNothing: "nothing, it has said nothing here",
  canAnswer: (till) =>
    `${till} is senior to this till and can answer: whom it enrols from now on counts, and has to be revoked too.`,
  spared: "What it decided about tills goes on counting. See whether all of that was meant:",
  sparedAct: {
    "device/enrolled": (till) => `enrolled ${till}`,
    "device/promoted": (till) => `promoted ${till}`,
    "device/revoked": (till) => `revoked ${till}`,
  },
  forEver: (till, chains, isSelf) => [
    `Revoking ${till} is for ever, on every till that hears of it.`,
    `What is here of it counts on: ${counted(chains, "chain")}.`,
    "What it says from now on, or said and nobody here has heard, counts for nothing.",
    ...(isSelf ? ["This is the till that you are at: it will sell nothing more."] : []),
  ],
  typeLetters: (letters) => `Type its letters, ${letters}, to revoke it: `,
  nothingRevoked: "Nothing was revoked.",
  address: {
    added: (address) =>
      `${address} is looked at from now on: \`till mesh addresses\` tells what comes of it.`,
    known: (address) => `${address} is typed in already.`,
    tooMany: "So many addresses help nobody: remove one (`till mesh addresses`).",
    removed: (address) =>
      `${address} is no typed address any more; a till that is connected stays so.`,
    notTyped: (address) => `Nobody has typed in ${address}: \`till mesh addresses\`.`,
    notTried: "No program of this till is connected, so none of them is tried.",
    none: "No address: `till mesh add HOST:PORT` names one.",
    sources: {
      static: "typed in",
      remembered: "worked before",
      told: "told by a till",
      heard: "heard by multicast",
    },
    leadsTo: (till) => `leads to ${till}`,
    connected: "connected",
    triedNow: "tried this moment",
    willBeTried: "will be tried",
    untried: "not tried",
    leftAlone: "left alone for a while",
    ended: (end, tries) =>
      ({
        unreachable: `nobody answers (${counted(tries, "try", "tries")})`,
        stranger: "whoever answers there is no till of this shop",
        ourselves: "this very box",
      })[end],
  },
  leaves: {
    reason: "replaced",
    title: (till) => `${till} leaves behind, as far as it was heard here:`,
    orders: (count, due) =>
      `${counted(count, "open order")}, ${due} due: any till goes on with them`,
    cash: (taken, day) => `${taken} of cash taken on ${day}: count its drawer`,
    noCash: "no cash taken on the day on which it stands",
    unknownAll: "nothing that it has said is here: what it did is unknown, not zero",
    unknownAfter: (when) => `what it did after ${when} is unknown, not zero`,
    shutOut: (till) => `${till} is shut out: it says so if it wakes up.`,
  },
};
