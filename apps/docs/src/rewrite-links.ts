import { posix } from 'node:path';

/** What {@link rewriteLinks} needs to know about the page and the site. */
export interface LinkOptions {
  /** The page's file in the repository. */
  readonly source: string;
  /** Place on the site by file in the repository; a folder stands for its README. */
  readonly routes: ReadonlyMap<string, string>;
  /** Address of the repository's files, if they can be read on the web. */
  readonly files?: string | undefined;
}

const CODE = /^( *)(```|~~~)[\s\S]*?^\1\2.*$|`[^`\n]+`/gm;

/**
 * Points the links of a page to pages of the site. Links to other files of the repository go to
 * its address on the web; without one they become plain text.
 */
export function rewriteLinks(markdown: string, options: LinkOptions): string {
  // Links inside code are none, and code inside the text of a link belongs to the link.
  const code: string[] = [];
  const held = markdown.replaceAll(CODE, (text) => `\0${code.push(text) - 1}\0`);
  const linked = held
    .replaceAll(
      /(!?)\[([^\]]*)\]\(([^)\s]+)\)/g,
      (whole, image: string, text: string, to: string) => {
        const href = resolveLink(to, options);
        if (href === undefined) return text;
        return href === to ? whole : `${image}[${text}](${href})`;
      },
    )
    .replaceAll(/^(\[[^\]]+\]:\s+)(\S+)/gm, (_, start: string, to: string) => {
      const href = resolveLink(to, options);
      if (href === undefined) throw new Error(`${options.source}: ${to} is not a page of the site`);
      return start + href;
    });
  return linked.replaceAll(/\0(\d+)\0/g, (_, index: string) => code[Number(index)] ?? '');
}

function resolveLink(target: string, { source, routes, files }: LinkOptions): string | undefined {
  if (/^([a-z]+:|#|\/)/.test(target)) return target;
  const [path = '', anchor] = target.split('#');
  const file = posix.join(posix.dirname(source), path).replace(/\/$/, '');
  const route = routes.get(file) ?? routes.get(posix.join(file, 'README.md'));
  const end = anchor === undefined ? '' : `#${anchor}`;
  if (route !== undefined) return `/${route}${end}`;
  return files === undefined ? undefined : `${files}/${file}${end}`;
}
