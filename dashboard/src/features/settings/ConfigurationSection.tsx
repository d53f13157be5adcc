import { useQuery } from "@tanstack/react-query";
import type { Setting } from "@/api/client";
import { Badge } from "@/ui/Badge";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { ErrorState, Loading } from "@/ui/states";
import { Panel } from "./Panel";
import { configQuery } from "./queries";

/** Every setting with the value that counts and where it is from. */
export function ConfigurationSection() {
  const config = useQuery(configQuery);
  if (config.error)
    return <ErrorState error={config.error} onRetry={() => void config.refetch()} />;
  if (!config.data) return <Loading label="Reading the configuration" />;
  return (
    <Panel
      title="What counts"
      note="As proxy-data read it when it started. It is set in config.yaml or in the environment, which wins; a change counts from the next start on."
    >
      <ScrollRegion
        label="Settings"
        className="flex-none overflow-x-auto rounded-xl border border-line bg-surface"
      >
        <table className="w-full text-left text-sm">
          <thead className="text-xs text-faint">
            <tr className="border-b border-line">
              <th className="px-4 py-2 font-medium">Setting</th>
              <th className="px-4 py-2 font-medium">Value</th>
              <th className="px-4 py-2 font-medium">From</th>
              <th className="px-4 py-2 font-medium">Variables</th>
            </tr>
          </thead>
          <tbody>
            {config.data.items.map((setting) => (
              <Row key={setting.key} setting={setting} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}

function Row({ setting }: { setting: Setting }) {
  const { key, value, origin, variables, kind } = setting;
  return (
    <tr className="border-b border-line/60 last:border-0">
      <th scope="row" className="px-4 py-2 font-mono text-xs font-medium">
        {key}
      </th>
      <td className="px-4 py-2">
        {value === null ? (
          <span className="text-faint">off</span>
        ) : (
          <span className="font-mono text-xs break-all" title={kind}>
            {value}
          </span>
        )}
      </td>
      <td className="px-4 py-2">
        {origin === null ? (
          <span className="text-faint">default</span>
        ) : (
          <Badge tone="info" mono>
            {origin}
          </Badge>
        )}
      </td>
      <td className="px-4 py-2 font-mono text-xs text-faint">{variables.join(", ")}</td>
    </tr>
  );
}
