import { builtNodes } from '../support/editor/descriptions.mts';
import { openWorkflow, useTheme, type Editor } from '../support/editor/editor.mts';
import { closeNode, icons, openNode, shownFields } from '../support/editor/node-view.mts';

export function themes(editor: () => Editor): void {
	const nodes = builtNodes().map(({ description }) => description);

	beforeAll(async () => {
		await openWorkflow(
			editor(),
			'Every node',
			nodes.map(({ displayName, name, credentials }) => ({
				name: displayName,
				type: name,
				credential: credentials?.[0]?.name,
			})),
		);
	}, 120_000);

	afterAll(async () => await useTheme(editor(), 'light'));

	describe.each(['light', 'dark'] as const)('(%s)', (theme) => {
		beforeAll(async () => await useTheme(editor(), theme));

		it('shows every icon of the canvas, drawn for this theme', async () => {
			const found = await icons(editor().page, '[data-test-id=canvas]');
			expect(found).toHaveLength(nodes.length);
			for (const { source, width } of found) {
				expect(width).toBeGreaterThan(0);
				expect(/\.dark\.svg$/.test(source)).toBe(theme === 'dark');
			}
		});

		it.each(nodes.map(({ displayName }) => displayName))(
			'shows the panel of %s with its fields and its icon',
			async (name) => {
				const { page } = editor();
				await openNode(page, name);
				const panel = page.locator('[data-test-id=ndv]');
				const found = await icons(page, '[data-test-id=ndv]');
				expect(found.length).toBeGreaterThan(0);
				for (const { source, width } of found) {
					expect(width).toBeGreaterThan(0);
					expect(/\.dark\.svg$/.test(source)).toBe(theme === 'dark');
				}
				expect((await shownFields(page)).length).toBeGreaterThan(1);
				const scheme = await panel.evaluate((element) => getComputedStyle(element).colorScheme);
				expect([name, theme, scheme]).toEqual([name, theme, expect.stringContaining(theme)]);
				await closeNode(page);
			},
			60_000,
		);
	});
}
