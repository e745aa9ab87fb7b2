const SHOWN = 80;

/** What a body that is no JSON looks like: the title of a web page, or the beginning of a text. */
export function describePage(text: string): string {
  const title = /<(title|h1)[^>]*>([\s\S]*?)<\/\1>/i.exec(text)?.[2] ?? '';
  const isPage = /<(?:!doctype|html|head|body|title)\b/i.test(text);
  const words = plain(title) || plain(text);
  const shown = words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
  return isPage
    ? `a web page (${JSON.stringify(shown)})`
    : `text that is no JSON (${JSON.stringify(shown)})`;
}

function plain(html: string): string {
  return html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
