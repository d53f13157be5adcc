import { freshExchange, mockExchange } from "../mocks/exchanges";
import { mockPlace, mockProgress } from "../mocks/live";
import type { ExchangeSummary } from "../src/api/client";
import type { FakeApi } from "./fake-api";

const ANSWERING = { status: 200, timeToFirstByteMicros: 480_000, timeToFirstTokenMicros: 910_000 };

/** Three agents at work, and what they did over the last minutes. */
export function playScene(api: FakeApi): ExchangeSummary[] {
  const now = Date.now();
  const [conversation] = api.conversations;
  if (!conversation) throw new Error("nobody talks");
  const agents = [null, "Explore", "Plan"];
  for (let place = 0; place < 24; place++) {
    const agent = agents[place % 3] ?? null;
    const ended: ExchangeSummary = {
      ...mockExchange(place * 3 + 1, now + 34_000 - place * 6_000),
      path: "/v1/messages",
      ...(place !== 7 && { outcome: "completed" as const, status: 200 }),
      timeToFirstByteMicros: 700_000 + place * 120_000,
      timeToFirstTokenMicros: 1_500_000 + place * 140_000,
    };
    api.happens(ended);
    api.tell("indexed", mockPlace(ended, conversation, agent));
  }
  const flights = agents.map((agent, index) => {
    const started = { ...freshExchange(now - 4_000 - index * 3_100), ...ANSWERING };
    const flight = agent === "Plan" ? { ...started, timeToFirstTokenMicros: null } : started;
    api.happens(flight);
    api.tell("indexed", mockPlace(flight, conversation, agent));
    return flight;
  });
  const [main, explore] = flights;
  if (main) {
    api.tell(
      "answer",
      mockProgress(main.id, [
        {
          type: "thinking",
          text: "The bound is counted in bytes, but which bytes? offer() takes record.size, and that is set by the codec. So a record counts for less than it takes up in memory.",
        },
        {
          type: "text",
          text: "The queue drops records when the writer falls behind. `offer` counts the bytes of a record after it was compressed, so a burst of large bodies passes the bound before it is noticed.\n\nI will count the raw bytes",
        },
      ]),
    );
  }
  if (explore) {
    api.tell(
      "answer",
      mockProgress(explore.id, [
        { type: "text", text: "Let me look for every place where a record may be dropped." },
        {
          type: "tool_use",
          name: "Bash",
          text: '{"command":"rg -n \\"drop|discard\\" --type ts src/ | sort | head -40 && npm test -- --run queue","description":"Find where records are dropped',
        },
      ]),
    );
  }
  return flights;
}
