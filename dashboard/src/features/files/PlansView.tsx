import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Plan } from "@/api/client";
import { Markdown } from "@/features/message/Markdown";
import { formatBytes, formatMoment } from "@/lib/format";
import { buttonClass } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { Ago } from "./figures";
import { planQuery, plansQuery } from "./queries";

const route = getRouteApi("/files");

/** Plans that were written down, and the chosen one. */
export function PlansView() {
  const { plan } = route.useSearch();
  const plans = useQuery(plansQuery);
  if (plans.error && !plans.data)
    return <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />;
  if (!plans.data) return <Loading label="Reading the plans" />;
  if (plans.data.length === 0) {
    return <EmptyState title="No plans">No plan of Claude Code's is found here.</EmptyState>;
  }
  return (
    <div className="flex min-h-0 flex-1">
      <ScrollRegion
        label="Plans"
        className={cx(plan !== undefined && "max-lg:hidden lg:max-w-sm lg:border-r lg:border-line")}
      >
        <ul>
          {plans.data.map((one) => (
            <Row key={one.name} plan={one} chosen={one.name === plan} />
          ))}
        </ul>
      </ScrollRegion>
      {plan !== undefined && <PlanText name={plan} />}
    </div>
  );
}

function Row({ plan, chosen }: { plan: Plan; chosen: boolean }) {
  return (
    <li
      className={cx(
        "relative flex items-center gap-3 border-b border-line/60 px-5 py-2.5 text-sm hover:bg-hover",
        chosen && "bg-selected hover:bg-selected",
      )}
    >
      <div className="min-w-0 flex-1">
        <Link
          to="/files"
          search={{ folder: "plans", plan: plan.name }}
          aria-current={chosen ? "true" : undefined}
          className="block truncate font-medium -outline-offset-2 after:absolute after:inset-0"
        >
          {plan.title ?? plan.name}
        </Link>
        <p className="truncate font-mono text-xs text-faint">{plan.name}</p>
      </div>
      <span className="text-xs text-soft tabular">{formatBytes(plan.bytes)}</span>
      <time
        dateTime={plan.modifiedAt}
        title={formatMoment(plan.modifiedAt)}
        className="w-14 text-right text-xs text-faint tabular"
      >
        <Ago iso={plan.modifiedAt} />
      </time>
    </li>
  );
}

function PlanText({ name }: { name: string }) {
  const found = useQuery(planQuery(name));
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading label="Reading the plan" />;
  return (
    <ScrollRegion label="Plan" className="px-6 py-4">
      <Link
        to="/files"
        search={{ folder: "plans" }}
        className={cx(buttonClass(), "mb-4 lg:hidden")}
      >
        All plans
      </Link>
      <h2 className="mb-3 font-mono text-xs text-faint">{name}</h2>
      <Markdown text={found.data.text} />
    </ScrollRegion>
  );
}
