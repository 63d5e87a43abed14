/** What was found on a box, in English, the reference; scripts are told it in no other language. */

import { placeSentence } from "../backup/backup-status.ts";
import { counted } from "../counted.ts";
import { lossSentence } from "../loss-sentence.ts";
import { silenceSentence } from "../printing/duties-holder.ts";
import { revocationText } from "../revocation.ts";
import { updateText } from "../update-sentence.ts";
import { type FindingWords } from "./finding-words.ts";

const OTHERWISE = "tills find each other by `till mesh find` or `till mesh add HOST:PORT` there";

export const enFindings: FindingWords = {
  shop: (name, isDemo, till) =>
    `${name}, ${isDemo ? "a demo shop, for ever" : "a real shop"}; this till is ${till}.`,
  ledgerFine: (transactions) => `${counted(transactions, "transaction")}, all checks passed.`,
  ledgerDamaged: (detail) => `${detail === "" ? "Damaged" : detail} (\`till verify\` shows all)`,
  synced: () => "Every sale is synced to the disk.",
  notSynced: () => "Commits are not synced: report this bug.",
  writable: () => "The store can be written.",
  readOnly: () =>
    "The store can only be read, nothing can be sold: check whose folder it is, and its disk.",
  roomPlenty: (free) => `${megabytes(free)} free.`,
  roomScarce: (free) =>
    `The disk is nearly full, ${megabytes(free)} free: make room, or soon nothing can be sold.`,
  roomNone: () => "The disk is full, nothing can be sold: make room on it.",
  key: ({ sentence }) => sentence,
  memory: (swaps, dumps) => {
    const leaks = [
      swaps.length === 0
        ? ""
        : `memory, with the key in it, may be swapped to ${swaps.join(", ")}: encrypt or switch off`,
      dumps
        ? "a crash may write memory, with the key in it, to the disk: LimitCORE=0 in the unit, or core dumps off"
        : "",
    ];
    return `While the till runs, ${leaks.filter((leak) => leak !== "").join("; ")}.`;
  },
  keyExposed: () => "Other users of this box can read the key: chmod 600 ledger.key.",
  keyChangeCut: () =>
    "A change of the key was cut short: close the register, then `till key rotate`.",
  day: (now) => `Business day ${now}.`,
  dayTyped: (now) =>
    `Business day ${now}, by a date that somebody typed: set the clock of this box.`,
  dayClockWrong: (says, now) =>
    `The clock says ${says}, the till is on ${now}: set the clock of this box, or type \`:date\` at the register.`,
  dayNext: (now, next) => `Business day ${now}; the next person to sign in begins ${next}.`,
  numbers: ({ series, ...loss }) => lossSentence(loss, series),
  allCounts: () => "All that is stored counts.",
  inQuestion: (receipts, money, chains) =>
    `${counted(receipts, "receipt")}, ${money}, of ${counted(chains, "chain")} in question: \`till ledger quarantine list\` names them.`,
  settled: ({ sentence }) => sentence,
  oversold: ({ name, beyond, tills }) => {
    const what =
      tills === ""
        ? `${beyond} more of ${name} were sold than there were`
        : `${beyond} of ${name}, which was sold out, sold on ${tills}`;
    return `${what}: look who ordered it, then say what is left (!${name}).`;
  },
  contradictions: (count) =>
    `${counted(count, "contradiction")} in orders: \`till attention list\` names ${count === 1 ? "it" : "them"}.`,
  sheetRead: (day) => `Read back on ${day}.`,
  sheetDemo: () => "A demo shop's lies on its virtual paper, in the clear: it is for looking at.",
  sheetNever: () => "Never read back: find the paper, and type its code at `till recovery check`.",
  noManager: () =>
    "Nobody who can sign in may change staff any more: `till staff rescue NUMBER`, with the code on the recovery sheet.",
  holderAnswers: (pid) => `Process ${pid} has the printers, and answers.`,
  holderSilent: silenceSentence,
  holderAbsent: () => "No register is open: each command prints what it has made.",
  papersUnserved: (papers) =>
    `${counted(papers, "paper")} in the queue that no printer serves: \`till printer add\`, or \`till printer route\`.`,
  papersNone: () => "Nothing waits.",
  papersAsk: (papers) =>
    `${counted(papers, "paper")} ${papers === 1 ? "asks" : "ask"} somebody: \`till printer queue\` says why; then \`till printer retry\`, or \`cancel\`.`,
  papersWait: (papers, isOff) => {
    const how = isOff ? ", and it is off: switch it on" : ": switch the printer on";
    return `${counted(papers, "paper")} in the queue${how}, and open the register or say \`till print now\`.`;
  },
  unfinished: (tills) =>
    `Work of ${tills} has not ended and counts for nothing: if it broke off, do it again, and retire it (\`till ledger quarantine list\`).`,
  readsAll: () => "This program can read all that is stored.",
  update: updateText,
  updateNeeded: (unread) =>
    `${updateText(unread)} It sells on, but nobody can be sure what a day comes to.`,
  printersAll: () => "Every station and receipts have a printer.",
  printersMissing: (noReceipts, stations) =>
    `No printer for ${[...(noReceipts ? ["receipts"] : []), ...stations].join(", ")}: \`till printer add\`, or \`till printer route\`.`,
  letters: (letters) =>
    `Not on paper as they were written: ${letters} (\`till print show\` shows how). Write such names otherwise.`,
  noBackup: (others, safeOn) => {
    const tills = counted(others, "other till");
    const known =
      safeOn === 0
        ? `whether any of ${tills} holds what this one sold last is not known now`
        : `what this till sold last is on ${safeOn} of ${tills}, and nothing is outside the shop`;
    const who = others === 0 ? "this box alone holds the sales" : known;
    return `No place for backups: ${who} (\`till backup add\`).`;
  },
  backup: (place) => {
    const sentence = placeSentence(place);
    return sentence.charAt(0).toUpperCase() + sentence.slice(1);
  },
  paperFolder: (folder, isThere) =>
    `The paper of virtual printers ${isThere ? "lies" : "will lie"} in ${folder}, unencrypted.`,
  meshSingle: () => "Single till: what it sells is on this box alone.",
  meshShutOut: (reason, replacedBy) => {
    const why = revocationText({ reason, replacedBy });
    return `Another till has shut this one out, for ever${why === "" ? "" : ` (${why})`}: it sells nothing more.`;
  },
  meshKeyless: (others) =>
    `The shop has ${counted(others, "other till")}, and this one has no keys for links: nobody has let it in.`,
  meshNoProgram: (others) =>
    `The shop has ${counted(others, "other till")}, and no program here is connected: open the register or \`till node\`.`,
  meshSilent: (pid) =>
    `The program with the links to other tills doesn't answer${pid === undefined ? "" : ` (process ${pid})`}: end it.`,
  meshUnlinked: (pid, others) =>
    `Process ${pid} takes no links to ${counted(others, "other till")}: ask again, then look into its log.`,
  port: (port) => `Takes links on port ${port}.`,
  otherPort: (port, usual) =>
    `Takes links on port ${port}, because ${usual} was taken: a firewall has to let that in.`,
  nobodyHeard: (since) =>
    `No other till heard ${sinceText(since)}: it sells on alone; look at cables, switch and access point, and at \`till mesh addresses\`.`,
  connected: (connected, others, safeOn) => {
    const safe = safeOn === undefined ? "" : `; what this one said last is safe on ${safeOn}`;
    return `${connected} of ${counted(others, "other till")} connected${safe}.`;
  },
  unopened: (till) => `${till} has joined, and no register was opened there yet.`,
  notHeard: (till, since) =>
    `${till} not heard ${sinceText(since)}: is it on, and in this network? One that is gone for good: \`till mesh revoke\`.`,
  noRoomForOthers: () => "The disk has no room for what the other tills tell: make room.",
  fetching: (held, known) =>
    `${held} of ${counted(known, "event")} of the shop are here, the rest is fetched.`,
  addressSilent: (address, tries) =>
    `Nobody answers at ${address} (${counted(tries, "try", "tries")}): if it is wrong, \`till mesh remove ${address}\`.`,
  addressStranger: (address) =>
    `At ${address} is no till of this shop: \`till mesh remove ${address}\`.`,
  addressOurselves: (address) =>
    `${address} is this very box: \`till mesh remove ${address}\`, and name the other one.`,
  clockStray: (till, off, isAhead) =>
    `The clock of ${till} is ${off} ${isAhead ? "ahead of" : "behind"} the others: set it there.`,
  clockOwn: ({ off, isAhead, till, isToSet }) => {
    const whose = till === undefined ? "the other tills" : `that of ${till}`;
    // Of two that differ nobody knows which one is right.
    const what = till === undefined ? "set it" : "set the one that is wrong";
    return `This box's clock is ${off} ${isAhead ? "ahead of" : "behind"} ${whose}${isToSet ? `: ${what}` : ""}.`;
  },
  misdeed: (till, reason, count) =>
    `${till} sent what no till sends: ${reason} (${counted(count, "time")}). Whoever has it may have changed it: look there, or shut it out (\`till mesh revoke\`).`,
  staysSilent: (till) =>
    `${till} connects again and again and then says nothing: start the program there anew. If it goes on, look there, or shut it out (\`till mesh revoke\`).`,
  misdated: (till, date) =>
    `${till} sent what is dated ${date}: look at the clock there. If it is right and was, whoever has that till may have changed it.`,
  asksTooMuch: (till) =>
    `${till} asks for more than a till needs, and is answered late: nobody else notices. Start the program there anew; if it goes on, look who has it, or shut it out (\`till mesh revoke\`).`,
  secretsDiffer: (till, lasted) =>
    `PINs and names here have not been the same as at ${till} for ${lasted}: who signs in here may not get in there. Start the program anew here and there; if it stays, look who has that till, or shut it out (\`till mesh revoke\`).`,
  multicastPublic: (host) =>
    `This box has a public address (${host}), where tills aren't looked for by multicast: ${OTHERWISE}, and a firewall keeps everybody else out.`,
  multicastNoNetwork: () =>
    "This box is in no network that tills find each other on: check its cable.",
  multicastFails: (network, fault) => `Multicast on ${network} fails (${fault}): ${OTHERWISE}.`,
  multicastFilteredHere: (network) =>
    `Multicast on ${network} is filtered, on this very box: let UDP 5353 through, or ${OTHERWISE}.`,
  multicastFiltered: (network, tills) =>
    `Multicast is filtered on ${network}: ${tills.join(", ")} ${tills.length === 1 ? "is" : "are"} connected there and not heard by it, so a new box may find nobody: let it through (docs/network.md), or ${OTHERWISE}.`,
  isolated: (network, addresses, gateway) =>
    `On ${network} neither multicast nor ${addresses} answers, and the way out (${gateway}) does: if the other tills are on, the network keeps devices apart. Switch off "client isolation" (AP isolation, guest network) at the access point, or use cables (docs/network.md).`,
  multicastThrough: () => "Multicast goes through.",
  multicastQuiet: () =>
    `Nobody else is heard by multicast: if there are others, it is filtered in between, and ${OTHERWISE}.`,
};

function megabytes(free: number | undefined): string {
  return free === undefined ? "some room" : `${free} MB`;
}

function sinceText(since: string | undefined): string {
  return since === undefined ? "since this program began" : `since ${since}`;
}
