import { HttpResponse, http, sse } from "msw";
import type { ExchangeSummary } from "../src/api/client";
import { answerConversations } from "./conversation-api";
import { mockConversation } from "./conversations";
import {
  freshExchange,
  MOCK_COUNT,
  mockDetail,
  mockEvents,
  mockExchange,
  mockRequestBody,
} from "./exchanges";
import { listOf, valuesOf } from "./list";
import { mockPlace, mockProgress } from "./live";
import { MOCK_EXPLANATION, MOCK_ROUTING } from "./routing";
import { mockSaid } from "./said";
import {
  deletionPreviewOf,
  exportPreviewOf,
  MOCK_CONFIG,
  MOCK_PRICES,
  mockCache,
  mockCharge,
  selectedOf,
  sessionsOf,
} from "./settings";
import { mockPerformance, mockRateLimits, mockTools, mockUsage } from "./statistics";

const now = Date.now();
const record: ExchangeSummary[] = Array.from({ length: MOCK_COUNT }, (_, i) =>
  mockExchange(i, now),
);

const conversations = Array.from({ length: 1_000 }, (_, place) => mockConversation(place, now));

const NEW_EVERY_MILLIS = 4_000;
const FINISHES_AFTER_MILLIS = 6_000;

/** The whole API, from memory. */
export const handlers = [
  http.get("/api/requests", ({ request }) =>
    HttpResponse.json(listOf(record, new URL(request.url))),
  ),
  http.get("/api/requests/values", () => HttpResponse.json(valuesOf(record))),
  http.get<{ id: string }>("/api/requests/:id/cache", ({ params }) => {
    const place = record.findIndex(({ id }) => id === params.id);
    const found = record[place];
    return found ? HttpResponse.json(mockCache(found, record[place + 1]?.id ?? null)) : notFound();
  }),
  http.get("/api/requests/:id/content", () => HttpResponse.json(mockCharge())),
  http.get("/api/config", () => HttpResponse.json(MOCK_CONFIG)),
  http.get("/api/routing", () => HttpResponse.json(MOCK_ROUTING)),
  http.post("/api/routing/explain", () => HttpResponse.json(MOCK_EXPLANATION)),
  http.get("/api/prices", () => HttpResponse.json(MOCK_PRICES)),
  http.get("/api/sessions", () => HttpResponse.json(sessionsOf(record))),
  http.get("/api/deletions/preview", ({ request }) =>
    HttpResponse.json(deletionPreviewOf(selectedOf(record, new URL(request.url)))),
  ),
  http.get("/api/exports/preview", ({ request }) =>
    HttpResponse.json(exportPreviewOf(selectedOf(record, new URL(request.url)))),
  ),
  http.get<{ id: string }>("/api/requests/:id", ({ params }) => {
    const found = find(params.id);
    return found ? HttpResponse.json(mockDetail(found)) : notFound();
  }),
  http.get<{ id: string }>("/api/requests/:id/events", ({ params }) => {
    const found = find(params.id);
    return HttpResponse.json({ items: found ? mockEvents(found) : [], next: null, problem: null });
  }),
  http.get<{ id: string }>("/api/requests/:id/request-body", ({ params }) => {
    const found = find(params.id);
    return HttpResponse.text(found ? mockRequestBody(found) : "");
  }),
  http.get<{ id: string }>("/api/requests/:id/response-body", ({ params }) => {
    const found = find(params.id);
    return HttpResponse.text(
      found?.path.endsWith("count_tokens") ? '{"input_tokens":48223}' : ERROR,
    );
  }),
  http.get("/api/stats/usage", ({ request }) => HttpResponse.json(mockUsage(searchOf(request)))),
  http.get("/api/stats/performance", ({ request }) =>
    HttpResponse.json(mockPerformance(searchOf(request))),
  ),
  http.get("/api/stats/tools", ({ request }) => HttpResponse.json(mockTools(searchOf(request)))),
  http.get("/api/stats/rate-limits", ({ request }) =>
    HttpResponse.json(mockRateLimits(searchOf(request))),
  ),
  http.get("/api/conversations", ({ request }) => conversation(request, "")),
  http.get<{ path: string[] }>("/api/conversations/:path+", ({ request, params }) =>
    conversation(request, params.path.join("/")),
  ),
  ...[
    "search",
    "projects",
    "transcripts",
    "transcripts/:id/messages",
    "todos",
    "plans",
    "plans/:name",
  ].map((route) =>
    http.get(`/api/${route}`, ({ request }) =>
      HttpResponse.json(mockSaid(new URL(request.url)) ?? {}),
    ),
  ),
  http.get("/api/login", () => HttpResponse.json({ required: false, loggedIn: true })),
  http.get("/api/health", () =>
    HttpResponse.json({
      status: "up",
      parts: [
        { name: "proxy-core", status: "up", message: "" },
        { name: "recording", status: "up", message: "" },
      ],
    }),
  ),
  sse<{
    ready: string;
    started: string;
    updated: string;
    finished: string;
    answer: string;
    indexed: string;
  }>("/api/live", ({ client }) => {
    client.send({ event: "ready", data: "{}" });
    setInterval(() => {
      const started = freshExchange(Date.now());
      record.unshift(started);
      client.send({ event: "started", data: JSON.stringify(started) });
      const [first] = conversations;
      if (first) {
        client.send({ event: "indexed", data: JSON.stringify(mockPlace(started, first)) });
      }
      WORDS.forEach((_, word) => {
        const text = WORDS.slice(0, word + 1).join(" ");
        setTimeout(
          () => {
            const progress = mockProgress(started.id, [{ type: "text", text }]);
            client.send({ event: "answer", data: JSON.stringify(progress) });
          },
          600 + word * 160,
        );
      });
      const answering = {
        ...started,
        status: 200,
        timeToFirstByteMicros: 410_000,
        timeToFirstTokenMicros: 520_000,
      };
      setTimeout(() => send("updated", answering), 410);
      setTimeout(() => {
        const bytes = 2_210;
        send("finished", {
          ...answering,
          outcome: "completed",
          responseBytes: bytes,
          durationMicros: FINISHES_AFTER_MILLIS * 1_000,
        });
      }, FINISHES_AFTER_MILLIS);
    }, NEW_EVERY_MILLIS);
    function send(event: "updated" | "finished", exchange: ExchangeSummary) {
      const place = record.findIndex(({ id }) => id === exchange.id);
      if (place >= 0) record[place] = exchange;
      client.send({ event, data: JSON.stringify(exchange) });
    }
  }),
];

function searchOf(request: Request): URLSearchParams {
  return new URL(request.url).searchParams;
}

function conversation(request: Request, path: string) {
  const found = answerConversations(conversations, path, new URL(request.url).searchParams);
  return found ? HttpResponse.json(found) : notFound();
}

const WORDS =
  "Let me look at how the queue is bounded. It counts the bytes of a record after it was compressed, so a burst of large bodies passes the bound before it is noticed.".split(
    " ",
  );

const ERROR = '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}';

function find(id: string): ExchangeSummary | undefined {
  return record.find((one) => one.id === id);
}

function notFound() {
  return HttpResponse.json(
    {
      type: "/problems/not-found",
      title: "Not found",
      status: 404,
      detail: "There is no exchange with this id on record. Was it deleted?",
    },
    { status: 404, headers: { "Content-Type": "application/problem+json" } },
  );
}
