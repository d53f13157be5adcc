import createClient from "openapi-fetch";
import { ProblemError, problemIn } from "./problem";
import type { components, paths } from "./schema";

export type ExchangeSummary = components["schemas"]["ExchangeSummary"];
export type ExchangeDetail = components["schemas"]["ExchangeDetail"];
export type ExchangeOutcome = components["schemas"]["ExchangeOutcome"];
export type ExchangePage = components["schemas"]["ExchangePage"];
export type AnswerProgress = components["schemas"]["AnswerProgress"];
export type ExchangePlace = components["schemas"]["ExchangePlace"];
export type ConversationSummary = components["schemas"]["ConversationSummary"];
export type ConversationDetail = components["schemas"]["ConversationDetail"];
export type ConversationPage = components["schemas"]["ConversationPage"];
export type ConversationMessage = components["schemas"]["Message"];
export type MessagePage = components["schemas"]["MessagePage"];
export type Turn = components["schemas"]["Turn"];
export type TurnPage = components["schemas"]["TurnPage"];
export type Branch = components["schemas"]["Branch"];
export type ContextReport = components["schemas"]["ContextReport"];
export type StreamEvent = components["schemas"]["StreamEvent"];
export type HeaderLine = components["schemas"]["HeaderLine"];
export type HealthReport = components["schemas"]["HealthReport"];
export type HealthPart = components["schemas"]["HealthPart"];
export type CacheReport = components["schemas"]["CacheReport"];
export type DeletionPreview = components["schemas"]["DeletionPreview"];
export type ExportPreview = components["schemas"]["ExportPreview"];
export type RequestFacts = components["schemas"]["RequestFacts"];
export type Setting = components["schemas"]["Setting"];
export type SearchHit = components["schemas"]["SearchHit"];
export type Project = components["schemas"]["Project"];
export type Transcript = components["schemas"]["Transcript"];
export type TodoList = components["schemas"]["TodoList"];
export type Plan = components["schemas"]["Plan"];
export type LoginState = components["schemas"]["LoginState"];
export type UsageReport = components["schemas"]["UsageReport"];
export type UsageFigures = components["schemas"]["UsageFigures"];
export type UsageGroup = components["schemas"]["UsageGroup"];
export type PerformanceReport = components["schemas"]["PerformanceReport"];
export type Percentiles = components["schemas"]["Percentiles"];
export type ToolsReport = components["schemas"]["ToolsReport"];
export type RateLimitReport = components["schemas"]["RateLimitReport"];
export type RateLimit = components["schemas"]["RateLimit"];

export type RouteDetail = components["schemas"]["RouteDetail"];
export type Routing = components["schemas"]["Routing"];
export type RoutingProvider = components["schemas"]["RoutingProvider"];
export type RoutingMapping = components["schemas"]["RoutingMapping"];
export type RoutingSpending = components["schemas"]["RoutingSpending"];
export type RoutingExplanation = components["schemas"]["RoutingExplanation"];

const client = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "",
  fetch: (request) => globalThis.fetch(request),
});
client.use({
  async onResponse({ response }) {
    if (!response.ok) throw new ProblemError(await problemIn(response));
  },
});

export const api = client;

/** The data of an answer that has some: whatever else there is has been thrown. */
export function dataOf<T>(answer: { data?: T }): T {
  if (answer.data === undefined) throw new Error("an answer without content");
  return answer.data;
}
