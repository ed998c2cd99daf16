// @ts-check
/**
 * Preloaded into n8n: ends it when the process that started it is gone, even by a kill that nobody can handle. Without
 * it, an n8n would stay behind on its port after an interrupted test run.
 */
const GRACE_MS = 2000;

process.on('disconnect', () => {
	setTimeout(() => process.exit(1), GRACE_MS).unref();
	process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
