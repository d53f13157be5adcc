import type {
  Percentiles,
  PerformanceReport,
  RateLimitReport,
  ToolsReport,
  UsageFigures,
  UsageGroup,
  UsageReport,
} from "../src/api/client";
import { figures, plus } from "./statistics-figures";

const HOUR = 3_600_000;
const LENGTHS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30.4 * 24 * HOUR };
type By = keyof typeof LENGTHS;

const GROUPS: Record<string, readonly [name: string, share: number, price: number][]> = {
  model: [
    ["claude-sonnet-4-5-20250929", 0.52, 1],
    ["claude-opus-4-5-20251101", 0.27, 1.67],
    ["claude-haiku-4-5-20251001", 0.18, 0.33],
    ["gpt-4o", 0.03, 0.8],
  ],
  project: [
    ["/home/dev/shop", 0.41, 1.1],
    ["/home/dev/claude-code-proxy", 0.29, 1],
    ["/home/dev/till", 0.12, 0.9],
    ["/home/dev/website", 0.08, 0.8],
    ["/home/dev/infrastructure", 0.06, 0.9],
    ["/home/dev/notes", 0.03, 0.4],
    ["", 0.01, 0.2],
  ],
  agent: [
    ["main", 0.61, 1.2],
    ["Explore", 0.17, 0.6],
    ["general-purpose", 0.11, 0.9],
    ["side", 0.08, 0.1],
    ["code-reviewer", 0.03, 0.8],
  ],
  class: [
    ["main", 0.6, 1.2],
    ["agent", 0.31, 0.8],
    ["title", 0.05, 0.1],
    ["compaction", 0.02, 2],
    ["count_tokens", 0.02, 0],
  ],
  tool: [
    ["Bash", 0.34, 1.1],
    ["Read", 0.31, 1],
    ["Edit", 0.22, 1.2],
    ["Grep", 0.14, 0.7],
    ["", 0.12, 0.9],
    ["Task", 0.03, 1.6],
    ["mcp__github__search", 0.02, 0.8],
  ],
  provider: [
    ["anthropic", 0.97, 1],
    ["openai", 0.03, 0.8],
  ],
};

/** When the periods begin that are asked for, up to now where no end is given. */
function times(search: URLSearchParams): { by: By | "all"; starts: number[] } {
  const from = Date.parse(
    search.get("from") ?? new Date(Date.now() - 30 * 24 * HOUR).toISOString(),
  );
  const until = Date.parse(search.get("until") ?? new Date().toISOString());
  const by = search.get("by") ?? "day";
  if (!(by in LENGTHS)) return { by: "all", starts: [from] };
  const starts: number[] = [];
  for (let at = from; at < until; at = next(at, by as By)) starts.push(at);
  return { by: by as By, starts };
}

function next(at: number, by: By): number {
  const date = new Date(at);
  if (by === "hour") return at + HOUR;
  if (by === "month") return new Date(date.getFullYear(), date.getMonth() + 1, 1).getTime();
  return new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate() + (by === "week" ? 7 : 1),
    date.getHours(),
  ).getTime();
}

/** How busy it was: less at night and at weekends, and never quite the same. */
function busy(at: number, by: By | "all"): number {
  const date = new Date(at);
  const day = [0.15, 1, 1.15, 0.9, 1.2, 0.85, 0.2][date.getDay()] ?? 1;
  const noise = 0.7 + 0.6 * random(at / HOUR);
  if (by !== "hour") {
    const days = by === "all" ? 30 : LENGTHS[by] / LENGTHS.day;
    return noise * (days === 1 ? day : days * 0.78);
  }
  const hour = date.getHours();
  return (noise * day * (hour < 8 || hour > 21 ? 0.04 : 1 + Math.sin((hour - 8) / 4) / 2)) / 13;
}

/** The same for the same number, from 0 to 1. */
function random(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
}

function usageOf(amount: number, price: number): UsageFigures {
  return figures(
    {
      input: Math.round(amount * 41_000),
      cacheRead: Math.round(amount * 21_400_000),
      cacheWrite5m: Math.round(amount * 1_270_000),
      output: Math.round(amount * 318_000),
    },
    Math.round(amount * 5.4),
    Math.round(amount * 431),
    price,
  );
}

export function mockUsage(search: URLSearchParams): UsageReport {
  const { by, starts } = times(search);
  const name = (search.get("group") ?? "model") as NonNullable<UsageReport["group"]>;
  const wanted = search.get(name);
  const members = (GROUPS[name] ?? []).filter(([key]) => wanted === null || key === wanted);
  const cells = starts.map((at) =>
    members.map(([key, share, price]) =>
      usageOf(busy(at, by) * share * (0.6 + 0.8 * random(at / HOUR + key.length * 7)), price),
    ),
  );
  const none = figures({}, 0, 0);
  const groups: UsageGroup[] = members.map(([key], place) => ({
    key,
    usage: cells.reduce((sum, row) => plus(sum, row[place] ?? none), none),
    points: cells.map((row, period) => {
      const usage = row[place] ?? none;
      const { input, cacheRead, cacheWrite5m, output } = usage.tokens;
      return {
        period,
        requests: usage.requests,
        tokens: input + cacheRead + cacheWrite5m + output,
        cost: usage.spending.cost.total,
      };
    }),
  }));
  const periods = cells.map((row, period) => ({
    startedAt: new Date(starts[period] ?? 0).toISOString(),
    usage: row.reduce(plus, none),
  }));
  const total = periods.reduce((sum, { usage }) => plus(sum, usage), none);
  const failed = total.failedRequests;
  return {
    zone: search.get("zone") ?? "UTC",
    by,
    group: name,
    firstAt: "2026-01-07T00:00:00Z",
    periods,
    total,
    groups: groups.toSorted(
      (one, other) => other.usage.spending.cost.total - one.usage.spending.cost.total,
    ),
    errors: [
      { type: "overloaded_error", requests: Math.round(failed * 0.6) },
      { type: "rate_limit_error", requests: Math.round(failed * 0.3) },
      {
        type: "upstream_truncated",
        requests: failed - Math.round(failed * 0.6) - Math.round(failed * 0.3),
      },
    ],
    budgets: [
      { period: "day", startedAt: new Date().toISOString(), limit: 25, spent: 21.37 },
      { period: "month", startedAt: new Date().toISOString(), limit: 400, spent: 231.4 },
    ],
  };
}

function percentiles(count: number, median: number, spread: number): Percentiles {
  if (count === 0) return { count, p10: null, p50: null, p90: null, p95: null, p99: null };
  return {
    count,
    p10: median / spread,
    p50: median,
    p90: median * spread,
    p95: median * spread ** 1.3,
    p99: median * spread ** 1.9,
  };
}

function speedOf(requests: number, factor: number): PerformanceReport["total"] {
  const failed = Math.round(requests * 0.012);
  return {
    requests,
    failedRequests: failed,
    duration: percentiles(requests - failed, 9_400 * factor, 2.4),
    timeToFirstToken: percentiles(requests - failed, 1_180 * factor, 1.9),
    tokensPerSecond: percentiles(requests - failed, 61 / factor, 1.5),
  };
}

export function mockPerformance(search: URLSearchParams): PerformanceReport {
  const { by, starts } = times(search);
  const wanted = search.get("model");
  const models = (GROUPS.model ?? []).filter(([key]) => wanted === null || key === wanted);
  const periods = starts.map((at) => ({
    startedAt: new Date(at).toISOString(),
    speed: speedOf(Math.round(busy(at, by) * 431), 0.8 + 0.5 * random(at / HOUR / 3)),
  }));
  const requests = periods.reduce((sum, { speed }) => sum + speed.requests, 0);
  const total = speedOf(requests, 1);
  return {
    zone: search.get("zone") ?? "UTC",
    by,
    periods,
    total,
    models: models.map(([model, share, price]) => ({
      provider: model.startsWith("gpt") ? "openai" : "anthropic",
      model,
      speed: speedOf(Math.round(requests * share), 0.4 + price / 2),
    })),
    errors: mockUsage(search).errors,
  };
}

const TOOLS: readonly [name: string, calls: number, failed: number, median: number][] = [
  ["Bash", 4_812, 371, 1_900],
  ["Read", 4_377, 41, 190],
  ["Edit", 2_204, 118, 240],
  ["Grep", 1_631, 3, 210],
  ["TodoWrite", 902, 0, 130],
  ["Glob", 644, 0, 160],
  ["Agent", 231, 4, 74_000],
  ["Write", 218, 2, 260],
  ["mcp__github__search_code", 96, 7, 830],
  ["WebFetch", 71, 9, 3_400],
  ["mcp__github__get_issue", 38, 0, 410],
  ["mcp__postgres__query", 27, 5, 95],
  ["WebSearch", 22, 0, 5_200],
  ["NotebookEdit", 0, 0, 0],
  ["mcp__postgres__describe", 0, 0, 0],
];

const FILES = [
  "/home/dev/shop/src/checkout/cart.ts",
  "/home/dev/shop/src/checkout/payment/providers/stripe.ts",
  "/home/dev/claude-code-proxy/docs/ARCHITECTURE.md",
  "/home/dev/shop/package.json",
  "/home/dev/till/main.go",
  "/home/dev/shop/src/checkout/cart.test.ts",
  "/home/dev/website/content/posts/2026-11-02-caching-is-hard-to-explain.md",
  "/home/dev/infrastructure/ansible/roles/gateway/tasks/main.yml",
];

export function mockTools(search: URLSearchParams): ToolsReport {
  const factor = search.has("project") ? 0.41 : 1;
  const tools = TOOLS.map(([name, calls, failed, median]) => {
    const made = Math.round(calls * factor);
    return {
      name,
      server: /^mcp__(.+?)__/.exec(name)?.[1] ?? null,
      offeredRequests: Math.round(10_240 * factor),
      calls: made,
      results: made,
      failed: Math.round(failed * factor),
      time: percentiles(made, median, 3.1),
      totalMillis: made * Math.round(median * 1.6),
      inputBytes: made * 210,
      resultBytes: made * 3_400,
    };
  });
  return {
    tools,
    servers: ["github", "postgres"].map((name) => {
      const own = tools.filter(({ server }) => server === name);
      const sum = (read: (tool: (typeof own)[number]) => number) =>
        own.reduce((total, tool) => total + read(tool), 0);
      return {
        name,
        tools: own.length,
        calledTools: own.filter(({ calls }) => calls > 0).length,
        calls: sum(({ calls }) => calls),
        results: sum(({ results }) => results),
        failed: sum(({ failed }) => failed),
        totalMillis: sum(({ totalMillis }) => totalMillis),
      };
    }),
    mostRead: FILES.map((path, place) => ({
      path,
      reads: Math.round((212 * factor) / (place + 1)),
      edits: 8 - place,
    })),
    mostEdited: FILES.slice(0, 5).map((path, place) => ({
      path,
      reads: 40 - place,
      edits: Math.round((97 * factor) / (place + 1)),
    })),
  };
}

export function mockRateLimits(search: URLSearchParams): RateLimitReport {
  const { by, starts } = times(search);
  const limit = (name: string, used: number, hours: number, status: string | null) => ({
    organization: null,
    name,
    observedAt: new Date(Date.now() - 60_000).toISOString(),
    used,
    headroom: 1 - used,
    remaining: null,
    limit: null,
    resetsAt: new Date(Date.now() + hours * HOUR).toISOString(),
    status,
    peaks: starts.map((_, period) => ({
      period,
      used: used * (0.35 + 0.65 * Math.abs(Math.sin(period * 1.7 + name.length))),
    })),
  });
  return {
    zone: search.get("zone") ?? "UTC",
    by,
    periods: starts.map((at) => new Date(at).toISOString()),
    limits: [
      limit("unified-5h", 0.42, 2.3, "allowed"),
      limit("unified-7d", 0.86, 61, "allowed_warning"),
      {
        ...limit("input-tokens", 0.25, 0.01, null),
        remaining: 1_500_000,
        limit: 2_000_000,
      },
    ],
  };
}
