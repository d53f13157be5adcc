import type { ExchangeDetail } from "@/api/client";

/** What the client's own library sets for each call, and what curl sets by itself. */
const OWN = new Set(["host", "content-length", "connection", "accept-encoding", "expect"]);

/** Where a secret stood, the record holds its fingerprint: the shell has the secret. */
const SECRETS = new Map([
  ["x-api-key", "$ANTHROPIC_API_KEY"],
  ["authorization", "Bearer $ANTHROPIC_AUTH_TOKEN"],
]);

/**
 * The commands that send a request again, through the gateway. The body comes from the record,
 * byte for byte, so that no shell has a say in it.
 */
export function curlOf(
  { summary, requestHeaders, requestBody }: ExchangeDetail,
  origin: string,
): string {
  const { method, path, query, id } = summary;
  const url = `${origin}${path}${query === null ? "" : `?${query}`}`;
  const headers = requestHeaders
    .filter(({ name }) => !OWN.has(name.toLowerCase()))
    .map(({ name, value }) => {
      const secret = SECRETS.get(name.toLowerCase());
      return secret ? `-H "${name}: ${secret}"` : `-H ${quoted(`${name}: ${value}`)}`;
    });
  const hasBody = requestBody.bytes > 0;
  const send = [
    `curl -N -X ${quoted(method)} ${quoted(url)}`,
    ...headers,
    ...(hasBody ? ["--data-binary @-"] : []),
  ];
  const read = hasBody ? `curl -s ${quoted(`${origin}/api/requests/${id}/request-body`)} |\n` : "";
  return read + send.join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
