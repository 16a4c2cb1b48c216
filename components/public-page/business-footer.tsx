import type { PublicTenant } from "./types";
import type { Words } from "./words";

/** Who stands behind the page, as Korean commerce law asks of a page that sells, and how they treat personal data. */
export function BusinessFooter({ tenant, words }: { tenant: PublicTenant; words: Words }) {
  const { name, representative, number, address, phone, email } = tenant.business;
  const lines = [
    name ?? tenant.name,
    representative && words("footer.representative", { name: representative }),
    number && words("footer.businessNumber", { number }),
    address,
  ].filter(Boolean);
  const privacy = privacyAddress(tenant);
  return (
    <footer>
      <div className="in">
        <p>
          {lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </p>
        <p>
          {phone && (
            <a href={`tel:${phone.replace(/[^0-9+]/g, "")}`}>{words("footer.phone", { number: phone })}</a>
          )}
          {email && <a href={`mailto:${email}`}>{email}</a>}
          {privacy && <a href={privacy}>{words("footer.privacy")}</a>}
        </p>
        <p className="made">
          <a href="/">{words("footer.madeWith")}</a>
        </p>
      </div>
    </footer>
  );
}

/** The owner's own address for it, or our page that shows the text the owner wrote. */
export function privacyAddress({ slug, privacyPolicy }: PublicTenant): string | null {
  if (!privacyPolicy) return null;
  return /^https:\/\/\S+$/.test(privacyPolicy.trim()) ? privacyPolicy.trim() : `/${slug}/privacy`;
}
