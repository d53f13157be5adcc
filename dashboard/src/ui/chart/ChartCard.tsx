import { ChartLine, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "../Button";
import { Card } from "../Card";
import { Chart, type ChartProps } from "./Chart";

interface Props extends Omit<ChartProps, "label"> {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  height?: string;
  className?: string;
}

/** A chart with its title, which can be had as a table too. */
export function ChartCard({
  title,
  note,
  actions,
  height = "h-60",
  className = "",
  ...chart
}: Props) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Card
      title={title}
      note={note}
      className={className}
      actions={
        <>
          {actions}
          <IconButton
            label={asTable ? "Show as a chart" : "Show as a table"}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <ChartLine size={15} /> : <Table2 size={15} />}
          </IconButton>
        </>
      }
    >
      <Chart {...chart} label={title} asTable={asTable} className={height} />
    </Card>
  );
}
