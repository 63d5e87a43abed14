/** English: the shop's tills in the back office. */

export const enTills = {
  officeTills: {
    tills: "Tills",
    tillsHint: "Enter opens one. Each goes on selling whatever the others do.",
    addresses: "Addresses",
    backups: "Backups",
    invitation: "Invitation",
    inviteNew: "Invite a new till",
    /** Labels of rows, at most 16 characters each. */
    link: "Link",
    address: "Address",
    roundTrip: "Round trip",
    clock: "Clock",
    openOrders: "Open orders",
    cash: "Cash taken",
    heardUntil: "Heard until",
    shutOut: "Shut out",
    replace: "Replace",
    promote: "Let it decide",
    code: "Code",
    goodUntil: "Good until",
    wrongCodes: "Wrong codes",
    slip: "Slip",
    invite: "Invite",
    newAddress: "New address",
    nothing: "none",
    ordersDue: (count: number, due: string) => `${count}, ${due} due`,
    cashOn: (taken: string, day: string) => `${taken} on ${day}`,
    neverHeard: "nothing of it is here",
    remainsHint:
      "As far as it was heard here. What it did since is unknown, not zero: count its drawer. Any till goes on with its orders.",
    ownTill: "This is the till that you are at: shut it out or replace it at another one.",
    shutOutHint:
      "Type why: others will ask. For ever, on every till: what is here of it counts on, what it says from now on counts for nothing.",
    shutsOut: (name: string, reason: string) => `Shut out ${name}: ${reason}`,
    replaceHint:
      "yes shuts it out for ever and goes on to the invitation of a new box, which has the shop's printers and settings as soon as it has heard it.",
    replaces: (name: string) => `Shut out ${name}, invite a new box`,
    noSuchTill: (typed: string) =>
      typed === "" ? "There is no other till." : `No other till is called “${typed}”.`,
    whichTill: "Which till? Choose it, then what is to be done.",
    forEver: "That is for ever, on every till: Enter once more, or Esc.",
    isShutOut: (name: string) => `${name} is shut out: it says so if it wakes up.`,
    promoteHint:
      "yes lets it take in, promote and shut out tills, as this one may: so the loss of this box ends nothing. Nothing takes it back but to shut it out.",
    promotes: (name: string) => `Let ${name} decide about tills`,
    isPromoted: (name: string) => `${name} may take in and shut out tills now.`,
    noTyping: "Nothing is typed here: the arrows lead to another row.",
    noTraining: "A training is one till by itself: nobody joins it.",
    invites: "Make a code for one more box",
    inviteHint: "Enter makes a code: good once, for ten minutes. The new box needs only that.",
    making: "   making the code...",
    failed: "No code could be made: try again.",
    joinHint: (code: string) =>
      `On the new box: till run, then 3; or till join --device "NAME" ${code}`,
    joinAtHint: (port: number) =>
      `Where it finds nobody: with --at HOST:${port}, the address of this box.`,
    opening: "Its port is not open yet. If this stays so, till doctor says why.",
    codeGone: "Its code stands nowhere any more: Enter makes a new one.",
    escHint: "Esc ends the invitation, locking the till does not.",
    ended: "The invitation is over: its code is void.",
    ofFive: (count: number) => `${count} of 5`,
    slipAt: (printer: string, isFile: boolean) =>
      isFile ? `virtual paper, ${printer}` : `printer ${printer}`,
    noSlip: {
      "no-printer": "No slip: this till has no printer. Type the code.",
      "in-software": "No slip: the printer is a file, where anybody could read it. Type the code.",
      failed: (printer: string) => `No slip: printer ${printer} did not print it. Type the code.`,
    },
    hasJoined: (name: string) => `${name} has joined.`,
    hearsHint: "It hears the shop now; then people can sign in there.",
    declined: "The new box was not taken in, and says why. Invite anew.",
    burnt: "A wrong code was tried five times: it is void. See who is there, then invite anew.",
    over: "Nobody came within ten minutes: the code is void.",
    addressHint:
      "HOST:PORT, such as 192.168.1.20:7777: where another till is, if the network hides it. One of them is enough.",
    noAddress: (typed: string) => `“${typed}” is no address: such as 192.168.1.20:7777.`,
    addressKnown: (address: string) => `${address} is typed in already.`,
    addsAddress: (address: string) => `Look for a till at ${address}`,
    addressAdded: (address: string) => `${address} is looked at from now on.`,
    removesAddress: (address: string) => `Look at ${address} no more`,
    addressGone: (address: string) => `${address} is no typed address any more.`,
    tooMany: "So many addresses help nobody: take one away first.",
  },
  officeBackups: {
    newPlace: "New place",
    none: "nothing copied yet",
    trouble: "the last copy failed",
    hours: (count: number) => (count === 0 ? "copied within the hour" : `copied ${count} h ago`),
    days: (count: number) => `copied ${count} ${count === 1 ? "day" : "days"} ago`,
    hint: "The folder of a stick or a share that is there, such as /media/usb; a name may stand before it. This box copies the shop there every hour. A command: till backup add.",
    placeHint: "- and Enter: no more copies there; what lies there stays there.",
    adds: (name: string, folder: string) => `Keep backups at ${folder}, called ${name}`,
    added: (name: string) => `${name} is a place for backups: the first one is made now.`,
    sameDisk: (name: string) =>
      `${name} is on the ledger's own disk: what breaks one breaks the other.`,
    removes: (name: string) => `Copy to ${name} no more`,
    removed: (name: string) => `${name} gets no more backups; what lies there stays there.`,
    looking: "   looking at the folder...",
    failed: "The folder could not be looked at: try again.",
    badName: "A name has 1 to 40 letters, digits, spaces, dots or dashes.",
    taken: (name: string) => `There is a place ${name} already.`,
    noFolder: (folder: string) => `${folder} is no folder: plug the stick in, or make it.`,
    ownFolder: (folder: string) =>
      `${folder} is in the till's own folder: a copy there dies with it.`,
    unusable: {
      full: "That folder is full: make room there, or name another place.",
      other: "That folder can't be used: check whose it is, and its disk.",
    },
  },
  /** Recorded in the shop's language: others will ask. */
  shutOutReasons: { stolen: "stolen", lost: "lost", broken: "broken", replaced: "replaced" },
  /** What came of looking there. */
  addressesFound: {
    connected: "connected",
    nobody: "nobody answers",
    stranger: "no till of this shop",
    ourselves: "this very box",
    unknown: "not tried yet",
  },
  /** Who says so, where nobody has typed it. */
  addressesFrom: {
    remembered: "worked before",
    told: "told by a till",
    heard: "heard on the network",
  },
};
