/** English: what was looked at on this box. */

export const enDoctor = {
  doctor: {
    title: "Check of this box",
    states: { ok: "in order", note: "good to know", wrong: "to mend" },
    checks: {
      shop: "Shop",
      durability: "Safe writing",
      writing: "Store",
      disk: "Disk",
      key: "Ledger key",
      memory: "Memory",
      "key file": "Key file",
      "key change": "Key change",
      day: "Business day",
      numbers: "Numbers",
      "money in question": "Money in question",
      attention: "Contradictions",
      "recovery sheet": "Recovery sheet",
      managers: "Managers",
      papers: "Papers",
      "unfinished work": "Unfinished work",
      update: "Update",
      printing: "Printing",
      printers: "Stations",
      printer: "Printer",
      letters: "Letters of",
      backup: "Backup",
      paper: "Paper folder",
      mesh: "Other tills",
    },
  },
};
