/* The package's types give a default export; its modules have a named one (3.4.3). */
declare module 'scorm-again/scorm12/min' {
  export { default as Scorm12API } from 'scorm-again/scorm12';
}
declare module 'scorm-again/scorm2004/min' {
  export { default as Scorm2004API } from 'scorm-again/scorm2004';
}
