/** esbuild puts the stylesheet beside the script. */
declare module '*.css';
