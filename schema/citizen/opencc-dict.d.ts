/** The package ships its tables without types: `simplified traditional[ traditional…]`, entries separated by `|`. */
declare module 'opencc-js/dict/STCharacters' {
  const table: string
  export { table as default }
}
