import { getTranslations } from "next-intl/server";

/** Names of tables as people know them, in the language of who looks. */
export async function tableWords(): Promise<(table: string) => string> {
  const words = await getTranslations();
  return (table) => {
    const key = `privacyCopy.tables.${table}` as "privacyCopy.tables.customer";
    return words.has(key) ? words(key) : table;
  };
}
