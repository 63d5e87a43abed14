/** Commands of a head office, which has many shops and sells nothing, with their words. */

import { type CommandDeps, several, type ShellCommand } from "./command-options.ts";

export function addHubCommands(program: ShellCommand, { run }: CommandDeps): void {
  const hub = program.command("hub").description("head office: the figures of many shops");
  withHub(hub.command("join"))
    .description("take a shop that has invited this office: `till mesh invite --hub` there")
    .argument("<code>", "of the invitation")
    .option("--name <name>", "what the shop calls this office", "Head office")
    .option("--at <host:port>", "where the inviting till awaits it, on a network without multicast")
    .jsonAndExample("hub join K7QM-2F8X-9R3T-WB5N-4 --hub /srv/hub --at 192.168.1.20:7778")
    .action(run(async () => (await import("../../hub/commands/join.ts")).joinHub));
  withDatabase(withHub(hub.command("run")))
    .description("hear the shops, and write down what people ask about, until it is ended")
    .option("--port <number>", "where shops link (7800)")
    .option("--page [host:port]", "a page for browsers; for this box alone: 127.0.0.1:7801")
    .option("--page-cert <file>", "its certificate in PEM, where others than this box may ask")
    .option("--page-key <file>", "the key of the certificate")
    .option("--page-name <name>", "a further name it answers to, such as a proxy's", several)
    .option("--quiet", "don't tell who was refused and what went wrong on links")
    .example("hub run --hub /srv/hub --page --postgres postgres://hub@db.example/shops")
    .action(run(async () => (await import("../../hub/commands/run.ts")).runTheHub));
  withDatabase(withHub(hub.command("shops")))
    .description("the shops of this office: id, currency, boxes, days with sales, groups")
    .jsonAndExample("hub shops --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/shops.ts")).listHubShops));
  withDatabase(withHub(hub.command("status")))
    .description("which shop was heard when and how far, and by which of its tills it is connected")
    .jsonAndExample("hub status --hub /srv/hub --json")
    .action(run(async () => (await import("../../hub/commands/status.ts")).showHub));
  withHub(hub.command("rebuild"))
    .description(
      "drop the rows of each shop, and make them anew of its ledger; an office has to run",
    )
    .jsonAndExample("hub rebuild --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/rebuild.ts")).rebuildHub));
  withDatabase(withHub(hub.command("leave")))
    .description("a shop is none of this office any more: its ledger is put aside, its rows stay")
    .argument("<shop>", "its name, or its id as `hub shops` has it")
    .jsonAndExample("hub leave 'Café Kade' --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/leave.ts")).leaveShop));
  withDatabase(hub.command("restore"))
    .description(
      "a shop that has lost all its boxes: its copy into a folder, for `till restore` with the recovery sheet",
    )
    .argument("<shop>", "its name, or its id as `hub shops` has it")
    .requiredOption("--to <dir>", "where the copy is written")
    .option("--hub <dir>", "folder of the office (else --postgres: the database alone is enough)")
    .jsonAndExample("hub restore 'Café Kade' --hub /srv/hub --to /media/usb")
    .action(run(async () => (await import("../../hub/commands/restore.ts")).restoreFromHub));
  addUserCommands(hub, run);
  addGroupCommands(hub, { run });
  const report = hub.command("report").description("figures over shops");
  withDatabase(withHub(report.command("sales")))
    .description("what each shop sold")
    .option("--day <day>", "YYYY-MM-DD, today or yesterday", "today")
    .option("--to <day>", "the last of several days")
    .option("--group <name>", "of the shops of a group (all)")
    .jsonAndExample("hub report sales --hub /srv/hub --day 2026-11-01 --to 2026-11-30")
    .action(run(async () => (await import("../../hub/commands/report.ts")).reportSales));
  withDatabase(withHub(report.command("figures")))
    .description(
      "stored figures of shops: taxes, tenders, goods, hours, people, discounts, voids or drawers",
    )
    .argument("<of>", "taxes, tenders, goods, hours, people, discounts, voids or drawers")
    .option("--day <day>", "YYYY-MM-DD, today or yesterday", "today")
    .option("--to <day>", "the last of several days")
    .option("--group <name>", "of the shops of a group (all)")
    .option("--by <period>", "day, week, month, year or total", "total")
    .option("--csv", "as a table for spreadsheets")
    .jsonAndExample("hub report figures taxes --hub /srv/hub --day 2026-11-01 --to 2026-11-30")
    .action(run(async () => (await import("../../hub/commands/figures.ts")).reportFigures));
  withDatabase(withHub(report.command("attention")))
    .description("what needs somebody in the shops, and which shop is silent")
    .option("--group <name>", "of the shops of a group (all)")
    .option("--csv", "as a table for spreadsheets")
    .jsonAndExample("hub report attention --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/attention.ts")).reportAttention));
}

function addUserCommands(hub: ShellCommand, run: CommandDeps["run"]): void {
  const users = hub.command("users").description("who may log in to the page of the office");
  withHub(users.command("list"))
    .description("who may, of which groups of shops, and whether with a code")
    .jsonAndExample("hub users list --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/users.ts")).listUsers));
  withPassword(withReach(withHub(users.command("add"))))
    .description("let somebody in")
    .argument("<name>", "what they type to log in")
    .jsonAndExample("hub users add anna --hub /srv/hub --group north")
    .action(run(async () => (await import("../../hub/commands/users.ts")).addNewUser));
  withReach(withHub(users.command("set")))
    .description("show somebody other shops, or another language")
    .argument("<name>")
    .jsonAndExample("hub users set anna --hub /srv/hub --all-shops --language de")
    .action(run(async () => (await import("../../hub/commands/users.ts")).changeUser));
  withPassword(withHub(users.command("password")))
    .description("give somebody another password, which logs them out everywhere")
    .argument("<name>")
    .jsonAndExample("hub users password anna --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/users.ts")).changePassword));
  withHub(users.command("totp"))
    .description("ask somebody for the code of an app, too: shows what the app has to scan")
    .argument("<name>")
    .option("--off", "ask for the password alone again, such as after a lost phone")
    .jsonAndExample("hub users totp anna --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/users.ts")).setCodes));
  withHub(users.command("remove"))
    .description("let somebody in no longer")
    .argument("<name>")
    .jsonAndExample("hub users remove anna --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/users.ts")).removeOldUser));
}

/** Adds which shops somebody sees, and in which language. */
function withReach(command: ShellCommand): ShellCommand {
  return command
    .option("--group <name>", "a group whose shops they see; once for each", several)
    .option("--all-shops", "they see all shops, as they do with nothing said")
    .option("--language <code>", "of the page for them, or browser (else their browser's)");
}

function withPassword(command: ShellCommand): ShellCommand {
  return command.option(
    "--password-file <file>",
    "its first line is the password, - for stdin (else a prompt)",
  );
}

function addGroupCommands(hub: ShellCommand, { run }: Pick<CommandDeps, "run">): void {
  const group = hub.command("group").description("shops that sell alike: what one model says");
  withHub(group.command("list"))
    .description("the groups, their shops, and what a shop may change by itself")
    .jsonAndExample("hub group list --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/groups.ts")).listGroups));
  withHub(group.command("add"))
    .description("a new group, whose model is a copy of a shop or a shop in files")
    .argument("<name>", "such as north")
    .option("--from <shop>", "a shop of this office, by name or id")
    .option("--fixture <name>", "a shop in files, to try things: cafe, deli, grocery, restaurant")
    .option("--owner-name <name>", "with --from: who may edit the model, as its staff number 1")
    .option("--owner-pin-file <file>", "with --from: file with their PIN")
    .jsonAndExample(
      "hub group add north --hub /srv/hub --from Berlin --owner-name Ada --owner-pin-file pin.txt",
    )
    .action(run(async () => (await import("../../hub/commands/groups.ts")).addGroup));
  withHub(group.command("put"))
    .description("put a shop into a group; nothing changes there until something is published")
    .argument("<name>", "of the group")
    .argument("<shop>", "by name or id")
    .jsonAndExample("hub group put north Berlin --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/groups.ts")).putIntoGroup));
  withHub(group.command("take"))
    .description("take a shop out of a group; it keeps what it has")
    .argument("<name>", "of the group")
    .argument("<shop>", "by name or id")
    .jsonAndExample("hub group take north Berlin --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/groups.ts")).takeOutOfGroup));
  withHub(group.command("free"))
    .description("say which fields a shop may change by itself, instead of those said before")
    .argument("<name>", "of the group")
    .argument("[fields...]", "such as product.price: `till hub group fields` lists them")
    .option("--nothing", "no field at all")
    .jsonAndExample("hub group free north product.price product.station --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/groups.ts")).freeFields));
  group
    .command("fields")
    .description("the names of all fields that a group keeps")
    .jsonAndExample("hub group fields --json")
    .action(run(async () => (await import("../../hub/commands/groups.ts")).listFields));
  withPublication(hub.command("catalog"))
    .description("what publishing would change in which shop, and what stays as a shop says")
    .jsonAndExample("hub catalog north --hub /srv/hub --json")
    .action(run(async () => (await import("../../hub/commands/publish.ts")).showChanges));
  withPublication(hub.command("publish"))
    .description("bring the shops of a group what its model says, each all of it or nothing")
    .option(
      "--day <day>",
      "YYYY-MM-DD: on that business day of each shop; prices are planned there at once",
    )
    .option("--cancel <day>", "drop what is kept for that day; a shop that has it keeps it")
    .option("--dry-run", "show what would change, and change nothing")
    .jsonAndExample("hub publish north --hub /srv/hub")
    .action(run(async () => (await import("../../hub/commands/publish.ts")).publishGroup));
}

function withPublication(command: ShellCommand): ShellCommand {
  return withHub(command)
    .argument("<name>", "of the group")
    .option("--shop <shop>", "only this one, by name or id")
    .option("--insist", "also over what a shop changed by itself, except for free fields");
}

function withHub(command: ShellCommand): ShellCommand {
  return command.requiredOption("--hub <dir>", "folder of the office");
}

function withDatabase(command: ShellCommand): ShellCommand {
  return command.option(
    "--postgres <url>",
    "a PostgreSQL server, 15 or later (else a database in the folder)",
  );
}
