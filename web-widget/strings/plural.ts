type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/**
 * Says how many of something there are: `#` in a form stands for the number. A category without a form of
 * its own speaks like `other`.
 */
export function plural(locale: string, forms: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(locale);
  const form = (count: number) => forms[rules.select(count)] ?? forms.other;
  return (count) => form(count).replace('#', count.toLocaleString(locale));
}
