import { chromium } from 'playwright-core';
import { launchSandbox } from './sandbox/client.mts';
import { fillClinicDay } from './demo/clinic-day.mts';
const sandbox = await launchSandbox({ nodePath: process.execPath });
await fillClinicDay(sandbox);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const tomorrow = new Date(Date.now()+86400000).toISOString().slice(0,10);
const places = { overview: '#/', patients: '#/ekaCare/patients', calendar: `#/ekaCare/calendar?day=${tomorrow}&zone=America/New_York`, requests: '#/spry/requests', faults: '#/ekaCare/faults', webhooks: '#/spry/webhooks', med: '#/medMitra/cases' };
const only = process.argv[2]?.split(',');
for (const [scheme, width] of [['light', 1280], ['dark', 1280], ['light', 360]] as const) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()));
  page.on('pageerror', (e) => console.log('error', e));
  await page.goto(sandbox.control);
  for (const [name, hash] of Object.entries(places)) {
    if (only && !only.includes(name)) continue;
    await page.goto(`${sandbox.control}/${hash}`);
    await page.waitForTimeout(700);
    await page.screenshot({ path: `/tmp/shots/${name}-${scheme}-${width}.png`, fullPage: true });
  }
  await page.close();
}
await browser.close();
await sandbox.stop();
