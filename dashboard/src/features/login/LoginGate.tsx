import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { LoginPage } from "./LoginPage";
import { loginQuery } from "./queries";

/**
 * Stands before everything that reads the record. The address stays what it was, so that whoever
 * logs in goes on where they were.
 */
export function LoginGate({ children }: { children: ReactNode }) {
  const { data } = useQuery(loginQuery);
  return data?.required && !data.loggedIn ? <LoginPage /> : children;
}
