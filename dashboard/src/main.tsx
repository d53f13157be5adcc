import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { LiveProvider } from "@/features/live/LiveProvider";
import { LoginGate } from "@/features/login/LoginGate";
import { noticeRefusal } from "@/features/login/queries";
import { createQueryClient } from "@/lib/query-client";
import { createAppRouter } from "./router";
import "./styles.css";

async function start() {
  if (import.meta.env.MODE === "mock") {
    const { startMock } = await import("../mocks/browser");
    await startMock();
  }
  const root = document.getElementById("root");
  if (!root) throw new Error("the page has no root");
  const queries = createQueryClient(noticeRefusal);
  const router = createAppRouter();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LoginGate>
          <LiveProvider>
            <RouterProvider router={router} />
          </LiveProvider>
        </LoginGate>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
