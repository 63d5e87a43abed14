/** Commands of a head office, which has many shops and sells nothing, with their words. */

import { type CommandDeps, type ShellCommand } from "./command-options.ts";

export function addHubCommands(program: ShellCommand, { run }: CommandDeps): void {
  const hub = program.command("hub").description("head office: the figures of many shops");
  withHub(hub.command("join"))
    .description("take a shop that has invited this office: `till mesh invite --hub` there")
    .argument("<code>", "of the invitation")
    .option("--name <name>", "what the shop calls this office", "Head office")
    .option("--at <host:port>", "where the inviting till awaits it, on a network without multicast")
    .jsonAndExample("hub join K7QM-2F8X-9R3T-WB5N-4 --hub /srv/hub --at 192.168.1.20:7778")
    .action(run(async () => (await import("./commands/hub-join.ts")).joinHub));
  withDatabase(withHub(hub.command("run")))
    .description("hear the shops, and write down what people ask about, until it is ended")
    .option("--port <number>", "where shops link (7800)")
    .option("--quiet", "don't tell who was refused and what went wrong on links")
    .example("hub run --hub /srv/hub --postgres postgres://hub@db.example/shops")
    .action(run(async () => (await import("./commands/hub-run.ts")).runTheHub));
  withDatabase(withHub(hub.command("status")))
    .description("which shop was heard when and how far, and by which of its tills it is connected")
    .jsonAndExample("hub status --hub /srv/hub --json")
    .action(run(async () => (await import("./commands/hub-status.ts")).showHub));
  withHub(hub.command("rebuild"))
    .description(
      "drop the rows of each shop, and make them anew of its ledger; an office has to run",
    )
    .jsonAndExample("hub rebuild --hub /srv/hub")
    .action(run(async () => (await import("./commands/hub-rebuild.ts")).rebuildHub));
  const report = hub.command("report").description("figures over shops");
  withDatabase(withHub(report.command("sales")))
    .description("what each shop sold")
    .option("--day <day>", "YYYY-MM-DD, today or yesterday", "today")
    .option("--to <day>", "the last of several days")
    .jsonAndExample("hub report sales --hub /srv/hub --day 2026-11-01 --to 2026-11-30")
    .action(run(async () => (await import("./commands/hub-report.ts")).reportSales));
  withDatabase(withHub(report.command("figures")))
    .description(
      "stored figures of shops: taxes, tenders, goods, hours, people, discounts, voids or drawers",
    )
    .argument("<of>", "taxes, tenders, goods, hours, people, discounts, voids or drawers")
    .option("--day <day>", "YYYY-MM-DD, today or yesterday", "today")
    .option("--to <day>", "the last of several days")
    .option("--by <period>", "day, week, month, year or total", "total")
    .option("--csv", "as a table for spreadsheets")
    .jsonAndExample("hub report figures taxes --hub /srv/hub --day 2026-11-01 --to 2026-11-30")
    .action(run(async () => (await import("./commands/hub-figures.ts")).reportFigures));
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
