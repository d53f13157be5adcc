import { HttpResponse, http, sse } from "msw";
import type { ExchangePage, ExchangeSummary } from "../src/api/client";
import { matches, parseFilters } from "../src/features/exchange/filters";
import {
  freshExchange,
  MOCK_COUNT,
  mockDetail,
  mockEvents,
  mockExchange,
  mockRequestBody,
} from "./exchanges";

const now = Date.now();
const record: ExchangeSummary[] = Array.from({ length: MOCK_COUNT }, (_, i) =>
  mockExchange(i, now),
);

const NEW_EVERY_MILLIS = 4_000;
const FINISHES_AFTER_MILLIS = 6_000;

/** The whole API, from memory. */
export const handlers = [
  http.get("/api/requests", ({ request }) => HttpResponse.json(page(new URL(request.url)))),
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
  sse<{ ready: string; started: string; updated: string; finished: string }>(
    "/api/live",
    ({ client }) => {
      client.send({ event: "ready", data: "{}" });
      setInterval(() => {
        const started = freshExchange(Date.now());
        record.unshift(started);
        client.send({ event: "started", data: JSON.stringify(started) });
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
    },
  ),
];

const ERROR = '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}';

function page(url: URL): ExchangePage {
  const search = Object.fromEntries(url.searchParams);
  const filters = parseFilters(search);
  const limit = Number(search.limit ?? 100);
  const before = search.before ?? "~";
  const found = record.filter((one) => one.id < before && matches(filters, one));
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

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
