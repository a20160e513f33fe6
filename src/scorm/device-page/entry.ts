/*
 * The first script of a page whose content lives on the device: it waits until the browser is idle,
 * then loads the rest. `data-device-app` names what to load.
 */
const root = document.querySelector<HTMLElement>('[data-device-app]');

const start = async () => {
  if (root === null) return;
  try {
    if (root.dataset.deviceApp === 'certificate') {
      await (await import('../certificate/certificate-page.ts')).showCertificate(root);
    } else if (root.dataset.deviceApp === 'check-certificate') {
      await (await import('../certificate/check-page.ts')).showCheck(root);
    } else {
      await (await import('./device-page.ts')).showDevice(root);
    }
  } catch {
    const loading = root.querySelector('[data-part="loading"]');
    if (loading !== null) {
      loading.textContent =
        'Chưa tải được phần này, có thể do mạng yếu. Thầy cô hãy tải lại trang.';
    }
  }
};

// Safari has no requestIdleCallback.
if ('requestIdleCallback' in window) requestIdleCallback(() => void start(), { timeout: 2000 });
else setTimeout(() => void start(), 200);
