/** English: the shop's printers in the back office. */

export const enPrinters = {
  officePrinters: {
    printers: "Printers",
    add: "Add a printer",
    noTraining: "A training has its own printers: the shop's are where they were.",
    nobody: "its till is off",
    /** Labels of rows, at most 16 characters each where a value follows. */
    state: "State",
    place: "Where",
    paper: "Paper",
    prints: "Prints",
    drawerLabel: "Drawer",
    name: "Name",
    model: "Model",
    columns: "Characters",
    pulse: "Drawer pulse",
    buzzer: "Buzzer",
    probe: "Ask what it can",
    /** Of a station that has a printer of its own. */
    standsIn: "when theirs can't",
    asUsual: "as its model has it",
    times: (count: number) => `${count} ${count === 1 ? "time" : "times"}`,
    drawers: {
      none: "no drawer",
      pin2: "on pin 2, the usual one",
      pin5: "on pin 5",
    },
    noColumns: (min: number, max: number) => `Characters on a line: ${min} to ${max}.`,
    probeHint:
      "It is asked what it can and which model it is, which prints nothing. All tills keep that.",
    fieldHints: {
      name: "As all tills and papers call it.",
      profile:
        "How it is spoken to. Where the test page has wrong letters, another one may be right.",
      columns: "On one line of its paper: the ruler of the test page shows it.",
      drawer: "Where the cable of the drawer is plugged in. A test page opens it.",
      buzzer: "How often it sounds for a new ticket.",
      pulse: "How long the drawer's magnet is pulled. Longer where it doesn't open.",
    },
    asSetBefore: "It is set up as before.",
    probed: (printer: string, model: string, columns: number) =>
      `${printer} was asked: ${model}, ${columns} characters a line.`,
    inHand: (printer: string) => `${printer} has a paper in hand: ask it once that is out.`,
    notAsked: "The printer could not be asked: try again.",
    receipts: "Receipts",
    ticketsOf: (station: string) => `Tickets of ${station}`,
    allTickets: "Tickets of all stations",
    everything: "Receipts and all tickets",
    insteadOf: (printer: string) => `In place of ${printer}, which is broken`,
    receiptPrinter: "Receipts",
    kitchen: "Kitchen",
    test: "Print a test page",
    replace: "Replace by",
    remove: "Remove",
    numbers: "Print its number on each",
    typeAddress: "Type where it is",
    lookAgain: "Look again",
    address: "Address",
    addIt: "Set it up",
    isAlready: (printer: string) => `is ${printer} already`,
    isTaken: "is another shop's",
    isHeld: "silent, perhaps used by another till",
    shareIt: "Print on it all the same",
    widths: { 80: "80 mm, the usual one", 58: "58 mm" },
    drawer: "the drawer is on it",
    noDrawer: "no drawer",
    wires: {
      network: "network",
      usb: "USB",
      device: "USB (device)",
      serial: "serial port",
    },
    printing: "prints its number",
    printed: "has printed its number",
    unreachable: "can't be reached",
    looking: "Looks around...",
    looks: "Look for printers",
    steps: {
      "printer-at": "Where is it?",
      "printer-taken": "Another shop prints on it",
      "printer-width": "How wide is its paper?",
      "printer-use": "What is it for?",
      "printer-drawer": "Is the cash drawer on it?",
      "printer-add": "Right so?",
    },
    lookingHint:
      "On the network, on USB and on serial ports: that takes some seconds, and sends nothing to anybody.",
    failedHint: "The look around failed: look again, or type where it is.",
    noneFound:
      "None was found. Is it on, and its cable in? One that is on can still be named by its address.",
    foundHint: "Which one? Have each print its number, then type the one that came out of yours.",
    whichNumber: "Which number came out? Type it.",
    hints: {
      printers: "Enter opens one. What it prints, and who drives it, every till knows.",
      "printer-at":
        "Its address, such as 192.0.2.7 or 192.0.2.7:9100; or /dev/usb/lp0, or serial:/dev/ttyS0@19200.",
      "printer-taken":
        "A till of another shop prints on it: Esc looks for another one. The papers of both would come out of it.",
      "printer-width": "A roll is as wide as a hand (80 mm), or as three fingers (58 mm).",
      "printer-use":
        "What others print of it, it takes over. A spare takes a broken one's place and what waits there.",
      "printer-drawer": "The cable of the drawer is in the printer's back.",
      "printer-add":
        "Nothing is changed before Enter. The printer is asked what it can, which prints nothing. Esc goes back.",
    },
    doesHint:
      "yes: here, and at no other printer any more. Or only when the station's own can't. Ctrl-Z takes it back.",
    replaceHint:
      "The other one prints all that this one did, and what waits here; this one is taken away.",
    removeHint: "What waits for it waits on, in sight, until another one prints it.",
    testHint: "Letters, widths, codes, drawer and cut, on paper. Enter prints it.",
    tested: (printer: string) => `The test page of ${printer} is on its way.`,
    replaces: (broken: string, by: string) => `${by} instead of ${broken}`,
    replaced: (by: string, broken: string, papers: number) =>
      papers === 0
        ? `${by} prints what ${broken} did.`
        : `${by} prints what ${broken} did, and ${papers} that waited.`,
    removes: (printer: string) => `Remove ${printer}`,
    removed: (printer: string) => `${printer} is taken away.`,
    asBefore: "It prints what it did before.",
    onceMore: "Enter once more does it; Esc leaves it.",
    noTyping: "There is nothing to type here: Enter, the arrows, Esc.",
    noAddress: (typed: string) => `“${typed}” is no way to a printer: such as 192.0.2.7.`,
    asking: "   asking the printer...",
    failed: "The printer could not be set up: try again.",
    notNow: (at: string, why: string) => `${at}: ${why}. See to it, then Enter again.`,
    pictures: "As pictures",
    addedPictured: (letters: string) =>
      `It is set up. Lines with ${letters} it prints as pictures: a moment longer.`,
    added: "The printer is set up: print a test page on it.",
  },
};
