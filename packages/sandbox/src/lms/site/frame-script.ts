/**
 * The one script of these pages. On the page that a tool's answer leads to, inside the frame, it brings the whole tab
 * back; on the page around a frame it listens for what the standard lets tools say.
 */
export const frameScript = `
const leave = document.querySelector('[data-leave-to]');
if (leave) window.top.location.replace(leave.dataset.leaveTo);
const frame = document.querySelector('iframe.tool');
window.addEventListener('message', (event) => {
  if (frame === null || event.source !== frame.contentWindow || typeof event.data !== 'object') return;
  const { subject, height } = event.data ?? {};
  if (subject === 'org.imsglobal.lti.close' && frame.dataset.closeTo) location.assign(frame.dataset.closeTo);
  if (subject === 'lti.frameResize' && height > 100 && height < 5000) frame.style.height = height + 'px';
});
`;
