/** Stands in for react-style-singleton, whose only user here is the scroll lock of dialogs: see design/base.css. */
export function styleSingleton() {
  return () => null;
}
