import { useTranslations } from "next-intl";

/** How often each answer was given: a table whose figures are also drawn, so that it reads without colour or picture. */
export function AnswerSpread(props: {
  caption: string;
  rows: { value: string; label: string; count: number }[];
  total: number;
}) {
  const { caption, rows, total } = props;
  const words = useTranslations("surveys.results");
  const share = (count: number) => (total === 0 ? 0 : Math.round((count / total) * 100));
  return (
    <table className="w-full text-[0.9375rem]">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{words("option")}</th>
          <th scope="col">{words("share")}</th>
          <th scope="col">{words("count")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ value, label, count }) => (
          <tr key={value}>
            <th scope="row" className="w-1/3 max-w-48 py-1 pr-3 text-left align-middle font-medium">
              {label}
            </th>
            <td className="py-1 align-middle" aria-hidden="true">
              <div className="h-4 rounded-sm bg-sunken">
                <div className="h-full rounded-sm bg-ink-2" style={{ width: `${share(count)}%` }} />
              </div>
            </td>
            <td className="w-28 py-1 pl-3 text-right align-middle whitespace-nowrap text-ink-2 tabular-nums">
              {words("people", { count, share: share(count) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
