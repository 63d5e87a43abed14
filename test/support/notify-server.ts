/** A web server on loopback that takes notices, as tests want it to. */

import { createServer } from "node:http";

import { onTestFinished } from "vitest";

export interface NotifyServer {
  /** `http://127.0.0.1:PORT/told` */
  readonly url: string;
  /** The notices that came, whatever became of them. */
  readonly notices: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** `answers`: the status of each request in turn, the last one for all others; 0 never answers. */
export async function serveNotices(answers: ReadonlyArray<number> = [204]): Promise<NotifyServer> {
  const notices: Array<Readonly<Record<string, unknown>>> = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const status = answers[Math.min(notices.length, answers.length - 1)] ?? 204;
      notices.push(JSON.parse(Buffer.concat(parts).toString("utf8")) as Record<string, unknown>);
      if (status !== 0) response.writeHead(status).end("whatever it says is not read");
    });
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => resolve(undefined));
  await promise;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { url: `http://127.0.0.1:${address.port}/told`, notices };
}
