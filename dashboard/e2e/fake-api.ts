import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { answerConversations } from "../mocks/conversation-api";
import { mockConversation } from "../mocks/conversations";
import { mockDetail, mockEvents, mockExchange, mockRequestBody } from "../mocks/exchanges";
import { listOf, valuesOf } from "../mocks/list";
import { MOCK_EXPLANATION, MOCK_ROUTING } from "../mocks/routing";
import { mockSaid } from "../mocks/said";

import {
  deletionPreviewOf,
  exportPreviewOf,
  MOCK_CONFIG,
  MOCK_PRICES,
  mockCache,
  mockCharge,
  selectedOf,
  sessionsOf,
} from "../mocks/settings";
import { mockPerformance, mockRateLimits, mockTools, mockUsage } from "../mocks/statistics";
import type {
  ConversationSummary,
  ExchangeDetail,
  ExchangePage,
  ExchangeSummary,
  HealthReport,
} from "../src/api/client";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const CADDYFILE = fileURLToPath(new URL("../../docker/gateway.caddy", import.meta.url));
const COOKIE = "ccproxy";
const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export const WELL: HealthReport = {
  status: "up",
  parts: [
    { name: "proxy-core", status: "up", message: "" },
    { name: "recording", status: "up", message: "" },
  ],
};

/** The built dashboard, served with the gateway's policy, and an API that a test can play on. */
export class FakeApi {
  record: ExchangeSummary[] = [];
  conversations: ConversationSummary[] = [];
  requestBodies = new Map<string, string>();
  responseBodies = new Map<string, string>();
  /** What is to be told of an exchange instead of what is made up. */
  details = new Map<string, Partial<ExchangeDetail>>();
  health = WELL;
  /** What has to be shown before anything is told; nothing where it is empty. */
  token = "";
  /** What `/api/requests` answers instead of the list. */
  problem: { status: number; title: string; detail: string } | undefined;
  readonly listRequests: string[] = [];
  /** What was asked to be deleted. */
  readonly deletions: string[] = [];
  /** What `/api/stats/…` answers, by the last part of its path. */
  readonly statistics: Record<string, (search: URLSearchParams) => object> = {
    usage: mockUsage,
    performance: mockPerformance,
    tools: mockTools,
    "rate-limits": mockRateLimits,
  };
  /** What was asked of them, path and query. */
  readonly statisticsRequests: string[] = [];

  private readonly server: Server;
  private readonly listeners = new Set<ServerResponse>();
  private policy = "";

  constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  async start(): Promise<string> {
    this.policy =
      /Content-Security-Policy "([^"]+)"/.exec(await readFile(CADDYFILE, "utf8"))?.[1] ?? "";
    if (!this.policy.includes("script-src 'self';")) throw new Error("the gateway has no policy");
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** A record of so many exchanges, the newest a moment ago. */
  fill(count: number): void {
    const now = Date.now();
    this.record = Array.from({ length: count }, (_, place) => mockExchange(place, now));
  }

  /** So many conversations, the last one active a moment ago. */
  converse(count: number): void {
    const now = Date.now();
    this.conversations = Array.from({ length: count }, (_, place) => mockConversation(place, now));
  }

  /** An exchange is new or has changed, and everybody who listens hears of it. */
  happens(exchange: ExchangeSummary): void {
    const place = this.record.findIndex(({ id }) => id === exchange.id);
    if (place < 0) this.record.unshift(exchange);
    else this.record[place] = exchange;
    const name =
      exchange.outcome !== "in_flight"
        ? "finished"
        : exchange.status === null
          ? "started"
          : "updated";
    this.tell(name, exchange);
  }

  tell(event: string, data: object): void {
    for (const listener of this.listeners) {
      listener.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  }

  get listening(): number {
    return this.listeners.size;
  }

  /** Everybody who listens is cut off. */
  hangUp(): void {
    for (const listener of this.listeners) listener.destroy();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const [, api, kind, id, part] = url.pathname.split("/");
    if (api !== "api") return this.page(url.pathname, response);
    if (kind === "login") return this.login(request, response);
    if (!this.knows(request))
      return json(response, 401, problem(401, "Unauthorized", "Log in by POST /api/login."));
    if (kind === "live") return this.listen(response);
    if (kind === "health") return json(response, 200, this.health);
    if (kind === "conversations") {
      const path = url.pathname.slice("/api/conversations/".length);
      const found = answerConversations(this.conversations, path, url.searchParams);
      return found
        ? json(response, 200, found)
        : json(response, 404, problem(404, "Not found", "There is no such conversation."));
    }
    if (kind === "sessions" && request.method === "DELETE" && id) {
      this.conversations = this.conversations.filter(({ sessionId }) => sessionId !== id);
    }
    const beside = this.beside(request, url);
    if (beside) return json(response, request.method === "DELETE" ? 202 : 200, beside);
    const said = mockSaid(url);
    if (said) return json(response, 200, said);
    if (kind === "stats") return this.tellStatistics(url, id, response);
    if (kind !== "requests")
      return json(response, 404, problem(404, "Not found", "No such route."));
    if (this.problem) {
      const { status, title, detail } = this.problem;
      return json(response, status, problem(status, title, detail));
    }
    if (id === undefined) return json(response, 200, this.list(url));
    const exchange = this.record.find((one) => one.id === id);
    if (!exchange)
      return json(response, 404, problem(404, "Not found", "There is no such exchange."));
    if (part === undefined) {
      return json(response, 200, { ...mockDetail(exchange), ...this.details.get(id) });
    }
    if (part === "cache") {
      const before = this.record[this.record.indexOf(exchange) + 1];
      return json(response, 200, mockCache(exchange, before?.id ?? null));
    }
    if (part === "content") return json(response, 200, mockCharge());
    if (part === "events") {
      const body = this.responseBodies.get(id);
      const items = body === undefined ? mockEvents(exchange) : JSON.parse(body);
      return json(response, 200, { items, next: null, problem: null });
    }
    const bodies = part === "request-body" ? this.requestBodies : this.responseBodies;
    response.setHeader("Content-Type", "application/octet-stream");
    response.setHeader("Content-Disposition", "attachment");
    response.end(bodies.get(id) ?? mockRequestBody(exchange));
  }

  private knows({ headers }: IncomingMessage): boolean {
    return this.token === "" || (headers.cookie ?? "").includes(`${COOKIE}=${this.token}`);
  }

  private async login(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "GET") {
      return json(response, 200, { required: this.token !== "", loggedIn: this.knows(request) });
    }
    let token = "";
    if (request.method === "POST") {
      ({ token } = JSON.parse((await request.toArray()).join("")) as { token: string });
      if (token !== this.token)
        return json(response, 401, problem(401, "Unauthorized", "This is not the token."));
    }
    const cookie = `${COOKIE}=${token}; Path=/api; HttpOnly; SameSite=Strict`;
    response.writeHead(204, { "Set-Cookie": cookie }).end();
  }

  private list(url: URL): ExchangePage {
    this.listRequests.push(url.search);
    return listOf(this.record, url);
  }

  /** What stands beside the exchanges: settings and what can be done with all of them. */
  private beside(request: IncomingMessage, url: URL): object | undefined {
    const some = selectedOf(this.record, url);
    if (request.method === "DELETE") {
      this.deletions.push(`${url.pathname}${url.search}`);
      const [, , kind, id] = url.pathname.split("/");
      const gone = kind === "sessions" ? some.filter((one) => one.sessionId === id) : some;
      this.record = this.record.filter((one) => !gone.includes(one));
      return { number: 1, exchanges: gone.length, state: "running" };
    }
    switch (url.pathname) {
      case "/api/requests/values":
        return valuesOf(this.record);
      case "/api/config":
        return MOCK_CONFIG;
      case "/api/routing":
        return MOCK_ROUTING;
      case "/api/routing/explain":
        return MOCK_EXPLANATION;
      case "/api/prices":
        return MOCK_PRICES;
      case "/api/sessions":
        return sessionsOf(this.record);
      case "/api/deletions/preview":
        return deletionPreviewOf(some);
      case "/api/deletions/1":
        return { number: 1, exchanges: 20, state: "erased" };
      case "/api/exports/preview":
        return exportPreviewOf(some);
    }
    return undefined;
  }

  private tellStatistics(url: URL, name: string | undefined, response: ServerResponse): void {
    if (this.problem) {
      const { status, title, detail } = this.problem;
      json(response, status, problem(status, title, detail));
      return;
    }
    this.statisticsRequests.push(url.pathname + url.search);
    json(response, 200, this.statistics[name ?? ""]?.(url.searchParams) ?? {});
  }

  private listen(response: ServerResponse): void {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write("retry: 200\nevent: ready\ndata: {}\n\n");
    this.listeners.add(response);
    response.on("close", () => this.listeners.delete(response));
  }

  private page(path: string, response: ServerResponse): void {
    const asked = join(DIST, path);
    const file = extname(path) !== "" && existsSync(asked) ? asked : join(DIST, "index.html");
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    response.setHeader("Content-Security-Policy", this.policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    createReadStream(file).pipe(response);
  }
}

function problem(status: number, title: string, detail: string) {
  return { type: "/problems/test", title, status, detail };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    "Content-Type": status < 400 ? "application/json" : "application/problem+json",
  });
  response.end(JSON.stringify(body));
}
