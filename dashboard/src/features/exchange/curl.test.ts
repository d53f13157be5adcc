import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { mockDetail, mockExchange } from "../../../mocks/exchanges";
import { curlOf } from "./curl";

it("sends the same request again, with the shell's own secret", () => {
  const summary = { ...mockExchange(0, 0), path: "/v1/it's", query: "a=$(id)" };
  const command = curlOf(mockDetail(summary), "http://localhost:3000");
  // A shell whose curl only says what it was given.
  const said = execFileSync("sh", ["-c", `curl() { printf '%s\\n' "$@"; }; ${command}`], {
    encoding: "utf8",
    env: { ANTHROPIC_API_KEY: "secret" },
  }).split("\n");
  expect(said).toContain("http://localhost:3000/v1/it's?a=$(id)");
  expect(said).toContain("x-api-key: secret");
  expect(said).toContain("anthropic-version: 2023-06-01");
  expect(said.join()).not.toContain("fingerprint");
  expect(command).toContain(`/api/requests/${summary.id}/request-body' |`);
});
