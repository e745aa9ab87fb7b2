/**
 * A script that lets a page be read from disk (`file://`), where a browser loads no modules:
 * addresses from the root become addresses from the page. Search needs a server.
 *
 * @param page The page's file on the site, such as `packages/vi.md`.
 */
export function readFromDisk(page: string): string {
  const up = '../'.repeat(page.split('/').length - 1) || './';
  return `if(location.protocol==='file:'){
const fix=(a,e)=>{const v=e.getAttribute(a);if(v&&v[0]==='/')e.setAttribute(a,(${JSON.stringify(up)}+v.slice(1)).replace(/(^|\\/)(#|$)/,'$1index.html$2'))};
const all=()=>{document.querySelectorAll('[href^="/"]').forEach(e=>fix('href',e));document.querySelectorAll('img[src^="/"]').forEach(e=>fix('src',e))};
all();document.addEventListener('DOMContentLoaded',all)}`;
}
