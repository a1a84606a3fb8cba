import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf } from '../../../functions/http-api/viewer-network.ts';

test.each([
  ['198.51.100.7', '198.51.100.7'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['::FFFF:198.51.100.7', '198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['2001:db8::5:6:7:8:9', '2001:db8:0:5::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
  ['unknown', 'unknown'],
  ['', ''],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('all addresses of one /64 are one network, in every spelling, and no others', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
  const groups = (count: number) => fc.array(group, { minLength: count, maxLength: count });
  fc.assert(
    fc.property(groups(4), groups(4), groups(4), groups(4), (net, a, b, other) => {
      const of = (...parts: string[][]) => networkOf(parts.flat().join(':'));
      expect(of(net, a)).toBe(of(net, b));
      expect(of(net, a)).toBe(
        networkOf(new URL(`http://[${[...net, ...a].join(':')}]`).hostname.slice(1, -1)),
      );
      expect(of(net, a) === of(other, a)).toBe(net.join() === other.join());
    }),
  );
});

test('every text gives a network, without an exception', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(typeof networkOf(text)).toBe('string');
    }),
  );
});
