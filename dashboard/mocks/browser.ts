import { setupWorker } from "msw/browser";
import { handlers } from "./handlers";

/** Lets the dashboard run without any service: `npm run dev:mock`. */
export async function startMock(): Promise<void> {
  await setupWorker(...handlers).start({ onUnhandledRequest: "bypass", quiet: true });
}
