import { describe, expect, it } from 'vitest';
import { decodeYaml } from './decode-yaml.ts';

const TEXT = '- name: caf\u00e9\n  model: m\n';

describe('decodeYaml', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 LE with a byte order mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16 BE with a byte order mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
    ['UTF-16 LE without a mark', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 BE without a mark', Buffer.from(TEXT, 'utf16le').swap16()],
  ])('reads %s', (_name, bytes) => {
    expect(decodeYaml(bytes)).toEqual({ text: TEXT });
  });

  it.each([
    ['Latin-1', Buffer.from(`# a\n${TEXT}`, 'latin1'), 2, 'is not UTF-8. Save it as UTF-8'],
    [
      'UTF-16 that is cut short',
      Buffer.from([0xff, 0xfe, 0x61]),
      undefined,
      'is no text in UTF-16LE',
    ],
    ['a NUL byte in text', Buffer.from('- name: a\0b'), undefined, 'is no text in UTF-8'],
  ])('refuses %s', (_name, bytes, line, reason) => {
    expect(decodeYaml(bytes)).toEqual({ line, reason: expect.stringContaining(reason) });
  });
});
