/** Escapes text for HTML, including attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A plain table. */
export function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (tag: 'td' | 'th', texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((row) => line('td', row)).join('');
  return (
    '<div ' +
    `class="wide"><table><thead>${line('th', heads)}</thead><tbody>${body}</tbody></table></div>`
  );
}
