/**
 * Every command with its words; those about people and about goods are beside this file. What a command
 * does is in a file of its own, loaded only when it is asked for: `till --version` must not wait for the
 * screens.
 */

import { Option } from "commander";

import { LOCALES } from "../domain/languages/codes.ts";
import { addAttentionCommands, addJournalCommand } from "./attention-commands.ts";
import { addCardCommands } from "./card-commands.ts";
import {
  addCatalogCommands,
  addCurrencyCommands,
  addPriceCommands,
  addSettingsCommands,
  addTenderCommands,
} from "./catalog-commands.ts";
import {
  type CommandDeps,
  several,
  type ShellCommand,
  USUAL_DEVICE,
  withStaff,
  withStore,
} from "./command-options.ts";
import { addDrawerCommands, addCloseCommand, addZCommands } from "./drawer-commands.ts";
import { addHistoryCommands } from "./history-commands.ts";
import { addHubCommands } from "./hub-commands.ts";
import { addManualCommands } from "./manual-commands.ts";
import { addNodeCommand, addMemberCommands } from "./mesh-commands.ts";
import { addNotifyCommands } from "./notify-commands.ts";
import {
  addClockCommands,
  addRoleCommands,
  addStaffCommands,
  addCustomerCommands,
  addTipsCommands,
} from "./people-commands.ts";
import { addPrinterCommands } from "./printer-commands.ts";
import { addPromotionCommands } from "./promotion-commands.ts";
import { addReceiptCommands } from "./receipt-commands.ts";
import { addReportCommands } from "./report-commands.ts";
import { addSaleCommands, addFloorCommands, addOrderGroup } from "./sale-commands.ts";
import { addAttachCommand, addScreenCommands } from "./screen-commands.ts";
import { addStockCommands } from "./stock-commands.ts";
import { addTabletCommands } from "./tablet-commands.ts";
import { addVoucherCommands } from "./voucher-commands.ts";

type AddPart = (program: ShellCommand, deps: CommandDeps) => void;

/** The parts of the shell with the commands that each adds, in the order of the help. */
const PARTS: ReadonlyArray<readonly [names: string, add: AddPart]> = [
  ["init", addShopCommands],
  ["run train demo kitchen", addScreenCommands],
  ["attach", addAttachCommand],
  ["node", addNodeCommand],
  ["sell refund", addSaleCommands],
  ["order", addOrderGroup],
  ["drawer", addDrawerCommands],
  ["z", addZCommands],
  ["catalog", addCatalogCommands],
  ["prices", addPriceCommands],
  ["promotion", addPromotionCommands],
  ["settings", addSettingsCommands],
  ["currency", addCurrencyCommands],
  ["tender", addTenderCommands],
  ["floor", addFloorCommands],
  ["print", addPrintCommands],
  ["receipt", addReceiptCommands],
  ["printer", addPrinterCommands],
  ["card", addCardCommands],
  ["clock", addClockCommands],
  ["staff", addStaffCommands],
  ["role", addRoleCommands],
  ["customer", addCustomerCommands],
  ["close", addCloseCommand],
  ["reconcile verify doctor", addCheckCommands],
  ["report", addReportCommands],
  ["history", addHistoryCommands],
  ["tips", addTipsCommands],
  ["stock", addStockCommands],
  ["voucher", addVoucherCommands],
  ["recovery", addRecoveryCommands],
  ["attention", addAttentionCommands],
  ["notify", addNotifyCommands],
  ["journal", addJournalCommand],
  ["ledger", addLedgerCommands],
  ["hub", addHubCommands],
  ["mesh replace join", addMemberCommands],
  ["tablets", addTabletCommands],
  ["key", addKeyCommands],
  ["export", addExportCommands],
  ["backup restore", addBackupCommands],
  ["sim", addSimCommand],
];

/** They tell of all commands, so no part of the shell is enough for them. */
const OF_ALL: ReadonlyArray<AddPart> = [addManualCommands];

/**
 * Adds all commands; where `asked` is the name of one, only those of its part, because making all takes longer than
 * most of them.
 */
export function addCommands(program: ShellCommand, deps: CommandDeps, asked?: string): void {
  const part = PARTS.find(([names]) => names.split(" ").includes(asked ?? ""));
  const parts = part === undefined ? [...PARTS.map(([, add]) => add), ...OF_ALL] : [part[1]];
  for (const add of parts) add(program, deps);
}

function addShopCommands(program: ShellCommand, { run }: CommandDeps): void {
  withStore(program.command("init"))
    .description("make a new shop on this box")
    .option("--fixture <name>", "a shop in files, to try things: cafe, deli, grocery, restaurant")
    .option("--device <name>", `name of this till (else ${USUAL_DEVICE}, in its language)`)
    .addOption(new Option("--language <code>", "of its screens and papers").choices(LOCALES))
    .option("--demo", "a shop for trying things: its papers say DEMO, for ever")
    .option("--sheet <file>", "write the recovery sheet there, to print it elsewhere")
    .option("--skip-sheet-check", "don't ask for it; till doctor says so")
    .option("--passphrase", "its key under a passphrase, of TILL_PASSPHRASE_FILE or a prompt")
    .option("--credential [name]", "its key a credential of systemd (tillmesh-ledger)")
    .option("--country <code>", "a real shop: its country, such as DE; without a terminal")
    .option("--name <name>", "of the shop")
    .option("--currency <code>", "such as EUR (else the country's)")
    .option("--zone <zone>", "time zone, such as Europe/Berlin (else the country's)")
    .option("--cutover <time>", "when the business day ends (else 04:00)")
    .option("--prices <how>", "with or without tax, where the country has both")
    .option("--tax <rates>", 'such as "Food 19/7; Drinks 19" (else the country\'s)')
    .option("--key-layout <layout>", "us, uk, de, fr, es or ch (else the country's)")
    .option("--owner-name <name>", "who is staff number 1, and may do everything")
    .option("--owner-pin-file <file>", "file with the owner's PIN")
    .option("--printer <where>", "its address or device, none, text or bytes (else none)")
    .option("--catalogue <file>", "goods as CSV; or none, cafe, type (else none)")
    .option("--product <line>", 'with --catalogue type: "Espresso 2.40"; several', several)
    .jsonAndExample('init --country DE --name "Café Ada" --owner-name Ada --owner-pin-file pin.txt')
    .action(run(async () => (await import("./commands/init.ts")).init));
}

function addPrintCommands(program: ShellCommand, { run }: CommandDeps): void {
  const print = program.command("print").description("look at papers, and at those that wait");
  withStore(print.command("show"))
    .description("a paper as it was printed")
    .argument("[document]", "receipt number, or id of a receipt or ticket")
    .option("--last", "the newest receipt")
    .jsonAndExample("print show --last")
    .action(run(async () => (await import("./commands/print.ts")).showPaper));
  withStore(print.command("list"))
    .description("papers that wait for a printer or for a person")
    .option("--json", "result as JSON")
    .action(run(async () => (await import("./commands/print.ts")).listThePapers));
  withStore(print.command("now"))
    .description("print what waits for a printer, now: for a shop without a register")
    .option("--json", "what waits still, as JSON")
    .action(run(async () => (await import("./commands/print.ts")).printThePapers));
  withStaff(withStore(print.command("again")))
    .description("a paper once more, marked as a reprint; or a receipt's copy for the customer")
    .argument("<document>", "receipt number, or id of a receipt or ticket")
    .addOption(new Option("--copy <whose>", "of a receipt, marked as that").choices(["customer"]))
    .jsonAndExample("print again A-000012 --copy customer --staff 1")
    .action(run(async () => (await import("./commands/print.ts")).printAgain));
  withStaff(withStore(print.command("dismiss")))
    .description("a paper that waits and that nobody needs: printer cancel")
    .argument("<document>", "receipt number, or id of a receipt or ticket")
    .option("--reason <text>", "why, for those who ask later")
    .jsonAndExample("print dismiss A-000012 --staff 1")
    .action(run(async () => (await import("./commands/printer-papers.ts")).cancelPapers));
}

function addRecoveryCommands(program: ShellCommand, { run }: CommandDeps): void {
  const recovery = program.command("recovery").description("the sheet that opens a lost shop");
  withStore(recovery.command("check"))
    .description("does the code on the sheet open this shop: read it back from the paper")
    .option("--code-file <file>", "file with the code (else a prompt)")
    .jsonAndExample("recovery check --store /srv/till")
    .action(run(async () => (await import("./commands/recovery.ts")).checkRecovery));
}

function addCheckCommands(program: ShellCommand, { run }: CommandDeps): void {
  withStore(program.command("reconcile"))
    .description("does the day tie out to the cent: exits with 0 if it does, with 1 if not")
    .option("--day <day>", "today, or YYYY-MM-DD", "today")
    .option("--staff <number>", "who looks (else TILL_STAFF): cash before the count takes reports")
    .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)")
    .option("--json", "result as JSON")
    .option("--csv", "result as one table for spreadsheets (docs/reconcile.md)")
    .option("--journal", "as a double-entry journal for hledger (docs/journal.md)")
    .option("--to <day>", "of a journal the last day, YYYY-MM-DD: from --day on")
    .example("reconcile --day 2026-11-19 --json")
    .example("reconcile --journal --day 2026-11-01 --to 2026-11-30")
    .action(run(async () => (await import("./commands/reconcile.ts")).reconcile));
  withStore(program.command("verify"))
    .description("check chain, signatures, numbers and projections of the ledger")
    .option("--json", "result as JSON")
    .action(run(async () => (await import("./commands/verify.ts")).verify));
  withStore(program.command("doctor"))
    .description("what is well on this box and what is not")
    .option("--json", "result as JSON")
    .action(run(async () => (await import("./commands/doctor.ts")).doctor));
}

function addLedgerCommands(program: ShellCommand, deps: CommandDeps): void {
  const { run } = deps;
  const quarantine = program
    .command("ledger")
    .description("what the ledger holds and does not count")
    .command("quarantine")
    .description("money in question: look at it, admit it or retire it");
  withStore(quarantine.command("list"))
    .description("what is stored but counts for nothing, with device, numbers and sum")
    .jsonAndExample("ledger quarantine list")
    .action(run(async () => (await import("./commands/ledger.ts")).listQuarantine));
  for (const way of ["admit", "retire"] as const) {
    withStaff(withStore(quarantine.command(way)))
      .description(way === "admit" ? "its sales count" : "it was looked at, and stays out")
      .argument("<id>", "as the list shows it")
      .option("--reason <text>", "why, for those who ask later", "")
      .jsonAndExample(`ledger quarantine ${way} 1f3a9c02 --staff 1`)
      .action(run(async () => (await import("./commands/ledger.ts")).settleQuarantine, way));
  }
  addPurge(quarantine, deps);
}

function addPurge(quarantine: ShellCommand, { run }: CommandDeps): void {
  withStaff(withStore(quarantine.command("purge")))
    .description(
      "of a till that is shut out: all that doesn't count goes, on every till, a day later",
    )
    .argument("<till>", "its letters, its name, or its device's id")
    .option("--reason <text>", "why, for those who ask later", "")
    .jsonAndExample("ledger quarantine purge B --staff 1 --reason stolen")
    .action(run(async () => (await import("./commands/ledger.ts")).purgeQuarantine));
}

function addKeyCommands(program: ShellCommand, { run }: CommandDeps): void {
  const key = program
    .command("key")
    .description("the key of the ledger: who keeps it, another one");
  withStore(key.command("show"))
    .description("who keeps the key, and what a thief could read")
    .option("--json", "result as JSON")
    .action(run(async () => (await import("./commands/key.ts")).showKey));
  withStore(key.command("protect"))
    .description("a new key, kept in another way: name one")
    .option("--passphrase", "under a passphrase that somebody types, or a file holds")
    .option("--new-passphrase-file <file>", "file with the new passphrase (else a prompt)")
    .option("--credential [name]", "a credential of systemd (tillmesh-ledger)")
    .option("--file", "in ledger.key, beside the ledger: whoever takes the box can read it")
    .jsonAndExample("key protect --passphrase")
    .action(run(async () => (await import("./commands/key.ts")).protectKey));
  withStore(key.command("rotate"))
    .description("a new key, kept as the old one was")
    .jsonAndExample("key rotate --store /srv/till")
    .action(run(async () => (await import("./commands/key.ts")).rotateKey));
}

function addExportCommands(program: ShellCommand, { run }: CommandDeps): void {
  const exports = program.command("export").description("what others can check and use");
  withStore(exports.command("events"))
    .description("every event as a line of JSON; docs/audit/verify.js checks them")
    .option("--from <day>", "first business day: today, or YYYY-MM-DD")
    .option("--to <day>", "last business day: today, or YYYY-MM-DD")
    .option("--bodies", "with what each event says", true)
    .option("--no-bodies", "only a hash of what each event says; the chain can be checked still")
    .option("--out <file>", "write there, all or nothing, instead of to stdout")
    .example("export events --from 2026-11-01 --to 2026-11-30 --out nov.jsonl")
    .action(run(async () => (await import("./commands/export.ts")).exportTheEvents));
  withStore(exports.command("journal"))
    .description("business days as double entry, for a bookkeeper's program (docs/books.md)")
    .option("--day <day>", "today, or the first day, YYYY-MM-DD", "today")
    .option("--to <day>", "the last day, YYYY-MM-DD")
    .option("--datev", "for DATEV (EXTF); with neither for hledger")
    .option("--mapping <name>", "as a table: quickbooks, xero, or a file (docs/books.md)")
    .option("--receipts", "bookings of each receipt, instead of their sums by tender and rate")
    .option("--out <file>", "write there, all or nothing, instead of to stdout")
    .option("--staff <number>", "who looks (else TILL_STAFF): uncounted cash takes reports")
    .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)")
    .example(
      "export journal --day 2026-11-01 --to 2026-11-30 --out november.journal",
      "export journal --day 2026-11-01 --to 2026-11-30 --datev --out EXTF_november.csv",
      "export journal --mapping quickbooks --out today.csv",
    )
    .action(run(async () => (await import("./commands/export-journal.ts")).exportJournal));
  withStore(exports.command("archive"))
    .description("business days as a folder of tables, signed; docs/audit/verify-archive.js")
    .option("--day <day>", "today, or the first day, YYYY-MM-DD", "today")
    .option("--to <day>", "the last day, YYYY-MM-DD")
    .requiredOption("--out <dir>", "a new folder; it is there in full or not at all")
    .option("--staff <number>", "who looks (else TILL_STAFF): uncounted cash takes reports")
    .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)")
    .example("export archive --day 2026-11-01 --to 2026-11-30 --out november")
    .action(run(async () => (await import("./commands/export-archive.ts")).exportArchive));
}

function addBackupCommands(program: ShellCommand, { run }: CommandDeps): void {
  const backup = program.command("backup").description("copies that outlive this box");
  withStore(backup.command("now", { isDefault: true }))
    .description("back up now, to each place")
    .option("--place <name>", "only there")
    .jsonAndExample("backup now --place stick")
    .action(run(async () => (await import("./commands/backup.ts")).backUpNow));
  withStore(backup.command("add"))
    .description("name a place: a folder on a stick, a disk or a share, or any command")
    .requiredOption("--name <name>", "what to call it")
    .option("--folder <dir>", "where the copy lies; it must be there")
    .option("--command <command>", "sends {file} there as {name}")
    .option("--fetch <command>", "brings {name} from there into {file}: proves each backup")
    .option("--sizes <command>", "prints size and name of what is there, a line each")
    .jsonAndExample("backup add --name stick --folder /media/usb")
    .action(run(async () => (await import("./commands/backup.ts")).addBackupPlace));
  withStore(backup.command("remove"))
    .description("forget a place; what lies there stays there")
    .argument("<name>", "as the list shows it")
    .option("--json", "result as JSON")
    .action(run(async () => (await import("./commands/backup.ts")).removeBackupPlace));
  for (const word of ["status", "list"]) {
    withStore(backup.command(word))
      .description("the places, how old their backups are, and what is not in them yet")
      .option("--json", "result as JSON")
      .action(run(async () => (await import("./commands/backup.ts")).showBackups));
  }
  withStore(program.command("restore"))
    .description("the shop on this new box, from backups and the recovery sheet")
    .option("--from <dir...>", "where a copy lies; several fill each other's gaps")
    .option("--hub <host:port>", "from head office, which has heard the shop")
    .option("--name <name>", "name of this till", "Restored till")
    .option("--code-file <file>", "file with the recovery code (else a prompt)")
    .option("--passphrase", "its key under a passphrase, of TILL_PASSPHRASE_FILE or a prompt")
    .option("--credential [name]", "its key a credential of systemd (tillmesh-ledger)")
    .jsonAndExample("restore --from /media/usb --store /srv/till")
    .action(run(async () => (await import("./commands/restore.ts")).restore));
}

/** Needs no shop, and touches none. */
function addSimCommand(program: ShellCommand, { run }: CommandDeps): void {
  program
    .command("sim")
    .description(
      "whole shops in virtual time, in which everything goes wrong: exits with 1 if one fails",
    )
    .option("--seed <number>", "what chance begins with; with --seeds the first of them (1)")
    .option("--seeds <count>", "so many shops, one after another")
    .option("--tills <count>", "of each shop (2 to 5, by the seed)")
    .option("--hours <hours>", "that it is open, before all is healed (0.05)")
    .option("--acts-per-hour <count>", "of each cashier")
    .option("--troubles-per-hour <count>", "of the whole shop")
    .option("--delay-ms <ms>", "from till to till, one way (2)")
    .option("--loss-percent <percent>", "of what goes from till to till (0.1)")
    .option(
      "--without <troubles>",
      "leave out: network, messages, crashes, disks, full-disks, clocks, …",
    )
    .option("--silence", "nobody touches what somebody else does: nobody may be asked anything")
    .option("--liar", "somebody has stolen a till's key, and says with it what no till says")
    .option("--late", "boxes that join are told today first, and hear the past late")
    .option("--twice", "plays each shop once more: it fails if that is not the same run")
    .option("--log", "every line of what happens, of one seed")
    .option("--no-shrink", "don't look for a smaller shop that fails in the same way")
    .jsonAndExample("sim --seed 7 --tills 8 --hours 12")
    .action(run(async () => (await import("../../proof/commands/sim.ts")).sim));
}
