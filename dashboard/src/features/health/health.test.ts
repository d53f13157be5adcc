import { expect, it } from "vitest";
import { ProblemError, UNREACHABLE } from "@/api/problem";
import { healthOf } from "./health";

const UP = {
  status: "up" as const,
  parts: [
    { name: "proxy-core", status: "up" as const, message: "" },
    { name: "recording", status: "up" as const, message: "" },
  ],
};

it("says that all is well only while everything is", () => {
  expect(healthOf(UP, null, "live").status).toBe("up");
  expect(healthOf(UP, null, "disconnected").status).toBe("down");
  expect(healthOf(UP, null, "connecting").status).toBe("unknown");
});

it("takes the worst of the parts", () => {
  const degraded = {
    status: "degraded" as const,
    parts: [{ name: "proxy-core", status: "degraded" as const, message: "disk" }],
  };
  expect(healthOf(degraded, null, "live")).toMatchObject({
    status: "degraded",
    headline: "Something is wrong",
  });
});

it("forgets what proxy-data said once it no longer answers", () => {
  const health = healthOf(UP, new ProblemError(UNREACHABLE), "disconnected");
  expect(health.status).toBe("down");
  expect(health.lines.map(({ name, status }) => [name, status])).toEqual([
    ["proxy-data", "down"],
    ["proxy-core", "unknown"],
    ["live stream", "down"],
  ]);
});

it("claims nothing before the first answer", () => {
  expect(healthOf(undefined, null, "connecting").status).toBe("unknown");
});
