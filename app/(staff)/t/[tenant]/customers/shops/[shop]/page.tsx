import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { ClientMessages } from "@/components/shell/client-messages";
import { Columns } from "@/components/shell/columns";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { SectionHeading } from "@/components/ui/card";
import { DetailList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { type ShopPage, shopPage } from "@/lib/customers/record/shop-page";
import { formatBusinessNumber } from "@/lib/platform/formats/business-number";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { may } from "@/lib/tenants/permissions";
import { staffPage } from "@/lib/web/staff";
import { ShopForm } from "./shop-form";

interface Props {
  params: Promise<{ tenant: string; shop: string }>;
}

const shopOrNotFound = cache(async (slug: string, id: string) => {
  const staff = await staffPage(slug, "customers.read");
  const shop = z.uuid().safeParse(id).success ? await shopPage(staff, id) : null;
  return shop ? { staff, shop } : notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, shop: id } = await params;
  return { title: (await shopOrNotFound(tenant, id)).shop.name };
}

/** A shop, what is known of it, and its people. */
export default async function OneShopPage({ params }: Props) {
  const { tenant, shop: id } = await params;
  const { staff, shop } = await shopOrNotFound(tenant, id);
  const words = await getTranslations("customers");
  const { slug } = staff.tenant;
  const number = shop.businessNumber && formatBusinessNumber(shop.businessNumber);
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("trail")}
            steps={[{ href: `/t/${slug}/customers`, words: words("title") }]}
          />
        }
        title={shop.name}
        sub={[number, shop.trade].filter(Boolean).join(" · ") || undefined}
      />
      <Columns aside={<People slug={slug} people={shop.people} />}>
        {may(staff.role, "customers.write") ? (
          <ClientMessages namespaces={["customers"]}>
            <ShopForm
              slug={slug}
              shop={{
                id: shop.id,
                version: shop.version,
                name: shop.name,
                businessNumber: number ?? "",
                trade: shop.trade ?? "",
                address: shop.address ?? "",
              }}
            />
          </ClientMessages>
        ) : (
          <DetailList
            details={[
              { name: words("shops.businessNumber"), value: number },
              { name: words("shops.trade"), value: shop.trade },
              { name: words("shops.address"), value: shop.address },
            ].filter(({ value }) => value)}
          />
        )}
      </Columns>
    </>
  );
}

async function People({ slug, people }: { slug: string; people: ShopPage["people"] }) {
  const words = await getTranslations("customers.shops");
  return (
    <section aria-labelledby="people">
      <SectionHeading id="people">{words("people")}</SectionHeading>
      {people.length === 0 && <p className="text-[0.9375rem] text-ink-2">{words("nobody")}</p>}
      <ul className="divide-y divide-line">
        {people.map(({ id, name, title, phone, primary }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-2.5 py-1.5 text-[0.9375rem]">
            <TextLink
              quiet
              href={`/t/${slug}/customers/${id}`}
              className="inline-flex min-h-11 items-center font-semibold"
            >
              {name}
            </TextLink>
            {title && <span className="text-ink-2">{title}</span>}
            {phone && <span className="text-ink-3 tabular-nums">{formatPhone(phone)}</span>}
            {primary && <Tag>{words("primary")}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  );
}
