/** Takes files that are dropped anywhere on the page. `over` says whether one is being held above it. */
export function takesFiles(over: (is: boolean) => void, take: (files: readonly File[]) => void): void {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  // Entering a child comes before leaving its parent.
  let inside = 0;
  window.addEventListener('dragenter', (event) => {
    if (hasFiles(event) && ++inside === 1) over(true);
  });
  window.addEventListener('dragleave', (event) => {
    if (hasFiles(event) && inside > 0 && --inside === 0) over(false);
  });
  // Without this the browser would open the file in place of our page.
  window.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault());
  window.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    inside = 0;
    over(false);
    take([...(event.dataTransfer?.files ?? [])]);
  });
}
