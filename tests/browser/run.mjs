// The report and the desk in a real browser: Debian's Chromium, driven by playwright-core.
// usage: node run.mjs PROGRAM [FOLDER FOR PICTURES]
import { chromium } from 'playwright-core';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';

const here = dirname(fileURLToPath(import.meta.url));
const program = resolve(process.argv[2] ?? join(here, '../../target/debug/duizhao'));
const pictures = process.argv[3] ? resolve(process.argv[3]) : null;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const texts = join(here, '../../data/report-2017');
const work = mkdtempSync(join(tmpdir(), 'duizhao-browser-'));
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// A fresh browser; what it says on its console and asks of other places is kept.
async function browser({ locale = 'en-US', scheme = 'light' } = {}) {
  const context = await chromium.launchPersistentContext(mkdtempSync(join(work, 'profile-')), {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS, locale, colorScheme: scheme,
    viewport: { width: 1440, height: 900 },
  });
  open.add(context);
  context.once('close', () => open.delete(context));
  const page = context.pages()[0] ?? await context.newPage();
  const wrong = [];
  page.on('console', (message) => { if (message.type() === 'error') wrong.push(message.text()); });
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('dialog', (dialog) => { wrong.push('a script of the text ran'); dialog.dismiss(); });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['file:', 'data:'].includes(url.protocol) && url.hostname !== '127.0.0.1') wrong.push('asked ' + url);
  });
  return { context, page, wrong };
}

async function ready(page) {
  await page.waitForSelector('html[data-ready=yes]');
}

async function accessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(grave.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]), [], what);
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, name + '.png') });
}

function report(zh, en, name) {
  const to = join(work, name);
  const ran = spawnSync(program, ['check', zh, en, '--format', 'html', '-o', to, '-q'], { encoding: 'utf8', cwd: work });
  assert.ok(ran.status === 0 || ran.status === 1, ran.stderr);
  return pathToFileURL(to).href;
}

const running = new Set();
const open = new Set();

// A desk over two texts, or a project file; `kill` ends it as a power cut would.
async function desk(...files) {
  const child = spawn(program, ['review', ...files, '--no-open', '-q'], { cwd: work });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const address = await new Promise((done, failed) => {
    child.stdout.once('data', (line) => done(String(line).trim()));
    child.once('exit', (code) => failed(new Error('the desk ended with ' + code)));
  });
  return { address, kill: () => new Promise((done) => { child.once('exit', done); child.kill('SIGKILL'); }) };
}

// Twenty thousand pairs, some of them wrong, as a table.
function writeLongPairs() {
  const line = (n) => [`第${n}项工程的投资额为${n + 100}万元，比上年增长${n % 97}%。`, `Investment in project ${n} came to ${(n + 100) / 100} million yuan, up ${n % 97 + (n % 500 === 7 ? 1 : 0)}% over the previous year.`];
  const lines = Array.from({ length: 20000 }, (_, n) => line(n + 1));
  writeFileSync(join(work, 'pairs.tsv'), 'zh\ten\n' + lines.map((pair) => pair.join('\t')).join('\n') + '\n');
}

const tests = {
  async 'the report opens from disk, filters, searches, joins figures, prints'() {
    const url = report('zh.txt', 'en.txt', 'report.html');
    const { context, page, wrong } = await browser();
    await page.goto(url);
    await ready(page);
    assert.ok(await page.locator('.row').count() < 60, 'only rows in view are drawn');
    await accessible(page, 'report');
    await page.click('.chip.error');
    await page.waitForFunction(() => document.querySelectorAll('.row').length > 0 && [...document.querySelectorAll('.row')].every((row) => row.classList.contains('has-error')));
    await picture(page, 'report-en');
    await page.hover('.row mark[data-join]');
    assert.equal(await page.locator('mark.lit').count(), 2);
    await page.click('.chip.error');
    await page.fill('#search', '511');
    await page.waitForFunction(() => /^[1-9][0-9]? of/.test(document.querySelector('.shown').textContent));
    await page.keyboard.press('Escape');
    await page.fill('#search', '');
    await page.waitForFunction(() => !/^[1-9][0-9]? of/.test(document.querySelector('.shown').textContent));
    await page.evaluate(() => document.getElementById('search').blur());
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    assert.ok(await page.locator('.row.current .card').count() > 0, 'the next finding');
    await page.keyboard.press('?');
    assert.ok(await page.locator('#help').isVisible());
    await page.keyboard.press('Escape');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    assert.ok(await page.locator('#paper .row').count() > 100, 'all rows are there for paper');
    assert.deepEqual(wrong, []);
    await context.close();
  },

  async 'the report in Chinese and in the dark'() {
    const { context, page, wrong } = await browser({ locale: 'zh-CN', scheme: 'dark' });
    await page.goto(report('zh.txt', 'en.txt', 'report.html'));
    await ready(page);
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-Hans');
    const notes = await page.locator('#notes li').allTextContents();
    assert.ok(notes.length > 0 && notes.every((note) => !/[a-z]{4}/.test(note.replace(/[\w.\/-]+\.txt/g, ''))), notes.join('\n'));
    assert.match(await page.textContent('.verdict'), /与原文矛盾/);
    await page.click('.chip.error');
    await page.waitForFunction(() => document.querySelectorAll('.row.has-error').length > 0);
    const said = await page.locator('.card.error .message').allTextContents();
    assert.ok(said.length > 0 && said.every((one) => /[一-鿿]{4}/.test(one) && !/ (became|differs?|the) /.test(one)), said.join('\n'));
    await accessible(page, 'report in Chinese, dark');
    await picture(page, 'report-zh-dark');
    assert.deepEqual(wrong, []);
    await context.close();
  },

  async 'decisions made in the report come back to the program'() {
    const url = report('zh.txt', 'en.txt', 'decide.html');
    const { context, page, wrong } = await browser();
    await page.goto(url);
    await ready(page);
    const errors = () => page.locator('.tile.error b').textContent().then(Number);
    const before = await errors();
    assert.ok(await page.locator('#decisions').isDisabled(), 'nothing decided yet');
    await page.click('.chip.error');
    await page.click('.row .card.error >> nth=0');
    await page.keyboard.press('a');
    await page.fill('#reason', 'agreed');
    await page.keyboard.press('Enter');
    await page.waitForFunction((n) => Number(document.querySelector('.tile.error b').textContent) === n - 1, before);
    await page.keyboard.press('f');
    await page.waitForFunction(() => document.querySelector('#decisions').textContent.includes('(2)'));
    await page.waitForFunction((n) => Number(document.querySelector('.tile.error b').textContent) === n - 2, before);
    await page.keyboard.press('e');
    await page.fill('textarea.edit', 'Corrected by hand in the report.');
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => document.querySelector('#decisions').textContent.includes('(3)'));
    await accessible(page, 'report with decisions');
    await picture(page, 'report-decisions');
    // What was done is taken back with one key, and done again.
    await page.click('.chip[data-flag=done]');
    await page.click('.chip.error');
    await page.waitForFunction(() => document.querySelectorAll('.card').length >= 3);
    // What was decided is there when the file is opened again.
    await page.reload();
    await ready(page);
    await page.waitForFunction(() => document.querySelector('#decisions').textContent.includes('(3)'));
    // Headless browsers may never fire a download: the file is caught as it is made.
    const made = page.evaluate(() => new Promise((done) => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => { blob.text().then(done); return make.call(URL, blob); };
    }));
    await page.click('#decisions');
    const file = JSON.parse(await made);
    assert.deepEqual([file.duizhao, file.rows.length, file.findings.length], ['decisions', 2, 1]);
    writeFileSync(join(work, 'en.decisions.json'), JSON.stringify(file));
    assert.deepEqual(wrong, []);
    await context.close();
    const again = spawnSync(program, ['check', join(texts, 'zh.txt'), join(texts, 'en.txt'), '--decisions', join(work, 'en.decisions.json'),
      '-o', join(work, 'again.tsv'), '--format', 'jsonl'], { encoding: 'utf8' });
    assert.match(again.stderr, /2 texts were corrected/);
    assert.match(again.stderr, /1 finding was accepted/);
  },

  async 'text that looks like markup is shown, never run'() {
    const hostile = '<script>alert(1)</script></script><!--<img src=x onerror=alert(2)>';
    writeFileSync(join(work, 'h.zh.txt'), `农民将收获更多粮食。\n我们支持外资银行${hostile}入驻重庆。\n`);
    writeFileSync(join(work, 'h.en.txt'), `Farmers will harvest more grain.\nWe support foreign banks ${hostile} to settle in Chongqing.\n`);
    const { context, page, wrong } = await browser();
    await page.goto(report(join(work, 'h.zh.txt'), join(work, 'h.en.txt'), 'hostile.html'));
    await ready(page);
    assert.ok((await page.textContent('.rows')).includes(hostile));
    const { address, kill } = await desk(join(work, 'h.zh.txt'), join(work, 'h.en.txt'));
    await page.goto(address);
    await ready(page);
    assert.ok((await page.textContent('.rows')).includes(hostile));
    assert.deepEqual(wrong, []);
    await context.close();
    await kill();
  },

  async 'twenty thousand pairs stay fluid'() {
    writeLongPairs();
    const to = join(work, 'large.html');
    const ran = spawnSync(program, ['check', '--pairs', join(work, 'pairs.tsv'), '--format', 'html', '-o', to, '-q'], { encoding: 'utf8' });
    assert.ok(ran.status === 0 || ran.status === 1, ran.stderr);
    const { context, page, wrong } = await browser();
    const from = Date.now();
    await page.goto(pathToFileURL(to).href);
    await ready(page);
    const opened = Date.now() - from;
    const slowest = await page.evaluate(async () => {
      const grid = document.getElementById('grid');
      let slowest = 0;
      for (let n = 1; n <= 30; n += 1) {
        const start = performance.now();
        grid.scrollTop = grid.scrollHeight * n / 31;
        grid.dispatchEvent(new Event('scroll'));
        await new Promise(requestAnimationFrame);
        slowest = Math.max(slowest, performance.now() - start);
      }
      return slowest;
    });
    console.log(`    opened in ${opened} ms, slowest jump ${Math.round(slowest)} ms`);
    assert.ok(opened < 15000 && slowest < 1000, 'slow');
    assert.ok(await page.locator('.row').count() < 80);
    assert.deepEqual(wrong, []);
    await context.close();
  },

  async 'the desk: fix, accept, merge, edit, pin, undo, export, and all of it after a kill'() {
    const first = await desk('zh.txt', 'en.txt');
    const { context, page, wrong } = await browser();
    await page.goto(first.address);
    await ready(page);
    await accessible(page, 'desk');
    const says = async (words) => { await page.waitForFunction((words) => document.getElementById('said').textContent === words, words); await page.evaluate(() => { document.getElementById('said').textContent = ''; }); };
    const errors = () => page.locator('.tile.error b').textContent().then(Number);
    const before = await errors();
    await page.click('.chip.error');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await picture(page, 'desk-en');
    // The first error, a year without any Chinese beside it, has no suggestion; the next one has.
    await page.keyboard.press('j');
    await page.keyboard.press('f');
    await says('Fixed');
    await page.waitForFunction((n) => Number(document.querySelector('.tile.error b').textContent) < n, before);
    await page.keyboard.press('a');
    await page.fill('#reason', 'agreed with the client');
    await page.keyboard.press('Enter');
    await says('Accepted');
    await page.click('.chip.error');
    await page.click('.row mark.joined >> nth=0');
    const rows = async () => Number((await page.textContent('.shown')).match(/of (\d+)/)[1]);
    const all = await rows();
    await page.keyboard.press('Backspace');
    await says('Merged');
    await page.waitForFunction((n) => Number(document.querySelector('.shown').textContent.match(/of (\d+)/)[1]) === n, all - 1);
    await page.keyboard.press('Control+z');
    await says('Undone');
    await page.waitForFunction((n) => Number(document.querySelector('.shown').textContent.match(/of (\d+)/)[1]) === n, all);
    await page.keyboard.press('e');
    await page.fill('textarea.edit', 'Written anew by hand.');
    await page.keyboard.press('Control+Enter');
    await says('Edited');
    await page.keyboard.press('p');
    await says('Pinned');
    await page.keyboard.press('n');
    await page.keyboard.press('x');
    await first.kill();

    const second = await desk('en.duizhao');
    await page.goto(second.address);
    await ready(page);
    await page.fill('#search', 'Written anew by hand.');
    await page.waitForFunction(() => /^1 of/.test(document.querySelector('.shown').textContent));
    assert.equal(await page.locator('.row .badge').count(), 1, 'the pin is there after the kill');
    const exported = await page.evaluate(async () => (await fetch('/api/export/en.txt')).text());
    assert.ok(exported.includes('Written anew by hand.'));
    for (const format of await page.evaluate(() => [...document.querySelectorAll('#export option')].map((one) => one.value).filter(Boolean))) {
      const status = await page.evaluate(async (format) => (await fetch('/api/export/' + format)).status, format);
      assert.equal(status, 200, format);
    }
    await page.keyboard.press('Escape');
    const steps = await page.evaluate(() => fetch('/api/data').then((answer) => answer.json()).then((data) => data.undo));
    for (let n = 0; n < steps; n += 1) { await page.keyboard.press('Control+z'); await says('Undone'); }
    assert.equal(await page.evaluate(() => fetch('/api/data').then((answer) => answer.json()).then((data) => data.undo)), 0);
    assert.deepEqual(wrong, []);
    await context.close();
    await second.kill();
  },

  async 'the desk: split, move, untranslated, pin and realign, each undone, all of it after a kill'() {
    rmSync(join(work, 'en.duizhao'), { force: true });
    let { address, kill } = await desk('zh.txt', 'en.txt');
    const { context, page, wrong } = await browser();
    await page.goto(address);
    await ready(page);
    const data = () => page.evaluate(() => fetch('/api/data').then((answer) => answer.json()));
    const says = async (words) => { await page.waitForFunction((words) => document.getElementById('said').textContent === words, words); await page.evaluate(() => { document.getElementById('said').textContent = ''; }); };
    const pair = (row) => `${row.zh} | ${row.en}`;
    const whole = (rows) => rows.map(pair).join('\n');
    const first = await data();
    const size = first.rows.length;
    // A row with text on both sides and one like it below.
    const at = first.rows.findIndex((row, index) => row.zh && row.en && row.en.length > 60 && first.rows[index + 1]?.zh && first.rows[index + 1].en);
    const show = async (index) => {
      await page.evaluate(() => document.getElementById('search').blur());
      await page.keyboard.press('Home');
      await page.fill('#search', '');
      await page.fill('#search', first.rows[index].zh.slice(0, 30));
      await page.waitForSelector(`.row[data-index="${index}"]`);
      await page.evaluate(() => document.getElementById('search').blur());
      await page.click(`.row[data-index="${index}"] .gutter`);
    };

    // Split at the cursor, which stands in the English.
    await show(at);
    await page.evaluate((index) => {
      const text = document.querySelector(`.row[data-index="${index}"] .cell.en`).firstChild;
      const node = text.nodeType === 3 ? text : text.firstChild;
      window.getSelection().collapse(node, Math.min(8, node.length));
    }, at);
    await page.keyboard.press('Enter');
    await says('Split');
    let now = await data();
    assert.equal(now.rows.length, size + 1);
    assert.equal(whole(now.rows).replace(/\s/g, '').length, whole(first.rows).replace(/\s/g, '').length + 1, 'a split loses no character');
    await page.keyboard.press('Control+z');
    await says('Undone');
    assert.equal(whole((await data()).rows), whole(first.rows));

    // An English sentence moves to the pair below, and a Chinese one.
    for (const keys of ['Control+ArrowDown', 'Control+Shift+ArrowDown']) {
      await show(at);
      await page.keyboard.press(keys);
      await says('Moved');
      assert.notEqual(whole((await data()).rows), whole(first.rows));
      await page.keyboard.press('Control+z');
      await says('Undone');
      assert.equal(whole((await data()).rows), whole(first.rows));
    }

    // Untranslated: the English becomes a row of its own.
    await show(at);
    await page.keyboard.press('t');
    await says('Marked as untranslated');
    now = await data();
    assert.deepEqual([now.rows[at].en, now.rows[at + 1].zh], ['', '']);

    // Pinned as it is now, it stays so when all else is aligned again.
    await page.keyboard.press('p');
    await says('Pinned');
    const pinned = pair(now.rows[at]);
    await page.fill('#search', '');
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.waitForFunction(() => /^(Aligned again|Nothing changes)/.test(document.getElementById('said').textContent));
    now = await data();
    assert.deepEqual(now.rows.filter((row) => row.pin).map(pair), [pinned], 'the pinned pair stays');
    await page.keyboard.press('Home');
    await page.waitForSelector('.row .badge');
    await picture(page, 'desk-pinned');

    const before = await data();
    await kill();
    ({ address, kill } = await desk('en.duizhao'));
    await page.goto(address);
    await ready(page);
    const after = await data();
    assert.equal(whole(after.rows), whole(before.rows));
    assert.equal(after.undo, before.undo);
    for (let n = 0; n < after.undo; n += 1) { await page.keyboard.press('Control+z'); await says('Undone'); }
    assert.equal(whole((await data()).rows), whole(first.rows), 'all of it undone after the kill');
    for (let n = 0; n < after.undo; n += 1) { await page.keyboard.press('Control+y'); await says('Redone'); }
    assert.equal(whole((await data()).rows), whole(before.rows), 'and redone');
    assert.deepEqual(wrong, []);
    await context.close();
    await kill();
  },

  async 'the desk over twenty thousand pairs answers at once'() {
    writeLongPairs();
    const { address, kill } = await desk('pairs.tsv');
    const { context, page, wrong } = await browser();
    await page.goto(address);
    await ready(page);
    assert.equal(await page.locator('.tools button', { hasText: 'Realign' }).count(), 0, 'pairs made elsewhere are not aligned again');
    assert.ok(await page.locator('.row').count() < 80);
    await page.click('.chip.error');
    await page.waitForFunction(() => document.querySelectorAll('.row.has-error').length > 0);
    await page.keyboard.press('j');
    const timed = async (key, words) => {
      const from = Date.now();
      await page.keyboard.press(key);
      await page.waitForFunction((words) => document.getElementById('said').textContent === words, words, { polling: 5 });
      const took = Date.now() - from;
      await page.evaluate(() => { document.getElementById('said').textContent = ''; });
      await page.waitForTimeout(150);
      return took;
    };
    const times = [];
    for (let n = 0; n < 5; n += 1) times.push(await timed('f', 'Fixed'));
    for (let n = 0; n < 5; n += 1) times.push(await timed('Control+z', 'Undone'));
    times.push(await timed('d', 'Dismissed'));
    times.sort((a, b) => a - b);
    console.log(`    an act takes ${times[times.length >> 1]} ms in the page, the slowest ${times.at(-1)} ms`);
    assert.ok(times[times.length >> 1] < 250, 'slow');
    assert.deepEqual(wrong, []);
    await context.close();
    await kill();
  },

  async 'the desk speaks Chinese'() {
    rmSync(join(work, 'en.duizhao'), { force: true });
    const { address, kill } = await desk('zh.txt', 'en.txt');
    const { context, page, wrong } = await browser({ locale: 'zh-CN' });
    await page.goto(address);
    await ready(page);
    await page.click('.chip.error');
    await page.keyboard.press('j');
    await accessible(page, 'desk in Chinese');
    await picture(page, 'desk-zh');
    await page.keyboard.press('?');
    await picture(page, 'keys-zh');
    assert.match(await page.textContent('#help'), /与上一对合并/);
    assert.deepEqual(wrong, []);
    await context.close();
    await kill();
  },
};

for (const side of ['zh', 'en']) writeFileSync(join(work, side + '.txt'), readFileSync(join(texts, side + '.txt')));
let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  if (process.env.ONLY && !name.includes(process.env.ONLY)) continue;
  try {
    await test();
    console.log('ok    ' + name);
  } catch (error) {
    failed += 1;
    console.log('FAIL  ' + name + '\n' + (error.stack ?? error));
  }
  // What a test that failed left open would stand in the way of the next.
  for (const context of [...open]) await context.close();
  for (const child of [...running]) child.kill('SIGKILL');
}
rmSync(work, { recursive: true, force: true, maxRetries: 5 });
process.exit(failed ? 1 : 0);
