import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { problemOf } from "@/api/problem";
import { Button } from "@/ui/Button";
import { logIn } from "./queries";

/** Asks for the token that whoever runs the proxy has set. */
export function LoginPage() {
  const queries = useQueryClient();
  const login = useMutation({ mutationFn: (token: string) => logIn(queries, token) });
  const [token, setToken] = useState("");
  const id = useId();
  useEffect(() => {
    document.title = "Log in · Claude Code Proxy";
    return () => {
      document.title = "Claude Code Proxy";
    };
  }, []);
  return (
    <main className="flex h-full items-center justify-center p-6">
      <form
        aria-label="Log in"
        className="flex w-full max-w-sm flex-col rounded-2xl border border-line bg-surface p-7 shadow-pop"
        onSubmit={(event) => {
          event.preventDefault();
          if (token !== "") login.mutate(token);
        }}
      >
        <img src="/favicon.svg" alt="" className="size-9" />
        <h1 className="mt-4 text-lg font-semibold tracking-tight">Claude Code Proxy</h1>
        <p className="mt-1 text-sm text-soft">This record is open to those who have its token.</p>
        <label htmlFor={`${id}-token`} className="mt-6 mb-1.5 text-sm font-medium">
          Token
        </label>
        <input
          // biome-ignore lint/a11y/noAutofocus: there is nothing else on this page to do.
          autoFocus
          id={`${id}-token`}
          type="password"
          autoComplete="current-password"
          spellCheck={false}
          value={token}
          aria-describedby={`${id}-hint`}
          aria-invalid={login.isError}
          onChange={(event) => {
            setToken(event.target.value);
            login.reset();
          }}
          className="h-10 rounded-lg border border-line-strong bg-canvas px-3 font-mono text-sm -outline-offset-1 aria-invalid:border-bad"
        />
        {login.isError ? (
          <p id={`${id}-hint`} role="alert" className="mt-1.5 text-xs text-bad">
            {problemOf(login.error).detail}
          </p>
        ) : (
          <p id={`${id}-hint`} className="mt-1.5 text-xs text-faint">
            The proxy was started with it as <span className="font-mono">DASHBOARD_TOKEN</span>.
          </p>
        )}
        <Button
          type="submit"
          tone="solid"
          className="mt-5 h-10"
          disabled={token === "" || login.isPending}
        >
          {login.isPending ? "Logging in" : "Log in"}
        </Button>
      </form>
    </main>
  );
}
