/**
 * Ten million clients for five days: who asks when, what the caches at the edge answer themselves, what is left for the
 * origin, and how long an update needs to reach people. The world in it is assumed and stands below; the bytes are measured.
 */
const CLIENTS = 10_000_000;
const DAYS = 5;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Places of a CDN, the busiest first: the share of the n-th falls with n to this power. */
const EDGES = 200;
const EDGE_POWER = 0.8;
/** As `docs/mirror.conf` says of the timestamp and of what is not there. */
const MAX_AGE = 300;
/** Seconds from UTC, and the share of people there. */
const ZONES = /** @type {const} */ ([[-6, 0.3], [1, 0.4], [7, 0.3]]);
/** A browser is opened on three days of four, around half past eight, and for three to twelve hours. */
const OPENED = 0.75;
const MORNING = 8.5;
/** One update a day, in the morning of Europe. */
const PUBLISHED = 8 * HOUR;
/** The one that is followed to everybody; the day before it is for getting into step. */
const FOLLOWED = DAY + PUBLISHED;
const HOURS = [1, 4, 12, 24, 48, 72];

/** A generator with a seed, so that the figures are the same each time (mulberry32). @param {number} seed */
function random(seed) {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let t = Math.imul(at ^ (at >>> 15), 1 | at);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * @param {number} every hours between two checks of a client whose browser is open, and up to a third more: the extension
 *   asks after 6 to 8 hours
 * @param {{ check: number, handshake: number, timestamp: number, update: number }} bytes on the wire: of a check that found nothing new, of
 *   the handshake before it, what a new timestamp adds, what an update adds
 */
export function simulate(every, bytes) {
  const next = random(20261123);
  const share = Array.from({ length: EDGES }, (_, edge) => (edge + 1) ** -EDGE_POWER);
  const whole = share.reduce((sum, one) => sum + one);
  /** Of the last whole day, as the first has no history. */
  const seen = { checks: 0, updates: 0, edge: 0, origin: 0, fetched: 0 };
  const perMinute = new Uint32Array(24 * 60);
  const originPerMinute = new Uint32Array(24 * 60);
  /** How many had the followed update after so many minutes. */
  const waited = new Uint32Array(DAYS * 24 * 60);
  /** Was anything asked here in this second of the last day? */
  const asked = new Uint8Array(DAY);
  let clients = 0;
  for (let edge = 0; edge < EDGES; edge++) {
    const here = Math.round((CLIENTS * /** @type {number} */ (share[edge])) / whole);
    clients += here;
    const zone = ZONES[edge % 10 < 3 ? 0 : edge % 10 < 7 ? 1 : 2][0];
    asked.fill(0);
    for (let client = 0; client < here; client++) {
      let last = -Infinity;
      let has = 0;
      let reached = false;
      for (let day = 0; day < DAYS; day++) {
        if (next() > OPENED) continue;
        // The sum of three is near enough to a bell.
        const opened = day * DAY + (MORNING - zone + (next() + next() + next() - 1.5) * 4) * HOUR;
        const closed = opened + (3 + next() * 9) * HOUR;
        const pause = () => every * HOUR * (1 + next() / 3);
        // Browsers start with a great deal to do: the first check of a day comes some minutes later.
        let at = Math.max(opened + next() * 600, last + pause());
        for (; at < closed; at += pause()) {
          last = at;
          if (at < 0 || at >= DAYS * DAY) continue;
          const newest = Math.floor((at - PUBLISHED) / DAY) + 1;
          const updated = newest > has;
          has = newest;
          if (!reached && at >= FOLLOWED) {
            reached = true;
            waited[Math.floor((at - FOLLOWED) / 60)]++;
          }
          if (at < (DAYS - 1) * DAY) continue;
          asked[Math.floor(at % DAY)] = 1;
          seen.checks++;
          if (updated) seen.updates++;
          perMinute[Math.floor((at % DAY) / 60)]++;
        }
      }
    }
    // Two small files are asked for at each check; both leave the cache when they are too old.
    let fresh = -Infinity;
    for (let second = 0; second < DAY; second++) {
      if (asked[second] === 0 || second - fresh < MAX_AGE) continue;
      fresh = second;
      seen.origin += 2;
      originPerMinute[Math.floor(second / 60)] += 2;
    }
    // Snapshot, targets and Pack never change: once for each place.
    seen.origin += 3;
    seen.fetched += bytes.update;
  }
  seen.edge = seen.checks * 2 + seen.updates * 3;
  return {
    clients,
    checks: seen.checks,
    updates: seen.updates,
    peak: Math.max(...perMinute) / 60,
    edge: seen.edge,
    origin: seen.origin,
    originPeak: Math.max(...originPerMinute) / 60,
    hits: 1 - seen.origin / seen.edge,
    // In GB a day.
    checking: (seen.checks * (bytes.check + bytes.handshake) + seen.updates * bytes.timestamp) / 1e9,
    updating: (seen.updates * bytes.update) / 1e9,
    originGB: (seen.origin * (bytes.check / 2) + seen.fetched) / 1e9,
    reached: HOURS.map((hours) => waited.subarray(0, hours * 60).reduce((sum, one) => sum + one, 0) / clients),
  };
}

/** @param {{ check: number, handshake: number, timestamp: number, update: number }} bytes */
export function printSimulation(bytes) {
  console.log(`\n${CLIENTS.toLocaleString('en')} clients, one update a day of ${Math.round(bytes.update / 1000).toLocaleString('en')} KB, ${EDGES} places of a CDN, timestamp kept for ${MAX_AGE} s (simulated)`);
  console.log(`  asks every | checks/day | at its peak | edge answers itself | origin/day (peak) | checking GB/day | updates GB/day | origin GB/day | clients that have it after ${HOURS.join(', ')} h`);
  for (const every of [24, 6, 1]) {
    const it = simulate(every, bytes);
    console.log(
      `  ${`${every} h`.padEnd(10)} | ${millions(it.checks)} | ${Math.round(it.peak).toLocaleString('en').padStart(7)} /s | ${(it.hits * 100).toFixed(3)} % | ${it.origin.toLocaleString('en')} (${Math.round(it.originPeak)} /s) | ` +
        `${it.checking.toFixed(1)} | ${Math.round(it.updating).toLocaleString('en')} | ${it.originGB.toFixed(2)} | ${it.reached.map((part) => `${(part * 100).toFixed(0)} %`).join(', ')}`,
    );
  }
}

const millions = (/** @type {number} */ count) => `${(count / 1e6).toFixed(1)} M`.padStart(10);
