import { useTranslations } from "next-intl";
import { Columns } from "@/components/shell/columns";
import { BigNumber } from "@/components/ui/big-number";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { Card, CardActions, Kicker, SectionHeading } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { LinkChips, LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import { Progress } from "@/components/ui/progress";
import { DetailList, Row, RowList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Section } from "./section";

const people = [
  { id: "1", name: "김영희", shop: "봉평메밀", digits: "9952", came: 3, paid: "300,000" },
  { id: "2", name: "남궁은", shop: "동네빵집", digits: "4420", came: 1, paid: "0" },
  { id: "3", name: "박준호", shop: "별빛공방", digits: "6219", came: 12, paid: "1,250,000" },
];

export function ListSamples() {
  const words = useTranslations("dev.ui");
  const common = useTranslations("common");
  return (
    <Section title={words("lists")}>
      <div className="mb-6">
        <Breadcrumb
          label={words("crumb")}
          steps={[{ href: "#", words: words("customer") }, { words: words("crumb") }]}
        />
      </div>
      <Columns
        aside={
          <>
            <SectionHeading>{words("saved")}</SectionHeading>
            <Card className="mb-6">
              <BigNumber note={words("savedNote")}>{words("savedFigure")}</BigNumber>
            </Card>
            <SectionHeading aside={<Tag>37</Tag>}>{words("messages")}</SectionHeading>
            <Card flush>
              <RowList>
                <Row lead="10:00">
                  {words("session")} <Tag tone="good">{words("tagGood")}</Tag>
                </Row>
                <Row lead="12:00">{words("tagWarn")}</Row>
              </RowList>
            </Card>
            <div className="mt-6">
              <DetailList
                details={[
                  { name: words("shop"), value: "봉평메밀" },
                  { name: words("phoneEnd"), value: "9952" },
                  { name: words("came"), value: <Tag>{words("tagPlain")}</Tag> },
                ]}
              />
            </div>
          </>
        }
      >
        <Card as="article" className="mb-6">
          <Kicker>{words("kicker")}</Kicker>
          <h3 className="text-lg font-semibold tracking-tight">{words("cardTitle")}</h3>
          <p className="mt-1 text-[0.9375rem] text-ink-2">{words("cardBody")}</p>
          <CardActions note={words("due")}>
            <Button look="primary">{words("primary")}</Button>
            <Button>{words("secondary")}</Button>
          </CardActions>
        </Card>
        <SectionHeading aside={<TextLink href="#">{common("more")}</TextLink>}>
          {words("today")}
        </SectionHeading>
        <Card flush className="mb-6">
          <RowList>
            <Row
              lead="14:00"
              strongLead
              note={words("sessionNote")}
              end={<Progress words={words("seats")} value={22} max={24} />}
            >
              {words("session")}
            </Row>
            <Row lead="19:30" strongLead end={<Tag tone="warn">{words("tagWarn")}</Tag>}>
              {words("coaching")}
            </Row>
          </RowList>
        </Card>
      </Columns>
      <div className="mt-8 mb-2">
        <LinkTabs
          label={words("tabsLabel")}
          tabs={[
            { href: "#coming", label: words("coming"), count: 9, current: true },
            { href: "#arrived", label: words("arrived"), count: 13 },
            { href: "#waiting", label: words("waiting"), count: 3 },
          ]}
        />
      </div>
      <LinkChips
        label={words("everything")}
        tabs={[
          { href: "#all", label: words("everything"), current: true },
          { href: "#messages", label: words("messages") },
          { href: "#notes", label: words("notes") },
        ]}
      />
      <div className="mt-4">
        <DataTable
          caption={words("customer")}
          rows={people}
          keyOf={(person) => person.id}
          columns={[
            {
              key: "name",
              header: words("customer"),
              primary: true,
              sort: { href: "#", direction: "ascending" },
              cell: (person) => (
                <TextLink href="#" quiet>
                  {person.name}
                </TextLink>
              ),
            },
            { key: "shop", header: words("shop"), cell: (person) => person.shop },
            { key: "digits", header: words("phoneEnd"), cell: (person) => person.digits },
            {
              key: "came",
              header: words("came"),
              align: "end",
              sort: { href: "#" },
              cell: (person) => person.came,
            },
            { key: "paid", header: words("paid"), align: "end", cell: (person) => person.paid },
          ]}
        />
      </div>
      <Pagination
        label={words("where")}
        where={words("where")}
        previous={{ words: common("previousPage"), href: "#" }}
        next={{ words: common("nextPage"), href: "#" }}
      />
      <div className="mt-8 max-w-prose">
        <Disclosure summary={words("question")} open>
          {words("answer")}
        </Disclosure>
        <Disclosure summary={words("question")}>{words("answer")}</Disclosure>
      </div>
    </Section>
  );
}
