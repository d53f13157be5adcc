import type { HealthPart, HealthReport } from "@/api/client";
import { type Problem, problemOf } from "@/api/problem";
import type { LiveStatus } from "@/features/live/live-stream";

export type HealthStatus = HealthReport["status"] | "unknown";

/** One line of what is shown. */
export interface HealthLine {
  name: string;
  status: HealthStatus;
  message: string;
}

export interface Health {
  status: HealthStatus;
  headline: string;
  lines: HealthLine[];
}

const LIVE_LINES: Record<LiveStatus, Omit<HealthLine, "name">> = {
  live: { status: "up", message: "" },
  connecting: { status: "unknown", message: "Connecting." },
  unavailable: { status: "degraded", message: "Waiting until the record can be read." },
  disconnected: { status: "down", message: "Interrupted; coming back by itself." },
};

const HEADLINES: Record<HealthStatus, string> = {
  up: "All is well",
  degraded: "Something is wrong",
  down: "Not working",
  unknown: "Looking",
};

const SEVERITY: readonly HealthStatus[] = ["up", "unknown", "degraded", "down"];

/**
 * What can truthfully be said. What was last heard from proxy-data counts for nothing once
 * proxy-data does not answer.
 */
export function healthOf(
  report: HealthReport | undefined,
  error: unknown,
  live: LiveStatus,
): Health {
  const lines = [...partLines(report, error), { name: "live stream", ...LIVE_LINES[live] }];
  const worst = Math.max(...lines.map((line) => SEVERITY.indexOf(line.status)));
  const status = SEVERITY[worst] ?? "unknown";
  return { status, headline: HEADLINES[status], lines };
}

function partLines(report: HealthReport | undefined, error: unknown): HealthLine[] {
  if (error) {
    const problem: Problem = problemOf(error);
    return [
      { name: "proxy-data", status: "down", message: `${problem.title}. ${problem.detail}` },
      { name: "proxy-core", status: "unknown", message: "Only proxy-data can tell." },
    ];
  }
  if (!report) return [{ name: "proxy-data", status: "unknown", message: "" }];
  const parts: readonly HealthPart[] = report.parts;
  return [...parts, { name: "proxy-data", status: "up", message: "" }];
}
