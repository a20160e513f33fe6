import type { ComponentChildren } from 'preact';

interface Props {
  onFiles(files: File[]): void;
  multiple?: boolean;
  /** As in the `accept` attribute. */
  accept?: string;
  main?: boolean;
  disabled?: boolean;
  describedBy?: string;
  children: ComponentChildren;
}

/**
 * A button that asks for files. The browser's own file button speaks the browser's language, so it
 * is hidden (not removed: keyboard and screen reader use it) behind a label that speaks Vietnamese.
 */
export function FileButton(props: Props) {
  const { onFiles, multiple = false, accept, main = false, disabled = false, describedBy } = props;
  return (
    <label class={`of-button of-file ${main ? 'of-button--main' : ''}`}>
      {props.children}
      <input
        type="file"
        class="of-hidden"
        multiple={multiple}
        accept={accept}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={(event) => {
          const input = event.currentTarget;
          onFiles([...(input.files ?? [])]);
          // The same file can be chosen again after it was mended in Excel.
          input.value = '';
        }}
      />
    </label>
  );
}
